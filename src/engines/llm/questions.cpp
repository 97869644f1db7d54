#include "engines/llm/questions.h"

#include "base/ids.h"
#include "lib/log/log.h"

namespace pith::llm {

namespace {

// Tokens that texts may have at most, for the budget: three bytes each.
std::int64_t tokens_in(std::string_view text) { return static_cast<std::int64_t>(text.size() / 3) + 1; }
std::int64_t most_tokens(const std::vector<insight::Message>& messages) {
  return static_cast<std::int64_t>(insight::size_of(messages) / 3);
}

}  // namespace

std::string Questions::key_of(const Question& question) const {
  auto list = json::array();
  for (const auto& message : question.keyed) list.push(json::array({message.role, message.content}));
  return content_hash(json::write(json::array({parts_.chat.options().model, version_, std::move(list)})));
}

Result<ChatReply> Questions::ask_server(const std::vector<insight::Message>& messages, const Toll& toll) {
  {
    const std::lock_guard lock(mutex_);
    if (std::chrono::steady_clock::now() < rests_until_) return std::unexpected(why_);
  }
  auto reply = parts_.chat.ask(messages, toll);
  if (!reply && reply.error().kind != ErrorKind::too_large) {
    const std::lock_guard lock(mutex_);
    rests_until_ = std::chrono::steady_clock::now() + rest_;
    why_ = reply.error();
  }
  return reply;
}

// Only counted: what stands is stored by the pipeline.
void Questions::judged(const Answer& answer, const AnswerOutcome& outcome) {
  if (const auto done = parts_.answers.judged(answer.key, outcome); !done) log::warning(done.error().log_line());
}

Result<Answer> Questions::ask(const Question& question) {
  Answer answer;
  answer.key = key_of(question);
  auto kept = parts_.answers.get(answer.key);
  if (!kept) return std::unexpected(kept.error());
  if (*kept) return std::move(**kept);
  const auto set_aside = [&] {
    return parts_.budget.hold(answer.key, {most_tokens(question.messages), parts_.chat.options().max_tokens});
  };
  auto hold = set_aside();
  if (!hold) return std::unexpected(hold.error());
  const auto again = [&]() -> Result<void> {
    if (hold && !hold->kept()) return {};
    hold = set_aside();
    return hold ? Result<void>{} : std::unexpected(hold.error());
  };
  auto reply = ask_server(question.messages, {[&] { hold->keep(); }, again});
  if (!reply) return std::unexpected(reply.error());
  answer.episode_id = question.episode_id;
  answer.purpose = question.purpose;
  answer.model = parts_.chat.options().model;
  answer.version = version_;
  answer.asked = hold->asked();
  answer.content = std::move(reply->content);
  answer.finish = std::move(reply->finish);
  answer.prompt_tokens = reply->prompt_tokens > 0 ? reply->prompt_tokens : most_tokens(question.messages);
  answer.completion_tokens = reply->completion_tokens > 0 ? reply->completion_tokens : tokens_in(answer.content);
  answer.cost = parts_.budget.cost(answer.prompt_tokens, answer.completion_tokens);
  answer.latency = reply->latency;
  if (auto put = parts_.answers.put(answer); !put) return std::unexpected(put.error());
  return answer;
}

}  // namespace pith::llm
