// A throw in what is done for one work is a defect: it costs that work, not the process.
#pragma once

#include <exception>
#include <expected>
#include <type_traits>

#include "base/result.h"

namespace pith::pipeline {

// What `act` returns (a Result or a StepResult); a throw becomes an Error of the kind `internal`.
template <class Act>
std::invoke_result_t<Act&> guarded(Act&& act) {
  try {
    return act();
  } catch (const std::exception& caught) {
    return std::unexpected(Error{ErrorKind::internal, "the step failed unexpectedly", caught.what()});
  }
}

}  // namespace pith::pipeline
