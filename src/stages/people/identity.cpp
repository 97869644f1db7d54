#include "stages/people/identity.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/url.h"

namespace pith::people {

namespace {

constexpr std::size_t enough_episodes = 3;  // of a show, before who speaks in most of them is told a host

template <class Map>
std::string most_frequent(const Map& counts) {
  const auto best = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  return best == counts.end() ? std::string{} : best->first;
}

bool is_host(std::string_view role) { return role.empty() || role == "host" || role == "co-host" || role == "cohost"; }

// The author of an item may be whoever publishes it: a name that never speaks there is no person's.
bool is_author(const Appearance& appearance) { return appearance.role == "author"; }

// What the feed says counts; where it says nothing, a host speaks in more than half of the show's episodes.
std::string role_of(const std::map<std::string, std::size_t>& said, std::size_t spoken, std::size_t voiced) {
  if (!said.empty()) return most_frequent(said);
  if (voiced < enough_episodes) return {};
  return 2 * spoken > voiced ? "host" : "guest";
}

void add_once(std::vector<std::string>& all, const std::string& one) {
  if (!one.empty() && std::ranges::find(all, one) == all.end()) all.push_back(one);
}

Presence presence_of(std::span<const Appearance* const> appearances, const ShowFacts& facts) {
  Presence presence;
  presence.show_id = appearances.front()->show_id;
  std::map<std::string, std::size_t> names;
  std::map<std::string, std::size_t> roles;
  std::set<std::string_view> episodes;
  std::set<std::string_view> spoken;
  for (const auto* one : appearances) {
    ++names[one->name];
    if (!is_author(*one)) episodes.insert(one->episode_id);
    if (one->source == AppearanceSource::talk) {
      spoken.insert(one->episode_id);
      continue;
    }
    if (!is_author(*one)) ++roles[is_host(one->role) ? "host" : one->role];
    add_once(presence.links, one->link.empty() ? std::string{} : comparable_url(one->link));
    add_once(presence.images, one->image.empty() ? std::string{} : comparable_url(one->image));
  }
  presence.name = most_frequent(names);
  presence.episodes = episodes.size();
  presence.role = role_of(roles, spoken.size(), facts.voiced);
  return presence;
}

std::vector<Presence> presences_of(std::span<const Appearance> appearances, const Shows& shows) {
  std::map<std::string_view, std::vector<const Appearance*>> by_show;
  for (const auto& one : appearances) by_show[one.show_id].push_back(&one);
  std::vector<Presence> presences;
  for (const auto& [show_id, of_show] : by_show) {
    const bool takes_part = std::ranges::any_of(of_show, [](const auto* one) { return !is_author(*one); });
    if (const auto facts = shows.find(show_id); facts != shows.end() && takes_part)
      presences.push_back(presence_of(of_show, facts->second));
  }
  return presences;
}

bool share_one(std::span<const std::string> a, std::span<const std::string> b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return std::ranges::find(b, one) != b.end(); });
}

bool same_publisher(const Show& a, const Show& b) {
  return (!a.owner.empty() && a.owner == b.owner) || (!a.author.empty() && a.author == b.author);
}

bool is_evidence(const Presence& a, const Presence& b, const Shows& shows) {
  return share_one(a.links, b.links) || share_one(a.images, b.images) ||
         same_publisher(*shows.find(a.show_id)->second.show, *shows.find(b.show_id)->second.show);
}

// Joins what evidence joins, over several steps where need be; the groups by their first member.
std::vector<std::size_t> groups_of(std::span<const Presence> presences, const Shows& shows, bool declared_one) {
  std::vector<std::size_t> group(presences.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (std::size_t a = 0; a < presences.size(); ++a)
    for (std::size_t b = a + 1; b < presences.size(); ++b)
      if (group[a] != group[b] && (declared_one || is_evidence(presences[a], presences[b], shows)))
        std::ranges::replace(group, std::max(group[a], group[b]), std::min(group[a], group[b]));
  return group;
}

}  // namespace

std::vector<Person> people_of(std::span<const Appearance> appearances, const Shows& shows, bool declared_one) {
  auto presences = presences_of(appearances, shows);
  const auto groups = groups_of(presences, shows, declared_one);
  std::map<std::size_t, Person> people;
  for (std::size_t n = 0; n < presences.size(); ++n) people[groups[n]].presences.push_back(std::move(presences[n]));
  std::vector<Person> found;
  for (auto& [group, person] : people) {
    std::ranges::stable_sort(person.presences, std::ranges::greater{}, &Presence::episodes);
    found.push_back(std::move(person));
  }
  return found;
}

}  // namespace pith::people
