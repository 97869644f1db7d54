#include "app/serving.h"

#include <fmt/format.h>

#include "app/home_key.h"
#include "app/output.h"
#include "app/services.h"
#include "app/settings_values.h"
#include "app/stop_signal.h"
#include "app/version.h"
#include "stages/feed/opml.h"

namespace pith::app {

namespace {

// Looks into the archive in memory, where nearer neighbours come in as the archive grows.
web::FindRelated related_in(pipeline::Relating& relating) {
  return [&relating](const store::Session& session, const Insight& insight) -> Result<std::vector<Link>> {
    if (auto done = relating.catch_up(session); !done) return std::unexpected(done.error());
    return relating.related(insight);
  };
}

search::Engine engine_over(pipeline::Relating& relating) {
  return {relating.words(), relating.embedder(), relating.archive(),
          [&relating](const store::Session& session) { return relating.catch_up(session); }};
}

Result<std::vector<std::string>> feeds_in(std::string_view bytes) {
  const auto opml = feed::read_opml(bytes);
  if (!opml) return std::unexpected(opml.error());
  std::vector<std::string> urls;
  for (const auto& entry : opml->entries) urls.push_back(entry.url);
  return urls;
}

}  // namespace

web::SiteOptions site_options_of(const Program& program, pipeline::Relating& relating) {
  const auto& settings = program.settings();
  return {.url = settings.web.url.empty() && settings.web.open_to.empty() ? "" : site_url_of(settings),
          .title = settings.web.title,
          .zone = zone_of(settings),
          .reader_id = std::string(home_reader),
          .one_person = settings.people.one_person,
          .related = related_in(relating),
          .version = std::string(version),
          .search = engine_over(relating)};
}

Result<std::unique_ptr<web::WebServer>> start_pages(Program& program, Services& services) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto& settings = program.settings();
  const auto address = listen_address_of(settings.web.listen);
  if (!address) return fail(ErrorKind::invalid_input, fmt::format("{} is no ADDRESS:PORT", settings.web.listen));
  auto& context = services.context();
  if (auto done = context.relating.catch_up(context.store.read()); !done) return std::unexpected(done.error());
  auto site = site_options_of(program, context.relating);
  auto key = home_key(program.home());
  if (!key) return std::unexpected(key.error());
  site.key = *std::move(key);
  site.for_owner = is_at_home(settings);
  site.accounts = !settings.web.open_to.empty();
  site.proxies = settings.web.proxies;
  site.quotas = {static_cast<int>(settings.api.address_limit), static_cast<int>(settings.api.key_limit),
                 std::chrono::seconds{settings.api.window_s}};
  site.feeds_in_opml = feeds_in;
  http::ServerOptions server;
  server.address = address->host;
  server.port = address->port;
  return web::WebServer::start(**store, program.clock(), site, server);
}

Result<int> serve_pages(Program& program, Services& services) {
  const StopSignal stop;
  auto pages = start_pages(program, services);
  if (!pages) return std::unexpected(pages.error());
  print(fmt::format("The pages are at {} until Ctrl-C\n",
                    url_of(listen_address_of(program.settings().web.listen)->host, (*pages)->port())));
  std::fflush(stdout);
  while (!stop.came_within(std::chrono::seconds{3600})) {
  }
  print("\n");
  return 0;
}

}  // namespace pith::app
