// Candidates made in a line, each of an episode, show, topic and text of its own unless said otherwise.
#pragma once

#include <string>
#include <vector>

#include "stages/brief/choose.h"

namespace pith::brief {

inline Candidate candidate_of(std::string id, double score) {
  Candidate candidate;
  Insight& insight = candidate.insight;
  insight.id = id;
  insight.episode_id = "ep_" + id;
  insight.show_id = "sh_" + id;
  insight.score = score;
  insight.topics = {"topic of " + id};
  for (int n = 0; n < 20; ++n) insight.text += id + std::to_string(n) + " ";
  insight.evidence = {{{1, 3}, std::chrono::seconds(10), std::chrono::seconds(20), "unknown speaker", "words"}};
  return candidate;
}

inline std::vector<std::string> picks_of(const Brief& brief) {
  std::vector<std::string> ids;
  for (const Pick& pick : brief.picks) ids.push_back(pick.insight_id);
  return ids;
}

// A day's work with the rest at rest.
struct Table {
  std::vector<Candidate> candidates;
  std::vector<Insight> sent;
  Rules rules;

  Brief brief() const {
    return choose({"re_home", CivilDay{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{25}},
                   from_micros(7), candidates, sent},
                  rules);
  }
  std::vector<std::string> picks() const { return picks_of(brief()); }
};

}  // namespace pith::brief
