#include "lib/av/decode.h"

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::av {
namespace {

std::int64_t samples_in(const std::filesystem::path& file) {
  std::int64_t count = 0;
  const auto done = decode(file, [&](std::span<const std::int16_t> samples) {
    count += static_cast<std::int64_t>(samples.size());
    return true;
  });
  EXPECT_TRUE(done) << done.error().message;
  return count;
}

TEST(Decode, GivesTheSameLengthOfMp3AndWav) {
  const auto folder = test::in_shared("fixtures/audio/ggml-org+whisper.cpp");
  if (!folder) GTEST_SKIP() << "the shared fixtures are not there";
  EXPECT_EQ(samples_in(*folder / "jfk.wav"), 176'000);  // eleven seconds
  EXPECT_NEAR(static_cast<double>(samples_in(*folder / "jfk.mp3")), 176'000, 1'600);
}

TEST(Decode, ReadsEveryAudioFixtureOfAKnownKind) {
  const auto folder = test::in_shared("fixtures/audio");
  if (!folder) GTEST_SKIP() << "the shared fixtures are not there";
  int read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
    const auto ending = entry.path().extension();
    if (ending != ".wav" && ending != ".mp3" && ending != ".flac") continue;
    EXPECT_GT(samples_in(entry.path()), samples_a_second / 4) << entry.path();
    ++read;
  }
  EXPECT_GE(read, 10);
}

TEST(Decode, SaysWhatIsNoAudio) {
  const test::TempFolder folder;
  test::write_file(folder / "page.mp3", "<html><body>not found</body></html>");
  const auto done = decode(folder / "page.mp3", [](auto) { return true; });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::unsupported);
}

TEST(Decode, FollowsNoPlaylist) {
  const test::TempFolder folder;
  test::write_file(folder / "list.mp3",
                   "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n#EXT-X-ENDLIST\n");
  EXPECT_EQ(decode(folder / "list.mp3", [](auto) { return true; }).error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace pith::av
