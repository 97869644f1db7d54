#include "pipeline/steps/step.h"

#include <fmt/format.h>

#include <algorithm>

namespace pith::pipeline {

namespace {

constexpr Step table[] = {
    {"deliver", Lane::net, deliver, give_up_deliver},
    {"brief", Lane::cpu, make_brief, bury_work},
    {"relate", Lane::cpu, relate, bury_work},
    {"distill", Lane::cpu, distill, give_up_distill},
    {"transcript", Lane::net, fetch_transcript, give_up_transcript},
    {"follow", Lane::net, follow, give_up_follow},
    {"poll", Lane::net, poll, give_up_poll},
};

}  // namespace

std::span<const Step> steps() { return table; }

const Step* find_step(std::string_view name) {
  const auto* found = std::ranges::find(table, name, &Step::name);
  return found == std::end(table) ? nullptr : found;
}

Result<void> bury_work(Context& context, const store::Work& work, const Error& error) {
  return context.store.write([&](store::Tx& tx) { store::bury(tx, work, error.message); });
}

store::WorkKey follow_work(std::string_view url) { return {"follow", std::string(url), ""}; }
store::WorkKey poll_work(std::string_view feed_id) { return {"poll", std::string(feed_id), ""}; }
store::WorkKey transcript_work(std::string_view episode_id) { return {"transcript", std::string(episode_id), ""}; }
store::WorkKey distill_work(std::string_view episode_id, const insight::Distiller& distiller) {
  return {"distill", std::string(episode_id), fmt::format("{}/{}", distiller.name(), distiller.version())};
}
store::WorkKey relate_work(std::string_view episode_id, std::string_view version) {
  return {"relate", std::string(episode_id), std::string(version)};
}
store::WorkKey brief_work(std::string_view reader_id, std::string_view day) {
  return {"brief", std::string(reader_id), std::string(day)};
}
store::WorkKey deliver_work(std::string_view delivery_id) { return {"deliver", std::string(delivery_id), ""}; }

}  // namespace pith::pipeline
