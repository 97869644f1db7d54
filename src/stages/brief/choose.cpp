#include "stages/brief/choose.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/ids.h"
#include "stages/brief/reasons.h"
#include "stages/brief/terms.h"

namespace pith::brief {
namespace {

constexpr double kUnusual = 0.1;  // interest up to which nothing is known for or against an offer

// Slots are numbered over all days, from a number of the reader's own: every so-manieth explores. Never by chance, so
// that a brief made anew is the same.
bool explores(const ForWhom& whom, const Rules& rules) {
  if (rules.explore == 0 || whom.leanings == nullptr || whom.leanings->empty()) return false;
  const auto hash = content_hash(whom.reader_id, 4);
  std::uint64_t own = 0;
  std::from_chars(hash.data(), hash.data() + hash.size(), own, 16);
  const auto days = static_cast<std::uint64_t>(std::chrono::sys_days{whom.day}.time_since_epoch().count());
  const auto first = days * rules.size + own % rules.explore;
  return (first + rules.explore - 1) % rules.explore + rules.size >= rules.explore;
}

struct Choice {
  Place place = 0;
  bool unusual = false;
  Entry entry;         // as it was when it was picked
  double variety = 0;  // its gain then
};

class Chooser {
 public:
  Chooser(const Material& material, const ForWhom& whom)
      : material_(material),
        whom_(whom),
        weights_(material.rules().weights),
        entries_(material.offers().size()),
        worth_(entries_.size()),
        pull_(entries_.size()) {
    wanted_ = whom.leanings == nullptr ? std::vector<Wanting>(entries_.size()) : wantings(material, *whom.leanings);
    leave_out();
    weigh();
  }

  Brief choose() {
    const auto& rules = material_.rules();
    const bool explore = explores(whom_, rules);
    while (picks_.size() < rules.size) {
      const bool last = picks_.size() + 1 == rules.size;
      auto next = explore && last ? best(Look::unusual) : std::nullopt;
      const bool unusual = next.has_value();
      if (!next) next = best_of_few_shows();
      if (!next) next = best(Look::anywhere);
      if (!next) break;
      pick(*next, unusual);
    }
    order();
    Brief brief{
        make_id("br", {whom_.reader_id, format_day(whom_.day)}), whom_.reader_id, whom_.day, whom_.made, {}, {}};
    for (std::size_t n = 0; n < picks_.size(); ++n)
      brief.picks.push_back({insight(picks_[n].place).id, reason(n), worth_[picks_[n].place]});
    brief.note = note_of(shortfall_of(brief.picks.size()), rules.size);
    return brief;
  }

 private:
  const Insight& insight(Place place) const { return material_.offers()[place].insight; }

  void leave_out() {
    for (Place place = 0; place < entries_.size(); ++place)
      entries_[place].known = material_.offers()[place].at_home_only && !whom_.at_home;
    for (const std::string& id : whom_.sent) {
      const Echo* echo = material_.echo_of(id);
      if (echo == nullptr) continue;
      for (const Place place : echo->repeated_by) {
        Entry& entry = entries_[place];
        (insight(place).id == id ? entry.known : entry.repeats) = true;
      }
      for (const Near& near : echo->near)
        entries_[near.place].sent = std::max(entries_[near.place].sent, static_cast<double>(near.likeness));
    }
  }

  void weigh() {
    for (Place place = 0; place < entries_.size(); ++place) {
      const auto own = factors(place);
      worth_[place] = product_of(own);
      pull_[place] = own[static_cast<std::size_t>(Term::interest)];
      if (entries_[place].known) continue;
      for (std::size_t n = 0; n < kTerms; ++n) means_[n] += own[n];
      mean_worth_ += worth_[place];
      ++unknown_;
    }
    for (double& mean : means_) mean /= static_cast<double>(std::max<std::size_t>(1, unknown_));
    mean_worth_ /= static_cast<double>(std::max<std::size_t>(1, unknown_));
  }

  TermValues factors(Place place) const {
    return factors_of(material_.standing(place), entries_[place], wanted_[place].interest, weights_);
  }

  // What the picks before leave of its worth. What is wanted more loses more, in the same proportion.
  double left_of(Place place) const { return worth_[place] - penalty_of(entries_[place], weights_) * pull_[place]; }

  // usual: of an episode that has not all its picks yet; unusual: of a show, too, and nothing known for or against it.
  enum class Look { usual, anywhere, unusual };
  bool sees(Look look, Place place) const {
    const Entry& entry = entries_[place];
    if (entry.out() || material_.standing(place).weak) return false;
    if (look != Look::anywhere && entry.again >= material_.rules().of_an_episode) return false;
    return look != Look::unusual || (!has_its_picks(place) && std::abs(wanted_[place].interest) <= kUnusual);
  }

  bool has_its_picks(Place place) const { return entries_[place].show >= material_.rules().of_a_show; }

  // Where the best is one more of a show that has its picks, the best that another show has is taken instead; unless
  // that is unwanted, or far behind by itself, however much the reader likes either.
  std::optional<Place> best_of_few_shows() const {
    const auto most = best(Look::usual);
    if (!most || !has_its_picks(*most)) return most;
    const auto other =
        best(Look::usual, [&](Place place) { return !has_its_picks(place) && stands_beside(place, *most); });
    return other ? other : most;
  }
  bool stands_beside(Place other, Place more) const {
    const double least = material_.standing(other).today ? material_.rules().far_behind : 1;
    return wanted_[other].interest >= -kUnusual && plain(other) >= least * plain(more);
  }
  double plain(Place place) const { return worth_[place] / pull_[place]; }

  std::optional<Place> best(Look look) const {
    return best(look, [](Place) { return true; });
  }
  std::optional<Place> best(Look look, const auto& may_be) const {
    std::optional<Place> found;
    double most = 0;
    for (Place place = 0; place < entries_.size(); ++place) {
      if (!sees(look, place) || !may_be(place)) continue;
      const double worth = left_of(place);
      if (found && worth <= most) continue;
      found = place;
      most = worth;
    }
    return found;
  }

  // Best first; what explores stands last.
  void order() {
    std::ranges::stable_sort(picks_, [&](const Choice& a, const Choice& b) {
      if (a.unusual != b.unusual) return b.unusual;
      return worth_[a.place] > worth_[b.place];
    });
  }

  double nearness(Place a, Place b, double likeness) const {
    return nearness_by(likeness, material_.of_one_show(a, b), material_.share_a_topic(a, b));
  }

  void pick(Place place, bool unusual) {
    Entry& own = entries_[place];
    picks_.push_back({place, unusual, own, variety_gain(own)});
    own.picked_already = true;
    const Echo* echo = material_.echo_of(insight(place).id);
    std::vector<double> likeness(entries_.size(), 0.0);
    if (echo != nullptr) {
      for (const Place other : echo->repeated_by) entries_[other].repeats |= other != place;
      for (const Near& near : echo->near) likeness[near.place] = static_cast<double>(near.likeness);
    }
    for (Place other = 0; other < entries_.size(); ++other) {
      entries_[other].picked = std::max(entries_[other].picked, nearness(other, place, likeness[other]));
    }
    for (const Place other : material_.of_episode(insight(place).episode_id)) ++entries_[other].again;
    for (const Place other : material_.of_show(insight(place).show_id)) ++entries_[other].show;
  }

  bool apart(Place place) const {
    return std::ranges::all_of(
        picks_, [&](const Choice& other) { return other.place == place || nearness(place, other.place, 0) <= 0; });
  }

  std::string reason(std::size_t pick) const {
    const Choice& choice = picks_[pick];
    const Place place = choice.place;
    TermValues gains = factors(place);
    for (std::size_t n = 0; n < kTerms; ++n) gains[n] = gains[n] / std::max(means_[n], 1e-9) - 1;
    gains[static_cast<std::size_t>(Term::interest)] = pull_[place] - 1;
    gains[static_cast<std::size_t>(Term::variety)] = choice.variety;
    return reason_of({.material = material_,
                      .place = place,
                      .entry = choice.entry,
                      .wanting = wanted_[place],
                      .rank = rank_of(pick),
                      .apart = apart(place),
                      .first_of_show = first_of_show(pick),
                      .unusual = choice.unusual},
                     gains);
  }

  // How much less is taken off than off the others, in shares of what they are worth.
  double variety_gain(const Entry& own) const {
    double all = 0;
    for (const Entry& entry : entries_) all += entry.known ? 0 : penalty_of(entry, weights_);
    const double mean = all / static_cast<double>(std::max<std::size_t>(1, unknown_));
    return (mean - penalty_of(own, weights_)) / std::max(mean_worth_, 1e-9);
  }

  bool first_of_show(std::size_t n) const {
    return std::none_of(picks_.begin(), picks_.begin() + static_cast<std::ptrdiff_t>(n),
                        [&](const Choice& above) { return material_.of_one_show(above.place, picks_[n].place); });
  }

  // Offers stand best first: a pick above it must have the smaller place.
  bool in_order(std::size_t n) const {
    const bool today = material_.standing(picks_[n].place).today;
    for (std::size_t other = 0; other < picks_.size(); ++other) {
      if (material_.standing(picks_[other].place).today != today) continue;
      if (other < n ? picks_[other].place > picks_[n].place : picks_[other].place < picks_[n].place) return false;
    }
    return true;
  }

  Rank rank_of(std::size_t n) const {
    const Place place = picks_[n].place;
    Rank rank{.today = material_.standing(place).today, .in_order = in_order(n)};
    for (Place other = 0; other < entries_.size(); ++other) {
      if (entries_[other].known || material_.standing(other).weak) continue;
      if (material_.standing(other).today != rank.today) continue;
      ++rank.peers;
      if (other < place) ++rank.better;
    }
    return rank;
  }

  Shortfall shortfall_of(std::size_t picks) const {
    Shortfall shortfall{.picks = picks, .candidates = unknown_};
    for (Place place = 0; place < entries_.size(); ++place) {
      if (entries_[place].known) continue;
      if (material_.standing(place).weak)
        ++shortfall.weak;
      else if (entries_[place].repeats)
        ++shortfall.repeated;
    }
    return shortfall;
  }

  const Material& material_;
  const ForWhom& whom_;
  const Weights& weights_;
  std::vector<Entry> entries_;
  std::vector<double> worth_;
  std::vector<double> pull_;  // the factor of interest
  std::vector<Wanting> wanted_;
  TermValues means_{};
  double mean_worth_ = 0;
  std::size_t unknown_ = 0;
  std::vector<Choice> picks_;
};

}  // namespace

Brief choose(const Material& material, const ForWhom& whom) { return Chooser(material, whom).choose(); }

}  // namespace pith::brief
