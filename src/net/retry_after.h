// What an answer says about when to ask again: Retry-After (seconds or a date), Cache-Control max-age, Expires. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "net/http_client.h"

namespace pith::net {

struct RevisitHint {
  // Ask no earlier: Retry-After. Binding, whatever the status.
  std::optional<Seconds> not_before;
  // Fresh until then: Cache-Control max-age (less Age), else Expires. Zero where no-cache or no-store is said.
  std::optional<Seconds> fresh_for;
};

// RFC 9110 HTTP-date in its three forms.
std::optional<Time> parse_http_date(std::string_view text);

// Both are counted from `now`; none is negative, none over a week, so that one odd answer shuts no server off.
RevisitHint revisit_hint(const Headers& headers, Time now);

}  // namespace pith::net
