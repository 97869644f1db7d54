// Files what another distiller finds under its topics and names, whichever engine that is: topics come from the one
// list, entities from the talk. Thread-safe where the other is.
#pragma once

#include <memory>
#include <string>

#include "stages/insight/distiller.h"
#include "stages/insight/topic_model.h"

namespace pith::insight {

// Gives each insight its one to four topics (fewer only where nothing is likely) and up to six entities. What an engine
// called its topics counts first where the list has it.
void file_insights(std::vector<Insight>& insights, const Transcript& transcript, const EpisodeContext& context,
                   const TopicModel& model);

class FilingDistiller : public Distiller {
 public:
  // `inner` must outlive it.
  FilingDistiller(const Distiller& inner, std::shared_ptr<const TopicModel> model)
      : inner_(inner), model_(std::move(model)) {}
  std::string name() const override { return inner_.name(); }
  std::string version() const override;
  Result<Distilled> distill(const Transcript& transcript, const EpisodeContext& context) const override;

 private:
  const Distiller& inner_;
  std::shared_ptr<const TopicModel> model_;
};

}  // namespace pith::insight
