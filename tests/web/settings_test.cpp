#include <gmock/gmock.h>

#include "store/tastes.h"
#include "web/checked_site.h"
#include "web/world.h"

namespace pith {
namespace {

using test::at;
using testing::HasSubstr;
using testing::Not;

class Settings : public test::StoreFixture {
 protected:
  std::string page() {
    const FixedClock clock(at("2026-11-25T08:00:00Z"));
    web::SiteOptions options;
    return test::CheckedSite(*store, clock, options).handle({.method = "GET", .path = "/settings"}).body;
  }
};

TEST_F(Settings, SayWhatAVerdictComesTo) {
  put_one_insight();
  EXPECT_THAT(page(), Not(HasSubstr("For the next briefs that means")));
  write([](store::Tx& tx) { put(tx, Verdict{"re_home", "in_restart", Taste::less, at("2026-11-25T07:00:00Z")}); });
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("For the next briefs that means"));
  EXPECT_THAT(html, HasSubstr("<b>Less</b> of The Deep Grid"));
}

}  // namespace
}  // namespace pith
