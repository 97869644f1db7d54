// The made-up podcast world of data/demo as feeds: what its publishers would serve on a given day. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "domain/show.h"

namespace pith::app {

struct DemoEpisode {
  std::string slug;
  std::string title;
  std::string description;
  std::string transcript;       // "SHOW/EPISODE.vtt", relative to data/demo
  std::string transcript_type;  // as the feed declares it
  int day = 1;                  // of the demo's days, from 1
  std::chrono::minutes at{0};   // time of day, UTC
  int seconds = 0;
  std::vector<Person> persons;
};

struct DemoShow {
  std::string slug;
  std::string title;
  std::string author;
  std::string description;
  std::string language;
  std::vector<DemoEpisode> episodes;  // in the order of world.json
};

struct DemoWorld {
  std::vector<DemoShow> shows;
  int days = 0;  // the last day of any episode
};

Result<DemoWorld> read_demo_world(std::string_view json);

// RSS of what `show` has published up to and with `day`; day 1 of the world is `first`. Links start with `base_url`.
std::string demo_feed(const DemoShow& show, int day, CivilDay first, std::string_view base_url);

}  // namespace pith::app
