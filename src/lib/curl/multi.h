// Many transfers on one thread. All but `wake` belong to that thread.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "lib/curl/transfer.h"

namespace pith::curl {

struct Finished {
  Handler* handler;
  End end;
};

class Multi {
 public:
  Multi();
  ~Multi();  // transfers under way are dropped without a word to their handlers
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;

  // Begins a transfer. `handler` must live until it is in what `run` gives, or was cancelled.
  void add(const Transfer& transfer, Handler& handler);
  void cancel(Handler& handler);
  // Takes no more of the answer, or goes on with it. Neither its time nor slowness counts meanwhile. Where libcurl
  // cannot, the transfer ends as stopped.
  void pause(Handler& handler, bool paused);
  // Moves all transfers on; waits at most `longest` for something to do. Gives those that ended.
  std::vector<Finished> run(std::chrono::milliseconds longest);
  // Ends a waiting `run`. Thread-safe.
  void wake() noexcept;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace pith::curl
