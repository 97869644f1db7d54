// Programs that come with a key, and readers' own feeds, on a public site.
#include "web/keys.h"

#include <gmock/gmock.h>

#include "domain/access_key.h"
#include "store/access_keys.h"
#include "web/public_world.h"

namespace pith {
namespace {

using test::at;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [field, value] : response.headers)
    if (field == name) return value;
  return {};
}

// The home reader, ann and bob have a brief each, ann's of the public insight.
class Keys : public test::PublicFixture {
 protected:
  Keys() {
    for (const auto* id : {"re_ann", "re_bob"}) put_reader(id);
    write([&](store::Tx& tx) {
      add_brief(tx, "re_home", {{"in_whisper", "", 2}});
      add_brief(tx, "re_ann", {{"in_restart", "Because ann likes grids", 1}});
      add_brief(tx, "re_bob", {});
    });
  }

  static void add_brief(store::Tx& tx, const std::string& reader, std::vector<Pick> picks) {
    store::add_brief(tx, {"br_" + reader, reader, *parse_day("2026-11-25"), at("2026-11-25T06:00:00Z"), picks, ""});
  }

  Reader reader_of(std::string_view id) const { return **store::reader_by_id(store->read(), id); }
  void allow(web::Quotas quotas) {
    auto options = public_options();
    options.quotas = quotas;
    open(options);
  }
  http::Response with_key(std::string path, const std::string& key) const {
    return ask(std::move(path), {{"Authorization", "Bearer " + key}});
  }

  MadeKey key_of(std::string_view reader) {
    auto made = make_api_key(reader, "phone", clock.now());
    write([&](store::Tx& tx) { store::put(tx, made.key); });
    return made;
  }

  http::Response post(std::string path, const http::Field& session, std::string fields) const {
    const auto hash = Signer::hash_of(session.second.substr(session.second.find('=') + 1));
    auto sent = request("POST", std::move(path), {session, {"Content-Type", "application/x-www-form-urlencoded"}});
    sent.body = "form=" + signer.sign(grants::form, hash, clock.now() + grants::form_time) + std::move(fields);
    return site->handle(sent);
  }

  std::string feed_of(std::string_view reader) {
    const auto feed = make_own_feed(signer, reader, clock.now());
    write([&](store::Tx& tx) { store::put(tx, feed); });
    return "/feeds/own/" + own_feed_token(signer, feed);
  }
};

TEST_F(Keys, AKeyShowsWhatItsReaderSees) {
  const auto ann = with_key("/api/v1/today", key_of("re_ann").text);
  EXPECT_EQ(ann.status, 200);
  EXPECT_THAT(ann.body, HasSubstr("Because ann likes grids"));
  EXPECT_THAT(with_key("/api/v1/today", key_of("re_bob").text).body, HasSubstr("\"picks\":[]"));
  EXPECT_EQ(with_key("/api/v1/insights/in_whisper", key_of("re_ann").text).status, 404);
}

TEST_F(Keys, TheOwnersKeyShowsPrivateShows) {
  const auto key = key_of("re_home").text;
  EXPECT_THAT(with_key("/api/v1/today", key).body, HasSubstr("What only subscribers heard"));
  EXPECT_EQ(with_key("/api/v1/shows/the-paid-hour", key).status, 200);
  EXPECT_EQ(ask("/api/v1/shows/the-paid-hour").status, 404);
}

TEST_F(Keys, AnAccountOfAnOwnerShowsPrivateShowsAsLongAsItIsOne) {
  const auto key = key_of("re_ann").text;
  auto ann = reader_of("re_ann");
  for (const bool owner : {true, false}) {
    ann.owner = owner;
    write([&](store::Tx& tx) { store::put(tx, ann); });
    EXPECT_EQ(with_key("/api/v1/insights/in_whisper", key).status, owner ? 200 : 404);
  }
}

TEST_F(Keys, WhatOpensNothingIsRefusedAndNeverTakenForNobody) {
  const auto key = key_of("re_ann").text;
  auto other_secret = key;
  other_secret.back() = other_secret.back() == 'A' ? 'B' : 'A';
  const auto feed = feed_of("re_ann");
  for (const auto& shown : {std::string("Bearer x"), std::string("Bearer "), std::string("Bearer"),
                            std::string("pith_x"), "Bearer " + other_secret, "Bearer " + key.substr(0, key.size() - 1),
                            "Token " + key, key, "Bearer " + feed.substr(feed.rfind('/') + 1)}) {
    const auto refused = ask("/api/v1/today", {{"Authorization", shown}});
    EXPECT_EQ(refused.status, 401) << shown;
    EXPECT_THAT(header(refused, "WWW-Authenticate"), StartsWith("Bearer ")) << shown;
    EXPECT_EQ(header(refused, "Content-Type"), "application/problem+json") << shown;
    EXPECT_EQ(header(refused, "Cache-Control"), "no-store") << shown;
  }
  EXPECT_EQ(ask("/api/v1/today", {{"Authorization", "Bearer " + key}, {"Authorization", "Bearer " + key}}).status, 401);
  EXPECT_EQ(ask("/api/v1/today", {{"authorization", "bearer  " + key}}).status, 200);
}

TEST_F(Keys, ARemovedKeyOpensNothing) {
  const auto made = key_of("re_ann");
  write([&](store::Tx& tx) { store::remove_access_key(tx, "re_ann", made.key.id); });
  EXPECT_EQ(with_key("/api/v1/today", made.text).status, 401);
}

TEST_F(Keys, AKeyOfADeletedReaderOpensNothing) {
  const auto made = key_of("re_ann");
  write([&](store::Tx& tx) { store::remove_reader(tx, reader_of("re_ann")); });
  EXPECT_EQ(with_key("/api/v1/today", made.text).status, 401);
}

TEST_F(Keys, AWrongKeyIsRefusedAlsoWhereSomebodyIsSignedIn) {
  const auto session = session_of("re_ann");
  EXPECT_EQ(ask("/api/v1/today", {session}).status, 200);
  EXPECT_EQ(ask("/api/v1/today", {session, {"Authorization", "Bearer x"}}).status, 401);
}

TEST_F(Keys, WhatAProxyAsksForIsNotTakenForAKey) {
  EXPECT_EQ(ask("/api/v1/shows", {{"Authorization", "Basic YTpi"}}).status, 200);
}

TEST_F(Keys, AKeyOpensNoPage) {
  const auto key = key_of("re_ann").text;
  EXPECT_EQ(with_key("/settings", key).status, 303);
  EXPECT_THAT(with_key("/", key).body, Not(HasSubstr("Because ann likes grids")));
}

TEST_F(Keys, AKeyInTheAddressIsRefused) {
  const auto key = key_of("re_ann").text;
  for (const auto* name : {"key", "q", "access_token", "API_KEY"}) {
    auto asked = request("GET", "/api/v1/today");
    asked.query = {{name, key}};
    EXPECT_EQ(site->handle(asked).status, 400) << name;
  }
}

TEST_F(Keys, AnswersToAKeyAreKeptByItsProgramAloneAndAskedAgain) {
  const auto key = key_of("re_ann").text;
  const auto first = with_key("/api/v1/today", key);
  EXPECT_EQ(header(first, "Cache-Control"), "private, no-cache");
  EXPECT_EQ(header(first, "Vary"), "Authorization");
  const auto tag = header(first, "ETag");
  EXPECT_EQ(ask("/api/v1/today", {{"Authorization", "Bearer " + key}, {"If-None-Match", tag}}).status, 304);
}

TEST_F(Keys, TheDayAKeyWasLastUsedIsNoted) {
  const auto made = key_of("re_ann");
  with_key("/api/v1/today", made.text);
  EXPECT_EQ((*store::access_key_by_id(store->read(), made.key.id))->last_used, parse_day("2026-11-25"));
}

TEST_F(Keys, TheModelContextProtocolTakesThemToo) {
  auto asked = request("POST", "/mcp", {{"Authorization", "Bearer " + key_of("re_ann").text}});
  asked.body = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"today","arguments":{}}})";
  EXPECT_THAT(site->handle(asked).body, HasSubstr("Because ann likes grids"));
  asked.headers.back().second += "x";
  EXPECT_EQ(site->handle(asked).status, 401);
}

TEST_F(Keys, EachMessageOfABatchCounts) {
  allow({.address = 9, .key = 5, .window = std::chrono::seconds{60}});
  auto asked = request("POST", "/mcp", {{"Authorization", "Bearer " + key_of("re_ann").text}});
  const std::string ping = R"({"jsonrpc":"2.0","id":1,"method":"ping"})";
  asked.body = " [" + ping + "," + ping + "," + ping + "]";
  const auto first = site->handle(asked);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(header(first, "RateLimit"), "\"key\";r=2;t=60");
  EXPECT_EQ(site->handle(asked).status, 429);
  asked.body = ping;
  EXPECT_EQ(header(site->handle(asked), "RateLimit"), "\"key\";r=1;t=60");
}

TEST_F(Keys, EachIsCountedForItselfAndEveryAnswerSaysHowItStands) {
  allow({.address = 2, .key = 3, .window = std::chrono::seconds{60}});
  const auto key = key_of("re_ann").text;
  const auto first = ask("/api/v1/shows");
  EXPECT_EQ(header(first, "RateLimit-Policy"), "\"address\";q=2;w=60");
  EXPECT_EQ(header(first, "RateLimit"), "\"address\";r=1;t=60");
  EXPECT_EQ(header(ask("/api/v1/none"), "RateLimit"), "\"address\";r=0;t=60");
  const auto refused = ask("/api/v1/shows");
  EXPECT_EQ(refused.status, 429);
  EXPECT_THAT(header(refused, "Retry-After"), testing::MatchesRegex("[0-9]+"));
  EXPECT_THAT(refused.body, HasSubstr("http-problem-types#quota-exceeded"));
  EXPECT_THAT(refused.body, HasSubstr("\"violated-policies\":[\"address\"]"));
  const auto with = with_key("/api/v1/shows", key);
  EXPECT_EQ(with.status, 200);
  EXPECT_EQ(header(with, "RateLimit-Policy"), "\"key\";q=3;w=60");
  EXPECT_EQ(with_key("/api/v1/shows", key_of("re_ann").text).status, 200);
}

TEST_F(Keys, WrongKeysAreCountedByTheirAddress) {
  allow({.address = 2, .key = 3, .window = std::chrono::seconds{60}});
  EXPECT_EQ(with_key("/api/v1/shows", "pith_x").status, 401);
  EXPECT_EQ(header(with_key("/api/v1/shows", "pith_y"), "RateLimit"), "\"address\";r=0;t=60");
  EXPECT_EQ(with_key("/api/v1/shows", "pith_z").status, 429);
}

TEST_F(Keys, WhoIsAtHomeNeedsNoneAndAWrongOneIsRefusedThereToo) {
  web::SiteOptions options;
  options.quotas = {.address = 9, .key = 5};
  open(options);
  http::Request asked{.method = "GET", .path = "/api/v1/today", .headers = {{"Host", "localhost"}}};
  asked.peer = "127.0.0.1";
  const auto answer = site->handle(asked);
  EXPECT_THAT(answer.body, HasSubstr("What only subscribers heard"));
  EXPECT_THAT(header(answer, "RateLimit-Policy"), StartsWith("\"home\";q=5"));
  asked.headers.emplace_back("Authorization", "Bearer pith_x");
  EXPECT_EQ(site->handle(asked).status, 401);
  asked.headers.back().second = "Bearer " + key_of("re_ann").text;  // accounts are off
  EXPECT_EQ(site->handle(asked).status, 401);
}

TEST_F(Keys, WithoutAccountsTheOwnersKeyShowsToOthersWhatTheOwnerSees) {
  web::SiteOptions options;
  options.url = "http://pith.home";
  options.for_owner = false;
  open(options);
  http::Request asked{.method = "GET", .path = "/api/v1/today", .headers = {{"Host", "pith.home"}}};
  EXPECT_THAT(site->handle(asked).body, Not(HasSubstr("What only subscribers heard")));
  asked.headers.emplace_back("Authorization", "Bearer " + key_of("re_home").text);
  EXPECT_THAT(site->handle(asked).body, HasSubstr("What only subscribers heard"));
}

TEST_F(Keys, AreMadeInTheSettingsShownOnceAndKeptByTheirHash) {
  const auto ann = session_of("re_ann");
  const auto shown = post("/settings/keys", ann, "&name=My+phone");
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(header(shown, "Cache-Control"), HasSubstr("no-store"));
  const auto begin = shown.body.find("<code>pith_") + 6;
  const auto key = shown.body.substr(begin, shown.body.find('<', begin) - begin);
  EXPECT_EQ(with_key("/api/v1/today", key).status, 200);
  const auto settings = ask("/settings", {ann}).body;
  EXPECT_THAT(settings, HasSubstr("My phone"));
  EXPECT_THAT(settings, HasSubstr("last used on 25 November 2026"));
  EXPECT_THAT(settings, Not(HasSubstr(key)));
  const auto row = store::access_keys_of(store->read(), "re_ann")->front();
  EXPECT_THAT(row.hash, Not(HasSubstr(key.substr(18))));
  EXPECT_EQ(post("/settings/keys/remove", ann, "&key=" + row.id).status, 303);
  EXPECT_EQ(with_key("/api/v1/today", key).status, 401);
}

TEST_F(Keys, AFormThatIsNotTheReadersOwnMakesAndRemovesNone) {
  const auto made = key_of("re_ann");
  const auto bob = session_of("re_bob");
  post("/settings/keys/remove", bob, "&key=" + made.key.id);
  EXPECT_EQ(with_key("/api/v1/today", made.text).status, 200);
  auto forged = request("POST", "/settings/keys", {bob, {"Content-Type", "application/x-www-form-urlencoded"}});
  forged.body = "name=x&form=x";
  EXPECT_EQ(site->handle(forged).status, 403);
  EXPECT_TRUE(store::access_keys_of(store->read(), "re_bob")->empty());
}

TEST_F(Keys, AReaderHasTwentyAtMost) {
  for (int n = 0; n < 20; ++n) key_of("re_ann");
  feed_of("re_ann");
  EXPECT_EQ(post("/settings/keys", session_of("re_ann"), "&name=one+more").status, 400);
}

TEST_F(Keys, AReadersOwnFeedHasTheirFiveInThreeForms) {
  const auto feed = feed_of("re_ann");
  for (const auto* ending : {".xml", ".atom", ".json"}) {
    const auto answer = ask(feed + ending);
    EXPECT_EQ(answer.status, 200) << ending;
    EXPECT_THAT(answer.body, HasSubstr("/insights/in_restart")) << ending;
    EXPECT_EQ(header(answer, "Cache-Control"), "private, no-cache") << ending;
    EXPECT_EQ(header(answer, "X-Robots-Tag"), "noindex") << ending;
    EXPECT_EQ(header(answer, "Referrer-Policy"), "no-referrer") << ending;
    EXPECT_EQ(ask(feed + ending, {{"If-None-Match", header(answer, "ETag")}}).status, 304) << ending;
  }
  EXPECT_THAT(ask(feed_of("re_bob") + ".xml").body, Not(HasSubstr("in_restart")));
}

TEST_F(Keys, AnOwnFeedIsEndedAndRenewedInTheSettings) {
  const auto ann = session_of("re_ann");
  EXPECT_EQ(post("/settings/feed", ann, "").status, 303);
  const auto address_on_page = [&] {
    const auto page = ask("/settings", {ann}).body;
    const auto begin = page.find("/feeds/own/");
    return begin == std::string::npos ? std::string{} : page.substr(begin, page.find('"', begin) - begin);
  };
  const auto first = address_on_page();
  EXPECT_EQ(ask(first).status, 200);
  post("/settings/feed", ann, "");
  const auto second = address_on_page();
  EXPECT_NE(first, second);
  EXPECT_EQ(ask(first).status, 410);
  EXPECT_EQ(ask(second).status, 200);
  EXPECT_THAT(ask("/settings", {session_of("re_bob")}).body, Not(HasSubstr("/feeds/own/")));
  post("/settings/feed/remove", ann, "");
  EXPECT_EQ(ask(second).status, 410);
  EXPECT_EQ(address_on_page(), "");
}

TEST_F(Keys, AnOwnFeedEndsWithItsReaderAndRestsWhileTheyPause) {
  const auto feed = feed_of("re_ann") + ".xml";
  auto ann = reader_of("re_ann");
  ann.state = ReaderState::paused;
  write([&](store::Tx& tx) { store::put(tx, ann); });
  EXPECT_EQ(ask(feed).status, 404);
  write([&](store::Tx& tx) { store::remove_reader(tx, ann); });
  EXPECT_EQ(ask(feed).status, 410);
}

TEST_F(Keys, WhatIsNoAddressOfAFeedIsNotFound) {
  for (const auto* name : {"x.xml", ".xml", "x", "pith_aaaaaaaaaaaa_x.xml"})
    EXPECT_EQ(ask(std::string("/feeds/own/") + name).status, 404) << name;
  EXPECT_EQ(ask("/feeds/own/" + key_of("re_ann").text + ".xml").status, 404);
}

TEST_F(Keys, TheAddressOfAFeedIsInNoLog) {
  EXPECT_EQ(web::path_for_log("/feeds/own/secret.xml"), "/feeds/own/…");
  EXPECT_EQ(web::path_for_log("/feeds/today.xml"), "/feeds/today.xml");
}

TEST(AccessKey, IsKnownByItsFormAndOpensItselfAlone) {
  const auto one = make_api_key("re_a", "x", {});
  const auto other = make_api_key("re_a", "x", {});
  EXPECT_EQ(id_in_key(one.text), one.key.id);
  EXPECT_TRUE(opens(one.key, one.text));
  EXPECT_FALSE(opens(one.key, other.text));
  EXPECT_EQ(one.text.find(one.key.hash), std::string::npos);
  for (const auto* no_key : {"", "pith_", "pith_aaaaaaaaaaaa", "pith_aaaaaaaaaaaa_", "pith_AAAAAAAAAAAA_x", "x"})
    EXPECT_EQ(id_in_key(no_key), "") << no_key;
}

}  // namespace
}  // namespace pith
