// What a webhook is told: {"type", "timestamp", "data"} as Standard Webhooks recommends; docs/webhooks.md has the
// members. Pure. Addresses of private shows must have been withheld before (domain/privacy.h).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/brief.h"
#include "domain/sourced.h"
#include "stages/delivery/addresses.h"

namespace pith::delivery {

struct HookBody {
  const Addresses& site;
  Time happened{};

  std::string brief_ready(const Brief& brief, std::span<const SourcedInsight> sources) const;
  std::string insight_matched(const SourcedInsight& source, std::span<const std::string> words) const;
  // `step`: what was being done to it; `reason`: a person's sentence.
  struct Failure {
    std::string_view step;
    std::string_view reason;
  };
  std::string episode_failed(const Episode& episode, const Show& show, const Failure& failure) const;
  std::string test(std::string_view hook_id) const;
};

}  // namespace pith::delivery
