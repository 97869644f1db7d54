#include "base/tokens.h"

#include <gtest/gtest.h>

namespace pith {
namespace {

Time at(std::string_view text) { return *parse_rfc3339(text); }

class Tokens : public testing::Test {
 protected:
  Signer signer_{std::string(32, 'k')};
  Time expires_ = at("2026-11-25T12:00:00Z");
  std::string token_ = signer_.sign("sign-in", "re_ann", expires_);
};

TEST_F(Tokens, AreGoodForTheirPurposeUntilTheyExpire) {
  EXPECT_EQ(signer_.check("sign-in", token_, at("2026-11-25T11:59:59Z")), "re_ann");
  EXPECT_EQ(signer_.check("sign-in", token_, expires_), std::nullopt);
  EXPECT_EQ(signer_.check("confirm", token_, at("2026-11-25T11:00:00Z")), std::nullopt);
}

TEST_F(Tokens, OfAnotherHomeAreNone) {
  EXPECT_EQ(Signer(std::string(32, 'x')).check("sign-in", token_, at("2026-11-25T11:00:00Z")), std::nullopt);
}

TEST_F(Tokens, WithAnyLetterChangedCutOrAddedAreNone) {
  const Time now = at("2026-11-25T11:00:00Z");
  for (std::size_t n = 0; n < token_.size(); ++n) {
    auto changed = token_;
    changed[n] = changed[n] == 'A' ? 'B' : 'A';
    EXPECT_EQ(signer_.check("sign-in", changed, now), std::nullopt) << n;
    EXPECT_EQ(signer_.check("sign-in", token_.substr(0, n), now), std::nullopt) << n;
  }
  EXPECT_EQ(signer_.check("sign-in", token_ + "A", now), std::nullopt);
  EXPECT_EQ(signer_.check("sign-in", "", now), std::nullopt);
  EXPECT_EQ(signer_.check("sign-in", std::string(100'000, 'A'), now), std::nullopt);
}

TEST_F(Tokens, OfOnePurposeAreNoneOfALongerOne) {
  const auto token = signer_.sign("ta", "ste", expires_);
  EXPECT_EQ(signer_.check("t", token, at("2026-11-25T11:00:00Z")), std::nullopt);
}

TEST_F(Tokens, AreEqualForEqualValuesAndFitIntoAddresses) {
  EXPECT_EQ(signer_.sign("sign-in", "re_ann", expires_), token_);
  EXPECT_EQ(token_.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_NE(random_name(), random_name());
}

}  // namespace
}  // namespace pith
