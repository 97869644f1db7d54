#include "engines/llm/completion.h"

#include <algorithm>

#include <fmt/format.h>

#include "lib/json/json.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::llm {

namespace {

constexpr std::int64_t most_tokens = 100'000'000;  // of one answer: more is a server's mistake, and would fill any cap

std::int64_t tokens_in(const json::Value& count) {
  return static_cast<std::int64_t>(std::clamp(count.number().value_or(0), 0.0, static_cast<double>(most_tokens)));
}

// Text, or a list of parts that have text.
std::string words_in(const json::Value& content) {
  if (content.is_text()) return std::string(content.text());
  std::string joined;
  for (const auto& part : content.items()) joined += part.at("text").text();
  return joined;
}

// Some servers give an answer that follows a schema as the arguments of a function, which nobody calls here.
std::string arguments_in(const json::Value& message) {
  return std::string(message.at("tool_calls").at(0).at("function").at("arguments").text());
}

void count_tokens(ChatReply& reply, const json::Value& usage) {
  if (!usage.is_object()) return;
  reply.prompt_tokens = tokens_in(usage.at("prompt_tokens"));
  reply.completion_tokens = tokens_in(usage.at("completion_tokens"));
}

std::unexpected<Error> no_completion(std::string_view body) {
  return fail(ErrorKind::corrupt, "The model server's answer is not a chat completion.",
              std::string(text::truncate_utf8(text::repair_utf8(body.substr(0, 400)), 200)), 200);
}

std::unexpected<Error> told_failure(const json::Value& error) {
  const auto& told = error.is_text() ? error : error.at("message");
  const auto words = std::string(text::truncate_utf8(text::trim(told.text()), 200));
  return fail(ErrorKind::http_status,
              fmt::format("The model server failed{}{}.", words.empty() ? "" : ": ",
                          std::string_view(words).substr(0, words.size() - (words.ends_with('.') ? 1 : 0))),
              words, 200);
}

Result<ChatReply> read_document(std::string_view body) {
  const auto parsed = json::parse(body);
  if (!parsed) return no_completion(body);
  const auto& choices = parsed->at("choices");
  if (const auto& error = parsed->at("error"); choices.items().empty() && (error.is_object() || error.is_text()))
    return told_failure(error);
  if (!choices.is_array() || (choices.items().empty() && !parsed->at("usage").is_object())) return no_completion(body);
  const auto& choice = choices.at(0);
  ChatReply reply;
  reply.content = words_in(choice.at("message").at("content"));
  if (reply.content.empty()) reply.content = arguments_in(choice.at("message"));
  reply.finish = choice.at("finish_reason").text();
  count_tokens(reply, parsed->at("usage"));
  return reply;
}

bool is_stream(std::string_view body) {
  return body.starts_with(':') || body.starts_with("data:") || body.starts_with("event:");
}

// Each "data:" line is a piece; the last says "[DONE]". Without an end, or a reason to finish, it broke off.
Result<ChatReply> read_stream(std::string_view body) {
  ChatReply reply;
  std::string arguments;
  bool ended = false;
  while (!body.empty()) {
    const auto line = body.substr(0, body.find('\n'));
    body.remove_prefix(std::min(line.size() + 1, body.size()));
    if (!line.starts_with("data:")) continue;
    const auto data = text::trim(line.substr(5));
    if (data == "[DONE]") ended = true;
    const auto piece = json::parse(data);
    if (!piece) continue;
    if (const auto& error = piece->at("error"); error.is_object() || error.is_text()) return told_failure(error);
    const auto& choice = piece->at("choices").at(0);
    reply.content += words_in(choice.at("delta").at("content"));
    arguments += arguments_in(choice.at("delta"));
    if (choice.at("finish_reason").is_text()) reply.finish = choice.at("finish_reason").text();
    count_tokens(reply, piece->at("usage"));
  }
  if (!ended && reply.finish.empty())
    return fail(ErrorKind::corrupt, "The model server's answer broke off.", "a stream without an end", 200);
  if (reply.content.empty()) reply.content = std::move(arguments);
  return reply;
}

}  // namespace

Result<ChatReply> read_completion(std::string_view body) {
  body = text::without_mark(body);
  const auto begins = text::trim(body);
  if (begins.starts_with('<'))
    return fail(ErrorKind::not_found,
                "A web page answers in the model server's place: is llm.base_url right, and no proxy or login between?",
                std::string(text::truncate_utf8(text::repair_utf8(begins.substr(0, 400)), 200)), 200);
  return is_stream(begins) ? read_stream(begins) : read_document(body);
}

}  // namespace pith::llm
