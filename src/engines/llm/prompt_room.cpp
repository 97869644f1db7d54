#include "engines/llm/prompt_room.h"

#include <algorithm>

namespace pith::llm {

namespace {

constexpr double bytes_per_token = 3.5;       // of transcripts with their numbers and names: some 4
constexpr double most_letters_a_token = 5.5;  // more is no tokenizer's work
constexpr double least_window = 1'500;        // bytes: a dozen sentences
constexpr double overlap_share = 0.06;

// Letters, not bytes: outside ASCII one takes two or three.
std::size_t letters_of(const std::vector<insight::Message>& messages) {
  std::size_t letters = 0;
  for (const auto& message : messages)
    letters += static_cast<std::size_t>(std::ranges::count_if(
        message.content, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
  return letters;
}

}  // namespace

insight::WindowSize PromptRoom::window(std::size_t overhead) const {
  const double bytes = static_cast<double>(tokens_.load()) * bytes_per_token - static_cast<double>(overhead);
  const double room = std::max(bytes, least_window);
  return {static_cast<std::size_t>(room), static_cast<std::size_t>(room * overlap_share)};
}

bool PromptRoom::was_cut(const std::vector<insight::Message>& messages, const Answer& answer) {
  if (answer.prompt_tokens <= 0) return false;
  return static_cast<double>(letters_of(messages)) > most_letters_a_token * static_cast<double>(answer.prompt_tokens);
}

void PromptRoom::shrink_to(std::int64_t tokens) {
  auto now = tokens_.load();
  while (tokens < now && !tokens_.compare_exchange_weak(now, tokens)) {
  }
}

}  // namespace pith::llm
