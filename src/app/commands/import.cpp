// pith import: each of pith export's forms, told apart by what is in it.
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/home.h"
#include "app/notes_folder.h"
#include "app/output.h"
#include "app/services.h"
#include "lib/json/json.h"
#include "pipeline/relating.h"
#include "stages/delivery/notes.h"
#include "stages/delivery/readwise.h"
#include "stages/feed/opml.h"
#include "store/archive.h"
#include "store/import_insights.h"
#include "store/shows.h"

namespace pith::app {

namespace {

struct Call {
  Program& program;
  Services& services;
  std::string name;  // of the file or folder

  store::Store& store() const { return services.context().store; }
  std::string relate_version() const { return services.context().relating.version(); }
};

void print_json(const store::Imported& imported) {
  print(json::write(json::object({{"shows", imported.shows},
                                  {"episodes", imported.episodes},
                                  {"insights", imported.insights},
                                  {"known", imported.known},
                                  {"left_out", imported.left_out},
                                  {"readers", imported.readers}})) +
        "\n");
}

Result<int> finish(const Call& call, const store::Imported& imported, std::size_t with_own = 0) {
  const auto related =
      pipeline::Dispatch(call.services.context(), call.services.threads()).run_until_idle({"relate", "index"});
  if (!related) return std::unexpected(related.error());
  if (call.program.json()) {
    print_json(imported);
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

Result<int> import_archive(const Call& call) {
  std::ifstream file(call.name);
  const auto done = store::import_archive(
      call.store(),
      [&]() -> std::optional<std::string> {
        std::string line;
        if (!std::getline(file, line)) return std::nullopt;
        return line;
      },
      call.relate_version());
  if (!done) return std::unexpected(done.error().within(call.name));
  return finish(call, *done);
}

Result<int> import_sources(const Call& call, const NotesRead& read) {
  const auto done = store::import_insights(call.store(), read.sources, call.relate_version());
  if (!done) return std::unexpected(done.error().within(call.name));
  return finish(call, *done, read.with_own);
}

Result<int> import_notes(const Call& call) {
  const auto read = read_notes(call.name);
  if (!read) return std::unexpected(read.error());
  for (const auto& path : read->emptied)
    complain(fmt::format("{} is left out: the part that Pith wrote was taken out of it", path));
  if (read->sources.empty() && read->emptied.empty())
    return fail(ErrorKind::invalid_input, fmt::format("{} holds no note that pith export wrote", call.name));
  return import_sources(call, *read);
}

Result<int> import_highlights(const Call& call) {
  const auto bytes = read_file(call.name);
  if (!bytes) return std::unexpected(bytes.error());
  auto sources = delivery::read_readwise(bytes->value_or(""));
  if (!sources) return std::unexpected(sources.error().within(call.name));
  return import_sources(call, {*std::move(sources), {}, 0});
}

// Follows the feeds as pith add does, but of a list that is damaged none.
Result<int> import_feeds(Program& program, const std::string& name) {
  const auto bytes = read_file(name);
  if (!bytes) return std::unexpected(bytes.error());
  const auto opml = feed::read_opml(bytes->value_or(""));
  if (!opml)
    return fail(ErrorKind::invalid_input,
                fmt::format("{} is no archive, list of feeds, note or highlights that pith export wrote", name));
  if (!opml->complete)
    return fail(
        ErrorKind::invalid_input,
        fmt::format("{} is cut off or damaged ({}); pith add follows what it still names", name, opml->problem));
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto before = store::counts((*store)->read());
  if (!before) return std::unexpected(before.error());
  for (const auto& problem : opml->problems) complain(fmt::format("{}: {}", name, problem));
  std::vector<std::string> urls;
  for (const auto& entry : opml->entries) urls.push_back(entry.url);
  const auto done = follow_feeds(program, urls);
  const auto now = store::counts((*store)->read());
  if (!now) return std::unexpected(now.error());
  if (done && program.json()) print_json({.shows = now->shows - before->shows});
  return done;
}

// The file's first bytes tell what it is; archives may be too large to be read at once.
Result<std::string> beginning_of(const std::string& name) {
  constexpr std::streamsize enough = 64 << 10;
  std::ifstream file(name, std::ios::binary);
  if (!file) return fail(ErrorKind::not_found, fmt::format("cannot read {}", name));
  std::string bytes(enough, '\0');
  file.read(bytes.data(), enough);
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

enum class Form { archive, feeds, notes, highlights };

Result<Form> form_of(const std::string& name) {
  std::error_code error;
  if (std::filesystem::is_directory(name, error)) return Form::notes;
  const auto beginning = beginning_of(name);
  if (!beginning) return std::unexpected(beginning.error());
  if (beginning->starts_with('{')) return Form::archive;
  if (delivery::note_id(*beginning)) return Form::notes;
  return delivery::is_readwise(*beginning) ? Form::highlights : Form::feeds;
}

}  // namespace

Result<int> run_import(Program& program, const Arguments& arguments) {
  const auto name = arguments.get("FILE");
  const auto form = form_of(name);
  if (!form) return std::unexpected(form.error());
  if (*form == Form::feeds) return import_feeds(program, name);
  auto services = Services::make(program, progress(program.json()));
  if (!services) return std::unexpected(services.error());
  const Call call{program, **services, name};
  if (*form == Form::archive) return import_archive(call);
  return *form == Form::notes ? import_notes(call) : import_highlights(call);
}

}  // namespace pith::app
