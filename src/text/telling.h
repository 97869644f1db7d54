// How much a person's words tell of a subject: "the" and "people" nothing, "heat pumps" all. Pure and thread-safe.
#pragma once

#include <string_view>

#include "text/word_model.h"

namespace pith::text {

// 0 where everybody says all of these words, about everything; 1 where one of them is telling; between for words that
// are in every fifteenth to fortieth passage. Words the model never met tell all.
double telling(const WordModel& model, std::string_view words);

}  // namespace pith::text
