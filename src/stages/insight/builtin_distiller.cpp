#include "stages/insight/builtin_distiller.h"

#include <algorithm>
#include <functional>
#include <optional>

#include <fmt/format.h>

#include "stages/insight/excerpt.h"
#include "stages/insight/merge.h"
#include "stages/insight/passages.h"
#include "stages/insight/pitch.h"
#include "stages/insight/spoken_language.h"
#include "text/similarity.h"

namespace pith::insight {

namespace {

constexpr std::string_view rules_version = "9";  // of all that is done after the model: a change makes new work

// The model finds whole episodes better or worse than others more than editors do: so much of an episode's own level is
// taken off before scores are compared over episodes.
constexpr double level_share = 0.75;
constexpr std::size_t level_passages = 5;
constexpr std::size_t earshot = 4;  // cues beside a passage, of its turn: what is sold or asked there taints it

struct Kept {
  Passage passage;
  Excerpt excerpt;
  text::WordBag words;  // of its text
};

// Said in the same words already? Some transcripts hold a part of the talk twice.
bool repeats(const text::WordBag& words, std::span<const Kept> kept) {
  return std::ranges::any_of(kept, [&](const Kept& one) { return rouge1_f1(one.words, words) >= same_text; });
}

Quote quote_of(const Transcript& transcript, std::size_t first, std::size_t end) {
  Quote quote;
  quote.cues = {static_cast<int>(first), static_cast<int>(end) - 1};
  quote.start = transcript.cues[first].start;
  quote.end = transcript.cues[end - 1].end;
  quote.speaker = speaker_name(transcript, transcript.cues[first]);
  for (auto cue = first; cue < end; ++cue) quote.text += (cue == first ? "" : " ") + transcript.cues[cue].text;
  return quote;
}

// What the text says first, then what stands around it in the passage; each a run of cues.
std::vector<Quote> evidence_of(const Transcript& transcript, const Kept& kept) {
  std::vector<Quote> said;
  std::vector<Quote> around;
  const auto in_text = [&](std::size_t cue) { return std::ranges::binary_search(kept.excerpt.cues, cue); };
  for (auto first = kept.passage.first; first < kept.passage.end();) {
    auto end = first + 1;
    while (end < kept.passage.end() && in_text(end) == in_text(first)) ++end;
    (in_text(first) ? said : around).push_back(quote_of(transcript, first, end));
    first = end;
  }
  said.insert(said.end(), around.begin(), around.end());
  return said;
}

// The passage and what the same speaker says right before and after it.
std::string heard_around(const Talk& talk, const Passage& passage) {
  const auto& turn = talk.turn_of(passage.first);
  const auto first = std::max(turn.first, passage.first - std::min(passage.first, earshot));
  const auto end = std::max(passage.end(), std::min(turn.end(), passage.end() + earshot));
  return quote_of(*talk.transcript, first, end).text;
}

double level_of(std::span<const Kept> kept) {
  const auto first = kept.first(std::min(level_passages, kept.size()));
  double sum = 0;
  for (const auto& one : first) sum += one.passage.score;
  return first.empty() ? 0 : sum / static_cast<double>(first.size());
}

// An insight whose headline says its point is worth more to a reader; a little, since editors choose without one.
void rank_by_headlines_too(std::vector<Kept>& kept) {
  constexpr double share = 0.35;  // of log odds in the unit of a passage's score
  constexpr double furthest = 3;
  constexpr double without = 3;  // what a beginning with "…" costs: 2 of 3 can't be understood
  for (auto& one : kept) {
    one.passage.score += share * std::clamp<double>(one.excerpt.headline_worth, -furthest, furthest);
    if (one.excerpt.headline.ends_with("\u2026")) one.passage.score -= without;
  }
  std::ranges::stable_sort(kept, std::greater{}, [](const Kept& one) { return one.passage.score; });
}

class Maker {
 public:
  Maker(const Talk& talk, std::span<const float> scores) : talk_(talk), scores_(scores) {}

  Insight insight(const Kept& kept, double worth) const {
    const auto& transcript = *talk_.transcript;
    Insight made;
    made.headline = kept.excerpt.headline;
    made.text = kept.excerpt.text;
    made.speaker = speaker_name(transcript, transcript.cues[kept.passage.first]);
    made.score = worth;
    made.clarity = HeadlineModel::clarity(kept.excerpt.headline_worth);
    const auto key = std::ranges::max(kept.excerpt.cues, {}, [&](std::size_t cue) { return scores_[cue]; });
    made.key_start = transcript.cues[key].start;
    made.evidence = evidence_of(transcript, kept);
    return made;
  }

 private:
  const Talk& talk_;
  std::span<const float> scores_;
};

}  // namespace

Result<std::unique_ptr<BuiltinDistiller>> BuiltinDistiller::make(const BuiltinModels& models) {
  auto background = Background::parse(models.talk);
  if (!background) return std::unexpected(background.error());
  auto cues = CueModel::parse(models.cues, **background);
  if (!cues) return std::unexpected(cues.error());
  auto headlines = HeadlineModel::parse(models.headlines);
  if (!headlines) return std::unexpected(headlines.error());
  return std::unique_ptr<BuiltinDistiller>(
      new BuiltinDistiller(*std::move(background), *std::move(cues), *std::move(headlines)));
}

std::string BuiltinDistiller::version() const { return fmt::format("{}/{}", model_->version(), rules_version); }

Result<Distilled> BuiltinDistiller::distill(const Transcript& transcript, const EpisodeContext& /*context*/) const {
  if (auto known = require_english(transcript); !known) return std::unexpected(known.error());
  const auto talk = read_talk(transcript, *background_);
  const auto scores = model_->scores(talk, *background_);
  const auto telling = tellings(scores);
  Distilled distilled;
  std::vector<Kept> kept;
  ExcerptMaker excerpts(talk, telling, {*background_, *headlines_});
  choose_passages(talk, scores.worth, {}, [&](const Passage& passage) {
    auto excerpt = excerpts.excerpt(passage);
    if (!excerpt) return false;
    if (pitch_in_talk(heard_around(talk, passage))) {
      ++distilled.dropped["pitch"];
      return false;
    }
    text::WordBag words(excerpt->text);
    if (repeats(words, kept)) {
      ++distilled.dropped["restatement"];
      return false;
    }
    kept.push_back({passage, *std::move(excerpt), std::move(words)});
    return true;
  });
  const Maker maker(talk, telling);
  rank_by_headlines_too(kept);
  const auto level = level_share * level_of(kept);
  for (const auto& one : kept) {
    auto insight = maker.insight(one, model_->calibrated(one.passage.score - level));
    insight.engine = name();
    insight.version = version();
    distilled.insights.push_back(std::move(insight));
  }
  return distilled;
}

}  // namespace pith::insight
