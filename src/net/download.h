// One large file, fetched once: what a broken download has got stays beside it as FILE.part and is gone on with (Range
// with If-Range, RFC 9110), one connection, from the start where the file has changed meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"
#include "net/http_client.h"

namespace pith::net {

struct Download {
  std::string url;
  std::filesystem::path file;  // there in whole or not at all
  Limits limits;               // max_bytes is of the whole file
  std::stop_token stop = {};
};

// A response with status 200 or 206 means that the file is there; with any other it is not. Errors are those of an
// exchange; besides: invalid_input (what came is not audio by its Content-Type), io.
Result<HttpResponse> download(HttpClient& client, const Download& wanted);

}  // namespace pith::net
