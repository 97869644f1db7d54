// "What was said" of a show, a topic, a person: the list, newest first, under the picture of it over time (said.html).
#pragma once

#include <string>
#include <vector>

#include "domain/insight.h"
#include "store/said_when.h"
#include "web/page.h"
#include "web/paging.h"

namespace pith::web {

inline constexpr int said_a_page = 12;

struct Said {
  std::string address;  // the page's own
  Paging at;
  std::vector<store::DayCount> days;  // of all there is
  std::vector<Insight> insights;      // read with at.one_more()
  bool with_show = true;
};

// SAID; a template that is empty where nothing was said.
void add_said(const Context& context, templates::Values& body, Said said);

}  // namespace pith::web
