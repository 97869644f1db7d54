// The interface through which a transcript becomes insights, and what it is told about the episode. Implementations:
// the built-in one here, `llm` in engines/. Thread-safe: one object may distill on several threads at once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/insight.h"
#include "domain/show.h"
#include "domain/transcript.h"

namespace pith::insight {

// What is known besides the talk: used for names, roles and topics, never as proof.
struct EpisodeContext {
  std::string episode_id;
  std::string episode_title;
  std::string episode_description;
  std::string show_title;
  std::vector<Person> persons;
  std::vector<std::string> chapters = {};    // titles, in order of time
  std::vector<std::string> soundbites = {};  // titles of the moments its publisher picked
};

struct Distilled {
  std::vector<Insight>
      insights;  // best first; id, episode_id, show_id, published, first_seen are the pipeline's to fill
  std::map<std::string, int> dropped;  // reason -> count: candidates that fell for want of proof or form
  std::vector<std::string> notes;      // for people, on the episode
  bool provisional = false;            // another engine stood in for the one asked: worth distilling again later
  std::string engine = {};             // of who stood in; empty: the distiller itself
};

class Distiller {
 public:
  virtual ~Distiller() = default;
  virtual std::string name() const = 0;     // "builtin"
  virtual std::string version() const = 0;  // of model and rules: new version, new work
  // ErrorKind::unsupported: a language the engine does not know; the episode stays undistilled with the error's message
  // as reason.
  virtual Result<Distilled> distill(const Transcript& transcript, const EpisodeContext& context) const = 0;
};

}  // namespace pith::insight
