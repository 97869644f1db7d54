#include "web/learnt.h"

#include <utility>

#include "store/insights.h"
#include "store/tastes.h"

namespace pith::web {

namespace {

constexpr std::size_t most_shown = 12;

bool is_told(const brief::Learnt& learnt) {
  return learnt.kind != brief::LearntKind::insight && learnt.weight != 0 &&
         !(learnt.liked.empty() && learnt.disliked.empty());
}

}  // namespace

std::vector<brief::Learnt> learnt_of(const Context& context, std::string_view reader_id) {
  std::vector<brief::Judged> judged;
  for (auto& verdict : context.take(store::verdicts_of(context.store(), reader_id))) {
    auto insight = context.take(store::insight_by_id(context.store(), verdict.insight_id));
    const auto* show = insight ? context.reading.show(insight->show_id) : nullptr;
    if (show != nullptr) judged.push_back({std::move(verdict), *std::move(insight), {}, show->title});
  }
  std::vector<brief::Wish> wishes;
  for (auto& interest : context.take(store::interests_of(context.store(), reader_id)))
    wishes.push_back({std::move(interest), {}});
  auto learnt = brief::learnt_from(wishes, judged, context.now);
  std::erase_if(learnt, [](const auto& one) { return !is_told(one); });
  if (learnt.size() > most_shown) learnt.resize(most_shown);
  return learnt;
}

}  // namespace pith::web
