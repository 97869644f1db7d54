#include "stages/brief/choose.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "base/ids.h"
#include "stages/brief/repeats.h"
#include "stages/brief/terms.h"
#include "stages/brief/words.h"

namespace pith::brief {
namespace {

// From this likeness on the second of two bores the reader, even where it is not told as a restatement: passages that
// say the same, cut differently, lie at .47 and above.
constexpr double kTooClose = 0.46;
constexpr Micros kDay = std::chrono::hours{24};

bool better(const Candidate& a, const Candidate& b) {
  if (a.insight.score != b.insight.score) return a.insight.score > b.insight.score;
  return a.insight.id < b.insight.id;
}

class Chooser {
 public:
  Chooser(const Material& material, const Rules& rules)
      : material_(material), rules_(rules), weights_(weights_of(rules.weights)), sent_(material.sent), picked_({}) {
    gather();
    measure();
  }

  Brief choose() {
    fill(true);
    fill(false);
    Brief brief{make_id("br", {material_.reader_id, format_day(material_.day)}),
                material_.reader_id,
                material_.day,
                material_.made,
                std::move(picks_),
                {}};
    brief.note = note_of({brief.picks.size(), material_.candidates.size(), weak_, repeated_}, rules_.size);
    return brief;
  }

 private:
  // Best score first, so that the order of the input does not count.
  void gather() {
    for (const Candidate& candidate : material_.candidates) {
      if (candidate.insight.score < rules_.floor) continue;
      entries_.push_back({.candidate = &candidate, .today = material_.made - candidate.insight.first_seen < kDay});
    }
    weak_ = material_.candidates.size() - entries_.size();
    std::ranges::sort(entries_, [](const Entry& a, const Entry& b) { return better(*a.candidate, *b.candidate); });
    std::array<std::size_t, 2> counts{};
    for (Entry& entry : entries_) entry.rank = counts[entry.today ? 1 : 0]++;
    for (Entry& entry : entries_) entry.peers = counts[entry.today ? 1 : 0];
  }

  void measure() {
    for (Entry& entry : entries_) {
      const std::string_view own = entry.candidate->insight.id;
      for (const Link& link : entry.candidate->links) {
        if (link.from == own) entry.older = std::max(entry.older, link.score);
        if (sent_.holds(link.from == own ? link.to : link.from)) entry.sent = std::max(entry.sent, link.score);
      }
    }
  }

  void fill(bool one_an_episode) {
    while (picks_.size() < rules_.size) {
      Entry* next = best(one_an_episode);
      if (next == nullptr) return;
      next->out = true;
      if (repeats(*next))
        ++repeated_;
      else
        pick(*next);
    }
  }

  Entry* best(bool one_an_episode) {
    Entry* found = nullptr;
    double most = 0;
    for (Entry& entry : entries_) {
      if (entry.out || (one_an_episode && episodes_.contains(entry.candidate->insight.episode_id))) continue;
      const double worth = worth_of(entry, weights_);
      if (found != nullptr && worth <= most) continue;
      found = &entry;
      most = worth;
    }
    return found;
  }

  bool repeats(const Entry& entry) const {
    return sent_.repeats(*entry.candidate, kTooClose) || picked_.repeats(*entry.candidate, kTooClose);
  }

  void pick(const Entry& entry) {
    const Insight& insight = entry.candidate->insight;
    picks_.push_back({insight.id, reason_of(entry, gains_of(entry)), worth_of(entry, weights_)});
    picked_.add(insight);
    episodes_.insert(insight.episode_id);
    for (Entry& other : entries_)
      other.picked = std::max(other.picked, nearness_between(*other.candidate, *entry.candidate));
  }

  // The weighted terms above what the candidates have on average.
  TermValues gains_of(const Entry& entry) const {
    TermValues gains = values_of(entry);
    for (const Entry& other : entries_) {
      const TermValues values = values_of(other);
      for (std::size_t n = 0; n < kTerms; ++n) gains[n] -= values[n] / static_cast<double>(entries_.size());
    }
    for (std::size_t n = 0; n < kTerms; ++n) gains[n] *= weights_[n];
    return gains;
  }

  const Material& material_;
  const Rules& rules_;
  TermValues weights_;
  Told sent_;
  Told picked_;
  std::vector<Entry> entries_;
  std::set<std::string_view> episodes_;
  std::vector<Pick> picks_;
  std::size_t weak_ = 0;
  std::size_t repeated_ = 0;
};

}  // namespace

Brief choose(const Material& material, const Rules& rules) { return Chooser(material, rules).choose(); }

}  // namespace pith::brief
