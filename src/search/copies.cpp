#include "search/copies.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "text/similarity.h"
#include "text/words.h"

namespace pith::search {

namespace {

constexpr double same_words = 0.9;       // ROUGE-1; transcripts of one recording may differ in a word
constexpr std::size_t least_words = 10;  // what is shorter is said in many recordings: "thanks for having me"

// Its words, each with a space behind it.
std::string folded(std::string_view text) {
  std::string key;
  const auto lowered = text::lower(text);
  for (const auto word : text::words_in(lowered)) key.append(word).append(" ");
  return key;
}

bool has_enough(std::string_view folded) {
  return static_cast<std::size_t>(std::ranges::count(folded, ' ')) >= least_words;
}

}  // namespace

bool same_recording(const Said& a, const Said& b) {
  return a.episode_id != b.episode_id && has_enough(folded(a.text)) && has_enough(folded(b.text)) &&
         text::rouge1_f1(a.text, b.text) >= same_words;
}

std::vector<std::size_t> first_of_recording(std::span<const Said> all) {
  std::vector<std::size_t> first;
  std::unordered_map<std::string, std::size_t> by_words;
  std::unordered_map<std::string, std::size_t> by_headline;
  for (std::size_t n = 0; n < all.size(); ++n) {
    first.push_back(n);
    auto key = folded(all[n].text);
    if (!has_enough(key)) continue;
    const auto text = by_words.try_emplace(std::move(key), n).first->second;
    const auto headline =
        all[n].headline.empty() ? n : by_headline.try_emplace(folded(all[n].headline), n).first->second;
    for (const auto before : {text, headline})
      if (first[n] == n && same_recording(all[before], all[n])) first[n] = first[before];
  }
  return first;
}

}  // namespace pith::search
