#include "base/webhook.h"

#include <chrono>

#include "lib/sodium/crypto.h"

namespace pith {

namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::size_t least_key = 24;
constexpr std::size_t most_key = 64;

std::optional<std::string> key_of(std::string_view secret) {
  if (!secret.starts_with(prefix)) return std::nullopt;
  auto key = sodium::from_base64(secret.substr(prefix.size()));
  if (!key || key->size() < least_key || key->size() > most_key) return std::nullopt;
  return key;
}

}  // namespace

std::string new_webhook_secret() { return std::string(prefix) + sodium::to_base64(sodium::random_bytes(32)); }

std::string webhook_timestamp(Time sent) {
  return std::to_string(std::chrono::floor<Seconds>(sent).time_since_epoch().count());
}

std::optional<std::string> webhook_signature(std::string_view secret, const WebhookMessage& message) {
  const auto key = key_of(secret);
  if (!key) return std::nullopt;
  std::string content(message.id);
  content.append(".").append(webhook_timestamp(message.sent)).append(".").append(message.body);
  return "v1," + sodium::to_base64(sodium::hmac_sha256(*key, content));
}

}  // namespace pith
