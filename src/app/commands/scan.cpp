// pith scan: one round by hand: polls, fetches transcripts, distills and relates until nothing is due
// and no other process has such work under way.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "app/waiting.h"
#include "lib/json/json.h"
#include "pipeline/unheard.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/shows.h"
#include "store/work.h"

namespace pith::app {

namespace {

// What stands in the way once nothing is due.
struct Trouble {
  std::size_t feeds = 0;                 // that are followed
  std::size_t failed = 0;                // of them
  std::vector<store::Work> transcripts;  // that are asked for again later
  std::size_t dead = 0;
};

Result<Trouble> trouble_in(const store::Session& session) {
  Trouble trouble;
  const auto feeds = store::feeds(session);
  if (!feeds) return std::unexpected(feeds.error());
  for (const auto& feed : *feeds) {
    trouble.feeds += feed.ended ? 0 : 1;
    trouble.failed += feed.ended || feed.problem.empty() ? 0 : 1;
  }
  auto transcripts = waiting_work(session, {"transcript"});
  if (!transcripts) return std::unexpected(transcripts.error());
  trouble.transcripts = std::move(*transcripts);
  const auto dead = store::dead_work(session);
  if (!dead) return std::unexpected(dead.error());
  trouble.dead = dead->size();
  return trouble;
}

std::string as_text(const Trouble& trouble) {
  std::string text;
  if (trouble.failed > 0)
    text += fmt::format("{} of {} cannot be read, pith doctor says why\n", trouble.failed,
                        counted(static_cast<std::int64_t>(trouble.feeds), "feed", "feeds"));
  text += waiting_line(trouble.transcripts, "transcript waits", "transcripts wait");
  if (trouble.dead > 0)
    text += fmt::format("{} given up, see pith doctor\n",
                        counted(static_cast<std::int64_t>(trouble.dead), "step was", "steps were"));
  return text;
}

}  // namespace

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
  auto options = (*services)->threads();
  options.waits_for_others = true;  // the day's brief is to have all of it
  std::vector<std::string_view> steps = {"relate",     "index",  "distill", "chapters",
                                         "transcript", "follow", "move",    "poll"};
  if (context.transcriber != nullptr) steps.emplace_back("transcribe");  // else another's hearing is not this one's
  const auto report = pipeline::Dispatch(context, options).run_until_idle(steps);
  if (!report) return std::unexpected(report.error());
  const auto counts = store::counts(context.store.read());
  if (!counts) return std::unexpected(counts.error());
  const auto trouble = trouble_in(context.store.read());
  if (!trouble) return std::unexpected(trouble.error());
  if (program.json())
    print(json::write(json::object({{"done", report->done},
                                    {"given_up", report->given_up},
                                    {"episodes", counts->episodes},
                                    {"insights", counts->insights},
                                    {"failed_feeds", static_cast<std::int64_t>(trouble->failed)},
                                    {"waiting_transcripts", static_cast<std::int64_t>(trouble->transcripts.size())}})) +
          "\n");
  else
    print(fmt::format("{}, {}, {}\n{}", counted(counts->shows, "show", "shows"),
                      counted(counts->episodes, "episode", "episodes"),
                      counted(counts->insights, "insight", "insights"), as_text(*trouble)));
  return trouble->feeds > 0 && trouble->failed == trouble->feeds ? 1 : 0;
}

}  // namespace pith::app
