#include "stages/delivery/hook_answer.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace pith::delivery {

namespace {

using namespace std::chrono_literals;

constexpr std::array<Seconds, hook_tries - 1> pauses{5s, 5min, 30min, 2h, 5h, 10h};
constexpr Seconds longest_asked = std::chrono::days{1};

// Up to a tenth longer.
Seconds spread(Seconds pause, std::string_view message_id) {
  unsigned sum = 0;
  for (const char c : message_id) sum = sum * 31 + static_cast<unsigned char>(c);
  return pause + pause * (sum % 100) / 1000;
}

Hook paused(Hook hook, std::string why) {
  hook.state = HookState::paused;
  hook.problem = std::move(why);
  return hook;
}

}  // namespace

HookNext next_of(const HookTry& tried, int tries, std::string_view message_id) {
  if (tried.status >= 200 && tried.status < 300) return {HookFate::delivered};
  if (tried.status == 410) return {HookFate::ended};
  if (tried.forbidden) return {HookFate::forbidden};
  if (tries >= hook_tries) return {HookFate::given_up};
  const auto own = spread(pauses.at(static_cast<std::size_t>(std::max(tries, 1) - 1)), message_id);
  return {HookFate::again, std::max(own, std::min(tried.asked.value_or(0s), longest_asked))};
}

Hook after(Hook hook, HookNext next, const HookTry& tried, Time now) {
  const auto said = answer_text(tried);
  if (tried.asked && (tried.status == 429 || tried.status == 503))
    hook.rests_until = now + std::min(*tried.asked, longest_asked);
  switch (next.fate) {
    case HookFate::again:
      return hook;
    case HookFate::delivered:
      hook.failures = 0;
      hook.rests_until.reset();
      return hook;
    case HookFate::ended:
      hook.state = HookState::ended;
      hook.problem = "its receiver answered 410: it wants no more messages";
      return hook;
    case HookFate::forbidden:
      return paused(std::move(hook), tried.line);
    case HookFate::given_up:
      break;
  }
  hook.failures += 1;
  if (hook.failures < failures_borne) return hook;
  return paused(std::move(hook),
                fmt::format("{} messages in a row could not be delivered; the last try: {}", failures_borne, said));
}

std::string answer_text(const HookTry& tried) {
  if (tried.status == 0) return fmt::format("no answer: {}", tried.line);
  if (tried.status >= 300 && tried.status < 400) return fmt::format("{}: redirects are not followed", tried.status);
  return tried.line.empty() ? fmt::format("{}", tried.status) : fmt::format("{}: {}", tried.status, tried.line);
}

}  // namespace pith::delivery
