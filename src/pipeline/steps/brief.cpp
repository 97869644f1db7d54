// Makes the brief of one reader and day.
#include <fmt/format.h>

#include "pipeline/briefing.h"
#include "pipeline/steps/step.h"
#include "store/readers.h"

namespace pith::pipeline {

StepResult make_brief(Context& context, const store::Work& work) {
  const auto reader = store::reader_by_id(context.store.read(), work.key.subject);
  if (!reader) return std::unexpected(reader.error());
  const auto day = parse_day(work.key.version);
  if (!*reader || !day) {
    const auto done = context.store.write([&](store::Tx& tx) { store::complete(tx, work); });
    if (!done) return std::unexpected(done.error());
    return {};
  }
  const auto brief = brief_of(context, **reader, *day, &work);
  if (!brief) return std::unexpected(brief.error());
  context.observe({"brief", format_day(*day), fmt::format("{} picks", brief->picks.size()), false});
  return {};
}

}  // namespace pith::pipeline
