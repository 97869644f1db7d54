#include "web/mcp/messages.h"

#include <fmt/format.h>

namespace pith::web::mcp {

bool is_request(const json::Value& message) { return message.has("id") && !message.at("method").text().empty(); }

json::Value id_of(const json::Value& message) {
  const auto& id = message.at("id");
  return id.is_text() || id.integer() ? id : json::Value{};
}

json::Value message(const json::Value& id) { return json::object({{"jsonrpc", "2.0"}, {"id", id}}); }

json::Value error(const json::Value& id, int code, std::string_view sentence) {
  return message(id).set("error", json::object({{"code", code}, {"message", sentence}}));
}

json::Value no_such_method(const json::Value& asked) {
  return error(asked.at("id"), no_method,
               fmt::format("There is no method {} here; there are tools.", asked.at("method").text()));
}

json::Value implementation(std::string_view version) {
  return json::object({{"name", "pith"}, {"title", "Pith"}, {"version", version}});
}

}  // namespace pith::web::mcp
