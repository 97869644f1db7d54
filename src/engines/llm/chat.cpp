#include "engines/llm/chat.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>

#include <fmt/format.h>

#include "base/time.h"
#include "net/failures.h"
#include "net/retry_after.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::llm {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds longest_wait{60'000};

// What a request holds beside model and messages. A server that answers 400 is asked again in the next shape.
enum class Limits { classic, modern, none };  // max_tokens and temperature; max_completion_tokens alone; neither
struct Shape {
  bool schema;
  Limits limits;
};
constexpr std::array<Shape, 5> shapes{{{true, Limits::classic},
                                       {false, Limits::classic},
                                       {true, Limits::modern},
                                       {false, Limits::modern},
                                       {false, Limits::none}}};

struct StatusRule {
  int first;
  int last;
  bool again;
  std::string_view sentence;
};
constexpr std::array<StatusRule, 12> status_rules{{
    {300, 399, false, "The model server sends on to another address, where the key does not go"},
    {401, 401, false, "The model server refused the key"},
    {402, 402, false, "The model server wants to be paid first: the account there is out of credit"},
    {403, 403, false, "The model server does not let this key use the model"},
    {404, 404, false, "The model server knows no such model or address"},
    {408, 408, true, "The model server gave up waiting"},
    {425, 429, true, "The model server asks for fewer requests"},
    {400, 499, false, "The model server refused the request"},
    {502, 504, true, "The model server is overloaded or not ready"},
    {529, 529, true, "The model server is overloaded or not ready"},
    {500, 599, true, "The model server failed"},
    {0, 999, false, "The model server gave an answer that is none"},
}};

// A gateway did, while the model went on.
bool gave_up_waiting(int status) { return status == 504 || status == 524; }

const StatusRule& rule_of(int status) {
  return *std::ranges::find_if(status_rules,
                               [&](const auto& rule) { return status >= rule.first && status <= rule.last; });
}

// The server's own words: {"error": {"message": "..."}}, {"error": "..."}, {"message": "..."}, {"detail": "..."}, or a
// line of text; a page's are none.
std::string words_of(const net::HttpResponse& response) {
  const auto shown = [](std::string_view words) { return std::string(text::truncate_utf8(text::trim(words), 200)); };
  const auto body = json::parse(response.body);
  if (!body) {
    const auto plain = text::repair_utf8(response.body);
    return text::trim(plain).starts_with('<') ? "" : shown(plain);
  }
  const auto& error = body->at("error");
  for (const auto* words : {&error, &error.at("message"), &body->at("message"), &body->at("detail")})
    if (words->is_text()) return shown(words->text());
  return "";
}

bool says_too_long(std::string_view words) {
  const auto lowered = text::lower(words);
  const bool about_context = lowered.contains("context") || lowered.contains("prompt is too long");
  return about_context && (lowered.contains("length") || lowered.contains("long") || lowered.contains("size") ||
                           lowered.contains("window") || lowered.contains("exceed"));
}

milliseconds asked_wait(const net::HttpResponse& response) {
  const auto now = std::chrono::floor<Micros>(std::chrono::system_clock::now());
  return net::revisit_hint(response.headers, now).not_before.value_or(Seconds(0));
}

}  // namespace

std::string endpoint_of(std::string base, std::string_view path) {
  constexpr std::string_view whole = "/chat/completions";  // as some servers show their address
  const auto bare = [&] {
    while (base.ends_with('/')) base.pop_back();
  };
  bare();
  if (base.ends_with(whole)) base.resize(base.size() - whole.size());
  bare();
  if (!base.ends_with("/v1") && !base.contains("/v1/") && !base.contains("/api")) base += "/v1";
  return base.append(path);
}

Wait interruptible_wait(const std::stop_token& stop) {
  return [stop](milliseconds time) {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
  };
}

Chat::Chat(net::HttpClient& client, ChatOptions options, json::Value schema, Wait wait)
    : client_(client), options_(std::move(options)), schema_(std::move(schema)), wait_(std::move(wait)) {}

net::HttpRequest Chat::request_of(const std::vector<insight::Message>& messages, int shape) const {
  auto list = json::array();
  for (const auto& message : messages) list.push(json::object({{"role", message.role}, {"content", message.content}}));
  auto body = json::object({{"model", options_.model}, {"messages", std::move(list)}});
  if (shapes[shape].limits == Limits::classic) body.set("temperature", 0).set("max_tokens", options_.max_tokens);
  if (shapes[shape].limits == Limits::modern) body.set("max_completion_tokens", options_.max_tokens);
  if (shapes[shape].schema)
    body.set(
        "response_format",
        json::object({{"type", "json_schema"},
                      {"json_schema", json::object({{"name", "insights"}, {"strict", true}, {"schema", schema_}})}}));
  net::HttpRequest request;
  request.url = endpoint_of(options_.base_url, "/chat/completions");
  request.method = "POST";
  request.headers = {{"Content-Type", "application/json"}};
  if (!options_.key.empty()) request.headers.emplace_back("Authorization", "Bearer " + options_.key);
  request.body = json::write(body);
  request.accept = "application/json";
  request.trusted = true;
  request.limits.max_redirects = 0;  // the key goes nowhere else
  request.limits.max_bytes = 4 << 20;
  request.limits.low_speed_bytes = 0;  // a model thinks in silence
  request.stop = options_.stop;
  return request;
}

namespace {

// The shape without what the server's words find fault with; where they name nothing, the next.
int shape_after(int shape, std::string_view words) {
  const auto lowered = text::lower(words);
  const auto names = [&](std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return lowered.contains(part); });
  };
  const auto& now = shapes[shape];
  const bool no_schema = names({"response_format", "json_schema", "schema", "grammar"});
  const bool no_limits = names({"max_tokens", "max_completion_tokens", "temperature"});
  for (int next = shape + 1; next < static_cast<int>(shapes.size()) && (no_schema || no_limits); ++next)
    if ((!no_schema || !shapes[next].schema) &&
        (no_limits ? shapes[next].limits != now.limits : shapes[next].limits == now.limits))
      return next;
  return shape + 1;
}

}  // namespace

// Of a 400 the reason may be what the request holds beside the messages.
Chat::Try Chat::refused_request(const net::HttpResponse& response, int shape) {
  const auto words = words_of(response);
  if (response.status == 413 || says_too_long(words))
    return {fail(ErrorKind::too_large, "The model server says the prompt is too long.", words, response.status)};
  if (shape + 1 < static_cast<int>(shapes.size()))
    return {fail(ErrorKind::refused, "The model server refused the request.", words, response.status),
            true,
            {},
            shape_after(shape, words)};
  return {
      fail(ErrorKind::refused, fmt::format("The model server refused the request: {}", words), words, response.status)};
}

Chat::Try Chat::judge(const net::HttpResponse& response, int shape) {
  const int status = response.status;
  if (status == 200) {
    auto reply = read_completion(response.body);
    const bool unknown = !reply && reply.error().kind == ErrorKind::corrupt;
    return {.reply = std::move(reply), .again = true, .billed = unknown};
  }
  if (status == 400 || status == 413 || status == 422) return refused_request(response, shape);
  const auto& rule = rule_of(status);
  const auto words = words_of(response);
  auto error =
      fail(rule.again ? ErrorKind::http_status : ErrorKind::refused,
           fmt::format("{} ({}{}{}).", rule.sentence, status, words.empty() ? "" : ": ", words), words, status);
  return {
      .reply = std::move(error), .again = rule.again, .wait = asked_wait(response), .billed = gave_up_waiting(status)};
}

// An answer over the limit is no prompt that is too long, and as long the next time.
Chat::Try Chat::no_response(const Error& error) const {
  auto told = error.within("model server");
  const bool endless = told.kind == ErrorKind::too_large;
  const bool billed = endless || told.kind == ErrorKind::timeout || told.kind == ErrorKind::network;
  if (endless) told.kind = ErrorKind::corrupt;
  return {.reply = std::unexpected(std::move(told)),
          .again = !endless && !options_.stop.stop_requested(),
          .billed = billed && !net::never_arrived(error)};
}

Chat::Try Chat::attempt(const std::vector<insight::Message>& messages, Attempt how) {
  auto request = request_of(messages, how.shape);
  request.limits.total = std::min(options_.request_timeout, how.left);
  const auto begun = Clock::now();
  const auto response = net::fetch(client_, std::move(request));
  if (!response) return no_response(response.error());
  auto result = judge(*response, how.shape);
  if (result.reply) result.reply->latency = std::chrono::duration_cast<milliseconds>(Clock::now() - begun);
  return result;
}

Result<ChatReply> Chat::ask(const std::vector<insight::Message>& messages, const Toll& toll) {
  const auto begun = Clock::now();
  milliseconds waited{0};  // counted, not measured, so that a wait that was skipped counts too
  auto wait = options_.first_wait;
  int shape = shape_;
  for (int tries = 1;; ++tries) {
    const auto left = options_.deadline - std::chrono::duration_cast<milliseconds>(Clock::now() - begun) - waited;
    if (left <= milliseconds(0)) return fail(ErrorKind::timeout, "The model server took too long.");
    auto result = attempt(messages, {shape, left});
    if (result.reply) shape_ = shape;
    if (result.billed) toll.lost();
    if (result.reply || !result.again) return std::move(result.reply);
    if (result.other_shape) {  // no failure of the server's
      shape = *result.other_shape;
      --tries;
      continue;
    }
    const auto pause = std::max(wait, result.wait);
    if (tries >= options_.tries || pause >= left || !toll.again()) return std::move(result.reply);
    if (!wait_(pause)) return fail(ErrorKind::timeout, "Stopped while the model server was waited for.");
    waited += pause;
    wait = std::min(wait * 2, longest_wait);
  }
}

}  // namespace pith::llm
