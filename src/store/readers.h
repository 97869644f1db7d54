// Readers in the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/reader.h"
#include "store/page.h"
#include "store/store.h"

namespace pith::store {

void put(Tx& tx, const Reader& reader);

Result<std::optional<Reader>> reader_by_id(const Session& session, std::string_view id);
// The account of this address (address_key); never the home reader.
Result<std::optional<Reader>> reader_by_email(const Session& session, std::string_view email);
Result<std::vector<Reader>> readers(const Session& session);  // by id
Result<std::vector<Reader>> accounts(const Session& session,
                                     const Page& page);  // without the home reader, newest first
Result<std::int64_t> count_accounts(const Session& session);
Result<std::int64_t> count_owners(const Session& session);  // among them

// Active readers whose time to look has come, longest due first. Quick however many readers there are.
Result<std::vector<Reader>> readers_to_look_at(const Session& session, Time now, int limit);
void note_looked(Tx& tx, const Reader& reader);  // writes last_day and next_brief alone

// The reader and everything about them: tastes, briefs, what was sent, deliveries, letters, tokens, keys, work. Their
// bytes are overwritten in the database; overwrite_deleted() does the rest, and the step "forget" what lies in the
// outbox.
void remove_reader(Tx& tx, const Reader& reader);
// Where somebody was removed: empties the write-ahead log, which has their rows as they were. Where another still reads
// from it nothing is done, and the next call tries again. Outside of any transaction and snapshot of this thread.
Result<void> overwrite_deleted(Store& store);
// Removes those who never confirmed; how many.
std::int64_t remove_unconfirmed(Tx& tx, Time added_before);

}  // namespace pith::store
