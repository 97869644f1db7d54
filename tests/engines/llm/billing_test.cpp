// What is paid, what is booked for it, and the cap of a day.
#include <thread>

#include "engines/llm/small_server.h"

namespace pith::llm {
namespace {

class BillingTest : public ExchangeTest {};

TEST_F(BillingTest, PaysOnceForATranscriptWhateverItsEpisodeIsCalled) {
  server_.on(chat(), sound_answer());
  const test::Engine engine(client_, server_.url(""));
  (void)distill(engine);
  const auto made = engine.distiller->distill(talk, {"ep_one", "A new title", "", "Another show", {}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->insights.at(0).engine, "llm");
  EXPECT_EQ(server_.hits(chat()), 1);
}

TEST_F(BillingTest, RecordsWhatAnAnswerCostAndWhatBecameOfIt) {
  server_.on(chat(), sound_answer());
  LlmOptions options;
  options.prices = {2, 10, 0, 0};
  const test::Engine engine(client_, server_.url(""), options);
  (void)distill(engine);
  ASSERT_EQ(engine.answers.kept.size(), 1u);
  const auto& [key, answer] = *engine.answers.kept.begin();
  EXPECT_EQ(answer.cost, 4'000);  // 1,000 tokens at 2 and 200 at 10 a million
  EXPECT_EQ(answer.episode_id, "ep_one");
  EXPECT_EQ(engine.answers.outcomes.at(key), (AnswerOutcome{1, 1, ""}));
}

TEST_F(BillingTest, BooksAnEstimateWhereTheServerCountsNoTokens) {
  server_.on(chat(), completion(json::array({insight_json(sound)}), 0));
  LlmOptions options;
  options.prices = {2, 10, 0, 0};
  const test::Engine engine(client_, server_.url(""), options);
  EXPECT_EQ(distill(engine).insights.at(0).engine, "llm");
  EXPECT_GT(engine.answers.kept.begin()->second.prompt_tokens, 500);
  EXPECT_GT(engine.answers.kept.begin()->second.cost, 3'000);
}

TEST_F(BillingTest, AsksNothingThatMightOverrunTheDaysCap) {
  server_.on(chat(), sound_answer());
  LlmOptions options;
  options.prices = {0, 0, 0, 3'000};
  const auto made = distill(test::Engine(client_, server_.url(""), options));
  EXPECT_EQ(server_.hits(chat()), 0);
  EXPECT_TRUE(made.notes.back().contains("cap of 3000 tokens")) << made.notes.back();
}

TEST_F(BillingTest, HoldsTheCapWithSeveralThreadsAtOnce) {
  server_.on(chat(), sound_answer());
  LlmOptions options;
  options.prices = {0, 0, 0, 12'000};  // an estimate is some 5,500, an answer 1,200
  const test::Engine engine(client_, server_.url(""), options);
  {
    std::vector<std::jthread> threads;
    for (int n = 0; n < 8; ++n)
      threads.emplace_back([&, n] {
        auto other = talk;
        other.cues[0].text += " " + std::to_string(n);  // another question
        (void)engine.distiller->distill(other, {"ep", "", "", "", {}});
      });
  }
  EXPECT_GE(engine.answers.kept.size(), 1u);
  EXPECT_LE(engine.answers.kept.size() * 1'200, 12'000u);
  EXPECT_LE(server_.busiest(), 2);
}

TEST_F(BillingTest, SpendsAnewFromMidnightOn) {
  server_.on(chat(), sound_answer());
  LlmOptions options;
  options.prices = {0, 0, 0, 5'500};  // one question: an estimate is some 4,700, an answer 1,200
  test::Engine engine(client_, server_.url(""), options);
  const auto ask = [&](std::string_view more) {
    auto other = talk;
    other.cues[0].text += more;
    const auto made = engine.distiller->distill(other, {"ep", "", "", "", {}});
    return made->insights.at(0).engine;
  };
  const auto day = std::chrono::sys_days(std::chrono::year(2026) / 11 / 25);
  engine.clock.turn_to(day + 23h + 59min);
  EXPECT_EQ(ask(" one"), "llm");
  EXPECT_EQ(ask(" two"), "builtin");
  engine.clock.turn_to(day + 24h);
  EXPECT_EQ(ask(" three"), "llm");
  EXPECT_EQ(ask(" four"), "builtin");
}

TEST_F(BillingTest, BooksAnAnswerThatCameAfterMidnightToTheDayItWasAskedOn) {
  const auto midnight = std::chrono::sys_days(std::chrono::year(2026) / 11 / 26);
  test::Engine* asking = nullptr;
  server_.on(chat(), [&](const test::ServedRequest&) {
    asking->clock.turn_to(midnight + 5s);
    return sound_answer();
  });
  LlmOptions options;
  options.prices = {0, 0, 0, 6'000};
  test::Engine engine(client_, server_.url(""), options);
  asking = &engine;
  engine.clock.turn_to(midnight - 1s);
  (void)distill(engine);
  ASSERT_EQ(engine.answers.kept.size(), 1u);
  EXPECT_EQ(engine.answers.kept.begin()->second.asked, midnight - 1s);
  EXPECT_TRUE(engine.answers.aside.empty());
}

TEST_F(BillingTest, CountsWhatAKilledProcessLeftUnderWay) {
  server_.on(chat(), sound_answer());
  LlmOptions options;
  options.prices = {0, 0, 0, 9'000};
  test::Engine engine(client_, server_.url(""), options);
  engine.answers.aside.push_back({"left", engine.clock.now() - 1h, 5'000, 0});
  EXPECT_TRUE(distill(engine).provisional);
  EXPECT_EQ(server_.hits(chat()), 0);
}

TEST_F(BillingTest, PaysOnceForAnAnswerThatCannotBeReadAndSaysWhy) {
  const std::map<std::string, std::string> said = {
      {R"({"choices": [{"finish_reason": "length", "message": {"content": null, "reasoning_content": "Hm"}}]})",
       "thought until its tokens were used up"},
      {R"({"choices": [{"finish_reason": "stop", "message": {"content": ""}}]})", "The model's answer is empty."},
      {R"({"choices": [{"finish_reason": "length", "message": {"content": "{\"insights\": [{"}}]})",
       "tokens were used up before its answer was whole."},
      {R"({"choices": [{"finish_reason": "length", "message": {"content": "<think>{\"insights\": []}? No"}}]})",
       "tokens were used up before its answer was whole."},
      {R"({"choices": [{"finish_reason": "content_filter", "message": {"content": null}}]})",
       "filter stopped the answer."},
      {R"({"choices": [{"finish_reason": "stop", "message": {"refusal": "I'm sorry."}}]})",
       "The model refused to answer: I'm sorry."},
      {R"({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 0}})", "The model's answer is empty."}};
  for (const auto& [body, words] : said) {
    server_.on(chat(), {200, {}, body});
    const auto before = server_.hits(chat());
    const test::Engine engine(client_, server_.url(""));
    const auto made = distill(engine);
    EXPECT_TRUE(made.notes.back().contains(words)) << made.notes.back();
    EXPECT_FALSE(made.provisional);
    (void)distill(engine);
    EXPECT_EQ(server_.hits(chat()) - before, 2);  // the question and the same in plainer words
    EXPECT_EQ(engine.answers.kept.size(), 2u);
  }
}

// A question is set aside at some 4,800 tokens.
TEST_F(BillingTest, CountsTriesThatMayBeBilledThoughNoAnswerCame) {
  server_.on_wire(chat(), [](const test::ServedRequest&, test::Wire& wire) { wire.reset(); });
  LlmOptions options;
  options.prices = {0, 0, 0, 12'000};
  options.rest = 0s;
  const test::Engine engine(client_, server_.url(""), options);
  EXPECT_TRUE(distill(engine).provisional);
  EXPECT_EQ(server_.hits(chat()), 2);  // a third might overrun the cap
  EXPECT_EQ(engine.answers.aside.size(), 2u);
  EXPECT_TRUE(distill(engine).notes.back().contains("cap of 12000 tokens"));
  EXPECT_EQ(server_.hits(chat()), 2);
}

TEST_F(BillingTest, CountsNoTriesThatNobodyBills) {
  server_.on(chat(), {503, {}, ""});
  LlmOptions options;
  options.prices = {0, 0, 0, 12'000};
  const test::Engine busy(client_, server_.url(""), options);
  const test::Engine away(client_, "http://127.0.0.1:1", options);
  for (const auto* engine : {&busy, &away}) {
    EXPECT_TRUE(distill(*engine).provisional);
    EXPECT_EQ(engine->waits.size(), 3u);
    EXPECT_TRUE(engine->answers.aside.empty());
  }
}

TEST_F(BillingTest, BooksNoMoreThanAServerCanHaveCounted) {
  server_.on(chat(), completion(json::array({insight_json(sound)}), 9'000'000'000'000'000'000));
  LlmOptions options;
  options.prices = {1'000'000, 10, 0, 0};
  const test::Engine engine(client_, server_.url(""), options);
  EXPECT_EQ(distill(engine).insights.at(0).engine, "llm");
  EXPECT_GT(engine.answers.kept.begin()->second.cost, 0);
}

}  // namespace
}  // namespace pith::llm
