// The form of a note that Pith writes: what notes.cpp writes and read_note.cpp reads.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace pith::delivery::note {

// Pith's part of the text.
inline constexpr std::string_view begins = "%% pith: written again at each export; yours is what stands outside %%\n";
inline constexpr std::string_view ends = "%% pith ends %%\n";
inline constexpr std::string_view fence = "---\n";  // around the properties
inline constexpr std::string_view related = "## Related";
inline constexpr std::string_view attribution = "— ";  // before who said a quote, and when

// The properties that are Pith's.
inline constexpr std::array<std::string_view, 14> own = {"id",       "show",    "episode",    "speaker",   "topics",
                                                         "entities", "score",   "source",     "published", "audio",
                                                         "made_by",  "show_id", "episode_id", "guid"};

// The next line, with its end, from the front.
std::string_view take_line(std::string_view& rest);
std::string_view without_end(std::string_view line);
// Where a line begins that is this one, whatever its end; the end of the text where none is.
std::size_t find_line(std::string_view text, std::string_view wanted, std::size_t from);

}  // namespace pith::delivery::note
