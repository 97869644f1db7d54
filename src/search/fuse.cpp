#include "search/fuse.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace pith::search {

std::vector<std::string> fuse(std::span<const Ranking> rankings) {
  std::unordered_map<std::string_view, double> scores;
  std::vector<std::string> met;
  for (const auto& ranking : rankings) {
    double place = kEvenness;
    for (const auto& id : ranking.ids) {
      const auto [score, fresh] = scores.try_emplace(id, 0);
      score->second += ranking.weight / ++place;
      if (fresh) met.push_back(id);
    }
  }
  std::ranges::stable_sort(met, std::ranges::greater{}, [&](const auto& id) { return scores.at(id); });
  return met;
}

}  // namespace pith::search
