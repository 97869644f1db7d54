#include "stages/insight/topic_terms.h"

#include "stages/insight/ngram_hash.h"
#include "text/word_model.h"
#include "text/words.h"

namespace pith::insight {

std::string_view folded_term(std::string_view lowered_word) {
  constexpr std::size_t shortest_plural = 4;
  auto word = text::base_form(lowered_word);
  const bool plural = word.size() >= shortest_plural && word.ends_with('s') && !word.ends_with("ss") &&
                      !(word.size() > 4 && word.ends_with("us")) && !word.ends_with("is");
  if (plural) word.remove_suffix(1);
  return word;
}

void append_terms(std::string_view text, std::vector<std::uint64_t>& terms) {
  const auto lowered = text::lower(text);
  std::size_t at = 0;
  for (auto word = text::next_word(lowered, at); !word.empty(); word = text::next_word(lowered, at))
    terms.push_back(hash_of(folded_term(word)));
}

std::vector<std::uint64_t> terms_of(std::string_view text) {
  std::vector<std::uint64_t> terms;
  append_terms(text, terms);
  return terms;
}

}  // namespace pith::insight
