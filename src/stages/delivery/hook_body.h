// What a webhook is told: {"type", "timestamp", "data"} as Standard Webhooks recommends; docs/webhooks.md has the
// members. Briefs and insights are those of the API. Pure. Addresses of private shows must have been withheld before
// (domain/privacy.h).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/brief.h"
#include "domain/sourced.h"
#include "lib/json/json.h"
#include "stages/delivery/addresses.h"

namespace pith::delivery {

// The whole address of the page of whoever goes by a name on a show; empty where there is none.
using PersonsPage = std::function<std::string(std::string_view name, const Show& show)>;

struct HookBody {
  const Addresses& site;
  Time happened{};
  PersonsPage page_of = {};  // none: nobody has one

  std::string brief_ready(const Brief& brief, std::span<const SourcedInsight> sources) const;
  std::string insight_matched(const SourcedInsight& source, std::span<const std::string> words) const;
  // `step`: what was being done to it; `reason`: a person's sentence.
  struct Failure {
    std::string_view step;
    std::string_view reason;
  };
  std::string episode_failed(const Episode& episode, const Show& show, const Failure& failure) const;
  std::string test(std::string_view hook_id) const;

 private:
  json::Value told(const SourcedInsight& source) const;
};

}  // namespace pith::delivery
