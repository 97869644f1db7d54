#include "stages/insight/answer.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "text/utf8.h"

namespace pith::insight {

namespace {

constexpr std::size_t most_drafts = 40;
constexpr std::size_t most_quotes = 6;
constexpr std::size_t most_topics = 5;

constexpr std::string_view schema = R"({
  "type": "object", "additionalProperties": false, "required": ["insights"],
  "properties": {"insights": {"type": "array", "items": {
    "type": "object", "additionalProperties": false,
    "required": ["headline", "text", "speaker", "topics", "importance", "quotes"],
    "properties": {
      "headline": {"type": "string"}, "text": {"type": "string"}, "speaker": {"type": "string"},
      "topics": {"type": "array", "items": {"type": "string"}},
      "importance": {"type": "integer", "enum": [1, 2, 3, 4, 5]},
      "quotes": {"type": "array", "items": {
        "type": "object", "additionalProperties": false, "required": ["cue", "text"],
        "properties": {"cue": {"type": "integer"}, "text": {"type": "string"}}}}}}}}
})";

// A whole number, also as "17" or "[17]".
std::optional<int> number_of(const json::Value& value) {
  if (const auto number = value.number()) return static_cast<int>(std::clamp(*number, -1.0, 1e9));
  auto text = value.text();
  text.remove_prefix(std::min(text.find_first_of("0123456789"), text.size()));
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{}) return std::nullopt;
  return number;
}

OfferedQuote quote_of(const json::Value& value) {
  if (value.is_text()) return {-1, std::string(value.text())};
  return {number_of(value.at("cue")).value_or(-1), std::string(value.at("text").text())};
}

Draft draft_of(const json::Value& value) {
  Draft draft{text::fold_space(value.at("headline").text()),
              text::fold_space(value.at("text").text()),
              {},
              std::clamp(number_of(value.at("importance")).value_or(0), 0, 5),
              {}};
  for (const auto& topic : value.at("topics").items())
    if (const auto name = text::fold_space(topic.text()); !name.empty() && draft.topics.size() < most_topics)
      draft.topics.push_back(name);
  for (const auto& quote : value.at("quotes").items())
    if (draft.quotes.size() < most_quotes) draft.quotes.push_back(quote_of(quote));
  return draft;
}

bool is_insight(const json::Value& value) { return value.is_object() && value.has("headline") && value.has("text"); }

// Something is said in it, though perhaps not in full: what is missing may be mended.
bool claims(const json::Value& value) {
  return value.is_object() && (!value.at("headline").text().empty() || !value.at("text").text().empty());
}

// The insights of a whole JSON value; none where it is no answer.
std::optional<json::Value> insights_in(const json::Value& value) {
  if (const auto& list = value.at("insights"); list.is_array() && list.items().empty()) return list;
  if (const auto& list = value.at("insights"); std::ranges::any_of(list.items(), claims)) return list;
  if (is_insight(value)) return json::array({value});
  if (value.is_object() && value.members().empty()) return json::array();
  const auto items = value.items();
  if (!items.empty() && std::ranges::all_of(items, is_insight)) return value;
  return std::nullopt;
}

// Where the object that opens at `open` ends: one past its brace; npos where it does not.
std::size_t object_end(std::string_view text, std::size_t open) {
  int depth = 0;
  bool quoted = false;
  for (auto at = open; at < text.size(); ++at) {
    if (quoted && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[at] == '{') {
      ++depth;
    } else if (!quoted && text[at] == '}' && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// The whole insights of JSON that breaks off.
json::Value saved_from(std::string_view text) {
  auto saved = json::array();
  const auto list = text.find("\"insights\"");
  if (list == std::string_view::npos) return saved;
  for (auto open = text.find('{', list); open != std::string_view::npos;) {
    const auto end = object_end(text, open);
    if (end == std::string_view::npos) break;
    const auto value = json::parse(text.substr(open, end - open));
    if (value && is_insight(*value)) saved.push(*value);
    open = text.find('{', end);
  }
  return saved;
}

ReadAnswer answer_of(const json::Value& insights, bool broken) {
  ReadAnswer answer;
  auto read = json::array();
  for (const auto& value : insights.items()) {
    if (!value.is_object() || answer.drafts.size() >= most_drafts) continue;
    answer.drafts.push_back(draft_of(value));
    read.push(value);
  }
  answer.as_read = json::write(json::object({{"insights", std::move(read)}}));
  answer.broken = broken;
  return answer;
}

// What a reasoning model thinks aloud before it answers is not the answer.
std::string_view without_thoughts(std::string_view content) {
  constexpr std::string_view end = "</think>";
  const auto at = content.rfind(end);
  return at == std::string_view::npos ? content : content.substr(at + end.size());
}

}  // namespace

json::Value answer_schema() { return json::parse(schema).value_or(json::object()); }

Result<ReadAnswer> read_answer(std::string_view content) {
  const auto text = without_thoughts(content);
  for (const std::string_view brackets : {"{}", "[]"}) {
    const auto open = text.find(brackets[0]);
    const auto close = text.rfind(brackets[1]);
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) continue;
    const auto value = json::parse(text.substr(open, close + 1 - open));
    if (!value) continue;
    if (const auto insights = insights_in(*value)) return answer_of(*insights, false);
  }
  if (const auto saved = saved_from(text); !saved.items().empty()) return answer_of(saved, true);
  return fail(ErrorKind::invalid_input, "The model's answer holds no insights as JSON.",
              std::string(text::truncate_utf8(content, 200)));
}

}  // namespace pith::insight
