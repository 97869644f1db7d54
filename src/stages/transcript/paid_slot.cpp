#include "stages/transcript/paid_slot.h"

#include <algorithm>
#include <array>

#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr std::size_t soonest = 4;    // cues from the opening to the first that says where to go
constexpr std::size_t farthest = 26;  // and to the last
constexpr std::size_t apart = 2;      // from one that says where to go to the next

constexpr std::array<std::string_view, 22> openings{"sponsored news",
                                                    "sponsored segment",
                                                    "sponsored content",
                                                    "sponsored post",
                                                    "word from our sponsor",
                                                    "sponsor for today is",
                                                    "sponsor today is",
                                                    "sponsor for this episode is",
                                                    "sponsor this week is",
                                                    "our sponsor is",
                                                    "our next sponsor is",
                                                    "first sponsor is",
                                                    "second sponsor is",
                                                    "third sponsor is",
                                                    "last sponsor is",
                                                    "today's sponsor is",
                                                    "show is sponsored by",
                                                    "episode is sponsored by",
                                                    "segment is sponsored by",
                                                    "show is brought to you by",
                                                    "episode is brought to you by",
                                                    "segment is brought to you by"};

constexpr std::array<std::string_view, 40> where_to_go{
    "for sponsoring", "learn more", "learn how",     "learn all",  "check out",    "check it",   "check them",
    "check this",     "check that", "head to",       "head over",  "head on over", "head there", "head here",
    "get started",    "follow the", "following the", "link in",    "links in",     "link to",    "newsletter",
    "register",       "sign up",    "signing up",    "dot com",    "for free",     "free trial", "join the",
    "waitlist",       "don't miss", "chapter data",  "show notes", "read the",     "read all",   "read this",
    "read more",      "watch the",  "case study",    "try it",     "book a"};

constexpr std::array<std::string_view, 9> domains{".com", ".dev", ".io", ".so", ".ai", ".sh", ".app", ".net", ".org"};

bool holds_any(std::string_view lowered, const auto& phrases) {
  return std::ranges::any_of(phrases, [&](std::string_view phrase) { return lowered.contains(phrase); });
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// An address: a domain's end with no letter behind it.
bool holds_address(std::string_view lowered) {
  return std::ranges::any_of(domains, [&](std::string_view domain) {
    const auto at = lowered.find(domain);
    if (at == std::string_view::npos) return false;
    const auto behind = at + domain.size();
    return behind == lowered.size() || !is_letter(lowered[behind]);
  });
}

bool says_where_to_go(const Cue& cue) {
  const auto lowered = text::lower(cue.text);
  return holds_any(lowered, where_to_go) || holds_address(lowered);
}

}  // namespace

bool opens_paid_slot(std::string_view lowered) {
  return (lowered.contains("sponsor") || lowered.contains("brought to you by")) && holds_any(lowered, openings);
}

std::optional<std::size_t> end_of_paid_slot(const Transcript& transcript, std::size_t opening) {
  std::optional<std::size_t> last;
  const auto stop = std::min(transcript.cues.size(), opening + farthest + 1);
  for (auto n = opening + soonest; n < stop; ++n) {
    if (last && n - *last > apart) break;
    if (says_where_to_go(transcript.cues[n])) last = n;
  }
  if (!last) return std::nullopt;
  return *last + 1;
}

}  // namespace pith::transcript
