// Forms with a mistake in them, and what an owner is asked before something is gone.
#include <gmock/gmock.h>

#include "base/tokens.h"
#include "domain/grants.h"
#include "index/profile_index.h"
#include "store/readers.h"
#include "store/tastes.h"
#include "store/tokens.h"
#include "store/work_keys.h"
#include "text/embed.h"
#include "web/checked_site.h"
#include "web/world.h"

namespace pith {
namespace {

using test::at;
using testing::HasSubstr;
using testing::Not;

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const auto from = text.find(before);
  if (from == std::string_view::npos) return {};
  text.remove_prefix(from + before.size());
  return std::string(text.substr(0, text.find(after)));
}

class Forms : public test::StoreFixture {
 protected:
  explicit Forms(bool accounts = true, bool filled = true) : clock_(at("2026-11-25T08:00:00Z")) {
    if (filled) put_one_insight();
    web::SiteOptions options;
    options.url = accounts ? "https://pith.example" : "";
    options.accounts = accounts;
    options.for_owner = !accounts;
    options.key = key_;
    options.search = {model_, embedder_, archive_};
    site_ = std::make_unique<test::CheckedSite>(*store, clock_, options);
  }

  http::Response ask(std::string method, std::string path, std::string body = {}, std::vector<http::Field> query = {}) {
    http::Request request{.method = std::move(method), .path = std::move(path), .query = std::move(query)};
    request.headers = {{"Host", host_}, {"Cookie", cookies_}};
    if (!body.empty()) request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = std::move(body);
    request.peer = "127.0.0.1";
    return site_->handle(request);
  }
  std::string page(const std::string& path) { return ask("GET", path).body; }

  // Sends the form with a token of that page.
  http::Response send(const std::string& page_path, const std::string& path, const std::string& fields) {
    const auto seen = ask("GET", page_path);
    if (const auto cookie = header(seen, "Set-Cookie"); !cookie.empty())
      cookies_ += (cookies_.empty() ? "" : "; ") + cookie.substr(0, cookie.find(';'));
    return ask("POST", path, "form=" + between(seen.body, "name=\"form\" value=\"", "\"") + "&" + fields);
  }

  void sign_in(const std::string& id, bool owner) {
    const auto until = clock_.now() + std::chrono::hours{1};
    const auto token = Signer(key_).sign(grants::session, id, until);
    write([&](store::Tx& tx) {
      store::put(tx, Reader{.id = id, .email = id + "@a.example", .added = clock_.now(), .owner = owner});
      store::put(tx, Token{Signer::hash_of(token), std::string(grants::session), id, clock_.now(), until});
    });
    cookies_ = "__Host-pith-session=" + token;
  }

  const std::string key_ = random_key();
  const std::string bytes_ = test::read_file(test::in_repository("data/models/words-en.bin"));
  const text::WordModel model_ = *text::WordModel::read(bytes_);
  const text::WordVectorEmbedder embedder_{model_};
  const index::ProfileIndex archive_;
  std::string host_ = "pith.example";
  std::string cookies_;
  FixedClock clock_;
  std::unique_ptr<test::CheckedSite> site_;
};

class NewSite : public Forms {
 protected:
  explicit NewSite(bool accounts = true) : Forms(accounts, false) {}
};

class NewHome : public NewSite {
 protected:
  NewHome() : NewSite(false) { host_ = "localhost"; }
};

TEST_F(NewHome, LeadsToTheFormThatFollowsShows) {
  for (const auto* path : {"/", "/shows"})
    EXPECT_THAT(page(path), HasSubstr("<a href=\"/admin\">Follow a show</a>")) << path;
}

TEST_F(NewSite, LeadsNobodyButItsOwnerToTheFormThatFollowsShows) {
  EXPECT_THAT(page("/shows"), Not(HasSubstr("/admin\">Follow")));
  sign_in("re_owner", true);
  EXPECT_THAT(page("/shows"), HasSubstr("/admin\">Follow"));
}

TEST_F(NewHome, SaysWhereWordsAreLookedUpInPlaceOfAnAddress) {
  const auto answer = send("/admin", "/admin/shows", "url=go%20time");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("pith add WORDS"));
}

class AtHome : public Forms {
 protected:
  AtHome() : Forms(false) { host_ = "localhost"; }
};

TEST_F(Forms, AreShownAgainWithWhatWasTypedAndTheSentenceAtTheField) {
  const auto again = send("/subscribe", "/subscribe",
                          "email=ann%40&hour=25%3A00&zone=Mars&language=en&words=heat+pumps&topic=transformers");
  EXPECT_EQ(again.status, 400);
  for (const auto* part :
       {"value=\"ann@\"", "id=\"email-fault\">That is no mail address", "value=\"25:00\"",
        "id=\"hour-fault\">The hour must be", "value=\"Mars\"", "id=\"zone-fault\">That is no time zone",
        "value=\"heat pumps\"", "value=\"transformers\" checked", "aria-invalid=\"true\""})
    EXPECT_THAT(again.body, HasSubstr(part));
}

TEST_F(Forms, SayAtTheHeadWhatDoesNotFitWithTheFocusThereAndLinksToTheFields) {
  const auto again = send("/subscribe", "/subscribe",
                          "email=ann%40a.example&hour=07%3A00&zone=UTC&language=en&people=Zo%C3%AB&topic=nowhere")
                         .body;
  EXPECT_THAT(again, HasSubstr("role=\"alert\" tabindex=\"-1\" autofocus"));
  EXPECT_THAT(again, HasSubstr("<li><a href=\"#people\">“Zoë” is no full name"));
  EXPECT_THAT(again, HasSubstr("<li><a href=\"#topic\">There is no topic “nowhere” here."));
  EXPECT_THAT(again, HasSubstr("id=\"topic\" tabindex=\"-1\" aria-describedby=\"topic-fault\""));
  EXPECT_THAT(page("/subscribe"), Not(HasSubstr("autofocus")));
}

TEST_F(Forms, ThatChangedSomethingSaySoOnThePageThatFollows) {
  sign_in("re_ann", false);
  const auto saved = send("/settings", "/settings", "hour=07%3A00&zone=UTC&language=en");
  EXPECT_EQ(header(saved, "Location"), "/settings?done=saved");
  EXPECT_THAT(ask("GET", "/settings", "", {{"done", "saved"}}).body,
              HasSubstr("role=\"status\" tabindex=\"-1\" autofocus>Saved.</p>"));
  EXPECT_THAT(ask("GET", "/settings", "", {{"done", "<script>"}}).body, Not(HasSubstr("autofocus")));
  EXPECT_EQ(header(send("/settings", "/settings/interests", "words=heat+pumps"), "Location"), "/settings?done=added");
  EXPECT_EQ(header(send("/settings", "/settings/interests", ""), "Location"), "/settings");
}

TEST_F(Forms, OfWebhooksSayWhatDoesNotFitAndWhatWasDone) {
  sign_in("re_boss", true);
  const auto again = send("/hooks", "/hooks", "url=no+site&event=insight.matched");
  EXPECT_EQ(again.status, 400);
  for (const auto* part : {"<li><a href=\"#url\">", "<li><a href=\"#words\">Say which words", "value=\"no site\"",
                           "value=\"insight.matched\" checked", "id=\"words-fault\">Say which words"})
    EXPECT_THAT(again.body, HasSubstr(part));
  EXPECT_THAT(send("/hooks", "/hooks", "url=https%3A%2F%2Fa.example%2F").body,
              HasSubstr("<a href=\"#event\">Say what"));
  EXPECT_THAT(page("/hooks"), Not(HasSubstr("/hooks/test")));  // nothing was added
  const auto added = send("/hooks", "/hooks", "url=https%3A%2F%2Fa.example%2F&event=brief.ready");
  EXPECT_THAT(added.body, HasSubstr("What answers at https://a.example/ checks signatures"));
  const auto hook = "hook=" + between(added.body, "name=\"hook\" value=\"", "\"");
  EXPECT_EQ(header(send("/hooks", "/hooks/test", hook), "Location"), "/hooks?done=tested");
  EXPECT_THAT(ask("GET", "/hooks", "", {{"done", "tested"}}).body, HasSubstr("autofocus>A test is on its way."));
  EXPECT_EQ(header(send("/hooks", "/hooks/resume", hook), "Location"), "/hooks?done=hook-resumed");
  EXPECT_EQ(header(send("/hooks", "/hooks/remove", hook), "Location"), "/hooks?done=hook-removed");
}

TEST_F(Forms, TakePeopleWhomNobodyHeardYetAndSayThatOfThem) {
  const std::string fields = "email=ann%40a.example&hour=07%3A00&zone=UTC&language=en&people=";
  EXPECT_THAT(send("/subscribe", "/subscribe", fields + "Ada+Nobody,TOMAS+okafor").body,
              HasSubstr("Nobody called “Ada Nobody” was heard here yet"));
  EXPECT_THAT(send("/subscribe", "/subscribe", fields + "TOMAS+okafor").body, Not(HasSubstr("heard here yet")));
  sign_in("re_ann", false);
  send("/settings", "/settings/interests", "people=Tomas+Okafor");
  EXPECT_THAT(page("/settings"), Not(HasSubstr("nobody of that name")));
  send("/settings", "/settings/interests", "people=Ada+Nobody");
  EXPECT_THAT(page("/settings"), HasSubstr("nobody of that name was heard yet"));
}

TEST_F(Forms, OfAReaderAreReachedFromTheHeadOfEveryPage) {
  sign_in("re_ann", false);
  const auto head = between(page("/"), "<header class=\"masthead\">", "</header>");
  EXPECT_THAT(head, HasSubstr("href=\"/settings\""));
}

TEST_F(Forms, SayWhichInterestsCannotBeKept) {
  std::string many = "words=";
  for (int n = 0; n < 300; ++n) many += "w" + std::to_string(n) + ",";
  const std::string rest = "&email=ann%40a.example&hour=07%3A00&zone=UTC&language=en";
  EXPECT_THAT(send("/subscribe", "/subscribe", many + rest).body, HasSubstr("That is too much for once: 40 at most"));
  EXPECT_THAT(send("/subscribe", "/subscribe", "topic=nowhere" + rest).body,
              HasSubstr("There is no topic “nowhere” here."));
  EXPECT_THAT(send("/subscribe", "/subscribe", "people=Zo%C3%AB" + rest).body, HasSubstr("“Zoë” is no full name"));
  EXPECT_THAT(send("/subscribe", "/subscribe", "words=the" + rest).body, HasSubstr("“the” tells nothing"));
  EXPECT_EQ(send("/subscribe", "/subscribe", "words=heat+pumps" + rest).status, 200);
}

TEST_F(Forms, TakeAddressesOfInternationalDomainsAndSayWhyOthersAreRefused) {
  const std::string rest = "&hour=07%3A00&zone=UTC&language=en";
  EXPECT_EQ(send("/subscribe", "/subscribe", "email=ann%40b%C3%BCcher.example" + rest).status, 200);
  EXPECT_THAT(send("/subscribe", "/subscribe", "email=b%C3%BCcher%40a.example" + rest).body,
              HasSubstr("Before the @ only plain letters"));
}

TEST_F(Forms, OfWhichTooManyCameSayWhenTheNextMayCome) {
  http::Response last;
  for (int n = 0; n < 11; ++n)
    last = send("/subscribe", "/subscribe", "email=ann%40a.example&hour=07%3A00&zone=UTC&language=en");
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(header(last, "Retry-After"), "3600");
}

TEST_F(Forms, AskBeforeAReaderIsDeletedAndKeepTheOnlyOwner) {
  write(
      [&](store::Tx& tx) { store::put(tx, Reader{.id = "re_ann", .email = "ann@a.example", .added = clock_.now()}); });
  sign_in("re_boss", true);
  EXPECT_THAT(page("/admin"), HasSubstr("href=\"/admin/readers/delete?reader=re_ann\""));
  const auto unasked = send("/admin", "/admin/readers/delete", "reader=re_ann");
  EXPECT_EQ(header(unasked, "Location"), "/admin/readers/delete?reader=re_ann");
  EXPECT_TRUE(*store::reader_by_id(store->read(), "re_ann"));
  EXPECT_EQ(send("/admin", "/admin/readers/delete", "reader=re_ann&sure=yes").status, 303);
  EXPECT_FALSE(*store::reader_by_id(store->read(), "re_ann"));
  EXPECT_THAT(ask("GET", "/admin/readers/delete", "", {{"reader", "re_boss"}}).body, HasSubstr("the only owner here"));
  EXPECT_THAT(send("/admin", "/admin/readers/delete", "reader=re_boss&sure=yes").body,
              HasSubstr("the only owner here"));
  EXPECT_TRUE(*store::reader_by_id(store->read(), "re_boss"));
}

TEST_F(AtHome, TheAdminPageSaysWhatCouldNotBeFollowedUntilItIsForgotten) {
  write([&](store::Tx& tx) {
    store::enqueue(tx, store::follow_work("https://a.example/feed?token=s3cret"), clock_.now());
    const auto leased = store::lease(tx, {{"follow"}, clock_.now(), 1, "me", {}});
    store::abandon(tx, leased->front(), "a.example answered 404 (Not Found).");
  });
  const auto html = page("/admin");
  EXPECT_THAT(html, HasSubstr("Not followed"));
  EXPECT_THAT(html, HasSubstr("a.example answered 404"));
  EXPECT_THAT(html, Not(HasSubstr("s3cret")));
  const auto address = "address=" + between(html, "name=\"address\" value=\"", "\"");
  send("/admin", "/admin/shows/again", address);
  EXPECT_THAT(page("/admin"), Not(HasSubstr("Not followed")));
  write([&](store::Tx& tx) {
    const auto leased = store::lease(tx, {{"follow"}, clock_.now(), 1, "me", {}});
    store::abandon(tx, leased->front(), "a.example answered 404 (Not Found).");
  });
  send("/admin", "/admin/shows/again", address + "&forget=yes");
  EXPECT_THAT(page("/admin"), Not(HasSubstr("Not followed")));
  EXPECT_EQ(*store::count_due(store->read(), clock_.now()), 0);
}

TEST_F(AtHome, PagesAskedForWithWordsAreNotCompressedThoseWithANumberAre) {
  const auto packed = [&](const char* name, const char* value) {
    http::Request request{.method = "GET", .path = "/episodes/ep_restart", .query = {{name, value}}};
    request.headers = {{"Host", host_}, {"Accept-Encoding", "gzip"}};
    request.peer = "127.0.0.1";
    return header(site_->handle(request), "Content-Encoding") == "gzip";
  };
  EXPECT_TRUE(packed("from", "54"));
  EXPECT_TRUE(packed("page", "2"));
  EXPECT_FALSE(packed("from", "guess"));
  EXPECT_FALSE(packed("from", "12345678"));
  EXPECT_FALSE(packed("q", "54"));
}

TEST_F(AtHome, PeopleAreKeptAsTheyWereTypedOnce) {
  for (const auto* name : {"Zo%C3%AB+%C3%85ngstr%C3%B6m", "ZO%C3%8B+%C3%A5ngstr%C3%B6m"})
    EXPECT_EQ(send("/settings", "/settings/interests", std::string("people=") + name).status, 303);
  const auto kept = *store::interests_of(store->read(), "re_home");
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].value, "Zoë Ångström");
  EXPECT_THAT(page("/settings"), HasSubstr("<span class=\"title\">Zoë Ångström</span>"));
}

TEST_F(AtHome, WhatWasLearntCountsWhatWasNamed) {
  write([](store::Tx& tx) {
    put(tx, Interest{"re_home", InterestKind::topic, "transformers", at("2026-11-25T06:00:00Z")});
    put(tx, Verdict{"re_home", "in_restart", Taste::less, at("2026-11-25T07:00:00Z")});
  });
  const auto html = page("/settings");
  EXPECT_THAT(html, HasSubstr("<b>More</b> of transformers <span class=\"meta\">Named by you; less like this, once."));
  EXPECT_THAT(html, HasSubstr("<b>Less</b> of grid restart"));
}

TEST_F(AtHome, TheExportSaysKindsAndTheHourInWords) {
  write([](store::Tx& tx) {
    put(tx, Interest{"re_home", InterestKind::topic, "transformers", at("2026-11-25T06:00:00Z")});
    put(tx, Verdict{"re_home", "in_restart", Taste::more, at("2026-11-25T07:00:00Z")});
  });
  const auto json = page("/settings/export");
  for (const auto* part : {"\"kind\": \"topic\"", "\"taste\": \"more\"", "\"hour\": \"06:00\""})
    EXPECT_THAT(json, HasSubstr(part));
}

TEST_F(AtHome, ASearchSaysThatADayIsNone) {
  EXPECT_THAT(ask("GET", "/search", "", {{"q", "storm"}, {"from", "2026-99-99"}}).body,
              HasSubstr("“2026-99-99” is no day, so it narrows nothing."));
}

}  // namespace
}  // namespace pith
