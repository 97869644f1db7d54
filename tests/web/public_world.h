// A public site over a public show and a private one, asked without a port.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/tokens.h"
#include "domain/grants.h"
#include "store/tokens.h"
#include "web/checked_site.h"
#include "web/world.h"

namespace pith::test {

struct PublicFixture : StoreFixture {
  PublicFixture() {
    put_one_insight();
    secret.is_private = true;
    write([&](store::Tx& tx) {
      put_episode(tx, secret, aside);
      store::replace_insights(tx, aside.id, std::vector{whisper});
    });
    open(public_options());
  }

  web::SiteOptions public_options() const {
    web::SiteOptions options;
    options.url = "https://pith.example";
    options.accounts = true;
    options.for_owner = false;
    options.key = site_key;
    return options;
  }
  void open(const web::SiteOptions& options) { site = std::make_unique<CheckedSite>(*store, clock, options); }

  // A stranger's, unless a header says whose.
  static http::Request request(std::string method, std::string path, std::vector<http::Field> more = {}) {
    http::Request request{.method = std::move(method), .path = std::move(path)};
    request.headers = {{"Host", "pith.example"}};
    request.peer = "203.0.113.7";
    for (auto& field : more) request.headers.push_back(std::move(field));
    return request;
  }
  http::Response ask(std::string path, std::vector<http::Field> more = {}) const {
    return site->handle(request("GET", std::move(path), std::move(more)));
  }

  // Makes a reader of this id, or changes them.
  void put_reader(const std::string& id, bool owner = false) {
    Reader reader{.id = id, .email = id + "@example.org", .added = at("2026-11-01"), .owner = owner};
    reader.confirmed = at("2026-11-01");
    write([&](store::Tx& tx) { store::put(tx, reader); });
  }
  // Signs them in: the cookie of their browser.
  http::Field session_of(std::string_view reader) {
    const auto expires = clock.now() + grants::session_time;
    const auto token = signer.sign(grants::session, random_name(), expires);
    write([&](store::Tx& tx) {
      store::put(
          tx, Token{Signer::hash_of(token), std::string(grants::session), std::string(reader), clock.now(), expires});
    });
    return {"Cookie", "__Host-pith-session=" + token};
  }

  const std::string site_key = std::string(32, 'k');
  const Signer signer = Signer(site_key);
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  Show secret = make_show("sh_secret", "The Paid Hour");
  Episode aside = make_episode("ep_aside", secret, "Among ourselves", "2026-11-24T06:00:00Z");
  Insight whisper = make_insight("in_whisper", aside, "What only subscribers heard");
  std::unique_ptr<CheckedSite> site;
};

}  // namespace pith::test
