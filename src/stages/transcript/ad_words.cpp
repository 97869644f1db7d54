#include "stages/transcript/ad_words.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "text/words.h"

namespace pith::transcript {

const std::array<std::string_view, ad_counts> ad_count_names{
    "first_person", "we",       "you",         "third_person", "filler",  "number",        "past",
    "imperative",   "offer",    "contrast",    "comma",        "capital", "local_capital", "unknown",
    "local",        "ellipsis", "exclamation", "question",     "digit",   "dash",          "sentences"};

namespace {

struct Kind {
  AdCount count;
  std::string_view words;
};

constexpr std::array<Kind, 10> kinds{{
    {AdCount::first_person, "i my me i'm i've i'd i'll mine myself"},
    {AdCount::we, "we our us we're we've ours we'd"},
    {AdCount::you, "you your you're you've you'll yours you'd"},
    {AdCount::third_person, "he she his her him hers he's she's"},
    {AdCount::filler,
     "like yeah actually basically literally um uh mean sort kind right okay stuff thing things guess maybe probably "
     "really just think"},
    {AdCount::number,
     "two three four five six seven eight nine ten eleven twelve fourteen fifteen twenty thirty forty fifty sixty "
     "ninety "
     "hundred thousand half third dollars percent"},
    {AdCount::past, "was were had did went got came said told took made put"},
    {AdCount::offer,
     "free code dot slash com percent off order ship shipping trial listeners plan month price bill cost dollars"},
    {AdCount::contrast,
     "because but although whereas however instead rather means therefore question problem important"},
    {AdCount::imperative,
     "go head visit check try get look call ask tell use find start grab see sign book give download stop think "
     "imagine "
     "picture"},
}};

constexpr std::uint32_t bit(AdCount kind) { return 1U << static_cast<unsigned>(kind); }

std::unordered_map<std::string_view, std::uint32_t> kinds_by_word() {
  std::unordered_map<std::string_view, std::uint32_t> by_word;
  for (const auto& kind : kinds)
    for (auto rest = kind.words; !rest.empty(); rest.remove_prefix(std::min(rest.find(' '), rest.size() - 1) + 1))
      by_word[rest.substr(0, rest.find(' '))] |= bit(kind.count);
  return by_word;
}

// A bit for each kind that the word is of.
std::uint32_t kinds_of(std::string_view word) {
  static const auto by_word = kinds_by_word();
  const auto known = by_word.find(word);
  return known == by_word.end() ? 0 : known->second;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Bytes of the apostrophe at `at` that stands within a word, 0 where there is none.
std::size_t apostrophe(std::string_view text, std::size_t at) {
  const std::size_t size = text[at] == '\'' ? 1 : text.substr(at, 3) == "\u2019" ? 3 : 0;
  return size != 0 && at + size < text.size() && is_letter(text[at + size]) ? size : 0;
}

// The word at `at`, which moves behind it.
AdWord word_at(std::string_view text, std::size_t& at) {
  AdWord word;
  word.capital = text[at] >= 'A' && text[at] <= 'Z';
  while (at < text.size()) {
    if (is_letter(text[at])) {
      word.base += static_cast<char>(text[at] >= 'A' && text[at] <= 'Z' ? text[at] | 0x20 : text[at]);
      ++at;
    } else if (const auto size = apostrophe(text, at); size != 0) {
      word.base += '\'';
      at += size;
    } else {
      break;
    }
  }
  return word;
}

float occurrences(std::string_view text, std::string_view part) {
  return static_cast<float>(text::occurrences(text, part));
}

}  // namespace

std::vector<AdWord> ad_words(std::string_view text) {
  std::vector<AdWord> words;
  for (std::size_t at = 0; at < text.size();) {
    if (is_letter(text[at])) {
      words.push_back(word_at(text, at));
    } else {
      ++at;
    }
  }
  return words;
}

AdCounts ad_counts_of(std::string_view text, const std::vector<AdWord>& words) {
  AdCounts counts{};
  const auto at = [&counts](AdCount kind) -> float& { return counts[static_cast<std::size_t>(kind)]; };
  for (const auto& word : words) {
    const bool opens = &word == words.data();
    auto kind_bits = kinds_of(word.base);
    if (word.capital && !opens && (kind_bits & bit(AdCount::first_person)) == 0) ++at(AdCount::capital);
    if (!opens) kind_bits &= ~bit(AdCount::imperative);
    for (; kind_bits != 0; kind_bits &= kind_bits - 1) ++counts[static_cast<std::size_t>(std::countr_zero(kind_bits))];
  }
  at(AdCount::comma) = occurrences(text, ",");
  at(AdCount::ellipsis) = occurrences(text, "...");
  at(AdCount::exclamation) = occurrences(text, "!");
  at(AdCount::question) = occurrences(text, "?");
  at(AdCount::digit) = text.find_first_of("0123456789") != std::string_view::npos ? 1 : 0;
  at(AdCount::dash) = occurrences(text, "--");
  at(AdCount::sentences) = 1;
  return counts;
}

}  // namespace pith::transcript
