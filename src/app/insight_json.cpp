#include "app/insight_json.h"

namespace pith::app {

double seconds_of(std::chrono::milliseconds at) { return static_cast<double>(at.count()) / 1000; }

json::Value evidence_as_json(const Insight& insight) {
  auto out = json::array();
  for (const auto& quote : insight.evidence)
    out.push(json::object({{"start", seconds_of(quote.start)},
                           {"end", seconds_of(quote.end)},
                           {"quote", quote.text},
                           {"speaker", quote.speaker}}));
  return out;
}

}  // namespace pith::app
