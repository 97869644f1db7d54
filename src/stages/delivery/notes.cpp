#include "stages/delivery/notes.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "base/ids.h"
#include "stages/delivery/markdown_text.h"
#include "stages/delivery/note_form.h"
#include "text/utf8.h"

namespace pith::delivery {

namespace {

using note::begins;
using note::ends;
using note::fence;

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += is_control(c) ? ' ' : c;
  }
  return out + '"';
}

std::string property(std::string_view name, std::string_view value) {
  return value.empty() ? std::string{} : fmt::format("{}: {}\n", name, quoted(value));
}

std::string list(std::string_view name, std::span<const std::string> values) {
  if (values.empty()) return {};
  auto out = fmt::format("{}:\n", name);
  for (const auto& value : values) out += fmt::format("  - {}\n", quoted(value));
  return out;
}

std::string properties(const SourcedInsight& source, const Addresses& addresses) {
  const auto& insight = source.insight;
  auto out = fmt::format("id: {}\n", insight.id) + property("show", source.show.title) +
             property("episode", source.episode.title);
  if (insight.speaker != "unknown speaker") out += property("speaker", insight.speaker);
  out += list("topics", insight.topics) + list("entities", insight.entities);
  out += fmt::format("score: {:.2f}\n", insight.score);
  out += fmt::format("published: {}\n", format_day(day_in("UTC", insight.published)));
  if (!addresses.site().empty()) out += property("source", addresses.insight(insight.id));
  out += property("audio", audio_at(source.episode.audio.url, insight.key_start));
  out += property("made_by", fmt::format("{} {}", insight.engine, insight.version));
  out += property("show_id", source.show.id) + property("episode_id", source.episode.id);
  return out + property("guid", source.episode.guid);
}

std::string proof(const SourcedInsight& source) {
  std::string out;
  for (const auto& quote : source.insight.evidence) {
    const auto at = link(format_position(quote.start), audio_at(source.episode.audio.url, quote.start));
    out += fmt::format("> {}\n> — {}, {}\n\n", plain(quote.text), plain(quote.speaker), at);
  }
  return out;
}

std::string related_list(std::span<const SourcedInsight> related) {
  if (related.empty()) return {};
  std::string out = "## Related\n\n";
  for (const auto& other : related)
    out += fmt::format("- [[{}]] ({})\n", note_name(other.insight), plain(other.show.title));
  return out + '\n';
}

// A note taken apart: properties with the lines that belong to each, and the text below.
struct Parts {
  std::vector<std::pair<std::string, std::string>> properties;  // name, all its lines
  std::string text;
};

std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end);
  return line;
}

Parts parts_of(std::string_view note) {
  Parts parts;
  if (!note.starts_with(fence)) return {{}, std::string(note)};
  auto rest = note.substr(fence.size());
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (line == fence) {
      parts.text = rest;
      return parts;
    }
    const bool goes_on = line.starts_with(' ') || line.starts_with('-') || line.starts_with('\t');
    if (goes_on && !parts.properties.empty())
      parts.properties.back().second += line;
    else
      parts.properties.emplace_back(line.substr(0, line.find(':')), line);
  }
  return {{}, std::string(note)};
}

bool is_own(std::string_view name) { return std::ranges::find(note::own, name) != note::own.end(); }

}  // namespace

std::string render_note(const SourcedInsight& source, std::span<const SourcedInsight> related,
                        const Addresses& addresses) {
  auto out =
      std::string(fence) + properties(source, addresses) + std::string(fence) + '\n' + std::string(begins) + '\n';
  out += fmt::format("# {}\n\n{}\n\n", plain(source.insight.headline), plain(source.insight.text));
  return out + proof(source) + related_list(related) + std::string(ends);
}

std::string merged_note(std::string_view old, std::string_view fresh) {
  const auto before = parts_of(old);
  const auto now = parts_of(fresh);
  std::string out(fence);
  for (const auto& [name, lines] : now.properties) out += lines;
  for (const auto& [name, lines] : before.properties)
    if (!is_own(name)) out += lines;
  out += fence;
  const auto first = before.text.find(begins);
  const auto last = before.text.find(ends, first == std::string::npos ? 0 : first);
  if (first == std::string::npos || last == std::string::npos) return out + now.text + before.text;
  const auto own_first = now.text.find(begins);
  return out + before.text.substr(0, first) + now.text.substr(own_first) + before.text.substr(last + ends.size());
}

std::optional<std::string> note_id(std::string_view note) {
  for (const auto& [name, lines] : parts_of(note).properties) {
    if (name != "id") continue;
    auto value = text::trim(std::string_view(lines).substr(3));
    if (value.starts_with('"') && value.ends_with('"') && value.size() > 1) value = value.substr(1, value.size() - 2);
    if (is_id(value, "in")) return std::string(value);
  }
  return std::nullopt;
}

std::string note_name(const Insight& insight) {
  constexpr std::size_t most_bytes = 120;
  std::string name;
  for (const char c : text::truncate_utf8(insight.headline, most_bytes))
    name += std::string_view("\\/:*?\"<>|#^[]%").contains(c) || static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  name = text::fold_space(name);
  name.erase(0, std::min(name.find_first_not_of(". "), name.size()));
  return name.empty() ? insight.id : name;
}

}  // namespace pith::delivery
