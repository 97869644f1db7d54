#include "stages/delivery/readwise.h"

#include <gtest/gtest.h>

#include "stages/delivery/csv.h"

namespace pith::delivery {
namespace {

using namespace std::chrono_literals;
using Cells = std::vector<std::string>;

TEST(Csv, HasCellsWithCommasQuotesAndLineEnds) {
  const auto rows = read_csv("a,\"b,\"\"c\"\"\",\r\n\"two\nlines\",d,e\n\nlast");
  ASSERT_TRUE(rows) << rows.error().log_line();
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ(rows->at(0).cells, (Cells{"a", "b,\"c\"", ""}));
  EXPECT_EQ(rows->at(1).cells, (Cells{"two\nlines", "d", "e"}));
  EXPECT_EQ(rows->at(2).cells, Cells{"last"});
  EXPECT_EQ(rows->at(2).line, 5);
}

TEST(Csv, ThatIsBrokenNamesTheLine) {
  EXPECT_EQ(read_csv("a\nb,\"c\nd").error().message, "line 2: this quote is not closed");
  EXPECT_TRUE(read_csv("a\n\"b\" c\n").error().message.starts_with("line 2: after a closed quote"));
}

TEST(Csv, HasNoCellThatASpreadsheetRuns) {
  for (const std::string_view text :
       {"=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"https://evil.example\")"})
    EXPECT_TRUE(csv_cell(text).starts_with("\"'")) << text;
  EXPECT_EQ(csv_cell("a,b\"=1\""), "\"a,b\"\"=1\"\"\"");
}

TEST(Csv, CellsOfFormulasComeBackAsTheyWere) {
  for (const std::string_view text : {"=cmd()", "-20 degrees", "\t=1", "plain", "it's", ""})
    EXPECT_EQ(cell_text(read_csv(csv_cell(text) + ",x")->at(0).cells.at(0)), text);
}

SourcedInsight a_source() {
  SourcedInsight source;
  source.insight.id = "in_abcdefghijkl";
  source.insight.headline = "Heat pumps work: even in \"real\" cold";
  source.insight.speaker = "Bob Guest";
  source.insight.key_start = 754'900ms;
  source.insight.evidence = {{{2, 3}, 754s, 760s, "Bob Guest", "They work at -20, I say."}};
  source.insight.published = *parse_rfc3339("2026-11-25T05:06:07.5Z");
  source.show.title = "The Show on Air";
  source.episode.title = "- an episode, one";
  source.episode.link = "https://a.example/1#part";
  return source;
}

std::string rows(const SourcedInsight& source, const Addresses& site) {
  return std::string(readwise_head()) + readwise_row(source, site);
}

TEST(ReadwiseFile, WrittenAgainIsTheSame) {
  for (const auto* url : {"", "https://pith.example"}) {
    const Addresses site(url);
    for (const auto* speaker : {"Bob Guest", "unknown speaker"})
      for (const auto* link : {"", "https://a.example/1"}) {
        auto source = a_source();
        source.insight.speaker = speaker;
        source.episode.link = link;
        const auto file = rows(source, site);
        const auto read = read_readwise(file);
        ASSERT_TRUE(read) << read.error().log_line();
        EXPECT_EQ(rows(read->at(0), site), file);
        EXPECT_EQ(read->at(0).insight.id, "in_abcdefghijkl");
        EXPECT_EQ(read->at(0).insight.speaker, speaker);
        EXPECT_EQ(read->at(0).show.title, "The Show on Air");
      }
  }
}

TEST(ReadwiseFile, MayHaveItsColumnsInAnyOrderAndMoreOfThem) {
  const std::string file =
      "Title,Tags,Highlight,Author,Note,URL,Date,Location\nAn episode,x,Words said.,The Show,A "
      "claim,https://a.example,2026-11-25,12\n";
  EXPECT_TRUE(is_readwise(file));
  const auto read = read_readwise(file);
  ASSERT_TRUE(read) << read.error().log_line();
  EXPECT_EQ(read->at(0).insight.evidence[0].text, "Words said.");
  EXPECT_EQ(read->at(0).insight.headline, "A claim");
  EXPECT_EQ(read->at(0).insight.id, "");
  EXPECT_EQ(read->at(0).episode.link, "https://a.example");
}

TEST(ReadwiseFile, NamesAnEpisodeWithoutATitleByItsDay) {
  auto source = a_source();
  source.episode.title.clear();
  const auto read = read_readwise(rows(source, Addresses("")));
  ASSERT_TRUE(read) << read.error().log_line();
  EXPECT_EQ(read->at(0).episode.title, "Episode of 25 November 2026");
}

TEST(ReadwiseFile, ThatIsBrokenNamesTheLine) {
  const std::string head(readwise_head());
  const auto problem = [&](const std::string& row) { return read_readwise(head + row).error().message; };
  EXPECT_EQ(problem("a,b,c\n"), "line 2: it has 3 cells where there are 7 columns");
  EXPECT_EQ(problem("a,b,c,d,e,soon,2026-11-25\n"), "line 2: its location is no second");
  EXPECT_EQ(problem("a,b,c,d,e,7,soon\n"), "line 2: its date is none as 2026-11-25T06:00:00Z");
  EXPECT_EQ(problem(",b,c,d,e,7,2026-11-25\n"), "line 2: this highlight has no words");
  EXPECT_EQ(read_readwise("Highlight,Title\n").error().message, "line 1: these are not the columns of Readwise");
  EXPECT_FALSE(is_readwise("{\"pith\":\"archive\"}"));
}

}  // namespace
}  // namespace pith::delivery
