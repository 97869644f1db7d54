// What follows from a webhook's answer: delivered, tried again and when, given up; and what becomes of the hook. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "domain/hook.h"

namespace pith::delivery {

// What a try came to.
struct HookTry {
  int status = 0;                // 0: there was no answer
  std::string line;              // of the answer, or why there was none
  std::optional<Seconds> asked;  // Retry-After
  bool forbidden = false;        // the address is one that may not be asked
};

// ended: its receiver wants no more; forbidden: it may not be asked.
enum class HookFate { delivered, again, given_up, ended, forbidden };

struct HookNext {
  HookFate fate = HookFate::given_up;
  Seconds pause{0};  // of `again`
};

inline constexpr int hook_tries = 7;  // over about eighteen hours

// `tries`: this one included. Pauses are spread by the message's id, so that many messages do not come back at once.
HookNext next_of(const HookTry& tried, int tries, std::string_view message_id);

inline constexpr int failures_borne = 5;

// The hook after a message's fate; `why`: the last answer in a person's words. Retry-After of 429 and 503 makes it
// rest.
Hook after(Hook hook, HookNext next, const HookTry& tried, Time now);

// "503: busy, come back later"; "no answer: ..." where there was none.
std::string answer_text(const HookTry& tried);

}  // namespace pith::delivery
