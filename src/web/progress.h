// What Pith is doing: the counts that a page shows and that /events keeps current while long work runs.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "lib/http_server/message.h"
#include "lib/templates/templates.h"
#include "store/shows.h"
#include "store/store.h"
#include "web/seats.h"

namespace pith::web {

struct Progress {
  store::Counts counts;
  std::map<std::string, std::int64_t> pending;  // due now or under way, by step

  std::int64_t due() const;
};

// Whoever is not the owner is told of what they may see alone.
Result<Progress> progress_of(const store::Session& session, Time now, bool for_owner);

// "Under way: 3 feeds to read, 40 episodes to distill."; "Nothing is under way." where that is so.
std::string sentence_of(const Progress& progress);
std::string to_json(const Progress& progress);  // as /events sends it

// PROGRESS: the sentence, and a figure each of what is there so far.
void add_progress(templates::Values& body, const Progress& progress);

// The same for all who listen: read from the store once a second at most, and more seldom where nothing is done.
// Thread-safe.
class ProgressFeed {
 public:
  ProgressFeed(const store::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  std::string latest(bool for_owner) const;  // JSON; empty where it cannot be told just now
  // Server-sent events: "progress" whenever something changed, else a sign of life every fifteen seconds; an hour long.
  // This object must outlive it. `seat` is held as long as it goes on.
  http::Stream events(Seats::Seat seat, bool for_owner) const;

 private:
  struct Latest {
    std::mutex mutex;  // guards what follows
    std::string text;
    std::chrono::steady_clock::time_point stale{};  // from when on it is read anew
  };
  const store::Store& store_;
  const Clock& clock_;
  mutable std::array<Latest, 2> latest_;  // for others, and for the owner
};

}  // namespace pith::web
