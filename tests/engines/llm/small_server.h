// A short talk, what a model may answer to it, and a server that says so.
#pragma once

#include <gtest/gtest.h>

#include "engines/llm/fakes.h"
#include "net/curl_client.h"
#include "support/http_server.h"
#include "support/talk_of.h"

namespace pith::llm {

using namespace std::chrono_literals;

inline const Transcript talk = test::talk_of({
    "Ann: Maria Kessler ran the night shift at Northwind for three years.",
    "Ben: And what did she change first?",
    "Ann: She stopped paging people for alarms that nobody had ever acted on.",
    "Ann: After that the team slept, and it found twice as many real faults.",
});

inline json::Value insight_json(std::string_view text) {
  return json::object({{"headline", "Fewer alarms find more faults"},
                       {"text", text},
                       {"speaker", "Somebody Else"},
                       {"topics", json::array({"On-Call"})},
                       {"importance", 4},
                       {"quotes", json::array({json::object({{"cue", 2}, {"text", "nobody had ever acted on"}})})}});
}

inline constexpr std::string_view sound =
    "Paging people only for alarms that somebody acts on lets a team sleep, and a team that has slept finds twice as "
    "many "
    "real faults, Maria Kessler learnt at Northwind.";

inline test::Reply completion(json::Value insights, std::int64_t prompt_tokens = 1'000) {
  const auto content = json::write(json::object({{"insights", std::move(insights)}}));
  const auto message = json::object({{"role", "assistant"}, {"content", content}});
  return {200,
          {},
          json::write(
              json::object({{"choices", json::array({json::object({{"finish_reason", "stop"}, {"message", message}})})},
                            {"usage", json::object({{"prompt_tokens", prompt_tokens}, {"completion_tokens", 200}})}}))};
}

inline test::Reply sound_answer() { return completion(json::array({insight_json(sound)})); }

// Answers one after the other; the last one stays.
inline test::HttpServer::Answer in_turn(std::vector<test::Reply> replies) {
  auto turn = std::make_shared<std::atomic<std::size_t>>(0);
  return [replies = std::move(replies), turn](const test::ServedRequest&) {
    return replies[std::min(turn->fetch_add(1), replies.size() - 1)];
  };
}

class ExchangeTest : public testing::Test {
 protected:
  insight::Distilled distill(const test::Engine& engine) {
    auto made = engine.distiller->distill(talk, {"ep_one", "", "", "", {}});
    EXPECT_TRUE(made);
    return made ? std::move(*made) : insight::Distilled{};
  }
  std::string chat() const { return "/v1/chat/completions"; }

  test::HttpServer server_;
  net::CurlClient client_{net::ClientOptions{}};
};

}  // namespace pith::llm
