#include "stages/transcript/mark.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <span>
#include <vector>

#include "stages/transcript/mark_model.h"
#include "stages/transcript/mark_phrases.h"
#include "stages/transcript/paid_slot.h"
#include "text/words.h"

namespace pith::transcript {

namespace {

constexpr float phrases_alone = -1.5F;  // a cue's score where only phrases speak
constexpr float reach = 1.0F;           // beside an ad, so much less is enough
constexpr int farthest = 4;             // cues beside an ad
constexpr float stands_out = 5.0F;      // how far above the talk around it an ad is by its manner
constexpr float surely = 1.0F;          // what it takes to call chatter an ad
constexpr std::size_t widest_gap = 6;   // cues between two parts of one read
constexpr std::chrono::seconds longest_gap{35};

struct Scores {
  std::vector<float> ads;
  std::vector<float> chatter;
};

bool is_english(const Transcript& transcript) { return transcript.language.empty() || transcript.language == "en"; }

std::vector<float> chatter_scores(const Transcript& transcript, const MarkModel* model) {
  if (model == nullptr || !is_english(transcript)) return std::vector<float>(transcript.cues.size(), phrases_alone);
  return score_cues(model->weights().aside, mark_features(transcript));
}

// Over the neighbours, weights 1 2 1; the edge repeats. As in tools/train_marks.py.
std::vector<float> smoothed(const std::vector<float>& scores) {
  std::vector<float> smooth(scores.size());
  for (std::size_t n = 0; n < scores.size(); ++n) {
    const float before = scores[n > 0 ? n - 1 : 0];
    const float after = scores[std::min(n + 1, scores.size() - 1)];
    smooth[n] = (before + 2 * scores[n] + after) / 4;
  }
  return smooth;
}

// What a phrase tells of its cue holds less and less for those beside it.
void add_told(Scores& scores, std::size_t n, const PhraseScore& told) {
  if (told.ads == 0 && told.chatter == 0) return;
  constexpr std::array<float, 5> share{0.25F, 0.5F, 1, 0.5F, 0.25F};
  for (std::size_t k = 0; k < share.size(); ++k) {
    if (n + k < 2 || n + k - 2 >= scores.ads.size()) continue;
    scores.ads[n + k - 2] += share[k] * told.ads;
    scores.chatter[n + k - 2] += share[k] * told.chatter;
  }
}

// Is there a mark of its own within a few cues, and nothing between that speaks against it?
bool beside_a_mark(const std::vector<float>& scores, std::size_t n, int step) {
  for (int far = 1; far <= farthest; ++far) {
    const auto at = static_cast<std::ptrdiff_t>(n) + std::ptrdiff_t{far} * step;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(scores.size())) return false;
    const float score = scores[static_cast<std::size_t>(at)];
    if (score > 0) return true;
    if (score <= -reach) return false;
  }
  return false;
}

// Marks what is above 0 and, a few cues out from there, what is above -reach. Chatter that only resembles an ad stays
// chatter.
void mark_ads(Transcript& transcript, const std::vector<float>& scores) {
  for (std::size_t n = 0; n < scores.size(); ++n) {
    const bool near = scores[n] > -reach && (beside_a_mark(scores, n, -1) || beside_a_mark(scores, n, 1));
    if (scores[n] <= 0 && !near) continue;
    auto& kind = transcript.cues[n].kind;
    if (kind != CueKind::chatter || scores[n] > surely) kind = CueKind::ad;
  }
}

float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// One past the last of the scores above 0 from `n` on.
std::size_t end_of_run(const std::vector<float>& scores, std::size_t n) {
  while (n < scores.size() && scores[n] > 0) ++n;
  return n;
}

// What talks like an ad, whatever it may be taken for otherwise; but where a whole episode talks so, being written and
// read aloud, only the runs in which something stands out of it.
void mark_reads(Transcript& transcript, const AdModel& model) {
  const auto scores = model.scores(transcript);
  if (scores.empty()) return;
  const float least = std::max(0.0F, median(scores) + stands_out);
  for (std::size_t first = 0; first < scores.size();) {
    const auto end = end_of_run(scores, first);
    if (std::ranges::any_of(std::span(scores).subspan(first, end - first), [&](float score) { return score > least; }))
      for (auto n = first; n < end; ++n) transcript.cues[n].kind = CueKind::ad;
    first = end + 1;
  }
}

// The next part of the read that cue `first` is of: an ad, or what only resembles one and was taken for chatter, a few
// sentences on and in the same voice. `first` where there is none.
std::size_t next_part(const Transcript& transcript, const std::vector<float>& scores, std::size_t first) {
  const auto& cues = transcript.cues;
  if (cues[first].speaker < 0) return first;
  const auto stop = std::min(cues.size(), first + widest_gap + 2);
  for (auto n = first + 1; n < stop; ++n) {
    if (cues[n].speaker != cues[first].speaker || cues[n].start - cues[first].end > longest_gap) break;
    if (cues[n].kind == CueKind::ad || scores[n] > 0) return n;
  }
  return first;
}

// Nobody turns to the topic in the middle of a read: what stands between two parts of it is an ad as well.
void close_gaps(Transcript& transcript, const std::vector<float>& scores) {
  for (std::size_t n = 0; n < transcript.cues.size(); ++n) {
    if (transcript.cues[n].kind != CueKind::ad) continue;
    const auto next = next_part(transcript, scores, n);
    for (auto between = n + 1; between <= next; ++between) transcript.cues[between].kind = CueKind::ad;
  }
}

// What the show itself announces as paid for.
void mark_paid_slots(Transcript& transcript, const std::vector<std::size_t>& openings) {
  for (const auto opening : openings) {
    const auto end = end_of_paid_slot(transcript, opening).value_or(opening + 1);
    for (auto n = opening; n < end; ++n) transcript.cues[n].kind = CueKind::ad;
  }
}

}  // namespace

void mark_ads_and_chatter(Transcript& transcript, const MarkContext& context) {
  Scores scores{std::vector<float>(transcript.cues.size(), phrases_alone),
                smoothed(chatter_scores(transcript, context.model))};
  std::vector<std::size_t> breaks;
  std::vector<std::size_t> openings;
  for (std::size_t n = 0; n < transcript.cues.size(); ++n) {
    auto& cue = transcript.cues[n];
    cue.kind = CueKind::talk;
    const auto lowered = text::lower(cue.text);
    add_told(scores, n, score_phrases(lowered));
    if (is_break_line(lowered)) breaks.push_back(n);
    if (opens_paid_slot(lowered)) openings.push_back(n);
  }
  for (std::size_t n = 0; n < transcript.cues.size(); ++n)
    if (scores.chatter[n] > 0) transcript.cues[n].kind = CueKind::chatter;
  mark_ads(transcript, scores.ads);
  if (context.reads != nullptr && is_english(transcript)) mark_reads(transcript, *context.reads);
  mark_paid_slots(transcript, openings);
  close_gaps(transcript, scores.ads);
  for (const auto n : breaks) transcript.cues[n].kind = CueKind::ad;
}

}  // namespace pith::transcript
