#include "web/near.h"

#include <utility>

#include "store/insights.h"
#include "store/links.h"

namespace pith::web {

std::vector<Near> near_of(const Context& context, const Insight& insight) {
  const auto& find = context.options.related;
  std::vector<Near> found;
  for (auto& link :
       context.take(find ? find(context.store(), insight) : store::links_of(context.store(), insight.id))) {
    auto other = context.take(store::insight_by_id(context.store(), link.from == insight.id ? link.to : link.from));
    if (!other || !other->replaced_by.empty()) continue;
    if (auto source = context.reading.sourced(*std::move(other)))
      found.push_back({std::move(link), *std::move(source)});
  }
  return found;
}

}  // namespace pith::web
