// Signatures of webhooks as the Standard Webhooks specification 1.0.0 has them, symmetric scheme:
//   webhook-signature: v1,BASE64(HMAC-SHA256(key, "ID.TIMESTAMP.BODY"))
// A secret is "whsec_" and the key in base64; 24 to 64 bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace pith {

std::string new_webhook_secret();

struct WebhookMessage {
  std::string_view id;    // the same for every try; no full stop in it
  Time sent{};            // of this try
  std::string_view body;  // the very bytes that are sent
};

// "1764138000": seconds since 1970.
std::string webhook_timestamp(Time sent);
// The header's value; none where the secret is none.
std::optional<std::string> webhook_signature(std::string_view secret, const WebhookMessage& message);

}  // namespace pith
