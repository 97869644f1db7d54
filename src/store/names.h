// Enums as the words that are stored.
#pragma once

#include <optional>
#include <string_view>

#include "domain/delivery.h"
#include "domain/episode.h"
#include "domain/hook.h"
#include "domain/letter.h"
#include "domain/person.h"
#include "domain/reader.h"
#include "domain/storyline.h"
#include "domain/taste.h"
#include "domain/transcript.h"
#include "store/work.h"

namespace pith::store {

std::string_view word_of(EpisodeState state);
std::string_view word_of(LinkKind kind);
std::string_view word_of(DeliveryState state);
std::string_view word_of(WorkState state);
std::string_view word_of(CueKind kind);
std::string_view word_of(AppearanceSource source);
std::string_view word_of(InterestKind kind);
std::string_view word_of(Taste taste);
std::string_view word_of(ReaderState state);
std::string_view word_of(LetterKind kind);
std::string_view word_of(HookEvent event);
std::string_view word_of(HookState state);

// False where the word is unknown; `out` is then unchanged.
bool read_word(std::string_view word, EpisodeState& out);
bool read_word(std::string_view word, LinkKind& out);
bool read_word(std::string_view word, DeliveryState& out);
bool read_word(std::string_view word, WorkState& out);
bool read_word(std::string_view word, CueKind& out);
bool read_word(std::string_view word, AppearanceSource& out);
bool read_word(std::string_view word, InterestKind& out);
bool read_word(std::string_view word, Taste& out);
bool read_word(std::string_view word, ReaderState& out);
bool read_word(std::string_view word, LetterKind& out);
bool read_word(std::string_view word, HookEvent& out);
bool read_word(std::string_view word, HookState& out);

}  // namespace pith::store
