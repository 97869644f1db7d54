#include "lib/zip/zip.h"

#include <gtest/gtest.h>

namespace pith::zip {
namespace {

TEST(Zip, GivesBackWhatItTook) {
  for (const auto& text : {std::string{}, std::string("a"), std::string(100'000, 'x'), std::string("\0\xff", 2)})
    EXPECT_EQ(decompress(compress(text), 100'000), text);
}

TEST(Zip, MakesRepetitionSmall) { EXPECT_LT(compress(std::string(100'000, 'x')).size(), 1000u); }

TEST(Zip, StopsAtItsLimit) {
  const auto bomb = compress(std::string(10'000'000, '\0'));
  const auto opened = decompress(bomb, 100'000);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::too_large);
}

TEST(Zip, RefusesDamagedBytes) {
  const auto whole = compress("some words that are kept");
  EXPECT_EQ(decompress(whole.substr(0, whole.size() - 3), 1000).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(decompress(whole + "more", 1000).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(decompress("no zlib at all", 1000).error().kind, ErrorKind::corrupt);
}

TEST(Zip, OpensGzipUnderTheSameRules) {
  EXPECT_EQ(gunzip(gzip("some words"), 100), "some words");
  EXPECT_EQ(gunzip(gzip(std::string(10'000'000, 'x')), 100'000).error().kind, ErrorKind::too_large);
  EXPECT_EQ(gunzip(gzip("some words").substr(0, 12), 100).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(gunzip(compress("some words"), 100).error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace pith::zip
