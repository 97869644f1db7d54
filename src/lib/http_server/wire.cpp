#include "lib/http_server/wire.h"

#include <fmt/format.h>

#include "base/time.h"
#include "lib/http_server/server.h"

namespace pith::http {

namespace {

namespace wire = boost::beast::http;
using boost::system::error_code;

std::string text_of(boost::beast::string_view view) { return {view.data(), view.size()}; }

}  // namespace

Response plain(int status, std::string sentence) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(sentence) + "\n"};
}

std::string_view target_in(std::string_view read) {
  const auto line = read.substr(0, read.find_first_of("\r\n"));
  const auto space = line.find(' ');
  if (space == std::string_view::npos) return {};
  const auto rest = line.substr(space + 1);
  return rest.substr(0, rest.find(' '));
}

std::optional<Response> answer_to(error_code error, std::string_view read) {
  if (error == wire::error::header_limit && !read.contains('\n'))
    return plain(414, "The request's address is too long.");
  if (error == wire::error::header_limit) return plain(431, "The request's headers are too large.");
  if (error == wire::error::body_limit) return plain(413, "The request's body is too large.");
  if (error == wire::error::end_of_stream || error == wire::error::partial_message) return std::nullopt;
  if (error.category() == wire::make_error_code(wire::error::bad_method).category())
    return plain(400, "This is not a request that the server can read.");
  return std::nullopt;
}

std::optional<Request> to_request(WireRequest& raw) {
  if (raw.count(wire::field::host) > 1) return std::nullopt;
  auto target = parse_target({raw.target().data(), raw.target().size()});
  if (!target) return std::nullopt;
  Request request;
  request.method = text_of(raw.method_string());
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  for (const auto& field : raw) request.headers.emplace_back(text_of(field.name_string()), text_of(field.value()));
  request.body = std::move(raw.body());
  return request;
}

std::string framed(std::string piece, bool chunked) {
  return chunked ? fmt::format("{:x}\r\n{}\r\n", piece.size(), piece) : std::move(piece);
}

WireResponse to_wire(Reply reply) {
  WireResponse raw;
  raw.version(reply.version);
  raw.result(static_cast<unsigned>(reply.response.status));
  raw.reason({reason_phrase(reply.response.status).data(), reason_phrase(reply.response.status).size()});
  for (const auto& [name, value] : reply.response.headers)
    if (value.find_first_of("\r\n") == std::string::npos)
      raw.insert(name, value);  // nothing can add a header of its own
  raw.set(wire::field::date, format_http_date(std::chrono::floor<Micros>(std::chrono::system_clock::now())));
  raw.keep_alive(reply.keep_alive);
  if (reply.response.stream) {
    if (reply.version >= 11 && !reply.head) raw.chunked(true);
    return raw;
  }
  const bool bodiless = reply.response.status == 304 || reply.response.status == 204;
  if (!bodiless) raw.content_length(reply.response.body.size());
  if (!bodiless && !reply.head) raw.body() = std::move(reply.response.body);
  return raw;
}

std::string_view reason_phrase(int status) {
  if (status == 413) return "Content Too Large";  // as RFC 9110 has it; Beast's is an older one
  // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange): of numbers that it does not know it says so
  const auto phrase = wire::obsolete_reason(static_cast<wire::status>(status));
  return {phrase.data(), phrase.size()};
}

}  // namespace pith::http
