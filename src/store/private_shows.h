// What exports leave out of private shows. For the files of this folder.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "domain/privacy.h"
#include "store/record.h"

namespace pith::store {

class PrivateShows {
 public:
  static Result<PrivateShows> of(const Session& session) {
    auto ids = select_texts(session, "SELECT id FROM shows WHERE is_private = 1 ORDER BY id");
    if (!ids) return std::unexpected(ids.error());
    return PrivateShows(std::move(*ids));
  }

  void withhold(Show& show) const { withhold_of(show.id, show); }
  void withhold(Episode& episode) const { withhold_of(episode.show_id, episode); }
  void withhold(Feed& feed) const { withhold_of(feed.show_id, feed); }
  void withhold(const auto&) const {}

 private:
  explicit PrivateShows(std::vector<std::string> ids) : ids_(std::move(ids)) {}
  void withhold_of(const std::string& show_id, auto& value) const {
    if (std::ranges::binary_search(ids_, show_id)) withhold_addresses(value);
  }

  std::vector<std::string> ids_;
};

}  // namespace pith::store
