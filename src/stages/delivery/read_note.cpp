#include "stages/delivery/read_note.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "base/parse_number.h"
#include "domain/untitled.h"
#include "lib/yaml/properties.h"
#include "stages/delivery/markdown_text.h"
#include "stages/delivery/note_form.h"
#include "stages/delivery/notes.h"
#include "text/lines.h"
#include "text/utf8.h"

namespace pith::delivery {

namespace {

using std::chrono::seconds;

std::unexpected<Error> broken(int line, std::string_view what) {
  return fail(ErrorKind::invalid_input, fmt::format("line {}: {}", line, what));
}

int lines_in(std::string_view text) { return static_cast<int>(std::ranges::count(text, '\n')); }

// Without what editors add: the byte order mark, line ends of Windows.
std::string plain_lines(std::string_view text) {
  std::string out(text::without_mark(text));
  std::erase(out, '\r');
  return out;
}

// A note taken apart.
struct Parts {
  std::string_view properties;
  std::string_view before;  // its owner's
  std::string_view own;     // Pith's
  std::string_view after;
  int own_line = 0;  // where Pith's part begins
  bool whole = false;
};

std::optional<Parts> parts_of(std::string_view text) {
  if (!text.starts_with(note::fence)) return std::nullopt;
  const auto end = text.find("\n---\n", note::fence.size() - 1);
  if (end == std::string_view::npos) return std::nullopt;
  Parts parts;
  parts.properties = text.substr(note::fence.size(), end + 1 - note::fence.size());
  const auto body = text.substr(end + 5);
  const auto first = note::find_line(body, note::begins, 0);
  const auto last = note::find_line(body, note::ends, first);
  parts.whole = last < body.size();
  if (!parts.whole) {
    parts.before = body;
    return parts;
  }
  const auto inside = first + note::begins.size();
  parts.before = body.substr(0, first);
  parts.own = body.substr(inside, last - inside);
  parts.after = body.substr(std::min(last + note::ends.size(), body.size()));
  parts.own_line = 1 + lines_in(text.substr(0, end + 5 + inside));
  return parts;
}

std::string without_controls(std::string text) {
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }, ' ');
  return text;
}

class Properties {
 public:
  explicit Properties(std::vector<yaml::Property> all) {
    for (auto& one : all) {
      for (auto& value : one.values) value = without_controls(std::move(value));
      const bool own = std::ranges::find(note::own, one.name) != note::own.end();
      has_strange_ = has_strange_ || !own;
      auto name = one.name;
      if (own) known_.try_emplace(std::move(name), std::move(one));
    }
  }
  bool has_strange() const { return has_strange_; }
  std::string text(std::string_view name) const {
    const auto* found = find(name);
    return found == nullptr || found->values.empty() ? std::string{} : found->values.front();
  }
  std::vector<std::string> list(std::string_view name) const {
    const auto* found = find(name);
    return found == nullptr ? std::vector<std::string>{} : found->values;
  }
  int line(std::string_view name) const {
    const auto* found = find(name);
    return found == nullptr ? 2 : found->line;
  }

 private:
  const yaml::Property* find(std::string_view name) const {
    const auto found = known_.find(name);
    return found == known_.end() ? nullptr : &found->second;
  }
  std::map<std::string, yaml::Property, std::less<>> known_;
  bool has_strange_ = false;
};

// "12:34", "1:02:34".
std::optional<seconds> position_in(std::string_view text) {
  constexpr int longest = 100 * 3600;
  int value = 0;
  int parts = 0;
  while (!text.empty()) {
    const auto colon = std::min(text.find(':'), text.size());
    const auto number = parse_number<int>(text.substr(0, colon));
    if (!number || *number < 0 || *number > longest || ++parts > 3) return std::nullopt;
    value = value * 60 + *number;
    if (value > longest) return std::nullopt;
    text.remove_prefix(std::min(colon + 1, text.size()));
  }
  return parts < 2 ? std::nullopt : std::optional(seconds{value});
}

// "https://a.example/a.mp3#t=754" -> the address and the second.
void take_audio(const std::string& audio, SourcedInsight& out) {
  const auto mark = audio.rfind("#t=");
  out.episode.audio.url = audio.substr(0, audio.find('#'));
  if (mark == std::string::npos) return;
  if (const auto at = parse_number<int>(std::string_view(audio).substr(mark + 3)); at && *at >= 0)
    out.insight.key_start = seconds{*at};
}

Result<void> take_numbers(const Properties& properties, SourcedInsight& out) {
  if (const auto score = properties.text("score"); !score.empty()) {
    const auto value = parse_number<double>(score);
    if (!value || !(*value >= 0 && *value <= 5))
      return broken(properties.line("score"), "\"score\" is no number from 0 to 5");
    out.insight.score = *value;
  }
  const auto day = parse_day(properties.text("published").substr(0, 10));
  if (!day) return broken(properties.line("published"), "\"published\" is no day as 2026-11-25");
  out.insight.published = std::chrono::sys_days(*day);
  return {};
}

// The publisher's page of the episode, where it is neither the insight's own page nor its audio.
std::string link_in(const Properties& properties) {
  auto source = properties.text("source");
  const bool own = source.ends_with("/insights/" + properties.text("id"));
  return own || source == properties.text("audio") ? std::string{} : source;
}

Result<SourcedInsight> source_in(const Properties& properties) {
  SourcedInsight out;
  auto& [insight, episode, show] = out;
  show.title = properties.text("show");
  episode.title = properties.text("episode");
  if (show.title.empty()) return broken(2, "this note names no show");
  if (auto taken = take_numbers(properties, out); !taken) return std::unexpected(taken.error());
  insight.speaker = properties.text("speaker");
  if (insight.speaker.empty()) insight.speaker = "unknown speaker";
  insight.topics = properties.list("topics");
  insight.entities = properties.list("entities");
  take_audio(properties.text("audio"), out);
  episode.link = link_in(properties);
  const auto made_by = properties.text("made_by");
  const auto space = std::min(made_by.find(' '), made_by.size());
  insight.engine = made_by.substr(0, space);
  insight.version = made_by.substr(std::min(space + 1, made_by.size()));
  show.id = properties.text("show_id");
  episode.id = properties.text("episode_id");
  episode.guid = properties.text("guid");
  if (!show.id.empty() && !show.id.starts_with("sh_"))
    return broken(properties.line("show_id"), "\"show_id\" is no id of a show");
  if (!episode.id.empty() && !episode.id.starts_with("ep_"))
    return broken(properties.line("episode_id"), "\"episode_id\" is no id of an episode");
  insight.first_seen = episode.published = episode.first_seen = insight.published;
  if (episode.title.empty()) episode.title = fallback_title(episode);
  return out;
}

// "Bob Guest, [12:34](<https://...>)", or without the link.
std::optional<Quote> quote_of(std::string_view text, std::string_view said_by) {
  const auto comma = said_by.rfind(", ");
  const auto link = said_by.find(", [");  // a name's "[" is escaped, an address's is not
  const auto cut = link != std::string_view::npos ? link : comma;
  if (cut == std::string_view::npos) return std::nullopt;
  auto at = said_by.substr(cut + 2);
  if (at.starts_with('[')) at = at.substr(1, std::min(at.find(']'), at.size()) - 1);
  const auto position = position_in(at);
  if (!position) return std::nullopt;
  return Quote{{}, *position, *position, unescaped(said_by.substr(0, cut)), unescaped(text)};
}

// The lines of Pith's part, one kind after the other.
class Body {
 public:
  Body(std::string_view text, int line) : rest_(text), line_(line - 1) { next(); }

  Result<void> read(Insight& insight) {
    skip_empty();
    if (!here_.starts_with("# ")) return broken(line_, "here the headline is missing: # ...");
    insight.headline = unescaped(here_.substr(2));
    next();
    skip_empty();
    for (; !over_ && !here_.empty() && !here_.starts_with("> ") && here_ != note::related; next())
      insight.text += (insight.text.empty() ? "" : " ") + unescaped(here_);
    if (insight.text.empty()) return broken(line_, "here the text is missing");
    for (skip_empty(); here_.starts_with("> "); skip_empty())
      if (auto taken = take_quote(insight); !taken) return taken;
    if (insight.evidence.empty()) return broken(line_, "here the words said are missing: > ...");
    return {};
  }

 private:
  void next() {
    over_ = rest_.empty();
    here_ = text::take_line(rest_);
    ++line_;
  }
  void skip_empty() {
    while (!over_ && here_.empty()) next();
  }
  Result<void> take_quote(Insight& insight) {
    const int first = line_;
    std::string_view said;
    std::string_view said_by;
    for (; here_.starts_with("> "); next()) {
      const auto line = here_.substr(2);
      if (said.empty())
        said = line;
      else if (line.starts_with(note::attribution))
        said_by = line.substr(note::attribution.size());
    }
    auto quote = quote_of(said, said_by);
    if (!quote) return broken(first, "this quote does not say by whom and at which second: > — NAME, 12:34");
    insight.evidence.push_back(*std::move(quote));
    return {};
  }

  std::string_view rest_;
  std::string_view here_;
  int line_;
  bool over_ = false;
};

}  // namespace

Result<std::optional<ReadNote>> read_note(std::string_view bytes) {
  const auto text = plain_lines(text::repair_utf8(bytes));
  const auto id = note_id(text);
  if (!id) return std::optional<ReadNote>{};
  const auto parts = parts_of(text);
  if (!parts) return std::optional<ReadNote>{};
  auto read = yaml::read_properties(parts->properties, 2);
  if (!read) return std::unexpected(read.error());
  const Properties properties(*std::move(read));
  auto source = source_in(properties);
  if (!source) return std::unexpected(source.error());
  source->insight.id = *id;
  ReadNote out{*std::move(source), parts->whole,
               properties.has_strange() || !text::trim(parts->before).empty() || !text::trim(parts->after).empty()};
  if (!out.whole) return out;
  auto& insight = out.source.insight;
  if (auto done = Body(parts->own, parts->own_line).read(insight); !done) return std::unexpected(done.error());
  if (properties.text("audio").empty()) insight.key_start = insight.evidence.front().start;
  return out;
}

}  // namespace pith::delivery
