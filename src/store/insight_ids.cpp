#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "base/ids.h"
#include "store/evidence.h"
#include "store/insights.h"

namespace pith::store {

namespace {

struct Pair {
  std::chrono::milliseconds shared{0};
  std::size_t standing = 0;
  std::size_t fresh = 0;
};

// Pairs that share at least half of the standing one's evidence, best first; the order is the same every time.
std::vector<Pair> matches(std::span<const Insight> standing, const std::vector<Insight>& fresh) {
  std::vector<Pair> found;
  for (std::size_t s = 0; s < standing.size(); ++s) {
    const auto half = length_of_evidence(standing[s]);
    for (std::size_t f = 0; f < fresh.size(); ++f) {
      const auto shared = shared_evidence(standing[s], fresh[f]);
      if (shared.count() > 0 && shared * 2 >= half) found.push_back({shared, s, f});
    }
  }
  std::ranges::sort(found, {}, [](const Pair& pair) { return std::tuple(-pair.shared, pair.standing, pair.fresh); });
  return found;
}

std::string new_id(std::string_view episode_id, const Insight& insight, const std::set<std::string>& taken) {
  const auto key = std::to_string(insight.key_start.count());
  auto id = make_id("in", {episode_id, key});
  for (int n = 2; taken.contains(id); ++n) id = make_id("in", {episode_id, key, std::to_string(n)});
  return id;
}

}  // namespace

void keep_ids(std::span<const Insight> standing, std::string_view episode_id, std::vector<Insight>& fresh) {
  std::set<std::string> taken;
  for (auto& insight : fresh) insight.id.clear();
  for (const auto& pair : matches(standing, fresh)) {
    auto& insight = fresh[pair.fresh];
    if (!insight.id.empty() || !taken.insert(standing[pair.standing].id).second) continue;
    insight.id = standing[pair.standing].id;
  }
  for (auto& insight : fresh) {
    if (!insight.id.empty()) continue;
    insight.id = new_id(episode_id, insight, taken);
    taken.insert(insight.id);
  }
}

}  // namespace pith::store
