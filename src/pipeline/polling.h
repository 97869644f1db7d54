// Many polls at once, without a thread each: their requests are under way together, answers are taken as they come, and
// what they bring is committed many to a transaction. Used by Dispatch. Thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

#include "pipeline/context.h"
#include "pipeline/steps/poll.h"
#include "store/work.h"

namespace pith::pipeline {

class Polling {
 public:
  using Settled = SettledPolls;

  // The context must outlive it.
  explicit Polling(Context& context);
  ~Polling();  // requests under way are dropped; their work stays leased
  Polling(const Polling&) = delete;
  Polling& operator=(const Polling&) = delete;

  // How much work may be brought just now.
  std::size_t room() const;
  // Leased work of the step `poll`. A feed whose host is being asked waits here, so that a host with very many feeds
  // keeps nobody else's from being asked. What speaks against one comes out of `settle` as its failure.
  void start(const std::vector<store::Work>& works);
  // Waits at most so long for an answer, then commits what has come.
  Settled settle(Context& context, std::chrono::milliseconds longest);
  // Ends what is under way; it comes out of `settle` as failed.
  void stop();

 private:
  class State;
  std::shared_ptr<State> state_;  // shared with the requests' callbacks
};

}  // namespace pith::pipeline
