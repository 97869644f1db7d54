#include "search/query.h"

#include <gtest/gtest.h>

namespace pith::search {
namespace {

std::vector<std::string> texts(const std::vector<Asked>& list) {
  std::vector<std::string> found;
  for (const auto& asked : list)
    found.push_back((asked.phrase ? "\"" + asked.text + "\"" : asked.text) + (asked.beginning ? "*" : ""));
  return found;
}

using Texts = std::vector<std::string>;

TEST(Query, KnowsWordsPhrasesBeginningsAndWhatIsRefused) {
  const auto query = parse("Heat \"in the  COLD\" pum* -gas -\"two words\" —");
  EXPECT_EQ(texts(query.wanted), (Texts{"heat", "\"in the cold\"", "pum*"}));
  EXPECT_EQ(texts(query.refused), (Texts{"gas", "\"two words\""}));
}

TEST(Query, TakesAMinusWithinAWordOrAloneForNothing) {
  EXPECT_EQ(texts(parse("well-known - facts --").wanted), (Texts{"well", "known", "facts"}));
  EXPECT_TRUE(parse("well-known - facts").refused.empty());
}

TEST(Query, RefusesTogetherWhatHangsTogether) {
  EXPECT_EQ(texts(parse("facts -well-known").refused), Texts{"\"well known\""});
  EXPECT_EQ(texts(parse("-well-known facts").wanted), Texts{"facts"});
}

TEST(Query, TakesTypographicQuotationMarksAndAnOpenOne) {
  EXPECT_EQ(texts(parse("“open source” money").wanted), (Texts{"\"open source\"", "money"}));
  EXPECT_EQ(texts(parse("money \"open source").wanted), (Texts{"money", "\"open source\""}));
}

TEST(Query, KeepsApostrophesInWords) { EXPECT_EQ(texts(parse("don’t DON'T").wanted), (Texts{"don't", "don't"})); }

TEST(Query, SaysWhereEachWordStood) {
  const std::string typed = "a “heat pump” -gas";
  const auto query = parse(typed);
  EXPECT_EQ(typed.substr(query.wanted[1].begin, query.wanted[1].end - query.wanted[1].begin), "heat pump");
  EXPECT_EQ(typed.substr(query.refused[0].begin, query.refused[0].end - query.refused[0].begin), "gas");
}

TEST(Query, IsEmptyWithoutALetterOrDigit) {
  for (const auto* typed : {"", " ", "\"\"", "* - ()", "—", "\xff\xfe"}) EXPECT_TRUE(parse(typed).empty()) << typed;
}

TEST(Query, HasAnEnd) {
  std::string typed;
  for (int n = 0; n < 1000; ++n) typed += "word ";
  EXPECT_EQ(parse(typed).wanted.size(), 64u);
}

TEST(UnfinishedQuery, LetsItsLastWordGoOn) {
  EXPECT_EQ(texts(unfinished("heat pum").wanted), (Texts{"heat", "pum*"}));
  EXPECT_EQ(texts(unfinished("\"heat pum").wanted), Texts{"\"heat pum\"*"});
  EXPECT_EQ(texts(unfinished("heat pump ").wanted), (Texts{"heat", "pump"}));
}

TEST(UnfinishedQuery, LeavesOutALastWordThatIsTooShortToTell) {
  EXPECT_EQ(texts(unfinished("heat p").wanted), Texts{"heat"});
  EXPECT_EQ(texts(unfinished("go").wanted), Texts{"go"});
  EXPECT_TRUE(unfinished("heat -p").refused.empty());
}

}  // namespace
}  // namespace pith::search
