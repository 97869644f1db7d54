#include "store/pull_back.h"

#include <chrono>

#include "base/civil_day.h"
#include "store/record.h"

namespace pith::store {

namespace {

using std::chrono::days;

constexpr days longest_rest{7};   // polls and what servers ask for
constexpr days longest_plan{60};  // of other work: what a stand-in distilled comes again within 30 days
constexpr days longest_brief{3};  // until a reader's next one, in any zone

}  // namespace

void pull_back(Tx& tx, Time now) {
  const Time week = now + longest_rest;
  change(tx, "UPDATE work SET due = ? WHERE state = 'due' AND step = 'poll' AND due > ?", {week, week});
  change(tx, "UPDATE work SET due = ? WHERE state = 'due' AND step <> 'poll' AND due > ?", {now, now + longest_plan});
  change(tx, "UPDATE feeds SET next_poll = ? WHERE next_poll > ?", {week, week});
  change(tx, "UPDATE rests SET rests_until = ? WHERE rests_until > ?", {week, week});
  const auto tomorrow = format_day(next_day(day_in("UTC", now)));  // where a zone is ahead, its today
  change(tx, "UPDATE readers SET last_day = NULL, next_brief = 0 WHERE last_day > ?", {tomorrow});
  change(tx, "UPDATE readers SET next_brief = 0 WHERE next_brief > ?", {now + longest_brief});
}

}  // namespace pith::store
