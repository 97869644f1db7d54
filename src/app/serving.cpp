#include "app/serving.h"

#include <fmt/format.h>

#include "app/output.h"
#include "app/services.h"
#include "app/settings_values.h"
#include "app/stop_signal.h"

namespace pith::app {

Result<std::unique_ptr<web::WebServer>> start_pages(Program& program) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto& settings = program.settings();
  const auto address = listen_address_of(settings.web.listen);
  if (!address) return fail(ErrorKind::invalid_input, fmt::format("{} is no ADDRESS:PORT", settings.web.listen));
  const web::SiteOptions site{.url = settings.web.url.empty() ? "" : site_url_of(settings),
                              .title = settings.web.title,
                              .zone = zone_of(settings),
                              .reader_id = std::string(home_reader)};
  http::ServerOptions server;
  server.address = address->host;
  server.port = address->port;
  return web::WebServer::start(**store, program.clock(), site, server);
}

Result<int> serve_pages(Program& program) {
  const StopSignal stop;
  auto pages = start_pages(program);
  if (!pages) return std::unexpected(pages.error());
  print(fmt::format("The pages are at http://{}:{}/ until Ctrl-C\n",
                    listen_address_of(program.settings().web.listen)->host, (*pages)->port()));
  std::fflush(stdout);
  while (!stop.came_within(std::chrono::seconds{3600})) {
  }
  print("\n");
  return 0;
}

}  // namespace pith::app
