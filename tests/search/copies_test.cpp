#include "search/copies.h"

#include <gtest/gtest.h>

namespace pith::search {
namespace {

using Places = std::vector<std::size_t>;

constexpr std::string_view words = "The storm takes the line down, but the restart takes the whole city down with it.";
constexpr std::string_view nearly = "The storm takes the line down but the restart takes the whole city down with 'em.";
constexpr std::string_view others = "A transformer that comes back cold draws six times its normal current.";

TEST(Copies, AreOfOtherEpisodesWithTheSameWords) {
  const std::vector<Said> all = {{"a", "", words}, {"b", "", others}, {"c", "", words}, {"a", "", words}};
  EXPECT_EQ(first_of_recording(all), (Places{0, 1, 0, 3}));
}

TEST(Copies, MayDifferInAWordUnderOneHeadline) {
  EXPECT_EQ(first_of_recording(std::vector<Said>{{"a", "It falls", words}, {"b", "It falls", nearly}}), (Places{0, 0}));
  EXPECT_EQ(first_of_recording(std::vector<Said>{{"a", "It falls", words}, {"b", "It falls", others}}), (Places{0, 1}));
}

TEST(Copies, AreToldOfTwoByTheirWordsAlone) {
  EXPECT_TRUE(same_recording({"a", "It falls", words}, {"b", "Another headline", nearly}));
  EXPECT_FALSE(same_recording({"a", "It falls", words}, {"a", "It falls", words}));
  EXPECT_FALSE(same_recording({"a", "It falls", words}, {"b", "It falls", others}));
}

TEST(Copies, AreNotOfAFewWordsThatAnybodySays) {
  constexpr std::string_view thanks = "Thank you so much for having me.";
  EXPECT_EQ(first_of_recording(std::vector<Said>{{"a", "", thanks}, {"b", "", thanks}}), (Places{0, 1}));
}

}  // namespace
}  // namespace pith::search
