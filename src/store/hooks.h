// Webhooks and their messages.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/hook.h"
#include "store/store.h"

namespace pith::store {

void put(Tx& tx, const Hook& hook);
void remove_hook(Tx& tx, std::string_view id);  // with its messages

Result<std::optional<Hook>> hook_by_id(const Session& session, std::string_view id);
Result<std::vector<Hook>> hooks(const Session& session);  // oldest first
Result<std::vector<Hook>> hooks_of_reader(const Session& session, std::string_view reader_id);

// Of those that were sent or given up, a hook's newest stay; older ones go.
inline constexpr int messages_kept = 100;

// Adds the row with the work of sending it; one already there stays as it is.
void add_message(Tx& tx, const HookMessage& message);
// Writes what may change: state, attempts, tried, status, answer. Record `sent` with Durability::power.
void update(Tx& tx, const HookMessage& message);

Result<std::optional<HookMessage>> hook_message_by_id(const Session& session, std::string_view id);
Result<std::vector<HookMessage>> messages_of_hook(const Session& session, std::string_view hook_id,
                                                  int limit);  // newest first

}  // namespace pith::store
