// What a chat server's answer says, in the forms that servers give it: one JSON document, or, from those that always
// stream, server-sent events with a piece each. Pure.
// Source: the OpenAI API reference, "chat completion object" and "chat completion chunk object".
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::llm {

struct ChatReply {
  std::string content;             // empty where the model only thought, or gave nothing
  std::string finish;              // "stop", "length", "content_filter"; "refusal": `content` says why it refused
  std::int64_t prompt_tokens = 0;  // 0 where the server does not say
  std::int64_t completion_tokens = 0;
  std::chrono::milliseconds latency{0};  // of the try that succeeded
};

// Any answer of a model's is one, also one without words: it is paid for. Errors: http_status where the server says in
// its answer that it failed; not_found for a web page; corrupt for anything else, a stream that broke off included.
Result<ChatReply> read_completion(std::string_view body);

}  // namespace pith::llm
