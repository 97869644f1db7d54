// What `pith doctor` says of model servers that answer as a test says.
#include "engines/llm/probe.h"

#include <gtest/gtest.h>

#include "net/curl_client.h"
#include "support/http_server.h"

namespace pith::llm {
namespace {

class ProbeTest : public testing::Test {
 protected:
  ProbeTest() { server_.on("/v1/models", {200, {}, R"({"data": [{"id": "small"}, {"id": "large"}]})"}); }

  void answer(int status, std::string body) { server_.on("/v1/chat/completions", {status, {}, std::move(body)}); }
  std::string said(std::string key = "", std::string model = "small") {
    ChatOptions options;
    options.base_url = server_.url("");
    options.key = std::move(key);
    options.model = std::move(model);
    const auto probed = probe(client_, options);
    well_ = probed.has_value();
    return well_ ? probed->sentence : probed.error().message;
  }

  static constexpr const char* good =
      R"({"choices": [{"finish_reason": "stop", "message": {"content": "{}"}}], "usage": {"prompt_tokens": 20}})";
  test::HttpServer server_;
  net::CurlClient client_{net::ClientOptions{}};
  bool well_ = false;
};

TEST_F(ProbeTest, SaysThatTheServerAnswersAndTakesTheKey) {
  answer(200, good);
  EXPECT_TRUE(said("secret").ends_with("answers as small and takes the key."));
  EXPECT_TRUE(well_);
  for (const auto& request : server_.requests()) EXPECT_EQ(request.headers.at("authorization"), "Bearer secret");
}

TEST_F(ProbeTest, SaysWhereToLookForAKeyThatIsRefused) {
  answer(401, R"({"error": {"message": "bad key"}})");
  EXPECT_TRUE(said("secret").contains("refused the key (401: bad key). Check the key that llm.key_file"));
  EXPECT_TRUE(said().contains("No key is set"));
  EXPECT_FALSE(well_);
}

TEST_F(ProbeTest, TellsAnAccountWithoutCreditFromAKeyThatIsRefused) {
  answer(402, R"({"error": {"message": "top up"}})");
  EXPECT_TRUE(said("secret").contains("out of credit (402: top up). Add credit there"));
  answer(503, R"({"error": "loading"})");
  EXPECT_TRUE(said("secret").contains("not ready (503: loading). Try again later"));
}

TEST_F(ProbeTest, SaysWhatToDoWhereTheServerSendsOnToAnotherAddress) {
  answer(307, "");
  EXPECT_TRUE(said("secret").contains("where the key does not go (307). Set llm.base_url to that address"));
  EXPECT_FALSE(well_);
}

TEST_F(ProbeTest, NamesTheModelsThereAreInPlaceOfOneThatIsNot) {
  answer(404, R"({"error": "no model huge"})");
  EXPECT_TRUE(said("", "huge").ends_with("It has small, large: set llm.model to one of them."));
}

TEST_F(ProbeTest, TakesAModelThatIsNotListedButAnswers) {
  answer(200, good);
  EXPECT_TRUE(said("", "small:latest").contains("another name for it"));
  EXPECT_TRUE(well_);
}

TEST_F(ProbeTest, SaysThatNobodyAnswers) {
  ChatOptions options;
  options.base_url = "http://127.0.0.1:1/v1";
  options.model = "small";
  const auto probed = probe(client_, options);
  ASSERT_FALSE(probed);
  EXPECT_TRUE(probed.error().message.starts_with("No model server answers at http://127.0.0.1:1/v1"));
}

TEST_F(ProbeTest, TakesNoOtherServerForAModels) {
  answer(200, "<html>hello</html>");
  said();
  EXPECT_FALSE(well_);
}

TEST_F(ProbeTest, TakesAModelThatOnlyThoughtForWell) {
  answer(200, R"({"choices": [{"finish_reason": "length", "message": {"reasoning_content": "Hm"}}]})");
  said();
  EXPECT_TRUE(well_);
}

}  // namespace
}  // namespace pith::llm
