#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/transcript/reading.h"

namespace pith::transcript {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> names(const Transcript& transcript) {
  std::vector<std::string> found;
  for (const auto& cue : transcript.cues) found.push_back(speaker_name(transcript, cue));
  return found;
}

TEST(JsonTranscript, MergesWordWiseSegments) {
  const auto merged = read(
      R"({"version":"1.0.0","segments":[{"speaker":"Darth","startTime":0.5,"endTime":0.75,"body":"I"},
      {"speaker":"Darth","startTime":1,"endTime":1.25,"body":"am"},{"speaker":"Darth","startTime":1.5,"endTime":2,"body":"here."},
      {"speaker":"Luke","startTime":2,"endTime":3,"body":"No!"}]})");
  EXPECT_THAT(texts(merged), ElementsAre("I am here.", "No!"));
  EXPECT_THAT(names(merged), ElementsAre("Darth", "Luke"));
  EXPECT_EQ(merged.cues[0].start, milliseconds{500});
  EXPECT_EQ(merged.cues[0].end, milliseconds{2000});
  EXPECT_EQ(merged.format, "json");
}

TEST(JsonTranscript, PutsTogetherTokensThatBringTheirSpaces) {
  EXPECT_THAT(
      texts(read(R"({"segments":[{"startTime":0,"endTime":1,"body":"It"},{"startTime":1,"endTime":1,"body":"'s"},
      {"startTime":1,"endTime":1,"body":" "},{"startTime":1,"endTime":2,"body":"late"},{"startTime":2,"endTime":2,"body":" "},
      {"startTime":2,"endTime":3,"body":"now"},{"startTime":3,"endTime":3,"body":"."},{"startTime":3,"endTime":3,"body":" "}]})")),
      ElementsAre("It's late now."));
}

TEST(JsonTranscript, ReadsWhatWhisperWrites) {
  const auto heard =
      read(R"({"text":" Hi. You.","language":"en","segments":[{"id":0,"start":1.4,"end":1.74,"text":" Hi."},
      {"id":1,"start":2.0,"end":2.5,"text":" You."}]})");
  EXPECT_THAT(texts(heard), ElementsAre("Hi.", "You."));
  EXPECT_EQ(heard.language, "en");
}

// What a cue was made of: "0:01 Speaker 0: Hello there."
std::vector<std::string> told(const Transcript& transcript) {
  std::vector<std::string> found;
  for (const auto& cue : transcript.cues)
    found.push_back(std::to_string(cue.start.count()) + " " + speaker_name(transcript, cue) + ": " + cue.text);
  return found;
}

TEST(JsonTranscript, ReadsWhatWhisperCppWrites) {
  const auto heard = read(
      R"({"result":{"language":"en"},"transcription":[{"timestamps":{"from":"00:00:01,500","to":"00:00:04,000"},
      "offsets":{"from":1500,"to":4000},"text":" We planned for the storm."}]})");
  EXPECT_THAT(told(heard), ElementsAre("1500 unknown speaker: We planned for the storm."));
  EXPECT_EQ(heard.language, "en");
}

TEST(JsonTranscript, ReadsDeepgramsWordsAndUtterances) {
  EXPECT_THAT(told(read(R"({"results":{"channels":[{"alternatives":[{"transcript":"No. Yes.","words":[
      {"word":"no","punctuated_word":"No.","start":1,"end":1.5,"speaker":0},
      {"word":"yes","punctuated_word":"Yes.","start":2,"end":2.5,"speaker":1}]}]}]}})")),
              ElementsAre("1000 Speaker 0: No.", "2000 Speaker 1: Yes."));
  EXPECT_THAT(told(read(R"({"results":{"channels":[{"alternatives":[{"words":[]}]}],"utterances":[
      {"start":1,"end":2,"transcript":"It was not enough.","speaker":1}]}})")),
              ElementsAre("1000 Speaker 1: It was not enough."));
}

TEST(JsonTranscript, KnowsMillisecondsByHowSlowlyPeopleWouldHaveSpoken) {
  EXPECT_THAT(told(read(R"({"status":"completed","utterances":[{"speaker":"A","start":1000,"end":4000,
      "text":"We planned for the storm."},{"speaker":"B","start":5000,"end":7000,"text":"It was not enough."}]})")),
              ElementsAre("1000 A: We planned for the storm.", "5000 B: It was not enough."));
}

TEST(JsonTranscript, ReadsTheEventsOfYouTube) {
  EXPECT_THAT(told(read(R"({"wireMagic":"pb3","events":[{"tStartMs":0,"dDurationMs":9000,"id":1},
      {"tStartMs":1000,"dDurationMs":3000,"segs":[{"utf8":"We planned"},{"utf8":" for the storm.","tOffsetMs":400}]},
      {"tStartMs":4000,"aAppend":1,"segs":[{"utf8":"\n"}]}]})")),
              ElementsAre("1000 unknown speaker: We planned for the storm."));
}

TEST(JsonTranscript, ReadsWhatAmazonGoogleAndRevAiWrite) {
  EXPECT_THAT(told(read(R"({"results":{"transcripts":[{"transcript":"No."}],"items":[
      {"type":"pronunciation","start_time":"1.0","end_time":"1.4","speaker_label":"spk_0","alternatives":[{"content":"No"}]},
      {"type":"punctuation","alternatives":[{"content":"."}]}]}})")),
              ElementsAre("1000 spk_0: No."));
  EXPECT_THAT(told(read(R"({"results":[{"alternatives":[{"transcript":"No","words":[
      {"startTime":"1.0s","endTime":"1.4s","word":"No."}]}]}]})")),
              ElementsAre("1000 unknown speaker: No."));
  EXPECT_THAT(told(read(R"({"monologues":[{"speaker":2,"elements":[{"type":"text","value":"Not","ts":1.0,"end_ts":1.2},
      {"type":"punct","value":" "},{"type":"text","value":"so","ts":1.2,"end_ts":1.4},{"type":"punct","value":"."}]}]})")),
              ElementsAre("1000 Speaker 2: Not so."));
}

TEST(JsonTranscript, ReadsALineASegmentAndATextInOnePiece) {
  EXPECT_THAT(told(read("{\"start\":1,\"end\":3,\"text\":\"We planned for it.\"}\n{\"start\":4,\"end\":6,\"text\":\"It "
                        "was late.\"}\n")),
              ElementsAre("1000 unknown speaker: We planned for it.", "4000 unknown speaker: It was late."));
  std::string words;
  for (int n = 0; n < 10; ++n) words += "We stagger the restart street by street. ";
  const auto whole = read("{\"text\":\"" + words + "\"}");
  EXPECT_EQ(whole.cues.size(), 10u);
  EXPECT_FALSE(whole.timed);
}

TEST(HtmlTranscript, IsKnownByWhateverElementAPieceOfAPageBeginsWith) {
  const std::string words[] = {"storm", "winter", "river", "city", "valley", "coast", "plant", "bridge"};
  std::string list;
  for (const auto& word : words)
    for (const std::string side : {"north", "south", "east", "west"})
      list +=
          "<dt>Ann</dt><dd>In the " + side + " we looked for what the " + word + " does to the lines above it.</dd>";
  const auto piece = read("<dl>" + list + "</dl>");
  EXPECT_EQ(piece.format, "html");
  for (const auto& cue : piece.cues) EXPECT_FALSE(cue.text.contains('<')) << cue.text;
}

TEST(JsonTranscript, WithoutSegmentsIsRefused) {
  for (const auto* bytes : {R"({"error":"not found"})", R"({"segments":[]})", R"({"segments":)", "[]"}) {
    const auto none = read_transcript(bytes, {});
    ASSERT_FALSE(none) << bytes;
    EXPECT_EQ(none.error().kind, ErrorKind::invalid_input);
  }
}

TEST(HtmlTranscript, ReadsThePodcastNamespacesForm) {
  const auto page = read(
      "<cite>Kevin:</cite>\n<time>0:00</time>\n<p>We have an update. It is "
      "big.</p>\n<cite>Alban:</cite><time>0:10</time><p>Is it?</p>");
  EXPECT_THAT(texts(page), ElementsAre("We have an update.", "It is big.", "Is it?"));
  EXPECT_THAT(names(page), ElementsAre("Kevin", "Kevin", "Alban"));
  EXPECT_EQ(page.cues[2].start, seconds{10});
  EXPECT_GT(page.cues[1].start, seconds{5});
  EXPECT_TRUE(page.timed);
}

TEST(HtmlTranscript, ReadsAPageOfNamedParagraphs) {
  const auto page = read(
      "<!DOCTYPE html><html><head><title>Episode 3</title></head><body><nav><p>Home: Shows: About</p></nav>"
      "<article><p><b>Ann Lee:</b> It is late &amp; dark.</p><p><b>Bo:</b> Is it?</p><p><b>Ann Lee:</b> "
      "Yes.</p><p><b>Bo:</b> Oh.</p></article>"
      "<footer>Imprint: us</footer></body></html>");
  EXPECT_THAT(texts(page), ElementsAre("It is late & dark.", "Is it?", "Yes.", "Oh."));
  EXPECT_THAT(page.speakers, ElementsAre("Ann Lee", "Bo"));
}

TEST(HtmlTranscript, RefusesAnErrorPage) {
  const auto page = read_transcript(
      "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>No such page.</p></body></html>", {});
  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().message, HasSubstr("web page without a transcript"));
}

TEST(TtmlTranscript, IsReadByItsTimes) {
  EXPECT_THAT(texts(read("<?xml version='1.0'?><tt xmlns='http://www.w3.org/ns/ttml' xml:lang='en'><body><div>"
                         "<p begin='0.000s' end='2.680s'>One is<br/>here.</p><p begin='00:00:03.000' end='5s'>Two "
                         "are.</p></div></body></tt>")),
              ElementsAre("One is here.", "Two are."));
}

TEST(TextTranscript, ReadsNamesBeforeColons) {
  const auto talk = read(
      "**Jerod Santo:** So it's Thursday. \\[laughter\\]\n\nWe go on.\n\n**Tim Smith:** Hello?\n\n**Jerod Santo:** "
      "Hi.");
  EXPECT_THAT(texts(talk), ElementsAre("So it's Thursday. [laughter]", "We go on.", "Hello?", "Hi."));
  EXPECT_THAT(names(talk), ElementsAre("Jerod Santo", "Jerod Santo", "Tim Smith", "Jerod Santo"));
  EXPECT_FALSE(talk.timed);
}

struct Form {
  const char* text;
};
class TimedText : public testing::TestWithParam<Form> {};

TEST_P(TimedText, IsReadInEveryForm) {
  const auto talk = read(GetParam().text);
  EXPECT_THAT(texts(talk), ElementsAre("It is late.", "Is it?", "Yes."));
  EXPECT_THAT(names(talk), ElementsAre("Ann Lee", "Speaker 2", "Ann Lee"));
  EXPECT_EQ(talk.cues[1].start, seconds{62});
  EXPECT_TRUE(talk.timed);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, TimedText,
    testing::Values(
        Form{"[00:00:02] Ann Lee: It is late.\n[00:01:02] Speaker 2: Is it?\n[00:01:09] Ann Lee: Yes.\n"},
        Form{"Ann Lee 00:02\nIt is late.\n\nSpeaker 2 01:02\nIs it?\n\nAnn Lee 01:09\nYes.\n"},
        Form{"Ann Lee (00:02):\nIt is late.\n\nSpeaker 2 (01:02):\nIs it?\n\nAnn Lee (01:09):\nYes.\n"},
        Form{"(0:02 - 0:05) Ann Lee: It is late.\n(1:02 - 1:03) Speaker 2: Is it?\n(1:09 - 1:10) Ann Lee: Yes.\n"},
        Form{"00:00:02\nAnn Lee: It is late.\n\n00:01:02\nSpeaker 2: Is it?\n\n00:01:09\nAnn Lee: Yes.\n"},
        Form{"0:02 Ann Lee: It is late.\n1:02 Speaker 2: Is it?\n1:09 Ann Lee: Yes.\n"}));

TEST(TextTranscript, WithoutTimesHasThemEstimatedOverTheDuration) {
  std::string talk;
  for (int n = 0; n < 10; ++n)
    talk += "Ann: This is a sentence of eight words here.\n\nBo: And this is another one of such a kind.\n\n";
  const auto timed = read(talk, {.duration = seconds{100}});
  EXPECT_FALSE(timed.timed);
  EXPECT_EQ(timed.cues.front().start, seconds{0});
  EXPECT_NEAR(static_cast<double>(timed.cues[10].start.count()), 50'000, 1500);
  EXPECT_EQ(timed.cues.back().end, seconds{100});
  EXPECT_FALSE(timed.notes.empty());
}

TEST(TextTranscript, KeepsTheLanguageOfItsFeed) {
  EXPECT_EQ(read("Ann: Yes.\nBo: No.\nAnn: Oh.\n", {.language = "en-US"}).language, "en");
}

}  // namespace
}  // namespace pith::transcript
