// pith demo: the main job, end to end, on the made-up world inside the program.
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/demo_server.h"
#include "app/output.h"
#include "app/save_file.h"
#include "app/services.h"
#include "app/serving.h"
#include "app/settings_values.h"
#include "base/ids.h"
#include "pipeline/briefing.h"
#include "pipeline/steps/step.h"
#include "stages/delivery/terminal.h"
#include "store/shows.h"

namespace pith::app {

namespace {

constexpr std::chrono::minutes scan_hour{19 * 60 + 30};  // after the day's last episode

// The demo has a home of its own within the home: made afresh each time, so that every run shows the same.
// Held as long as the lock is there: another demo would empty it under this one.
Result<std::unique_ptr<FolderLock>> move_to_demo_home(Program& program) {
  program.change_home().folder /= "demo";
  if (auto made = ensure_folder(program.home().folder); !made) return std::unexpected(made.error());
  auto lock = std::make_unique<FolderLock>(program.home().folder, FolderLock::IfHeld::leave);
  if (lock->is_held_by_another())
    return fail(ErrorKind::locked, fmt::format("another demo runs in {}; end it, or give this one a --home of its own",
                                               program.home().folder.string()));
  std::error_code error;
  for (const auto& name : {"pith.db", "pith.db-wal", "pith.db-shm", "outbox"})
    std::filesystem::remove_all(program.home().folder / name, error);
  if (error)
    return fail(ErrorKind::io, fmt::format("cannot empty {}", program.home().folder.string()), error.message());
  return lock;
}

void set_up(Program& program, const DemoServer& world) {
  auto& settings = program.change_settings();
  settings.reader.email = "you@example.org";
  settings.reader.zone = "UTC";
  settings.feeds.allow_private = {world.host()};
  settings.mail.channel = "outbox";
}

// One day of the world: what is new is scanned, the brief is made and sent.
Result<Brief> live_a_day(Program& program, DemoServer& world, CivilDay first, int day) {
  world.set_day(day);
  const Time now = std::chrono::sys_days{first} + std::chrono::days{day - 1} + scan_hour;
  program.change_clock(std::make_unique<FixedClock>(now));
  auto services = Services::make(program, progress(true));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  context.options.clock_kind = pipeline::ClockKind::standing;
  context.options.newest = 1000;
  const auto reader = ensure_home_reader(program);
  if (!reader) return std::unexpected(reader.error());
  const auto queued = context.store.write([&](store::Tx& tx) {
    for (const auto& show : world.world().shows)
      if (day == 1) store::enqueue(tx, pipeline::follow_work(world.feed_url(show)), now);
  });
  if (!queued) return std::unexpected(queued.error());
  pipeline::Dispatch dispatch(context, (*services)->threads());
  if (auto done = dispatch.run_until_idle({"relate", "distill", "chapters", "transcript", "follow", "poll"}); !done)
    return std::unexpected(done.error());
  auto brief = pipeline::brief_of(context, *reader, day_in(reader->zone, now));
  if (!brief) return brief;
  if (auto sent = dispatch.run_until_idle({"deliver"}); !sent) return std::unexpected(sent.error());
  return brief;
}

Result<void> show_brief(Program& program, const Brief& brief) {
  auto services = Services::make(program, progress(true));
  if (!services) return std::unexpected(services.error());
  const auto reader = ensure_home_reader(program);
  if (!reader) return std::unexpected(reader.error());
  const auto view = pipeline::view_of_brief((*services)->context(), brief, *reader);
  if (!view) return std::unexpected(view.error());
  print("\n" + delivery::render_terminal(*view, {.width = 80, .colour = is_terminal(), .links = false}));
  const auto counts = store::counts((*services)->context().store.read());
  if (!counts) return std::unexpected(counts.error());
  print(fmt::format("\n{} shows, {} episodes and {} insights in {} days. The e-mail is in {}\n", counts->shows,
                    counts->episodes, counts->insights, counts->briefs, program.home().outbox().string()));
  return {};
}

}  // namespace

Result<int> run_demo(Program& program, const Arguments& arguments) {
  if (auto taken = take_listen(program, arguments); !taken) return std::unexpected(taken.error());
  const auto json = program.data().file("demo/world.json");
  if (!json) return std::unexpected(json.error());
  auto world = read_demo_world(*json);
  if (!world) return std::unexpected(world.error());
  const int days = world->days;
  const auto today = day_in("UTC", program.clock().now());
  const CivilDay first = std::chrono::sys_days{today} - std::chrono::days{days - 1};
  auto server = DemoServer::start(program.data(), std::move(*world), first);
  if (!server) return std::unexpected(server.error());
  const auto held = move_to_demo_home(program);
  if (!held) return std::unexpected(held.error());
  set_up(program, **server);
  print(fmt::format("Scanning {} made-up shows, {} days of episodes\n", (*server)->world().shows.size(), days));
  std::optional<Brief> last;
  for (int day = 1; day <= days; ++day) {
    auto brief = live_a_day(program, **server, first, day);
    if (!brief) return std::unexpected(brief.error());
    print(fmt::format("  {}: {} picks\n", format_day_long(brief->day), brief->picks.size()));
    last = std::move(*brief);
  }
  if (auto shown = show_brief(program, *last); !shown) return std::unexpected(shown.error());
  if (arguments.has("--once")) return 0;
  auto services = Services::make(program, progress(true));
  if (!services) return std::unexpected(services.error());
  return serve_pages(program, **services);
}

}  // namespace pith::app
