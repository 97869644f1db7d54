// Our plain requests and answers as Beast has them. For the server alone: it brings in Beast's headers.
#pragma once

#include <optional>
#include <string>
#include <utility>  // Asio 1.74 needs it before its own headers

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "lib/http_server/message.h"

namespace pith::http {

using WireRequest = boost::beast::http::request<boost::beast::http::string_body>;
using WireResponse = boost::beast::http::response<boost::beast::http::string_body>;

Response plain(int status, std::string sentence);  // as text

// A parser's complaint as the answer it deserves; none where the client is simply gone or too slow. `read`: what has
// come and was not taken in.
std::optional<Response> answer_to(boost::system::error_code error, std::string_view read);

// The target in a request line that was not taken in, as far as it came.
std::string_view target_in(std::string_view read);

// Takes the body; without peer. None where the target is broken, or two hosts are named (RFC 9112, 3.2: one might be
// checked and the other believed).
std::optional<Request> to_request(WireRequest& raw);

struct Reply {
  Response response;
  bool head = false;
  bool keep_alive = false;
  unsigned version = 11;
};

// With its length; where it is a stream, the head alone.
WireResponse to_wire(Reply reply);

// A piece of a stream as the wire wants it: HTTP/1.0 knows no chunks, there the end of the connection ends the body.
std::string framed(std::string piece, bool chunked);

}  // namespace pith::http
