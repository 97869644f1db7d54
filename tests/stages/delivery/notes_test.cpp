#include "stages/delivery/notes.h"

#include <gtest/gtest.h>

#include "stages/delivery/read_note.h"
#include "stages/delivery/readwise.h"

namespace pith::delivery {
namespace {

using std::chrono::milliseconds;

SourcedInsight a_source() {
  SourcedInsight source;
  source.insight.id = "in_abcdefghijkl";
  source.insight.headline = "Heat pumps work: even in \"real\" cold";
  source.insight.text = "They work at -20 degrees, and running one costs half of what gas does.";
  source.insight.speaker = "Bob Guest";
  source.insight.topics = {"Heating", "Energy policy"};
  source.insight.score = 2.5;
  source.insight.key_start = milliseconds{754'000};
  source.insight.evidence = {{{2, 3}, milliseconds{754'000}, milliseconds{760'000}, "Bob Guest", "They work at -20."}};
  source.insight.engine = "builtin";
  source.insight.version = "1";
  source.insight.published = from_micros(1'700'000'000'000'000);
  source.show.title = "The Show";
  source.episode.title = "An episode";
  source.episode.audio.url = "https://a.example/a.mp3";
  return source;
}

const Addresses at_home("https://pith.example");

TEST(Note, OpensOnItsProof) {
  const auto note = render_note(a_source(), {}, at_home);
  EXPECT_TRUE(note.starts_with("---\nid: in_abcdefghijkl\nshow: \"The Show\"\n")) << note;
  EXPECT_TRUE(note.contains("topics:\n  - \"Heating\"\n  - \"Energy policy\"\n"));
  EXPECT_TRUE(note.contains("source: \"https://pith.example/insights/in_abcdefghijkl\"\n"));
  EXPECT_TRUE(note.contains("# Heat pumps work: even in \"real\" cold\n"));
  EXPECT_TRUE(note.contains("> They work at -20.\n> — Bob Guest, [12:34](<https://a.example/a.mp3#t=754>)\n")) << note;
}

TEST(Note, IsFoundByItsIdWhateverItIsCalled) {
  EXPECT_EQ(note_id(render_note(a_source(), {}, at_home)), "in_abcdefghijkl");
  EXPECT_EQ(note_id("---\ntitle: x\nid: \"in_abcdefghijkl\"\n---\n"), "in_abcdefghijkl");
  EXPECT_EQ(note_id("---\nid: in_abcdefghijkl # the id: of Pith\n---\n"), "in_abcdefghijkl");
  EXPECT_EQ(note_id("---\n\"id\": 'in_abcdefghijkl'\n---\n"), "in_abcdefghijkl");
  EXPECT_EQ(note_id("---\n'a: id': in_abcdefghijkl\n---\n"), std::nullopt);
  EXPECT_EQ(note_id("---\r\nid: in_abcdefghijkl\r\n---\r\n"), "in_abcdefghijkl");
  EXPECT_EQ(note_id("\xEF\xBB\xBF---\nid: in_abcdefghijkl\n---"), "in_abcdefghijkl");
  EXPECT_EQ(note_id("---\nid: something else\n---\n"), std::nullopt);
  EXPECT_EQ(note_id("id: in_abcdefghijkl\n"), std::nullopt);
}

TEST(Note, WrittenAgainIsTheSame) {
  const auto note = render_note(a_source(), {}, at_home);
  EXPECT_EQ(merged_note(note, note), note);
}

TEST(Note, KeepsWhatItsOwnerAdded) {
  auto source = a_source();
  auto old = render_note(source, {}, at_home);
  old.insert(old.find("---\n", 4), "aliases:\n  - pumps\n");
  old.insert(old.find("%% pith:"), "My own beginning.\n");
  old += "My own end.\n";
  EXPECT_EQ(merged_note(old, render_note(source, {}, at_home)), old);
  source.insight.text = "They work at -25 degrees.";
  const auto merged = merged_note(old, render_note(source, {}, at_home));
  EXPECT_TRUE(merged.contains("aliases:\n  - pumps\n"));
  EXPECT_TRUE(merged.contains("My own beginning.\n%% pith:"));
  EXPECT_TRUE(merged.ends_with("%% pith ends %%\nMy own end.\n"));
  EXPECT_TRUE(merged.contains("25 degrees")) << merged;
  EXPECT_FALSE(merged.contains("20 degrees, and"));
}

std::string as_windows_writes(const std::string& note) {
  std::string out = "\xEF\xBB\xBF";
  for (const char c : note) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out;
}

TEST(Note, KeepsItsLineEndsAndByteOrderMark) {
  auto source = a_source();
  const auto old = as_windows_writes(render_note(source, {}, at_home) + "My own end.\n");
  EXPECT_EQ(merged_note(old, render_note(source, {}, at_home)), old);
  source.insight.text = "They work at -25 degrees.";
  const auto fresh = render_note(source, {}, at_home);
  EXPECT_EQ(merged_note(old, fresh), as_windows_writes(fresh + "My own end.\n"));
}

TEST(Note, MayEndWithoutALineEnd) {
  const auto fresh = render_note(a_source(), {}, at_home);
  EXPECT_EQ(merged_note(fresh.substr(0, fresh.size() - 1), fresh), fresh);
}

TEST(Note, WhosePropertiesAnEditorWroteInItsOwnWayStaysAsItIs) {
  auto source = a_source();
  const auto fresh = render_note(source, {}, at_home);
  auto old = fresh;
  const auto write = [&](std::string_view ours, std::string_view theirs) {
    old.replace(old.find(ours), ours.size(), theirs);
  };
  write("score: 2.50", "\"score\": 2.5");
  write("show: \"The Show\"", "show: The Show");
  write("topics:\n  - \"Heating\"\n  - \"Energy policy\"\n", "topics: [Heating, 'Energy policy']\n");
  EXPECT_EQ(merged_note(old, fresh), old);
  source.insight.score = 2.6;
  const auto merged = merged_note(old, render_note(source, {}, at_home));
  EXPECT_TRUE(merged.contains("\nscore: 2.60\n")) << merged;
  EXPECT_FALSE(merged.contains("2.5")) << merged;
  EXPECT_TRUE(merged.contains("\nshow: The Show\ntopics") || merged.contains("\nshow: The Show\nepisode")) << merged;
}

TEST(Note, LeavesPropertiesOfItsOwnersWhereTheyStand) {
  auto source = a_source();
  source.insight.speaker = "unknown speaker";
  auto old = render_note(source, {}, at_home);
  old.insert(4, "aliases: [pumps]\n# mine\n");
  old.insert(old.find("score:"), "stars: 5\n");
  EXPECT_EQ(merged_note(old, render_note(source, {}, at_home)), old);
  source.insight.speaker = "Bob Guest";
  auto expected = old;
  expected.insert(expected.find("topics:"), "speaker: \"Bob Guest\"\n");
  EXPECT_EQ(merged_note(old, render_note(source, {}, at_home)), expected);
}

TEST(Note, IsNotCutShortByItsMarkInAHeadline) {
  auto source = a_source();
  source.insight.headline = "%% pith ends %%";
  source.insight.text = "100 % of it is %% pith ends %%";
  source.insight.evidence.front().text = "%% pith ends %%";
  const auto fresh = render_note(source, {}, at_home);
  const auto old = fresh + "My own end.\n%% pith ends %%\nand more\n";
  EXPECT_EQ(merged_note(old, fresh), old);
  const auto read = *read_note(old);
  ASSERT_TRUE(read && read->whole);
  EXPECT_EQ(read->source.insight.headline, source.insight.headline);
  EXPECT_EQ(read->source.insight.text, source.insight.text);
  EXPECT_EQ(read->source.insight.evidence.front().text, "%% pith ends %%");
  EXPECT_TRUE(fresh.contains("100 % of it"));
}

TEST(Note, WithoutASiteNamesWhereItWasPublished) {
  auto source = a_source();
  EXPECT_TRUE(render_note(source, {}, Addresses("")).contains("source: \"https://a.example/a.mp3#t=754\"\n"));
  source.episode.link = "https://a.example/episodes/1";
  EXPECT_TRUE(render_note(source, {}, Addresses("")).contains("source: \"https://a.example/episodes/1\"\n"));
  source.episode.link = "javascript:alert(1)";
  EXPECT_TRUE(render_note(source, {}, Addresses("")).contains("source: \"https://a.example/a.mp3#t=754\"\n"));
}

TEST(Note, WithoutThePartOfPithGetsItAgainAndLosesNothing) {
  const auto fresh = render_note(a_source(), {}, at_home);
  const auto merged = merged_note("---\nid: in_abcdefghijkl\n---\nAll mine.\n", fresh);
  EXPECT_TRUE(merged.starts_with(fresh));
  EXPECT_TRUE(merged.ends_with("All mine.\n"));
}

TEST(Note, HasANameThatFileSystemsAndLinksTake) {
  EXPECT_EQ(note_name(a_source().insight), "Heat pumps work even in real cold");
  Insight nameless;
  nameless.id = "in_abcdefghijkl";
  nameless.headline = "../..";
  EXPECT_EQ(note_name(nameless), "in_abcdefghijkl");
  for (const auto& [headline, name] : {std::pair{"CON", "_CON"},
                                       {"nul.md", "_nul.md"},
                                       {"Com1 . x", "_Com1 . x"},
                                       {"lpt\u00B9", "_lpt\u00B9"},
                                       {"Console", "Console"},
                                       {"Com port", "Com port"},
                                       {"It ends. . .", "It ends"},
                                       {" . It begins", "It begins"}}) {
    nameless.headline = headline;
    EXPECT_EQ(note_name(nameless), name);
  }
}

TEST(Readwise, TakesTheWordsSaidWithTheClaimAsNote) {
  auto source = a_source();
  EXPECT_EQ(readwise_row(source, at_home),
            "\"They work at -20.\",\"An episode\",\"Bob Guest on The "
            "Show\",\"https://pith.example/insights/in_abcdefghijkl\","
            "\"Heat pumps work: even in \"\"real\"\" cold\",754,\"2023-11-14T22:13:20Z\"\r\n");
  source.insight.evidence.front().text = "=cmd()";
  EXPECT_TRUE(readwise_row(source, at_home).starts_with("\"'=cmd()\""));
}

}  // namespace
}  // namespace pith::delivery
