#include "engines/llm/completion.h"

#include <algorithm>
#include <array>

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

// What a part of a content says; of one that holds thoughts, nothing.
std::string_view part_words(const json::Value& part) {
  const auto type = part.at("type").text();
  if (type.starts_with("reasoning") || type.starts_with("thinking")) return {};
  return part.is_text() ? part.text() : part.at("text").text();
}

// Text, one part or a list of parts that have text, or the very JSON that the text should hold.
std::string words_in(const json::Value& content) {
  if (content.is_object() && !content.has("type")) return json::write(content);
  std::string joined(part_words(content));
  for (const auto& part : content.items()) joined += part_words(part);
  return joined;
}

// Some servers give an answer that follows a schema as the arguments of a function, which nobody calls here.
std::string arguments_in(const json::Value& message) {
  const auto& call = message.at("tool_calls").at(0);
  const auto& function = call.is_null() ? message.at("function_call") : call.at("function");
  const auto& arguments = function.at("arguments");
  return arguments.is_object() ? json::write(arguments) : std::string(arguments.text());
}

// A message, or what came of it so far.
struct Said {
  std::string content;
  std::string arguments;
  std::string refusal;
  std::string thoughts;

  void add(const json::Value& message) {
    content += words_in(message.at("content"));
    arguments += arguments_in(message);
    refusal += message.at("refusal").text();
    const auto& thought = message.at("reasoning_content");
    thoughts += thought.is_text() ? thought.text() : message.at("reasoning").text();
  }
};

// An answer that is nothing but JSON, and stands where thoughts should: servers that look for thoughts do so where a
// model did not think.
bool is_answer(std::string_view thoughts) {
  const auto value = json::parse(thoughts);
  return value && value->is_object();
}

void settle(Said said, ChatReply& reply) {
  reply.content = std::move(said.content);
  if (reply.content.empty()) reply.content = std::move(said.arguments);
  if (!reply.content.empty()) return;
  if (!said.refusal.empty()) {
    reply.content = std::move(said.refusal);
    reply.finish = "refusal";
  } else if (is_answer(said.thoughts)) {
    reply.content = std::move(said.thoughts);
  }
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

bool tells(const json::Value& error) { return error.is_object() || error.is_text(); }

// A server behind the server may fail in the middle.
bool failed(const json::Value& choice) {
  return tells(choice.at("error")) || choice.at("finish_reason").text() == "error";
}

// What a document that has no choices says of a failure, in the forms servers have for that; null where nothing.
const json::Value& failure_in(const json::Value& document) {
  if (tells(document.at("error"))) return document.at("error");
  return document.at("message").is_text() ? document.at("message") : document.at("detail");
}

Result<ChatReply> read_document(std::string_view body) {
  const auto parsed = json::parse(body);
  if (!parsed) return no_completion(body);
  const auto& choices = parsed->at("choices");
  if (const auto& error = failure_in(*parsed); choices.items().empty() && tells(error)) return told_failure(error);
  if (!choices.is_array() || (choices.items().empty() && !parsed->at("usage").is_object())) return no_completion(body);
  const auto& choice = choices.at(0);
  if (failed(choice)) return told_failure(choice.at("error"));
  ChatReply reply;
  reply.finish = choice.at("finish_reason").text();
  Said said;
  said.add(choice.at("message"));
  settle(std::move(said), reply);
  count_tokens(reply, parsed->at("usage"));
  return reply;
}

bool is_stream(std::string_view body) {
  constexpr std::array<std::string_view, 5> begins = {":", "data:", "event:", "id:", "retry:"};
  return std::ranges::any_of(begins, [&](std::string_view field) { return body.starts_with(field); });
}

// Each "data:" line is a piece; the last says "[DONE]". Without an end, or a reason to finish, it broke off.
Result<ChatReply> read_stream(std::string_view body) {
  ChatReply reply;
  Said said;
  bool ended = false;
  while (!body.empty()) {
    const auto line = body.substr(0, body.find('\n'));
    body.remove_prefix(std::min(line.size() + 1, body.size()));
    if (!line.starts_with("data:")) continue;
    const auto data = text::trim(line.substr(5));
    if (data == "[DONE]") ended = true;
    const auto piece = json::parse(data);
    if (!piece) continue;
    if (const auto& error = piece->at("error"); tells(error)) return told_failure(error);
    const auto& choice = piece->at("choices").at(0);
    if (failed(choice)) return told_failure(choice.at("error"));
    said.add(choice.has("delta") ? choice.at("delta") : choice.at("message"));
    if (choice.at("finish_reason").is_text()) reply.finish = choice.at("finish_reason").text();
    count_tokens(reply, piece->at("usage"));
  }
  if (!ended && reply.finish.empty())
    return fail(ErrorKind::corrupt, "The model server's answer broke off.", "a stream without an end", 200);
  settle(std::move(said), reply);
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
