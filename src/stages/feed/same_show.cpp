#include "stages/feed/same_show.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "stages/feed/show_of.h"
#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr std::size_t telling_title = 12;  // bytes; shorter ones, as "Trailer", are of many shows

class Known {
 public:
  explicit Known(std::span<const Episode> episodes) {
    for (const auto& episode : episodes) {
      titles_.insert(text::fold_for_comparison(episode.title));
      by_guid_[episode.guid] = &episode;
    }
  }

  bool has(const PublishedItem& item) const {
    const auto title = text::fold_for_comparison(item.title);
    if (title.size() >= telling_title && titles_.contains(title)) return true;
    const auto found = item.guid.empty() ? by_guid_.end() : by_guid_.find(item.guid);
    if (found == by_guid_.end()) return false;
    const auto& episode = *found->second;
    return text::fold_for_comparison(episode.title) == title || item.published == episode.published;
  }

 private:
  std::set<std::string> titles_;
  std::map<std::string_view, const Episode*> by_guid_;
};

}  // namespace

std::size_t known_items(std::span<const Episode> episodes, const PublishedFeed& published) {
  const Known known(episodes);
  return static_cast<std::size_t>(
      std::ranges::count_if(published.items, [&](const PublishedItem& item) { return known.has(item); }));
}

bool is_of_show(const Show& show, std::span<const Episode> episodes, const PublishedFeed& published) {
  if (episodes.empty() || published.title.empty() || published.items.empty()) return true;
  if (!published.guid.empty() && show_of(published, {}, Time{}).id == show.id) return true;
  if (text::fold_for_comparison(show.title) == text::fold_for_comparison(published.title)) return true;
  return known_items(episodes, published) > 0;
}

}  // namespace pith::feed
