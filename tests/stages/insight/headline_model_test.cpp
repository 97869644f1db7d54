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

// A model in which each of these grams and words counts 1, and nothing else counts.
std::string model_of(const std::vector<std::string>& common, const std::vector<std::string>& grams,
                     const std::vector<std::string>& words) {
  std::string bytes = "pithhead2\n";
  append_hashes(bytes, common);
  append_hashes(bytes, grams);
  for (std::size_t at = 0; at < grams.size(); ++at) append(bytes, 1.0F);
  append(bytes, 0.0F);
  append(bytes, static_cast<std::uint32_t>(headline_traits));
  bytes.append(headline_traits * sizeof(float), '\0');
  append_hashes(bytes, words);
  for (std::size_t at = 0; at < words.size(); ++at) append(bytes, 1.0F);
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
  const auto model = HeadlineModel::parse(model_of(common, grams, {})).value();
  const auto count = static_cast<float>(grams.size());
  EXPECT_FLOAT_EQ(model->worth(headline, {}), count / std::sqrt(count));
}

TEST(HeadlineModel, TakesTheMeanOfWhatItsWordsMean) {
  const auto model = HeadlineModel::parse(model_of({}, {}, {"testing", "services"})).value();
  EXPECT_FLOAT_EQ(model->worth(headline, {}), 1);
  EXPECT_FLOAT_EQ(model->worth("Nothing it knows", {}), 0);
}

TEST(HeadlineModel, KnowsAClaimFromAFragmentAndFromADetail) {
  const auto model = shipped_headlines();
  const auto worth = [&](const char* text) { return model->worth(text, {}); };
  EXPECT_GT(worth("Small teams ship better software than large ones"), worth("They want that for it"));
  EXPECT_GT(worth("Open source is a way of building trust"), worth("We were having a hard time figuring out"));
  EXPECT_GT(worth("Most software is never used again"), worth("I was at the office"));
}

TEST(HeadlineModel, TakesAHeadlineOfMoreWorthForClearer) {
  EXPECT_LT(HeadlineModel::clarity(-100), 0.05);
  EXPECT_LT(HeadlineModel::clarity(-1), HeadlineModel::clarity(0));
  EXPECT_GT(HeadlineModel::clarity(100), 0.95);
  EXPECT_LE(HeadlineModel::clarity(100), 1);
}

TEST(HeadlineModel, RefusesFilesCutAnywhereAndBytesAfterItsEnd) {
  const auto bytes = model_of(common, grams, {"testing"});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto parsed = HeadlineModel::parse(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(parsed.has_value()) << size;
    EXPECT_EQ(parsed.error().kind, ErrorKind::corrupt);
  }
  EXPECT_FALSE(HeadlineModel::parse(bytes + "x").has_value());
}

}  // namespace
}  // namespace pith::insight
