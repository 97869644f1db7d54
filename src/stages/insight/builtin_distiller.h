// The distiller that needs no download: a trained cue model ranks passages, and their own words become the insights.
// English. Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "stages/insight/background.h"
#include "stages/insight/cue_model.h"
#include "stages/insight/distiller.h"
#include "stages/insight/headline_model.h"

namespace pith::insight {

// The bytes of data/models/talk-en.bin, cue-en.bin and headline-en.bin.
struct BuiltinModels {
  std::string_view talk;
  std::string_view cues;
  std::string_view headlines;
};

class BuiltinDistiller : public Distiller {
 public:
  // The bytes are needed only during the call. corrupt where one is damaged.
  static Result<std::unique_ptr<BuiltinDistiller>> make(const BuiltinModels& models);

  std::string name() const override { return "builtin"; }
  std::string version() const override;
  Result<Distilled> distill(const Transcript& transcript, const EpisodeContext& context) const override;

  const Background& background() const { return *background_; }

 private:
  BuiltinDistiller(std::shared_ptr<const Background> background, std::shared_ptr<const CueModel> cues,
                   std::shared_ptr<const HeadlineModel> headlines)
      : background_(std::move(background)), model_(std::move(cues)), headlines_(std::move(headlines)) {}

  std::shared_ptr<const Background> background_;
  std::shared_ptr<const CueModel> model_;
  std::shared_ptr<const HeadlineModel> headlines_;
};

}  // namespace pith::insight
