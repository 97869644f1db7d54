#include "web/web_server.h"

#include "web/api/problem.h"

namespace pith::web {

Result<std::unique_ptr<WebServer>> WebServer::start(store::Store& store, const Clock& clock, SiteOptions options,
                                                    http::ServerOptions server) {
  auto site = Site::make(store, clock, std::move(options));
  if (!site) return std::unexpected(site.error());
  auto web = std::unique_ptr<WebServer>(new WebServer);
  web->site_ = *std::move(site);
  server.body_bytes_of = [pages = web->site_.get()](const http::Request& head) { return pages->body_limit_of(head); };
  server.reword = [](std::string_view target, http::Response refusal) {
    return api::is_asked(target.substr(0, target.find('?'))) ? api::as_problem(refusal, target) : std::move(refusal);
  };
  auto listening = http::Server::start(
      std::move(server), [pages = web->site_.get()](const http::Request& request) { return pages->handle(request); });
  if (!listening) return std::unexpected(listening.error());
  web->server_ = *std::move(listening);
  return web;
}

}  // namespace pith::web
