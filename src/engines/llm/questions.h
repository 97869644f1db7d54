// Questions to the model that are paid for once: answers come from those kept, else from the server, and are kept
// before anyone sees them. Thread-safe.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engines/llm/answer_cache.h"
#include "engines/llm/budget.h"
#include "engines/llm/chat.h"

namespace pith::llm {

struct Question {
  std::vector<insight::Message> messages;
  std::string_view purpose;  // "insights", "repair"
  std::string_view episode_id;
  // What tells the question from others: as `messages`, without what is said about the episode, which may be renamed.
  std::vector<insight::Message> keyed;
};

class Questions {
 public:
  struct Parts {
    Chat& chat;
    AnswerCache& answers;
    Budget& budget;
  };
  // The parts must outlive it. After a question that the server failed, others fail at once for `rest`, so that a dead
  // server costs one deadline, not one an episode.
  Questions(Parts parts, std::string version, std::chrono::seconds rest)
      : parts_(parts), version_(std::move(version)), rest_(rest) {}

  // Errors: those of Chat, of Budget, and of the answers' keeper.
  Result<Answer> ask(const Question& question);
  void judged(const Answer& answer, const AnswerOutcome& outcome);

 private:
  std::string key_of(const Question& question) const;
  Result<ChatReply> ask_server(const std::vector<insight::Message>& messages, const Toll& toll);

  Parts parts_;
  std::string version_;  // of the prompt
  std::chrono::seconds rest_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point rests_until_{};
  Error why_;
};

}  // namespace pith::llm
