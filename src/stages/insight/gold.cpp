#include "stages/insight/gold.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "lib/json/json.h"
#include "text/lines.h"
#include "text/utf8.h"

namespace pith::insight {

namespace {

constexpr int most_cues = 1'000'000;  // of an episode: a range beyond is a slip, and costly to spread

std::vector<CueRange> ranges(const json::Value& value) {
  std::vector<CueRange> all;
  for (const auto& pair : value.items())
    all.push_back({static_cast<int>(pair.at(std::size_t{0}).integer().value_or(0)),
                   static_cast<int>(pair.at(std::size_t{1}).integer().value_or(-1))});
  return all;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int number_of(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// Takes "01:02:03.456" or "02:03.456" from the front; hours of any length.
std::optional<double> take_time(std::string_view& text) {
  const auto size = std::min(text.find_first_not_of("0123456789:.,"), text.size());
  auto stamp = text.substr(0, size);
  const auto dot = stamp.find_first_of(".,");
  if (dot == std::string_view::npos || dot < 5 || stamp[dot - 3] != ':') return std::nullopt;
  const auto fraction = stamp.substr(dot + 1, 3);
  if (fraction.size() != 3 || !all_digits(fraction)) return std::nullopt;
  const auto minutes = stamp.substr(dot - 5, 2);
  double hours = 0;
  if (dot > 5) hours = number_of(stamp.substr(0, dot - 6));
  text.remove_prefix(dot + 4);
  return hours * 3600 + number_of(minutes) * 60 + number_of(stamp.substr(dot - 2, 2)) + number_of(fraction) / 1000.0;
}

std::optional<std::pair<double, double>> times_of(std::string_view line) {
  constexpr std::string_view arrow = " --> ";
  const auto start = take_time(line);
  if (!start || !line.starts_with(arrow)) return std::nullopt;
  line.remove_prefix(arrow.size());
  const auto end = take_time(line);
  if (!end) return std::nullopt;
  return std::pair{*start, *end};
}

}  // namespace

namespace {

bool possible(std::span<const CueRange> all) {
  return std::ranges::all_of(all, [](const CueRange& range) {
    return range.first >= 0 && range.first <= range.last && range.last < most_cues;
  });
}

Result<GoldInsight> gold_insight(const json::Value& item, std::size_t place) {
  GoldInsight insight{static_cast<int>(item.at("rank").integer().value_or(0)),
                      item.at("score").number().value_or(0),
                      static_cast<int>(item.at("key").integer().value_or(0)),
                      ranges(item.at("evidence")),
                      std::string(item.at("headline").text()),
                      std::string(item.at("text").text())};
  if (!(insight.score > 0 && insight.score <= 5))
    return fail(ErrorKind::invalid_input, fmt::format("insight {} has no \"score\" from 1 to 5", place));
  if (insight.evidence.empty() || !possible(insight.evidence))
    return fail(ErrorKind::invalid_input, fmt::format("insight {} has no \"evidence\" of cues [first, last]", place));
  return insight;
}

}  // namespace

Result<Gold> read_gold(std::string_view bytes) {
  const auto parsed = json::parse(bytes);
  if (!parsed) return std::unexpected(parsed.error());
  Gold gold{std::string(parsed->at("episode").text()),
            {},
            ranges(parsed->at("ads")),
            ranges(parsed->at("chatter")),
            std::string(parsed->at("title").text())};
  for (const auto& item : parsed->at("insights").items()) {
    auto insight = gold_insight(item, gold.insights.size() + 1);
    if (!insight) return std::unexpected(insight.error());
    gold.insights.push_back(std::move(*insight));
  }
  if (gold.episode.empty() || gold.insights.empty())
    return fail(ErrorKind::invalid_input, "this is no labelled episode: it has no \"episode\" or no \"insights\"");
  if (!possible(gold.ads) || !possible(gold.chatter))
    return fail(ErrorKind::invalid_input, "\"ads\" and \"chatter\" are lists of cues [first, last]");
  return gold;
}

namespace {}  // namespace

std::set<std::string, std::less<>> listed_episodes(std::string_view list) {
  std::set<std::string, std::less<>> names;
  while (!list.empty()) {
    const auto name = text::trim(text::take_line(list));
    if (!name.empty()) names.emplace(name);
  }
  return names;
}

CueTimes read_cue_times(std::string_view vtt) {
  CueTimes found;
  std::string_view last;
  int number = 0;
  while (!vtt.empty()) {
    const auto line = text::take_line(vtt);
    if (const auto times = times_of(line)) {
      ++number;
      found[all_digits(last) ? number_of(last) : number] = *times;
    }
    last = text::trim(line);
  }
  return found;
}

}  // namespace pith::insight
