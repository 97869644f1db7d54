// Makes a reader's brief of a day, once: the brief and its delivery are committed together (invariant 2).
#pragma once

#include <optional>

#include "base/civil_day.h"
#include "base/result.h"
#include "domain/brief.h"
#include "domain/reader.h"
#include "pipeline/context.h"
#include "stages/delivery/brief_view.h"
#include "store/work.h"

namespace pith::pipeline {

// The work that a brief is made for.
struct BriefWork {
  const store::Work& work;
  std::optional<Time> again_if_empty;  // where there are no picks it becomes due then; none: it is done all the same
};

// The day's brief: the one there is, else a new one, stored where it has picks. `work`, where given, is completed with
// it.
Result<Brief> brief_of(Context& context, const Reader& reader, CivilDay day, const BriefWork* work = nullptr);

// What every rendering of it takes.
Result<delivery::BriefView> view_of_brief(Context& context, const Brief& brief, const Reader& reader);

// The readers whose hour has come get the brief of their day as work, each day once, however many processes look. How
// many.
Result<int> enqueue_due_briefs(store::Store& store, Time now);

}  // namespace pith::pipeline
