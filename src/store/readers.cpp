#include "store/readers.h"

#include "store/hooks.h"
#include "store/record.h"
#include "store/work_keys.h"

namespace pith::store {

void put(Tx& tx, const Reader& reader) {
  static const auto sql = upsert(columns_of<Reader>(), "readers", "id", "added");
  change(tx, sql, row_of(reader));
}

Result<std::optional<Reader>> reader_by_id(const Session& session, std::string_view id) {
  return select_one<Reader>(session, "WHERE id = ?", {id});
}

Result<std::optional<Reader>> reader_by_email(const Session& session, std::string_view email) {
  if (email.empty()) return std::optional<Reader>{};
  return select_one<Reader>(session, "WHERE email = ? AND email <> '' AND id <> 're_home'", {email});
}

Result<std::vector<Reader>> readers(const Session& session) { return select<Reader>(session, "ORDER BY id"); }

Result<std::vector<Reader>> accounts(const Session& session, const Page& page) {
  return select<Reader>(
      session,
      "WHERE id <> 're_home' AND (added < ? OR (added = ? AND id > ?)) ORDER BY added DESC, id LIMIT ? OFFSET ?",
      {page.after.at, page.after.at, page.after.id, page.limit, page.offset});
}

Result<std::int64_t> count_accounts(const Session& session) {
  return select_number(session, "SELECT count(*) FROM readers WHERE id <> 're_home'");
}

Result<std::int64_t> count_owners(const Session& session) {
  return select_number(session, "SELECT count(*) FROM readers WHERE owner = 1 AND id <> 're_home'");
}

Result<std::vector<Reader>> readers_to_look_at(const Session& session, Time now, int limit) {
  return select<Reader>(session, "WHERE state = 'active' AND next_brief <= ? ORDER BY next_brief, id LIMIT ?",
                        {now, limit});
}

void note_looked(Tx& tx, const Reader& reader) {
  change(tx, "UPDATE readers SET last_day = ?, next_brief = ? WHERE id = ?",
         {to_sql(reader.last_day), reader.next_brief, reader.id});
}

namespace {

// Mails that lie in the outbox's folder are files: they go by a step of their own.
void forget_mails(Tx& tx, const Reader& reader) {
  const auto deliveries = select<Delivery>(tx, "WHERE reader_id = ?", {reader.id});
  if (!deliveries) return tx.doom(deliveries.error());
  for (const auto& delivery : *deliveries) enqueue(tx, forget_work(delivery.message_id), {});
  const auto letters = select<Letter>(tx, "WHERE email = ? AND begun IS NOT NULL", {reader.email});
  if (!letters) return tx.doom(letters.error());
  for (const auto& letter : *letters) enqueue(tx, forget_work(letter.id), {});
}

}  // namespace

void remove_reader(Tx& tx, const Reader& reader) {
  forget_mails(tx, reader);
  change(tx, "DELETE FROM work WHERE step = 'deliver' AND subject IN (SELECT id FROM deliveries WHERE reader_id = ?)",
         {reader.id});
  change(tx, "DELETE FROM work WHERE step = 'letter' AND subject IN (SELECT id FROM letters WHERE email = ?)",
         {reader.email});
  change(tx, "DELETE FROM work WHERE step = 'brief' AND subject = ?", {reader.id});
  change(tx, "DELETE FROM letters WHERE email = ?", {reader.email});
  const auto own = hooks_of_reader(tx, reader.id);
  if (!own) return tx.doom(own.error());
  for (const auto& hook : *own) remove_hook(tx, hook.id);
  for (const auto* of : {"deliveries", "sent", "briefs", "interests", "verdicts", "tokens", "access_keys"})
    change(tx, fmt::format("DELETE FROM {} WHERE reader_id = ?", of), {reader.id});
  change(tx, "DELETE FROM readers WHERE id = ?", {reader.id});
  change(tx, "INSERT INTO meta (key, value) VALUES ('deleted', '1') ON CONFLICT DO NOTHING");
}

Result<void> overwrite_deleted(Store& store) {
  const auto asked = select_number(store.read(), "SELECT count(*) FROM meta WHERE key = 'deleted'");
  if (!asked) return std::unexpected(asked.error());
  if (*asked == 0) return {};
  const auto emptied = store.empty_log();
  if (!emptied) return std::unexpected(emptied.error());
  if (!*emptied) return {};
  return store.write([](Tx& tx) { change(tx, "DELETE FROM meta WHERE key = 'deleted'"); });
}

std::int64_t remove_unconfirmed(Tx& tx, Time added_before) {
  const auto old = select<Reader>(tx, "WHERE state = 'unconfirmed' AND added < ? AND id <> 're_home'", {added_before});
  if (!old) {
    tx.doom(old.error());
    return 0;
  }
  for (const auto& reader : *old) remove_reader(tx, reader);
  return static_cast<std::int64_t>(old->size());
}

}  // namespace pith::store
