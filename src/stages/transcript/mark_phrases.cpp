#include "stages/transcript/mark_phrases.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "text/utf8.h"

namespace pith::transcript {

namespace {

struct Phrase {
  std::string_view words;
  PhraseScore score;
};

constexpr std::array phrases{
    Phrase{"promo code", {4, 0}},
    Phrase{"discount code", {4, 0}},
    Phrase{"coupon code", {4, 0}},
    Phrase{"offer code", {4, 0}},
    Phrase{"with code ", {3, 0}},
    Phrase{"use the code ", {3, 0}},
    Phrase{"use code ", {3, 0}},
    Phrase{"sponsored by", {2, 0}},
    Phrase{"brought to you by", {3, 0}},
    Phrase{"made possible by", {2, 0}},
    Phrase{"today's sponsor", {4, 0}},
    Phrase{"our sponsor", {3, 0}},
    Phrase{"for sponsoring", {3, 0}},
    Phrase{"sponsored break", {4, 0}},
    Phrase{"support for this show", {3, 0}},
    Phrase{"support also comes from", {4, 0}},
    Phrase{"support comes from", {3, 0}},
    Phrase{"a word from", {2, 0}},
    Phrase{"free trial", {2, 0}},
    Phrase{"% off", {2, 0}},
    Phrase{"percent off", {2, 0}},
    Phrase{"no credit card", {3, 0}},
    Phrase{"money-back", {3, 0}},
    Phrase{"money back guarantee", {3, 0}},
    Phrase{"terms apply", {4, 0}},
    Phrase{"cancel anytime", {3, 0}},
    Phrase{"first month free", {3, 0}},
    Phrase{"free shipping", {3, 0}},
    Phrase{"for a limited time", {3, 0}},
    Phrase{"slash podcast", {3, 0}},
    Phrase{".com/", {2, 0}},
    Phrase{".dev/", {2, 0}},
    Phrase{".io/", {2, 0}},
    Phrase{"in the show notes", {1, 1}},
    Phrase{"leave us a review", {1, 2}},
    Phrase{"thanks for listening", {0, 3}},
    Phrase{"thank you for listening", {0, 3}},
    Phrase{"thanks for tuning in", {0, 3}},
    Phrase{"thanks for having me", {0, 2}},
    Phrase{"thank you for having me", {0, 2}},
    Phrase{"thanks for joining", {0, 2}},
    Phrase{"welcome to the show", {0, 2}},
    Phrase{"welcome back to", {0, 2}},
    Phrase{"welcome to another", {0, 2}},
    Phrase{"follow us on", {0, 2}},
    Phrase{"subscribe to the", {0, 1}},
    Phrase{"see you next", {0, 2}},
    Phrase{"glad to be here", {0, 2}},
    Phrase{"great to be here", {0, 2}},
};

constexpr std::array<std::string_view, 8> break_lines{"break:",   "break",     "[break]",  "[ad break]",
                                                      "ad break", "[sponsor]", "sponsor:", "(break)"};

// Which pairs of letters a text has: most texts lack a pair of most phrases, and need not be searched for them.
class LetterPairs {
 public:
  explicit LetterPairs(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) pairs_.set(place(text, at));
  }
  bool may_hold(std::string_view words) const {
    for (std::size_t at = 1; at < words.size(); ++at)
      if (!pairs_.test(place(words, at))) return false;
    return true;
  }

 private:
  static constexpr std::size_t places = 1024;
  static std::size_t place(std::string_view text, std::size_t at) {
    return (static_cast<unsigned char>(text[at - 1]) * 31U + static_cast<unsigned char>(text[at])) % places;
  }
  std::bitset<places> pairs_;
};

}  // namespace

PhraseScore score_phrases(std::string_view lowered) {
  PhraseScore total;
  const LetterPairs pairs(lowered);
  for (const auto& phrase : phrases) {
    if (!pairs.may_hold(phrase.words) || !lowered.contains(phrase.words)) continue;
    total.ads += phrase.score.ads;
    total.chatter += phrase.score.chatter;
  }
  return total;
}

bool is_break_line(std::string_view lowered) {
  return std::ranges::find(break_lines, text::trim(lowered)) != break_lines.end();
}

}  // namespace pith::transcript
