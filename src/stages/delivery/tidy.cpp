#include "stages/delivery/tidy.h"

#include <algorithm>

#include "base/uri.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace pith::delivery {

namespace {

constexpr std::size_t most_picks = 5;
constexpr std::size_t longest_title = 240;
constexpr std::size_t longest_text = 1500;
constexpr std::size_t longest_quote = 10'000;  // in feeds, where they stand whole
constexpr std::size_t longest_url = 1000;
constexpr double same_words = 0.7;

// C1 controls steer terminals as ESC does; others turn the direction of what follows; the last two no XML may have.
bool is_unfit(char32_t value) {
  return (value >= 0x80 && value <= 0x9F) || (value >= 0x202A && value <= 0x202E) ||
         (value >= 0x2066 && value <= 0x2069) || value == 0xFFFE || value == 0xFFFF;
}

std::string bounded(std::string text, std::size_t longest) {
  if (text.size() <= longest) return text;
  text = text::truncate_utf8(text, longest);
  if (const auto space = text.rfind(' '); space != std::string::npos && space > longest / 2) text.resize(space);
  return text + "…";
}

std::string line_of(std::string_view raw, std::size_t longest) {
  std::string kept;
  const auto folded = text::fold_space(text::repair_utf8(raw));
  for (std::size_t at = 0; at < folded.size();) {
    const auto point = text::code_point_at(folded, at);
    if (!is_unfit(point.value)) kept.append(folded, at, point.length);
    at += point.length;
  }
  return bounded(std::move(kept), longest);
}

std::string address_of(std::string_view raw) {
  const bool usable = raw.starts_with("https://") || raw.starts_with("http://") || raw.starts_with('/');
  const bool clean = std::ranges::none_of(
      raw, [](unsigned char c) { return c <= ' ' || c == 0x7F || c == '"' || c == '<' || c == '>'; });
  return usable && clean && raw.size() <= longest_url ? uri_of(raw) : "";
}

void tidy(PickView& pick) {
  for (auto* title :
       {&pick.headline, &pick.speaker, &pick.position, &pick.show_title, &pick.episode_title, &pick.reason}) {
    *title = line_of(*title, longest_title);
  }
  for (auto& topic : pick.topics) topic = line_of(topic, longest_title);
  for (auto* text : {&pick.text, &pick.quote}) *text = line_of(*text, longest_text);
  for (auto& quote : pick.quotes) {
    quote = {line_of(quote.text, longest_quote), line_of(quote.speaker, longest_title),
             line_of(quote.position, longest_title), address_of(quote.moment_url), address_of(quote.audio_url)};
  }
  for (auto* url : {&pick.insight_url, &pick.episode_url, &pick.show_url, &pick.audio_url}) *url = address_of(*url);
}

}  // namespace

PickView tidy_pick(PickView pick) {
  tidy(pick);
  return pick;
}

std::string tidy_title(std::string_view title) { return line_of(title, longest_title); }

BriefView tidy(BriefView brief) {
  brief.note = line_of(brief.note, longest_title * 2);
  brief.site_url = address_of(brief.site_url);
  brief.day_url = address_of(brief.day_url);
  if (brief.picks.size() > most_picks) brief.picks.resize(most_picks);
  for (auto& pick : brief.picks) tidy(pick);
  return brief;
}

bool quote_adds(const PickView& pick) {
  if (pick.quote.empty()) return false;
  const auto said = text::fold_for_comparison(pick.text);
  if (said.find(text::fold_for_comparison(pick.quote)) != std::string::npos) return false;
  return text::rouge1_f1(pick.text, pick.quote) < same_words;
}

}  // namespace pith::delivery
