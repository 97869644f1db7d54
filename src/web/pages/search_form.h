// The search form: what it holds, and where that looks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/civil_day.h"
#include "store/search.h"
#include "web/page.h"

namespace pith::web {

struct Asked {
  std::string query;
  std::string show;  // its slug, id or title
  std::string person;
  std::optional<CivilDay> from;
  std::optional<CivilDay> to;
  bool insights_only = false;
  bool typing = false;  // the last word may go on
  std::string no_day;   // what was given as one and is none

  bool narrowed() const { return !show.empty() || !person.empty() || from || to || insights_only; }
};

// invalid_input where what is given as a day is none, or the first day is after the last; for programs: the page says
// so beside its results.
Result<void> check_days(const Context& context);
Asked asked_of(const Context& context);
// The same form with other words.
std::string search_address(const Asked& asked, std::string_view query);

struct Place {
  store::Narrow narrow;
  std::string nowhere;  // why there is nothing to look in; empty where there is
  std::string show;     // its title, where in one
  std::string slug;     // of the show
  std::string person;   // as they are called, where by one
};
Place place_of(const Context& context, const Asked& asked);

// The same question with the show by its slug: however it was named, its feed is one.
Asked by_slug(Asked asked, const Place& place);

// What a feed of it is called: "“batteries”, by Ada Lovelace, on The Deep Grid, since 1 November 2026".
std::string title_of(const Asked& asked, const Place& place);
// What it holds, in a sentence.
std::string description_of(const Asked& asked, const Place& place);

}  // namespace pith::web
