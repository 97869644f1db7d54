#include "stages/transcript/sentence_cues.h"

#include <algorithm>

#include "text/sentences.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr auto longest_pause = std::chrono::seconds{10};
// A run of words without a sentence end is cut after this many: few where the text has no punctuation at all.
constexpr std::size_t longest_punctuated = 120;
constexpr std::size_t longest_bare = 30;

struct Piece {
  std::size_t offset;  // in the pending text
  std::size_t length;
  Ms start;
  Ms end;
};

bool is_lower_start(std::string_view text) {
  const auto at = text.find_first_not_of(" \t\r\n\"'");
  return at != std::string_view::npos && text[at] >= 'a' && text[at] <= 'z';
}

bool attaches(std::string_view text) {
  return !text.empty() && std::string_view(".,!?;:%)]").find(text[0]) != std::string_view::npos;
}

// Offset after the n-th word from the start of `text`; its end where there are fewer.
std::size_t after_words(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) {
    at = text.find(' ', at);
    if (at == std::string_view::npos) return text.size();
    ++at;
  }
  return at;
}

// Collects one turn's text until sentences are whole.
class Joiner {
 public:
  Joiner(bool concatenate, std::size_t longest) : concatenate_(concatenate), longest_(longest) {}

  void add(const RawCue& cue, bool goes_on_in_lower_case) {
    if (!pieces_.empty() && breaks_turn(cue)) flush();
    if (pieces_.empty()) speaker_ = cue.speaker;
    append(cue);
    emit_whole(goes_on_in_lower_case);
  }
  void flush() {
    for (const auto sentence : text::sentences(pending_)) emit(sentence);
    pending_.clear();
    pieces_.clear();
  }
  std::vector<RawCue> take() {
    flush();
    return std::move(found_);
  }

 private:
  bool breaks_turn(const RawCue& cue) const {
    if (cue.new_paragraph && !is_lower_start(cue.text)) return true;
    return cue.new_turn || cue.speaker != speaker_ || cue.start > pieces_.back().end + longest_pause;
  }

  void append(const RawCue& cue) {
    const auto text = text::fold_space(cue.text);
    const bool space_before = !concatenate_ || cue.text.starts_with(' ') || cue.text.starts_with('\n') || space_waits_;
    space_waits_ = concatenate_ && (cue.text.ends_with(' ') || text.empty());
    if (text.empty()) return;
    if (!pending_.empty() && space_before && !attaches(text)) pending_.push_back(' ');
    pieces_.push_back({pending_.size(), text.size(), cue.start, cue.end});
    pending_.append(text);
  }

  // Emits the sentences that are surely whole and keeps the rest.
  void emit_whole(bool goes_on_in_lower_case) {
    const auto sentences = text::sentences(pending_);
    if (sentences.empty()) return;
    const bool last_whole = text::ends_sentence(sentences.back()) && !goes_on_in_lower_case;
    const bool too_long = text::count_words(sentences.back()) >= longest_;
    const auto count = sentences.size() - (last_whole || too_long ? 0 : 1);
    for (std::size_t n = 0; n < count; ++n) emit(sentences[n]);
    if (count == sentences.size()) {
      pending_.clear();
      pieces_.clear();
    } else if (count > 0) {
      keep_from(static_cast<std::size_t>(sentences.back().data() - pending_.data()));
    }
  }

  void keep_from(std::size_t offset) {
    std::vector<Piece> kept;
    for (const auto& piece : pieces_) {
      if (piece.offset + piece.length <= offset) continue;
      const auto from = std::max(piece.offset, offset);
      kept.push_back({from - offset, piece.offset + piece.length - from, time_at(from), piece.end});
    }
    pending_.erase(0, offset);
    pieces_ = std::move(kept);
  }

  Ms time_at(std::size_t offset) const {
    const Piece* found = &pieces_.front();
    for (const auto& piece : pieces_)
      if (piece.offset <= offset) found = &piece;
    const auto inside = static_cast<std::int64_t>(std::min(offset - found->offset, found->length));
    return found->start +
           (found->end - found->start) * inside / static_cast<std::int64_t>(std::max<std::size_t>(1, found->length));
  }

  // One sentence; one of endless length in even parts.
  void emit(std::string_view sentence) {
    const auto words = text::count_words(sentence);
    const auto parts = words > longest_ ? words / longest_ + 1 : 1;
    while (!sentence.empty()) {
      const auto end = parts == 1 ? sentence.size() : after_words(sentence, words / parts + 1);
      const auto part = text::trim(sentence.substr(0, end));
      const auto offset = static_cast<std::size_t>(part.data() - pending_.data());
      if (!part.empty()) add_found(part, time_at(offset), end_at(offset + part.size()));
      sentence.remove_prefix(end);
    }
  }

  void add_found(std::string_view part, Ms start, Ms end) {
    if (!found_.empty()) start = std::max(start, found_.back().start);  // sources may overlap; the order of words holds
    RawCue cue{start, std::max(start, end), speaker_, std::string(part)};
    found_.push_back(std::move(cue));
  }

  // The end of a text that ends at `offset`: the time before the gap where a piece ends just there.
  Ms end_at(std::size_t offset) const {
    for (const auto& piece : pieces_)
      if (piece.offset + piece.length == offset) return piece.end;
    return time_at(offset);
  }

  bool concatenate_;
  std::size_t longest_;
  std::string pending_;
  std::vector<Piece> pieces_;
  std::string speaker_;
  bool space_waits_ = false;
  std::vector<RawCue> found_;
};

struct Shape {
  std::size_t words = 0;
  std::size_t ending = 0;   // cues that end like a sentence
  std::size_t several = 0;  // cues with a sentence end inside
  std::size_t ends = 0;
};

Shape shape_of(const std::vector<RawCue>& cues) {
  Shape shape;
  for (const auto& cue : cues) {
    const auto text = text::fold_space(cue.text);
    const auto inner = text::inner_sentence_ends(text);
    const bool ends = text::ends_sentence(text);
    shape.words += text::count_words(text);
    shape.ending += ends ? 1 : 0;
    shape.several += inner > 0 ? 1 : 0;
    shape.ends += inner + (ends ? 1 : 0);
  }
  return shape;
}

}  // namespace

bool are_sentences(const std::vector<RawCue>& cues) {
  const auto shape = shape_of(cues);
  return shape.ending * 10 >= cues.size() * 6 && shape.several * 10 <= cues.size() * 4 &&
         shape.words <= cues.size() * 40;
}

std::vector<RawCue> to_sentences(const std::vector<RawCue>& cues, bool concatenate) {
  const auto shape = shape_of(cues);
  const bool punctuated = shape.ends * 60 >= shape.words;
  Joiner joiner(concatenate, punctuated ? longest_punctuated : longest_bare);
  for (std::size_t n = 0; n < cues.size(); ++n) {
    const bool more = n + 1 < cues.size() && !cues[n + 1].new_turn && cues[n + 1].speaker == cues[n].speaker;
    joiner.add(cues[n], more && is_lower_start(cues[n + 1].text));
  }
  return joiner.take();
}

}  // namespace pith::transcript
