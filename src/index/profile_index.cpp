#include "index/profile_index.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pith::index {

std::shared_lock<std::shared_mutex> ProfileIndex::to_look() const {
  const std::scoped_lock turn(turn_);
  return std::shared_lock(mutex_);
}

std::unique_lock<std::shared_mutex> ProfileIndex::to_change() {
  const std::scoped_lock turn(turn_);
  return std::unique_lock(mutex_);
}

std::size_t ProfileIndex::size() const {
  const auto lock = to_look();
  return slots_.size();
}

bool ProfileIndex::has(std::string_view insight_id) const {
  const auto lock = to_look();
  return slots_.contains(insight_id);
}

void ProfileIndex::put(const Profile& profile) {
  const auto lock = to_change();
  if (auto known = slots_.find(profile.key.insight_id); known != slots_.end()) forget(known->second);
  if (slots_.empty()) dimensions_ = profile.vector.size();
  const auto slot = static_cast<std::uint32_t>(keys_.size());
  slots_[profile.key.insight_id] = slot;
  keys_.push_back(profile.key);
  vectors_.resize(vectors_.size() + dimensions_, 0);
  const auto own = std::span(vectors_).last(dimensions_);
  if (profile.vector.size() == dimensions_) std::ranges::copy(profile.vector, own.begin());
  squares_.push_back(dot(own, own));
  for (const Term& term : profile.terms) postings_[term.id].push_back({slot, term.weight, term.said});
}

void ProfileIndex::remove(std::string_view insight_id) {
  const auto lock = to_change();
  if (auto known = slots_.find(insight_id); known != slots_.end()) forget(known->second);
}

// Its postings stay until half of the slots are empty.
void ProfileIndex::forget(std::uint32_t slot) {
  slots_.erase(keys_[slot].insight_id);
  keys_[slot] = {};
  squares_[slot] = 0;
  if (keys_.size() > 2 * slots_.size()) close_gaps();
}

void ProfileIndex::close_gaps() {
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> moved(keys_.size(), kNone);
  std::uint32_t next = 0;
  for (std::uint32_t slot = 0; slot < keys_.size(); ++slot) {
    if (keys_[slot].insight_id.empty()) continue;
    moved[slot] = next;
    if (next != slot) {
      keys_[next] = std::move(keys_[slot]);
      squares_[next] = squares_[slot];
      std::copy_n(vectors_.begin() + static_cast<std::ptrdiff_t>(slot * dimensions_), dimensions_,
                  vectors_.begin() + static_cast<std::ptrdiff_t>(next * dimensions_));
    }
    slots_[keys_[next].insight_id] = next;
    ++next;
  }
  keys_.resize(next);
  squares_.resize(next);
  vectors_.resize(next * dimensions_);
  for (auto& [term, list] : postings_) {
    std::erase_if(list, [&](const Posting& posting) { return moved[posting.slot] == kNone; });
    for (Posting& posting : list) posting.slot = moved[posting.slot];
  }
  std::erase_if(postings_, [](const auto& entry) { return entry.second.empty(); });
}

std::vector<ProfileIndex::Sums> ProfileIndex::term_scores(std::span<const Term> terms) const {
  std::vector<Sums> scores(keys_.size());
  for (const Term& term : terms) {
    auto list = postings_.find(term.id);
    if (list == postings_.end()) continue;
    for (const Posting& posting : list->second) {
      scores[posting.slot].weight += term.weight * posting.weight;
      scores[posting.slot].said += term.said * posting.said;
    }
  }
  return scores;
}

std::vector<Nearness> ProfileIndex::measure(const Profile& profile) const {
  const auto terms = term_scores(profile.terms);
  const bool comparable = profile.vector.size() == dimensions_;
  const std::int32_t square = dot(profile.vector, profile.vector);
  std::vector<Nearness> all(keys_.size());
  for (std::size_t slot = 0; slot < all.size(); ++slot) {
    all[slot].terms = static_cast<double>(terms[slot].weight);
    all[slot].said = static_cast<double>(terms[slot].said);
    if (!comparable) continue;
    const auto own = std::span(vectors_).subspan(slot * dimensions_, dimensions_);
    all[slot].vector = cosine_of(dot(own, profile.vector), squares_[slot], square);
  }
  return all;
}

std::vector<Neighbour> ProfileIndex::near(const Profile& profile, const Search& search) const {
  const auto lock = to_look();
  const auto all = measure(profile);
  std::vector<Scored> found;
  for (std::uint32_t slot = 0; slot < all.size(); ++slot) {
    const double score = search.term_share * all[slot].terms + search.vector_share * all[slot].vector;
    if (score < search.floor) continue;
    const ProfileKey& key = keys_[slot];
    if (!key.insight_id.empty() && key.episode_id != profile.key.episode_id) found.push_back({score, slot});
  }
  keep_best(found, search.most);
  std::vector<Neighbour> nearest;
  nearest.reserve(found.size());
  for (const Scored& hit : found) nearest.push_back({keys_[hit.slot], all[hit.slot]});
  return nearest;
}

void ProfileIndex::keep_best(std::vector<Scored>& found, std::size_t most) const {
  const auto kept = static_cast<std::ptrdiff_t>(std::min(most, found.size()));
  std::ranges::partial_sort(found, found.begin() + kept, [&](Scored a, Scored b) {
    return std::tie(b.score, keys_[a.slot].insight_id) < std::tie(a.score, keys_[b.slot].insight_id);
  });
  found.resize(static_cast<std::size_t>(kept));
}

std::vector<Neighbour> ProfileIndex::towards(std::span<const std::int8_t> vector, double floor, std::size_t most,
                                             const std::function<bool(const ProfileKey&)>& admits) const {
  const auto lock = to_look();
  std::vector<Scored> found;
  const std::int32_t square = dot(vector, vector);
  if (vector.size() != dimensions_ || square == 0) return {};
  for (std::uint32_t slot = 0; slot < keys_.size(); ++slot) {
    const auto own = std::span(vectors_).subspan(slot * dimensions_, dimensions_);
    const double score = cosine_of(dot(own, vector), squares_[slot], square);
    if (score >= floor && !keys_[slot].insight_id.empty() && admits(keys_[slot])) found.push_back({score, slot});
  }
  keep_best(found, most);
  std::vector<Neighbour> nearest;
  nearest.reserve(found.size());
  for (const Scored& hit : found) nearest.push_back({keys_[hit.slot], {0, hit.score, 0}});
  return nearest;
}

}  // namespace pith::index
