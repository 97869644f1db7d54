#include "pipeline/unheard.h"

#include <system_error>

#include <fmt/format.h>

#include "pipeline/steps/step.h"
#include "store/episodes.h"
#include "store/work.h"
#include "store/work_of_others.h"

namespace pith::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr int most_at_start = 1000;

Result<void> plan_waiting(Context& context) {
  const auto waiting = store::episodes_in_state(context.store.read(), EpisodeState::waiting, {most_at_start, 0});
  if (!waiting) return std::unexpected(waiting.error());
  const Time oldest = context.clock.now() - std::chrono::days{context.options.brief_days};
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    for (const auto& episode : *waiting) {
      if (!can_be_heard(context, episode) || episode.gone || episode.first_seen < oldest) continue;
      const auto known = store::work_by_key(tx, transcribe_work(episode.id, *context.transcriber));
      if (!known) return std::unexpected(known.error());
      if (!*known) plan_hearing(tx, context, episode, "its publisher offers no transcript");
    }
    return {};
  });
}

// Files are named by their episode; those of work that is neither due nor under way are left over from a crash. Work of
// a recogniser that is not set up here may be another process's.
Result<void> clear_left_over(const Context& context) {
  std::error_code error;
  std::vector<std::string> ids;
  for (fs::directory_iterator at(context.options.audio_folder, error), end; !error && at != end; at.increment(error))
    ids.push_back(at->path().filename().string().substr(0, at->path().filename().string().find('.')));
  for (const auto& id : ids) {
    const auto wanted = store::is_pending(context.store.read(), "transcribe", id);
    if (!wanted) return std::unexpected(wanted.error());
    if (!*wanted) clear_audio(context, id);
  }
  return {};
}

}  // namespace

bool can_be_heard(const Context& context, const Episode& episode) {
  return context.transcriber != nullptr && context.decoder != nullptr && !episode.audio.url.empty() && !episode.hidden;
}

void plan_hearing(store::Tx& tx, const Context& context, const Episode& episode, std::string_view why) {
  const Time due = std::max(context.clock.now(), episode.first_seen + context.options.grace);
  auto from = format_rfc3339(std::chrono::ceil<std::chrono::minutes>(due)).substr(0, 16);
  from.at(10) = ' ';
  store::set_state(tx, episode.id, EpisodeState::waiting,
                   fmt::format("{}; {} hears it from {} UTC on", why, context.transcriber->name(), from));
  store::enqueue(tx, transcribe_work(episode.id, *context.transcriber), due, store::IfKnown::again);
}

Result<void> resume_hearings(Context& context) {
  if (auto cleared = clear_left_over(context); !cleared) return cleared;
  return context.transcriber == nullptr ? Result<void>{} : plan_waiting(context);
}

fs::path audio_file(const Context& context, std::string_view episode_id) {
  return context.options.audio_folder / fmt::format("{}.audio", episode_id);
}

fs::path sound_file(const Context& context, std::string_view episode_id) {
  return context.options.audio_folder / fmt::format("{}.sound", episode_id);
}

void clear_audio(const Context& context, std::string_view episode_id) {
  std::error_code ignored;
  const auto audio = audio_file(context, episode_id);
  for (const std::string_view ending : {".part", ".from"}) fs::remove(audio.string() + std::string(ending), ignored);
  if (!context.options.keep_audio) fs::remove(audio, ignored);
  const auto sound = sound_file(context, episode_id);
  for (const std::string_view ending : {"", ".new", ".piece.wav"})
    fs::remove(sound.string() + std::string(ending), ignored);
}

}  // namespace pith::pipeline
