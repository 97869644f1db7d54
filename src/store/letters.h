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
// How many to this address were asked for since then and begun.
Result<std::int64_t> letters_to(const Session& session, std::string_view email, Time since);
void remove_letters(Tx& tx, Time asked_before);  // and their work that is done

}  // namespace pith::store
