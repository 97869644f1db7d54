#include "stages/storyline/relate.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace pith::storyline {
namespace {

// Making the same claim shows in how many words two insights share, a telling one little more than another: a subject
// that both name often is no common claim. Of data/demo/truth.tsv the restating pairs lie at .42 and above, the merely
// similar at .39 and below; decision 20 has the figures on real talk.
constexpr double kSameClaim = 0.41;

Link link_between(const ProfileKey& a, const ProfileKey& b, const Nearness& nearness) {
  const bool b_first = said_before(b, a);
  return {b_first ? a.insight_id : b.insight_id, b_first ? b.insight_id : a.insight_id,
          restates(nearness) ? LinkKind::restates : LinkKind::related, likeness(nearness)};
}

}  // namespace

double likeness(const Nearness& nearness) {
  return std::clamp(kTermShare * nearness.terms + kVectorShare * nearness.vector, 0.0, 1.0);
}

bool restates(const Nearness& nearness) { return nearness.said >= kSameClaim; }

std::vector<Link> links_of(const ProfileKey& insight, std::span<const Neighbour> found) {
  std::vector<Link> links;
  for (const Neighbour& neighbour : found)
    if (likeness(neighbour.nearness) >= kLinkFloor)
      links.push_back(link_between(insight, neighbour.key, neighbour.nearness));
  std::ranges::sort(links, [](const Link& a, const Link& b) {
    return std::tie(b.score, a.from, a.to) < std::tie(a.score, b.from, b.to);
  });
  return links;
}

std::vector<Link> links_within(const Profile& insight, std::span<const Profile> episode) {
  std::vector<Neighbour> others;
  for (const Profile& other : episode)
    if (other.key.insight_id != insight.key.insight_id && other.key.episode_id == insight.key.episode_id)
      others.push_back({other.key, nearness_of(insight, other)});
  return links_of(insight.key, others);
}

std::vector<Neighbour> page_list(std::span<const Neighbour> nearest_first, Room room) {
  std::map<std::string_view, std::size_t> of_show;
  std::size_t related = 0;
  std::vector<Neighbour> list;
  for (const Neighbour& neighbour : nearest_first) {
    if (!restates(neighbour.nearness)) {
      if (related == room.most || of_show[neighbour.key.show_id] == room.of_one_show) continue;
      ++related;
      ++of_show[neighbour.key.show_id];
    }
    list.push_back(neighbour);
  }
  return list;
}

}  // namespace pith::storyline
