// What is known of words before any podcast is read: a vector for each common one and how telling its stem is.
// Read from data/models/words-en.bin, whose layout tools/train_vectors.py describes. Pure, thread-safe once read.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pith::text {

// A lower-cased word without its possessive: "podcast's" -> "podcast". The form that vectors and terms are kept under.
std::string_view base_form(std::string_view word);

class WordModel {
 public:
  struct Word {
    float weight = 0;                         // a / (a + p): rare words count fully, "the" hardly
    float scale = 0;                          // a component is scale * its int8
    std::span<const std::int8_t> components;  // dimensions() of them
  };

  // Views into `bytes`, which must outlive the model (the binary's own data does). corrupt where a size does not fit.
  static Result<WordModel> read(std::string_view bytes);

  std::size_t dimensions() const { return common_.size(); }
  std::size_t words() const { return weights_.size(); }
  std::optional<Word> find(std::string_view base_form) const;
  // Inverse document frequency of a stem over passages of 60 words, 0 and up; a stem never met gets the rarest's.
  double idf(std::string_view stem) const;
  // The mean of all passages' unit vectors: what every text shares and no comparison should count.
  std::span<const float> common() const { return common_; }

 private:
  // Texts end to end, sorted within [0, words) and within [words, words + stems).
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::string_view text_at(std::size_t place) const;
  std::optional<std::size_t> place_of(std::string_view text, Range within) const;

  std::vector<float> common_;
  std::vector<std::uint32_t> ends_;
  std::vector<float> weights_;
  std::vector<float> scales_;
  std::vector<float> idf_;
  std::string_view texts_;
  std::span<const std::int8_t> vectors_;
  double rarest_ = 0;
};

}  // namespace pith::text
