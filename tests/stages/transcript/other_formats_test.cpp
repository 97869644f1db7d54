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

const std::vector<std::string> storm_and_late{"1500 Speaker 1: We planned for the storm.",
                                              "4000 Speaker 2: It was late."};

TEST(JsonTranscript, ReadsWhatAzureWrites) {
  EXPECT_THAT(told(read(R"({"combinedRecognizedPhrases":[{"display":"We planned for the storm. It was late."}],
      "recognizedPhrases":[{"speaker":1,"offset":"PT9S","offsetInTicks":15000000,"durationInTicks":22500000,
      "nBest":[{"lexical":"we planned","display":"We planned for the storm."}]},
      {"speaker":2,"offset":"PT4S","duration":"PT1M2.5S","nBest":[{"display":"It was late."}]}]})")),
              testing::ElementsAreArray(storm_and_late));
  EXPECT_THAT(told(read(R"({"combinedPhrases":[{"text":"We planned for the storm. It was late."}],"phrases":[
      {"offsetMilliseconds":1500,"durationMilliseconds":2250,"text":"We planned for the storm.","speaker":1},
      {"offsetMilliseconds":4000,"durationMilliseconds":2000,"text":"It was late.","speaker":2}]})")),
              testing::ElementsAreArray(storm_and_late));
}

TEST(JsonTranscript, ReckonsAnEndFromALength) {
  for (const auto* bytes :
       {R"([{"text":"Storm.","start":1.5,"duration":2.25},{"text":"Late.","start":9,"dur":2}])",
        R"({"recognizedPhrases":[{"offset":"PT1.5S","duration":"PT2.25S","nBest":[{"display":"Storm."}]}]})"}) {
    const auto transcript = read(bytes);
    ASSERT_FALSE(transcript.cues.empty()) << bytes;
    EXPECT_EQ(transcript.cues[0].start, milliseconds{1500}) << bytes;
    EXPECT_EQ(transcript.cues[0].end, milliseconds{3750}) << bytes;
  }
}

TEST(JsonTranscript, TakesTheUnitThatANameSays) {
  for (const auto* bytes : {R"({"segments":[{"startMs":1500,"endMs":3750,"text":"Go."}]})",
                            R"({"segments":[{"start_ms":1500,"end_ms":3750,"text":"Go."}]})"}) {
    EXPECT_EQ(read(bytes).cues.at(0).start, milliseconds{1500}) << bytes;
  }
}

TEST(JsonTranscript, FindsAListUnderNamesThatItDoesNotKnow) {
  for (const auto* bytes :
       {R"({"meta":{"pages":[{"n":1}]},"data":{"transcript":[{"start":1.5,"end":3,"text":"We planned."}]}})",
        R"({"result":{"transcription":{"utterances":[{"start":1.5,"end":3,"text":"We planned."}]}}})",
        R"([{"words":[{"text":"We ","data_start":1.5,"data_end":2},{"text":"planned.","data_start":2,"data_end":3}]}])",
        R"({"results":[{"alternatives":[{"transcript":"x","timestamps":[["We",1.5,1.7],["planned.",1.7,2.1]]}]}]})",
        R"({"results":[{"alternatives":[{"words":[{"startOffset":"1.5s","endOffset":"2s","word":"We"},
            {"startOffset":"2s","endOffset":"3s","word":"planned."}]}]}]})"}) {
    const auto found = read(bytes);
    ASSERT_FALSE(found.cues.empty()) << bytes;
    EXPECT_EQ(found.cues[0].start, milliseconds{1500}) << bytes;
  }
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

TEST(TimedXml, ReadsYouTubesCaptions) {
  for (
      const auto* bytes :
      {R"(<?xml version="1.0"?><transcript><text start="1.5" dur="2">It&amp;#39;s late.</text></transcript>)",
       R"(<?xml version="1.0"?><timedtext><text t="1500" d="2000">It's late.</text></timedtext>)",
       R"(<?xml version="1.0"?><timedtext format="3"><body><p t="1500" d="2000"><s>It's</s><s t="200"> late.</s></p></body></timedtext>)"}) {
    const auto captions = read(bytes);
    EXPECT_THAT(told(captions), ElementsAre("1500 unknown speaker: It's late.")) << bytes;
    EXPECT_EQ(captions.cues.at(0).end, milliseconds{3500}) << bytes;
  }
}

TEST(TtmlTranscript, PartsWordsThatHaveTimesOfTheirOwnAndKnowsTheirSpeaker) {
  EXPECT_THAT(told(read(R"(<tt><body><div><p begin="1.5" dur="2s" ttm:agent="SPEAKER_1"><span begin="1.5">We</span>)"
                        R"(<span begin="1.8">planned.</span></p></div></body></tt>)")),
              ElementsAre("1500 SPEAKER_1: We planned."));
}

TEST(TimedXml, WithoutBeginningsThatCanBeReadTakesNoEndsEither) {
  const auto estimated = read(
      "<tt><body><p begin='x' end='00:00:00.500'>Hello there.</p>"
      "<p begin='y' end='00:00:00.000'>And so on.</p></body></tt>");
  ASSERT_EQ(estimated.cues.size(), 2u);
  EXPECT_FALSE(estimated.timed);
  for (const auto& cue : estimated.cues) EXPECT_GT(cue.end, cue.start);
}

TEST(ScriptCaptions, AreReadWithNamesAndWithoutOverrides) {
  EXPECT_THAT(
      told(read("[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, "
                "MarginV, Effect, Text\nDialogue: 0,0:00:04.00,0:00:06.00,Default,Bob,0,0,0,,{\\i1}It was, "
                "well, late.{\\i0}\nComment: 0,0:00:01.50,0:00:03.75,Default,,0,0,0,,A note.\n"
                "Dialogue: 0,0:00:01.50,0:00:03.75,Default,Ann,0,0,0,,{\\an8}We planned,\\Nfor "
                "the\\hstorm.\n")),
      ElementsAre("1500 Ann: We planned, for the storm.", "4000 Bob: It was, well, late."));
}

TEST(UnreadTranscript, IsNamed) {
  for (const auto& [bytes, name] : std::initializer_list<std::pair<const char*, const char*>>{
           {"{1}{1}25\n{37}{93}We planned.\n", "MicroDVD"},
           {"[15][37]We planned.\n", "MPL2"},
           {"<SAMI><BODY><SYNC Start=1500><P>We planned.</BODY></SAMI>", "SAMI"},
           {"{\\rtf1\\ansi We planned.}", "Rich Text"}}) {
    const auto none = read_transcript(bytes, {});
    ASSERT_FALSE(none) << bytes;
    EXPECT_THAT(none.error().message, HasSubstr(name));
  }
}

TEST(TextTranscript, ReadsTablesOfTimesAndWords) {
  std::string labels, table = "start\tend\ttext\n";
  for (int n = 0; n < 30; ++n) {
    labels += std::to_string(n * 4) + ".500000\t" + std::to_string(n * 4 + 2) + ".250000\tWe planned " +
              std::to_string(n) + ".\n";
    table += std::to_string(n * 4000 + 500) + "\t" + std::to_string(n * 4000 + 2250) + "\tWe planned " +
             std::to_string(n) + ".\n";
  }
  for (const auto& bytes : {labels, table}) {
    const auto transcript = read(bytes);
    ASSERT_EQ(transcript.cues.size(), 30u);
    EXPECT_EQ(transcript.cues[1].start, milliseconds{4500});
    EXPECT_EQ(transcript.cues[1].end, milliseconds{6250});
    EXPECT_EQ(transcript.cues[1].text, "We planned 1.");
  }
}

TEST(TextTranscript, LeavesOutWhatLyricsSayOfThemselves) {
  EXPECT_THAT(told(read("[ti:Episode]\n[ar:Ann]\n[00:01.50]We planned.\n[00:04.00]It was late.\n")),
              ElementsAre("1500 unknown speaker: We planned.", "4000 unknown speaker: It was late."));
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
        Form{"0:02 Ann Lee: It is late.\n1:02 Speaker 2: Is it?\n1:09 Ann Lee: Yes.\n"},
        Form{"[00:00:02.230] - Ann Lee\nIt is late.\n\n[00:01:02.000] - Speaker 2\nIs it?\n\n[00:01:09.100] - Ann "
             "Lee\nYes.\n"},
        Form{"00:00:02:12 - 00:00:04:00\nAnn Lee\nIt is late.\n\n00:01:02:00 - 00:01:03:00\nSpeaker 2\nIs "
             "it?\n\n00:01:09:00 - 00:01:10:00\nAnn Lee\nYes.\n"},
        Form{"### Ann Lee [00:00:02]\n\nIt is late.\n\n### Speaker 2 [00:01:02]\n\nIs it?\n\n### Ann Lee "
             "[00:01:09]\n\nYes.\n"},
        Form{"Ann Lee @ 00:02: It is late.\nSpeaker 2 @ 01:02: Is it?\nAnn Lee @ 01:09: Yes.\n"},
        Form{"Ann Lee | 00:02\nIt is late.\n\nSpeaker 2 | 01:02\nIs it?\n\nAnn Lee | 01:09\nYes.\n"},
        Form{"**Ann Lee** [00:02](https://e.example/#t=2): It is late.\n**Speaker 2** "
             "[01:02](https://e.example/#t=62): Is it?\n**Ann Lee** [01:09](https://e.example/#t=69): Yes.\n"},
        Form{"<table><tr><td>00:00:02</td><td>Ann Lee</td><td>It is late.</td></tr><tr><td>00:01:02</td><td>Speaker "
             "2</td><td>Is it?</td></tr><tr><td>00:01:09</td><td>Ann Lee</td><td>Yes.</td></tr></table>"}));

TEST(TextTranscript, ReadsRowsByTheHeadingsOfTheirColumns) {
  EXPECT_THAT(
      told(read("start,end,speaker,text\n1.5,3.0,Ann Lee,\"We planned, \"\"for once\"\".\"\n4,6,Bob,It was late.\n")),
      ElementsAre("1500 Ann Lee: We planned, \"for once\".", "4000 Bob: It was late."));
  EXPECT_THAT(told(read("Speaker Name;Start Time;End Time;Text\r\nAnn Lee;00:00:01;00:00:03;We planned it.\r\n")),
              ElementsAre("1000 Ann Lee: We planned it."));
}

TEST(TextTranscript, KnowsATimeThatIsShownAndTold) {
  EXPECT_THAT(told(read("0:022 seconds\nWe planned it.\n1:331 minute, 33 seconds\nIt was late.\n")),
              ElementsAre("2000 unknown speaker: We planned it.", "93000 unknown speaker: It was late."));
}

TEST(TextTranscript, TakesTitlesOfChaptersForNoNames) {
  const auto talk = read("00:02\nOpening\nIt is late.\n\n01:02\nThe Flood\nIs it?\n\n01:09\nThe End\nYes.\n");
  EXPECT_TRUE(talk.speakers.empty());
}

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
