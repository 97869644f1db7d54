// pith send: sends what waits in the outbox table, and messages to webhooks.
#include <atomic>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "pipeline/briefing.h"

namespace pith::app {

namespace {

// A webhook that did not get its message is told again later: its step is done, and nothing was sent.
pipeline::Observer counting(std::atomic<int>& unsent, pipeline::Observer next) {
  return [&unsent, next = std::move(next)](const pipeline::Event& event) {
    if (event.step == "hook" && event.failed) ++unsent;
    next(event);
  };
}

}  // namespace

Result<int> run_send(Program& program, const Arguments& arguments) {
  if (auto taken = take_public(program, arguments); !taken) return std::unexpected(taken.error());
  std::atomic<int> unsent{0};
  auto services = Services::make(program, counting(unsent, progress(program.json())));
  if (!services) return std::unexpected(services.error());
  if (auto reader = ensure_home_reader(program); !reader) return std::unexpected(reader.error());
  auto& context = (*services)->context();
  std::vector<std::string_view> steps = {"letter", "deliver", "hook"};
  if (context.signer != nullptr) {
    steps.emplace_back("brief");
    if (auto due = pipeline::enqueue_due_briefs(context.store, context.clock.now()); !due)
      return std::unexpected(due.error());
  }
  const auto report = pipeline::Dispatch(context, (*services)->threads()).run_until_idle(steps);
  if (!report) return std::unexpected(report.error());
  if (program.json()) {
    print(fmt::format("{{\"sent\":{},\"given_up\":{}}}\n", report->done - unsent, report->given_up));
  } else if (report->done == 0 && report->given_up == 0) {
    print("nothing waits to be sent\n");
  }
  return report->given_up == 0 ? 0 : 1;
}

}  // namespace pith::app
