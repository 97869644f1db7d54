#include "stages/insight/answer.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "stages/insight/answer_shape.h"
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

ReadAnswer answer_of(const ShapedAnswer& shaped) {
  ReadAnswer answer;
  auto read = json::array();
  for (const auto& value : shaped.insights.items().first(std::min(most_drafts, shaped.insights.items().size()))) {
    answer.drafts.push_back(draft_of(value));
    read.push(value);
  }
  answer.as_read = json::write(json::object({{"insights", std::move(read)}}));
  answer.broken = shaped.broken;
  return answer;
}

}  // namespace

json::Value answer_schema() { return json::parse(schema).value_or(json::object()); }

Result<ReadAnswer> read_answer(std::string_view content) {
  if (const auto shaped = shape_answer(content)) return answer_of(*shaped);
  return fail(ErrorKind::invalid_input, "The model's answer holds no insights as JSON.",
              std::string(text::truncate_utf8(content, 200)));
}

}  // namespace pith::insight
