#include <fmt/format.h>
#include <gtest/gtest.h>

#include "net/curl_client.h"
#include "support/python_server.h"

namespace pith::net {
namespace {

class Tls : public testing::Test {
 protected:
  Result<HttpResponse> get(std::string ca_file) {
    CurlClient client({.allowed_hosts = {"127.0.0.1"}, .ca_file = std::move(ca_file)});
    return fetch(client, {.url = fmt::format("https://127.0.0.1:{}/feed", server_.port())});
  }

  test::PythonServer server_{"https_server.py", {}};
};

TEST_F(Tls, IsTrustedWithItsCertificate) {
  const auto response = get(server_.ca_file());
  ASSERT_TRUE(response) << response.error().log_line();
  EXPECT_EQ(response->body, "secure");
}

TEST_F(Tls, IsRefusedWhereNobodyVouchesForTheServer) {
  const auto response = get("");
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::network);
  EXPECT_NE(response.error().message.find("trusted"), std::string::npos) << response.error().log_line();
}

}  // namespace
}  // namespace pith::net
