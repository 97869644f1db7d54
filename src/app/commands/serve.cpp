// pith serve: the whole system in one process.
#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/mail.h"
#include "app/output.h"
#include "app/services.h"
#include "app/serving.h"
#include "app/settings_values.h"
#include "app/stop_signal.h"
#include "app/usage.h"
#include "lib/json/json.h"
#include "lib/log/log.h"
#include "pipeline/accounts.h"
#include "pipeline/briefing.h"
#include "pipeline/unheard.h"
#include "store/pull_back.h"
#include "store/readers.h"

namespace pith::app {

namespace {

constexpr std::chrono::seconds beat{1};
constexpr std::chrono::minutes tidy_pause{10};

// --now of a process that runs on: it starts there, and its clock runs.
void start_clock(Program& program) {
  if (program.given_now()) program.change_clock(std::make_unique<RunningClock>(*program.given_now()));
}

// Also until the pipeline cannot go on: pages without it would look as if all were well.
Result<void> run_until_stopped(Services& services, const StopSignal& stop) {
  auto& context = services.context();
  pipeline::Dispatch dispatch(context, services.threads());
  Result<void> outcome;  // the worker's, to be read once it has ended
  std::atomic<bool> ended = false;
  std::jthread worker([&](const std::stop_token& token) {
    outcome = dispatch.run(token);
    ended = true;
  });
  auto tidy_at = context.clock.now();
  while (!ended && !stop.came_within(beat)) {
    const Time now = context.clock.now();
    if (const auto due = pipeline::enqueue_due_briefs(context.store, now); !due) log::error(due.error().log_line());
    if (const auto done = store::overwrite_deleted(context.store); !done) log::error(done.error().log_line());
    if (now < tidy_at) continue;
    if (const auto done = pipeline::tidy_accounts(context.store, now); !done) log::error(done.error().log_line());
    tidy_at = now + tidy_pause;
  }
  worker.request_stop();  // first, so that what is cut short is given back
  services.stop_waiting();
  worker.join();
  return outcome;
}

}  // namespace

Result<void> take_public(Program& program, const Arguments& arguments) {
  const auto url = arguments.get("--public");
  if (url.empty()) return {};
  program.change_settings().web.open_to = url;
  if (const auto fault = first_fault(program.settings()))
    return wrong_usage(fmt::format("--public {}", fault->problem));
  return {};
}

Result<void> take_listen(Program& program, const Arguments& arguments) {
  const auto listen = arguments.get("--listen");
  if (listen.empty()) return {};
  if (!listen_address_of(listen))
    return wrong_usage(fmt::format("--listen must be IP-ADDRESS:PORT, but is {}", listen));
  program.change_settings().web.listen = listen;
  return {};
}

Result<int> run_serve(Program& program, const Arguments& arguments) {
  const StopSignal stop;
  auto taken = take_listen(program, arguments);
  if (taken) taken = take_public(program, arguments);
  if (!taken) return std::unexpected(taken.error());
  start_clock(program);
  auto services = Services::make(program, progress(program.json()));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  context.options.clock_kind = pipeline::ClockKind::running;
  if (auto reader = ensure_home_reader(program); !reader) return std::unexpected(reader.error());
  if (!program.given_now())
    if (auto done = context.store.write([&](store::Tx& tx) { store::pull_back(tx, context.clock.now()); }); !done)
      return std::unexpected(done.error());
  if (auto resumed = pipeline::resume_hearings(context); !resumed) return std::unexpected(resumed.error());
  auto pages = start_pages(program, **services);
  if (!pages) return std::unexpected(pages.error());
  const auto url = url_of(listen_address_of(program.settings().web.listen)->host, (*pages)->port());
  if (const auto trouble = mail_trouble(program); !trouble.empty()) complain(trouble);
  say(program.json(), json::object({{"pages", url}}), fmt::format("Pith serves its pages at {}", url));
  std::fflush(stdout);
  if (auto done = run_until_stopped(**services, stop); !done) return std::unexpected(done.error());
  if (!program.json()) print("stopped\n");
  return 0;
}

}  // namespace pith::app
