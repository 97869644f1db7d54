// folders: stages/delivery
#include <cstdint>
#include <cstdlib>

#include "stages/delivery/notes.h"
#include "stages/delivery/read_note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace pith::delivery;
  const std::string_view note(reinterpret_cast<const char*>(bytes), size);
  const Addresses site("https://pith.example");
  if (note_id(note)) {  // what was written again stays as it is
    const auto fresh = render_note({}, {}, site);
    const auto merged = merged_note(note, fresh);
    if (merged_note(merged, fresh) != merged) std::abort();
  }
  const auto read = read_note(note);
  if (!read || !*read || !(*read)->whole) return 0;
  const auto again = render_note((*read)->source, {}, site);
  const auto twice = read_note(again);  // what was read once is read again as the same
  if (!twice || !*twice || render_note((*twice)->source, {}, site) != again) std::abort();
  return 0;
}
