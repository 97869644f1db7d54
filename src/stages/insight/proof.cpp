#include "stages/insight/proof.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stages/insight/numbers.h"
#include "stages/insight/pitch.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::insight {

namespace {

constexpr std::size_t least_quote_words = 4;  // "Yeah, right." proves nothing
constexpr std::size_t most_cues_of_a_quote = 6;
constexpr std::size_t least_text_words = 20;
constexpr std::size_t most_text_words = 80;
constexpr std::size_t most_headline_words = 14;

// Words as people count them: between spaces.
std::size_t word_count(std::string_view text) { return chunks_of(text).size(); }

void add_form_faults(const Draft& draft, std::vector<Fault>& faults) {
  const auto headline = word_count(draft.headline);
  const auto text = word_count(draft.text);
  if (headline == 0 || headline > most_headline_words)
    faults.push_back({FaultKind::form, fmt::format("its headline has {} words, it may have 12", headline)});
  if (text < least_text_words || text > most_text_words)
    faults.push_back({FaultKind::form, fmt::format("its text has {} words, it should have 35 to 60", text)});
}

void add_pitch_faults(const Draft& draft, Judgement& judgement) {
  std::string said;
  for (const auto& quote : judgement.quotes) said += quote.text + "\n";
  auto fault = pitch_in(draft.headline, said);
  if (!fault) fault = pitch_in(draft.text, said);
  for (auto quote = judgement.quotes.begin(); !fault && quote != judgement.quotes.end(); ++quote)
    fault = pitch_in_talk(quote->text);
  if (fault) judgement.faults.push_back({FaultKind::pitch, fmt::format("it {}", *fault)});
}

void append(std::vector<Fault>& faults, std::vector<Fault> more) {
  faults.insert(faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::string_view name_of(FaultKind kind) {
  static constexpr std::array<std::string_view, 5> names = {"quote", "number", "name", "pitch", "form"};
  return names[static_cast<std::size_t>(kind)];
}

bool Judgement::stands() const {
  return !quotes.empty() &&
         std::ranges::all_of(faults, [](const Fault& fault) { return fault.kind == FaultKind::quote; });
}

void Proof::find_quotes(const Draft& draft, Judgement& judgement) const {
  for (const auto& offered : draft.quotes) {
    auto quote = finder_.find(offered);
    if (!quote) {
      judgement.faults.push_back({FaultKind::quote, fmt::format("cue {} does not hold these words: \"{}\"", offered.cue,
                                                                text::truncate_utf8(offered.text, 120))});
      continue;
    }
    const auto cues = static_cast<std::size_t>(quote->cues.last - quote->cues.first) + 1;
    if (word_count(quote->text) < least_quote_words && text::is_ascii(quote->text)) continue;
    if (cues <= most_cues_of_a_quote && std::ranges::find(judgement.quotes, *quote) == judgement.quotes.end())
      judgement.quotes.push_back(std::move(*quote));
  }
  if (judgement.quotes.empty() && judgement.faults.empty())
    judgement.faults.push_back({FaultKind::quote, "it has no quote of four words or more"});
}

// A number said further off joins the evidence where the cue plainly speaks of the same thing.
void Proof::prove_numbers(const Draft& draft, Judgement& judgement) const {
  const auto text = draft.headline + ". " + draft.text;
  for (const auto& claim : claimed_numbers(text)) {
    if (numbers_.near(claim, judgement.quotes)) continue;
    if (const auto cue = numbers_.elsewhere(claim, text, judgement.quotes)) {
      const auto& said = transcript_.cues[*cue];
      judgement.quotes.push_back({{*cue, *cue}, said.start, said.end, speaker_name(transcript_, said), said.text});
    } else {
      judgement.faults.push_back({FaultKind::number, fmt::format("nobody says {} near the quotes", claim.shown)});
    }
  }
}

std::vector<Fault> Proof::name_faults(std::string_view text) const {
  std::vector<Fault> faults;
  auto names = names_in(text);
  for (auto& name : doubtful_names_in(text))
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  for (const auto& name : names)
    if (!names_.know(name))
      faults.push_back({FaultKind::name, fmt::format("{} is not named in the episode", fmt::join(name, " "))});
  return faults;
}

Judgement Proof::judge(const Draft& draft) const {
  Judgement judgement;
  find_quotes(draft, judgement);
  add_form_faults(draft, judgement.faults);
  add_pitch_faults(draft, judgement);
  if (judgement.quotes.empty()) return judgement;
  prove_numbers(draft, judgement);
  for (const auto& text : {draft.headline, draft.text}) append(judgement.faults, name_faults(text));
  return judgement;
}

}  // namespace pith::insight
