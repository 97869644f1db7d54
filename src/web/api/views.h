// What the API says of things, as JSON. Times are RFC 3339, positions seconds; what is unknown is left out. The schemas
// in schemas.cpp describe the same members.
#pragma once

#include <span>
#include <string_view>

#include "domain/brief.h"
#include "domain/sourced.h"
#include "domain/storyline.h"
#include "lib/json/json.h"
#include "store/said_when.h"
#include "store/search.h"
#include "store/topics.h"

namespace pith::web::api {

json::Value short_show_view(const Show& show);
json::Value insight_view(const SourcedInsight& source);
json::Value episode_view(const Episode& episode, const Show& show);
json::Value show_view(const Show& show);
json::Value topic_view(const store::TopicCount& topic);
json::Value passage_view(const store::PassageHit& hit);
json::Value transcript_view(std::string_view episode_id, const Transcript& transcript);
json::Value timeline_view(std::span<const store::DayCount> days);
json::Value related_view(const Link& link, const SourcedInsight& other);
// `sources`: of its picks that may be shown, in any order; a pick without one is left out. Reasons are for the reader
// whose brief it is.
json::Value brief_view(const Brief& brief, std::span<const SourcedInsight> sources, bool with_reasons);

}  // namespace pith::web::api
