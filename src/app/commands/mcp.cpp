// pith mcp: the Model Context Protocol over standard input and output, a message a line, for programs that start it.
#include "web/mcp/mcp.h"

#include <iostream>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/engines.h"
#include "app/output.h"
#include "app/program.h"
#include "app/serving.h"
#include "app/settings_values.h"
#include "lib/json/json.h"
#include "text/lines.h"
#include "web/mcp/messages.h"

namespace pith::app {

namespace {

struct Line {
  std::string text;
  bool whole = true;  // else more came than may, and is gone
};

// The next line, without its end; none at the end.
std::optional<Line> next_line(std::streambuf& from, std::size_t most) {
  constexpr auto end = std::streambuf::traits_type::eof();
  Line line;
  auto next = from.sbumpc();
  if (next == end) return std::nullopt;
  for (; next != end && next != '\n'; next = from.sbumpc()) {
    line.whole = line.whole && line.text.size() < most;
    if (line.whole) line.text.push_back(std::streambuf::traits_type::to_char_type(next));
  }
  return line;
}

// What the site says in words or as a problem where it cannot answer, as a message of the protocol.
json::Value refusal(std::string_view asked, std::string_view body, const json::Value& problem) {
  const auto message = json::parse(asked);
  const auto detail = problem.at("detail").text();
  return web::mcp::error(message ? message->at("id") : json::Value{}, web::mcp::internal_error,
                         detail.empty() ? body : detail);
}

void say(std::string_view message) {
  print(fmt::format("{}\n", message));
  std::fflush(stdout);
}

void say_events(std::string_view body) {
  constexpr std::string_view event = "data: ";
  while (!body.empty())
    if (const auto line = text::take_line(body); line.starts_with(event)) say(line.substr(event.size()));
}

void converse(const web::Site& site, const std::string& host) {
  const auto most = site.body_limit_of(web::mcp::as_request({}, {}));
  std::string agreed;  // the revision
  while (auto line = next_line(*std::cin.rdbuf(), most)) {
    if (!line->whole) {
      say(json::write(
          web::mcp::error(nullptr, web::mcp::invalid_request, fmt::format("A message holds at most {} bytes.", most))));
      continue;
    }
    if (line->text.empty()) continue;
    auto request = web::mcp::as_request(std::move(line->text), agreed);
    request.headers.emplace_back("Host", host);
    const auto response = site.handle(request);
    if (response.body.empty()) continue;
    const auto answer = json::parse(response.body).value_or(json::Value{});
    if (answer.is_array() || answer.has("jsonrpc"))
      say(response.body);
    else if (response.status == 200)
      say_events(response.body);
    else
      say(json::write(refusal(request.body, response.body, answer)));
    if (const auto revision = answer.at("result").at("protocolVersion").text(); !revision.empty()) agreed = revision;
  }
}

}  // namespace

Result<int> run_mcp(Program& program, const Arguments& /*arguments*/) {
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto words = read_words(program.data());
  if (!words) return std::unexpected(words.error());
  const text::WordVectorEmbedder embedder(*words);
  pipeline::Relating relating(*words, embedder);
  const auto site = web::Site::make(**store, program.clock(), site_options_of(program, relating));
  if (!site) return std::unexpected(site.error());
  // Where the pages of this machine are, for links.
  const auto address = listen_address_of(program.settings().web.listen);
  const auto host = fmt::format("127.0.0.1:{}", address ? address->port : 0);
  converse(**site, host);
  return 0;
}

}  // namespace pith::app
