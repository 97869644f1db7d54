#include "store/briefs.h"

#include "store/record.h"

namespace pith::store {

namespace {

// A page of days ends before this one; in their order as text.
std::string end_of(const Page& page) {
  constexpr std::string_view after_all = "~";
  if (page.after.at == Time::max()) return std::string(after_all);
  return format_day(std::chrono::floor<std::chrono::days>(page.after.at));
}

}  // namespace

bool add_brief(Tx& tx, const Brief& brief) {
  static const auto sql = insert(columns_of<Brief>(), "briefs") + "ON CONFLICT DO NOTHING";
  if (change(tx, sql, row_of(brief)) == 0) return false;
  for (const auto& pick : brief.picks)
    change(tx, "INSERT INTO sent (reader_id, insight_id, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
           {brief.reader_id, pick.insight_id, format_day(brief.day)});
  return true;
}

Result<std::optional<Brief>> brief_by_id(const Session& session, std::string_view id) {
  return select_one<Brief>(session, "WHERE id = ?", {id});
}

Result<std::optional<Brief>> brief_of_day(const Session& session, std::string_view reader_id, CivilDay day) {
  return select_one<Brief>(session, "WHERE reader_id = ? AND day = ?", {reader_id, format_day(day)});
}

Result<std::optional<Brief>> latest_brief(const Session& session, std::string_view reader_id) {
  return select_one<Brief>(session, "WHERE reader_id = ? ORDER BY day DESC LIMIT 1", {reader_id});
}

Result<std::vector<Brief>> briefs(const Session& session, std::string_view reader_id, const Page& page) {
  return select<Brief>(session, "WHERE reader_id = ? AND day < ? ORDER BY day DESC LIMIT ? OFFSET ?",
                       {reader_id, end_of(page), page.limit, page.offset});
}

Result<std::vector<std::string>> sent_insights(const Session& session, std::string_view reader_id) {
  return select_texts(
      session, "SELECT insight_id FROM sent WHERE reader_id = ? GROUP BY insight_id ORDER BY max(day) DESC, insight_id",
      {reader_id});
}

Result<std::vector<CivilDay>> days_of_insight(const Session& session, std::string_view reader_id,
                                              std::string_view insight_id) {
  const auto words = select_texts(session, "SELECT day FROM sent WHERE reader_id = ? AND insight_id = ? ORDER BY day",
                                  {reader_id, insight_id});
  if (!words) return std::unexpected(words.error());
  std::vector<CivilDay> days;
  for (const auto& word : *words)
    if (const auto day = parse_day(word)) days.push_back(*day);
  return days;
}

}  // namespace pith::store
