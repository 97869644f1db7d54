#include <gmock/gmock.h>

#include "store/answers.h"
#include "store/distillations.h"
#include "web/world.h"

namespace pith {
namespace {

using test::at;
using test::make_cue;
using test::make_episode;
using test::make_insight;
using test::make_show;
using testing::HasSubstr;
using testing::Not;

class Pages : public test::SiteFixture {};

TEST_F(Pages, TodayTellsHowToBeginWhereNothingIsFollowed) {
  EXPECT_THAT(page("/"), HasSubstr("No show is followed yet"));
}

TEST_F(Pages, TodayTellsThatTheFirstBriefIsStillToCome) {
  put_one_insight();
  EXPECT_THAT(page("/"), HasSubstr("1 insight is here"));
}

TEST_F(Pages, TodayShowsTheDaysPicksWithReasonAndProof) {
  put_one_insight();
  put_brief("2026-11-25", {{"in_restart", "The day’s strongest", 1}}, "Only one insight was new today.");
  const auto html = page("/");
  EXPECT_THAT(html, HasSubstr("<h1>Today’s one</h1>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/insights/in_restart\">The restart, not the storm, takes a city down</a>"));
  EXPECT_THAT(html, HasSubstr("<b>Tomas Okafor</b>"));
  EXPECT_THAT(html, HasSubstr("ep_restart.mp3#t=48"));
  EXPECT_THAT(html, HasSubstr("The day’s strongest"));
  EXPECT_THAT(html, HasSubstr("Only one insight was new today."));
}

TEST_F(Pages, TodayShowsTheNewestBriefAndSaysSoWhereTodaysIsNotMade) {
  put_one_insight();
  put_brief("2026-11-24", {{"in_restart", "", 1}});
  const auto html = page("/");
  EXPECT_THAT(html, HasSubstr("Today’s brief is not made yet"));
  EXPECT_THAT(html, HasSubstr("Tuesday, 24 November 2026"));
}

TEST_F(Pages, ADayLinksToTheDaysBesideIt) {
  put_one_insight();
  for (const auto* day : {"2026-11-22", "2026-11-23", "2026-11-25"}) put_brief(day, {{"in_restart", "", 1}});
  const auto html = page("/days/2026-11-23");
  EXPECT_THAT(html, HasSubstr("href=\"/days/2026-11-22\" rel=\"prev\""));
  EXPECT_THAT(html, HasSubstr("href=\"/days/2026-11-25\" rel=\"next\""));
}

TEST_F(Pages, DaysListsEveryBriefNewestFirst) {
  put_one_insight();
  put_brief("2026-11-23", {{"in_restart", "", 1}});
  put_brief("2026-11-24", {});
  const auto html = page("/days");
  EXPECT_LT(html.find("/days/2026-11-24"), html.find("/days/2026-11-23"));
  EXPECT_THAT(html, HasSubstr("Nothing worth sending"));
}

TEST_F(Pages, AnInsightShowsItsQuoteMarkedInItsTalk) {
  put_one_insight();
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("<h1 class=\"claim\" dir=\"auto\">The restart, not the storm, takes a city down</h1>"));
  EXPECT_THAT(html, HasSubstr("<mark>the restart takes the city down. </mark>"));
  EXPECT_THAT(html, HasSubstr("<mark>A transformer that comes back cold</mark>"));
  EXPECT_THAT(html, HasSubstr("And that was wrong?"));
  EXPECT_THAT(html, HasSubstr("So you stagger it."));
  EXPECT_THAT(html, Not(HasSubstr("Hollow Oak")));
  EXPECT_THAT(html, Not(HasSubstr("Thank you for coming.")));
  EXPECT_THAT(html, HasSubstr("href=\"https://the-deep-grid.example/ep_restart.mp3#t=48\""));
  EXPECT_THAT(html, HasSubstr("href=\"/episodes/ep_restart#t=48\""));
}

TEST_F(Pages, AnInsightSaysWhereItsTalkIsCut) {
  put_one_insight();
  Transcript monologue;
  monologue.speakers = {"Tomas Okafor"};
  for (int n = 0; n < 60; ++n) monologue.cues.push_back(make_cue(n * 6, 0, "Sentence " + std::to_string(n) + "."));
  claim.evidence[0].cues = {30, 30};
  claim.evidence[0].text = "Sentence 30.";
  write([&](store::Tx& tx) {
    store::put_transcript(tx, restart.id, monologue);
    store::replace_insights(tx, restart.id, std::vector{claim});
  });
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("… <span id=\"t=138\">Sentence 23."));
  EXPECT_THAT(html, HasSubstr("Sentence 37. </span>…</p>"));
}

TEST_F(Pages, AnInsightSaysWhatIsHighlightedAndWhatIsUnderlined) {
  put_one_insight();
  EXPECT_THAT(page("/insights/in_restart"), Not(HasSubstr("underlined is what")));
  auto besides = claim.evidence.front();
  besides.cues = {7, 7};
  besides.text = "It was not enough.";
  claim.evidence.push_back(besides);
  write([&](store::Tx& tx) { store::replace_insights(tx, restart.id, std::vector{claim}); });
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("<mark class=\"also\">"));
  EXPECT_THAT(html, HasSubstr("underlined is what the insight stands on besides. Times are the transcript’s."));
}

TEST_F(Pages, AnInsightNamesTheStrongestOthersOfItsEpisode) {
  put_one_insight();
  EXPECT_THAT(page("/insights/in_restart"), Not(HasSubstr("Also in this episode")));
  std::vector<Insight> all{claim};
  for (const auto& [id, score] : {std::pair{"in_a", 1.0}, {"in_b", 3.0}, {"in_c", 4.0}, {"in_d", 2.0}}) {
    all.push_back(make_insight(id, restart, std::string("Claim ") + id));
    all.back().score = score;
  }
  write([&](store::Tx& tx) { store::replace_insights(tx, restart.id, all); });
  const auto html = page("/insights/in_restart");
  EXPECT_LT(html.find("Claim in_c"), html.find("Claim in_b"));
  EXPECT_LT(html.find("Claim in_b"), html.find("Claim in_d"));
  EXPECT_THAT(html, Not(HasSubstr("Claim in_a")));
  EXPECT_THAT(html, HasSubstr("<a href=\"/episodes/ep_restart\">All 5 insights and the whole transcript</a>"));
}

TEST_F(Pages, AnInsightStillShowsItsQuoteWhereTheTranscriptIsGone) {
  write([&](store::Tx& tx) {
    put_episode(tx, grid, restart);
    store::replace_insights(tx, restart.id, std::vector{claim});
  });
  EXPECT_THAT(page("/insights/in_restart"), HasSubstr("“the restart takes the city down."));
}

// Three insights of one show, one of another that says the same.
TEST_F(Pages, AnInsightListsTwoOfOneShowAndTellsRestatementsApart) {
  put_one_insight();
  const auto shop = make_show("sh_shop", "Shop Floor");
  const auto other = make_episode("ep_other", grid, "Another day", "2026-11-20");
  const auto early = make_episode("ep_early", shop, "Lights out", "2026-11-02");
  std::vector<Insight> three;
  for (const auto* id : {"in_a", "in_b", "in_c"}) three.push_back(make_insight(id, other, std::string("Claim ") + id));
  auto same = make_insight("in_same", early, "A restart is the real danger");
  same.text =
      "What a town has to fear is not the hour without light, it is the minute in which everything comes back on.";
  write([&](store::Tx& tx) {
    put_episode(tx, grid, other);
    put_episode(tx, shop, early);
    store::replace_insights(tx, other.id, three);
    store::replace_insights(tx, early.id, std::vector{same});
    store::put_links(tx, std::vector<Link>{{"in_restart", "in_a", LinkKind::related, .9},
                                           {"in_restart", "in_b", LinkKind::related, .8},
                                           {"in_restart", "in_c", LinkKind::related, .7},
                                           {"in_restart", "in_same", LinkKind::restates, .95}});
  });
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("Claim in_a"));
  EXPECT_THAT(html, HasSubstr("Claim in_b"));
  EXPECT_THAT(html, Not(HasSubstr("Claim in_c")));
  EXPECT_THAT(html, HasSubstr("First said by Tomas Okafor on Shop Floor, 2 November 2026. 2 shows have said so."));
  EXPECT_LT(html.find("A restart is the real danger"), html.find("Claim in_a"));
}

TEST_F(Pages, AnEpisodeShowsItsTranscriptWithAnchorsMarksAndAdvertisementsApart) {
  restart.chapters = {{std::chrono::seconds(10), "The drill", "", "", false}};
  put_one_insight();
  const auto html = page("/episodes/ep_restart");
  EXPECT_THAT(html, HasSubstr("id=\"t=48\""));
  EXPECT_THAT(html, HasSubstr("<mark>A transformer that comes back cold</mark>"));
  EXPECT_THAT(html, HasSubstr("<summary>Taken for an advertisement, 11 s</summary>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"aside\">Here too, all week. </span>"));
  EXPECT_THAT(html, HasSubstr("<p class=\"flag\"><a href=\"/insights/in_restart\">"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#t=12\"><span class=\"at\">0:10</span><span>The drill</span></a>"));
  EXPECT_THAT(html, HasSubstr("<h3 class=\"chapter\">The drill</h3>"));
}

TEST_F(Pages, AChapterWithinATurnPartsIt) {
  restart.chapters = {{std::chrono::seconds(100), "By street", "", "", false}};
  Transcript monologue;
  for (int n = 0; n < 40; ++n) monologue.cues.push_back(make_cue(n * 6, -1, "Sentence " + std::to_string(n) + "."));
  write([&](store::Tx& tx) {
    put_episode(tx, grid, restart);
    store::put_transcript(tx, restart.id, monologue);
  });
  const auto html = page("/episodes/ep_restart");
  EXPECT_LT(html.find("Sentence 16."), html.find("<h3 class=\"chapter\">By street</h3>"));
  EXPECT_GT(html.find("Sentence 17."), html.find("<h3 class=\"chapter\">By street</h3>"));
  EXPECT_THAT(html, HasSubstr("Speaker not named"));
}

TEST_F(Pages, AnEpisodeSaysWhichOfItsShowItIs) {
  restart.season = "2";
  restart.number = "14";
  put_one_insight();
  EXPECT_THAT(page("/episodes/ep_restart"), HasSubstr("<span class=\"dot\">season 2, episode 14</span>"));
}

TEST_F(Pages, AnEpisodeWithoutATranscriptListsTheChaptersThatAreToBeShown) {
  restart.chapters = {{std::chrono::seconds(0), "Hidden", "", "", true},
                      {std::chrono::seconds(10), "The drill", "", "", false}};
  restart.state = EpisodeState::waiting;
  write([&](store::Tx& tx) { put_episode(tx, grid, restart); });
  const auto html = page("/episodes/ep_restart");
  EXPECT_THAT(html, HasSubstr("<span>The drill</span>"));
  EXPECT_THAT(html, Not(HasSubstr("<span>Hidden</span>")));
}

TEST_F(Pages, AnEpisodeShowsTheMomentsItsPublisherPickedInItsTranscript) {
  restart.soundbites = {{std::chrono::seconds(13), std::chrono::seconds(30), "The drill"},
                        {std::chrono::hours(9), std::chrono::seconds(30), ""}};
  put_one_insight();
  const auto html = page("/episodes/ep_restart");
  EXPECT_THAT(html, HasSubstr("Picked by its publisher"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#t=12\"><span class=\"at\">0:13</span><span>The drill</span></a>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"at\">9:00:00</span><span>" + restart.title + "</span>"));
}

TEST_F(Pages, AnEpisodeWithoutATranscriptSaysWhereInItsAudioThePublishersMomentsAre) {
  restart.soundbites = {{std::chrono::seconds(13), std::chrono::seconds(30), "The drill"}};
  restart.state = EpisodeState::waiting;
  write([&](store::Tx& tx) { put_episode(tx, grid, restart); });
  EXPECT_THAT(page("/episodes/ep_restart"), HasSubstr("ep_restart.mp3#t=13\"><span class=\"at\">0:13</span>"));
}

TEST_F(Pages, AnEpisodeWithoutATranscriptSaysWhyItWaits) {
  restart.chapters = {{std::chrono::seconds(10), "The drill", "", "", false}};
  restart.state = EpisodeState::waiting;
  restart.reason = "The publisher offers none.";
  write([&](store::Tx& tx) { put_episode(tx, grid, restart); });
  EXPECT_THAT(page("/episodes/ep_restart"), HasSubstr("Waits for a transcript. The publisher offers none."));
  EXPECT_THAT(page("/episodes/ep_restart"), HasSubstr("ep_restart.mp3#t=10"));
}

TEST_F(Pages, AShowListsWhatWasSaidAndItsEpisodes) {
  put_one_insight();
  const auto html = page("/shows/the-deep-grid");
  EXPECT_THAT(html, HasSubstr("The restart, not the storm, takes a city down"));
  EXPECT_THAT(html, HasSubstr("Starting a city from cold"));
  EXPECT_THAT(page("/shows"), HasSubstr("1 show is followed."));
}

TEST_F(Pages, AShowPagesThroughManyInsights) {
  put_one_insight();
  std::vector<Insight> many;
  for (int n = 0; n < 45; ++n) {
    many.push_back(make_insight("in_" + std::to_string(n), restart, "Claim number " + std::to_string(n) + "."));
    many.back().key_start = std::chrono::seconds(n);
  }
  write([&](store::Tx& tx) { store::replace_insights(tx, restart.id, many); });
  EXPECT_THAT(page("/shows/the-deep-grid"), HasSubstr("href=\"/shows/the-deep-grid?page=2\" rel=\"next\""));
  const auto last = page("/shows/the-deep-grid?page=4");
  EXPECT_THAT(last, HasSubstr("?page=3\" rel=\"prev\""));
  EXPECT_THAT(last, Not(HasSubstr("rel=\"next\"")));
  EXPECT_EQ(get("/shows/the-deep-grid?page=nonsense").status, 200);
}

TEST_F(Pages, StatusShowsFeedsInTroubleWaitingEpisodesAndDeadWork) {
  restart.state = EpisodeState::waiting;
  restart.reason = "The publisher offers none.";
  Feed feed;
  feed.id = restart.feed_id;
  feed.show_id = grid.id;
  feed.url = "https://the-deep-grid.example/feed.xml";
  feed.next_poll = at("2026-11-25T09:00:00Z");
  feed.last_polled = at("2026-11-25T07:30:00Z");
  feed.problem = "The server answered 500.";
  write([&](store::Tx& tx) -> Result<void> {
    put_episode(tx, grid, restart);
    store::put(tx, feed);
    store::enqueue(tx, {"distill", "ep_restart", ""}, at("2026-11-25T07:00:00Z"));
    const auto leased = store::lease(tx, {{"distill"}, clock.now(), 1, "me", std::chrono::hours(1)});
    if (!leased) return std::unexpected(leased.error());
    store::bury(tx, leased->front(), "The transcript is empty.");
    return {};
  });
  const auto html = page("/status");
  EXPECT_THAT(html, HasSubstr("1 task was given up for now; 1 feed cannot be read."));
  EXPECT_THAT(html, HasSubstr("The server answered 500."));
  EXPECT_THAT(html, HasSubstr("asked 30 minutes ago, next in 1 hour"));
  EXPECT_THAT(html, HasSubstr("The publisher offers none."));
  EXPECT_THAT(html, HasSubstr("The transcript is empty."));
}

// An answer of the language model, of which one insight fell, for an episode that then was stood in for.
void put_stand_in(store::Tx& tx, const std::string& episode_id, Time now) {
  Answer answer;
  answer.key = "one";
  answer.episode_id = episode_id;
  answer.purpose = "insights";
  answer.asked = now;
  answer.prompt_tokens = 34'120;
  answer.completion_tokens = 5'020;
  answer.cost = 123'400;
  answer.latency = std::chrono::milliseconds(2'100);
  answer.outcome = {4, 3, "number 1"};
  store::put(tx, answer);
  store::put(tx, Distillation{episode_id, now, "llm", "builtin", "m/p/1", 1, {{"number", 1}}, "It \"failed\".", true});
  store::enqueue(tx, {"distill", episode_id, "llm/1"}, now);
  const auto leased = store::lease(tx, {{"distill"}, now, 1, "me", std::chrono::hours(1)});
  if (leased) store::reschedule(tx, leased->front(), now + std::chrono::hours(6), "The server was away.");
}

TEST_F(Pages, StatusSaysWhatTheLanguageModelCostAndWhatIsTriedAgain) {
  put_one_insight();
  write([&](store::Tx& tx) { put_stand_in(tx, "ep_restart", clock.now()); });
  const auto html = page("/status");
  EXPECT_THAT(html, HasSubstr("1 answer; 34,120 tokens sent, 5,020 tokens answered; 0.1234 spent; 2.1 s an answer"));
  EXPECT_THAT(html, HasSubstr("3 of 4 insights stood; fell: number 1; the built-in distiller stood in for 1 episode"));
  EXPECT_THAT(html, HasSubstr("The server was away."));
  EXPECT_THAT(html, HasSubstr("distill again in 6 hours"));
}

TEST_F(Pages, StatusOfAHomeWithoutALanguageModelSaysNothingOfOne) {
  put_one_insight();
  EXPECT_THAT(page("/status"), Not(HasSubstr("Language model")));
}

TEST_F(Pages, MetricsCountWhatTheStoreHolds) {
  put_one_insight();
  write([&](store::Tx& tx) { put_stand_in(tx, "ep_restart", clock.now()); });
  const auto answer = get("/metrics");
  EXPECT_EQ(answer.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  for (const auto* line :
       {"# TYPE pith_llm_answers_total counter", "pith_llm_answers_total{purpose=\"insights\"} 1",
        "pith_llm_answers_total{purpose=\"doctor\"} 0", "pith_llm_tokens_total{kind=\"prompt\"} 34120",
        "pith_llm_cost_total 0.1234", "pith_llm_cost_today 0.1234", "pith_llm_answer_seconds_total 2.1",
        "pith_insights_dropped_total{engine=\"llm\",reason=\"number\"} 1", "pith_stand_ins_total{engine=\"llm\"} 1",
        "pith_insights{engine=\"builtin\"} 1", "pith_work{step=\"distill\",state=\"due\"} 1", "pith_dead_letters 0",
        "pith_feeds{last_poll=\"never\"} 1", "pith_briefs_total 0", "pith_shows 1"})
    EXPECT_THAT(answer.body, HasSubstr(std::string(line) + "\n"));
}

TEST_F(Pages, FeedsCarryTheBriefsWithWholeAddresses) {
  put_one_insight();
  put_brief("2026-11-25", {{"in_restart", "", 1}});
  const auto rss = get("/feeds/today.xml");
  EXPECT_EQ(rss.header("Content-Type"), "application/rss+xml; charset=utf-8");
  EXPECT_THAT(rss.body, HasSubstr("https://pith.example/insights/in_restart"));
  const auto json = get("/feeds/today.json");
  EXPECT_EQ(json.header("Content-Type"), "application/feed+json; charset=utf-8");
  EXPECT_THAT(json.body, HasSubstr("https://jsonfeed.org/version/1.1"));
}

TEST_F(Pages, HiddenShowsAreShownNowhere) {
  grid.hidden = true;
  put_one_insight();
  put_brief("2026-11-25", {{"in_restart", "", 1}});
  for (const auto* target : {"/insights/in_restart", "/episodes/ep_restart", "/shows/the-deep-grid"})
    EXPECT_EQ(get(target).status, 404) << target;
  for (const auto* target : {"/", "/shows", "/status", "/search?q=transformer", "/days"})
    EXPECT_THAT(page(target), Not(HasSubstr("Deep Grid"))) << target;
}

// Every text that a feed, a transcript or an address can bring, all at once.
TEST_F(Pages, EscapeHostileText) {
  const std::string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
  grid.title = grid.author = grid.description = evil;
  grid.link = "javascript:alert(1)";
  restart.title = restart.description = evil;
  restart.link = restart.audio.url = "javascript:alert(1)//\"onmouseover=alert(1)";
  restart.persons = {{evil, "", "", "", ""}};
  restart.chapters = {{std::chrono::seconds(10), evil, "", "", false}};
  claim.headline = claim.text = claim.speaker = evil;
  claim.topics = {evil};
  claim.evidence[0].speaker = claim.evidence[0].text = evil;
  auto transcript = test::make_transcript();
  transcript.speakers = {evil, evil};
  transcript.cues[8].text = "grid " + evil;
  write([&](store::Tx& tx) {
    put_episode(tx, grid, restart);
    store::put_transcript(tx, restart.id, transcript);
    store::replace_insights(tx, restart.id, std::vector{claim});
  });
  put_brief("2026-11-25", {{"in_restart", evil, 1}}, evil);
  for (const std::string& target :
       {std::string("/"), std::string("/days"), std::string("/insights/in_restart"),
        std::string("/episodes/ep_restart"), std::string("/shows"), "/shows/" + grid.slug,
        std::string("/search?q=grid"), std::string("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
        std::string("/status")}) {
    const auto html = page(target);
    EXPECT_THAT(html, Not(HasSubstr("<script>"))) << target;
    EXPECT_THAT(html, Not(HasSubstr("javascript:alert(1)//"))) << target;
    EXPECT_THAT(html, Not(HasSubstr("<img"))) << target;
    EXPECT_THAT(html, Not(HasSubstr("=\"javascript:"))) << target;
    EXPECT_THAT(html, Not(HasSubstr("\"onmouseover"))) << target;
  }
}

TEST_F(Pages, AnInsightOffersItsWordsAsAQuotation) {
  put_one_insight();
  EXPECT_THAT(page("/insights/in_restart"),
              HasSubstr("data-quotation=\"“the restart takes the city down. A transformer that comes back cold” (Tomas "
                        "Okafor, The Deep Grid: Starting a city from cold, 24 November 2026, "
                        "0:48) https://pith.example/insights/in_restart\""));
}

TEST_F(Pages, APlayerStartsAtTheSecondAndKnowsWhereTheQuoteEnds) {
  put_one_insight();
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("<noscript><p class=\"native\"><audio controls preload=\"none\" "
                              "src=\"https://the-deep-grid.example/ep_restart.mp3#t=48\">"));
  EXPECT_THAT(html, HasSubstr("data-from=\"48.0\" data-to=\"59.0\""));
}

TEST_F(Pages, WhereThereIsNoAudioThatIsSaid) {
  restart.audio.url.clear();
  put_one_insight();
  for (const auto* target : {"/insights/in_restart", "/episodes/ep_restart"}) {
    const auto html = page(target);
    EXPECT_THAT(html, HasSubstr("The feed names no audio for this episode.")) << target;
    EXPECT_THAT(html, Not(HasSubstr("player.js"))) << target;
  }
}

TEST_F(Pages, HowFarTheAudioMayBeLaterIsSaidWhereTheFeedTells) {
  restart.duration = std::chrono::seconds(89 + 150);
  put_one_insight();
  EXPECT_THAT(page("/insights/in_restart"), HasSubstr("The audio is 3 min longer than it"));
  restart.duration = std::chrono::seconds(95);
  write([&](store::Tx& tx) { store::put(tx, restart); });
  EXPECT_THAT(page("/insights/in_restart"), HasSubstr("it may run up to a few minutes apart"));
}

TEST_F(Pages, ALongTranscriptIsSentInStretchesThatAreWholeTogether) {
  put_one_insight();
  Transcript long_talk;
  long_talk.speakers = {"Mara Lindqvist", "Tomas Okafor"};
  const std::string rest(200, 'w');
  constexpr int cues = 1200;
  for (int n = 0; n < cues; ++n)
    long_talk.cues.push_back(make_cue(n * 6, n / 5 % 2, "Sentence" + std::to_string(n) + " " + rest + "."));
  Chapter ending;
  ending.start = std::chrono::minutes(100);
  ending.title = "The end";
  restart.chapters = {ending};
  write([&](store::Tx& tx) {
    store::put(tx, restart);
    store::put_transcript(tx, restart.id, long_talk);
  });
  int said = 0;
  int pages = 0;
  for (std::string address = "/episodes/ep_restart"; !address.empty(); ++pages) {
    const auto html = page(address);
    EXPECT_LT(html.size(), 200'000U);
    EXPECT_EQ(html.contains("From the beginning"), pages > 0);
    for (; said < cues && html.contains("Sentence" + std::to_string(said) + " "); ++said) {
    }
    const auto link = html.find("\" data-rest=");
    const auto begin = link == std::string::npos ? link : html.rfind('"', link - 1) + 1;
    address = link == std::string::npos ? "" : html.substr(begin, link - begin);
    EXPECT_THAT(html, HasSubstr(pages == 2 ? "href=\"#t=6000\"" : "href=\"/episodes/ep_restart?from=6000#t=6000\""));
  }
  EXPECT_EQ(said, cues);
  EXPECT_EQ(pages, 3);
  for (const auto* odd : {"-1", "x", "999999999", "99999999999999999999999"})
    EXPECT_THAT(page(std::string("/episodes/ep_restart?from=") + odd), HasSubstr("Sentence0 ")) << odd;
}

TEST_F(Pages, AnEpisodeSaysHowLongItsInsightsTakeToRead) {
  put_one_insight();
  EXPECT_THAT(page("/episodes/ep_restart"), HasSubstr("1 insight, a minute’s reading"));
}

TEST_F(Pages, ATranscriptOfAnotherLanguageSaysWhichAndFindsItsDirection) {
  auto transcript = test::make_transcript();
  transcript.language = "he";
  put_one_insight();
  write([&](store::Tx& tx) { store::put_transcript(tx, restart.id, transcript); });
  EXPECT_THAT(page("/episodes/ep_restart"), HasSubstr("<div class=\"transcript\" lang=\"he\">"));
  EXPECT_THAT(page("/insights/in_restart"), HasSubstr("<p dir=\"auto\">"));
}

TEST_F(Pages, AnEpisodeSaysHowWellItWasHeard) {
  put_one_insight();
  auto transcript = test::make_transcript();
  transcript.heard_by = "ears";
  transcript.heard_percent = 97;
  write([&](store::Tx& tx) { store::put_transcript(tx, "ep_restart", transcript); });
  EXPECT_THAT(page("/episodes/ep_restart"), HasSubstr("Heard 97 % of the speech"));
  EXPECT_THAT(page("/episodes/ep_restart"), Not(HasSubstr("Heard 97 % only")));
  transcript.heard_percent = 72;
  write([&](store::Tx& tx) { store::put_transcript(tx, "ep_restart", transcript); });
  EXPECT_THAT(page("/episodes/ep_restart"), HasSubstr("Heard 72 % only"));
}

}  // namespace
}  // namespace pith
