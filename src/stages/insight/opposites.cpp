#include "stages/insight/opposites.h"

#include <algorithm>
#include <array>

namespace pith::insight {

namespace {

struct Opposite {
  std::string_view word;
  std::string_view other;
};
// By the alphabet.
constexpr std::array<Opposite, 102> opposites{{{"bad", "good"},
                                               {"ban", "allow"},
                                               {"banned", "allowed"},
                                               {"bans", "allows"},
                                               {"costlier", "cheaper"},
                                               {"costly", "cheap"},
                                               {"dangerous", "safe"},
                                               {"decline", "grow"},
                                               {"declined", "grew"},
                                               {"declines", "grows"},
                                               {"decrease", "increase"},
                                               {"decreased", "increased"},
                                               {"decreases", "increases"},
                                               {"decreasing", "increasing"},
                                               {"destroy", "create"},
                                               {"destroys", "creates"},
                                               {"difficult", "easy"},
                                               {"expensive", "cheap"},
                                               {"fail", "succeed"},
                                               {"failed", "succeeded"},
                                               {"fails", "succeeds"},
                                               {"failure", "success"},
                                               {"failures", "successes"},
                                               {"fall", "rise"},
                                               {"falls", "rises"},
                                               {"fell", "rose"},
                                               {"fewer", "more"},
                                               {"forbade", "allowed"},
                                               {"forbid", "allow"},
                                               {"forbidden", "allowed"},
                                               {"forbids", "allows"},
                                               {"hard", "easy"},
                                               {"harder", "easier"},
                                               {"hardest", "easiest"},
                                               {"harm", "help"},
                                               {"harmed", "helped"},
                                               {"harmful", "helpful"},
                                               {"harms", "helps"},
                                               {"hate", "love"},
                                               {"hated", "loved"},
                                               {"hates", "loves"},
                                               {"hurt", "help"},
                                               {"hurts", "helps"},
                                               {"illegal", "legal"},
                                               {"impossible", "possible"},
                                               {"ineffective", "effective"},
                                               {"inefficient", "efficient"},
                                               {"insecure", "secure"},
                                               {"irrelevant", "relevant"},
                                               {"later", "earlier"},
                                               {"least", "most"},
                                               {"less", "more"},
                                               {"lose", "win"},
                                               {"loses", "wins"},
                                               {"lost", "won"},
                                               {"lower", "higher"},
                                               {"lowest", "highest"},
                                               {"minority", "majority"},
                                               {"newer", "older"},
                                               {"oppose", "support"},
                                               {"opposed", "supported"},
                                               {"opposes", "supports"},
                                               {"pessimistic", "optimistic"},
                                               {"poorer", "richer"},
                                               {"pricier", "cheaper"},
                                               {"reject", "accept"},
                                               {"rejected", "accepted"},
                                               {"rejects", "accepts"},
                                               {"riskier", "safer"},
                                               {"risky", "safe"},
                                               {"shorter", "longer"},
                                               {"shrank", "grew"},
                                               {"shrink", "grow"},
                                               {"shrinks", "grows"},
                                               {"slow", "fast"},
                                               {"slower", "faster"},
                                               {"slowest", "fastest"},
                                               {"slowly", "quickly"},
                                               {"smaller", "bigger"},
                                               {"smallest", "biggest"},
                                               {"unfair", "fair"},
                                               {"unhappy", "happy"},
                                               {"unimportant", "important"},
                                               {"unlikely", "likely"},
                                               {"unnecessary", "necessary"},
                                               {"unpopular", "popular"},
                                               {"unprofitable", "profitable"},
                                               {"unreliable", "reliable"},
                                               {"unsafe", "safe"},
                                               {"unstable", "stable"},
                                               {"untrue", "true"},
                                               {"useless", "useful"},
                                               {"weak", "strong"},
                                               {"weaker", "stronger"},
                                               {"weakest", "strongest"},
                                               {"worse", "better"},
                                               {"worsen", "improve"},
                                               {"worsened", "improved"},
                                               {"worsens", "improves"},
                                               {"worst", "best"},
                                               {"worthless", "valuable"},
                                               {"younger", "older"}}};
static_assert(std::ranges::is_sorted(opposites, {}, &Opposite::word));

// "at risk", "in danger".
struct Phrase {
  std::string_view before;
  std::string_view word;
  std::string_view other;
};
constexpr std::array<Phrase, 4> phrases{
    {{"at", "risk", "safe"}, {"in", "danger", "safe"}, {"in", "jeopardy", "safe"}, {"of", "reach", "possible"}}};

}  // namespace

std::string_view opposed_word(std::string_view lowered, std::string_view before) {
  for (const auto& phrase : phrases)
    if (phrase.word == lowered && phrase.before == before) return phrase.other;
  const auto found = std::ranges::lower_bound(opposites, lowered, {}, &Opposite::word);
  return found != opposites.end() && found->word == lowered ? found->other : std::string_view{};
}

}  // namespace pith::insight
