#include "web/talk.h"

#include <algorithm>
#include <optional>
#include <ranges>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pith::web {

namespace {

constexpr int near_cues = 7;            // shown of a quote's own turn, before and after it
constexpr int far_cues = 4;             // shown of other turns, next to the quote
constexpr std::size_t paragraph = 550;  // bytes after which the next cue begins a new one

constexpr std::size_t stretch = 95'000;  // bytes of talk, of which some two are sent as one
constexpr std::size_t cue_costs = 24;    // its tags, likewise

const Cue& cue_at(const Transcript& transcript, int n) { return transcript.cues[static_cast<std::size_t>(n)]; }

// ASCII letters only: lengths stay the same, so places can be carried over.
std::string folded(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

void widen(Marks& marks, int cue, Cited more) {
  const auto [found, added] = marks.try_emplace(cue, more);
  auto& known = found->second;
  if (added || (known.key && !more.key)) return;
  known =
      known.key == more.key ? Cited{std::min(known.begin, more.begin), std::max(known.end, more.end), more.key} : more;
}

CueRange clamp(const Transcript& transcript, CueRange range) {
  const int last = static_cast<int>(transcript.cues.size()) - 1;
  return {std::clamp(range.first, 0, std::max(last, 0)), std::min(range.last, last)};
}

void add_piece(templates::Values& say, std::string_view kind, std::string_view text) {
  if (!text.empty()) say.add("PIECE").set_if(kind, text);
}

// No mark is an empty one.
Cited mark_of(const Marks& marks, int cue) {
  const auto found = marks.find(cue);
  return found == marks.end() ? Cited{} : found->second;
}

// Whether the mark of this cue goes on in the next without a gap.
bool mark_goes_on(const Marks& marks, int cue) {
  const auto next = marks.find(cue + 1);
  return next != marks.end() && next->second.begin == 0 && next->second.key == mark_of(marks, cue).key;
}

// With the space that parts it from the next cue, marked too where the mark goes on there.
void add_cue(templates::Values& say, const Cue& cue, Cited mark, bool goes_on) {
  const std::string_view plain = cue.kind == CueKind::chatter ? "QUIET" : "PLAIN";
  const std::string_view text = cue.text;
  const bool to_the_end = mark.end == text.size() && goes_on;
  add_piece(say, plain, text.substr(0, mark.begin));
  add_piece(say, mark.key ? "MARKED" : "ALSO",
            fmt::format("{}{}", text.substr(mark.begin, mark.end - mark.begin), to_the_end ? " " : ""));
  add_piece(say, plain, fmt::format("{}{}", text.substr(mark.end), to_the_end ? "" : " "));
}

// The quote's own turn shows `near_cues` on both sides; others what is next to it.
CueRange near_quote(const Turn& turn, CueRange quote) {
  if (turn.cues.last < quote.first) return {std::max(turn.cues.first, turn.cues.last - far_cues + 1), turn.cues.last};
  if (turn.cues.first > quote.last) return {turn.cues.first, std::min(turn.cues.last, turn.cues.first + far_cues - 1)};
  return {std::max(turn.cues.first, quote.first - near_cues), std::min(turn.cues.last, quote.last + near_cues)};
}

}  // namespace

std::vector<Turn> turns_of(const Transcript& transcript) {
  std::vector<Turn> turns;
  for (int n = 0; n < static_cast<int>(transcript.cues.size()); ++n) {
    const auto& cue = cue_at(transcript, n);
    const bool ad = cue.kind == CueKind::ad;
    if (turns.empty() || turns.back().ad != ad || (!ad && turns.back().speaker != cue.speaker))
      turns.push_back({{n, n}, cue.speaker, ad});
    turns.back().cues.last = n;
  }
  return turns;
}

void mark_quote(const Transcript& transcript, const Quote& quote, Marks& marks, bool key) {
  const auto cues = clamp(transcript, quote.cues);
  std::string joined;
  std::vector<std::size_t> begins;
  for (int n = cues.first; n <= cues.last; ++n) {
    begins.push_back(joined.size());
    joined += cue_at(transcript, n).text + " ";
  }
  const auto words = folded(text::fold_space(quote.text));
  auto begin = folded(joined).find(words);
  auto end = begin + words.size();
  if (begin == std::string::npos || words.empty()) {
    begin = 0;
    end = joined.size();
  }
  for (int n = cues.first; n <= cues.last; ++n) {
    const auto offset = begins[static_cast<std::size_t>(n - cues.first)];
    const auto length = cue_at(transcript, n).text.size();
    if (end <= offset || begin >= offset + length) continue;
    widen(marks, n, {begin > offset ? begin - offset : 0, std::min(end - offset, length), key});
  }
}

void mark_evidence(const Transcript& transcript, const Insight& insight, Marks& marks) {
  for (const auto& quote : insight.evidence) mark_quote(transcript, quote, marks, &quote == &insight.evidence.front());
}

std::vector<Turn> turns_around(const Transcript& transcript, CueRange quote, int around) {
  quote = clamp(transcript, quote);
  auto turns = turns_of(transcript);
  std::erase_if(turns, [&](const Turn& turn) {
    return turn.ad && (turn.cues.last < quote.first || turn.cues.first > quote.last);
  });
  const auto from = std::ranges::find_if(turns, [&](const Turn& turn) { return turn.cues.last >= quote.first; });
  const auto to =
      std::ranges::find_if(from, turns.end(), [&](const Turn& turn) { return turn.cues.first > quote.last; });
  const auto first = from - std::min<std::ptrdiff_t>(around, from - turns.begin());
  const auto last = to + std::min<std::ptrdiff_t>(around, turns.end() - to);
  std::vector<Turn> shown(first, last);
  for (auto& turn : shown) turn.cues = near_quote(turn, quote);
  return shown;
}

CueRange stretch_from(const Transcript& transcript, std::span<const Turn> turns, int first) {
  std::size_t bytes = 0;
  std::optional<int> whole;  // the last cue of the last turn that is well within
  for (const auto& turn : turns) {
    for (int n = std::max(turn.cues.first, first); n <= turn.cues.last; ++n) {
      bytes += cue_at(transcript, n).text.size() + cue_costs;
      if (bytes > stretch && n > first) return {first, whole.value_or(n - 1)};
    }
    if (turn.cues.last >= first && bytes > stretch * 3 / 4) whole = turn.cues.last;
  }
  return {first, static_cast<int>(transcript.cues.size()) - 1};
}

std::vector<Turn> turns_within(std::span<const Turn> turns, CueRange cues) {
  std::vector<Turn> within;
  for (auto turn : turns) {
    turn.cues = {std::max(turn.cues.first, cues.first), std::min(turn.cues.last, cues.last)};
    if (turn.cues.first <= turn.cues.last) within.push_back(turn);
  }
  return within;
}

std::vector<CueRange> paragraphs_of(const Transcript& transcript, CueRange cues, std::span<const int> starts) {
  std::vector<CueRange> paragraphs;
  std::size_t bytes = 0;
  for (int n = cues.first; n <= cues.last; ++n) {
    const bool must = std::ranges::binary_search(starts, n);
    if (paragraphs.empty() || must || bytes > paragraph) {
      paragraphs.push_back({n, n});
      bytes = 0;
    }
    paragraphs.back().last = n;
    bytes += cue_at(transcript, n).text.size();
  }
  return paragraphs;
}

void fill_said(templates::Values& values, const Transcript& transcript, CueRange cues, const Marks& marks) {
  long long anchored = -1;
  if (cues.first > 0)
    anchored = std::chrono::floor<std::chrono::seconds>(cue_at(transcript, cues.first - 1).start).count();
  for (int n = cues.first; n <= cues.last; ++n) {
    const auto& cue = cue_at(transcript, n);
    auto& say = values.add("SAY");
    const auto second = std::chrono::floor<std::chrono::seconds>(cue.start).count();
    if (second > anchored)
      say.set_if("ANCHOR", fmt::format("t={}", second));
    else
      say.set_if("TIME", fmt::format("{:.1f}", std::chrono::duration<double>(cue.start).count()));
    anchored = std::max<long long>(anchored, second);
    add_cue(say, cue, mark_of(marks, n), mark_goes_on(marks, n));
  }
}

Snippet snippet_of(std::string_view text, std::span<const store::Mark> marks, std::size_t bytes) {
  if (text.size() <= bytes) return {std::string(text), {marks.begin(), marks.end()}};
  const auto first = marks.empty() ? 0 : std::min(marks.front().begin, text.size());
  std::size_t begin = std::min(first > bytes / 3 ? first - bytes / 3 : 0, text.size() - bytes);
  if (begin > 0) begin = std::min(text.find(' ', begin), first);
  std::size_t end = std::min(begin + bytes, text.size());
  if (end < text.size()) end = std::max(text.rfind(' ', end), begin + 1);
  Snippet cut;
  const std::string_view lead = begin > 0 ? "…" : "";
  cut.text =
      fmt::format("{}{}{}", lead, text::repair_utf8(text.substr(begin, end - begin)), end < text.size() ? " …" : "");
  for (const auto& mark : marks) {
    if (mark.begin < begin || mark.end > end) continue;
    cut.marks.push_back({mark.begin - begin + lead.size(), mark.end - begin + lead.size()});
  }
  return cut;
}

void fill_marked(templates::Values& values, std::string_view text, std::span<const store::Mark> marks) {
  std::size_t at = 0;
  for (const auto& mark : marks) {
    if (mark.begin < at || mark.end > text.size() || mark.end <= mark.begin) continue;
    add_piece(values, "PLAIN", text.substr(at, mark.begin - at));
    add_piece(values, "MARKED", text.substr(mark.begin, mark.end - mark.begin));
    at = mark.end;
  }
  add_piece(values, "PLAIN", text.substr(std::min(at, text.size())));
}

}  // namespace pith::web
