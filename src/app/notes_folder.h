// A folder of notes, one an insight: found again by the id within, written only where something changed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/sourced.h"
#include "stages/delivery/addresses.h"
#include "store/store.h"

namespace pith::app {

struct NotesWritten {
  std::size_t fresh = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
};

// Writes the notes of all insights that stand and are shown. Notes may have been renamed and moved within the folder;
// other files are left alone. Waits for another process that writes into the folder. Fails at the first file that
// cannot be read or written; what was written stays.
Result<NotesWritten> write_notes(const store::Session& session, const delivery::Addresses& addresses,
                                 const std::filesystem::path& folder);

struct NotesRead {
  std::vector<SourcedInsight> sources;  // of notes that Pith wrote, by path
  std::vector<std::string> emptied;     // paths of those whose owner took out the part that Pith wrote
  std::size_t with_own = 0;             // that have text or properties of their owner
};

// Reads all notes of a folder. Other files are left alone. An Error names the file and the line.
Result<NotesRead> read_notes(const std::filesystem::path& folder);
// The same of one note's text; `name` as errors have it.
Result<NotesRead> read_one_note(const std::string& text, const std::string& name);

}  // namespace pith::app
