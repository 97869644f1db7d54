#include "stages/insight/topic_list.h"

#include <gtest/gtest.h>

#include "stages/insight/topic_terms.h"

namespace pith::insight {
namespace {

constexpr std::string_view small =
    "# a list\n"
    "Databases\tdatabase, Postgres, =storage engines\n"
    "Machine learning\tmachine learning, ML\n"
    "Open source\topen source, open source AI\n";

std::vector<std::string> said(const TopicList& list, std::string_view text) {
  std::vector<std::size_t> found;
  list.find(terms_of(text), found);
  std::vector<std::string> names;
  for (const auto alias : found) names.push_back(list.topics()[list.topic_of(alias)]);
  return names;
}

std::string named(const TopicList& list, std::string_view label) {
  const auto topic = list.named(label);
  return topic ? list.topics()[*topic] : "";
}

std::string complaint(std::string_view bytes) {
  const auto list = TopicList::parse(bytes);
  return list ? "" : list.error().message;
}

TEST(TopicList, FindsAliasesWhateverTheirCaseAndNumber) {
  const auto list = TopicList::parse(small).value();
  EXPECT_EQ(said(list, "We left both DATABASES for the database's sake."),
            (std::vector<std::string>{"Databases", "Databases"}));
}

TEST(TopicList, TakesTheLongestAliasThatBeginsAtAPlace) {
  const auto list = TopicList::parse(small).value();
  std::vector<std::size_t> found;
  list.find(terms_of("Open source AI is open source."), found);
  EXPECT_EQ(found.size(), 2U);
  EXPECT_NE(found[0], found[1]);
}

TEST(TopicList, LooksForTheNamesOfTopicsInLabelsAlone) {
  const auto list = TopicList::parse(small).value();
  EXPECT_TRUE(said(list, "Two storage engines were compared.").empty());
  EXPECT_EQ(named(list, "storage engines"), "Databases");
}

TEST(TopicList, KnowsWhichAliasesHaveAnotherSense) {
  const auto list = TopicList::parse("Biology\t~cell, ~ecosystem, organism\n").value();
  std::vector<std::size_t> found;
  list.find(terms_of("Each cell of an organism."), found);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(list.needs_witness(found[0]));
  EXPECT_FALSE(list.needs_witness(found[1]));
  EXPECT_EQ(named(list, "the cell"), "Biology");
}

TEST(TopicList, TakesALabelForTheLongestAliasInIt) {
  const auto list = TopicList::parse(small).value();
  EXPECT_EQ(named(list, "machine learning infrastructure"), "Machine learning");
  EXPECT_EQ(named(list, "gardening"), "");
}

TEST(TopicList, SaysWhichLineIsWrong) {
  EXPECT_TRUE(complaint("Databases\tdatabase\nMachine learning\tML, ,\n").contains("line 2"));
  EXPECT_TRUE(complaint("One\ta\tb\n").contains("line 1"));
  EXPECT_TRUE(complaint("One\tfirst\nOne\tsecond\n").contains("line 2"));
}

TEST(TopicList, LetsNoTwoTopicsShareAnAlias) {
  const auto why = complaint("Databases\tstore\nRetail\tstores\n");
  EXPECT_TRUE(why.contains("Lines 1 and 2"));
  EXPECT_TRUE(why.contains("Databases and Retail"));
}

TEST(TopicList, RefusesAnEmptyList) { EXPECT_FALSE(TopicList::parse("# nothing\n").has_value()); }

}  // namespace
}  // namespace pith::insight
