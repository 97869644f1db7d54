// Makes the engines that settings name out of the data files.
#pragma once

#include <memory>
#include <stop_token>

#include "app/data.h"
#include "app/settings.h"
#include "base/clock.h"
#include "base/result.h"
#include "engines/llm/llm_distiller.h"
#include "net/http_client.h"
#include "stages/delivery/channel.h"
#include "stages/insight/builtin_distiller.h"
#include "stages/insight/distiller.h"
#include "stages/insight/filing_distiller.h"
#include "stages/insight/topic_model.h"
#include "stages/transcript/mark.h"
#include "store/store.h"
#include "text/word_model.h"

namespace pith::app {

Result<std::unique_ptr<insight::BuiltinDistiller>> make_builtin(const Data& data);

// What topics are told by, and what that stands on.
struct TopicParts {
  text::WordModel words;
  std::shared_ptr<const insight::TopicModel> model;
};
// `data` must outlive it.
Result<std::unique_ptr<TopicParts>> load_topics(const Data& data);

// What the settings say of the language model, its key read from file or environment.
Result<llm::LlmOptions> llm_options_of(const Settings& settings);

// The distiller that `distill.engine` names, and what it stands on.
class DistillEngine {
 public:
  // All but `settings` must outlive it.
  static Result<std::unique_ptr<DistillEngine>> make(const Data& data, const Settings& settings, net::HttpClient& http,
                                                     llm::AnswerCache& answers, const Clock& clock);
  // Ends what waits for the model server, soon: its episodes stay due.
  void stop() { stop_.request_stop(); }
  const insight::Distiller& distiller() const { return *filing_; }

 private:
  std::stop_source stop_;
  std::unique_ptr<insight::BuiltinDistiller> builtin_;
  std::unique_ptr<llm::LlmDistiller> llm_;
  std::unique_ptr<TopicParts> topics_;
  std::unique_ptr<insight::FilingDistiller> filing_;  // over the engine asked for
};
std::unique_ptr<net::HttpClient> make_http(const Settings& settings);
// The client for publishers. The pace it owes to hosts is left in the store for the next one.
Result<std::unique_ptr<net::HttpClient>> make_http(const Settings& settings, store::Store& store, const Clock& clock);
Result<text::WordModel> read_words(const Data& data);
// The models that mark ads and chatter; those that the data has. Valid as long as `data`.
Result<std::shared_ptr<const transcript::MarkModels>> load_marks(const Data& data);
Result<std::unique_ptr<delivery::Channel>> make_smtp_channel(const MailSettings& mail);

// What stands in `file`, else in the environment's `variable`; may be empty.
Result<std::string> secret_of(const std::string& file, const std::string& variable);
// The secret, where it can stand in a header; `setting` names it in the error.
Result<std::string> one_line(std::string_view given, std::string_view setting);

}  // namespace pith::app
