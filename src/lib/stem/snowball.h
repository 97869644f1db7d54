// libstemmer, wrapped: the Snowball stemmer of one language. Not thread-safe: one object a thread.
// Prefer text/stems.h, which remembers what it has stemmed.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace pith::stem {

class Snowball {
 public:
  // `language` as "english" or "en"; a language libstemmer does not have leaves words as they are.
  explicit Snowball(const std::string& language);
  // The stem of a lower-cased word in UTF-8; valid until the next call.
  std::string_view stem(std::string_view word);

 private:
  struct Close {
    void operator()(sb_stemmer* stemmer) const;
  };
  std::unique_ptr<sb_stemmer, Close> stemmer_;
};

}  // namespace pith::stem
