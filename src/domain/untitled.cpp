#include "domain/untitled.h"

#include <algorithm>
#include <string_view>

#include "base/civil_day.h"

namespace pith {

namespace {

constexpr std::size_t most_bytes = 60;
constexpr std::string_view spaces = " \t\r\n";
constexpr std::string_view of_day = "Episode of ";

// Not within a character.
std::string_view beginning_of(std::string_view word) {
  auto end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
  return word.substr(0, end);
}

// An address is no words, and may hold a secret: nothing from there on.
std::string first_words(std::string_view text) {
  std::string out;
  for (auto at = text.find_first_not_of(spaces); at != std::string_view::npos;) {
    const auto end = std::min(text.find_first_of(spaces, at), text.size());
    const auto word = text.substr(at, end - at);
    if (word.contains("://")) break;
    if (out.empty() && word.size() > most_bytes) return std::string(beginning_of(word)) + "…";
    auto longer = out + (out.empty() ? "" : " ") + std::string(word);
    if (longer.size() > most_bytes) return out + "…";
    out = std::move(longer);
    at = text.find_first_not_of(spaces, end);
  }
  return out;
}

}  // namespace

std::string fallback_title(const Episode& episode) {
  if (auto words = first_words(episode.description); !words.empty()) return words;
  const auto day = format_day_long(day_in("UTC", episode.published));
  return std::string(of_day) + day.substr(day.find(", ") + 2);
}

bool is_untitled(const Episode& episode) {
  if (episode.title.empty()) return true;
  if (episode.title.size() > most_bytes + std::string_view("…").size()) return false;
  if (episode.description.empty() && !episode.title.starts_with(of_day)) return false;
  return episode.title == fallback_title(episode);
}

}  // namespace pith
