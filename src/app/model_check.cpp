#include "app/model_check.h"

#include "app/engines.h"
#include "app/kept_answers.h"
#include "base/ids.h"
#include "engines/llm/budget.h"
#include "engines/llm/probe.h"
#include "store/answers.h"

namespace pith::app {

namespace {

std::string key_of(Time asked) { return content_hash("doctor " + format_rfc3339(asked)); }

Answer answer_of(const llm::LlmOptions& options, const llm::ChatReply& reply, Time asked) {
  Answer answer;
  answer.key = key_of(asked);
  answer.purpose = "doctor";
  answer.model = options.chat.model;
  answer.asked = asked;
  answer.content = reply.content;
  answer.finish = reply.finish;
  answer.prompt_tokens = reply.prompt_tokens;
  answer.completion_tokens = reply.completion_tokens;
  answer.cost = llm::cost_of(options.prices, reply.prompt_tokens, reply.completion_tokens);
  answer.latency = reply.latency;
  return answer;
}

}  // namespace

Result<std::optional<ModelCheck>> check_model(Program& program) {
  if (program.settings().distill.engine != "llm") return std::optional<ModelCheck>{};
  const auto options = llm_options_of(program.settings());
  if (!options) return ModelCheck{false, options.error().message};
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto http = make_http(program.settings());
  const Time asked = program.clock().now();
  KeptAnswers answers(**store);
  llm::Budget budget(options->prices, answers, program.clock());
  const auto hold = budget.hold(key_of(asked), {.prompt_tokens = 32, .completion_tokens = 64});
  if (!hold) return ModelCheck{false, hold.error().message};
  const auto probed = llm::probe(*http, options->chat);
  if (!probed) return ModelCheck{false, probed.error().message};
  const auto kept = (*store)->write([&](store::Tx& tx) { store::put(tx, answer_of(*options, probed->reply, asked)); });
  if (!kept) return std::unexpected(kept.error());
  return ModelCheck{true, probed->sentence};
}

}  // namespace pith::app
