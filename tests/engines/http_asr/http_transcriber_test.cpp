#include "engines/http_asr/http_transcriber.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/curl_client.h"
#include "support/files.h"
#include "support/http_server.h"

namespace pith::http_asr {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;
constexpr auto path = "/v1/audio/transcriptions";

class Http : public testing::Test {
 protected:
  Http() { test::write_file(folder_ / "piece.wav", "RIFFsound"); }
  Result<std::string> heard() {
    if (!ears_)
      ears_ = std::make_unique<HttpTranscriber>(
          client_, HttpAsrOptions{.base_url = server_.url(""), .model = "whisper-1", .key = "secret", .language = ""});
    return ears_->hear({folder_ / "piece.wav", 10s, "en", {}});
  }
  test::TempFolder folder_;
  test::HttpServer server_;
  net::CurlClient client_{{}};
  std::unique_ptr<HttpTranscriber> ears_;
};

TEST_F(Http, SendsTheSoundAsAForm) {
  server_.on(path, test::Reply{200, {{"Content-Type", "application/json"}}, R"({"segments":[]})"});
  EXPECT_EQ(heard().value(), R"({"segments":[]})");
  const auto request = server_.requests().at(0);
  EXPECT_THAT(request.headers.at("content-type"), HasSubstr("multipart/form-data; boundary="));
  EXPECT_EQ(request.headers.at("authorization"), "Bearer secret");
  for (const auto* part :
       {"name=\"model\"\r\n\r\nwhisper-1\r\n", "name=\"response_format\"\r\n\r\nverbose_json\r\n",
        "name=\"language\"\r\n\r\nen\r\n", "filename=\"audio.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFFsound\r\n"})
    EXPECT_THAT(request.body, HasSubstr(part));
}

TEST_F(Http, AsksForVttWhereVerboseJsonIsNotKnown) {
  server_.on(path, [](const test::ServedRequest& request) {
    if (request.body.contains("verbose_json")) return test::Reply{400, {}, R"({"error":"unknown format"})"};
    return test::Reply{200, {{"Content-Type", "text/vtt"}}, "WEBVTT\n"};
  });
  EXPECT_EQ(heard().value(), "WEBVTT\n");
  EXPECT_EQ(heard().value(), "WEBVTT\n");
  EXPECT_EQ(server_.requests().size(), 3U) << "the second piece is asked for in the form that was taken";
}

TEST_F(Http, TellsPassingTroubleFromARefusal) {
  server_.on(path, test::Reply{503, {}, R"({"error":{"message":"busy"}})"});
  EXPECT_EQ(heard().error().kind, ErrorKind::http_status);
  EXPECT_THAT(heard().error().message, HasSubstr("answered 503: busy"));
  test::HttpServer strict;
  strict.on(path, test::Reply{401, {}, "no"});
  const HttpTranscriber other(client_, {.base_url = strict.url("/v1"), .model = "m", .key = "", .language = ""});
  EXPECT_EQ(other.hear({folder_ / "piece.wav", 10s, "", {}}).error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace pith::http_asr
