// folders: engines/llm
// Any bytes as a chat server's answer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "engines/llm/completion.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reply = pith::llm::read_completion({reinterpret_cast<const char*>(data), size});
  if (reply && (reply->prompt_tokens < 0 || reply->completion_tokens < 0)) std::abort();
  return 0;
}
