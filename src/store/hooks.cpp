#include "store/hooks.h"

#include "store/record.h"
#include "store/work_keys.h"

namespace pith::store {

namespace {

// Both for the messages that a query names.
void remove_messages(Tx& tx, std::string_view ids, const std::vector<sql::Value>& values) {
  change(tx, fmt::format("DELETE FROM work WHERE step = 'hook' AND state <> 'leased' AND subject IN ({})", ids),
         values);
  change(tx, fmt::format("DELETE FROM hook_messages WHERE id IN ({})", ids), values);
}

}  // namespace

void put(Tx& tx, const Hook& hook) {
  static const auto sql = upsert(columns_of<Hook>(), "hooks", "id", "added");
  change(tx, sql, row_of(hook));
}

void remove_hook(Tx& tx, std::string_view id) {
  remove_messages(tx, "SELECT id FROM hook_messages WHERE hook_id = ?", {id});
  change(tx, "DELETE FROM hooks WHERE id = ?", {id});
}

Result<std::optional<Hook>> hook_by_id(const Session& session, std::string_view id) {
  return select_one<Hook>(session, "WHERE id = ?", {id});
}

Result<std::vector<Hook>> hooks(const Session& session) { return select<Hook>(session, "ORDER BY added, id"); }

Result<std::vector<Hook>> hooks_of_reader(const Session& session, std::string_view reader_id) {
  return select<Hook>(session, "WHERE reader_id = ? ORDER BY added, id", {reader_id});
}

void add_message(Tx& tx, const HookMessage& message) {
  static const auto sql = insert(columns_of<HookMessage>(), "hook_messages") + "ON CONFLICT DO NOTHING";
  if (change(tx, sql, row_of(message)) == 0) return;
  enqueue(tx, hook_work(message.id), message.made);
  remove_messages(tx,
                  "SELECT id FROM hook_messages WHERE hook_id = ? AND state <> 'due' ORDER BY made DESC, id LIMIT -1 "
                  "OFFSET ?",
                  {message.hook_id, messages_kept});
}

void update(Tx& tx, const HookMessage& message) {
  change(tx, "UPDATE hook_messages SET state = ?, attempts = ?, tried = ?, status = ?, answer = ? WHERE id = ?",
         {word_of(message.state), message.attempts, to_sql(message.tried), message.status, message.answer, message.id});
}

Result<std::optional<HookMessage>> hook_message_by_id(const Session& session, std::string_view id) {
  return select_one<HookMessage>(session, "WHERE id = ?", {id});
}

Result<std::vector<HookMessage>> messages_of_hook(const Session& session, std::string_view hook_id, int limit) {
  return select<HookMessage>(session, "WHERE hook_id = ? ORDER BY made DESC, id LIMIT ?", {hook_id, limit});
}

}  // namespace pith::store
