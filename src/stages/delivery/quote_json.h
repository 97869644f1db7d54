// What programs are told of an insight, as JSON: the same in the API and in webhooks. Pure.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "domain/episode.h"
#include "domain/insight.h"
#include "lib/json/json.h"

namespace pith::delivery {

double json_seconds(std::chrono::milliseconds at);
json::Value texts(std::span<const std::string> list);
// Not where there is nothing to say.
void set_if(json::Value& object, std::string_view key, std::string_view text);
bool is_known(std::string_view speaker);

// The words said, when, by whom, and the audio at that second.
json::Value quote_json(const Quote& quote, const Episode& episode);

}  // namespace pith::delivery
