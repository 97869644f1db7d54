// What answers the addresses of the API that are not told in api.cpp itself, by subject.
#pragma once

#include "lib/json/json.h"
#include "web/page.h"

namespace pith::web::api {

// subjects.cpp
Result<json::Value> topics(const Context& context);
Result<json::Value> topic(const Context& context);
Result<json::Value> topic_insights(const Context& context);
Result<json::Value> topic_timeline(const Context& context);
Result<json::Value> people(const Context& context);
Result<json::Value> person(const Context& context);
Result<json::Value> person_insights(const Context& context);
Result<json::Value> person_timeline(const Context& context);

// shows.cpp
Result<json::Value> shows(const Context& context);
Result<json::Value> show(const Context& context);
Result<json::Value> show_insights(const Context& context);
Result<json::Value> show_episodes(const Context& context);
Result<json::Value> show_timeline(const Context& context);

// own.cpp
Result<json::Value> reader(const Context& context);

// owner.cpp
Result<json::Value> readers(const Context& context);
Result<json::Value> hooks(const Context& context);

// near.cpp
Result<json::Value> related(const Context& context);
Result<json::Value> storyline(const Context& context);

// found.cpp
Result<json::Value> search(const Context& context);

// standing.cpp
Result<json::Value> status(const Context& context);

}  // namespace pith::web::api
