// The Distiller over any OpenAI-compatible server (llama-server, Ollama, vLLM, hosted ones). What it gives is proven as
// invariant 4 demands; where the server fails, the day's cap is reached or nothing can be proven, the built-in
// distiller stands in for the episode and the reason is in its notes.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "engines/llm/answer_cache.h"
#include "engines/llm/budget.h"
#include "engines/llm/chat.h"
#include "net/http_client.h"
#include "stages/insight/distiller.h"

namespace pith::llm {

struct LlmOptions {
  ChatOptions chat;
  Prices prices;
  std::int64_t context_tokens = 32'768;  // of the model; too large a figure is noticed and mended
  std::size_t keep = 12;                 // insights of an episode, at most
  std::chrono::seconds rest{300};        // after a failure of the server: others are not asked so long
};

struct LlmParts {
  net::HttpClient& client;
  AnswerCache& answers;
  const Clock& clock;                  // for the day's cap and the date of an answer
  const insight::Distiller& fallback;  // also gives the calibrated score that the model's importance is mixed with
  Wait wait = {};                      // empty: waits for real
};

// Files of data/, needed only while a distiller is made.
struct LlmData {
  std::string_view prompts;     // prompts/insights.txt
  std::string_view names = {};  // models/names-en.txt; none: names are told by their capitals alone
};

// Thread-safe.
class LlmDistiller final : public insight::Distiller {
 public:
  // The parts must outlive it. invalid_input where the prompts are not whole, no model is named or the context is too
  // small; corrupt where the names are no such list.
  static Result<std::unique_ptr<LlmDistiller>> make(const LlmParts& parts, LlmOptions options, const LlmData& data);
  ~LlmDistiller() override;

  std::string name() const override { return "llm"; }
  std::string version() const override;  // "MODEL/PROMPT/RULES"
  // timeout where ChatOptions::stop ended it.
  Result<insight::Distilled> distill(const Transcript& transcript,
                                     const insight::EpisodeContext& context) const override;

 private:
  struct Engine;
  explicit LlmDistiller(std::unique_ptr<Engine> engine);
  Result<insight::Distilled> stand_in(Result<insight::Distilled> builtin, const std::string& reason,
                                      bool provisional) const;
  std::unique_ptr<Engine> engine_;
};

}  // namespace pith::llm
