// pith import: each of pith export's forms, told apart by what is in it.
#include <filesystem>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "app/commands/following.h"
#include "app/commands/verbs.h"
#include "app/input.h"
#include "app/new_home.h"
#include "app/notes_folder.h"
#include "app/output.h"
#include "app/services.h"
#include "app/spool.h"
#include "lib/json/json.h"
#include "pipeline/relating.h"
#include "stages/delivery/notes.h"
#include "stages/delivery/readwise.h"
#include "stages/feed/opml.h"
#include "store/archive.h"
#include "store/feeds.h"
#include "store/import_insights.h"
#include "store/shows.h"

namespace pith::app {

namespace {

struct Call {
  Program& program;
  Services& services;

  store::Store& store() const { return services.context().store; }
  std::string relate_version() const { return services.context().relating.version(); }
};

json::Value as_json(const store::Imported& imported) {
  return json::object({{"shows", imported.shows},
                       {"episodes", imported.episodes},
                       {"insights", imported.insights},
                       {"known", imported.known},
                       {"left_out", imported.left_out},
                       {"readers", imported.readers}});
}

Result<int> finish(const Call& call, const store::Imported& imported, std::size_t with_own = 0) {
  const auto related =
      pipeline::Dispatch(call.services.context(), call.services.threads()).run_until_idle({"relate", "index"});
  if (!related) return std::unexpected(related.error());
  if (call.program.json()) {
    print(json::write(as_json(imported)) + "\n");
    return 0;
  }
  print(fmt::format("{}, {} and {} came in\n", counted(imported.shows, "show", "shows"),
                    counted(imported.episodes, "episode", "episodes"),
                    counted(imported.insights, "insight", "insights")));
  if (imported.known > 0) print(counted(imported.known, "insight was", "insights were") + " here already\n");
  if (imported.left_out > 0)
    print(counted(imported.left_out, "insight is of an episode that this home has distilled itself, and stays out\n",
                  "insights are of episodes that this home has distilled itself, and stay out\n"));
  if (imported.readers > 0)
    print(counted(imported.readers, "reader gets", "readers get") +
          " briefs from here now: stop the home that the archive is from, else both send them\n");
  if (with_own > 0)
    print(counted(static_cast<std::int64_t>(with_own), "note has", "notes have") +
          " text or properties of yours: they stay in the notes alone\n");
  return 0;
}

// Every form is read, and found to be sound, before there is a home: a file that is damaged makes none.
Result<std::unique_ptr<Services>> open_home(Program& program) {
  return Services::make(program, progress(program.json()));
}

bool has_home(const Program& program) {
  std::error_code error;
  return std::filesystem::exists(program.home().database(), error);
}

Result<void> check_before_home(const Program& program, Spool& spool) {
  if (has_home(program)) return {};
  auto sound = store::check_archive([&] { return spool.next_line(); });
  spool.rewind();
  return sound;
}

Result<int> import_archive(Program& program, Input& input) {
  auto spool = Spool::of(input, folder_there(program.home().folder));
  if (!spool) return std::unexpected(spool.error());
  const auto sound = check_before_home(program, *spool);
  if (!sound) return std::unexpected(sound.error().within(input.name()));
  auto services = open_home(program);
  if (!services) return std::unexpected(services.error());
  const Call call{program, **services};
  const auto done = store::import_archive(call.store(), [&] { return spool->next_line(); }, call.relate_version());
  if (!done) return std::unexpected(done.error().within(input.name()));
  return finish(call, *done);
}

Result<int> import_sources(Program& program, const std::string& name, const NotesRead& read) {
  auto services = open_home(program);
  if (!services) return std::unexpected(services.error());
  const Call call{program, **services};
  const auto done = store::import_insights(call.store(), read.sources, call.relate_version());
  if (!done) return std::unexpected(done.error().within(name));
  return finish(call, *done, read.with_own);
}

Result<int> import_notes(Program& program, const std::string& name, const Result<NotesRead>& read) {
  if (!read) return std::unexpected(read.error());
  for (const auto& path : read->emptied)
    complain(fmt::format("{} is left out: the part that Pith wrote was taken out of it", path));
  if (read->sources.empty() && read->emptied.empty())
    return fail(ErrorKind::invalid_input, fmt::format("{} holds no note that pith export wrote", name));
  return import_sources(program, name, *read);
}

Result<int> import_highlights(Program& program, Input& input) {
  auto sources = delivery::read_readwise(input.rest());
  if (!sources) return std::unexpected(sources.error().within(input.name()));
  return import_sources(program, input.name(), {*std::move(sources), {}, 0});
}

// Of the shows that are followed, those of these addresses.
Result<std::set<std::string>> followed_of(const store::Session& session, const std::vector<std::string>& urls) {
  std::set<std::string> ids;
  for (const auto& url : urls) {
    const auto feed = store::feed_by_url(session, url);
    if (!feed) return std::unexpected(feed.error());
    if (!*feed) continue;
    const auto followed = store::is_followed(session, **feed);
    if (!followed) return std::unexpected(followed.error());
    if (*followed) ids.insert((*feed)->show_id);
  }
  return ids;
}

struct ListIn {
  Followed followed;
  std::int64_t shows = 0;  // that were not followed before

  bool is_nothing() const { return followed.told.at("followed").items().empty(); }
};

Result<ListIn> follow_list(Program& program, const std::vector<std::string>& urls) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto before = followed_of((*store)->read(), urls);
  if (!before) return std::unexpected(before.error());
  auto followed = follow_feeds(program, urls);
  if (!followed) return std::unexpected(followed.error());
  const auto now = followed_of((*store)->read(), urls);
  if (!now) return std::unexpected(now.error());
  return ListIn{*std::move(followed), std::ssize(*now) - std::ssize(*before)};
}

// A list of which nothing can be followed makes no home.
Result<ListIn> follow_list_anew(Program& program, const std::vector<std::string>& urls) {
  const auto home = NewHome::begin(program);
  if (!home) return std::unexpected(home.error());
  auto in = follow_list(program, urls);
  if (!in || in->is_nothing()) return in;
  const auto settled = (*home)->settle();
  if (!settled) return std::unexpected(settled.error());
  return *settled ? in : follow_list(program, urls);
}

// Follows the feeds as pith add does, but of a list that is damaged none.
Result<int> import_feeds(Program& program, Input& input) {
  const auto& name = input.name();
  const auto opml = feed::read_opml(input.rest());
  if (!opml)
    return fail(ErrorKind::invalid_input,
                fmt::format("{} is no archive, list of feeds, note or highlights that pith export wrote", name));
  if (!opml->complete)
    return fail(
        ErrorKind::invalid_input,
        fmt::format("{} is cut off or damaged ({}); pith add follows what it still names", name, opml->problem));
  for (const auto& problem : opml->problems) complain(fmt::format("{}: {}", name, problem));
  std::vector<std::string> urls;
  for (const auto& entry : opml->entries) urls.push_back(entry.url);
  const auto done = has_home(program) ? follow_list(program, urls) : follow_list_anew(program, urls);
  if (!done) return std::unexpected(done.error());
  if (program.json()) {
    auto told = as_json(store::Imported{.shows = done->shows});
    for (const auto* list : {"followed", "failed"}) told.set(list, done->followed.told.at(list));
    print(json::write(told) + "\n");
  }
  return done->followed.exit_code;
}

enum class Form { archive, feeds, note, highlights };

// The first bytes tell; archives may be too large to be read at once.
Form form_of(std::string_view beginning) {
  if (beginning.starts_with('{')) return Form::archive;
  if (delivery::note_id(beginning)) return Form::note;
  return delivery::is_readwise(beginning) ? Form::highlights : Form::feeds;
}

Result<int> import_input(Program& program, Input input) {
  switch (form_of(input.beginning())) {
    case Form::archive:
      return import_archive(program, input);
    case Form::highlights:
      return import_highlights(program, input);
    case Form::note:
      return import_notes(program, input.name(), read_one_note(input.rest(), input.name()));
    case Form::feeds:
      break;
  }
  return import_feeds(program, input);
}

}  // namespace

Result<int> run_import(Program& program, const Arguments& arguments) {
  const auto name = arguments.get("FILE");
  std::error_code error;
  if (std::filesystem::is_directory(name, error)) return import_notes(program, name, read_notes(name));
  auto input = Input::open(name);
  if (!input) return std::unexpected(input.error());
  return import_input(program, *std::move(input));
}

}  // namespace pith::app
