// The outbox: a row for each brief and channel, there before anything is sent, its bytes and Message-Id fixed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/delivery.h"
#include "store/store.h"

namespace pith::store {

// Adds the row; one already there stays as it is. True where it was added.
bool add_delivery(Tx& tx, const Delivery& delivery);
// Writes what may change: state, attempts, problem, sent. Record `sent` with Durability::power.
void update(Tx& tx, const Delivery& delivery);

// Of what was sent a month ago only that it was sent stays: its bytes go.
void empty_sent(Tx& tx, Time now);

Result<std::optional<Delivery>> delivery_by_id(const Session& session, std::string_view id);
Result<std::vector<Delivery>> deliveries_of_brief(const Session& session, std::string_view brief_id);
Result<std::vector<Delivery>> deliveries_in_state(const Session& session, DeliveryState state);  // by id

Result<std::map<DeliveryState, std::int64_t>> count_deliveries(const Session& session);

}  // namespace pith::store
