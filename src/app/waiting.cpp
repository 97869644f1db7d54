#include "app/waiting.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "app/output.h"
#include "base/time.h"

namespace pith::app {

Result<std::vector<store::Work>> waiting_work(const store::Session& session,
                                              std::initializer_list<std::string_view> steps) {
  std::vector<store::Work> waiting;
  for (const auto step : steps) {
    auto troubled = store::work_in_trouble(session, step);
    if (!troubled) return troubled;
    std::ranges::copy_if(*troubled, std::back_inserter(waiting),
                         [](const store::Work& work) { return work.state == store::WorkState::due; });
  }
  std::ranges::sort(waiting, {}, &store::Work::due);
  return waiting;
}

std::string waiting_line(const std::vector<store::Work>& waiting, std::string_view one, std::string_view many) {
  if (waiting.empty()) return {};
  return fmt::format("{} until {}: {}\n",
                     counted(static_cast<std::int64_t>(waiting.size()), one, fmt::format("{}, the first", many)),
                     format_rfc3339(waiting.front().due), waiting.front().error);
}

}  // namespace pith::app
