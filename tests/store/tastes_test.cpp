#include "store/tastes.h"

#include "home.h"

namespace pith::store {
namespace {

class Tastes : public Home {
 protected:
  Tastes() { fill(); }
};

TEST_F(Tastes, AnInterestNamedTwiceStandsOnceSinceTheFirstTime) {
  const Interest first{"re_home", InterestKind::topic, "heating", at(1)};
  const Interest words{"re_home", InterestKind::words, "heat pumps", at(2)};
  write([&](Tx& tx) {
    put(tx, words);
    put(tx, first);
    put(tx, Interest{"re_home", InterestKind::topic, "heating", at(9)});
  });
  EXPECT_EQ(*interests_of(store_->read(), "re_home"), (std::vector{first, words}));
  write([&](Tx& tx) { remove_interest(tx, first); });
  EXPECT_EQ(*interests_of(store_->read(), "re_home"), std::vector{words});
}

TEST_F(Tastes, TheLastVerdictOfAnInsightCountsUntilItIsTakenBack) {
  const Verdict last{"re_home", "in_one", Taste::less, at(2)};
  write([&](Tx& tx) {
    put(tx, Verdict{"re_home", "in_one", Taste::more, at(1)});
    put(tx, last);
  });
  EXPECT_EQ(*verdicts_of(store_->read(), "re_home"), std::vector{last});
  write([](Tx& tx) { remove_verdict(tx, "re_home", "in_one"); });
  EXPECT_TRUE(verdicts_of(store_->read(), "re_home")->empty());
}

}  // namespace
}  // namespace pith::store
