#include "stages/delivery/notes.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "base/ids.h"
#include "base/parse_number.h"
#include "lib/yaml/properties.h"
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

// Where the insight can be read or heard: on the site, else on its publisher's page, else in the audio.
std::string source_address(const SourcedInsight& source, const Addresses& addresses) {
  if (!addresses.site().empty()) return addresses.insight(source.insight.id);
  const auto& link = source.episode.link;
  const bool opens = link.starts_with("https://") || link.starts_with("http://");
  return opens ? link : audio_at(source.episode.audio.url, source.insight.key_start);
}

std::string properties(const SourcedInsight& source, const Addresses& addresses) {
  const auto& insight = source.insight;
  auto out = fmt::format("id: {}\n", insight.id) + property("show", source.show.title) +
             property("episode", source.episode.title);
  if (insight.speaker != "unknown speaker") out += property("speaker", insight.speaker);
  out += list("topics", insight.topics) + list("entities", insight.entities);
  out += fmt::format("score: {:.2f}\n", insight.score);
  out += fmt::format("published: {}\n", format_day(day_in("UTC", insight.published)));
  out += property("source", source_address(source, addresses));
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

// A file whose name a link cannot take stands as words.
std::string link_to(const RelatedNote& other) {
  const bool fits = other.file.find_first_of("[]|#^") == std::string::npos;
  return fits ? fmt::format("[[{}]]", other.file) : plain(other.file);
}

std::string related_list(std::span<const RelatedNote> related) {
  if (related.empty()) return {};
  std::string out = fmt::format("{}\n\n", note::related);
  for (const auto& other : related) out += fmt::format("- {} ({})\n", link_to(other), plain(other.show));
  return out + '\n';
}

// A note taken apart: properties with the lines that belong to each, and the text below. Editors may have put a byte
// order mark before it and line ends of Windows in it.
struct Lines {
  std::string name;  // empty: they belong to no property
  std::string lines;
};
struct Parts {
  std::string_view mark;
  std::string_view line_end = "\n";  // of the first line
  std::vector<Lines> properties;
  std::string text;
};

bool is_fence(std::string_view line) { return note::without_end(line) == note::without_end(note::fence); }

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// Where the name in `"id": in_abc` ends; a colon within its quotes belongs to it.
std::size_t name_end(std::string_view line) {
  const bool quoted = line.starts_with('"') || line.starts_with('\'');
  const auto close = quoted ? std::min(line.find(line.front(), 1), line.size()) : 0;
  return std::min(line.find(':', close), line.size());
}

Parts parts_of(std::string_view note) {
  Parts parts;
  auto rest = text::without_mark(note);
  parts.mark = note.substr(0, note.size() - rest.size());
  const auto whole = rest;
  if (rest.empty() || !is_fence(note::take_line(rest))) return {{}, "\n", {}, std::string(note)};
  if (whole.substr(0, whole.size() - rest.size()).ends_with("\r\n")) parts.line_end = "\r\n";
  while (!rest.empty()) {
    const auto line = note::take_line(rest);
    if (is_fence(line)) {
      parts.text = rest;
      return parts;
    }
    const bool goes_on = line.starts_with(' ') || line.starts_with('-') || line.starts_with('\t');
    if (goes_on && parts.properties.empty()) parts.properties.emplace_back();
    if (goes_on)
      parts.properties.back().lines += line;
    else
      parts.properties.push_back(
          {std::string(unquoted(text::trim(line.substr(0, name_end(line))))), std::string(line)});
  }
  return {{}, "\n", {}, std::string(note)};
}

// `text`, whose lines end in "\n", with another end.
std::string with_line_ends(std::string_view text, std::string_view end) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += end;
    else
      out += c;
  }
  return out;
}

// Where Pith's part stands in the text of a note: its first byte and the first after it.
struct Place {
  std::size_t first;
  std::size_t last;
};

std::optional<Place> own_place(std::string_view text) {
  const auto first = note::find_line(text, note::begins, 0);
  const auto last = note::find_line(text, note::ends, first);
  if (last == text.size()) return std::nullopt;
  return Place{first, std::min(text.find('\n', last), text.size() - 1) + 1};
}

bool is_own(std::string_view name) { return std::ranges::find(note::own, name) != note::own.end(); }

bool is_same_value(const std::string& one, const std::string& other) {
  const auto number = parse_number<double>(one);
  return one == other || (number && number == parse_number<double>(other));
}

// Whether two ways to write a property say the same: editors quote, indent and round as they like.
bool say_the_same(std::string one, std::string other) {
  std::erase(one, '\r');
  std::erase(other, '\r');
  if (one == other) return true;
  const auto before = yaml::read_properties(one, 1);
  const auto now = yaml::read_properties(other, 1);
  if (!before || !now || before->size() != 1 || now->size() != 1) return false;
  return std::ranges::equal(before->front().values, now->front().values, is_same_value);
}

// Pith's as they are now, each where it stood; what is its owner's stays in its place.
std::vector<Lines> merged_properties(const std::vector<Lines>& before, const std::vector<Lines>& now) {
  std::vector<Lines> out;
  for (const auto& old : before) {
    const auto fresh = std::ranges::find(now, old.name, &Lines::name);
    if (!is_own(old.name))
      out.push_back(old);
    else if (fresh != now.end() && std::ranges::find(out, old.name, &Lines::name) == out.end())
      out.push_back(say_the_same(old.lines, fresh->lines) ? old : *fresh);
  }
  auto place = std::ranges::find_if(out, [](const Lines& one) { return !one.name.empty(); });
  for (const auto& fresh : now) {
    const auto found = std::ranges::find(out, fresh.name, &Lines::name);
    place = (found != out.end() ? found : out.insert(place, fresh)) + 1;
  }
  return out;
}

// What Windows takes for a device, whatever follows its first dot.
bool is_device(std::string_view name) {
  const auto word = text::fold_for_comparison(text::trim(name.substr(0, name.find('.'))));
  constexpr std::string_view devices[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
  if (std::ranges::find(devices, word) != std::ranges::end(devices)) return true;
  if (!word.starts_with("com") && !word.starts_with("lpt")) return false;
  constexpr std::string_view numbers[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"};
  return std::ranges::find(numbers, std::string_view(word).substr(3)) != std::ranges::end(numbers);
}

}  // namespace

std::string render_note(const SourcedInsight& source, std::span<const RelatedNote> related,
                        const Addresses& addresses) {
  auto out =
      std::string(fence) + properties(source, addresses) + std::string(fence) + '\n' + std::string(begins) + '\n';
  out += fmt::format("# {}\n\n{}\n\n", plain(source.insight.headline), plain(source.insight.text));
  return out + proof(source) + related_list(related) + std::string(ends);
}

std::string merged_note(std::string_view old, std::string_view fresh) {
  const auto before = parts_of(old);
  const auto ended = with_line_ends(fresh, before.line_end);
  const auto now = parts_of(ended);
  const auto line = with_line_ends(note::fence, before.line_end);
  std::string out(before.mark);
  out += line;
  for (const auto& property : merged_properties(before.properties, now.properties)) out += property.lines;
  out += line;
  const auto place = own_place(before.text);
  if (!place) return out + now.text + before.text;
  const auto own = own_place(now.text);
  return out + before.text.substr(0, place->first) + now.text.substr(own->first) + before.text.substr(place->last);
}

std::optional<std::string> note_id(std::string_view note) {
  for (const auto& [name, lines] : parts_of(note).properties) {
    if (name != "id") continue;
    auto value = std::string_view(lines).substr(std::min(name_end(lines) + 1, lines.size()));
    value = value.substr(0, value.find(" #"));  // a comment
    value = unquoted(text::trim(value));
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
  name.erase(name.find_last_not_of(". ") + 1);
  if (name.empty()) return insight.id;
  return is_device(name) ? "_" + name : name;
}

}  // namespace pith::delivery
