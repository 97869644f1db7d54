#include "web/routes.h"

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::web {
namespace {

TEST(Routes, StandInThePageThatListsThem) {
  const auto listed = test::read_file(test::in_repository("docs/pages.md"));
  for (const auto& route : routes()) {
    const auto place = route.pattern.substr(0, route.pattern.find_first_of("/.{", 1));
    if (place == "/static" || place == "/favicon" || place == "/sign-out") continue;
    EXPECT_TRUE(listed.contains("`" + std::string(place))) << route.pattern;
  }
}

}  // namespace
}  // namespace pith::web
