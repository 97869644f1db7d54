// Briefs, each unique by (reader, day), and with them what a reader was sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "domain/brief.h"
#include "store/page.h"
#include "store/store.h"

namespace pith::store {

// Adds the brief with its picks; a brief already there for that reader and day stays as it is. True where it was added.
bool add_brief(Tx& tx, const Brief& brief);

Result<std::optional<Brief>> brief_by_id(const Session& session, std::string_view id);
Result<std::optional<Brief>> brief_of_day(const Session& session, std::string_view reader_id, CivilDay day);
Result<std::optional<Brief>> latest_brief(const Session& session, std::string_view reader_id);
Result<std::vector<Brief>> briefs(const Session& session, std::string_view reader_id,
                                  const Page& page);  // newest first

// Ids of all insights that were in a brief of the reader, newest day first.
Result<std::vector<std::string>> sent_insights(const Session& session, std::string_view reader_id);
// Days on which the reader got the insight.
Result<std::vector<CivilDay>> days_of_insight(const Session& session, std::string_view reader_id,
                                              std::string_view insight_id);

}  // namespace pith::store
