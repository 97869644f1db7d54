// One brief on its way to one reader over one channel. The row exists before anything is sent; its Message-Id never
// changes.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"

namespace pith {

enum class DeliveryState { due, sent, failed, in_doubt };

struct Delivery {
  std::string id;  // "de_" of (brief, channel)
  std::string brief_id;
  std::string reader_id;
  std::string channel;     // "outbox", "smtp"
  std::string message_id;  // without angle brackets: "br_...@host"
  std::string message;     // the bytes to send, fixed when the row is made, so that a retry sends the same
  DeliveryState state = DeliveryState::due;
  int attempts = 0;
  std::string problem;
  std::optional<Time> sent;
  bool operator==(const Delivery&) const = default;
};

}  // namespace pith
