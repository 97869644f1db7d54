#include <gmock/gmock.h>

#include "web/public_world.h"

namespace pith {
namespace {

using test::at;
using testing::HasSubstr;
using testing::Not;

// The home reader's brief has an insight of each show.
class Public : public test::PublicFixture {
 protected:
  Public() {
    write([&](store::Tx& tx) {
      store::add_brief(tx, {"br_1",
                            "re_home",
                            *parse_day("2026-11-25"),
                            at("2026-11-25T06:00:00Z"),
                            {{"in_whisper", "", 2}, {"in_restart", "", 1}},
                            ""});
    });
  }

  void put_brief_of(const std::string& reader, const std::string& day) {
    write([&](store::Tx& tx) {
      store::add_brief(tx, {"br_" + reader + day,
                            reader,
                            *parse_day(day),
                            at(day + "T06:00:00Z"),
                            {{"in_restart", "New on your topic: transformers.", 2}, {"in_whisper", "", 1}},
                            ""});
    });
  }
  std::string letter_of(const std::string& reader, const std::string& day) const {
    return signer.sign(grants::letter_day, grants::day_subject(reader, day), clock.now() + grants::letter_day_time);
  }
  http::Response ask_by_letter(const std::string& day, const std::string& token, std::vector<http::Field> more = {}) {
    auto asked = request("GET", "/days/" + day, std::move(more));
    asked.query = {{"t", token}};
    return site->handle(asked);
  }
};

TEST_F(Public, ShowsTheHomeReadersFiveWithoutPrivateShows) {
  const auto today = ask("/").body;
  EXPECT_THAT(today, HasSubstr("The restart, not the storm"));
  EXPECT_THAT(today, HasSubstr("<h1>Today’s one</h1>"));
  for (const auto* path :
       {"/", "/days", "/days/2026-11-25", "/shows", "/topics", "/feeds/today.xml", "/feeds/today.json"})
    EXPECT_THAT(ask(path).body, Not(HasSubstr("What only subscribers heard"))) << path;
  for (const auto* path : {"/insights/in_whisper", "/episodes/ep_aside", "/shows/the-paid-hour"})
    EXPECT_EQ(ask(path).status, 404) << path;
}

TEST_F(Public, ShowsNoTopicOfPrivateShowsAlone) {
  write([&](store::Tx& tx) {
    whisper.topics = {"Merger plans"};
    store::replace_insights(tx, aside.id, std::vector{whisper});
  });
  for (const auto* path : {"/topics", "/api/v1/topics", "/subscribe"})
    EXPECT_THAT(ask(path).body, Not(HasSubstr("Merger plans"))) << path;
  for (const auto* path :
       {"/topics/merger-plans", "/feeds/topics/merger-plans.xml", "/api/v1/topics/merger-plans/insights"})
    EXPECT_EQ(ask(path).status, 404) << path;
}

TEST_F(Public, TellsNobodyWhyTheHomeReaderGotSomething) {
  write([&](store::Tx& tx) {
    store::add_brief(tx, {"br_2",
                          "re_home",
                          *parse_day("2026-11-26"),
                          at("2026-11-26T06:00:00Z"),
                          {{"in_restart", "Like what you wanted more of", 1}},
                          ""});
  });
  for (const auto* path : {"/", "/api/v1/today", "/api/v1/days", "/feeds/today.json"}) {
    const auto body = ask(path).body;
    EXPECT_THAT(body, HasSubstr("in_restart")) << path;
    EXPECT_THAT(body, Not(HasSubstr("wanted more of"))) << path;
  }
}

TEST_F(Public, ShowsANewReaderWhatEverybodySeesUntilTheirOwnFiveCome) {
  put_reader("re_ann");
  for (const auto* path : {"/", "/days/2026-11-25"}) {
    const auto page = ask(path, {session_of("re_ann")});
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_THAT(page.body, HasSubstr("The restart, not the storm")) << path;
    EXPECT_THAT(page.body, HasSubstr("what everybody sees")) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("What only subscribers heard"))) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("pith brief"))) << path;
  }
  EXPECT_EQ(ask("/days/2026-11-24", {session_of("re_ann")}).status, 404);
}

TEST_F(Public, ListsEverybodysDaysForANewReaderUntilTheirOwnCome) {
  put_reader("re_ann");
  const auto lent = ask("/days", {session_of("re_ann")}).body;
  EXPECT_THAT(lent, HasSubstr("what everybody saw"));
  EXPECT_THAT(lent, HasSubstr("href=\"/days/2026-11-25\""));
  EXPECT_THAT(lent, Not(HasSubstr("What only subscribers heard")));
  put_brief_of("re_ann", "2026-11-26");
  const auto own = ask("/days", {session_of("re_ann")}).body;
  EXPECT_THAT(own, HasSubstr("Every brief so far"));
  EXPECT_THAT(own, Not(HasSubstr("href=\"/days/2026-11-25\"")));
}

TEST_F(Public, ALettersLinkToItsDayShowsTheFiveOfItsReaderAndSignsNobodyIn) {
  put_reader("re_ann");
  put_brief_of("re_ann", "2026-11-26");
  const auto page = ask_by_letter("2026-11-26", letter_of("re_ann", "2026-11-26"));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("The restart, not the storm"));
  EXPECT_THAT(page.body, HasSubstr("chosen for its reader"));
  for (const auto* not_there :
       {"/taste", "New on your topic", "What only subscribers heard", "re_ann", "/days/2026-11-25"})
    EXPECT_THAT(page.body, Not(HasSubstr(not_there)));
  for (const auto& [name, value] : page.headers) {
    EXPECT_NE(name, "Set-Cookie");
    EXPECT_TRUE(name != "Cache-Control" || value == "private, no-store") << value;
  }
}

TEST_F(Public, ALettersLinkOpensItsOwnDayAloneAndOnlyAsItWasSigned) {
  put_reader("re_ann");
  for (const auto* day : {"2026-11-24", "2026-11-26"}) put_brief_of("re_ann", day);
  EXPECT_EQ(ask_by_letter("2026-11-24", letter_of("re_ann", "2026-11-26")).status, 403);
  EXPECT_EQ(ask_by_letter("2026-11-26", letter_of("re_ann", "2026-11-26") + "x").status, 403);
  EXPECT_EQ(ask_by_letter("2026-11-26", letter_of("re_gone", "2026-11-26")).status, 403);
  EXPECT_EQ(ask("/days/2026-11-26").status, 404);
}

TEST_F(Public, ALettersLinkShowsItsReaderTheirOwnPageWhereTheyAreSignedIn) {
  put_reader("re_ann");
  put_brief_of("re_ann", "2026-11-26");
  const auto page = ask_by_letter("2026-11-26", letter_of("re_ann", "2026-11-26"), {session_of("re_ann")}).body;
  EXPECT_THAT(page, HasSubstr("New on your topic"));
  EXPECT_THAT(page, HasSubstr("/taste"));
}

TEST_F(Public, InvitesVisitorsToSubscribe) {
  EXPECT_THAT(ask("/").body, HasSubstr("href=\"/subscribe\""));
  EXPECT_THAT(ask("/").body, Not(HasSubstr("/taste")));
}

TEST_F(Public, NamesTheMethodsThatAnAddressTakes) {
  const auto allow = [](const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Allow") return value;
    return std::string{};
  };
  EXPECT_EQ(allow(site->handle(request("POST", "/days"))), "GET, HEAD");
  EXPECT_EQ(allow(site->handle(request("DELETE", "/sign-out"))), "POST");
  EXPECT_EQ(allow(site->handle(request("PUT", "/unsubscribe"))), "GET, HEAD, POST");
  EXPECT_EQ(site->handle(request("PUT", "/settings")).status, 405);
}

TEST_F(Public, ReadsALargeBodyFromItsOwnerAlone) {
  const auto limit = [&](std::string_view path, const http::Field& session) {
    http::Request head{.method = "POST", .path = std::string(path), .headers = {{"Host", "pith.example"}}};
    head.headers.push_back(session);
    return site->body_limit_of(head);
  };
  put_reader("re_ann");
  put_reader("re_boss", true);
  const std::size_t form = 64 << 10;
  EXPECT_EQ(limit("/admin/opml", {}), form);
  EXPECT_EQ(limit("/admin/opml", {"Cookie", "__Host-pith-session=made up"}), form);
  EXPECT_EQ(limit("/admin/opml", session_of("re_ann")), form);
  const auto owners = session_of("re_boss");
  EXPECT_EQ(limit("/admin/opml", owners), 1 << 20);
  EXPECT_EQ(limit("/subscribe", owners), form);
}

TEST_F(Public, AnswersMachinesOnlyFromHere) {
  EXPECT_EQ(ask("/metrics").status, 403);
  http::Request here{.method = "GET", .path = "/metrics", .headers = {{"Host", "127.0.0.1:8700"}}};
  here.peer = "127.0.0.1";
  EXPECT_EQ(site->handle(here).status, 200);
  auto passed_on = here;
  passed_on.headers.emplace_back("X-Forwarded-For", "203.0.113.7");
  EXPECT_EQ(site->handle(passed_on).status, 421);
}

TEST_F(Public, WithoutAccountsThereIsNothingToSubscribeTo) {
  web::SiteOptions options;
  options.url = "https://pith.example";
  options.for_owner = false;
  open(options);
  for (const auto* path : {"/subscribe", "/sign-in", "/settings", "/admin", "/confirm", "/insights/in_restart/taste"})
    EXPECT_EQ(site->handle({.method = "GET", .path = path, .headers = {{"Host", "pith.example"}}}).status, 404) << path;
}

}  // namespace
}  // namespace pith
