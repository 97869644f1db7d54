#include "web/sayings.h"

#include <algorithm>
#include <tuple>

#include "search/copies.h"

namespace pith::web {

namespace {

search::Said said(const SourcedInsight& source) {
  return {source.episode.id, source.insight.headline, source.insight.text};
}

}  // namespace

Sayings sayings_of(std::vector<const SourcedInsight*> all) {
  std::ranges::sort(all, {}, [](const auto* each) { return std::tie(each->insight.published, each->insight.id); });
  Sayings sayings;
  std::vector<const SourcedInsight*> recordings;
  for (const auto* each : all) {
    const auto copied = [&](const auto* other) { return search::same_recording(said(*other), said(*each)); };
    if (std::ranges::any_of(recordings, copied)) {
      sayings.copies.push_back(each);
    } else {
      recordings.push_back(each);
      sayings.shows.insert(each->show.id);
    }
  }
  sayings.in_order = std::move(all);
  return sayings;
}

}  // namespace pith::web
