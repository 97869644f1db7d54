#include "store/letters.h"

#include "store/record.h"
#include "store/work_keys.h"

namespace pith::store {

void ask_for(Tx& tx, const Letter& letter) {
  static const auto sql = insert(columns_of<Letter>(), "letters");
  change(tx, sql, row_of(letter));
  enqueue(tx, letter_work(letter.id), letter.asked);
}

void note_begun(Tx& tx, const Letter& letter, Time now) {
  change(tx, "UPDATE letters SET begun = ? WHERE id = ?", {now, letter.id});
}

void note_sent(Tx& tx, const Letter& letter, Time now) {
  change(tx, "UPDATE letters SET sent = ? WHERE id = ?", {now, letter.id});
}

Result<std::optional<Letter>> letter_by_id(const Session& session, std::string_view id) {
  return select_one<Letter>(session, "WHERE id = ?", {id});
}

static_assert(static_cast<int>(Askers::known_browsers) == 1 && static_cast<int>(Askers::owner) == 2);  // as in the SQL

Result<std::int64_t> count_letters(const Session& session, const LettersTo& which) {
  return select_number(
      session,
      "SELECT count(*) FROM letters WHERE email = ? AND asked >= ? AND begun IS NOT NULL "
      "AND CASE source WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END = ? AND (? = '' OR asked_from = ?)",
      {which.email, which.since, known_browser, by_owner, static_cast<int>(which.askers), which.from, which.from});
}

void remove_letters(Tx& tx, Time asked_before) {
  const auto old = select<Letter>(tx, "WHERE asked < ? AND begun IS NOT NULL", {asked_before});
  if (!old) return tx.doom(old.error());
  for (const auto& letter : *old) enqueue(tx, forget_work(letter.id), {});
  change(tx,
         "DELETE FROM work WHERE step = 'letter' AND state <> 'leased' AND subject IN (SELECT id FROM letters WHERE "
         "asked < ?)",
         {asked_before});
  change(tx, "DELETE FROM letters WHERE asked < ?", {asked_before});
}

}  // namespace pith::store
