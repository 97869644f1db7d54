// How long a prompt may be: from the context size that was set, and less once the server shows that it sees less.
// Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "domain/answer.h"
#include "stages/insight/prompts.h"

namespace pith::llm {

class PromptRoom {
 public:
  PromptRoom(std::int64_t context_tokens, std::int64_t answer_tokens)
      : tokens_(context_tokens > 2 * answer_tokens ? context_tokens - answer_tokens : context_tokens / 2) {}

  // What windows fit beside `overhead` bytes of prompt.
  insight::WindowSize window(std::size_t overhead) const;

  // Whether the server counted far fewer tokens than it was sent: it cut the prompt and said nothing. A server that
  // does not count is believed.
  static bool was_cut(const std::vector<insight::Message>& messages, const Answer& answer);
  // No prompt is longer than so many tokens from now on.
  void shrink_to(std::int64_t tokens);
  void halve() { shrink_to(tokens_ / 2); }

 private:
  std::atomic<std::int64_t> tokens_;
};

}  // namespace pith::llm
