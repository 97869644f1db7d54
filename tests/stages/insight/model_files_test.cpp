#include <gtest/gtest.h>

#include "stages/insight/builtin_distiller.h"
#include "stages/insight/hash_table.h"
#include "stages/insight/ngram_hash.h"
#include "talks.h"

namespace pith::insight {
namespace {

TEST(HashTable, KeepsKeysThatFallOnOnePlaceApart) {
  HashTable<int> table(4);
  table.at(1) = 10;
  table.at(1 + 16) = 20;
  EXPECT_EQ(*table.find(1), 10);
  EXPECT_EQ(*table.find(17), 20);
  EXPECT_EQ(table.find(33), nullptr);
}

TEST(NgramHash, IsFnvAndTellsOrder) {
  EXPECT_EQ(hash_of("a"), 0xaf63dc4c8601ec8cU);
  EXPECT_NE(hash_join(hash_of("a"), hash_of("b")), hash_join(hash_of("b"), hash_of("a")));
}

TEST(Background, KnowsThatRareWordsAreRarer) {
  const auto background = shipped_background();
  EXPECT_LT(background->of(hash_of("the")).rarity, background->of(hash_of("kubernetes")).rarity);
  EXPECT_GT(background->of(hash_of("zzyzx")).rarity, 10);
}

TEST(Background, RefusesFilesCutAnywhere) {
  const auto bytes = model_bytes("talk-en.bin");
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size) {
    const auto parsed = Background::parse(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(parsed.has_value()) << size;
    EXPECT_EQ(parsed.error().kind, ErrorKind::corrupt);
  }
}

TEST(CueModel, RefusesFilesCutAnywhere) {
  const auto background = shipped_background();
  const auto bytes = model_bytes("cue-en.bin");
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 8) {
    const auto parsed = CueModel::parse(std::string_view(bytes).substr(0, size), *background);
    ASSERT_FALSE(parsed.has_value()) << size;
    EXPECT_EQ(parsed.error().kind, ErrorKind::corrupt);
  }
}

TEST(CueModel, RefusesBytesAfterItsEnd) {
  EXPECT_FALSE(CueModel::parse(model_bytes("cue-en.bin") + "x", *shipped_background()).has_value());
}

TEST(Trees, RefuseALinkBackwards) {
  // One tree of one node whose right child is the node itself.
  const std::string_view bytes("\0\0\0\0\1\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0", 24);
  ByteReader reader(bytes);
  Trees trees;
  EXPECT_FALSE(trees.read(reader, 1));
}

TEST(Trees, SumTheirLeaves) {
  // base 1; one tree: feature 0 below 2 -> 3, else -> 5.
  const float numbers[] = {1, 2, 3, 5};
  std::string bytes(12, '\0');
  const auto put = [&](const void* from, std::size_t size) { bytes.append(static_cast<const char*>(from), size); };
  std::memcpy(bytes.data(), &numbers[0], 4);
  bytes[4] = 1;
  bytes[8] = 3;
  bytes.append(4, '\0');
  put(&numbers[1], 4);
  bytes.append("\0\0\2\0", 4);
  put(&numbers[2], 4);
  bytes.append(4, '\0');
  put(&numbers[3], 4);
  bytes.append(4, '\0');
  ByteReader reader(bytes);
  Trees trees;
  ASSERT_TRUE(trees.read(reader, 1));
  const float low[] = {1.5F};
  const float high[] = {2.5F};
  EXPECT_EQ(trees.score(low), 4);
  EXPECT_EQ(trees.score(high), 6);
}

}  // namespace
}  // namespace pith::insight
