// Completions for shells, made of the table of verbs. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::app {

// "bash", "zsh" or "fish"; invalid_input names those there are.
Result<std::string> completions_for(std::string_view shell);

}  // namespace pith::app
