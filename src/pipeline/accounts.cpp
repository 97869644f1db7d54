#include "pipeline/accounts.h"

#include "domain/grants.h"
#include "store/deliveries.h"
#include "store/letters.h"
#include "store/readers.h"
#include "store/tokens.h"

namespace pith::pipeline {

Result<void> tidy_accounts(store::Store& store, Time now) {
  return store.write([&](store::Tx& tx) {
    store::remove_expired_tokens(tx, now);
    store::remove_letters(tx, now - grants::confirm_time);
    store::empty_sent(tx, now);
    store::remove_unconfirmed(tx, now - 2 * grants::confirm_time);
  });
}

}  // namespace pith::pipeline
