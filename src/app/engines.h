// Makes the engines that settings name out of the data files.
#pragma once

#include <memory>

#include "app/data.h"
#include "app/settings.h"
#include "base/clock.h"
#include "base/result.h"
#include "engines/llm/llm_distiller.h"
#include "net/http_client.h"
#include "stages/delivery/channel.h"
#include "stages/insight/builtin_distiller.h"
#include "stages/insight/distiller.h"
#include "stages/transcript/mark.h"
#include "store/store.h"

namespace pith::app {

Result<std::unique_ptr<insight::BuiltinDistiller>> make_builtin(const Data& data);

// The distiller that `distill.engine` names, and what it stands on.
class DistillEngine {
 public:
  // All but `settings` must outlive it.
  static Result<std::unique_ptr<DistillEngine>> make(const Data& data, const Settings& settings, net::HttpClient& http,
                                                     llm::AnswerCache& answers, const Clock& clock);
  const insight::Distiller& distiller() const {
    return llm_ ? static_cast<const insight::Distiller&>(*llm_) : *builtin_;
  }

 private:
  std::unique_ptr<insight::BuiltinDistiller> builtin_;
  std::unique_ptr<llm::LlmDistiller> llm_;
};
std::unique_ptr<net::HttpClient> make_http(const Settings& settings);
// The client for publishers. The pace it owes to hosts is left in the store for the next one.
Result<std::unique_ptr<net::HttpClient>> make_http(const Settings& settings, store::Store& store, const Clock& clock);
// The model that marks ads and chatter; none where the data has none: rules alone then.
Result<std::shared_ptr<const transcript::MarkModel>> load_marks(const Data& data);
Result<std::unique_ptr<delivery::Channel>> make_smtp_channel(const MailSettings& mail);

}  // namespace pith::app
