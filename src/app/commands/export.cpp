// pith export: everything a home holds, as JSON lines; the followed feeds as OPML; insights as notes and for Readwise;
// the state by which runs compare.
#include <algorithm>
#include <cstdio>
#include <string_view>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/notes_folder.h"
#include "app/output.h"
#include "app/program.h"
#include "app/usage.h"
#include "lib/json/json.h"
#include "stages/delivery/readwise.h"
#include "stages/feed/opml.h"
#include "store/all_shown.h"
#include "store/archive.h"
#include "store/feeds.h"
#include "store/shows.h"
#include "store/state.h"

namespace pith::app {

namespace {

Result<std::string> opml_of(const store::Session& session, Time now) {
  const auto feeds = store::feeds(session);
  if (!feeds) return std::unexpected(feeds.error());
  std::vector<feed::OpmlEntry> entries;
  for (const auto& feed : *feeds) {
    if (feed.ended) continue;
    const auto show = store::show_by_id(session, feed.show_id);
    if (!show) return std::unexpected(show.error());
    const Show known = show->value_or(Show{});
    if (known.hidden) continue;
    if (known.is_private) {
      complain(fmt::format("{} is left out: its address is private", known.title));
      continue;
    }
    entries.push_back({feed.url, known.title, known.link, {}});
  }
  return feed::write_opml("Podcasts followed by Pith", entries, now);
}

Result<void> print_line(std::string_view line) {
  const bool written =
      std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fputc('\n', stdout) != EOF;
  if (!written) return fail(ErrorKind::io, "the export could not be written to the end");
  return {};
}

Result<int> print_readwise(const store::Session& session, const delivery::Addresses& addresses) {
  print(delivery::readwise_head());
  const auto done = store::for_all_shown(session, [&](const SourcedInsight& source) -> Result<void> {
    print(delivery::readwise_row(source, addresses));
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return 0;
}

Result<int> save_notes(const Program& program, const store::Session& session, const delivery::Addresses& addresses,
                       const std::string& folder) {
  const auto written = write_notes(session, addresses, folder);
  if (!written) return std::unexpected(written.error());
  if (program.json())
    print(json::write(json::object({{"fresh", static_cast<std::int64_t>(written->fresh)},
                                    {"changed", static_cast<std::int64_t>(written->changed)},
                                    {"unchanged", static_cast<std::int64_t>(written->unchanged)}})) +
          "\n");
  else
    print(fmt::format("{} new, {} changed, {} as they were\n",
                      counted(static_cast<std::int64_t>(written->fresh), "note is", "notes are"), written->changed,
                      written->unchanged));
  return 0;
}

}  // namespace

Result<int> run_export(Program& program, const Arguments& arguments) {
  constexpr std::string_view forms[] = {"--opml", "--notes", "--readwise", "--state"};
  if (std::ranges::count_if(forms, [&](auto form) { return arguments.has(form); }) > 1)
    return wrong_usage("one export at a time: give one of --opml, --notes, --readwise and --state");
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto session = (*store)->read();
  if (arguments.has("--opml")) {
    const auto opml = opml_of(session, program.clock().now());
    if (!opml) return std::unexpected(opml.error());
    print(*opml);
    return 0;
  }
  const delivery::Addresses addresses(program.settings().web.url);
  if (arguments.has("--readwise")) return print_readwise(session, addresses);
  if (arguments.has("--notes")) return save_notes(program, session, addresses, arguments.get("--notes"));
  const auto done =
      arguments.has("--state") ? store::export_state(session, print_line) : store::export_archive(session, print_line);
  if (!done) return std::unexpected(done.error());
  return 0;
}

}  // namespace pith::app
