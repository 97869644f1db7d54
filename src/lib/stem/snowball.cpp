#include "lib/stem/snowball.h"

#include <libstemmer.h>

namespace pith::stem {

void Snowball::Close::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

Snowball::Snowball(const std::string& language) : stemmer_(sb_stemmer_new(language.c_str(), "UTF_8")) {}

std::string_view Snowball::stem(std::string_view word) {
  if (!stemmer_) return word;
  const auto* stemmed =
      sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  if (stemmed == nullptr) return word;
  return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

}  // namespace pith::stem
