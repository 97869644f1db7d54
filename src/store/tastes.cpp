#include "store/tastes.h"

#include "store/record.h"

namespace pith::store {

namespace {

bool is_there(Tx& tx, std::string_view sql, std::string_view id) {
  const auto found = select_number(tx, sql, {id});
  if (!found) tx.doom(found.error());
  return found && *found != 0;
}

bool reader_is_there(Tx& tx, std::string_view id) {
  return is_there(tx, "SELECT count(*) FROM readers WHERE id = ?", id);
}

}  // namespace

bool put(Tx& tx, const Interest& interest) {
  if (!reader_is_there(tx, interest.reader_id)) return false;
  static const auto sql = upsert(columns_of<Interest>(), "interests", "reader_id, kind, value", "since");
  change(tx, sql, row_of(interest));
  return true;
}

void remove_interest(Tx& tx, const Interest& interest) {
  change(tx, "DELETE FROM interests WHERE reader_id = ? AND kind = ? AND value = ?",
         {interest.reader_id, word_of(interest.kind), interest.value});
}

Result<std::vector<Interest>> interests_of(const Session& session, std::string_view reader_id) {
  return select<Interest>(session, "WHERE reader_id = ? ORDER BY kind, value", {reader_id});
}

bool put(Tx& tx, const Verdict& verdict) {
  if (!reader_is_there(tx, verdict.reader_id)) return false;
  if (!is_there(tx, "SELECT count(*) FROM insights WHERE id = ?", verdict.insight_id)) return false;
  static const auto sql = upsert(columns_of<Verdict>(), "verdicts", "reader_id, insight_id");
  change(tx, sql, row_of(verdict));
  return true;
}

void remove_verdict(Tx& tx, std::string_view reader_id, std::string_view insight_id) {
  change(tx, "DELETE FROM verdicts WHERE reader_id = ? AND insight_id = ?", {reader_id, insight_id});
}

Result<std::vector<Verdict>> verdicts_of(const Session& session, std::string_view reader_id) {
  return select<Verdict>(session, "WHERE reader_id = ? ORDER BY given DESC, insight_id", {reader_id});
}

}  // namespace pith::store
