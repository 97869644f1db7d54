// What somebody sets up a webhook with, as they typed it, and the message that tries it out. Pure.
#pragma once

#include <string_view>

#include "base/result.h"
#include "domain/hook.h"

namespace pith::delivery {

inline constexpr std::size_t most_hooks = 20;  // of one reader

struct HookWish {
  std::string_view url;
  std::string_view events;  // "brief.ready, insight.matched"; empty where there are words: insight.matched
  std::string_view words;   // "heat pumps, grid"
};
// A hook with url, events and words; invalid_input says which of them cannot be.
Result<Hook> hook_of(const HookWish& wish);

HookMessage test_message(const Hook& hook, Time now);

}  // namespace pith::delivery
