// Tells webhooks: puts a message for each hook that listens beside what has just happened, in the transaction that
// makes it; the step `hook` sends it. A function that fails dooms the transaction.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/brief.h"
#include "domain/hook.h"
#include "domain/insight.h"
#include "pipeline/context.h"
#include "store/store.h"
#include "store/work.h"

namespace pith::pipeline {

// A brief that was just added: its reader's hooks.
void tell_of_brief(store::Tx& tx, const Context& context, const Brief& brief);
// Insights that say what was not there before, written already.
void tell_of_insights(store::Tx& tx, const Context& context, std::span<const Insight> fresh);
// No insights come of the episode that `work` is about.
void tell_of_failure(store::Tx& tx, const Context& context, const store::WorkKey& work, std::string_view reason);

// Who may have hooks: the home reader and owners, who see private shows too.
Result<bool> may_have_hooks(const store::Session& session, std::string_view reader_id);

}  // namespace pith::pipeline
