// pith send: sends what waits in the outbox table, and messages to webhooks.
#include <atomic>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "pipeline/briefing.h"

namespace pith::app {

namespace {

// Messages that were not sent although to the pipeline their work is done.
struct Unsent {
  std::atomic<int> later{0};
  std::atomic<int> never{0};
};

pipeline::Observer counting(Unsent& unsent, pipeline::Observer next) {
  return [&unsent, next = std::move(next)](const pipeline::Event& event) {
    if (event.unsent == pipeline::Unsent::later) ++unsent.later;
    if (event.unsent == pipeline::Unsent::never) ++unsent.never;
    next(event);
  };
}

}  // namespace

Result<int> run_send(Program& program, const Arguments& arguments) {
  if (auto taken = take_public(program, arguments); !taken) return std::unexpected(taken.error());
  Unsent unsent;
  auto services = Services::make(program, counting(unsent, progress(program.json())));
  if (!services) return std::unexpected(services.error());
  if (auto reader = ensure_home_reader(program); !reader) return std::unexpected(reader.error());
  auto& context = (*services)->context();
  std::vector<std::string_view> steps = {"letter", "deliver", "forget", "hook"};
  if (context.signer != nullptr) {
    steps.emplace_back("brief");
    if (auto due = pipeline::enqueue_due_briefs(context.store, context.clock.now()); !due)
      return std::unexpected(due.error());
  }
  const auto report = pipeline::Dispatch(context, (*services)->threads()).run_until_idle(steps);
  if (!report) return std::unexpected(report.error());
  const int given_up = report->given_up + unsent.never;
  if (program.json()) {
    print(fmt::format("{{\"sent\":{},\"given_up\":{}}}\n", report->done - unsent.later - unsent.never, given_up));
  } else if (report->done == 0 && report->given_up == 0) {
    print("nothing waits to be sent; pith brief makes today’s five and shows them\n");
  }
  return given_up == 0 ? 0 : 1;
}

}  // namespace pith::app
