// A language model's answer as drafts, nothing of it proven: JSON by the schema, or what can be saved of less. Pure and
// thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lib/json/json.h"
#include "stages/insight/proof.h"

namespace pith::insight {

struct ReadAnswer {
  std::vector<Draft> drafts;
  std::string as_read;  // {"insights": [...]} with just what was read: what a repair request shows
  bool broken = false;  // some of it broke off: what stood whole was saved
};

// Takes every shape that answer_shape.h knows. {"insights": []} and {} are answers: none. invalid_input: no JSON, or
// none of insights.
Result<ReadAnswer> read_answer(std::string_view content);

// The schema of an answer, as response_format takes it.
json::Value answer_schema();

}  // namespace pith::insight
