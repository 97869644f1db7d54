// What programs are told of an insight, as JSON: the same in the API and in webhooks; web/api/schemas.cpp describes it.
// What is unknown is left out. Pure.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "domain/sourced.h"
#include "lib/json/json.h"
#include "stages/delivery/addresses.h"

namespace pith::delivery {

double json_seconds(std::chrono::milliseconds at);
json::Value texts(std::span<const std::string> list);
// Not where there is nothing to say.
void set_if(json::Value& object, std::string_view key, std::string_view text);
bool is_known(std::string_view speaker);

json::Value short_show_json(const Show& show);
// A person: by the whole address of their page.
json::Value person_json(std::string_view page, std::string_view name);
// `speakers_page`: the whole address; empty where the speaker has none.
json::Value insight_json(const SourcedInsight& source, const Addresses& site, std::string_view speakers_page);

}  // namespace pith::delivery
