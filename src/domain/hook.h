// A webhook: an address that is told when something happens. A message to it is a row, its bytes fixed, before anything
// is sent; its id stays the same over all tries.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/delivery.h"

namespace pith {

// brief_ready: its reader's brief was made. insight_matched: a new insight has one of its words or phrases.
// episode_failed: no insights come of an episode. test: its owner asked for one.
enum class HookEvent { brief_ready, insight_matched, episode_failed, test };

std::string_view name_of(HookEvent event);  // "brief.ready"
std::optional<HookEvent> hook_event_of(std::string_view name);

// paused: until its owner resumes it. ended: for good, as its receiver wished.
enum class HookState { active, paused, ended };

struct Hook {
  std::string id;         // "ho_" ..., random
  std::string reader_id;  // whose: the home reader, or an owner
  std::string url;
  std::string secret;  // "whsec_..."; empty in a copy that came by an archive
  std::vector<HookEvent> events;
  std::vector<std::string> words;  // of insight_matched, as they were typed
  HookState state = HookState::active;
  std::string problem;              // why it is not active; a person's sentence
  int failures = 0;                 // messages given up in a row
  std::optional<Time> rests_until;  // its receiver asked for it
  Time added{};
  bool operator==(const Hook&) const = default;
};

// A paused hook listens again; refused where it has ended or cannot sign.
Result<void> resume_hook(Hook& hook);

struct HookMessage {
  std::string id;  // "msg_..."
  std::string hook_id;
  HookEvent event = HookEvent::test;
  std::string subject;  // id of the brief, insight or episode
  std::string body;
  Time made{};
  DeliveryState state = DeliveryState::due;
  int attempts = 0;
  std::optional<Time> tried;  // the last time
  int status = 0;             // of the last answer; 0 where there was none
  std::string answer;         // one line of it, or why there was none
  bool operator==(const HookMessage&) const = default;
};

}  // namespace pith
