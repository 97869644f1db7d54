#include "text/bag_index.h"

#include <gtest/gtest.h>

namespace pith::text {
namespace {

TEST(BagIndex, FindsExactlyWhatComparingEachWithEachFinds) {
  const std::vector<std::string> texts{"a cat sat on the mat", "the cat sat on a mat today", "nothing of the kind", "",
                                       "cat cat cat on the mat"};
  BagIndex index;
  for (const auto& text : texts) index.add(WordBag(text));
  for (const double at_least : {0.1, 0.6, 1.0})
    for (const auto& text : texts) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t n = 0; n < texts.size(); ++n)
        if (rouge1_f1(WordBag(text), WordBag(texts[n])) >= at_least) expected.push_back(n);
      EXPECT_EQ(index.alike(WordBag(text), at_least), expected) << text << " from " << at_least;
    }
}

}  // namespace
}  // namespace pith::text
