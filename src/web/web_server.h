// The site on a port: what `pith serve` holds for as long as it runs.
#pragma once

#include <cstdint>
#include <memory>

#include "base/clock.h"
#include "base/result.h"
#include "lib/http_server/server.h"
#include "web/site.h"

namespace pith::web {

class WebServer {
 public:
  // Serves from return on; store and clock must outlive it.
  static Result<std::unique_ptr<WebServer>> start(store::Store& store, const Clock& clock, SiteOptions options,
                                                  http::ServerOptions server);
  std::uint16_t port() const { return server_->port(); }
  void stop() { server_->stop(); }  // lets answers under way end

 private:
  WebServer() = default;
  std::unique_ptr<Site> site_;
  std::unique_ptr<http::Server> server_;  // after site_: stops before it goes
};

}  // namespace pith::web
