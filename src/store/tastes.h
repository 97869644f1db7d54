// What readers want more of and less of, in the store.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/taste.h"
#include "store/store.h"

namespace pith::store {

// False, and nothing is written, where the reader or insight is gone: who asks may have been deleted meanwhile.
bool put(Tx& tx, const Interest& interest);  // one already there keeps its `since`
void remove_interest(Tx& tx, const Interest& interest);
Result<std::vector<Interest>> interests_of(const Session& session, std::string_view reader_id);  // by kind and value

bool put(Tx& tx, const Verdict& verdict);  // replaces the one before
void remove_verdict(Tx& tx, std::string_view reader_id, std::string_view insight_id);
Result<std::vector<Verdict>> verdicts_of(const Session& session, std::string_view reader_id);  // newest first

}  // namespace pith::store
