// pith scan: one round by hand: polls, fetches transcripts, distills and relates until nothing is due.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "pipeline/unheard.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/shows.h"

namespace pith::app {

Result<int> run_scan(Program& program, const Arguments&) {
  auto services = Services::make(program, progress(program.json()));
  if (!services) return std::unexpected(services.error());
  if (auto reader = ensure_home_reader(program); !reader) return std::unexpected(reader.error());
  auto& context = (*services)->context();
  // Who asks by hand wants to know now.
  const Time now = context.clock.now();
  if (auto hastened = context.store.write([&](store::Tx& tx) { store::hasten_polls(tx, now); }); !hastened)
    return std::unexpected(hastened.error());
  if (auto resumed = pipeline::resume_hearings(context); !resumed) return std::unexpected(resumed.error());
  const auto report = pipeline::Dispatch(context, (*services)->threads())
                          .run_until_idle({"relate", "index", "distill", "transcribe", "chapters", "transcript",
                                           "follow", "move", "poll"});
  if (!report) return std::unexpected(report.error());
  const auto counts = store::counts(context.store.read());
  if (!counts) return std::unexpected(counts.error());
  if (program.json()) {
    print(fmt::format("{{\"done\":{},\"given_up\":{},\"episodes\":{},\"insights\":{}}}\n", report->done,
                      report->given_up, counts->episodes, counts->insights));
  } else {
    print(fmt::format(
        "{}, {}, {}{}\n", counted(counts->shows, "show", "shows"), counted(counts->episodes, "episode", "episodes"),
        counted(counts->insights, "insight", "insights"),
        report->given_up > 0
            ? fmt::format("; {} given up, see pith doctor", counted(report->given_up, "step was", "steps were"))
            : ""));
  }
  return 0;
}

}  // namespace pith::app
