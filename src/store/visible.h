// Which insights lists may show, as SQL: those that stand, of shows and episodes that are not hidden. For the files of
// this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pith::store {

inline constexpr std::string_view shown_insight =
    "replaced_by = '' AND show_id NOT IN (SELECT shows.id FROM shows WHERE shows.hidden = 1) "
    "AND episode_id NOT IN (SELECT episodes.id FROM episodes WHERE episodes.hidden = 1)";
inline constexpr std::string_view shown_episode =  // of rows that name one
    "episode_id NOT IN (SELECT episodes.id FROM episodes WHERE episodes.hidden = 1)";
// Of insights: what the person with a key said in some shows. Takes the key, then so many ids of shows.
inline std::string said_by_person(std::size_t shows) {
  std::string marks = shows == 0 ? "" : "?";
  for (std::size_t n = 1; n < shows; ++n) marks += ", ?";
  return "(episode_id, speaker) IN (SELECT a.episode_id, a.name FROM appearances a WHERE a.key = ? AND a.source = "
         "'talk' "
         "AND a.show_id IN (" +
         marks + "))";
}
inline constexpr std::string_view newest_insights_first = "ORDER BY published DESC, id DESC LIMIT ? OFFSET ?";

}  // namespace pith::store
