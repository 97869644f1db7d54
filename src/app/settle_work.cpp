#include "app/settle_work.h"

#include <thread>

#include "pipeline/dispatch.h"

namespace pith::app {

namespace {

constexpr std::chrono::milliseconds look_again{100};

Result<bool> any_leased(const store::Session& session, const std::vector<store::WorkKey>& works) {
  for (const auto& key : works) {
    const auto work = store::work_by_key(session, key);
    if (!work) return std::unexpected(work.error());
    if (*work && (*work)->state == store::WorkState::leased) return true;
  }
  return false;
}

}  // namespace

Result<void> settle(Services& services, const std::string& step, const std::vector<store::WorkKey>& works,
                    std::chrono::seconds longest) {
  auto& context = services.context();
  const auto until = std::chrono::steady_clock::now() + longest;
  while (true) {
    const auto report = pipeline::Dispatch(context, services.threads()).run_until_idle({step});
    if (!report) return std::unexpected(report.error());
    const auto leased = any_leased(context.store.read(), works);
    if (!leased) return std::unexpected(leased.error());
    if (!*leased || std::chrono::steady_clock::now() > until) return {};
    std::this_thread::sleep_for(look_again);
  }
}

}  // namespace pith::app
