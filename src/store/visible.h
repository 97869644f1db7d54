// Which insights lists may show, as SQL: those that stand, of shows and episodes that are not hidden. For the files of
// this folder.
#pragma once

#include <string_view>

namespace pith::store {

inline constexpr std::string_view shown_insight =
    "replaced_by = '' AND show_id NOT IN (SELECT shows.id FROM shows WHERE shows.hidden = 1) "
    "AND episode_id NOT IN (SELECT episodes.id FROM episodes WHERE episodes.hidden = 1)";
// Also without private shows where the parameter is 0, with them where it is 1.
inline constexpr std::string_view seen_insight =
    "show_id NOT IN (SELECT shows.id FROM shows WHERE shows.is_private > ?)";
inline constexpr std::string_view shown_episode =  // of rows that name one
    "episode_id NOT IN (SELECT episodes.id FROM episodes WHERE episodes.hidden = 1)";
// Shows that others than the owner do not see.
inline constexpr std::string_view unseen_show = "(shows.hidden = 1 OR shows.is_private = 1)";
// The end of a query, with the values of store::Page in their order: after, limit, offset.
inline constexpr std::string_view newest_page_first =
    "AND (published, id) < (?, ?) ORDER BY published DESC, id DESC LIMIT ? OFFSET ?";

}  // namespace pith::store
