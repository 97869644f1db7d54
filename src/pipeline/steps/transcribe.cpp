// Hears an episode whose publisher offers no transcript: fetches its audio once, decodes it, has it heard piece by
// piece, and keeps the transcript.
#include <chrono>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "base/url.h"
#include "net/download.h"
#include "net/retry_after.h"
#include "pipeline/asking.h"
#include "pipeline/hearing.h"
#include "pipeline/hooks.h"
#include "pipeline/marking.h"
#include "pipeline/recording.h"
#include "pipeline/steps/step.h"
#include "pipeline/unheard.h"
#include "store/episodes.h"
#include "store/heard_pieces.h"
#include "store/shows.h"
#include "store/transcripts.h"
#include "text/language.h"

namespace pith::pipeline {

namespace {

namespace fs = std::filesystem;

std::chrono::microseconds steady_now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

// One run of the step: what it is about, and its progress as the store has it.
class Run final : public PieceKeeper {
 public:
  Run(Context& context, const store::Work& work, Episode episode, std::string language)
      : context_(context), work_(work), episode_(std::move(episode)), language_(std::move(language)) {}

  StepResult run();

  Result<void> before(HearingProgress progress) override {
    context_.observe(
        {"transcribe", episode_.title, fmt::format("{} of {} pieces heard", progress.done, progress.all), false});
    return say(fmt::format("{} hears it: {} of {} pieces", context_.transcriber->name(), progress.done, progress.all));
  }
  Result<std::optional<std::string>> get(std::string_view key) override {
    return store::heard_by_key(context_.store.read(), key);
  }
  // Outlasts a power cut: it took long, or was paid for.
  Result<void> put(std::string_view key, const std::string& answer) override {
    const auto put = [&](store::Tx& tx) { store::put_heard(tx, {std::string(key), episode_.id, answer}); };
    return record(context_.stop, [&] { return context_.store.write(put, store::Durability::power); });
  }

 private:
  Result<void> say(std::string_view reason);
  StepResult fetch_audio();
  StepResult decode();
  StepResult keep(const Transcript& transcript);

  Context& context_;
  const store::Work& work_;
  Episode episode_;
  std::string language_;
};

// A publisher's transcript may come while the audio is heard: it stands.
bool still_waits(const store::Tx& tx, std::string_view episode_id) {
  const auto episode = store::episode_by_id(tx, episode_id);
  return episode && *episode && (*episode)->state == EpisodeState::waiting;
}

// Where it stands, on the status page; and the lease for the time the next part may take.
Result<void> Run::say(std::string_view reason) {
  const auto until = steady_now() + context_.options.longest_piece + std::chrono::minutes{15};
  return context_.store.write([&](store::Tx& tx) {
    if (!still_waits(tx, episode_.id))
      return tx.doom({ErrorKind::refused, fmt::format("\"{}\" has a transcript by now", episode_.title)});
    store::extend(tx, work_, until);
    store::set_state(tx, episode_.id, EpisodeState::waiting, reason);
  });
}

StepResult Run::fetch_audio() {
  const auto file = audio_file(context_, episode_.id);
  std::error_code error;
  if (fs::exists(file, error)) return {};
  fs::create_directories(file.parent_path(), error);
  if (auto said = say("its audio is being fetched"); !said) return std::unexpected(said.error());
  if (auto resting = still_resting(context_, episode_.audio.url)) return std::unexpected(std::move(*resting));
  const auto response = net::download(
      context_.http,
      {.url = episode_.audio.url, .file = file, .limits = context_.options.audio_limits, .stop = context_.stop});
  if (!response) return std::unexpected(response.error());
  if (auto noted = note_rest(context_, *response); !noted) return std::unexpected(noted.error());
  if (response->status == 200 || response->status == 206) return {};
  return std::unexpected(Failure{
      Error{ErrorKind::http_status,
            fmt::format("the audio {} was not given out ({})", redact_url(episode_.audio.url), response->status), "",
            response->status},
      net::revisit_hint(response->headers, context_.clock.now()).not_before});
}

StepResult Run::decode() {
  const auto sound = sound_file(context_, episode_.id);
  const fs::path fresh = sound.string() + ".new";
  std::error_code error;
  if (fs::exists(sound, error)) return {};
  if (auto said = say("its audio is being decoded"); !said) return std::unexpected(said.error());
  if (auto done = context_.decoder->decode(audio_file(context_, episode_.id), fresh, context_.stop); !done)
    return std::unexpected(done.error().within(redact_url(episode_.audio.url)));
  fs::rename(fresh, sound, error);
  if (error)
    return std::unexpected(Error{ErrorKind::io, fmt::format("cannot write {}", sound.string()), error.message()});
  return {};
}

StepResult Run::keep(const Transcript& transcript) {
  const Time now = context_.clock.now();
  const auto done = context_.store.write([&](store::Tx& tx) {
    if (still_waits(tx, episode_.id)) {
      store::put_transcript(tx, episode_.id, transcript);
      store::set_state(tx, episode_.id, EpisodeState::transcribed);
      store::enqueue(tx, distill_work(episode_.id, context_.distiller), now, store::IfKnown::again);
    }
    store::drop_heard(tx, episode_.id);
    store::complete(tx, work_);
  });
  if (!done) return std::unexpected(done.error());
  clear_audio(context_, episode_.id);
  context_.observe({"transcribe", episode_.title, fmt::format("heard {} %", transcript.heard_percent), false});
  return {};
}

StepResult Run::run() {
  if (auto fetched = fetch_audio(); !fetched) return fetched;
  if (auto decoded = decode(); !decoded) return decoded;
  auto transcript = hear(*context_.transcriber,
                         {.sound = sound_file(context_, episode_.id),
                          .language = language_,
                          .piece = context_.options.piece,
                          .stop = context_.stop},
                         *this);
  if (!transcript) return std::unexpected(transcript.error());
  context_.marking.mark(*transcript);
  return keep(*transcript);
}

// Its publisher has brought a transcript meanwhile, or a recogniser now set aside was meant.
StepResult set_aside(Context& context, const store::Work& work, bool has_transcript) {
  auto done = context.store.write([&](store::Tx& tx) {
    if (has_transcript) store::drop_heard(tx, work.key.subject);
    store::complete(tx, work);
  });
  if (!done) return std::unexpected(done.error());
  if (has_transcript) clear_audio(context, work.key.subject);
  return {};
}

// Stopping is no failure, nor is a recogniser that is not there just now: it goes on at the next start, or then.
StepResult put_off(Context& context, const store::Work& work, std::chrono::hours pause = std::chrono::hours{0}) {
  const Time due = context.clock.now() + pause;
  auto done = context.store.write([&](store::Tx& tx) { store::reschedule(tx, work, due); });
  if (!done) return std::unexpected(done.error());
  return {};
}

}  // namespace

StepResult transcribe(Context& context, const store::Work& work) {
  if (context.transcriber == nullptr || context.decoder == nullptr)
    return put_off(context, work, std::chrono::hours{6});
  auto found = store::episode_by_id(context.store.read(), work.key.subject);
  if (!found) return std::unexpected(found.error());
  const bool current = work.key == transcribe_work(work.key.subject, *context.transcriber);
  const bool waits = *found && (*found)->state == EpisodeState::waiting;
  if (!waits || !current) return set_aside(context, work, !waits);
  auto show = store::show_by_id(context.store.read(), (*found)->show_id);
  if (!show) return std::unexpected(show.error());
  auto language = text::primary_language(show->value_or(Show{}).language);
  if (!context.options.heard_language.empty()) language = context.options.heard_language;
  auto done = Run(context, work, std::move(**found), std::move(language)).run();
  if (done) return done;
  if (context.stop.stop_requested()) return put_off(context, work);
  found = store::episode_by_id(context.store.read(), work.key.subject);
  const bool overtaken = found && *found && (*found)->state != EpisodeState::waiting;
  return overtaken ? set_aside(context, work, true) : done;
}

bool heard_so(const Error& error) {
  return error.kind == ErrorKind::invalid_input || error.kind == ErrorKind::unsupported ||
         error.kind == ErrorKind::too_large || error.kind == ErrorKind::refused || error.kind == ErrorKind::not_found;
}

// The episode waits on, and says why. What was heard is paid for: it is kept for another try, where one may help.
Result<void> give_up_transcribe(Context& context, const store::Work& work, const Error& error) {
  context.observe({"transcribe", work.key.subject, error.message, true});
  auto done = context.store.write([&](store::Tx& tx) {
    const bool waits = still_waits(tx, work.key.subject);
    if (waits) {
      store::set_state(tx, work.key.subject, EpisodeState::waiting, error.message);
      tell_of_failure(tx, context, work.key, error.message);
    }
    if (!waits || heard_so(error)) store::drop_heard(tx, work.key.subject);
    store::bury(tx, work, error.message);
  });
  clear_audio(context, work.key.subject);
  return done;
}

}  // namespace pith::pipeline
