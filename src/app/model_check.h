// Asks the model server of the settings whether it is fit for use, as `pith doctor` tells it.
#pragma once

#include <optional>
#include <string>

#include "app/program.h"

namespace pith::app {

struct ModelCheck {
  bool well = false;
  std::string says;
};
// None where no language model is set. Keeps what the question cost.
Result<std::optional<ModelCheck>> check_model(Program& program);

}  // namespace pith::app
