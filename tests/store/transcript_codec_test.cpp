#include "store/transcript_codec.h"

#include "store/home.h"

namespace pith::store {
namespace {

TEST(TranscriptCodec, GivesBackEveryField) {
  auto transcript = a_transcript();
  transcript.timed = false;
  transcript.notes = {"mended", ""};
  transcript.cues.push_back({std::chrono::milliseconds{100}, std::chrono::milliseconds{100}, -1, CueKind::talk, ""});
  EXPECT_EQ(*decode(encode(transcript)), transcript);
  EXPECT_EQ(*decode(encode({})), Transcript{});
}

TEST(TranscriptCodec, KeepsWhoHeardItAndLeavesAPublishersBytesAsTheyWere) {
  auto transcript = a_transcript();
  const auto published = encode(transcript);
  EXPECT_EQ(published[0], 1);
  transcript.heard_by = "ears";
  transcript.heard_percent = 97;
  EXPECT_EQ(*decode(encode(transcript)), transcript);
}

TEST(TranscriptCodec, TakesFewBytesBesideTheWords) {
  const auto transcript = a_transcript();
  std::size_t words = 0;
  for (const auto& cue : transcript.cues) words += cue.text.size();
  EXPECT_LT(encode(transcript).size(), words + 8 * transcript.cues.size() + 40);
}

TEST(TranscriptCodec, RefusesBytesThatAreCutOffOrTooMany) {
  const auto bytes = encode(a_transcript());
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(decode(bytes.substr(0, size))) << size;
  EXPECT_FALSE(decode(bytes + '\0'));
}

TEST(TranscriptCodec, SurvivesAnyChangedByte) {
  const auto bytes = encode(a_transcript());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto changed = bytes;
    changed[at] = static_cast<char>(0xff);
    const auto read = decode(changed);
    EXPECT_TRUE(read || read.error().kind == ErrorKind::corrupt);
  }
}

}  // namespace
}  // namespace pith::store
