// The check that every answer of the API goes through in these tests.
#include <gmock/gmock.h>

#include "lib/zip/zip.h"
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
    const auto* type = status < 400 ? "application/json" : "application/problem+json";
    return fault_of(document, {"GET", path, status, {{"Content-Type", type}, {"ETag", "x"}}, body});
  }
  std::string fault_with(const test::Fields& headers, std::string_view body, std::string_view method = "GET") const {
    return fault_of(document, {method, "/api/v1/shows", 200, headers, body});
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
  EXPECT_NE(fault_with({{"Content-Type", "text/html"}, {"ETag", "x"}}, shows), "");
}

TEST_F(Checked, FindsAHeaderThatIsMissingOrIsNotPromised) {
  const http::Field type{"Content-Type", "application/json"};
  EXPECT_EQ(fault_with({type, {"ETag", "x"}, {"RateLimit", "\"home\";r=1;t=1"}}, shows), "");
  EXPECT_THAT(fault_with({type}, shows), HasSubstr("lacks ETag"));
  EXPECT_THAT(fault_with({type, {"ETag", "x"}, {"Retry-After", "3"}}, shows), HasSubstr("has Retry-After"));
}

TEST_F(Checked, TakesAnAnswerToHeadWithoutItsBodyButNotWithoutItsHeaders) {
  const test::Fields headers = {{"Content-Type", "application/json"}, {"ETag", "x"}};
  EXPECT_EQ(fault_with(headers, "", "HEAD"), "");
  EXPECT_THAT(fault_with({headers.front()}, "", "HEAD"), HasSubstr("lacks ETag"));
  EXPECT_THAT(fault_with(headers, shows, "HEAD"), HasSubstr("body"));
  auto asked = request("HEAD", "/api/v1/shows");
  EXPECT_EQ(site->handle(asked).status, 200);  // and was held against the document
}

TEST_F(Checked, LooksIntoAnAnswerThatIsCompressed) {
  const test::Fields headers = {{"Content-Type", "application/json"}, {"ETag", "x"}, {"Content-Encoding", "gzip"}};
  EXPECT_EQ(fault_with(headers, zip::gzip(shows)), "");
  EXPECT_NE(fault_with(headers, zip::gzip(R"({"items":[],"more":1})")), "");
  EXPECT_THAT(fault_with(headers, shows), HasSubstr("no JSON"));
}

}  // namespace
}  // namespace pith
