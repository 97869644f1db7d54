#include "stages/insight/names.h"

#include <algorithm>
#include <array>

#include "stages/insight/function_words.h"
#include "stages/insight/heard_words.h"
#include "stages/insight/number_words.h"
#include "stages/insight/verbs.h"
#include "text/sentences.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::insight {

namespace {

bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_alnum(char letter) {
  return is_upper(letter) || is_lower(letter) || is_digit(letter) || static_cast<unsigned char>(letter) >= 0x80;
}

// A word of a sentence as written, without punctuation at its ends.
struct Written {
  std::string_view word;
  bool opens = false;   // begins a sentence, a quotation or what follows a colon
  bool parted = false;  // punctuation stands between it and the word before
};

// Two bytes of Latin capitals outside ASCII: "Éric", "Ångström", "Žižek".
bool begins_upper(std::string_view word) {
  if (word.empty()) return false;
  if (is_upper(word[0])) return true;
  if (word.size() < 2 || static_cast<unsigned char>(word[0]) != 0xC3) return false;
  const auto second = static_cast<unsigned char>(word[1]);
  return second >= 0x80 && second <= 0x9E;
}

std::vector<Written> written_words(std::string_view sentence) {
  std::vector<Written> words;
  bool opens = true;
  bool parted = true;
  for (const auto& chunk : chunks_of(sentence)) {
    auto word = sentence.substr(chunk.begin, chunk.end - chunk.begin);
    const auto plain = [](std::string_view text) {
      return text.starts_with("\xE2\x80") ? std::size_t{3} : std::size_t{!is_alnum(text.front())};
    };
    bool quoted = false;
    while (!word.empty() && plain(word) > 0) {
      quoted = quoted || word.front() != '$';
      word.remove_prefix(std::min(word.size(), plain(word)));
    }
    char last = ' ';
    while (!word.empty() &&
           (!is_alnum(word.back()) || word.ends_with("\xE2\x80\x9D") || word.ends_with("\xE2\x80\x99"))) {
      const std::size_t length = is_alnum(word.back()) ? 3 : 1;
      if (last == ' ') last = length == 3 ? '"' : word.back();
      word.remove_suffix(length);
    }
    if (word.empty()) continue;
    words.push_back({word, opens || quoted, parted || quoted});
    opens = last == ':' || last == '.' || last == '?' || last == '!';
    parted = last != ' ';
  }
  return words;
}

std::string_view without_possessive(std::string_view word) {
  for (const std::string_view end : {"'s", "\xE2\x80\x99s"})
    if (word.ends_with(end)) return word.substr(0, word.size() - end.size());
  return word;
}

bool one_of(std::string_view word, auto const& list) { return std::ranges::find(list, word) != list.end(); }

// Cyrillic letters among Latin ones: made to look like a name that nobody said.
bool mixes_alphabets(std::string_view word) {
  const auto cyrillic = [](char byte) { return (static_cast<unsigned char>(byte) & 0xFC) == 0xD0; };
  return std::ranges::any_of(word, cyrillic) &&
         std::ranges::any_of(word, [](char letter) { return is_lower(letter) || is_upper(letter); });
}

// "McKinsey", "iOS", "H100", "K8s": no ordinary word looks so. "2x" and "10th" are numbers, "AI-assisted" is two words.
bool odd_case(std::string_view word) {
  if (mixes_alphabets(word)) return true;
  bool upper = false;
  bool digit_after_letter = false;
  for (std::size_t n = 1; n < word.size(); ++n) {
    const bool joint = word[n - 1] == '-' || word[n - 1] == '/';
    upper = upper || (is_upper(word[n]) && !joint);
    digit_after_letter = digit_after_letter || (is_digit(word[n]) && (is_upper(word[n - 1]) || is_lower(word[n - 1])));
  }
  return upper || digit_after_letter;
}

// What writers shorten or lengthen though nobody said it so.
struct Alias {
  std::string_view name;
  std::string_view said;
};
constexpr std::array<Alias, 27> aliases{{
    {"ai", "artificial intelligence"},
    {"ml", "machine learning"},
    {"cs", "computer science"},
    {"vc", "venture capital"},
    {"vcs", "venture capital"},
    {"os", "operating system"},
    {"ui", "user interface"},
    {"ux", "user experience"},
    {"hr", "human resources"},
    {"mb", "megabytes"},
    {"gb", "gigabytes"},
    {"mb", "megabyte"},
    {"mb", "megs"},
    {"gb", "gigabyte"},
    {"gb", "gigs"},
    {"tb", "terabytes"},
    {"eu", "european union"},
    {"europe", "eu"},
    {"european", "eu"},
    {"us", "united states"},
    {"us", "america"},
    {"uk", "united kingdom"},
    {"phds", "ph.d"},
    {"phd", "doctorate"},
    {"los", "l.a"},
    {"angeles", "l.a"},
    {"explorer", "ie"},
}};

// Days, months and peoples are none of these: who names them must have heard them, too.
constexpr std::array<std::string_view, 15> never_names = {
    "Internet", "I", "I'm", "I've", "I'll", "I'd", "West", "East", "Q&A", "OK", "Don't", "A", "The", "Mr", "Dr"};
constexpr std::array<std::string_view, 24> sayings = {
    "says",     "said",      "argues",   "argued", "found",    "finds",    "notes",   "noted",
    "thinks",   "thought",   "believes", "claims", "claimed",  "warns",    "warned",  "reports",
    "reported", "announced", "launched", "admits", "predicts", "explains", "recalls", "insists"};

// "npm", "htmx", "ntfy": no English word begins so.
bool odd_onset(std::string_view word) {
  constexpr std::array<std::string_view, 19> onsets = {"chl", "chr", "hmm", "mrs", "phr", "sch", "scl",
                                                       "scr", "shh", "shm", "shr", "spl", "spr", "sph",
                                                       "sth", "str", "thr", "thw", "nth"};
  if (word.size() < 3 || !std::ranges::all_of(word.substr(0, 3), [](char letter) {
        return is_lower(letter) && !std::string_view("aeiouy").contains(letter);
      }))
    return false;
  return !one_of(word.substr(0, 3), onsets);
}

bool ends_in_one_of(std::string_view word, auto const& ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return word.ends_with(end); });
}

// "Portability explains much": nobody's name.
bool is_abstract(std::string_view word) {
  constexpr std::array<std::string_view, 6> ends = {"ity", "tion", "sion", "ness", "ment", "ism"};
  return ends_in_one_of(word, ends);
}

// "Engineers learnt", "Somebody asked", "Software ate": what may stand so without being a name.
bool is_ordinary(std::string_view word) {
  constexpr std::array<std::string_view, 9> ends = {"s", "ing", "nce", "ship", "body", "one", "thing", "ware", "work"};
  constexpr std::array<std::string_view, 16> nouns = {"staff",  "people", "data",    "money",  "energy", "advice",
                                                      "growth", "truth",  "health",  "law",    "media",  "music",
                                                      "nature", "luck",   "history", "anxiety"};
  const auto lowered = text::lower(word);
  return is_abstract(lowered) || one_of(lowered, nouns) || ends_in_one_of(lowered, ends) || is_determiner(lowered) ||
         is_adverb(lowered) || is_subject_pronoun(lowered) || opens_clause(lowered) || is_preposition(lowered) ||
         is_auxiliary(lowered) || verb_form(lowered) || number_word(lowered) != nullptr;
}

// "Microsoft learnt", "Dropbox copies".
bool acts(std::string_view word) {
  const auto form = verb_form(word);
  return form == VerbForm::past || (form == VerbForm::third_person && !is_noun_too(word));
}

bool is_name(const std::vector<Written>& words, std::size_t at) {
  const auto word = without_possessive(words[at].word);
  if (one_of(word, never_names)) return false;
  if (odd_case(word) || odd_onset(word)) return true;
  if (!begins_upper(word)) return false;
  if (!words[at].opens) return true;
  if (at + 1 >= words.size() || words[at + 1].parted) return false;
  return begins_upper(words[at + 1].word) || (one_of(words[at + 1].word, sayings) && !is_abstract(word));
}

// "AI-assisted" names AI; "GPT-4" and "Jean-Claude" are names as a whole.
std::string_view name_part(std::string_view word) {
  word = without_possessive(word);
  for (auto joint = word.find('-'); joint != std::string_view::npos; joint = word.find('-', joint + 1))
    if (joint + 1 < word.size() && is_lower(word[joint + 1])) return word.substr(0, joint);
  return word;
}

// A heading In Capitals Throughout tells nothing by them.
bool all_capitals(const std::vector<Written>& words) {
  std::size_t long_words = 0;
  std::size_t upper = 0;
  for (const auto& word : words) {
    if (word.word.size() < 4) continue;
    ++long_words;
    upper += begins_upper(word.word) ? 1 : 0;
  }
  return long_words >= 4 && upper * 10 >= long_words * 8;
}

// "Psychologist Mireille Reece" opens a sentence: the first word may be any word.
Name without_opening(Name name, bool opens) {
  if (opens && name.size() > 1 && !odd_case(name.front())) name.erase(name.begin());
  return name;
}

void collect(std::string_view sentence, std::vector<Name>& names) {
  const auto words = written_words(sentence);
  const bool heading = all_capitals(words);
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!is_name(words, at) || (heading && !odd_case(words[at].word))) continue;
    const bool opens = words[at].opens;
    Name name{std::string(name_part(words[at].word))};
    while (!heading && at + 1 < words.size() && !words[at + 1].parted && begins_upper(words[at + 1].word))
      name.emplace_back(name_part(words[++at].word));
    names.push_back(without_opening(std::move(name), opens));
  }
}

void collect_doubtful(std::string_view sentence, std::vector<Name>& names) {
  const auto words = written_words(sentence);
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    const auto word = without_possessive(words[at].word);
    if (words[at].opens && !words[at + 1].parted && begins_upper(word) && !one_of(word, never_names) &&
        !word.contains('-') && !is_ordinary(word) && acts(words[at + 1].word))
      names.push_back({std::string(word)});
  }
}

std::string squash(std::string_view folded) {
  std::string out;
  for (const char letter : folded)
    if (is_alnum(letter)) out.push_back(letter);
  return out;
}

std::vector<std::string_view> parts_of(std::string_view word) {
  std::vector<std::string_view> parts;
  while (!word.empty()) {
    const auto end = std::min(word.find_first_of("-/."), word.size());
    if (end > 0) parts.push_back(word.substr(0, end));
    word.remove_prefix(std::min(end + 1, word.size()));
  }
  return parts;
}

}  // namespace

std::vector<Name> names_in(std::string_view text) {
  std::vector<Name> names;
  for (const auto sentence : text::sentences(text)) collect(sentence, names);
  return names;
}

std::vector<Name> doubtful_names_in(std::string_view text) {
  std::vector<Name> names;
  for (const auto sentence : text::sentences(text)) collect_doubtful(sentence, names);
  return names;
}

std::vector<Name> named_words_in(std::string_view text, const NameWords& words) {
  std::vector<Name> names;
  for (const auto& chunk : chunks_of(text)) {
    for (const auto part : parts_of(without_possessive(chunk.folded))) {
      Name name{std::string(part)};
      if (words.has(part) && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }
  return names;
}

KnownNames::KnownNames(const Transcript& transcript, const EpisodeContext& context, const std::vector<bool>& ads)
    : running_(" ") {
  for (std::size_t cue = 0; cue < transcript.cues.size(); ++cue)
    if (!ads[cue]) add(transcript.cues[cue].text);
  for (const auto& speaker : transcript.speakers) add_person(speaker);
  for (const auto& person : context.persons) add_person(person.name);
  for (const auto& title : context.chapters) add(title);
  for (const auto& title : context.soundbites) add(title);
  for (const auto& text : {context.episode_title, context.show_title, context.episode_description}) add(text);
}

void KnownNames::add(std::string_view text) {
  for (const auto& chunk : chunks_of(text)) {
    const auto folded = std::string(without_possessive(chunk.folded));
    const auto written = text.substr(chunk.begin, chunk.end - chunk.begin);
    const auto letter = std::ranges::find_if(written, is_alnum);
    const bool capital = begins_upper(written.substr(static_cast<std::size_t>(letter - written.begin())));
    for (const auto part : parts_of(folded)) words_.emplace(part);
    if (capital) capitalised_.insert(folded);
    words_.insert(folded);
    words_.insert(squash(folded));
    running_ += folded + ' ';
    squashed_ += squash(folded);
  }
  running_ += "| ";
}

bool KnownNames::know_alias(std::string_view folded) const {
  return std::ranges::any_of(aliases, [&](const Alias& alias) {
    return alias.name == folded && running_.contains(' ' + std::string(alias.said) + ' ');
  });
}

void KnownNames::add_person(std::string_view name) {
  const auto words = chunks_of(name);
  if (words.size() > 1) given_names_.insert(words.front().folded);
  if (words.size() > 1) family_names_.insert(words.back().folded);
  add(name);
}

// "Europe" where "European" is said, "YouTuber" where "YouTube" is.
bool KnownNames::has_kin(std::string_view folded) const {
  if (folded.size() < 6) return false;
  const auto longer = words_.lower_bound(folded);
  if (longer != words_.end() && longer->starts_with(folded) && longer->size() <= folded.size() + 3) return true;
  return words_.contains(folded.substr(0, folded.size() - 1)) || words_.contains(folded.substr(0, folded.size() - 2));
}

bool KnownNames::know_word(std::string_view folded) const {
  if (words_.contains(folded) || words_.contains(std::string(folded) + 's')) return true;
  if (folded.size() > 2 && folded.ends_with('s') && words_.contains(folded.substr(0, folded.size() - 1))) return true;
  if (has_kin(folded) || know_alias(folded)) return true;
  const auto letters = squash(folded);
  if (!letters.empty() && words_.contains(letters)) return true;
  const bool has_digit = std::ranges::any_of(letters, is_digit);
  if ((letters.size() >= 5 || has_digit) && squashed_.contains(letters)) return true;
  const auto parts = parts_of(folded);
  return parts.size() > 1 && !has_digit && std::ranges::all_of(parts, [&](auto part) { return know_word(part); });
}

// "Anna Miller" of Anna Smith and Bob Miller.
bool KnownNames::mixes(const std::vector<std::string>& name) const {
  for (std::size_t n = 1; n < name.size(); ++n)
    if (given_names_.contains(name[n - 1]) && family_names_.contains(name[n]) &&
        !running_.contains(" " + name[n - 1] + " " + name[n] + " "))
      return true;
  return false;
}

bool KnownNames::know(const Name& name) const {
  std::vector<std::string> folded;
  std::string run = " ";
  for (const auto& word : name) {
    folded.push_back(text::fold_for_comparison(word));
    run += folded.back() + ' ';
  }
  if (running_.contains(run)) return true;
  if (!std::ranges::all_of(folded, [&](const auto& word) { return know_word(word); })) return false;
  if (name.size() == 1) return true;
  if (capitalised_.size() < 20) return !mixes(folded);
  if (const auto letters = squash(run); letters.size() >= 8 && squashed_.contains(letters)) return true;
  if (mixes(folded)) return false;
  return std::ranges::all_of(folded, [&](const auto& word) {
    return capitalised_.contains(word) || !words_.contains(word) || word.size() <= 3;
  });
}

}  // namespace pith::insight
