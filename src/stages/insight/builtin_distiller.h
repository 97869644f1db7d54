// The distiller that needs no download: a trained cue model ranks passages, and their own words become the insights.
// English. Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "stages/insight/background.h"
#include "stages/insight/cue_model.h"
#include "stages/insight/distiller.h"

namespace pith::insight {

class BuiltinDistiller : public Distiller {
 public:
  // The bytes of data/models/talk-en.bin and cue-en.bin, needed only during the call. corrupt where one is damaged.
  static Result<std::unique_ptr<BuiltinDistiller>> make(std::string_view talk_model, std::string_view cue_model);

  std::string name() const override { return "builtin"; }
  std::string version() const override;
  Result<Distilled> distill(const Transcript& transcript, const EpisodeContext& context) const override;

  const Background& background() const { return *background_; }

 private:
  BuiltinDistiller(std::shared_ptr<const Background> background, std::shared_ptr<const CueModel> model)
      : background_(std::move(background)), model_(std::move(model)) {}

  std::shared_ptr<const Background> background_;
  std::shared_ptr<const CueModel> model_;
};

}  // namespace pith::insight
