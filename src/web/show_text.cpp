#include "web/show_text.h"

#include <array>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pith::web {

std::string date_without_weekday(CivilDay day) {
  const auto whole = format_day_long(day);
  const auto comma = whole.find(", ");
  return comma == std::string::npos ? whole : whole.substr(comma + 2);
}

std::string weekday(CivilDay day) {
  const auto whole = format_day_long(day);
  return whole.substr(0, whole.find(','));
}

std::string length_in_words(std::chrono::seconds length) {
  const auto seconds = length.count();
  if (seconds < 60) return fmt::format("{} s", seconds);
  const auto minutes = (seconds + 30) / 60;
  if (minutes < 60) return fmt::format("{} min", minutes);
  return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string grouped(std::int64_t number) {
  auto digits = fmt::format("{}", number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  if (count == 0) return fmt::format("no {}", many);
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

std::string speaker_label(std::string_view speaker) {
  return speaker.empty() || speaker == "unknown speaker" ? "Speaker not named" : std::string(speaker);
}

std::string shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  auto kept = text::truncate_utf8(text, bytes);
  const auto space = kept.rfind(' ');
  if (space != std::string_view::npos && space > bytes / 2) kept = kept.substr(0, space);
  while (!kept.empty() && std::string_view(",;:.-").contains(kept.back())) kept.remove_suffix(1);
  return fmt::format("{}…", kept);
}

std::string as_sentence(std::string_view words) {
  std::string sentence(words);
  if (sentence.empty()) return sentence;
  if (sentence.front() >= 'a' && sentence.front() <= 'z') sentence.front() = static_cast<char>(sentence.front() - 32);
  if (!std::string_view(".!?…").contains(sentence.back())) sentence.push_back('.');
  return sentence;
}

std::string standing_of(const Episode& episode) {
  constexpr std::array<std::string_view, 6> sentences = {
      "Older than what Pith took when it began to follow the show.",
      "Waits for a transcript.",
      "Its transcript is being fetched.",
      "Its transcript is here; its insights come next.",
      "",
      "Its transcript could not be distilled.",
  };
  const auto plain = sentences.at(static_cast<std::size_t>(episode.state));
  if (plain.empty() || episode.reason.empty()) return plain.empty() ? as_sentence(episode.reason) : std::string(plain);
  return fmt::format("{} {}", plain, as_sentence(episode.reason));
}

std::string relative_time(Time then, Time now) {
  const auto apart = then > now ? then - now : now - then;
  const auto minutes = std::chrono::floor<std::chrono::minutes>(apart).count();
  if (minutes < 1) return "just now";
  const auto hours = minutes / 60;
  const auto count = minutes < 60 ? minutes : hours < 48 ? hours : hours / 24;
  const auto* unit = minutes < 60 ? "minute" : hours < 48 ? "hour" : "day";
  const auto words = fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
  return then > now ? "in " + words : words + " ago";
}

}  // namespace pith::web
