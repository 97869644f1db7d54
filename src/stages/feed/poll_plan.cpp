#include "stages/feed/poll_plan.h"

#include <algorithm>

#include <fmt/format.h>

#include "stages/feed/cadence.h"
#include "stages/feed/update_rule.h"

namespace pith::feed {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto slot = minutes{10};
constexpr auto soonest = hours{1};
constexpr auto latest = hours{24};
constexpr auto longest_wish = hours{24 * 7};
constexpr double enough = 0.01;  // expected items since the last poll that are worth one; see bench/poll_bench.cpp
constexpr auto widest_spread = minutes{10};

bool is_good(const PollFacts& facts) {
  return facts.readable && (facts.status == 304 || (facts.status >= 200 && facts.status < 300));
}

// What the server asked for, of sane length.
seconds wish(const std::optional<seconds>& asked) {
  return std::clamp(asked.value_or(seconds{0}), seconds{0}, seconds{longest_wish});
}

// Spreads by up to a tenth of the wait and ten minutes, later only: nothing is polled sooner than it may.
Time spread(Time now, seconds wait, double jitter) {
  const auto most = std::min<seconds>(wait / 10, widest_spread);
  return now + wait +
         seconds{static_cast<std::int64_t>(static_cast<double>(most.count()) * std::clamp(jitter, 0.0, 1.0))};
}

PollPlan after_failure(const PollFacts& facts, Time now, double jitter) {
  const int doublings = std::clamp(facts.failures - 1, 0, 5);
  const auto back_off = std::min<seconds>(soonest * (1 << doublings), latest);
  const auto asked = wish(facts.retry_after);
  if (asked > back_off)
    return {spread(now, asked, jitter),
            fmt::format("its server asked to be left alone until {}", format_rfc3339(now + asked)), false};
  if (back_off == latest)
    return {spread(now, back_off, jitter), fmt::format("failed {} times in a row: now once a day", facts.failures),
            false};
  return {spread(now, back_off, jitter),
          fmt::format("failed {} in a row: again in {}",
                      facts.failures == 1 ? "once" : fmt::format("{} times", facts.failures),
                      back_off == hours{1} ? "an hour" : fmt::format("{} hours", back_off / hours{1})),
          false};
}

std::string rhythm_of(const Cadence& cadence) {
  const auto gap = cadence.typical_gap();
  if (cadence.silence() > 10 * std::max<minutes>(gap, hours{24}))
    return fmt::format("silent for {} days", cadence.silence() / hours{24});
  if (gap < hours{20}) return "publishes several times a day";
  if (gap < hours{36}) return "publishes about daily";
  if (gap < hours{24 * 5}) return fmt::format("publishes about every {} days", (gap + hours{12}) / hours{24});
  if (gap < hours{24 * 10}) return "publishes about weekly";
  return fmt::format("publishes about every {} days", (gap + hours{12}) / hours{24});
}

// That nothing more comes; an item that is newer than the promised end says otherwise.
bool is_over(const PollFacts& facts, const std::optional<UpdateRule>& rule, Time now) {
  if (facts.announced_end) return true;
  if (!rule || !rule->until || *rule->until >= now) return false;
  return std::ranges::none_of(facts.published, [&](Time time) { return time > *rule->until && time <= now; });
}

// A publisher's own word counts where nothing is known yet: four looks at each item, or one a day.
PollPlan unknown_rhythm(const std::optional<UpdateRule>& rule, Time now, seconds first, double jitter) {
  const auto wait = rule ? std::clamp<seconds>(rule->gap / 4, soonest, latest) : seconds{hours{6}};
  const auto* reason =
      rule ? "too few items yet to know its rhythm: as its publisher says" : "too few items yet to know its rhythm";
  return {spread(now, std::max(first, wait), jitter), reason, false};
}

}  // namespace

PollPlan plan_poll(const PollFacts& facts, Time now, double jitter) {
  if (facts.status == 410) return {now, "its server says it is gone for good", true};
  if (!is_good(facts)) return after_failure(facts, now, jitter);
  const auto rule = parse_update_rule(facts.update_rule);
  const Cadence cadence(facts.published, now);
  const auto first = std::max<seconds>(soonest, std::max(wish(facts.max_age), wish(facts.retry_after)));
  if (is_over(facts, rule, now))
    return {spread(now, std::max<seconds>(first, latest), jitter), "its publisher says that nothing more comes", false};
  if (!cadence.is_known()) return unknown_rhythm(rule, now, first, jitter);
  double expected = 0;
  seconds wait{0};
  for (; wait < latest && (wait < first || expected < enough); wait += slot) expected += cadence.expected(now + wait);
  if (first > wait) return {spread(now, first, jitter), "its server asked for it to be kept that long", false};
  return {spread(now, std::max(wait, first), jitter), rhythm_of(cadence), false};
}

}  // namespace pith::feed
