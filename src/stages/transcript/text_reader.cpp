#include "stages/transcript/text_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "stages/transcript/speakers.h"
#include "stages/transcript/stamps.h"
#include "text/html_entities.h"
#include "text/utf8.h"

namespace pith::transcript {

namespace {

constexpr auto npos = std::string_view::npos;

// A time at the start of a line, in brackets or not, with its end time where one is given.
struct Timed {
  Ms start = no_time;
  Ms end = no_time;
  std::string_view rest;
};

std::string_view skip(std::string_view text, std::string_view letters) {
  const auto at = text.find_first_not_of(letters);
  return at == npos ? std::string_view() : text.substr(at);
}

// Dashes of any length and arrows between two times or after one.
std::string_view skip_dash(std::string_view text) {
  text = skip(text, " \t");
  for (const std::string_view dash : {"-->", "->", "--", "-", "\u2013", "\u2014", "\u2192", "|"})
    if (text.starts_with(dash)) return skip(text.substr(dash.size()), " \t");
  return text;
}

// "1.5\t3.75\twords" of Audacity's labels in seconds, "1500\t3750\twords" of Whisper's tables in milliseconds.
std::optional<Timed> tabbed_times(std::string_view line) {
  const auto first = line.find('\t');
  const auto second = first == npos ? npos : line.find('\t', first + 1);
  if (second == npos || first == 0 || second > 40) return std::nullopt;
  const auto number = [](std::string_view field) -> std::optional<Ms> {
    if (field.find_first_not_of("0123456789.") != npos) return std::nullopt;
    const auto time = read_offset(field);
    return time && field.find('.') == npos ? *time / 1000 : time;
  };
  const auto start = number(line.substr(0, first));
  const auto end = number(line.substr(first + 1, second - first - 1));
  return start && end ? std::optional(Timed{*start, *end, line.substr(second + 1)}) : std::nullopt;
}

std::optional<Timed> leading_time(std::string_view line) {
  auto rest = skip(line, " \t*_#>");
  const bool open = rest.starts_with('[') || rest.starts_with('(') || rest.starts_with('{');
  if (open) rest.remove_prefix(1);
  const auto stamp = read_stamp(rest);
  if (!stamp || rest.substr(0, stamp->length).find(':') == npos) return std::nullopt;
  Timed timed{stamp->time, no_time, rest.substr(stamp->length)};
  if (const auto end = read_stamp(skip_dash(timed.rest));
      end && skip_dash(timed.rest).substr(0, end->length).find(':') != npos) {
    timed.end = end->time;
    timed.rest = skip_dash(timed.rest).substr(end->length);
  }
  if (!timed.rest.empty() && timed.rest[0] >= '0' && timed.rest[0] <= '9') return std::nullopt;
  const bool bare = !open && !timed.rest.empty();
  if (bare && std::string_view(" \t:-*_]").find(timed.rest[0]) == npos) return std::nullopt;
  timed.rest = skip_dash(skip(timed.rest, ")]}:*_"));
  return timed;
}

// "Name 00:12", "Name (00:12):", "Name  [00:12] words": a name, then a time.
struct Headed {
  std::string name;
  Timed timed;
};

std::optional<Headed> name_then_time(std::string_view line) {
  const auto digit = line.substr(0, 80).find_first_of("0123456789");
  if (digit == npos || digit == 0) return std::nullopt;
  auto start = digit;
  // A name may hold a digit itself ("Speaker 2 00:12"): the time is the first number with a colon.
  while (!read_stamp(line.substr(start))) {
    start = line.find_first_not_of("0123456789", start);
    if (start != npos) start = line.substr(0, 80).find_first_of("0123456789", start);
    if (start == npos) return std::nullopt;
  }
  auto name = line.substr(0, start);
  const bool open = name.ends_with('(') || name.ends_with('[');
  if (open) name.remove_suffix(1);
  name = text::trim(name);
  const bool at = name.ends_with('@');
  while (!name.empty() && std::string_view(":*,-|@").find(name.back()) != npos) {
    name.remove_suffix(1);
    name = text::trim(name);
  }
  name = skip(name, "*# ");
  const auto timed = leading_time(line.substr(open ? start - 1 : start));
  if (!timed || !looks_like_name(name)) return std::nullopt;
  if (!open && !at && !text::trim(timed->rest).empty()) return std::nullopt;  // "Windows 10:30 is ..." is no heading
  return Headed{text::fold_space(name), *timed};
}

// "5:335 minutes, 33 seconds": a time as YouTube's pages show it and as they have it read aloud, copied in one.
std::optional<Timed> time_shown_and_told(std::string_view line) {
  line = text::trim(line);
  const auto colon = line.rfind(':');
  if (colon == npos || colon + 4 > line.size()) return std::nullopt;
  const auto stamp = read_stamp(line.substr(0, colon + 3));
  const auto told = line.substr(colon + 3);
  if (!stamp || stamp->length != colon + 3) return std::nullopt;
  const bool ends = told.ends_with("second") || told.ends_with("seconds") || told.ends_with("minute") ||
                    told.ends_with("minutes") || told.ends_with("hour") || told.ends_with("hours");
  if (!ends || told.find_first_not_of("0123456789 ,hoursmintecd") != npos) return std::nullopt;
  return Timed{stamp->time, no_time, {}};
}

// "[ti:An episode]": what a file of lyrics (.lrc) says of itself.
bool is_lyrics_header(std::string_view line) {
  line = text::trim(line);
  if (!line.ends_with(']') || line.find(':') > 7) return false;
  constexpr std::array<std::string_view, 9> names{"ti", "ar", "al", "au", "by", "re", "ve", "offset", "length"};
  const auto name = line.substr(1, line.find(':') - 1);
  return line.starts_with('[') && std::ranges::find(names, name) != names.end();
}

// Reads line by line; what a heading says holds until the next one.
class TextReader {
 public:
  void read(std::string_view line) {
    if (text::trim(line).empty()) {
      new_paragraph_ = true;
      return;
    }
    if (is_lyrics_header(line) || line == "start\tend\ttext") return;
    if (const auto shown = time_shown_and_told(line)) {
      set_time(*shown);
      return;
    }
    if (const auto headed = name_then_time(line)) {
      speaker_ = headed->name;
      new_turn_ = true;
      set_time(headed->timed);
      line = headed->timed.rest;
    } else if (const auto table = tabbed_times(line)) {
      set_time(*table);
      line = table->rest;
    } else if (const auto timed = leading_time(line)) {
      set_time(*timed);
      line = timed->rest;
    }
    add(line);
  }
  RawTranscript take() { return std::move(raw_); }

 private:
  void set_time(const Timed& timed) {
    start_ = timed.start;
    end_ = timed.end;
  }

  void add(std::string_view line) {
    if (text::trim(line).empty()) return;
    RawCue cue{start_, end_, {}, text::decode_entities(line), new_turn_, new_paragraph_};
    if (split_prefix(line)) {
      speaker_.clear();
    } else {
      cue.speaker = speaker_;
    }
    raw_.cues.push_back(std::move(cue));
    start_ = end_ = no_time;
    new_turn_ = new_paragraph_ = false;
  }

  RawTranscript raw_{"text", {}, {}, {}, false, true};
  std::string speaker_;
  Ms start_ = no_time;
  Ms end_ = no_time;
  bool new_turn_ = false;
  bool new_paragraph_ = false;
};

// The target of a Markdown link, from its "](" on: empty where it is none.
std::string_view link_target(std::string_view rest) {
  if (!rest.starts_with("](http") && !rest.starts_with("](/")) return {};
  const auto end = rest.substr(0, 2000).find(')');
  return end == npos ? std::string_view() : rest.substr(0, end + 1);
}

bool is_stamp(std::string_view text) {
  const auto stamp = read_stamp(text);
  return stamp && stamp->length == text.size();
}

// Without Markdown's escapes and links: "\\[laughter\\]", "[words](https://...)"; of a time its brackets stay.
std::string without_markdown(std::string_view line) {
  std::string plain;
  std::vector<std::size_t> open;  // places in `plain` where a [ stands
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\' && at + 1 < line.size() && std::string_view("[]*_#\\`()!.-").find(line[at + 1]) != npos) {
      plain.push_back(line[++at]);
      continue;
    }
    const auto target = line[at] == ']' && !open.empty() ? link_target(line.substr(at)) : std::string_view();
    if (!target.empty()) {
      if (is_stamp(std::string_view(plain).substr(open.back() + 1)))
        plain.push_back(']');
      else
        plain.erase(open.back(), 1);
      at += target.size() - 1;
    } else {
      if (line[at] == '[') open.push_back(plain.size());
      plain.push_back(line[at]);
    }
    if (line[at] == ']' || !target.empty()) {
      if (!open.empty()) open.pop_back();
    }
  }
  return plain;
}

// A time, then a line that is a name and no more, then the words, as Sonix writes it and tables have it.
bool is_name_line(const std::vector<RawCue>& cues, std::size_t n) {
  if (n + 1 >= cues.size() || cues[n].start == no_time || cues[n + 1].start != no_time) return false;
  const auto text = text::trim(cues[n].text);
  return cues[n].speaker.empty() && looks_like_name(text) && text.find_first_of(".,") == npos;
}

// Names come again; what stands once each is the title of a chapter.
bool has_name_lines(const std::vector<RawCue>& cues) {
  std::set<std::string_view> names;
  std::size_t timed = 0;
  std::size_t lines = 0;
  for (std::size_t n = 0; n < cues.size(); ++n) {
    if (cues[n].start != no_time) ++timed;
    if (!is_name_line(cues, n)) continue;
    ++lines;
    names.insert(text::trim(cues[n].text));
  }
  return lines > names.size() && lines * 2 > timed;
}

// Such names become the speakers of what follows, up to the next time.
void take_name_lines(std::vector<RawCue>& cues) {
  if (!has_name_lines(cues)) return;
  std::vector<RawCue> said;
  std::string speaker;
  for (std::size_t n = 0; n < cues.size(); ++n) {
    if (cues[n].start != no_time) speaker.clear();
    if (is_name_line(cues, n)) {
      speaker = text::fold_space(cues[n].text);
      cues[n + 1].start = cues[n].start;
      cues[n + 1].end = cues[n].end;
      cues[n + 1].new_turn = true;
      said.push_back(std::move(cues[++n]));
    } else {
      said.push_back(std::move(cues[n]));
    }
    if (said.back().speaker.empty() && !split_prefix(said.back().text)) said.back().speaker = speaker;
  }
  cues = std::move(said);
}

}  // namespace

RawTranscript read_text(std::string_view text) {
  TextReader reader;
  for (const auto line : lines_of(text)) {
    const bool markdown = line.find('\\') != npos || line.find("](") != npos;
    reader.read(markdown ? without_markdown(line) : std::string(line));
  }
  auto raw = reader.take();
  take_name_lines(raw.cues);
  return raw;
}

}  // namespace pith::transcript
