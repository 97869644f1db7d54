// pith mcp: the Model Context Protocol over standard input and output, a message a line, for programs that start it.
#include "web/mcp/mcp.h"

#include <iostream>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/engines.h"
#include "app/output.h"
#include "app/program.h"
#include "app/serving.h"
#include "app/settings_values.h"
#include "lib/json/json.h"

namespace pith::app {

namespace {

// What the site says in words where it cannot answer, as a message of the protocol.
std::string refusal(std::string_view asked, std::string_view sentence) {
  const auto message = json::parse(asked);
  const auto error = json::object({{"code", -32603}, {"message", sentence}});
  return json::write(
      json::object({{"jsonrpc", "2.0"}, {"id", message ? message->at("id") : json::Value{}}, {"error", error}}));
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
  std::string revision;  // that was agreed on
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    http::Request request{
        .method = "POST", .path = std::string(web::mcp::path), .query = {}, .headers = {}, .body = {}, .peer = {}};
    request.headers.emplace_back("Host", host);
    if (!revision.empty()) request.headers.emplace_back("MCP-Protocol-Version", revision);
    request.body = line;
    const auto response = (*site)->handle(request);
    if (response.body.empty()) continue;
    const auto answer = json::parse(response.body);
    if (answer && answer->at("result").has("protocolVersion"))
      revision = answer->at("result").at("protocolVersion").text();
    print((answer ? response.body : refusal(line, response.body)) + "\n");
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace pith::app
