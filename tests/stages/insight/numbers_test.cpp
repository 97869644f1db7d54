#include "stages/insight/numbers.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

bool bears_out(std::string_view said, std::string_view claimed) {
  HeardNumbers heard;
  heard.add(said);
  const auto claims = claimed_numbers(claimed);
  EXPECT_EQ(claims.size(), 1u) << claimed;
  return !claims.empty() && heard.hold(claims.front());
}

struct Pair {
  const char* said;
  const char* claimed;
};

TEST(Numbers, AreTheSameInWordsAndDigits) {
  for (const auto& pair :
       {Pair{"two thousand years", "2,000 years"}, Pair{"fifty-five thousand accounts", "55,000"},
        Pair{"we had 55k of them", "55,000"}, Pair{"it was twenty fourteen", "in 2014"},
        Pair{"nineteen ninety five", "1995"}, Pair{"10 million lines", "10,000,000 lines"},
        Pair{"ninety nine point nine percent", "99.9%"}, Pair{"two hundred and fifty of us", "250"},
        Pair{"a hundred times", "100 times"}, Pair{"12 people", "twelve people"}, Pair{"the third time", "three times"},
        Pair{"both of them", "two of them"}, Pair{"telecommute 15.1 hours", "15 hours"},
        Pair{"in the nineties", "in the 1990s"}, Pair{"six to seven hundred thousand", "600,000"},
        Pair{"an hour and a half", "90 minutes"}, Pair{"an hour and twenty-minute drive", "80 minutes"},
        Pair{"locked down in 1967", "the 1960s"}})
    EXPECT_TRUE(bears_out(pair.said, pair.claimed)) << pair.said << " / " << pair.claimed;
}

TEST(Numbers, InDigitsEndBeforeAWordForAnother) {
  EXPECT_EQ(claimed_numbers("15 million two-step paths").front().shown, "15 million");
}

TEST(Numbers, AreNotMistakenForOthers) {
  for (const auto& pair :
       {Pair{"in 2014", "in 6053"}, Pair{"it took 15 minutes", "50 minutes"}, Pair{"three, four hundred", "304"},
        Pair{"about 30 people", "37 percent"}, Pair{"it was 2021", "2014"}, Pair{"1.18", "365"},
        Pair{"in 1977", "the 1960s"}, Pair{"an hour and a bit", "90 minutes"}})
    EXPECT_FALSE(bears_out(pair.said, pair.claimed)) << pair.said << " / " << pair.claimed;
}

TEST(Numbers, AreMultiplesToo) {
  for (const auto& pair : {Pair{"it doubled", "twice as many"}, Pair{"twice", "it doubled"},
                           Pair{"three times", "it tripled"}, Pair{"10x", "a tenfold return"}})
    EXPECT_TRUE(bears_out(pair.said, pair.claimed)) << pair.said << " / " << pair.claimed;
  EXPECT_FALSE(bears_out("far more", "twice as many"));
  EXPECT_FALSE(bears_out("it doubled", "it tripled"));
}

TEST(Numbers, GoWithWhatTheyCount) {
  for (const auto& pair :
       {Pair{"sixty percent of us", "60%"}, Pair{"30, 40 percent", "30 percent"}, Pair{"from 3 to 5%", "3%"},
        Pair{"close to a hundred, because", "100%"}, Pair{"six hundred bucks", "$600"}, Pair{"$600", "600 dollars"},
        Pair{"it costs 600 a month", "$600"}, Pair{"half of all", "0.5 percent"}, Pair{"30 percent", "30 points"}})
    EXPECT_TRUE(bears_out(pair.said, pair.claimed)) << pair.said << " / " << pair.claimed;
  for (const auto& pair : {Pair{"60 people", "60 percent"}, Pair{"60 percent", "60 people"},
                           Pair{"60 seconds", "60 minutes"}, Pair{"$60", "60%"}})
    EXPECT_FALSE(bears_out(pair.said, pair.claimed)) << pair.said << " / " << pair.claimed;
}

TEST(Numbers, OfNamesAndVaguePluralsAndTheWordOneAreNoClaims) {
  EXPECT_TRUE(claimed_numbers("One H100, the GPT-3 paper and thousands of users").empty());
}

TEST(Numbers, AreTakenApartAtPunctuation) {
  const auto claims = claimed_numbers("It raised 15 million. Two years later it had five, ten, fifty stores.");
  ASSERT_EQ(claims.size(), 5u);
  EXPECT_EQ(claims[0].shown, "15 million");
  EXPECT_EQ(claims[1].shown, "two");
  EXPECT_EQ(claims[4].values, std::vector<double>{50});
}

}  // namespace
}  // namespace pith::insight
