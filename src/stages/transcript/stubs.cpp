#include "stages/transcript/stubs.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "base/time.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

using Signs = std::span<const std::string_view>;

constexpr std::chrono::minutes least_length{5};       // a shorter episode may say little
constexpr std::int64_t least_letters_a_minute = 50;   // some eight words; people say a hundred and more
constexpr std::size_t most_letters_of_a_stub = 5000;  // what holds more is a transcript in part
constexpr std::size_t most_words_of_a_closed_page = 600;
constexpr std::size_t longest_heading = 20;  // words

// What asks for consent to be watched.
constexpr auto consent_signs = std::to_array<std::string_view>(
    {"we and our partners", "store and access information", "store and/or access information",
     "access information on your device", "access information on a device", "personalised advertising",
     "personalized advertising", "we value your privacy", "we use cookies", "this site uses cookies",
     "this website uses cookies", "accept all cookies", "manage your cookie", "cookie settings",
     "consent to the use of"});
// What says that the page itself is for others to read.
constexpr auto closed_signs = std::to_array<std::string_view>(
    {"for paying subscribers", "for paid subscribers", "for subscribers only", "subscribers only", "members only",
     "members-only", "for members only", "sign in to continue", "log in to continue", "subscribe to continue",
     "to continue reading", "to read the full", "before you continue", "enable javascript and cookies",
     "verify you are human", "are you a robot"});

bool holds_any(std::string_view lowered, Signs signs) {
  return std::ranges::any_of(signs, [&](auto sign) { return lowered.find(sign) != std::string_view::npos; });
}

bool is_address(std::string_view text) {
  constexpr auto marks =
      std::to_array<std::string_view>({"#xywh=", "://", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"});
  const auto bare = text::trim(text);
  return bare.find_first_of(" \t\r\n") == std::string_view::npos && holds_any(text::lower(bare), marks);
}

std::chrono::milliseconds length_of_cues(const Transcript& transcript) {
  std::chrono::milliseconds length{0};
  for (const auto& cue : transcript.cues) length += cue.end - cue.start;
  return length;
}

}  // namespace

Result<void> check_says_words(const std::vector<RawCue>& cues) {
  const auto addresses = static_cast<std::size_t>(std::ranges::count_if(cues, is_address, &RawCue::text));
  if (addresses * 2 <= cues.size()) return {};
  return fail(ErrorKind::invalid_input, "the file lists pictures or addresses, not what was said");
}

Result<void> check_says_enough(const Transcript& transcript, std::optional<std::chrono::seconds> duration) {
  const bool known = duration && duration->count() > 0;
  const auto length = known ? std::chrono::milliseconds{*duration} : length_of_cues(transcript);
  std::size_t letters = 0;
  for (const auto& cue : transcript.cues) letters += cue.text.size() + 1;
  const auto minutes = std::chrono::floor<std::chrono::minutes>(length);
  if (minutes < least_length || letters >= most_letters_of_a_stub) return {};
  if (static_cast<std::int64_t>(letters) >= least_letters_a_minute * minutes.count()) return {};
  std::size_t words = 0;
  for (const auto& cue : transcript.cues) words += text::count_words(cue.text);
  return fail(ErrorKind::invalid_input,
              fmt::format("the transcript has only {} {} for {}, which cannot be all of the talk", words,
                          words == 1 ? "word" : "words", format_position(length)));
}

bool is_closed_page(std::string_view title, const std::vector<RawCue>& cues) {
  std::size_t words = 0;
  std::size_t consent = 0;
  bool closed = holds_any(text::lower(title), closed_signs);
  for (const auto& cue : cues) {
    const auto lowered = text::lower(cue.text);
    const auto count = text::count_words(lowered);
    words += count;
    if (holds_any(lowered, consent_signs)) consent += count;
    closed = closed || (count <= longest_heading && holds_any(lowered, closed_signs));
  }
  return consent * 4 > words || (closed && words <= most_words_of_a_closed_page);
}

}  // namespace pith::transcript
