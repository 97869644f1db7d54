// The engine against the stand-in model server, which answers from what editors wrote and misbehaves on demand.
#include "stub.h"

#include <gtest/gtest.h>

#include "engines/llm/llm_distiller.h"
#include "fakes.h"
#include "net/curl_client.h"
#include "stages/insight/answer.h"
#include "support/gold.h"
#include "text/utf8.h"

namespace pith::llm {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t some = 6;  // episodes, where all would say no more

class StubTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto tool = test::in_shared("tools/llm_stub.py");
    if (!tool) return;
    const auto shared = tool->parent_path().parent_path();
    stub = std::make_unique<test::Stub>(shared);
    episodes = test::gold_episodes(shared);
    client = std::make_unique<net::CurlClient>(net::ClientOptions{});
  }
  static void TearDownTestSuite() {
    stub.reset();
    client.reset();
    episodes.clear();
  }
  void SetUp() override {
    if (!stub) GTEST_SKIP() << "the stand-in model server is not beside the repository";
  }

  static inline std::unique_ptr<test::Stub> stub;
  static inline std::unique_ptr<net::CurlClient> client;
  static inline std::vector<test::GoldEpisode> episodes;
};

// Every quote stands, folded, in its cues; none in an ad.
void expect_proof(const test::GoldEpisode& episode, const insight::Distilled& made) {
  for (const auto& insight : made.insights) {
    if (insight.engine != "llm") continue;
    EXPECT_FALSE(insight.evidence.empty());
    for (const auto& quote : insight.evidence) {
      std::string said;
      for (int cue = quote.cues.first; cue <= quote.cues.last; ++cue) {
        EXPECT_EQ(episode.transcript.cues.at(cue).kind, CueKind::talk);
        said += episode.transcript.cues.at(cue).text + " ";
      }
      EXPECT_TRUE(text::fold_for_comparison(said).contains(text::fold_for_comparison(quote.text)))
          << episode.name << ": " << quote.text;
    }
  }
}

struct Sum {
  int gold = 0;     // insights by editors
  int kept = 0;     // insights by the engine
  int of_gold = 0;  // of them, those with an editor's headline
  int stand_ins = 0;
  std::map<std::string, int> dropped;
  std::vector<std::string> lost;
};

void add(Sum& sum, const test::GoldEpisode& episode, const insight::Distilled& made) {
  std::set<std::string> headlines;
  for (const auto& insight : made.insights)
    if (insight.engine == "llm") headlines.insert(insight.headline);
  sum.kept += static_cast<int>(headlines.size());
  sum.stand_ins += !made.insights.empty() && made.insights.front().engine == "builtin";
  for (const auto& [reason, count] : made.dropped) sum.dropped[reason] += count;
  for (const auto& gold : episode.insights) {
    ++sum.gold;
    if (headlines.contains(text::fold_space(gold.headline)))
      ++sum.of_gold;
    else
      sum.lost.push_back(episode.name + ": " + gold.headline);
  }
}

Sum distill(const test::Engine& engine, std::span<const test::GoldEpisode> episodes) {
  Sum sum;
  for (const auto& episode : episodes) {
    const auto made = engine.distiller->distill(episode.transcript, episode.context);
    EXPECT_TRUE(made) << made.error().log_line();
    if (!made) continue;
    expect_proof(episode, *made);
    add(sum, episode, *made);
  }
  return sum;
}

std::string shown(std::string_view what, const Sum& sum) {
  auto out = fmt::format("{}: gold {}, kept {}, of gold {}, stand-ins {}; dropped", what, sum.gold, sum.kept,
                         sum.of_gold, sum.stand_ins);
  for (const auto& [reason, count] : sum.dropped) out += fmt::format(" {} {}", reason, count);
  return out + "\n";
}

TEST_F(StubTest, KeepsNearlyAllThatAnEditorWrote) {
  stub->mode("gold");
  const test::Engine engine(*client, stub->url());
  const auto sum = distill(engine, episodes);
  fmt::print("{}", shown("gold", sum));
  for (const auto& lost : sum.lost) fmt::print("  lost {}\n", lost);
  EXPECT_GE(sum.of_gold * 100, sum.gold * 95);
  EXPECT_EQ(sum.stand_ins, 0);
}

// Which twin of an answer has which flaw: they come after the insights they are made from, the flaws in turn.
TEST_F(StubTest, LetsNoTwinWithAFlawPass) {
  stub->mode("hallucinate");
  const test::Engine engine(*client, stub->url());
  std::array<int, 3> offered{};
  std::array<int, 3> passed{};
  Sum sum;
  for (const auto& episode : episodes) {
    const auto made = engine.distiller->distill(episode.transcript, episode.context);
    ASSERT_TRUE(made);
    expect_proof(episode, *made);
    add(sum, episode, *made);
    std::set<std::string> headlines;
    for (const auto& insight : made->insights) headlines.insert(insight.headline);
    for (const auto& [key, answer] : engine.answers.kept) {
      if (answer.episode_id != episode.name || answer.purpose != "insights") continue;
      const auto drafts = insight::read_answer(answer.content)->drafts;
      for (std::size_t n = 1; n < drafts.size(); n += 2) {
        const auto flaw = (n / 2) % 3;
        ++offered[flaw];
        passed[flaw] += headlines.contains(drafts[n].headline) ? 1 : 0;
        if (headlines.contains(drafts[n].headline)) fmt::print("  passed {}: {}\n", episode.name, drafts[n].text);
      }
    }
  }
  fmt::print("{}  twins passed: number {}/{}, name {}/{}, quote {}/{}\n", shown("hallucinate", sum), passed[0],
             offered[0], passed[1], offered[1], passed[2], offered[2]);
  for (const int flaw : {0, 1, 2}) {
    EXPECT_GT(offered[flaw], 50);
    EXPECT_EQ(passed[flaw], 0);
  }
  EXPECT_GE(sum.of_gold * 100, sum.gold * 95);
}

TEST_F(StubTest, NeverTakesAParaphraseForVerbatim) {
  stub->mode("paraphrase");
  const test::Engine engine(*client, stub->url());
  const auto sum = distill(engine, episodes);  // whose proof is checked
  fmt::print("{}", shown("paraphrase", sum));
  EXPECT_LT(sum.kept * 4, sum.gold);
}

}  // namespace
}  // namespace pith::llm
