// pith scan: one round by hand: polls, fetches transcripts, distills and relates until nothing is due.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "pipeline/steps/step.h"
#include "pipeline/unheard.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/rests.h"
#include "store/shows.h"

namespace pith::app {

namespace {

// A feed asked within the hour is left in peace, and one whose server has its answer kept for longer.
Result<bool> may_be_asked(const store::Session& session, const Feed& feed, Time now) {
  const auto until = store::rests_until(session, feed.id);
  if (!until) return std::unexpected(until.error());
  const bool rested = !feed.last_polled || *feed.last_polled + std::chrono::hours{1} <= now;
  return !feed.ended && feed.failures == 0 && rested && (!*until || **until <= now);
}

// Who asks by hand wants to know now.
Result<void> hasten_polls(pipeline::Context& context) {
  const auto feeds = store::feeds(context.store.read());
  if (!feeds) return std::unexpected(feeds.error());
  const Time now = context.clock.now();
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    for (const auto& feed : *feeds) {
      const auto may = may_be_asked(tx, feed, now);
      if (!may) return std::unexpected(may.error());
      if (*may) store::enqueue(tx, pipeline::poll_work(feed.id), now, store::IfKnown::again);
    }
    return {};
  });
}

}  // namespace

Result<int> run_scan(Program& program, const Arguments&) {
  auto services = Services::make(program, progress(program.json()));
  if (!services) return std::unexpected(services.error());
  if (auto reader = ensure_home_reader(program); !reader) return std::unexpected(reader.error());
  auto& context = (*services)->context();
  if (auto hastened = hasten_polls(context); !hastened) return std::unexpected(hastened.error());
  if (auto resumed = pipeline::resume_hearings(context); !resumed) return std::unexpected(resumed.error());
  const auto report =
      pipeline::Dispatch(context, (*services)->threads())
          .run_until_idle({"relate", "distill", "transcribe", "chapters", "transcript", "follow", "poll"});
  if (!report) return std::unexpected(report.error());
  const auto counts = store::counts(context.store.read());
  if (!counts) return std::unexpected(counts.error());
  if (program.json()) {
    print(fmt::format("{{\"done\":{},\"given_up\":{},\"episodes\":{},\"insights\":{}}}\n", report->done,
                      report->given_up, counts->episodes, counts->insights));
  } else {
    print(fmt::format(
        "{} shows, {} episodes, {} insights{}\n", counts->shows, counts->episodes, counts->insights,
        report->given_up > 0 ? fmt::format("; {} steps were given up, see pith doctor", report->given_up) : ""));
  }
  return 0;
}

}  // namespace pith::app
