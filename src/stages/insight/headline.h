// A headline of at most 12 words: the claim of a text compressed from its own words. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "stages/insight/background.h"
#include "stages/insight/headline_clauses.h"
#include "stages/insight/headline_model.h"
#include "stages/insight/headline_traits.h"

namespace pith::insight {

struct HeadlineChoice {
  std::string headline;
  std::size_t source = 0;  // place among the sentences
  HeadlineTraits traits{};
  float worth = 0;  // as headlines of these sentences compare
};

// What headlines are chosen by; both must outlive whoever holds it.
struct HeadlineSense {
  const Background& background;
  const HeadlineModel& model;
};

// Every clause that could be the headline, best first.
std::vector<HeadlineChoice> headline_choices(std::span<const HeadlineSource> sentences, const HeadlineSense& sense);

// The same for those who rate and train: `leaning` ones too, their worth not told.
std::vector<HeadlineChoice> headline_candidates(std::span<const HeadlineSource> sentences,
                                                const Background& background);

// For want of a whole clause: the beginning of the best sentence, with "…" where it was cut.
std::string cut_headline(std::span<const HeadlineSource> sentences);

}  // namespace pith::insight
