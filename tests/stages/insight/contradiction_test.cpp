#include "stages/insight/contradiction.h"

#include <array>

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

bool differ(std::string_view text, std::string_view said) {
  const std::array<Quote, 1> quotes{Quote{{0, 0}, {}, {}, "", std::string(said)}};
  return contradicted(text, quotes).has_value();
}

struct Pair {
  const char* text;
  const char* said;
};

TEST(Contradiction, IsANotMoreOrLess) {
  for (const auto& pair :
       {Pair{"Rust is not faster than Java.", "Rust is faster than Java."},
        Pair{"Engineers never answered tickets on Fridays.",
             "Our best engineers answered tickets every Friday, and that "
             "taught them more than any dashboard did."},
        Pair{"Nobody on the team reads the letters.", "Everybody on the team reads the letters."},
        Pair{"The company raised prices for every customer that winter, because it was certain that all would stay.",
             "We did not raise prices for a single customer that winter, because we were afraid of it."},
        Pair{"The product was ready for large banks, as investors like to say.",
             "And I do not believe, whatever our investors like to say, that the product was ready for large banks."}})
    EXPECT_TRUE(differ(pair.text, pair.said)) << pair.text;
}

TEST(Contradiction, MayBeAShortSentence) {
  EXPECT_TRUE(differ("Prices were raised.", "We did not raise prices for a single customer."));
  EXPECT_FALSE(differ("Prices were raised.", "We did not pay the prices that many others raised."));
}

TEST(Contradiction, IsTheOppositeWordOrTheOtherOrder) {
  EXPECT_TRUE(differ("Java is faster than Rust.", "Rust is faster than Java."));
  EXPECT_TRUE(differ("Rust is slower than Java.", "Rust is faster than Java."));
  EXPECT_TRUE(differ("Dashboards teach engineers more than tickets.", "Tickets teach engineers more than dashboards."));
}

TEST(Contradiction, IsAnOppositeOfAnotherRoot) {
  for (const auto& pair :
       {Pair{"Storing passwords in the browser puts you at risk.", "Storing your passwords in the browser is safe."},
        Pair{"Storing passwords in the browser is dangerous.", "Storing your passwords in the browser is safe."},
        Pair{"Small teams find remote work hard.", "Small teams find remote work easy, in my experience."},
        Pair{"The new index hurts large queries.", "The new index helps large queries."},
        Pair{"Most companies forbid remote work.", "Most companies allow remote work now."}})
    EXPECT_TRUE(differ(pair.text, pair.said)) << pair.text;
}

TEST(Contradiction, IsNoOtherWordForTheSame) {
  for (const auto& pair :
       {Pair{"Storing passwords in the browser is dangerous.", "Storing your passwords in the browser is terrible."},
        Pair{"Storing passwords in the browser is not safe.", "Storing your passwords in the browser is risky."},
        Pair{"Small teams find remote work hard.", "Small teams find remote work difficult."}})
    EXPECT_FALSE(differ(pair.text, pair.said)) << pair.text;
}

TEST(Contradiction, IsAnotherNumberOfTheSame) {
  EXPECT_TRUE(differ("About 60 percent of customers left within the year because support was slow.",
                     "About 40 percent of customers left within the year, mostly because support was slow."));
}

TEST(Contradiction, IsNothingThatComesToTheSame) {
  for (const auto& pair :
       {Pair{"Java is slower than Rust.", "Rust is faster than Java."},
        Pair{"Java is not faster than Rust.", "Rust is not slower than Java."},
        Pair{"Dashboards never teach engineers anything.", "Dashboards do not teach engineers anything."},
        Pair{"Teams fail to answer tickets on Fridays.", "Teams don't answer tickets on Fridays."},
        Pair{"Engineers answer tickets every Friday.", "No, engineers answer tickets every Friday."},
        Pair{"Not only engineers answer tickets.", "Engineers answer tickets, and so do managers."},
        Pair{"", "Rust is faster than Java."}, Pair{"Rust is faster than Java.", ""}})
    EXPECT_FALSE(differ(pair.text, pair.said)) << pair.text;
}

TEST(Contradiction, IsNoneWhereAnotherQuoteBearsItOut) {
  const std::array<Quote, 2> quotes{Quote{{0, 0}, {}, {}, "", "Rust is faster than Java."},
                                    Quote{{1, 1}, {}, {}, "", "Without its threads Rust is not faster than Java."}};
  EXPECT_FALSE(contradicted("Rust is not faster than Java.", quotes));
}

TEST(Contradiction, ShowsTheClause) {
  const std::array<Quote, 1> quotes{Quote{{0, 0}, {}, {}, "", "Rust is faster than Java."}};
  EXPECT_EQ(contradicted("It is said. Rust is not faster than Java.", quotes), "Rust is not faster than Java.");
}

}  // namespace
}  // namespace pith::insight
