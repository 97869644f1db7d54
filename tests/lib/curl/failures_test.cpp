// How libcurl's endings are told apart: what a server did, what the way did, what was asked wrongly.
#include <utility>

#include <gtest/gtest.h>

#include "lib/curl/handle.h"

namespace pith::curl {
namespace {

class Ending : public ::testing::TestWithParam<std::pair<CURLcode, Failure>> {};

TEST_P(Ending, IsToldForWhatItIs) { EXPECT_EQ(failure_of(GetParam().first), GetParam().second); }

INSTANTIATE_TEST_SUITE_P(OfLibcurl, Ending,
                         ::testing::ValuesIn(std::initializer_list<std::pair<CURLcode, Failure>>{
                             {CURLE_OK, Failure::none},
                             {CURLE_WRITE_ERROR, Failure::stopped},
                             {CURLE_ABORTED_BY_CALLBACK, Failure::stopped},
                             {CURLE_OPERATION_TIMEDOUT, Failure::timeout},
                             {CURLE_COULDNT_RESOLVE_HOST, Failure::resolve},
                             {CURLE_COULDNT_CONNECT, Failure::connect},
                             {CURLE_SSL_CONNECT_ERROR, Failure::tls},
                             {CURLE_PEER_FAILED_VERIFICATION, Failure::tls},
                             {CURLE_SSL_CERTPROBLEM, Failure::tls},
                             {CURLE_SSL_CIPHER, Failure::tls},
                             {CURLE_SSL_CACERT_BADFILE, Failure::tls},
                             {CURLE_USE_SSL_FAILED, Failure::tls},
                             {CURLE_PARTIAL_FILE, Failure::broken},
                             {CURLE_RECV_ERROR, Failure::broken},
                             {CURLE_SEND_ERROR, Failure::broken},
                             {CURLE_GOT_NOTHING, Failure::broken},
                             {CURLE_WEIRD_SERVER_REPLY, Failure::broken},
                             {CURLE_BAD_CONTENT_ENCODING, Failure::broken},
                             {CURLE_HTTP2, Failure::broken},
                             {CURLE_HTTP2_STREAM, Failure::broken},
                             {CURLE_UNSUPPORTED_PROTOCOL, Failure::no_http},
                             {CURLE_URL_MALFORMAT, Failure::bad_url},
                             {CURLE_FILESIZE_EXCEEDED, Failure::too_large},
                             {CURLE_OUT_OF_MEMORY, Failure::other},
                             {CURLE_TOO_MANY_REDIRECTS, Failure::other},  // none is followed: not known here
                         }),
                         [](const auto& row) { return "Code" + std::to_string(row.param.first); });

}  // namespace
}  // namespace pith::curl
