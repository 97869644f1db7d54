#include "stages/delivery/read_note.h"

#include <gtest/gtest.h>

#include "stages/delivery/notes.h"

namespace pith::delivery {
namespace {

using namespace std::chrono_literals;

SourcedInsight a_source() {
  SourcedInsight source;
  auto& [insight, episode, show] = source;
  insight.id = "in_abcdefghijkl";
  insight.headline = "1. #Heat pumps* work: even in \"real\" [cold]";
  insight.text = "- They work at -20 degrees\\, and <b>running</b> one costs half of what gas does.";
  insight.speaker = "Bob, the Guest";
  insight.topics = {"Heating", "Energy: \"policy\""};
  insight.entities = {"IEA"};
  insight.score = 2.5;
  insight.key_start = 754s;
  insight.evidence = {{{2, 3}, 754'900ms, 760'000ms, "Bob, the Guest", "They work at -20. > Yes_"},
                      {{5, 5}, 3661s, 3662s, "unknown speaker", "— dash first"}};
  insight.engine = "builtin";
  insight.version = "1 of two";
  insight.published = *parse_rfc3339("2026-11-25T05:06:07Z");
  show.id = "sh_one";
  show.title = "The Show";
  episode.id = "ep_one";
  episode.guid = "https://guid.example/?a=1&b=\"2\"";
  episode.title = "An episode: one";
  episode.audio.url = "https://a.example/a.mp3";
  return source;
}

const Addresses site("https://pith.example");

std::string a_note() { return render_note(a_source(), {}, site); }

TEST(ReadNote, WrittenAgainIsTheSameNote) {
  const auto read = read_note(a_note());
  ASSERT_TRUE(read && *read) << read.error().log_line();
  EXPECT_TRUE((*read)->whole);
  EXPECT_FALSE((*read)->has_own);
  EXPECT_EQ(render_note((*read)->source, {}, site), a_note());
}

TEST(ReadNote, WithoutASiteHoldsThePublishersPage) {
  auto source = a_source();
  for (const auto* link : {"https://a.example/an-episode", ""}) {
    source.episode.link = link;
    const auto note = render_note(source, {}, Addresses(""));
    const auto read = read_note(note);
    ASSERT_TRUE(read && *read) << read.error().log_line();
    EXPECT_EQ((*read)->source.episode.link, link);
    EXPECT_EQ(render_note((*read)->source, {}, Addresses("")), note);
  }
  EXPECT_EQ((*read_note(a_note()))->source.episode.link, "");
}

TEST(ReadNote, MayHaveAnAddressThatLooksLikeALink) {
  auto source = a_source();
  source.insight.evidence[0].speaker = "Bob, [the] Guest";
  source.episode.audio.url = "https://a.example/a, [12:34](b.mp3";
  const auto note = render_note(source, {}, site);
  const auto read = read_note(note);
  ASSERT_TRUE(read && *read) << read.error().log_line();
  EXPECT_EQ(render_note((*read)->source, {}, site), note);
}

TEST(ReadNote, TakesOfAnAddressWhatIsWritten) {
  auto note = a_note();
  constexpr std::string_view written = "a.mp3#t=754\"";
  note.replace(note.find(written), written.size(), "a.mp3#t=x#t=754\"");
  EXPECT_EQ((*read_note(note))->source.episode.audio.url, "https://a.example/a.mp3");
}

TEST(ReadNote, HoldsTheInsightWithItsProofToTheSecond) {
  const auto source = (*read_note(a_note()))->source;
  const auto wanted = a_source();
  EXPECT_EQ(source.insight.headline, wanted.insight.headline);
  EXPECT_EQ(source.insight.text, wanted.insight.text);
  EXPECT_EQ(source.insight.speaker, wanted.insight.speaker);
  EXPECT_EQ(source.insight.topics, wanted.insight.topics);
  EXPECT_EQ(source.insight.entities, wanted.insight.entities);
  EXPECT_EQ(source.insight.version, "1 of two");
  EXPECT_EQ(source.insight.published, *parse_rfc3339("2026-11-25"));
  ASSERT_EQ(source.insight.evidence.size(), 2U);
  EXPECT_EQ(source.insight.evidence[0].start, 754s);
  EXPECT_EQ(source.insight.evidence[0].text, wanted.insight.evidence[0].text);
  EXPECT_EQ(source.insight.evidence[1].start, 3661s);
  EXPECT_EQ(source.episode.guid, wanted.episode.guid);
  EXPECT_EQ(source.show.id, "sh_one");
}

TEST(ReadNote, TakesPropertiesAsOtherProgramsWriteThemAgain) {
  auto note = a_note();
  const auto quoted = note.find("show: \"The Show\"");
  note.replace(quoted, 16, "show: The Show");
  const auto topics = note.find("topics:\n");
  note.replace(topics, note.find("entities:") - topics, "topics: [Heating, 'Energy: \"policy\"']\n");
  const auto read = read_note(note);
  ASSERT_TRUE(read && *read) << read.error().log_line();
  EXPECT_EQ((*read)->source.show.title, "The Show");
  EXPECT_EQ((*read)->source.insight.topics, a_source().insight.topics);
}

TEST(ReadNote, MayHaveTheLineEndsAndByteOrderMarkOfWindows) {
  std::string note = "\xEF\xBB\xBF";
  for (const char c : a_note()) note += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ((*read_note(note))->source.insight.text, a_source().insight.text);
}

TEST(ReadNote, MayEndWithoutALineEnd) {
  auto note = a_note();
  note.pop_back();
  const auto read = read_note(note);
  ASSERT_TRUE(read && *read) << read.error().log_line();
  EXPECT_TRUE((*read)->whole);
  EXPECT_FALSE((*read)->has_own);
}

TEST(ReadNote, SaysWhetherItsOwnerAddedSomething) {
  EXPECT_TRUE((*read_note(a_note() + "Mine.\n"))->has_own);
  auto note = a_note();
  note.insert(4, "tags: [mine]\n");
  EXPECT_TRUE((*read_note(note))->has_own);
}

TEST(ReadNote, WithoutPithsPartHoldsNoInsight) {
  const auto note = a_note();
  const auto read = read_note(note.substr(0, note.find("%% pith:")) + "All mine.\n");
  ASSERT_TRUE(read && *read);
  EXPECT_FALSE((*read)->whole);
}

TEST(ReadNote, OfAnotherProgramIsNone) {
  EXPECT_FALSE(*read_note("# A note\n"));
  EXPECT_FALSE(*read_note("---\nid: 7\n---\ntext\n"));
  for (const auto* id : {"in_progress", "in_abcdefghijk", "in_abcdefghijk8", "in_ABCDEFGHIJKL", "in_abcdefghijklm"})
    EXPECT_FALSE(*read_note("---\nid: " + std::string(id) + "\n---\ntext\n")) << id;
  EXPECT_FALSE(*read_note(""));
}

TEST(ReadNote, OfAnEpisodeWithoutATitleNamesItByItsDay) {
  auto source = a_source();
  source.episode.title.clear();
  const auto read = read_note(render_note(source, {}, site));
  ASSERT_TRUE(read && *read) << read.error().log_line();
  EXPECT_EQ((*read)->source.episode.title, "Episode of 25 November 2026");
}

std::string problem_of(std::string_view cut, std::string_view put) {
  auto note = a_note();
  note.replace(note.find(cut), cut.size(), put);
  const auto read = read_note(note);
  return read ? "" : read.error().message;
}

TEST(ReadNote, ThatIsBrokenNamesTheLine) {
  EXPECT_EQ(problem_of("show: \"The Show\"\n", ""), "line 2: this note names no show");
  EXPECT_EQ(problem_of("score: 2.50", "score: much"), "line 11: \"score\" is no number from 0 to 5");
  EXPECT_EQ(problem_of("score: 2.50", "score: 900"), "line 11: \"score\" is no number from 0 to 5");
  EXPECT_EQ(problem_of("published: 2026-11-25", "published: lately"), "line 12: \"published\" is no day as 2026-11-25");
  EXPECT_TRUE(problem_of("speaker: \"", "speaker: x: \"").starts_with("line 5: "));
  EXPECT_TRUE(problem_of("# 1", "1").contains("the headline is missing"));
  EXPECT_TRUE(problem_of(", [12:34]", ", [soon]").contains("by whom and at which second"));
}

}  // namespace
}  // namespace pith::delivery
