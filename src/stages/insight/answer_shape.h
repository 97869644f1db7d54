// The shapes that models give an answer, brought to the one that is asked for: a list of insights, each with a list of
// quotes. Pure and thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "lib/json/json.h"

namespace pith::insight {

struct ShapedAnswer {
  json::Value insights;  // an array of objects; what is in the shape that is asked for stands as it was given
  bool broken = false;   // some of it broke off or is no JSON, and is not among them
};

// Nothing where the content is no answer. JSON is found in fences, between prose, after thoughts, in pieces (JSON
// Lines, several fences), in a string of JSON and where it breaks off. Insights stand under "insights" as a list, one
// object, an object by number or a string of JSON, or bare. No insights under that name, {} and a bare [] are an
// answer: none. "evidence" is "quotes", one quote is a list of it, and in a quote "quote" is "text" and "id" is "cue".
std::optional<ShapedAnswer> shape_answer(std::string_view content);

}  // namespace pith::insight
