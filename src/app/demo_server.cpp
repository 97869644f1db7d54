#include "app/demo_server.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ids.h"

namespace pith::app {

namespace {

http::Response not_found() { return {404, {{"Content-Type", "text/plain; charset=utf-8"}}, "not found\n"}; }

}  // namespace

Result<std::unique_ptr<DemoServer>> DemoServer::start(const Data& data, DemoWorld world, CivilDay first) {
  std::unique_ptr<DemoServer> demo(new DemoServer(data, std::move(world), first));
  auto server =
      http::Server::start({.threads = 2}, [self = demo.get()](const auto& request) { return self->answer(request); });
  if (!server) return std::unexpected(server.error());
  demo->server_ = std::move(*server);
  return demo;
}

std::string DemoServer::host() const { return fmt::format("127.0.0.1:{}", server_->port()); }
std::string DemoServer::base_url() const { return "http://" + host(); }
std::string DemoServer::feed_url(const DemoShow& show) const {
  return fmt::format("{}/{}/feed.xml", base_url(), show.slug);
}

http::Response DemoServer::answer(const http::Request& request) const {
  if (!request.path.starts_with('/')) return not_found();
  const std::string path = request.path.substr(1);
  const auto slash = path.find('/');
  if (slash == std::string::npos) return not_found();
  const auto show = std::ranges::find(world_.shows, path.substr(0, slash), &DemoShow::slug);
  if (show == world_.shows.end()) return not_found();
  if (path.substr(slash + 1) == "feed.xml") return feed(*show, request);
  const auto file = data_.file("demo/" + path);
  if (!file) return not_found();
  const auto episode = std::ranges::find(show->episodes, path, &DemoEpisode::transcript);
  const std::string type = episode == show->episodes.end() ? "application/octet-stream" : episode->transcript_type;
  return {200, {{"Content-Type", type}}, std::string(*file)};
}

http::Response DemoServer::feed(const DemoShow& show, const http::Request& request) const {
  const auto host = request.header("Host");
  auto body = demo_feed(show, day_, first_, fmt::format("http://{}", host));
  const auto tag = fmt::format("\"{}\"", content_hash(body, 8));
  if (request.header("If-None-Match") == tag) return {304, {{"ETag", tag}}, ""};
  return {200, {{"Content-Type", "application/rss+xml; charset=utf-8"}, {"ETag", tag}}, std::move(body)};
}

}  // namespace pith::app
