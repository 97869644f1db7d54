// The proof over what editors wrote, quoted as sparingly as a model does: nearly all of it stands.
#include <array>

#include <gtest/gtest.h>

#include "stages/insight/contradiction.h"
#include "stages/insight/proof.h"
#include "support/gold.h"

namespace pith::insight {
namespace {

Draft draft_of(const test::GoldEpisode& episode, const test::GoldInsight& gold) {
  Draft draft{gold.headline, gold.text, gold.topics, gold.score, {}};
  std::vector<int> cues{gold.key};
  for (const auto& range : gold.evidence)
    for (int cue = range.first; cue <= range.last; ++cue)
      if (cue != gold.key) cues.push_back(cue);
  if (cues.size() > 3) cues.resize(3);
  for (const int cue : cues) draft.quotes.push_back({cue, episode.transcript.cues.at(cue).text});
  return draft;
}

TEST(ProofOverGold, LetsNearlyAllThatEditorsWroteStand) {
  const auto shared = test::in_shared("gold/dev");
  if (!shared) GTEST_SKIP() << "the labelled episodes are not here";
  const auto names = NameWords::parse(test::read_file(test::in_repository("data/models/names-en.txt")));
  ASSERT_TRUE(names);
  int all = 0;
  int standing = 0;
  for (const auto& episode : test::gold_episodes(shared->parent_path().parent_path())) {
    const Proof proof(episode.transcript, episode.context, &*names);
    for (const auto& gold : episode.insights) {
      const auto judgement = proof.judge(draft_of(episode, gold));
      ++all;
      standing += judgement.stands() ? 1 : 0;
    }
  }
  RecordProperty("standing", standing);
  EXPECT_GE(standing * 100, all * 95);
}

// The sentence with a "not" put in; empty where there is no place for one.
std::string denied(std::string sentence) {
  for (const char* verb : {" is ", " are ", " was ", " were ", " can ", " will ", " have ", " must "})
    if (const auto at = sentence.find(verb); at != std::string::npos && !sentence.contains("not"))
      return sentence.insert(at + std::string_view(verb).size(), "not ");
  return "";
}

TEST(ContradictionOverGold, IsFoundInNearlyAllThatIsDeniedAndInNothingThatIsRepeated) {
  const auto shared = test::in_shared("gold/dev");
  if (!shared) GTEST_SKIP() << "the labelled episodes are not here";
  int all = 0;
  int found = 0;
  for (const auto& episode : test::gold_episodes(shared->parent_path().parent_path()))
    for (const auto& gold : episode.insights) {
      const auto& said = episode.transcript.cues.at(gold.key).text;
      const std::array<Quote, 1> quotes{Quote{{gold.key, gold.key}, {}, {}, "", said}};
      EXPECT_FALSE(contradicted(said, quotes)) << said;
      const auto other = denied(said);
      if (other.empty() || said.contains('?')) continue;
      ++all;
      found += contradicted(other, quotes) ? 1 : 0;
    }
  RecordProperty("found", found);
  EXPECT_GT(all, 150);
  EXPECT_GE(found * 100, all * 90) << found << " of " << all;
}

}  // namespace
}  // namespace pith::insight
