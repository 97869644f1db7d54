#include "stages/insight/answer_shape.h"

#include <algorithm>
#include <string>
#include <utility>

#include "text/utf8.h"

namespace pith::insight {

namespace {

constexpr int deepest = 8;  // JSON within damaged JSON or within a string of JSON
constexpr auto nowhere = std::string_view::npos;

bool is_insight(const json::Value& value) { return value.has("headline") && value.has("text"); }

// Something is said in it, though perhaps not in full: what is missing may be mended.
bool claims(const json::Value& value) {
  return !value.at("headline").text().empty() || !value.at("text").text().empty();
}

bool is_empty(const json::Value& value) {
  return (value.is_array() && value.items().empty()) || (value.is_object() && value.members().empty());
}

// The object with `name` for what it calls `other`.
json::Value renamed(const json::Value& object, std::string_view other, std::string_view name) {
  if (object.has(name) || !object.has(other)) return object;
  auto out = json::object();
  for (const auto& member : object.members()) out.add(member.key == other ? name : member.key, member.value);
  return out;
}

json::Value shaped_quotes(const json::Value& quotes) {
  auto list = json::array();
  const auto add = [&](const json::Value& quote) { list.push(renamed(renamed(quote, "quote", "text"), "id", "cue")); };
  const bool one = quotes.has("text") || quotes.has("quote");
  if (one) add(quotes);
  for (const auto& member : quotes.members())
    if (!one) add(member.value);
  for (const auto& quote : quotes.items()) add(quote);
  return list;
}

json::Value shaped_insight(const json::Value& given) {
  auto insight = renamed(given, "evidence", "quotes");
  if (const auto& quotes = insight.at("quotes"); quotes.is_array() || quotes.is_object())
    insight.set("quotes", shaped_quotes(quotes));
  return insight;
}

// Where JSON of more than a number may open, from `at` on: prose has brackets, too, but neither "[12]" nor "{so}" opens
// like JSON.
std::size_t json_open(std::string_view text, std::size_t at) {
  for (at = text.find_first_of("{[", at); at != nowhere; at = text.find_first_of("{[", at + 1)) {
    const auto next = text.find_first_not_of(" \t\r\n", at + 1);
    const std::string_view begins = text[at] == '{' ? "\"}" : "\"{[]";
    if (next != nowhere && begins.contains(text[next])) return at;
  }
  return nowhere;
}

// One past the bracket that closes the one at `open`; nowhere where none does.
std::size_t json_end(std::string_view text, std::size_t open) {
  int depth = 0;
  bool quoted = false;
  for (auto at = open; at < text.size(); ++at) {
    if (quoted && text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      quoted = !quoted;
    else if (!quoted && (text[at] == '{' || text[at] == '['))
      ++depth;
    else if (!quoted && (text[at] == '}' || text[at] == ']') && --depth == 0)
      return at + 1;
  }
  return nowhere;
}

// What a reasoning model thinks aloud before it answers is not the answer.
constexpr std::string_view thoughts_begin = "<think>";
constexpr std::string_view thoughts_end = "</think>";

std::string_view without_thoughts(std::string_view content) {
  const auto at = content.rfind(thoughts_end);
  return at == nowhere ? content : content.substr(at + thoughts_end.size());
}

bool breaks_off_in_thoughts(std::string_view content) {
  return text::trim(content).starts_with(thoughts_begin) && !content.contains(thoughts_end);
}

class Shaper {
 public:
  explicit Shaper(bool broken) : broken_(broken) {}
  void read(std::string_view text, int depth = 0);
  std::optional<ShapedAnswer> result() &&;

 private:
  struct Piece {
    std::string_view text;
    bool closed;
    bool alone;  // nothing stands beside it
  };
  void read_piece(const Piece& piece, int depth);
  void take(const json::Value& value, int depth);
  void take_insights(const json::Value& value, int depth);
  void push(const json::Value& insight) { insights_.push(shaped_insight(insight)); }

  json::Value insights_ = json::array();
  bool none_ = false;  // somewhere it says that there are none
  bool broken_;
};

void Shaper::read(std::string_view text, int depth) {
  text = text::trim(text);
  if (depth > deepest) return;
  if (text.starts_with('"'))
    if (const auto inner = json::parse(text); inner && inner->is_text()) return read(inner->text(), depth + 1);
  for (auto open = json_open(text, 0); open != nowhere;) {
    const auto end = json_end(text, open);
    const auto piece = text.substr(open, end == nowhere ? nowhere : end - open);
    read_piece({piece, end != nowhere, piece.size() == text.size()}, depth);
    open = end == nowhere ? nowhere : json_open(text, end);
  }
}

// Of a piece that is no JSON, what stands whole within is read. Where that is nothing, something is lost.
void Shaper::read_piece(const Piece& piece, int depth) {
  if (const auto value = json::parse(piece.closed ? piece.text : "")) {
    if (is_empty(*value) && (value->is_object() || piece.alone)) none_ = true;  // prose has "[ ]", too
    return take(*value, depth);
  }
  const auto before = insights_.items().size();
  read(piece.text.substr(1), depth + 1);
  if (!piece.closed || insights_.items().size() == before) broken_ = true;
}

void Shaper::take(const json::Value& value, int depth) {
  if (value.has("insights")) return take_insights(value.at("insights"), depth);
  if (is_insight(value)) return push(value);
  for (const auto& item : value.items()) take(item, depth);
  for (const auto& member : value.members()) take(member.value, depth);
}

// A list keeps its places where anything is claimed in it: a repair goes by them.
void Shaper::take_insights(const json::Value& value, int depth) {
  if (is_empty(value)) none_ = true;
  if (value.is_text()) return read(value.text(), depth + 1);
  if (claims(value)) return push(value);
  if (std::ranges::none_of(value.items(), claims)) return take(value, depth);
  for (const auto& item : value.items())
    if (item.is_object()) push(item);
}

std::optional<ShapedAnswer> Shaper::result() && {
  if (insights_.items().empty() && (broken_ || !none_)) return std::nullopt;
  return ShapedAnswer{std::move(insights_), broken_};
}

}  // namespace

std::optional<ShapedAnswer> shape_answer(std::string_view content) {
  Shaper shaper(breaks_off_in_thoughts(content));
  shaper.read(without_thoughts(content));
  return std::move(shaper).result();
}

}  // namespace pith::insight
