// Pith's pages: a request in, an answer out, read from the store at that moment. What a person changes is written at
// once; slow work is asked for by a row of the work table.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/insight.h"
#include "domain/storyline.h"
#include "lib/http_server/message.h"
#include "search/engine.h"
#include "store/store.h"

namespace pith::web {

// What stands near an insight in the archive now, best first. Thread-safe; quick.
using FindRelated = std::function<Result<std::vector<Link>>(const store::Session&, const Insight&)>;

// The feed addresses in an OPML list.
using FeedsInOpml = std::function<Result<std::vector<std::string>>(std::string_view)>;

// How many requests programs may send in a window. 0: as many as they like.
struct Quotas {
  int address = 0;  // without a key, from one address
  int key = 0;      // with one; and at home
  std::chrono::seconds window{60};
};

struct SiteOptions {
  std::string url;  // "https://pith.example", no slash at the end; empty: feeds link to where they were asked
  std::string title = "Pith";
  std::string zone = "UTC";                  // whose days and dates the pages show
  std::string reader_id = "re_home";         // whose brief `/` shows
  std::vector<std::string> one_person = {};  // full names whose bearers are one person on all shows, as the owner says
  bool for_owner = true;                     // nobody but the owner can look: private shows are shown
  FindRelated related = {};                  // none: the links that are stored
  bool accounts = false;     // `url` is open to everybody; what is personal needs signing in, and for_owner is false
  std::string version = {};  // of the program
  std::string key = {};      // 32 bytes that tokens are signed with; empty: made for this run
  std::vector<std::string> proxies = {};  // networks whose X-Forwarded-For is believed
  Quotas quotas = {};
  FeedsInOpml feeds_in_opml = {};
  search::Engine search = {};  // by default by words alone
};

class Site {
 public:
  // Loads the templates; store and clock must outlive the site.
  static Result<std::unique_ptr<Site>> make(store::Store& store, const Clock& clock, SiteOptions options);
  ~Site();

  // Thread-safe; never throws for what a client sends. Every answer carries the security headers.
  http::Response handle(const http::Request& request) const;
  // The most bytes that the body may have: much from the owner alone. `head`: the request before its body is read.
  std::size_t body_limit_of(const http::Request& head) const;

 private:
  struct Parts;
  explicit Site(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace pith::web
