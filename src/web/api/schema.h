// Of what the schemas of the API's answers are made. `help` says what a member means.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "lib/json/json.h"

namespace pith::web::api::schema {

using Help = std::string_view;

json::Value text(Help help);
json::Value number(Help help);
json::Value count(Help help);
json::Value yes_or_no(Help help);
json::Value time(Help help);
json::Value day(Help help);
json::Value address(Help help);  // a URI reference
json::Value seconds(Help help);
json::Value whole(Help help);  // a number without a fraction
json::Value list(json::Value of, Help help);
json::Value one_of(std::initializer_list<json::Value> words, Help help);
json::Value counts_by_name(Help help);  // any name, each with a count
// The schema of this name.
json::Value named(std::string_view name);
json::Value named(std::string_view name, Help help);
// Members whose name ends in '?' may be left out; there are no others.
json::Value object(std::span<const json::Member> members);
json::Value object(std::initializer_list<json::Member> members);
json::Value object(std::initializer_list<json::Member> members, Help help);
// A show, an episode: what names it where something else is told.
json::Value short_show();
json::Value short_episode();

}  // namespace pith::web::api::schema
