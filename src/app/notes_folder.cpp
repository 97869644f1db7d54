#include "app/notes_folder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "app/home.h"
#include "app/save_file.h"
#include "lib/icu/unicode.h"
#include "stages/delivery/notes.h"
#include "stages/delivery/read_note.h"
#include "store/all_shown.h"
#include "store/links.h"
#include "store/sourced.h"
#include "text/utf8.h"

namespace pith::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_related = 5;

bool is_dotted(const fs::path& path) { return path.filename().string().starts_with('.'); }

bool is_note(const fs::path& path) { return path.extension() == ".md"; }

// Without what programs keep in folders of their own, as what was thrown away (.trash).
Result<std::vector<fs::path>> files_below(const fs::path& place, bool (*wanted)(const fs::path&)) {
  if (!fs::is_directory(place)) return std::vector<fs::path>{place};
  std::vector<fs::path> paths;
  std::error_code problem;
  for (fs::recursive_directory_iterator at(place, problem), end; !problem && at != end; at.increment(problem)) {
    if (at->is_directory(problem) && is_dotted(at->path())) at.disable_recursion_pending();
    if (at->is_regular_file(problem) && wanted(at->path())) paths.push_back(at->path());
  }
  if (problem) return fail(ErrorKind::io, fmt::format("cannot read {}: {}", place.string(), problem.message()));
  std::ranges::sort(paths);
  return paths;
}

// What file systems that know no case and compose letters take for one name.
std::string key_of(const fs::path& path) { return icu::fold_case(icu::compose(path.generic_string())); }

// As UTF-8 where it is UTF-16; empty where it is gone meanwhile.
Result<std::string> read_text(const fs::path& path) {
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  auto text = std::move(*bytes).value_or("");
  return text::has_wide_mark(text) ? text::decode(text) : text;
}

struct Note {
  fs::path path;
  std::string text;    // as it stands; empty: it is to be written
  bool shown = false;  // lists may show its insight
};

// The notes of a folder by the ids of their insights, also of those that are still to be written.
class Folder {
 public:
  explicit Folder(fs::path root) : root_(std::move(root)) {}

  // Another export into it is waited for: two would write the same notes under two names.
  Result<void> take() {
    std::error_code problem;
    fs::create_directories(root_, problem);
    if (problem)
      return fail(ErrorKind::io, fmt::format("cannot make the folder {}: {}", root_.string(), problem.message()));
    lock_.emplace(root_);
    const auto left = files_below(root_, is_unfinished);
    if (!left) return std::unexpected(left.error());
    for (const auto& path : *left) fs::remove(path, problem);
    return {};
  }

  Result<void> look() {
    const auto paths = files_below(root_, is_note);
    if (!paths) return std::unexpected(paths.error());
    for (const auto& path : *paths) {
      auto text = read_text(path);
      if (!text) return std::unexpected(text.error());
      add_name(path);
      if (const auto id = delivery::note_id(*text)) notes_.try_emplace(*id, Note{path, *std::move(text), false});
    }
    return {};
  }

  // Gives the note of an insight that lists may show its name where it has none yet.
  void expect(const Insight& insight) {
    auto& note = notes_[insight.id];
    note.shown = true;
    if (!note.path.empty()) return;
    const auto name = delivery::note_name(insight);
    note.path = root_ / (name + ".md");
    for (int n = 1; is_taken(note.path); ++n)
      note.path = root_ / fmt::format("{} ({}{}).md", name, insight.id, n == 1 ? "" : fmt::format(" {}", n));
    add_name(note.path);
  }

  // As a link names its file; none where no note of it is expected.
  std::optional<std::string> name_of(const std::string& insight_id) const {
    const auto known = notes_.find(insight_id);
    if (known == notes_.end() || !known->second.shown) return std::nullopt;
    const auto& path = known->second.path;
    if (stems_.at(key_of(path.stem())) < 2) return path.stem().string();
    return path.lexically_relative(root_).replace_extension().generic_string();
  }

  Result<void> put(const std::string& insight_id, const std::string& fresh) {
    const auto& note = notes_.at(insight_id);
    if (note.text.empty()) {
      ++written_.fresh;
      return save_file(note.path, fresh);
    }
    if (delivery::merged_note(note.text, fresh) == note.text) {
      ++written_.unchanged;
      return {};
    }
    ++written_.changed;
    // Its owner may have written into it since it was looked at.
    const auto text = read_text(note.path);
    if (!text) return std::unexpected(text.error());
    return save_file(note.path, delivery::merged_note(text->empty() ? note.text : *text, fresh));
  }

  NotesWritten written() const { return written_; }

 private:
  void add_name(const fs::path& path) {
    names_.insert(key_of(path));
    ++stems_[key_of(path.stem())];
  }
  bool is_taken(const fs::path& path) const {
    std::error_code ignored;
    return names_.contains(key_of(path)) || fs::exists(path, ignored);
  }

  fs::path root_;
  std::optional<FolderLock> lock_;
  std::map<std::string, Note> notes_;
  std::set<std::string> names_;       // of files, by key_of
  std::map<std::string, int> stems_;  // how many files have the name, likewise
  NotesWritten written_;
};

// Those that lists may show: only they have a note that stands.
Result<std::vector<delivery::RelatedNote>> related_to(const store::Session& session, const Insight& insight,
                                                      const Folder& folder) {
  const auto links = store::links_of(session, insight.id);
  if (!links) return std::unexpected(links.error());
  std::vector<std::string> ids;
  for (const auto& link : *links) ids.push_back(link.from == insight.id ? link.to : link.from);
  std::erase_if(ids, [&](const std::string& id) { return !folder.name_of(id); });
  if (ids.size() > most_related) ids.resize(most_related);
  const auto related = store::sourced_insights(session, ids);
  if (!related) return std::unexpected(related.error());
  std::vector<delivery::RelatedNote> out;
  for (const auto& one : *related) out.push_back({*folder.name_of(one.insight.id), one.show.title});
  return out;
}

}  // namespace

Result<NotesWritten> write_notes(const store::Session& session, const delivery::Addresses& addresses,
                                 const fs::path& root) {
  Folder folder(root);
  if (auto taken = folder.take(); !taken) return std::unexpected(taken.error());
  if (auto looked = folder.look(); !looked) return std::unexpected(looked.error());
  // All have their names before one is written: they link to each other by them.
  auto done = store::for_all_shown(session, [&](const SourcedInsight& source) -> Result<void> {
    folder.expect(source.insight);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  done = store::for_all_shown(session, [&](const SourcedInsight& source) -> Result<void> {
    const auto related = related_to(session, source.insight, folder);
    if (!related) return std::unexpected(related.error());
    return folder.put(source.insight.id, delivery::render_note(source, *related, addresses));
  });
  if (!done) return std::unexpected(done.error());
  return folder.written();
}

namespace {

Result<void> add_note(NotesRead& out, const std::string& text, const std::string& name) {
  auto note = delivery::read_note(text);
  if (!note) return std::unexpected(note.error().within(name));
  if (!*note) return {};
  if ((*note)->has_own) ++out.with_own;
  if ((*note)->whole)
    out.sources.push_back(std::move((*note)->source));
  else
    out.emptied.push_back(name);
  return {};
}

}  // namespace

Result<NotesRead> read_one_note(const std::string& text, const std::string& name) {
  NotesRead out;
  if (auto added = add_note(out, text, name); !added) return std::unexpected(added.error());
  return out;
}

Result<NotesRead> read_notes(const fs::path& folder) {
  const auto paths = files_below(folder, is_note);
  if (!paths) return std::unexpected(paths.error());
  NotesRead out;
  for (const auto& path : *paths) {
    const auto text = read_text(path);
    if (!text) return std::unexpected(text.error());
    if (auto added = add_note(out, *text, path.string()); !added) return std::unexpected(added.error());
  }
  return out;
}

}  // namespace pith::app
