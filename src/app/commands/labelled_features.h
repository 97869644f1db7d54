// pith features --labels: what the model of topics and names sees in labelled insights, for training.
#pragma once

#include "app/command.h"
#include "app/program.h"
#include "base/result.h"

namespace pith::app {

// Writes NAME.tsv and NAME.names.tsv for each transcript into the folder of --out.
Result<int> save_labelled_features(const Program& program, const Arguments& arguments);

}  // namespace pith::app
