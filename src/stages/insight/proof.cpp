#include "stages/insight/proof.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stages/insight/attribution.h"
#include "stages/insight/contradiction.h"
#include "stages/insight/insight_form.h"
#include "stages/insight/numbers.h"
#include "stages/insight/pitch.h"
#include "stages/insight/plain_ads.h"
#include "stages/insight/relevance.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::insight {

namespace {

constexpr std::size_t least_quote_words = 5;
constexpr std::size_t least_cue_words = 3;  // of a quote that is shorter, being all that its cue holds
constexpr std::size_t most_cues_of_a_quote = 6;
constexpr std::size_t most_quoted_cues = 12;

std::size_t cues_of(const Quote& quote) { return static_cast<std::size_t>(quote.cues.last - quote.cues.first) + 1; }

// Words as people count them: between spaces.
std::size_t word_count(std::string_view text) { return chunks_of(text).size(); }

// Scripts without spaces have cues of one long "word".
bool is_long(std::string_view text) {
  constexpr std::size_t bytes_of_a_sentence = 18;
  const auto words = word_count(text);
  return words >= least_quote_words || (!text::is_ascii(text) && text.size() >= bytes_of_a_sentence * words);
}

void add_form_faults(const Draft& draft, std::vector<Fault>& faults) {
  for (auto& what : form_faults(draft.headline, draft.text)) faults.push_back({FaultKind::form, std::move(what)});
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
  static constexpr std::array<std::string_view, 7> names = {"quote", "number",  "name", "pitch",
                                                            "sense", "speaker", "form"};
  return names[static_cast<std::size_t>(kind)];
}

bool Judgement::stands() const {
  return !quotes.empty() &&
         std::ranges::all_of(faults, [](const Fault& fault) { return fault.kind == FaultKind::quote; });
}

Proof::Proof(const Transcript& transcript, const EpisodeContext& context, const NameWords* names)
    : Proof(Given{transcript, context, names}, plain_ads(transcript)) {}

Proof::Proof(const Given& given, const std::vector<bool>& ads)
    : transcript_(given.transcript),
      finder_(given.transcript),
      numbers_(given.transcript, ads),
      names_(given.transcript, given.context, ads),
      name_words_(given.names) {}

void Proof::find_quotes(const Draft& draft, Judgement& judgement) const {
  std::size_t quoted = 0;  // cues: what goes beyond them would not be kept, and proves nothing
  for (const auto& offered : draft.quotes) {
    auto quote = finder_.find(offered);
    if (!quote) {
      judgement.faults.push_back({FaultKind::quote, fmt::format("cue {} does not hold these words: \"{}\"", offered.cue,
                                                                text::truncate_utf8(offered.text, 120))});
      continue;
    }
    const auto cues = cues_of(*quote);
    if (says_little(*quote) || cues > most_cues_of_a_quote || quoted + cues > most_quoted_cues) continue;
    if (std::ranges::find(judgement.quotes, *quote) != judgement.quotes.end()) continue;
    quoted += cues;
    judgement.quotes.push_back(std::move(*quote));
  }
  // "Yeah, that's right." stands beside others but proves nothing alone.
  if (std::ranges::any_of(judgement.quotes, [](const Quote& quote) { return is_long(quote.text); })) return;
  judgement.quotes.clear();
  if (judgement.faults.empty()) judgement.faults.push_back({FaultKind::quote, "it has no quote of five words or more"});
}

bool Proof::says_little(const Quote& quote) const {
  if (is_long(quote.text)) return false;
  const auto words = word_count(quote.text);
  return words < least_cue_words || words < word_count(transcript_.cues[quote.cues.first].text);
}

// The cue that says a number joins the evidence, so that a reader finds there all that is claimed; unless it is marked
// as an ad or as chatter.
void Proof::prove_numbers(const Draft& draft, Judgement& judgement) const {
  const auto text = draft.headline + ". " + draft.text;
  const auto offered = judgement.quotes;  // what joins them reaches no further
  for (const auto& claim : claimed_numbers(text)) {
    auto cue = numbers_.near(claim, offered);
    if (!cue) cue = numbers_.elsewhere(claim, text, offered);
    if (cue)
      add_evidence(*cue, judgement.quotes);
    else
      judgement.faults.push_back({FaultKind::number, fmt::format("nobody says {} near the quotes", claim.shown)});
  }
}

void Proof::add_evidence(int cue, std::vector<Quote>& quotes) const {
  const auto& said = transcript_.cues[cue];
  const bool quoted = std::ranges::any_of(
      quotes, [&](const Quote& quote) { return quote.cues.first <= cue && cue <= quote.cues.last; });
  if (!quoted && said.kind == CueKind::talk && !pitch_in_talk(said.text))
    quotes.push_back({{cue, cue}, said.start, said.end, speaker_name(transcript_, said), said.text});
}

std::vector<Fault> Proof::name_faults(std::string_view text) const {
  std::vector<Fault> faults;
  auto names = names_in(text);
  const auto add = [&names](std::vector<Name> more) {
    for (auto& name : more)
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  };
  auto doubtful = doubtful_names_in(text);
  if (name_words_ != nullptr) {
    std::erase_if(doubtful, [&](const Name& name) { return name_words_->denies(text::lower(name.front())); });
    add(named_words_in(text, *name_words_));
  }
  add(std::move(doubtful));
  for (const auto& name : names)
    if (!names_.know(name))
      faults.push_back({FaultKind::name, fmt::format("{} is not named in the episode", fmt::join(name, " "))});
  return faults;
}

// Words put into another's mouth. Where nobody knows who spoke, nobody is contradicted.
void Proof::prove_speakers(const Draft& draft, Judgement& judgement) const {
  const auto& quotes = judgement.quotes;
  if (std::ranges::any_of(quotes, [&](const Quote& quote) { return transcript_.cues[quote.cues.first].speaker < 0; }))
    return;
  for (const auto& speaker : said_to_speak(transcript_, draft.headline + ". " + draft.text))
    if (std::ranges::find(quotes, speaker, &Quote::speaker) == quotes.end())
      judgement.faults.push_back({FaultKind::speaker, fmt::format("{} says none of what is quoted, {} does", speaker,
                                                                  quotes.front().speaker)});
}

// True words, and a text that says the opposite.
void Proof::prove_sense(const Draft& draft, Judgement& judgement) const {
  for (const auto& text : {draft.headline + ".", draft.text})
    if (const auto clause = contradicted(text, judgement.quotes))
      judgement.faults.push_back({FaultKind::sense, fmt::format("\"{}\" is not what the quotes say", *clause)});
}

// True words, and a text about something else. A transcript of another language may have a text of this one.
void Proof::prove_relevance(const Draft& draft, Judgement& judgement) const {
  if (!transcript_.language.empty() && !transcript_.language.starts_with("en")) return;
  std::vector<std::string_view> said;
  for (const auto& quote : judgement.quotes)
    for (int cue = quote.cues.first; cue <= quote.cues.last; ++cue) said.emplace_back(transcript_.cues[cue].text);
  if (!bears_on(draft.headline + ". " + draft.text, said))
    judgement.faults.push_back({FaultKind::sense, "the quotes say nothing of it"});
}

// An order may be split over cues, each of which is harmless alone. One that is whole in the cue beside harms nobody.
void Proof::prove_obedience(Judgement& judgement) const {
  const auto splits = [&](int one, int other) {
    if (one < 0 || other >= static_cast<int>(transcript_.cues.size())) return false;
    const auto& first = transcript_.cues[one].text;
    const auto& second = transcript_.cues[other].text;
    return !order_in_talk(first) && !order_in_talk(second) && order_in_talk(first + " " + second);
  };
  const auto split = std::ranges::any_of(judgement.quotes, [&](const Quote& quote) {
    return splits(quote.cues.first - 1, quote.cues.first) || splits(quote.cues.last, quote.cues.last + 1);
  });
  if (split) judgement.faults.push_back({FaultKind::pitch, "it follows an order that was spoken"});
}

Judgement Proof::judge(const Draft& draft) const {
  Judgement judgement;
  find_quotes(draft, judgement);
  add_pitch_faults(draft, judgement);
  if (!judgement.quotes.empty()) {
    prove_obedience(judgement);
    prove_relevance(draft, judgement);
    prove_sense(draft, judgement);
    prove_speakers(draft, judgement);
    prove_numbers(draft, judgement);
    for (const auto& text : {draft.headline, draft.text}) append(judgement.faults, name_faults(text));
  }
  add_form_faults(draft, judgement.faults);  // last: what is untrue is what it falls for
  return judgement;
}

}  // namespace pith::insight
