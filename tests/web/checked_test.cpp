// The check that every answer of the API goes through in these tests.
#include <gmock/gmock.h>

#include "support/answer_check.h"
#include "web/checked_site.h"
#include "web/public_world.h"

namespace pith {
namespace {

using test::fault_of;
using testing::HasSubstr;

class Checked : public test::PublicFixture {
 protected:
  Checked() : document(ask("/openapi.json").body), shows(ask("/api/v1/shows").body) {}

  std::string fault(std::string_view path, int status, std::string_view body) const {
    return fault_of(document, {path, status, status < 400 ? "application/json" : "application/problem+json", body});
  }

  std::string document;
  std::string shows;
};

TEST_F(Checked, TakesWhatIsAsPromised) {
  EXPECT_EQ(fault("/api/v1/shows?limit=3", 200, shows), "");
  EXPECT_EQ(fault("/api/v1/none", 404, ask("/api/v1/none").body), "");
}

TEST_F(Checked, FindsAMemberThatIsMissingOrIsNotPromised) {
  auto less = shows;
  less.replace(less.find("\"followed\""), 10, "\"followee\"");
  EXPECT_THAT(fault("/api/v1/shows", 200, less), HasSubstr("followed"));
  EXPECT_NE(fault("/api/v1/shows", 200, R"({"items":[],"more":1})"), "");
}

TEST_F(Checked, FindsAnAnswerThatTheDocumentDoesNotHave) {
  EXPECT_NE(fault("/api/v1/dances", 200, shows), "");
  EXPECT_NE(fault("/api/v1/days/2026-11-25", 200, shows), "");
  EXPECT_NE(fault("/api/v1/none", 404, "Not here."), "");
  EXPECT_NE(fault("/api/v1/none", 404, site->handle(request("PUT", "/api/v1/shows")).body), "");
  EXPECT_NE(fault_of(document, {"/api/v1/shows", 200, "text/html", shows}), "");
}

}  // namespace
}  // namespace pith
