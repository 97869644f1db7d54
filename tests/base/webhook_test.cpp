#include "base/webhook.h"

#include <gtest/gtest.h>

#include "lib/sodium/crypto.h"

namespace pith {
namespace {

Time at(std::int64_t seconds) { return Time{Seconds{seconds}}; }

// The example of the libraries of Standard Webhooks, which they all are tested with.
TEST(WebhookSignature, IsThatOfTheSpecification) {
  const auto signature = webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                           {"msg_p5jXN8AQM9LWM0D4loKWxJek", at(1614265330), R"({"test": 2432232314})"});
  EXPECT_EQ(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(WebhookSignature, ChangesWithIdTimeAndBody) {
  const auto secret = new_webhook_secret();
  const auto one = webhook_signature(secret, {"msg_a", at(1), "{}"});
  ASSERT_TRUE(one);
  EXPECT_EQ(webhook_signature(secret, {"msg_a", at(1) + Micros{999'999}, "{}"}), one);  // whole seconds
  EXPECT_NE(webhook_signature(secret, {"msg_b", at(1), "{}"}), one);
  EXPECT_NE(webhook_signature(secret, {"msg_a", at(2), "{}"}), one);
  EXPECT_NE(webhook_signature(secret, {"msg_a", at(1), "{ }"}), one);
  EXPECT_NE(webhook_signature(new_webhook_secret(), {"msg_a", at(1), "{}"}), one);
}

TEST(WebhookSignature, IsNoneWhereTheSecretIsNone) {
  for (const auto* secret : {"", "whsec_", "whsec_short", "whsec_!!!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    EXPECT_FALSE(webhook_signature(secret, {"msg_a", at(1), "{}"})) << secret;
}

TEST(WebhookSecret, IsANewKeyOfThirtyTwoBytes) {
  const auto secret = new_webhook_secret();
  EXPECT_NE(secret, new_webhook_secret());
  ASSERT_TRUE(secret.starts_with("whsec_"));
  EXPECT_EQ(sodium::from_base64(secret.substr(6))->size(), 32U);
}

}  // namespace
}  // namespace pith
