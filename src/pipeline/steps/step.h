// The steps of the pipeline as data. A step takes leased work and commits its result, the next work and its own row as
// done in one transaction (invariant 1); no outside call happens inside one.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/episode.h"
#include "pipeline/context.h"
#include "stages/delivery/channel.h"
#include "store/work.h"
#include "store/work_keys.h"

namespace pith::pipeline {

// Why a step did not come to its end: it is tried again later, at the earliest when the server asked to.
struct Failure {
  Error error;
  std::optional<Seconds> asked;
  bool rests = false;  // its host was not asked, for it wants to be left alone: no failure of what was to be asked
  std::string full_line = {};  // the host it was not asked of, for too many wait for it: not counted as a try

  Failure(Error failed)
      : error(std::move(failed)) {}  // NOLINT(google-explicit-constructor): errors of stages pass through
  Failure(Error failed, std::optional<Seconds> wish) : error(std::move(failed)), asked(wish) {}
};
using StepResult = std::expected<void, Failure>;
StepResult stored(Result<void> done);  // what came of the last write, as the step's

// Which threads run it: those that wait for others, those that settle polls, those that compute, those that distill,
// which do either, or the one that hears.
enum class Lane { net, poll, cpu, distill, hear };

struct Step {
  std::string_view name;
  Lane lane;
  Patience patience;
  bool (*will_not_mend)(const Error&);              // trying again is no use
  StepResult (*run)(Context&, const store::Work&);  // none in Lane::poll: polling.h runs many at once
  // After the last attempt, or an error that will not mend: commits what is then true, its work row included.
  Result<void> (*give_up)(Context&, const store::Work&, const Error&);
};

// In order of importance: what brings known work to its end goes before new work.
std::span<const Step> steps();
const Step* find_step(std::string_view name);

// Each has its own file.
StepResult follow(Context&, const store::Work&);
Result<void> give_up_follow(Context&, const store::Work&, const Error&);
Result<void> give_up_poll(Context&, const store::Work&, const Error&);
StepResult move_feed(Context&, const store::Work&);
Result<void> give_up_move(Context&, const store::Work&, const Error&);
StepResult fetch_chapters(Context&, const store::Work&);
Result<void> give_up_chapters(Context&, const store::Work&, const Error&);
StepResult fetch_transcript(Context&, const store::Work&);
Result<void> give_up_transcript(Context&, const store::Work&, const Error&);
StepResult transcribe(Context&, const store::Work&);
bool heard_so(const Error& error);  // what was heard stays as it is; so does audio that is none
Result<void> give_up_transcribe(Context&, const store::Work&, const Error&);
StepResult distill(Context&, const store::Work&);
Result<void> give_up_distill(Context&, const store::Work&, const Error&);
StepResult relate(Context&, const store::Work&);
StepResult index_again(Context&, const store::Work&);
StepResult make_brief(Context&, const store::Work&);
StepResult write_letter(Context&, const store::Work&);
StepResult deliver(Context&, const store::Work&);
StepResult forget_mail(Context&, const store::Work&);
Result<void> give_up_deliver(Context&, const store::Work&, const Error&);
StepResult send_hook(Context&, const store::Work&);
Result<void> give_up_hook(Context&, const store::Work&, const Error&);
// Hands a mail to the channel, whose server may take its time while other work goes on, and tells what came of it: that
// it was sent to this address, or, the first time and by a clock that runs, that it was put off. Errors are the
// channel's.
Result<delivery::SendOutcome> send_mail(const Context&, const store::Work&, const std::string& address,
                                        const delivery::OutgoingMessage&);
// The row becomes a dead letter with the error's sentence.
Result<void> bury_work(Context&, const store::Work&, const Error&);

// The one spelling of each work key.
using store::follow_work;
store::WorkKey poll_work(std::string_view feed_id);
// The address is in the feed's moved_hint: it may hold a secret.
store::WorkKey move_work(std::string_view feed_id, std::string_view url);
store::WorkKey chapters_work(std::string_view episode_id);
store::WorkKey transcript_work(std::string_view episode_id);
store::WorkKey transcribe_work(std::string_view episode_id, const transcript::Transcriber& transcriber);
store::WorkKey distill_work(std::string_view episode_id, const insight::Distiller& distiller);
store::WorkKey relate_work(std::string_view episode_id, std::string_view version);
store::WorkKey brief_work(std::string_view reader_id, std::string_view day);
store::WorkKey deliver_work(std::string_view delivery_id);

// What is to be fetched of an episode next: its chapter file goes before its transcript, so that who distills knows the
// chapters. None for an episode that is only listed, or hidden.
std::optional<store::WorkKey> next_fetch(const Episode& episode);

}  // namespace pith::pipeline
