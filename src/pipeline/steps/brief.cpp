// Makes the brief of one reader and day. While episodes are on their way, a brief that would have no pick is looked at
// again until the day is over, and the first that a home ever makes waits for them.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "pipeline/briefing.h"
#include "pipeline/steps/step.h"
#include "store/briefs.h"
#include "store/readers.h"

namespace pith::pipeline {

namespace {

constexpr std::chrono::minutes first_pause{1};
constexpr std::chrono::minutes pause{5};
constexpr std::chrono::hours longest_first{1};  // from when the home had its reader

struct Looking {
  bool first = false;  // of this home
  bool busy = false;   // episodes are fetched or distilled
  bool over = false;   // the reader's day is
};

Result<bool> episodes_come(const store::Session& session, Time now) {
  constexpr std::array bringing = {"follow", "poll", "chapters", "transcript", "distill", "relate"};
  const auto pending = store::count_pending(session, now);
  if (!pending) return std::unexpected(pending.error());
  return std::ranges::any_of(bringing, [&](const char* step) { return pending->contains(step); });
}

Result<Looking> look(const Context& context, const Reader& reader, CivilDay day) {
  const auto session = context.store.read();
  const Time now = context.clock.now();
  const auto busy = episodes_come(session, now);
  if (!busy) return std::unexpected(busy.error());
  const auto latest = store::latest_brief(session, reader.id);
  if (!latest) return std::unexpected(latest.error());
  return Looking{.first = reader.id == home_reader && !*latest, .busy = *busy, .over = day < day_in(reader.zone, now)};
}

}  // namespace

StepResult make_brief(Context& context, const store::Work& work) {
  const auto reader = store::reader_by_id(context.store.read(), work.key.subject);
  if (!reader) return std::unexpected(reader.error());
  const auto day = parse_day(work.key.version);
  if (!*reader || !day) return stored(context.store.write([&](store::Tx& tx) { store::complete(tx, work); }));
  const auto looking = look(context, **reader, *day);
  if (!looking) return std::unexpected(looking.error());
  const Time now = context.clock.now();
  const bool waits = context.options.clock_kind == ClockKind::running && !looking->over;
  if (waits && looking->first && looking->busy && now < (*reader)->added + longest_first)
    return stored(context.store.write([&](store::Tx& tx) {
      store::reschedule(tx, work, now + first_pause, "the first brief waits until the first episodes are distilled");
    }));
  BriefWork making{work, std::nullopt};
  if (waits && (looking->first || looking->busy)) making.again_if_empty = now + (looking->first ? first_pause : pause);
  const auto brief = brief_of(context, **reader, *day, &making);
  if (!brief) return std::unexpected(brief.error());
  if (!brief->picks.empty() || !making.again_if_empty)
    context.observe({"brief", format_day(*day), fmt::format("{} picks", brief->picks.size()), false});
  return {};
}

}  // namespace pith::pipeline
