// pith send: sends what waits in the outbox table, and messages to webhooks.
#include <atomic>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "app/waiting.h"
#include "base/time.h"
#include "lib/json/json.h"
#include "pipeline/briefing.h"
#include "store/work.h"

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

json::Value as_json(const std::vector<store::Work>& waiting) {
  auto list = json::array();
  for (const auto& work : waiting)
    list.push(json::object({{"until", format_rfc3339(work.due)}, {"problem", work.error}}));
  return list;
}

void print_report(const pipeline::DispatchReport& report, const std::vector<store::Work>& waiting) {
  if (report.done == 0 && report.given_up == 0 && waiting.empty())
    print("nothing waits to be sent; pith brief makes today’s five and shows them\n");
  print(waiting_line(waiting, "mail waits", "mails wait"));
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
  const auto waiting = waiting_work(context.store.read(), {"letter", "deliver"});
  if (!waiting) return std::unexpected(waiting.error());
  const int given_up = report->given_up + unsent.never;
  if (program.json())
    print(json::write(json::object({{"sent", report->done - unsent.later - unsent.never},
                                    {"given_up", given_up},
                                    {"waiting", as_json(*waiting)}})) +
          "\n");
  else
    print_report(*report, *waiting);
  return given_up == 0 && waiting->empty() ? 0 : 1;
}

}  // namespace pith::app
