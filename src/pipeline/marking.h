// Marks ads and chatter in a fresh transcript with the model the app has loaded. Thread-safe.
#pragma once

#include <memory>

#include "stages/transcript/mark.h"

namespace pith::pipeline {

class Marking {
 public:
  explicit Marking(std::shared_ptr<const transcript::MarkModel> model) : model_(std::move(model)) {}
  void mark(Transcript& transcript) const { transcript::mark_ads_and_chatter(transcript, {.model = model_.get()}); }

 private:
  std::shared_ptr<const transcript::MarkModel> model_;
};

}  // namespace pith::pipeline
