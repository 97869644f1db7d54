// The shapes of the API's answers as JSON Schema (2020-12), by name.
#pragma once

#include "lib/json/json.h"

namespace pith::web::api {

json::Value schemas();
void add_standing(json::Value& all);  // those of status, readers and webhooks

}  // namespace pith::web::api
