#include "store/links.h"

#include "store/edition.h"
#include "store/record.h"

namespace pith::store {

void put_links(Tx& tx, std::span<const Link> links) {
  static const auto sql = insert(columns_of<Link>(), "links") +
                          "ON CONFLICT (from_id, to_id) DO UPDATE SET kind = excluded.kind, score = excluded.score";
  for (const auto& link : links) change(tx, sql, row_of(link));
  if (!links.empty()) next_edition(tx);
}

Result<std::vector<Link>> links_of(const Session& session, std::string_view insight_id) {
  return select<Link>(session, "WHERE from_id = ? OR to_id = ? ORDER BY score DESC, from_id, to_id",
                      {insight_id, insight_id});
}

}  // namespace pith::store
