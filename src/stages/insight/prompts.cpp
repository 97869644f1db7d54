#include "stages/insight/prompts.h"

#include <algorithm>
#include <map>
#include <span>

#include <fmt/format.h>

#include "base/ids.h"
#include "stages/insight/line_head.h"
#include "text/utf8.h"

namespace pith::insight {

namespace {

using Values = std::map<std::string_view, std::string_view>;

// Placeholders filled in one pass, so that nothing filled in can hold one.
std::string filled(std::string_view text, const Values& values) {
  std::string out;
  while (!text.empty()) {
    const auto open = std::min(text.find('{'), text.size());
    out.append(text.substr(0, open));
    text.remove_prefix(open);
    const auto close = text.find('}');
    const auto value = close == std::string_view::npos ? values.end() : values.find(text.substr(0, close + 1));
    if (value != values.end()) {
      out.append(value->second);
      text.remove_prefix(close + 1);
    } else if (!text.empty()) {
      out.push_back('{');
      text.remove_prefix(1);
    }
  }
  return out;
}

// Up to the next line that begins a section.
std::string section(std::string_view file, std::string_view name) {
  const auto heading = fmt::format("\n[{}]\n", name);
  const auto at = file.find(heading);
  if (at == std::string_view::npos) return {};
  const auto body = file.substr(at + heading.size());
  return std::string(text::trim(body.substr(0, body.find("\n["))));
}

std::string one_line(std::string_view text, std::size_t max_bytes) {
  return std::string(text::truncate_utf8(text::fold_space(text), max_bytes));
}

std::string titles_of(const std::vector<std::string>& titles) {
  std::string out;
  for (const auto& title : titles) {
    if (out.size() > 800) break;
    out += fmt::format("{}{}", out.empty() ? "" : "; ", one_line(title, 120));
  }
  return out;
}

std::string about(const EpisodeContext& context) {
  auto out =
      fmt::format("Show: {}\nEpisode: {}", one_line(context.show_title, 200), one_line(context.episode_title, 300));
  std::string persons;
  for (const auto& person : context.persons) {
    if (persons.size() > 400) break;
    persons += fmt::format("{}{}{}", persons.empty() ? "" : ", ", one_line(person.name, 80),
                           person.role.empty() ? "" : fmt::format(" ({})", one_line(person.role, 40)));
  }
  if (!persons.empty()) out += "\nPeople: " + persons;
  const auto chapters = titles_of(context.chapters);
  if (!chapters.empty()) out += "\nChapters: " + chapters;
  const auto picks = titles_of(context.soundbites);
  if (!picks.empty()) out += "\nMoments the publisher picked: " + picks;
  return out;
}

// About one for five minutes of talk, one more at most than an editor would take.
std::size_t wanted_insights(const Window& window) {
  return std::clamp<std::size_t>(2 + window.lines.size() / 5'000, 3, 12);
}

struct Line {
  int cue = 0;
  std::string text;
};

std::vector<Line> lines_of(const Transcript& transcript) {
  std::vector<Line> lines;
  for (std::size_t n = 0; n < transcript.cues.size(); ++n) {
    const auto& cue = transcript.cues[n];
    if (cue.kind != CueKind::talk) continue;
    const auto id = static_cast<int>(n);
    lines.push_back({id, line_head(transcript, id) + text::fold_space(cue.text) + "\n"});
  }
  return lines;
}

// Where the window that begins at `first` ends: one past its last line.
std::size_t window_end(const std::vector<Line>& lines, std::size_t first, std::size_t max_bytes) {
  std::size_t bytes = 0;
  auto end = first;
  while (end < lines.size() && (end == first || bytes + lines[end].text.size() <= max_bytes))
    bytes += lines[end++].text.size();
  return end;
}

std::size_t overlap_begin(const std::vector<Line>& lines, std::size_t first, std::size_t end, std::size_t overlap) {
  std::size_t bytes = 0;
  auto begin = end;
  while (begin > first + 1 && bytes + lines[begin - 1].text.size() <= overlap) bytes += lines[--begin].text.size();
  return begin;
}

}  // namespace

Result<Prompts> read_prompts(std::string_view file) {
  constexpr std::string_view heading = "version: ";
  Prompts prompts{"", section(file, "system"), section(file, "user"), section(file, "again"), section(file, "repair")};
  if (!file.starts_with(heading))
    return fail(ErrorKind::invalid_input, "The file of prompts does not begin with \"version: NAME\".");
  const auto name = file.substr(heading.size(), file.find('\n') - heading.size());
  prompts.version = fmt::format("{}.{}", text::trim(name), content_hash(file, 3));
  const std::pair<std::string_view, const std::string*> sections[] = {
      {"system", &prompts.system}, {"user", &prompts.user}, {"again", &prompts.again}, {"repair", &prompts.repair}};
  for (const auto& [called, text] : sections)
    if (text->empty())
      return fail(ErrorKind::invalid_input, fmt::format("The file of prompts has no section [{}].", called));
  return prompts;
}

std::vector<Window> windows_of(const Transcript& transcript, WindowSize size) {
  const auto lines = lines_of(transcript);
  std::vector<Window> windows;
  for (std::size_t first = 0; first < lines.size();) {
    const auto end = window_end(lines, first, size.max_bytes);
    Window window{{lines[first].cue, lines[end - 1].cue}, {}};
    for (auto at = first; at < end; ++at) window.lines += lines[at].text;
    windows.push_back(std::move(window));
    if (end == lines.size()) break;
    first = overlap_begin(lines, first, end, std::min(size.overlap_bytes, size.max_bytes / 3));
  }
  return windows;
}

std::vector<Message> request_of(const Prompts& prompts, const Window& window, const EpisodeContext& context) {
  const auto facts = about(context);
  const auto count = std::to_string(wanted_insights(window));
  return {{"system", prompts.system},
          {"user", filled(prompts.user, {{"{about}", facts}, {"{count}", count}, {"{transcript}", window.lines}})}};
}

std::vector<Message> again_of(const Prompts& prompts, std::vector<Message> request) {
  request.back().content += "\n\n" + prompts.again;
  return request;
}

std::vector<Message> repair_of(const Prompts& prompts, std::vector<Message> request, std::string answer,
                               const std::vector<FaultLine>& faults) {
  std::string lines;
  for (const auto& [place, what] : faults) lines += fmt::format("insight {}: {}\n", place, one_line(what, 300));
  request.push_back({"assistant", std::move(answer)});
  request.push_back({"user", filled(prompts.repair, {{"{faults}", lines}})});
  return request;
}

std::size_t size_of(const std::vector<Message>& messages) {
  std::size_t bytes = 0;
  for (const auto& message : messages) bytes += message.content.size();
  return bytes;
}

}  // namespace pith::insight
