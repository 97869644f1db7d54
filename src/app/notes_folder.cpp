#include "app/notes_folder.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/home.h"
#include "app/transcript_files.h"
#include "stages/delivery/notes.h"
#include "stages/delivery/read_note.h"
#include "store/all_shown.h"
#include "store/links.h"
#include "store/sourced.h"

namespace pith::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_related = 5;

struct Note {
  fs::path path;
  std::string text;
};

class Folder {
 public:
  explicit Folder(fs::path root) : root_(std::move(root)) {}

  Result<void> look() {
    std::error_code problem;
    fs::create_directories(root_, problem);
    if (problem)
      return fail(ErrorKind::io, fmt::format("cannot make the folder {}: {}", root_.string(), problem.message()));
    for (fs::recursive_directory_iterator at(root_, problem), end; !problem && at != end; at.increment(problem)) {
      if (!at->is_regular_file(problem) || at->path().extension() != ".md") continue;
      auto text = read_file(at->path());
      if (!text) return std::unexpected(text.error());
      names_.insert(at->path());
      if (const auto id = delivery::note_id(text->value_or("")))
        known_.try_emplace(*id, Note{at->path(), std::move(**text)});
    }
    if (problem) return fail(ErrorKind::io, fmt::format("cannot read {}: {}", root_.string(), problem.message()));
    return {};
  }

  Result<void> put(const Insight& insight, const std::string& fresh) {
    const auto known = known_.find(insight.id);
    if (known == known_.end()) {
      ++written_.fresh;
      return save_file(free_path(insight), fresh);
    }
    const auto merged = delivery::merged_note(known->second.text, fresh);
    if (merged == known->second.text) {
      ++written_.unchanged;
      return {};
    }
    ++written_.changed;
    return save_file(known->second.path, merged);
  }

  NotesWritten written() const { return written_; }

 private:
  fs::path free_path(const Insight& insight) {
    auto path = root_ / (delivery::note_name(insight) + ".md");
    if (names_.contains(path)) path = root_ / fmt::format("{} ({}).md", delivery::note_name(insight), insight.id);
    names_.insert(path);
    return path;
  }

  fs::path root_;
  std::map<std::string, Note> known_;
  std::set<fs::path> names_;
  NotesWritten written_;
};

Result<std::vector<SourcedInsight>> related_to(const store::Session& session, const Insight& insight) {
  const auto links = store::links_of(session, insight.id);
  if (!links) return std::unexpected(links.error());
  std::vector<std::string> ids;
  for (const auto& link : *links) ids.push_back(link.from == insight.id ? link.to : link.from);
  auto related = store::sourced_insights(session, ids);
  if (!related) return related;
  std::erase_if(*related,
                [](const SourcedInsight& one) { return one.show.is_private || !one.insight.replaced_by.empty(); });
  if (related->size() > most_related) related->erase(related->begin() + most_related, related->end());
  return related;
}

}  // namespace

Result<NotesWritten> write_notes(const store::Session& session, const delivery::Addresses& addresses,
                                 const fs::path& root) {
  Folder folder(root);
  if (auto looked = folder.look(); !looked) return std::unexpected(looked.error());
  const auto done = store::for_all_shown(session, [&](const SourcedInsight& source) -> Result<void> {
    const auto related = related_to(session, source.insight);
    if (!related) return std::unexpected(related.error());
    return folder.put(source.insight, delivery::render_note(source, *related, addresses));
  });
  if (!done) return std::unexpected(done.error());
  return folder.written();
}

namespace {

bool is_dotted(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Without what programs keep in folders of their own, as what was thrown away (.trash).
Result<std::vector<fs::path>> notes_below(const fs::path& place) {
  if (!fs::is_directory(place)) return std::vector<fs::path>{place};
  std::vector<fs::path> paths;
  std::error_code problem;
  for (fs::recursive_directory_iterator at(place, problem), end; !problem && at != end; at.increment(problem)) {
    if (at->is_directory(problem) && is_dotted(at->path())) at.disable_recursion_pending();
    if (at->is_regular_file(problem) && at->path().extension() == ".md") paths.push_back(at->path());
  }
  if (problem) return fail(ErrorKind::io, fmt::format("cannot read {}: {}", place.string(), problem.message()));
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

Result<NotesRead> read_notes(const fs::path& place) {
  const auto paths = notes_below(place);
  if (!paths) return std::unexpected(paths.error());
  NotesRead out;
  for (const auto& path : *paths) {
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    auto note = delivery::read_note(text->value_or(""));
    if (!note) return std::unexpected(note.error().within(path.string()));
    if (!*note) continue;
    if ((*note)->has_own) ++out.with_own;
    if ((*note)->whole)
      out.sources.push_back(std::move((*note)->source));
    else
      out.emptied.push_back(path.string());
  }
  return out;
}

}  // namespace pith::app
