#include "stages/insight/context_net.h"

#include <array>
#include <cstring>

#include <gtest/gtest.h>

#include "stages/insight/grams.h"
#include "talks.h"

namespace pith::insight {
namespace {

constexpr std::size_t hidden = 64;

template <class T>
void put(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void put_zeros(std::string& bytes, std::size_t floats) { bytes.append(floats * sizeof(float), '\0'); }

// A row of weights, all zero but the first.
void put_row(std::string& bytes, float first) {
  put(bytes, first);
  put_zeros(bytes, hidden - 1);
}

// A network that says of a cue, as its first output: its one dense feature (spread `spread`), and what one layer of
// dilation 2 adds of the cue two further on.
std::string network(std::uint32_t buckets = 2, float spread = 1) {
  std::string bytes;
  put<std::uint32_t>(bytes, buckets);
  put<std::uint32_t>(bytes, 1);
  bytes.append(buckets, '\0');
  put_zeros(bytes, buckets);
  put(bytes, 0.0F);
  put(bytes, 1 / spread);
  put_row(bytes, 1);  // of the vector
  put_row(bytes, 1);  // of the dense feature
  put_zeros(bytes, hidden);
  put<std::uint32_t>(bytes, 1);
  put<std::uint32_t>(bytes, 2);
  for (std::size_t tap = 0; tap < 5; ++tap) {
    put_row(bytes, tap == 3 ? 10 : 0);
    for (std::size_t row = 1; row < hidden; ++row) put_row(bytes, 0);
  }
  put_zeros(bytes, hidden);
  put(bytes, 1.0F);
  put_zeros(bytes, hidden * ContextNet::outputs - 1 + ContextNet::outputs);
  return bytes;
}

Matrix column(std::initializer_list<float> values) {
  Matrix matrix(values.size(), 1);
  std::size_t row = 0;
  for (const auto value : values) matrix.row(row++)[0] = value;
  return matrix;
}

Matrix scores_of(const std::string& bytes, const Matrix& dense) {
  ByteReader reader(bytes);
  ContextNet net;
  EXPECT_TRUE(net.read(reader, 1));
  EXPECT_TRUE(reader.at_end());
  const auto background = shipped_background();
  const auto transcript = talk_of({{0, "One."}, {0, "Two."}, {1, "Three."}, {1, "Four."}});
  return net.scores(read_talk(transcript, *background), dense);
}

TEST(ContextNet, AddsWhatItsLayersHearOfTheCuesAround) {
  const auto scores = scores_of(network(), column({1, 2, 3, 4}));
  EXPECT_FLOAT_EQ(scores.row(0)[0], 1 + 10 * 3);
  EXPECT_FLOAT_EQ(scores.row(1)[0], 2 + 10 * 4);
  EXPECT_FLOAT_EQ(scores.row(2)[0], 3);
  EXPECT_FLOAT_EQ(scores.row(3)[0], 4);
}

TEST(ContextNet, HearsNothingBelowZero) { EXPECT_EQ(scores_of(network(), column({-1, 1, -2, 0})).row(0)[0], 0); }

TEST(ContextNet, TakesAFeatureFarOffForFiveSpreads) {
  EXPECT_FLOAT_EQ(scores_of(network(2, 0.01F), column({9, 0, 0, 0})).row(0)[0], 5);
}

TEST(ContextNet, RefusesBucketsThatAreNoPowerOfTwo) {
  const auto bytes = network(3);
  ByteReader reader(bytes);
  EXPECT_FALSE(ContextNet().read(reader, 1));
}

TEST(ContextNet, RefusesFilesCutAnywhere) {
  const auto bytes = network();
  for (std::size_t size = 0; size < bytes.size(); size += 97) {
    ByteReader reader(std::string_view(bytes).substr(0, size));
    EXPECT_FALSE(ContextNet().read(reader, 1)) << size;
  }
}

TEST(Grams, AreTheWordsAndThePairsWithTheEnds) {
  const auto background = shipped_background();
  const auto transcript = talk_of({{0, "Go on."}, {0, "..."}});
  const auto talk = read_talk(transcript, *background);
  std::vector<std::uint64_t> grams;
  visit_grams(talk, 0, [&](std::uint64_t gram) { grams.push_back(gram); });
  const auto go = hash_of("go");
  const auto on = hash_of("on");
  EXPECT_EQ(grams, (std::vector{go, hash_join(hash_of("<"), go), on, hash_join(go, on), hash_join(on, hash_of(">"))}));
  visit_grams(talk, 1, [&](std::uint64_t) { ADD_FAILURE() << "a cue without words has none"; });
}

}  // namespace
}  // namespace pith::insight
