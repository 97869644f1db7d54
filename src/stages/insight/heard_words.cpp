#include "stages/insight/heard_words.h"

#include <algorithm>

#include "text/utf8.h"

namespace pith::insight {

namespace {

// Bytes of a folded text that belong to a word: letters and digits of ASCII, and all of the rest of Unicode.
bool in_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || static_cast<unsigned char>(byte) >= 0x80;
}

std::string_view bare(std::string_view folded) {
  while (!folded.empty() && !in_word(folded.front())) folded.remove_prefix(1);
  while (!folded.empty() && !in_word(folded.back())) folded.remove_suffix(1);
  return folded;
}

std::size_t space_end(std::string_view text, std::size_t at, bool space) {
  while (at < text.size()) {
    const auto point = text::code_point_at(text, at);
    if (text::is_space(point.value) != space) break;
    at += point.length;
  }
  return at;
}

}  // namespace

std::vector<Chunk> chunks_of(std::string_view text) {
  std::vector<Chunk> chunks;
  for (auto at = space_end(text, 0, true); at < text.size();) {
    const auto end = space_end(text, at, false);
    const auto folded = text::fold_for_comparison(text.substr(at, end - at));
    if (const auto word = bare(folded); !word.empty()) chunks.push_back({std::string(word), at, end});
    at = space_end(text, end, true);
  }
  return chunks;
}

HeardWords::HeardWords(const Transcript& transcript) : transcript_(transcript) {
  for (std::size_t cue = 0; cue < transcript.cues.size(); ++cue) {
    if (transcript.cues[cue].kind != CueKind::talk) continue;
    for (auto& chunk : chunks_of(transcript.cues[cue].text))
      words_.push_back({std::move(chunk), static_cast<int>(cue)});
  }
}

std::size_t HeardWords::first_of(int cue) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(words_, cue, {}, &Word::cue) - words_.begin());
}

bool HeardWords::one_run(std::size_t first, std::size_t count) const {
  for (auto at = first + 1; at < first + count; ++at) {
    const int before = words_[at - 1].cue;
    const int cue = words_[at].cue;
    if (cue > before + 1 || transcript_.cues[cue].speaker != transcript_.cues[before].speaker) return false;
  }
  return true;
}

std::string HeardWords::text(std::size_t first, std::size_t count) const {
  std::string out;
  for (auto at = first; at < first + count;) {
    const int cue = words_[at].cue;
    auto last = at;
    while (last + 1 < first + count && words_[last + 1].cue == cue) ++last;
    const auto begin = words_[at].chunk.begin;
    if (!out.empty()) out.push_back(' ');
    out.append(transcript_.cues[cue].text, begin, words_[last].chunk.end - begin);
    at = last + 1;
  }
  return out;
}

std::string HeardWords::folded(std::size_t first, std::size_t count) const {
  std::string out;
  for (auto at = first; at < first + count; ++at) {
    if (!out.empty()) out.push_back(' ');
    out += words_[at].chunk.folded;
  }
  return out;
}

}  // namespace pith::insight
