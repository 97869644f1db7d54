// What is counted for whoever looks: figures of /status, /events, the first page and the API.
#include "web/progress.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "lib/json/json.h"
#include "store/work.h"
#include "web/public_world.h"

namespace pith {
namespace {

using test::make_episode;
using test::make_insight;
using testing::HasSubstr;
using testing::Not;

// The private show and a hidden episode of the other have a transcript and an insight each. One episode that all may
// see is to be distilled; beside that there is work that is the owner's and readers' affair.
class Progress : public test::PublicFixture {
 protected:
  Progress() {
    auto hidden = make_episode("ep_hidden", grid, "Withdrawn", "2026-11-23T05:00:00Z");
    hidden.hidden = true;
    const auto due = clock.now();
    write([&](store::Tx& tx) {
      put_episode(tx, grid, hidden);
      store::replace_insights(tx, hidden.id, std::vector{make_insight("in_hidden", hidden, "Taken back since")});
      for (const auto* id : {"ep_hidden", "ep_aside"}) store::put_transcript(tx, id, test::make_transcript());
      for (const auto* id : {"ep_restart", "ep_hidden", "ep_aside"}) store::enqueue(tx, {"distill", id, ""}, due);
      store::enqueue(tx, {"poll", "fe_sh_secret", ""}, due);
      store::enqueue(tx, {"follow", "https://paid.example/feed?token=t", ""}, due);
      store::enqueue(tx, {"letter", "le_one", ""}, due);
    });
    put_reader("re_boss", true);
    put_reader("re_ann");
  }

  std::vector<http::Field> owner() { return {session_of("re_boss")}; }

  static std::string figure(const std::string& html, std::string_view name) {
    const auto before = fmt::format("data-figure=\"{}\">", name);
    const auto begin = html.find(before) + before.size();
    return html.substr(begin, html.find('<', begin) - begin);
  }
  static std::vector<std::string> figures(const std::string& html) {
    return {figure(html, "shows"), figure(html, "episodes"), figure(html, "transcripts"), figure(html, "insights")};
  }
  std::string first_event(std::vector<http::Field> more) const { return *ask("/events", more).stream->next(); }

  const std::vector<std::string> for_others = {"1", "1", "1", "1"};
  const std::vector<std::string> for_owner = {"2", "2", "2", "2"};
};

TEST_F(Progress, OnTheStatusPageIsOfWhatOneMaySee) {
  const auto others = ask("/status").body;
  EXPECT_EQ(figures(others), for_others);
  EXPECT_THAT(others, HasSubstr("Under way: 1 episode to distill."));
  EXPECT_EQ(figures(ask("/status", {session_of("re_ann")}).body), for_others);
  const auto owners = ask("/status", owner()).body;
  EXPECT_EQ(figures(owners), for_owner);
  EXPECT_THAT(owners, HasSubstr("Under way: 1 address to follow, 1 feed to read, 3 episodes to distill."));
}

TEST_F(Progress, OfEventsIsOfWhatOneMaySeeWhoeverListensBeside) {
  const auto owners = first_event(owner());
  EXPECT_THAT(owners, HasSubstr(R"("shows":"2","episodes":"2","transcripts":"2","insights":"2")"));
  EXPECT_THAT(owners, HasSubstr("3 episodes to distill"));
  const auto others = first_event({});
  EXPECT_THAT(others, HasSubstr(R"("shows":"1","episodes":"1","transcripts":"1","insights":"1")"));
  EXPECT_THAT(others, HasSubstr("Under way: 1 episode to distill."));
}

TEST_F(Progress, OnTheFirstPageIsOfWhatOneMaySee) {
  const auto others = ask("/").body;
  EXPECT_EQ(figures(others), for_others);
  EXPECT_THAT(others, HasSubstr("1 insight is here"));
  EXPECT_THAT(others, HasSubstr("data-until=\"briefs\""));
  const auto owners = ask("/", owner()).body;
  EXPECT_EQ(figures(owners), for_owner);
  EXPECT_THAT(owners, HasSubstr("2 insights are here"));
}

TEST_F(Progress, OnTheFirstPageOfAFollowedPrivateShowAloneTellsNothingOfIt) {
  grid.hidden = true;
  write([&](store::Tx& tx) { store::put(tx, grid); });
  const auto others = ask("/").body;
  EXPECT_EQ(figures(others), (std::vector<std::string>{"0", "0", "0", "0"}));
  EXPECT_THAT(others, HasSubstr("Nothing is under way."));
}

TEST_F(Progress, InTheApiIsOfWhatOneMaySee) {
  const auto counts = [&](std::vector<http::Field> more) {
    return json::write(json::parse(ask("/api/v1/status", std::move(more)).body)->at("counts"));
  };
  EXPECT_EQ(counts({}), R"({"shows":1,"episodes":1,"transcripts":1,"insights":1,"briefs":0})");
  EXPECT_EQ(counts(owner()), R"({"shows":2,"episodes":2,"transcripts":2,"insights":2,"briefs":0})");
  EXPECT_THAT(ask("/api/v1/status").body, HasSubstr(R"("under_way":[{"step":"distill","count":1}])"));
  for (const auto* step : {"follow", "poll", "letter"})
    EXPECT_THAT(ask("/api/v1/status", owner()).body, HasSubstr(fmt::format(R"({{"step":"{}","count":1}})", step)));
}

TEST_F(Progress, OfOthersCountsTheHomeReadersBriefsAlone) {
  write([&](store::Tx& tx) {
    const auto day = *parse_day("2026-11-25");
    for (const auto* reader : {"re_home", "re_boss"})
      store::add_brief(tx, {std::string("br_") + reader, reader, day, clock.now(), {}, ""});
  });
  EXPECT_EQ(figure(ask("/status").body, "briefs"), "1");
  EXPECT_EQ(figure(ask("/status", owner()).body, "briefs"), "2");
  EXPECT_THAT(ask("/", {session_of("re_ann")}).body, Not(HasSubstr("data-until")));  // it would load anew for ever
}

}  // namespace
}  // namespace pith
