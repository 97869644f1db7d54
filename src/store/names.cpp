#include "store/names.h"

#include <array>
#include <span>

namespace pith::store {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 4> delivery_words = {"due", "sent", "failed", "in_doubt"};
constexpr std::array<std::string_view, 4> work_words = {"due", "leased", "done", "dead"};
constexpr std::array<std::string_view, 2> source_words = {"feed", "talk"};
constexpr std::array<std::string_view, 4> interest_words = {"topic", "show", "person", "words"};
constexpr std::array<std::string_view, 2> taste_words = {"more", "less"};
constexpr std::array<std::string_view, 3> reader_words = {"unconfirmed", "active", "paused"};
constexpr std::array<std::string_view, 2> letter_words = {"subscribe", "sign_in"};
constexpr std::array<std::string_view, 3> hook_words = {"active", "paused", "ended"};
constexpr std::array<std::string_view, 3> cue_words = {"talk", "ad", "chatter"};

template <class Enum>
std::string_view nth(Words words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

template <class Enum>
bool find(Words words, std::string_view word, Enum& out) {
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (words[n] != word) continue;
    out = static_cast<Enum>(n);
    return true;
  }
  return false;
}

template <class Enum>
bool take(std::optional<Enum> found, Enum& out) {
  if (found) out = *found;
  return found.has_value();
}

}  // namespace

std::string_view word_of(EpisodeState state) { return name_of(state); }
std::string_view word_of(LinkKind kind) { return name_of(kind); }
std::string_view word_of(DeliveryState state) { return nth(delivery_words, state); }
std::string_view word_of(WorkState state) { return nth(work_words, state); }
std::string_view word_of(CueKind kind) { return nth(cue_words, kind); }
std::string_view word_of(AppearanceSource source) { return nth(source_words, source); }
std::string_view word_of(InterestKind kind) { return nth(interest_words, kind); }
std::string_view word_of(Taste taste) { return nth(taste_words, taste); }
std::string_view word_of(ReaderState state) { return nth(reader_words, state); }
std::string_view word_of(LetterKind kind) { return nth(letter_words, kind); }
std::string_view word_of(HookEvent event) { return name_of(event); }
std::string_view word_of(HookState state) { return nth(hook_words, state); }

bool read_word(std::string_view word, EpisodeState& out) { return take(episode_state_of(word), out); }
bool read_word(std::string_view word, LinkKind& out) { return take(link_kind_of(word), out); }
bool read_word(std::string_view word, DeliveryState& out) { return find(delivery_words, word, out); }
bool read_word(std::string_view word, WorkState& out) { return find(work_words, word, out); }
bool read_word(std::string_view word, CueKind& out) { return find(cue_words, word, out); }
bool read_word(std::string_view word, AppearanceSource& out) { return find(source_words, word, out); }
bool read_word(std::string_view word, InterestKind& out) { return find(interest_words, word, out); }
bool read_word(std::string_view word, Taste& out) { return find(taste_words, word, out); }
bool read_word(std::string_view word, ReaderState& out) { return find(reader_words, word, out); }
bool read_word(std::string_view word, LetterKind& out) { return find(letter_words, word, out); }
bool read_word(std::string_view word, HookEvent& out) { return take(hook_event_of(word), out); }
bool read_word(std::string_view word, HookState& out) { return find(hook_words, word, out); }

}  // namespace pith::store
