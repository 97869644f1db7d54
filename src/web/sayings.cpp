#include "web/sayings.h"

#include <algorithm>
#include <tuple>

#include "text/similarity.h"

namespace pith::web {

namespace {

// One recording that two shows published: it was said once.
bool same_recording(const SourcedInsight& a, const SourcedInsight& b) {
  constexpr double same_words = 0.9;
  return a.episode.id != b.episode.id && text::rouge1_f1(a.insight.text, b.insight.text) >= same_words;
}

}  // namespace

Sayings sayings_of(std::vector<const SourcedInsight*> all) {
  std::ranges::sort(all, {}, [](const auto* each) { return std::tie(each->insight.published, each->insight.id); });
  Sayings sayings;
  std::vector<const SourcedInsight*> recordings;
  for (const auto* each : all) {
    const auto copied = [&](const auto* other) { return same_recording(*other, *each); };
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
