// The step `poll` from its answer on: what became of asking followed feeds whether there is something new.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/feed.h"
#include "pipeline/asking.h"
#include "pipeline/context.h"
#include "pipeline/steps/step.h"
#include "store/work.h"

namespace pith::pipeline {

struct AnsweredPoll {
  store::Work work;
  std::optional<Feed> feed = std::nullopt;  // none: it is followed no more, or `answer` says why it was not asked
  std::string host = {};                    // whose line it stands in
  bool asked = false;                       // it holds its host's line
  bool waits = false;                       // just now in the line of a host it was redirected to
  Asked answer = net::HttpResponse{};
};

struct FailedPoll {
  store::Work work;
  Failure failure;
};
struct SettledPolls {
  int done = 0;
  std::vector<FailedPoll> failed = {};  // to be tried again at once, or given up
};

// What the answers' hosts asked for, before others of these hosts are asked. An answer of which that could not be kept
// becomes a failure.
void note_rests(Context& context, std::vector<AnsweredPoll>& answered);

// Commits what the answers bring, all in one transaction where nothing speaks against it, else each in one of its own.
SettledPolls settle_polls(Context& context, std::vector<AnsweredPoll> answered);

}  // namespace pith::pipeline
