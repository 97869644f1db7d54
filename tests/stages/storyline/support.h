// What the tests of this folder share: the model, and insights made in a line.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/storyline/profiler.h"
#include "support/files.h"

namespace pith::storyline {

struct Maker {
  std::string bytes = test::read_file(test::in_repository("data/models/words-en.bin"));
  text::WordModel model = text::WordModel::read(bytes).value();
  text::WordVectorEmbedder embedder{model};
  Profiler profiler{model, embedder};

  Profile of(const Insight& insight) { return profiler.profiles({&insight, 1}).value().front(); }
  Profile of_text(std::string_view text) {
    Insight insight;
    insight.text = text;
    return of(insight);
  }
};

}  // namespace pith::storyline
