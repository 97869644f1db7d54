// An insight together with the episode and show it comes from: what every rendering of it needs.
#pragma once

#include "domain/episode.h"
#include "domain/insight.h"
#include "domain/show.h"

namespace pith {

struct SourcedInsight {
  Insight insight;
  Episode episode;
  Show show;
};

}  // namespace pith
