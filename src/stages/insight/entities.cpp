#include "stages/insight/entities.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stages/insight/names.h"
#include "stages/insight/topic_terms.h"
#include "text/words.h"

namespace pith::insight {

namespace {

constexpr std::size_t around = 12;  // cues on either side of the evidence that count as near
// A name in the episode's description says half as much as one in its title.
constexpr float described = 0.5F;
constexpr std::array<std::string_view, name_features> feature_texts{"said",  "near",  "title", "key_speaker", "speaker",
                                                                    "often", "words", "odd",   "rare",        "unsaid"};

enum Feature : std::uint8_t { said, near, title, key_speaker, speaker, often, words, odd, rare, unsaid };

// "Jane Doe, PhD" is Jane Doe.
std::string without_title(const std::string& name) { return name.substr(0, name.find(',')); }

// All words of one stand in the other, in their order: "Kafka" and "Kafka API".
bool says_again(std::string_view name, std::string_view other) {
  const auto padded = [](std::string_view text) { return fmt::format(" {} ", text); };
  return padded(name).contains(padded(other)) || padded(other).contains(padded(name));
}

bool one_word(std::string_view name) { return !name.contains(' '); }

std::string joined(const Name& name) { return fmt::format("{}", fmt::join(name, " ")); }

// "GitHub", "H100": capitals or digits within.
bool odd_letters(std::string_view name) {
  return std::ranges::any_of(name.substr(std::min<std::size_t>(1, name.size())), [](char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
  });
}

std::size_t times(std::span<const std::uint64_t> text, std::span<const std::uint64_t> name) {
  std::size_t count = 0;
  for (auto at = std::find(text.begin(), text.end(), name[0]); at != text.end();
       at = std::find(at + 1, text.end(), name[0])) {
    const auto rest = text.subspan(static_cast<std::size_t>(at - text.begin()));
    if (name.size() <= rest.size() && std::ranges::equal(name, rest.first(name.size()))) ++count;
  }
  return count;
}

float damped(std::size_t count) { return std::log1p(static_cast<float>(count)); }

}  // namespace

std::span<const std::string_view> EpisodeNames::feature_names() { return feature_texts; }

EpisodeNames::EpisodeNames(const Transcript& transcript, const EpisodeTerms& terms, const EpisodeContext& context,
                           const text::WordModel& words)
    : transcript_(transcript), terms_(terms), words_(words), description_(terms_of(context.episode_description)) {
  for (const auto& one : context.persons) know(without_title(one.name), &Known::person);
  for (const auto& one : transcript.speakers) know(without_title(one), &Known::speaker);
  for (const auto& name : names_in(context.episode_title)) know(full_name(joined(name)), &Known::in_title);
  for (auto& known : known_) known.times = times(terms.all(), terms_of(known.name));
}

void EpisodeNames::know(const std::string& name, bool Known::* how) {
  if (terms_of(name).empty()) return;
  auto known = std::ranges::find(known_, name, &Known::name);
  if (known == known_.end()) known = known_.insert(known, {.name = name});
  (*known).*how = true;
}

// "Ada" and "Lovelace" are Ada Lovelace where one such person alone takes part.
std::string EpisodeNames::full_name(const std::string& name) const {
  const auto of_person = [&](const Known& known) {
    return (known.person || known.speaker) && (known.name.starts_with(name + " ") || known.name.ends_with(" " + name));
  };
  const auto found = std::ranges::find_if(known_, of_person);
  if (found == known_.end() || std::ranges::count_if(known_, of_person) > 1) return name;
  return found->name;
}

// Read as one text: to look for sentences in each cue anew would cost more than all else here.
std::vector<std::string> EpisodeNames::said_in(const Standing& standing) const {
  std::string text;
  const auto [begin, end] = extent_of(standing, transcript_.cues.size());
  for (auto cue = begin; cue < end; ++cue)
    if (holds_cue(standing.evidence, cue)) text += transcript_.cues[cue].text + '\n';
  std::vector<std::string> names;
  for (const auto& name : names_in(text))
    if (auto full = full_name(joined(name)); std::ranges::find(names, full) == names.end())
      names.push_back(std::move(full));
  return names;
}

void EpisodeNames::weigh(NameRow& row, const Standing& standing) const {
  const auto name = terms_of(row.name);
  const auto [begin, end] = extent_of(standing, transcript_.cues.size());
  std::size_t in_evidence = 0;
  std::size_t beside = 0;
  for (auto cue = begin - std::min(begin, around); cue < std::min(end + around, terms_.cues()); ++cue)
    (holds_cue(standing.evidence, cue) ? in_evidence : beside) += times(terms_.of(cue), name);
  auto& f = row.features;
  f[said] = damped(in_evidence);
  f[near] = damped(beside);
  f[title] = times(description_, name) > 0 ? described : 0;
  f[words] = one_word(row.name) ? 0 : 1;
  f[odd] = odd_letters(row.name) ? 1 : 0;
  f[unsaid] = in_evidence == 0 ? 1 : 0;
  const auto word = one_word(row.name) ? words_.find(text::base_form(text::lower(row.name))) : std::nullopt;
  f[rare] = word ? word->weight : 1;
  const auto known = std::ranges::find(known_, row.name, &Known::name);
  f[often] = damped(known == known_.end() ? times(terms_.all(), name) : known->times);
  if (known == known_.end()) return;
  if (known->in_title) f[title] = 1;
  if (!known->speaker || standing.key >= transcript_.cues.size()) return;
  const bool says_it = without_title(speaker_name(transcript_, transcript_.cues[standing.key])) == row.name;
  f[says_it ? key_speaker : speaker] = 1;
}

std::vector<NameRow> EpisodeNames::rows(const Standing& standing) const {
  std::vector<NameRow> rows;
  for (auto& name : said_in(standing)) rows.push_back({std::move(name), {}});
  for (const auto& known : known_)
    if (std::ranges::find(rows, known.name, &NameRow::name) == rows.end()) rows.push_back({known.name, {}});
  std::erase_if(rows, [](const NameRow& row) { return terms_of(row.name).empty(); });
  for (auto& row : rows) weigh(row, standing);
  return rows;
}

std::vector<std::string> chosen_names(std::span<const NameRow> rows, std::span<const float> weights) {
  constexpr std::size_t most = 6;
  constexpr double enough = -0.7;  // log odds of one in three
  std::vector<std::pair<double, std::size_t>> scores;
  for (std::size_t n = 0; n < rows.size(); ++n) {
    double sum = weights[name_features];
    for (std::size_t k = 0; k < name_features; ++k) sum += static_cast<double>(weights[k]) * rows[n].features[k];
    if (sum >= enough) scores.emplace_back(-sum, n);
  }
  std::ranges::sort(scores);
  std::vector<std::string> names;
  for (const auto& [score, n] : scores)
    if (names.size() < most &&
        std::ranges::none_of(names, [&](const auto& name) { return says_again(name, rows[n].name); }))
      names.push_back(rows[n].name);
  return names;
}

}  // namespace pith::insight
