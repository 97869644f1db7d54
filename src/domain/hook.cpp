#include "domain/hook.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pith {

namespace {

constexpr std::array<std::pair<HookEvent, std::string_view>, 4> names{{{HookEvent::brief_ready, "brief.ready"},
                                                                       {HookEvent::insight_matched, "insight.matched"},
                                                                       {HookEvent::episode_failed, "episode.failed"},
                                                                       {HookEvent::test, "hook.test"}}};

}  // namespace

std::string_view name_of(HookEvent event) {
  return std::ranges::find(names, event, &std::pair<HookEvent, std::string_view>::first)->second;
}

std::optional<HookEvent> hook_event_of(std::string_view name) {
  const auto* found = std::ranges::find(names, name, &std::pair<HookEvent, std::string_view>::second);
  return found == names.end() ? std::nullopt : std::optional(found->first);
}

Result<void> resume_hook(Hook& hook) {
  if (hook.state == HookState::ended)
    return fail(ErrorKind::refused, "This webhook has ended: " + hook.problem + ". Add it anew.");
  if (hook.secret.empty()) return fail(ErrorKind::refused, "This webhook has no secret to sign with: make a new one.");
  hook.state = HookState::active;
  hook.problem.clear();
  hook.failures = 0;
  return {};
}

}  // namespace pith
