// The pipeline's parts over a store of their own and a server on loopback that they may ask.
#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "net/curl_client.h"
#include "pipeline/parts.h"
#include "support/files.h"
#include "support/http_server.h"

namespace pith::pipeline {

class OverHttp : public testing::Test {
 protected:
  test::TempFolder folder_;
  test::HttpServer server_;
  std::unique_ptr<store::Store> store_ = *store::Store::open(folder_.path() / "pith.db");
  Parts parts_{*store_, test::in_repository("data"), folder_ / "outbox"};
  net::CurlClient http_{{.allowed_hosts = {"127.0.0.1"}}};
  Context context_{*store_,        http_,           parts_.distiller,
                   parts_.marking, parts_.relating, parts_.rounds,
                   parts_.channel, parts_.clock,    {}};
};

}  // namespace pith::pipeline
