#include "stages/episode/sameness.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "text/similarity.h"

namespace pith::episode {

namespace {

constexpr auto same_within = std::chrono::minutes{1};
constexpr auto other_from = std::chrono::hours{1};
constexpr double near_from = 0.75;
constexpr std::string_view digits = "0123456789";

auto apart(Time a, Time b) { return a < b ? b - a : a - b; }

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) > 127;
}

bool contains_words(std::string_view text, std::string_view part) {
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    const auto end = at + part.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

// Takes the first run of digits off the text.
std::string_view next_number(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_of(digits), text.size()));
  const auto number = text.substr(0, text.find_first_not_of(digits));
  text.remove_prefix(number.size());
  return number;
}

bool same_numbers(std::string_view a, std::string_view b) {
  for (;;) {
    const auto one = next_number(a), other = next_number(b);
    if (one != other) return false;
    if (one.empty()) return true;
  }
}

}  // namespace

bool same_date(const SaidDate& a, const SaidDate& b) {
  if (!a.raw.empty() && a.raw == b.raw) return true;
  return a.at && b.at && apart(*a.at, *b.at) < same_within;
}

bool other_date(const SaidDate& a, const SaidDate& b) {
  return a.raw != b.raw && a.at && b.at && apart(*a.at, *b.at) >= other_from;
}

bool near_titles(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a == b;
  return contains_words(a, b) || contains_words(b, a) || (same_numbers(a, b) && text::jaccard(a, b) >= near_from);
}

std::optional<int> first_number(std::string_view text) {
  const auto number = next_number(text);
  int value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  return number.empty() || read.ec != std::errc{} ? std::nullopt : std::optional{value};
}

}  // namespace pith::episode
