// The exchange with an OpenAI-compatible server: POST {base}/chat/completions until an answer comes or it is plain that
// none will. Knows nothing of podcasts.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "engines/llm/completion.h"
#include "lib/json/json.h"
#include "net/http_client.h"
#include "stages/insight/prompts.h"

namespace pith::llm {

struct ChatOptions {
  std::string base_url = "http://127.0.0.1:8080/v1";  // with or without the /v1
  std::string model;
  std::string key;        // sent as a bearer token; empty: none
  int max_tokens = 4096;  // of one answer
  std::chrono::milliseconds request_timeout{120'000};
  std::chrono::milliseconds deadline{600'000};  // of one question, over all tries and waits
  int tries = 4;                                // of one question
  std::chrono::milliseconds first_wait{
      1'000};                 // before the second try; doubles, up to a minute; Retry-After goes before
  std::stop_token stop = {};  // ends an exchange or a wait soon, with an error
};

// Where `path` ("/models") of the server is, whether its base has the /v1 or not.
std::string endpoint_of(std::string base, std::string_view path);

// What a question may cost beyond its answer: a try whose answer never came may be billed.
struct Toll {
  std::function<void()> lost = [] {};                                   // after such a try
  std::function<Result<void>()> again = [] { return Result<void>{}; };  // before the next; an Error: there is none
};

// Waits, unless asked to stop: false then.
using Wait = std::function<bool(std::chrono::milliseconds)>;
Wait interruptible_wait(const std::stop_token& stop);

// Thread-safe. What the server would not take (a response_format, a token limit, a temperature) is left out from then
// on, once it has answered a request without.
class Chat {
 public:
  // `client` must outlive it. `schema` is what answers should follow.
  Chat(net::HttpClient& client, ChatOptions options, json::Value schema, Wait wait);

  // Errors, in sentences for people: refused (key, model, or the server calls the request wrong), too_large (the server
  // says the prompt is too long), timeout, network, http_status (429 or 5xx to the last), and those of read_completion.
  Result<ChatReply> ask(const std::vector<insight::Message>& messages, const Toll& toll = {});

  const ChatOptions& options() const { return options_; }

 private:
  // What came of one try: an answer, or an error and whether and when to try again.
  struct Try {
    Result<ChatReply> reply;
    bool again = false;
    std::chrono::milliseconds wait{0};
    std::optional<int> other_shape = {};  // ask in it next: the server may not take this one
    bool billed = false;                  // perhaps, though no answer came
  };
  struct Attempt {
    int shape = 0;
    std::chrono::milliseconds left{0};
  };
  Try attempt(const std::vector<insight::Message>& messages, Attempt how);
  Try no_response(const Error& error) const;
  Try judge(const net::HttpResponse& response, int shape);
  Try refused_request(const net::HttpResponse& response, int shape);
  net::HttpRequest request_of(const std::vector<insight::Message>& messages, int shape) const;

  net::HttpClient& client_;
  ChatOptions options_;
  json::Value schema_;
  Wait wait_;
  std::atomic<int> shape_ = 0;  // how much of a request the server takes: see chat.cpp
};

}  // namespace pith::llm
