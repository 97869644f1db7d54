#include "pipeline/steps/step.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ids.h"

namespace pith::pipeline {

namespace {

bool may_mend(const Error&) { return false; }
bool for_good(const Error& error) { return error.kind == ErrorKind::refused; }
// A publisher that offers none is not asked again; its feed says when that changes.
bool none_offered(const Error& error) { return error.kind == ErrorKind::not_found; }
// Somebody or something waits: only what a second try may change is tried twice.
bool not_passing(const Error& error) {
  const bool server_trouble = error.kind == ErrorKind::http_status && (error.code >= 500 || error.code == 429);
  return error.kind != ErrorKind::network && error.kind != ErrorKind::timeout && !server_trouble;
}

constexpr Step table[] = {
    {"letter", Lane::net, {}, for_good, write_letter, bury_work},
    {"deliver", Lane::net, {}, for_good, deliver, give_up_deliver},
    {"forget", Lane::net, {}, may_mend, forget_mail, bury_work},
    {"hook", Lane::net, {}, for_good, send_hook, give_up_hook},
    {"brief", Lane::cpu, {.attempts = 3}, may_mend, make_brief, bury_work},
    {"relate", Lane::cpu, {.attempts = 3}, may_mend, relate, bury_work},
    {"index", Lane::cpu, {.attempts = 3}, may_mend, index_again, bury_work},
    {"distill", Lane::distill, {.attempts = 3}, may_mend, distill, give_up_distill},
    {"chapters", Lane::net, {.guest = true}, may_mend, fetch_chapters, give_up_chapters},
    {"transcript", Lane::net, {.guest = true}, none_offered, fetch_transcript, give_up_transcript},
    {"transcribe", Lane::hear, {.attempts = 8, .guest = true}, heard_so, transcribe, give_up_transcribe},
    {"follow", Lane::net, {.attempts = 3, .at_once = true, .guest = true}, not_passing, follow, give_up_follow},
    {"move", Lane::net, {.attempts = 3, .guest = true}, not_passing, move_feed, give_up_move},
    {"poll", Lane::poll, {.guest = true, .replans = true}, may_mend, nullptr, give_up_poll},
};

}  // namespace

StepResult stored(Result<void> done) {
  if (!done) return std::unexpected(done.error());
  return {};
}

std::span<const Step> steps() { return table; }

const Step* find_step(std::string_view name) {
  const auto* found = std::ranges::find(table, name, &Step::name);
  return found == std::end(table) ? nullptr : found;
}

Result<delivery::SendOutcome> send_mail(const Context& context, const store::Work& work, const std::string& address,
                                        const delivery::OutgoingMessage& message) {
  const auto outcome = [&] {
    const Waiting waiting(context);
    return context.channel.send(message);
  }();
  if (outcome)
    context.observe({work.key.step, address, fmt::format("sent by {}", context.channel.name()), false});
  else if (work.attempts <= 1 && !for_good(outcome.error()) && context.options.clock_kind == ClockKind::running)
    context.observe(
        {work.key.step, address, fmt::format("not sent yet, it is tried again: {}", outcome.error().message), true});
  return outcome;
}

Result<void> bury_work(Context& context, const store::Work& work, const Error& error) {
  return context.store.write([&](store::Tx& tx) { store::bury(tx, work, error.message); });
}

store::WorkKey poll_work(std::string_view feed_id) { return {"poll", std::string(feed_id), ""}; }
store::WorkKey move_work(std::string_view feed_id, std::string_view url) {
  return {"move", std::string(feed_id), content_hash(url)};
}
store::WorkKey chapters_work(std::string_view episode_id) { return {"chapters", std::string(episode_id), ""}; }
store::WorkKey transcript_work(std::string_view episode_id) { return {"transcript", std::string(episode_id), ""}; }
store::WorkKey transcribe_work(std::string_view episode_id, const transcript::Transcriber& transcriber) {
  return {"transcribe", std::string(episode_id), transcriber.version()};
}
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

std::optional<store::WorkKey> next_fetch(const Episode& episode) {
  if (episode.state == EpisodeState::listed || episode.hidden) return std::nullopt;
  if (episode.chapters.empty() && !episode.chapters_url.empty()) return chapters_work(episode.id);
  if (episode.state == EpisodeState::fetching) return transcript_work(episode.id);
  return std::nullopt;
}

}  // namespace pith::pipeline
