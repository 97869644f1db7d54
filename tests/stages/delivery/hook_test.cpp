#include <gtest/gtest.h>

#include "lib/json/json.h"
#include "stages/delivery/hook_answer.h"
#include "stages/delivery/hook_body.h"
#include "stages/delivery/hook_words.h"

namespace pith::delivery {
namespace {

using namespace std::chrono_literals;

Time at(std::string_view text) { return *parse_rfc3339(text); }

SourcedInsight a_source() {
  SourcedInsight source;
  source.insight.id = "in_abc";
  source.insight.headline = "Heat pumps work in real cold";
  source.insight.text = "Running one costs half of what gas does.";
  source.insight.speaker = "unknown speaker";
  source.insight.evidence = {{{2, 3}, 754'500ms, 760'000ms, "Bob Guest", "We measured it at minus twenty."}};
  source.insight.published = at("2026-11-25T05:00:00Z");
  source.show.id = "sh_one";
  source.show.slug = "the-show";
  source.show.title = "The Show";
  source.episode.id = "ep_one";
  source.episode.title = "An episode";
  source.episode.audio.url = "https://a.example/a.mp3";
  return source;
}

std::vector<std::string> met(std::vector<std::string> wanted) { return words_met(wanted, a_source().insight); }

TEST(HookWords, AreMetInHeadlineTextAndQuotes) {
  EXPECT_EQ(met({"real cold", "gas", "minus twenty", "geese"}),
            (std::vector<std::string>{"real cold", "gas", "minus twenty"}));
}

TEST(HookWords, AreMetWhateverTheirCaseAndEnding) {
  EXPECT_EQ(met({"HEAT PUMP"}).size(), 1U);
  EXPECT_EQ(met({"cost"}).size(), 1U);
}

TEST(HookWords, OfAPhraseStandTogetherInTheirOrder) {
  EXPECT_TRUE(met({"pumps heat"}).empty());
  EXPECT_TRUE(met({"heat cold"}).empty());
  EXPECT_TRUE(met({"cold running"}).empty());  // the end of the headline and the beginning of the text
  EXPECT_TRUE(met({"", "!?"}).empty());
}

const Addresses site("https://pith.example");

TEST(HookBodies, OfAMatchHoldTheInsightWithItsProof) {
  const std::vector<std::string> words = {"gas"};
  const auto body = json::parse(HookBody{site, at("2026-11-25T06:00:00Z")}.insight_matched(a_source(), words));
  ASSERT_TRUE(body);
  EXPECT_EQ(body->at("type").text(), "insight.matched");
  EXPECT_EQ(body->at("timestamp").text(), "2026-11-25T06:00:00Z");
  EXPECT_EQ(body->at("data").at("words").at(0).text(), "gas");
  const auto& insight = body->at("data").at("insight");
  EXPECT_EQ(insight.at("url").text(), "https://pith.example/insights/in_abc");
  EXPECT_FALSE(insight.has("speaker"));
  EXPECT_EQ(insight.at("evidence").at(0).at("start").number(), 754.5);
  EXPECT_EQ(insight.at("evidence").at(0).at("audio").text(), "https://a.example/a.mp3#t=754");
}

TEST(HookBodies, SayWhichWordsCarryAnInsightAndWhereTheyAre) {
  auto source = a_source();
  source.insight.evidence.push_back({{0, 1}, 700'000ms, 705'000ms, "Bob Guest", "Was it cold?"});
  const std::vector<std::string> words = {"gas"};
  const auto body = json::parse(HookBody{site, {}}.insight_matched(source, words));
  const auto& evidence = body->at("data").at("insight").at("evidence");
  EXPECT_EQ(evidence.at(0).at("role").text(), "context");  // said first
  EXPECT_EQ(evidence.at(1).at("role").text(), "quote");
  EXPECT_EQ(evidence.at(1).at("url").text(), "https://pith.example/episodes/ep_one#t=754");
}

TEST(HookBodies, NameTheSpeakersPage) {
  auto source = a_source();
  source.insight.speaker = "Bob Guest";
  const auto page = [](std::string_view, const Show&) { return std::string("https://pith.example/people/bob-guest"); };
  const auto body = json::parse(HookBody{site, {}, page}.insight_matched(source, {}));
  EXPECT_EQ(body->at("data").at("insight").at("person").at("slug").text(), "bob-guest");
}

TEST(HookBodies, OfABriefHoldItsPicksInOrder) {
  Brief brief;
  brief.id = "br_one";
  brief.day = *parse_day("2026-11-25");
  brief.picks = {{"in_gone", "new", 1}, {"in_abc", "on heating", 1}};
  const std::vector sources = {a_source()};
  const auto body = json::parse(HookBody{site, {}}.brief_ready(brief, sources));
  EXPECT_EQ(body->at("data").at("url").text(), "https://pith.example/days/2026-11-25");
  ASSERT_EQ(body->at("data").at("picks").items().size(), 1U);
  EXPECT_EQ(body->at("data").at("picks").at(0).at("reason").text(), "on heating");
}

TEST(HookBodies, OfAFailureSayAtWhatAndWhy) {
  const auto source = a_source();
  const auto body =
      json::parse(HookBody{site, {}}.episode_failed(source.episode, source.show, {"distill", "too quiet"}));
  EXPECT_EQ(body->at("data").at("episode").at("url").text(), "https://pith.example/episodes/ep_one");
  EXPECT_EQ(body->at("data").at("step").text(), "distill");
  EXPECT_EQ(body->at("data").at("reason").text(), "too quiet");
}

HookFate fate(int status, int tries = 1) { return next_of({.status = status, .line = ""}, tries, "msg").fate; }

TEST(HookAnswers, OfTwoHundredAndSomethingAreDelivered) {
  EXPECT_EQ(fate(200), HookFate::delivered);
  EXPECT_EQ(fate(204, hook_tries), HookFate::delivered);
  for (const int status : {0, 302, 400, 404, 500}) EXPECT_EQ(fate(status), HookFate::again) << status;
  EXPECT_EQ(fate(410), HookFate::ended);
}

TEST(HookAnswers, ThatFailAreTriedAgainEverLater) {
  const std::vector<Seconds> least = {5s, 5min, 30min, 2h, 5h, 10h};
  for (int tries = 1; tries < hook_tries; ++tries) {
    const auto next = next_of({.status = 500, .line = ""}, tries, "msg_" + std::to_string(tries));
    const auto pause = least.at(static_cast<std::size_t>(tries) - 1);
    EXPECT_EQ(next.fate, HookFate::again);
    EXPECT_GE(next.pause, pause);
    EXPECT_LE(next.pause, pause + pause / 10);
  }
  EXPECT_EQ(fate(500, hook_tries), HookFate::given_up);
}

TEST(HookAnswers, AreObeyedWhereTheyAskToWait) {
  EXPECT_EQ(next_of({.status = 503, .line = "", .asked = 1h}, 1, "msg").pause, 1h);
  EXPECT_EQ(next_of({.status = 503, .line = "", .asked = 1h}, 6, "msg").pause >= 10h, true);
  EXPECT_EQ(next_of({.status = 429, .line = "", .asked = 24h * 365}, 1, "msg").pause, 24h);
  const auto rests = after({}, {HookFate::again}, {.status = 429, .line = "", .asked = 60s}, at("2026-11-25"));
  EXPECT_EQ(rests.rests_until, at("2026-11-25T00:01:00Z"));
}

TEST(HookAnswers, PauseAHookAfterFiveMessagesInARow) {
  const HookTry tried{.status = 500, .line = "oh no"};
  Hook hook;
  for (int n = 1; n < failures_borne; ++n) hook = after(hook, {HookFate::given_up}, tried, {});
  EXPECT_EQ(hook.state, HookState::active);
  hook = after(hook, {HookFate::given_up}, tried, {});
  EXPECT_EQ(hook.state, HookState::paused);
  EXPECT_EQ(hook.problem, "5 messages in a row could not be delivered; the last try: 500: oh no");
}

TEST(HookAnswers, ThatAreGoodMakeUpForFailures) {
  Hook hook;
  hook.failures = 4;
  EXPECT_EQ(after(hook, {HookFate::delivered}, {.status = 200, .line = ""}, {}).failures, 0);
}

TEST(HookAnswers, EndAHookThatIsGoneAndPauseOneThatMayNotBeAsked) {
  EXPECT_EQ(after({}, {HookFate::ended}, {.status = 410, .line = ""}, {}).state, HookState::ended);
  const auto hook =
      after({}, {HookFate::forbidden}, {.status = 0, .line = "127.0.0.1 is private.", .forbidden = true}, {});
  EXPECT_EQ(hook.state, HookState::paused);
  EXPECT_EQ(hook.problem, "127.0.0.1 is private.");
}

}  // namespace
}  // namespace pith::delivery
