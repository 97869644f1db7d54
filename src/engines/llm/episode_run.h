// One episode through the model: asked in windows, judged, mended once. One thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "engines/llm/prompt_room.h"
#include "engines/llm/questions.h"
#include "stages/insight/answer.h"
#include "stages/insight/distiller.h"
#include "stages/insight/merge.h"
#include "stages/insight/prompts.h"
#include "stages/insight/proof.h"

namespace pith::llm {

struct Offer {
  std::vector<insight::Proven> proven;
  int offered = 0;  // insights, of all windows
  int windows = 0;
  int repairs = 0;                     // repair requests
  std::map<std::string, int> dropped;  // what the first fault was -> insights that fell
  std::vector<std::string> notes;
};

class EpisodeRun {
 public:
  struct Tools {
    Questions& questions;
    PromptRoom& room;
    const insight::Prompts& prompts;
    const insight::NameWords& names;
  };
  // All must outlive it.
  EpisodeRun(Tools tools, const Transcript& transcript, const insight::EpisodeContext& context)
      : tools_(tools), transcript_(transcript), context_(context), proof_(transcript, context, &tools.names) {}

  // An Error where a window has no answer that can be read: the reason, for people.
  Result<Offer> run();

 private:
  struct Asked {
    std::vector<insight::Message> request;
    std::vector<insight::Message> keyed;  // see Question
    Answer answer;
    insight::ReadAnswer read;
  };
  struct Tally {
    AnswerOutcome outcome;
    std::map<std::string, int> faults;
  };
  Result<std::vector<Asked>> ask_all();
  Result<std::vector<Asked>> ask_windows(const std::vector<insight::Window>& windows);
  Result<Asked> ask(const insight::Window& window);
  Result<Asked> ask(std::vector<insight::Message> request, std::vector<insight::Message> keyed);
  void judge(const Asked& asked, std::size_t window);
  void mend(const Asked& asked, std::size_t window, const std::vector<insight::FaultLine>& faults);
  bool take(const insight::Draft& draft, const insight::Judgement& judgement, std::size_t window);
  void record(const Answer& answer, const Tally& tally);

  Tools tools_;
  const Transcript& transcript_;
  const insight::EpisodeContext& context_;
  insight::Proof proof_;
  Offer offer_;
};

}  // namespace pith::llm
