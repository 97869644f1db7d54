// The engine against small servers that answer as a test says: no model, no labels needed.
#include "engines/llm/small_server.h"

namespace pith::llm {
namespace {

TEST_F(ExchangeTest, GivesAProvenInsightItsSpeakerFromTheTranscriptAndItsVersion) {
  server_.on(chat(), sound_answer());
  const test::Engine engine(client_, server_.url(""));
  const auto made = distill(engine);
  ASSERT_EQ(made.insights.size(), 1u);
  const auto& insight = made.insights[0];
  EXPECT_EQ(insight.speaker, "Ann");
  EXPECT_EQ(insight.topics, std::vector<std::string>{"on-call"});
  EXPECT_EQ(insight.engine, "llm");
  EXPECT_TRUE(insight.version.starts_with("stub/insights-1."));
  EXPECT_EQ(insight.key_start, 10s);
  EXPECT_FALSE(made.provisional);
}

TEST_F(ExchangeTest, SendsTheKeyAndAsksForTheSchema) {
  server_.on(chat(), sound_answer());
  LlmOptions options;
  options.chat.key = "secret";
  (void)distill(test::Engine(client_, server_.url("/v1/"), options));
  const auto requests = server_.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].headers.at("authorization"), "Bearer secret");
  const auto body = json::parse(requests[0].body);
  EXPECT_EQ(body->at("response_format").at("type").text(), "json_schema");
  EXPECT_TRUE(body->at("messages").at(1).at("content").text().contains("\n[2] Ann: She stopped"));
}

TEST_F(ExchangeTest, LeavesOutWhatTheServerDoesNotTakeFromThenOn) {
  server_.on(chat(), in_turn({{400, {}, R"({"error": {"message": "response_format is not supported"}})"},
                              {400, {}, R"({"error": {"message": "use max_completion_tokens"}})"},
                              sound_answer()}));
  test::Engine engine(client_, server_.url(""));
  EXPECT_EQ(distill(engine).insights.size(), 1u);
  engine.answers.kept.clear();
  (void)distill(engine);
  const auto requests = server_.requests();
  ASSERT_EQ(requests.size(), 4u);
  EXPECT_FALSE(json::parse(requests[1].body)->has("response_format"));
  EXPECT_FALSE(json::parse(requests[3].body)->has("max_tokens"));
  EXPECT_TRUE(engine.waits.empty());
}

TEST_F(ExchangeTest, WaitsAsLongAsTheServerAsksElseLongerEachTime) {
  server_.on(chat(), in_turn({{500, {}, ""}, {429, {{"Retry-After", "7"}}, ""}, {503, {}, ""}, sound_answer()}));
  const test::Engine engine(client_, server_.url(""));
  EXPECT_EQ(distill(engine).insights[0].engine, "llm");
  EXPECT_EQ(engine.waits, (std::vector<std::chrono::milliseconds>{1s, 7s, 4s}));
}

TEST_F(ExchangeTest, GivesUpAtItsDeadlineAlthoughTriesAreLeft) {
  server_.on(chat(), {429, {{"Retry-After", "50"}}, ""});
  LlmOptions options;
  options.chat.deadline = 60s;
  options.chat.tries = 100;
  const test::Engine engine(client_, server_.url(""), options);
  EXPECT_EQ(distill(engine).insights[0].engine, "builtin");
  EXPECT_EQ(server_.hits(chat()), 2);
}

TEST_F(ExchangeTest, DoesNotAskADeadServerForEachEpisode) {
  server_.on(chat(), {401, {}, R"({"error": "invalid key"})"});
  const test::Engine engine(client_, server_.url(""));
  (void)distill(engine);
  const auto made = distill(engine);
  EXPECT_EQ(server_.hits(chat()), 1);
  EXPECT_TRUE(made.provisional);
  EXPECT_TRUE(made.notes.back().contains("refused the key (401: invalid key)")) << made.notes.back();
}

TEST_F(ExchangeTest, TakesARedirectAndAnEndlessAnswerForFailuresThatAreAskedOnce) {
  for (const auto& reply :
       {test::Reply{302, {{"Location", server_.url("/else")}}, ""}, test::Reply{200, {}, std::string(5 << 20, 'x')}}) {
    server_.on(chat(), reply);
    const auto before = server_.hits(chat());
    const test::Engine engine(client_, server_.url(""));
    EXPECT_TRUE(distill(engine).provisional);
    (void)distill(engine);
    EXPECT_EQ(server_.hits(chat()), before + 1);
  }
}

TEST_F(ExchangeTest, SaysWhatAServerMeans) {
  const std::vector<std::pair<test::Reply, std::string>> cases = {
      {{401, {}, R"({"error": {"message": "bad key"}})"}, "refused the key (401: bad key)."},
      {{402, {}, R"({"error": {"message": "no funds"}})"}, "out of credit (402: no funds)."},
      {{403, {}, R"({"detail": "not yours"})"}, "does not let this key use the model (403: not yours)."},
      {{404, {}, R"({"message": "no m"})"}, "knows no such model or address (404: no m)."},
      {{413, {}, "<html><h1>413 Request Entity Too Large"}, "the prompt is too long."},
      {{429, {}, "slow down"}, "asks for fewer requests (429: slow down)."},
      {{500, {}, "<html>oops"}, "The model server failed (500)."},
      {{503, {}, R"({"error": "loading model"})"}, "overloaded or not ready (503: loading model)."}};
  for (const auto& [reply, words] : cases) {
    server_.on(chat(), reply);
    const auto made = distill(test::Engine(client_, server_.url("")));
    EXPECT_TRUE(made.provisional) << words;
    EXPECT_TRUE(made.notes.back().ends_with(words)) << made.notes.back();
  }
}

TEST_F(ExchangeTest, AsksInSmallerWindowsWhereAServerTakesNoLongRequest) {
  auto longer = talk;
  for (int n = 0; n < 1'000; ++n) longer.cues.push_back(talk.cues[static_cast<std::size_t>(n) % 4]);
  server_.on(chat(), [](const test::ServedRequest& request) {
    return request.body.size() > 40'000 ? test::Reply{413, {}, ""} : completion(json::array({insight_json(sound)}), 0);
  });
  const test::Engine engine(client_, server_.url(""));
  const auto made = engine.distiller->distill(longer, {"ep_one", "", "", "", {}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->insights.at(0).engine, "llm");
  EXPECT_LE(server_.hits(chat()), 10);
}

TEST_F(ExchangeTest, AsksOnceForARepairAndTakesWhatIsMended) {
  const auto wrong = std::string(sound) + " That was 37 percent more.";
  server_.on(chat(),
             in_turn({completion(json::array({insight_json(sound), insight_json(wrong)})),
                      completion(json::array({insight_json("Teams that sleep find twice as many real faults, so page "
                                                           "people only for the alarms that somebody has acted on "
                                                           "before, as one night shift learnt.")}))}));
  const test::Engine engine(client_, server_.url(""));
  const auto made = distill(engine);
  const auto requests = server_.requests();
  ASSERT_EQ(requests.size(), 2u);
  const auto repair = json::parse(requests[1].body);
  ASSERT_EQ(repair->at("messages").items().size(), 4u);
  EXPECT_TRUE(repair->at("messages").at(3).at("content").text().contains("insight 1: nobody says 37 near the quotes"));
  EXPECT_EQ(made.insights.size(), 2u);
  EXPECT_TRUE(made.dropped.empty());
}

TEST_F(ExchangeTest, StandsInWhereNothingCanBeProven) {
  server_.on(chat(),
             completion(json::array({insight_json("Nobody said so. " + std::string(sound) + " By 37 percent.")})));
  const auto made = distill(test::Engine(client_, server_.url("")));
  EXPECT_EQ(made.insights[0].engine, "builtin");
  EXPECT_FALSE(made.provisional);
  EXPECT_TRUE(made.notes.back().contains("none of its 1 insights could be proven"));
}

TEST_F(ExchangeTest, JudgesNothingThatCouldNotBeKept) {
  server_.on(chat(), sound_answer());
  test::Engine engine(client_, server_.url(""));
  engine.answers.full = true;
  const auto made = distill(engine);
  EXPECT_EQ(made.insights[0].engine, "builtin");
  EXPECT_TRUE(made.notes.back().contains("disk is full"));
}

TEST_F(ExchangeTest, KeepsTheSchemaWhereOnlyTheLimitsAreNotTaken) {
  server_.on(chat(), [](const test::ServedRequest& request) {
    if (request.body.contains("\"max_tokens\""))
      return test::Reply{400, {}, R"({"error": "use max_completion_tokens"})"};
    return sound_answer();
  });
  (void)distill(test::Engine(client_, server_.url("")));
  const auto last = json::parse(server_.requests().back().body);
  EXPECT_TRUE(last->has("response_format"));
  EXPECT_EQ(last->at("max_completion_tokens").integer(), 4096);
}

TEST_F(ExchangeTest, IsProvisionalWhereTheServerFailedAndNotWhereItAnsweredInProse) {
  server_.on(chat(),
             {200, {}, R"({"choices": [{"finish_reason": "stop", "message": {"content": "Much was said."}}]})"});
  const test::Engine engine(client_, server_.url(""));
  const auto made = distill(engine);
  EXPECT_FALSE(made.provisional);  // its answer is kept, and not paid for again
  EXPECT_EQ(made.engine, "builtin");
  (void)distill(engine);
  EXPECT_EQ(server_.hits(chat()), 2);  // the question and the same in plainer words
}

// Cannot read what is said here.
class Deaf final : public insight::Distiller {
 public:
  std::string name() const override { return "builtin"; }
  std::string version() const override { return "1"; }
  Result<insight::Distilled> distill(const Transcript&, const insight::EpisodeContext&) const override {
    return fail(ErrorKind::unsupported, "It is not English.");
  }
};

TEST_F(ExchangeTest, WaitsForTheServerWhereNobodyCanStandIn) {
  server_.on(chat(), {401, {}, ""});
  const Deaf deaf;
  const auto made = distill(test::Engine(client_, server_.url(""), {}, &deaf));
  EXPECT_TRUE(made.insights.empty());
  EXPECT_TRUE(made.provisional);
  EXPECT_TRUE(made.notes.front().contains("It is not English.")) << made.notes.front();
}

TEST_F(ExchangeTest, CountsWhatFellForWantOfProofOrRoom) {
  const auto wrong = std::string(sound) + " That was 37 percent more.";
  server_.on(chat(), completion(json::array({insight_json(wrong)})));
  const auto made = distill(test::Engine(client_, server_.url("")));
  EXPECT_EQ(made.engine, "builtin");
  EXPECT_EQ(made.dropped, (std::map<std::string, int>{{"number", 1}}));
}

TEST_F(ExchangeTest, TakesAnAnswerThatIsNoCompletionForAFailure) {
  for (const char* body :
       {"", "<html>", "{}", R"({"choices": []})", R"({"choices": [{"message": {"content": null}}]})"}) {
    test::HttpServer server;
    server.on(chat(), {200, {}, body});
    const auto made = distill(test::Engine(client_, server.url("")));
    EXPECT_EQ(made.insights[0].engine, "builtin") << body;
  }
}

TEST_F(ExchangeTest, SaysWhatAServerSaidThatFailedWithAGoodStatusOrAnsweredWithAPage) {
  const std::map<std::string, std::string> said = {
      {R"({"error": {"message": "upstream is out", "code": 502}})", "The model server failed: upstream is out."},
      {"<!doctype html><title>Sign in</title>", "A web page answers in the model server's place"}};
  for (const auto& [body, words] : said) {
    server_.on(chat(), {200, {}, body});
    const test::Engine engine(client_, server_.url(""));
    const auto made = distill(engine);
    EXPECT_TRUE(made.provisional);
    EXPECT_TRUE(made.notes.back().contains(words)) << made.notes.back();
  }
}

TEST(LlmDistillerMake, RefusesToBeginWithoutAModelOrPrompts) {
  net::CurlClient client{net::ClientOptions{}};
  test::Engine engine(client, "http://127.0.0.1:1");
  LlmOptions options;
  const LlmParts parts{client, engine.answers, engine.clock, engine.fallback};
  EXPECT_FALSE(LlmDistiller::make(parts, options, {test::read_file(test::in_repository("data/prompts/insights.txt"))}));
  options.chat.model = "m";
  EXPECT_FALSE(LlmDistiller::make(parts, options, {"nothing"}));
}

}  // namespace
}  // namespace pith::llm
