// Letters that were asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "domain/letter.h"
#include "store/store.h"

namespace pith::store {

// With the work of writing it.
void ask_for(Tx& tx, const Letter& letter);
void note_begun(Tx& tx, const Letter& letter, Time now);
void note_sent(Tx& tx, const Letter& letter, Time now);

Result<std::optional<Letter>> letter_by_id(const Session& session, std::string_view id);
enum class Askers { strangers, known_browsers, owner };

// How many to this address were asked for since then and begun, by askers of one kind: from one network
// (Letter::asked_from) or, where none is named, from anywhere.
struct LettersTo {
  std::string_view email;
  Time since{};
  Askers askers = Askers::strangers;
  std::string_view from = {};
};
Result<std::int64_t> count_letters(const Session& session, const LettersTo& which);
void remove_letters(Tx& tx, Time asked_before);  // their work that is done, and their files in the outbox

}  // namespace pith::store
