// Marks ads and chatter in a fresh transcript with the models the app has loaded. Thread-safe.
#pragma once

#include <memory>

#include "stages/transcript/mark.h"

namespace pith::pipeline {

class Marking {
 public:
  explicit Marking(std::shared_ptr<const transcript::MarkModels> models) : models_(std::move(models)) {}
  void mark(Transcript& transcript) const { transcript::mark_ads_and_chatter(transcript, models_->context()); }

 private:
  std::shared_ptr<const transcript::MarkModels> models_;
};

}  // namespace pith::pipeline
