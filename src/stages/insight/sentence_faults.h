// What is unpleasant about a tidied sentence in a text, in the unit of a cue's score. Pure and thread-safe.
#pragma once

#include <string_view>

namespace pith::insight {

double faults_cost(std::string_view text);      // wherever it stands: broken off, half a quotation, no whole sentence
double tearing_cost(std::string_view spoken);   // before it was tidied: where the speaker breaks off
double opening_cost(std::string_view opening);  // where a text begins with it: leans on what was said before
double closing_cost(std::string_view text);     // where a text ends with it: asks, breaks off

}  // namespace pith::insight
