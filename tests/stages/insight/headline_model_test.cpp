#include "stages/insight/headline_model.h"

#include <cmath>
#include <cstring>

#include <gtest/gtest.h>

#include "stages/insight/ngram_hash.h"
#include "talks.h"

namespace pith::insight {
namespace {

template <class T>
void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_hashes(std::string& bytes, const std::vector<std::string>& texts) {
  append(bytes, static_cast<std::uint32_t>(texts.size()));
  for (const auto& text : texts) append(bytes, hash_of(text));
}

// A model in which each of these grams counts 1 for standing alone, and nothing else counts.
std::string model_of(const std::vector<std::string>& common, const std::vector<std::string>& grams) {
  std::string bytes = "pithhead1\n";
  append_hashes(bytes, common);
  append_hashes(bytes, grams);
  for (std::size_t at = 0; at < grams.size(); ++at) {
    append(bytes, 1.0F);
    append(bytes, 0.0F);
  }
  append(bytes, 0.0F);
  append(bytes, 0.0F);
  append(bytes, static_cast<std::uint32_t>(headline_traits));
  bytes.append(headline_traits * 2 * sizeof(float), '\0');
  return bytes;
}

// tests/tools/train_headlines_test.py expects the same of the training script.
const char* const headline = "Testing 2 Go services, it’s quickly done";
const std::vector<std::string> common = {"it's", "done"};
const std::vector<std::string> grams = {"<",           "testing",        "2",
                                        "go",          "services",       ",",
                                        "it's",        "quickly",        "done",
                                        ">",           "< testing",      "testing 2",
                                        "2 go",        "go services",    "services ,",
                                        ", it's",      "it's quickly",   "quickly done",
                                        "done >",      "s:< ing",        "s:ing #",
                                        "s:# N",       "s:N s",          "s:s ,",
                                        "s:, it's",    "s:it's ly",      "s:ly done",
                                        "s:done >",    "s:< ing #",      "s:ing # N",
                                        "s:# N s",     "s:N s ,",        "s:s , it's",
                                        "s:, it's ly", "s:it's ly done", "s:ly done >",
                                        "n:7",         "a:ing # N",      "z:it's ly done"};

TEST(HeadlineModel, ReadsTheGramsItWasTrainedOn) {
  const auto model = HeadlineModel::parse(model_of(common, grams)).value();
  const auto count = static_cast<float>(grams.size());
  EXPECT_FLOAT_EQ(model->odds(headline, {}).stands, count / std::sqrt(count));
}

TEST(HeadlineModel, KnowsAWholeClaimFromAFragment) {
  const auto model = shipped_headlines();
  const auto odds = [&](const char* text) { return model->odds(text, {}); };
  EXPECT_GT(odds("Small teams ship better software than large ones").stands, odds("They want that for it").stands);
  EXPECT_GT(odds("Open source is a way of building trust").stands,
            odds("We were having a hard time figuring out").stands);
  EXPECT_GT(odds("Most software is never used again").claims, odds("I was at the office").claims);
}

TEST(HeadlineModel, RefusesFilesCutAnywhereAndBytesAfterItsEnd) {
  const auto bytes = model_of(common, grams);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto parsed = HeadlineModel::parse(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(parsed.has_value()) << size;
    EXPECT_EQ(parsed.error().kind, ErrorKind::corrupt);
  }
  EXPECT_FALSE(HeadlineModel::parse(bytes + "x").has_value());
}

}  // namespace
}  // namespace pith::insight
