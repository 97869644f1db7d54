// What the API says of things, as JSON. Times are RFC 3339, positions seconds; what is unknown is left out. The schemas
// in schemas.cpp describe the same members.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "domain/brief.h"
#include "domain/sourced.h"
#include "domain/storyline.h"
#include "lib/json/json.h"
#include "store/said_when.h"
#include "store/search.h"
#include "store/topics.h"
#include "web/page.h"

namespace pith::web::api {

struct Heard {
  const Episode& episode;
  const Show& show;
};

// For one answer: what is looked up for one thing is remembered for the next. The context must outlive it.
class Views {
 public:
  explicit Views(const Context& context) : context_(context), site_(whole_links(context)) {}

  json::Value insight(const SourcedInsight& source);
  json::Value episode(const Episode& episode, const Show& show);
  json::Value show(const Show& show) const;
  json::Value topic(const store::TopicCount& topic) const;
  json::Value passage(const store::PassageHit& hit, const Episode& episode, const Show& show) const;
  json::Value transcript(const Heard& heard, const Transcript& transcript);
  json::Value related(const Link& link, const SourcedInsight& other);
  // `sources`: of its picks that may be shown, in any order; a pick without one is left out. Reasons are for the reader
  // whose brief it is.
  json::Value brief(const Brief& brief, std::span<const SourcedInsight> sources, bool with_reasons);
  // `page`: the person's own, relative to the site.
  json::Value person(std::string_view page, std::string_view name) const;

 private:
  json::Value people(const std::vector<Person>& persons, const Show& show);
  const std::string& page_of(std::string_view name, const Show& show);  // empty where the name has none
  std::string whole(std::string_view page) const { return site_.site() + std::string(page); }

  const Context& context_;
  delivery::Addresses site_;
  std::map<std::pair<std::string, std::string>, std::string> pages_;  // of people: by name and show
};

json::Value timeline_view(std::span<const store::DayCount> days);

}  // namespace pith::web::api
