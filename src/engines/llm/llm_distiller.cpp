#include "engines/llm/llm_distiller.h"

#include <fmt/format.h>

#include "engines/llm/episode_run.h"
#include "engines/llm/prompt_room.h"
#include "engines/llm/questions.h"
#include "stages/insight/answer.h"
#include "stages/insight/merge.h"
#include "stages/insight/prompts.h"

namespace pith::llm {

namespace {

constexpr std::string_view rules =
    "4";  // of reading, proof and merging: raise it where the same answer gives other insights

constexpr std::int64_t least_context = 2'048;  // the prompt alone takes some 700 tokens

// What fell is counted, whoever stood in for it.
Result<insight::Distilled> with_drops(Result<insight::Distilled> made, const std::map<std::string, int>& dropped) {
  if (made)
    for (const auto& [reason, count] : dropped) made->dropped[reason] += count;
  return made;
}

}  // namespace

struct LlmDistiller::Engine {
  struct Texts {
    insight::Prompts prompts;
    insight::NameWords names;
  };
  Engine(const LlmParts& given, LlmOptions chosen, Texts read)
      : parts(given),
        options(std::move(chosen)),
        prompts(std::move(read.prompts)),
        names(std::move(read.names)),
        chat(given.client, options.chat, insight::answer_schema(),
             given.wait ? given.wait : interruptible_wait(options.chat.stop)),
        budget(options.prices, given.answers, given.clock),
        questions({chat, given.answers, budget}, prompts.version, options.rest),
        room(options.context_tokens, options.chat.max_tokens) {}

  LlmParts parts;
  LlmOptions options;
  insight::Prompts prompts;
  insight::NameWords names;
  Chat chat;
  Budget budget;
  Questions questions;
  PromptRoom room;
};

LlmDistiller::LlmDistiller(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
LlmDistiller::~LlmDistiller() = default;

Result<std::unique_ptr<LlmDistiller>> LlmDistiller::make(const LlmParts& parts, LlmOptions options,
                                                         const LlmData& data) {
  if (options.chat.model.empty())
    return fail(ErrorKind::invalid_input, "The language model has no name: set the model that the server shall use.");
  if (options.context_tokens < least_context)
    return fail(ErrorKind::invalid_input, fmt::format("A language model needs a context of at least {} tokens, not {}.",
                                                      least_context, options.context_tokens));
  auto read = insight::read_prompts(data.prompts);
  if (!read) return std::unexpected(read.error());
  auto names = insight::NameWords::parse(data.names);
  if (!names) return std::unexpected(names.error());
  auto engine = std::make_unique<Engine>(parts, std::move(options), Engine::Texts{std::move(*read), std::move(*names)});
  return std::unique_ptr<LlmDistiller>(new LlmDistiller(std::move(engine)));
}

std::string LlmDistiller::version() const {
  return fmt::format("{}/{}/{}", engine_->options.chat.model, engine_->prompts.version, rules);
}

Result<insight::Distilled> LlmDistiller::stand_in(Result<insight::Distilled> builtin, const std::string& reason,
                                                  bool provisional) const {
  if (!builtin) {
    if (!provisional) return builtin;
    const auto why = builtin.error().message;
    builtin = insight::Distilled{};
    builtin->notes.push_back(fmt::format("The built-in distiller could not stand in: {}", why));
  }
  builtin->notes.push_back("The built-in distiller stood in for the language model: " + reason);
  builtin->provisional = provisional;
  builtin->engine = engine_->parts.fallback.name();
  for (auto& insight : builtin->insights) insight.version = engine_->parts.fallback.version();
  return builtin;
}

Result<insight::Distilled> LlmDistiller::distill(const Transcript& transcript,
                                                 const insight::EpisodeContext& context) const {
  auto builtin = engine_->parts.fallback.distill(transcript, context);
  EpisodeRun run({engine_->questions, engine_->room, engine_->prompts, engine_->names}, transcript, context);
  auto offer = run.run();
  if (!offer && engine_->options.chat.stop.stop_requested())
    return fail(ErrorKind::timeout, "Pith was told to stop while the model server was asked.");
  if (!offer) {
    const bool answered = offer.error().kind == ErrorKind::invalid_input;  // and kept: asked again it says the same
    return stand_in(std::move(builtin), offer.error().message, !answered);
  }
  if (offer->proven.empty() && offer->offered > 0)
    return with_drops(
        stand_in(std::move(builtin), fmt::format("none of its {} insights could be proven.", offer->offered), false),
        offer->dropped);

  const std::vector<Insight> none;
  const insight::BuiltinOpinion opinion(builtin ? builtin->insights : none);
  auto merged = insight::merge(std::move(offer->proven), opinion, engine_->options.keep);
  insight::Distilled made{std::move(merged.insights), std::move(offer->dropped), std::move(offer->notes)};
  if (merged.restatements > 0) made.dropped["restatement"] = merged.restatements;
  if (merged.surplus > 0) made.dropped["surplus"] = merged.surplus;
  if (offer->offered == 0) made.notes.push_back("The language model found nothing worth keeping.");
  for (auto& insight : made.insights) {
    insight.engine = name();
    insight.version = version();
  }
  return made;
}

}  // namespace pith::llm
