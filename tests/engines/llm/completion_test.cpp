#include "engines/llm/completion.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engines/llm/chat.h"

namespace pith::llm {
namespace {

TEST(Completion, ReadsContentAsTextAndAsParts) {
  for (const char* content : {R"("{\"insights\": []}")", R"([{"type": "text", "text": "{\"insights\""},
                                                             {"type": "text", "text": ": []}"}])"}) {
    const auto reply =
        read_completion(std::string(R"({"choices": [{"finish_reason": "stop", "message": {"content": )") + content +
                        R"(}}], "usage": {"prompt_tokens": 20, "completion_tokens": 7}})");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->content, R"({"insights": []})");
    EXPECT_EQ(reply->finish, "stop");
    EXPECT_EQ(reply->prompt_tokens, 20);
    EXPECT_EQ(reply->completion_tokens, 7);
  }
}

TEST(Completion, ReadsAByteOrderMarkAway) {
  EXPECT_EQ(read_completion("\xEF\xBB\xBF{\"choices\": [{\"message\": {\"content\": \"a\"}}]}")->content, "a");
}

TEST(Completion, TakesNoThoughtsForTheAnswer) {
  const auto reply = read_completion(
      R"({"choices": [{"message": {"content": "yes", "reasoning_content": "no", "reasoning": "no"}}]})");
  EXPECT_EQ(reply->content, "yes");
}

TEST(Completion, TakesTheArgumentsOfAFunctionWhereThereAreNoWords) {
  const auto reply = read_completion(R"({"choices": [{"finish_reason": "tool_calls", "message": {"content": null,
      "tool_calls": [{"type": "function", "function": {"name": "insights", "arguments": "{\"insights\": []}"}}]}}]})");
  EXPECT_EQ(reply->content, R"({"insights": []})");
}

std::string message(std::string_view members, std::string_view finish = "stop") {
  return fmt::format(R"({{"choices": [{{"finish_reason": "{}", "message": {{{}}}}}]}})", finish, members);
}

TEST(Completion, TakesWordsInWhateverFormTheyStand) {
  for (const char* said :
       {R"("content": {"insights": []})", R"("content": {"type": "text", "text": "{\"insights\":[]}"})",
        R"("content": ["{\"insights\"", ":[]}"])",
        R"("content": [{"type": "reasoning", "text": "{"}, {"type": "text", "text": "{\"insights\":[]}"}])",
        R"("content": [{"type": "thinking", "text": "{"}, {"type": "text", "text": "{\"insights\":[]}"}])",
        R"("content": null, "tool_calls": [{"function": {"arguments": {"insights": []}}}])",
        R"("content": null, "function_call": {"arguments": "{\"insights\":[]}"})"})
    EXPECT_EQ(read_completion(message(said))->content, R"({"insights":[]})") << said;
}

TEST(Completion, TakesThoughtsForTheAnswerOnlyWhereTheyAreJsonAlone) {
  for (const char* name : {"reasoning_content", "reasoning"}) {
    const auto thought = [&](std::string_view what) {
      return read_completion(message(fmt::format(R"("content": "", "{}": "{}")", name, what)))->content;
    };
    EXPECT_EQ(thought(R"({\"insights\":[]})"), R"({"insights":[]})") << name;
    EXPECT_EQ(thought(R"(Perhaps {\"insights\":[]})"), "") << name;
  }
}

TEST(Completion, KnowsARefusal) {
  const auto reply = read_completion(message(R"("content": null, "refusal": "I'm sorry.")"));
  EXPECT_EQ(reply->content, "I'm sorry.");
  EXPECT_EQ(reply->finish, "refusal");
  EXPECT_EQ(read_completion(message(R"("content": "yes", "refusal": null)"))->finish, "stop");
  const auto streamed = read_completion(
      "data: {\"choices\": [{\"delta\": {\"refusal\": \"I'm \"}}]}\n\n"
      "data: {\"choices\": [{\"delta\": {\"refusal\": \"sorry.\"}, \"finish_reason\": \"stop\"}]}\n\n");
  EXPECT_EQ(streamed->content, "I'm sorry.");
  EXPECT_EQ(streamed->finish, "refusal");
}

TEST(Completion, KnowsAFailureInEveryFormThatIsSentAsSuccess) {
  for (const char* body :
       {R"({"error": {"message": "no room"}})", R"({"object": "error", "message": "no room", "code": 4})",
        R"({"detail": "no room"})",
        R"({"choices": [{"finish_reason": "error", "error": {"message": "no room"}, "message": {"content": ""}}]})",
        "data: {\"choices\": [{\"delta\": {\"content\": \"{\"}}]}\n\n"
        "data: {\"choices\": [{\"delta\": {}, \"finish_reason\": \"error\", \"error\": \"no room\"}]}\n\n"}) {
    const auto reply = read_completion(body);
    ASSERT_FALSE(reply) << body;
    EXPECT_EQ(reply.error().message, "The model server failed: no room.") << body;
    EXPECT_EQ(reply.error().kind, ErrorKind::http_status) << body;
  }
  EXPECT_EQ(read_completion(message(R"("content": "{")", "error")).error().message, "The model server failed.");
}

TEST(Completion, KnowsAStreamByAnyOfItsFieldsAndPiecesThatAreWholeMessages) {
  for (const char* field : {"id: 1", "retry: 100", "event: message", ": so"})
    EXPECT_EQ(read_completion(field + std::string("\ndata: {\"choices\": [{\"message\": {\"content\": \"one\"}}]}\n\n"
                                                  "data: [DONE]\n\n"))
                  ->content,
              "one")
        << field;
}

TEST(Completion, PutsTogetherWhatCameAsAStream) {
  const auto reply = read_completion(
      ": a comment\r\n"
      "data: {\"choices\": [{\"delta\": {\"role\": \"assistant\", \"content\": \"\"}}]}\r\n\r\n"
      "data: {\"choices\": [{\"delta\": {\"content\": \"one \"}}]}\n\n"
      "data: {\"choices\": [{\"delta\": {\"content\": \"two\"}, \"finish_reason\": \"stop\"}]}\n\n"
      "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 2}}\n\n"
      "data: [DONE]\n\n");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->content, "one two");
  EXPECT_EQ(reply->finish, "stop");
  EXPECT_EQ(reply->prompt_tokens, 5);
}

TEST(Completion, TakesNoStreamThatBrokeOffOrFailed) {
  EXPECT_EQ(read_completion("data: {\"choices\": [{\"delta\": {\"content\": \"one \"}}]}\n\n").error().kind,
            ErrorKind::corrupt);
  const auto failed = read_completion("data: {\"error\": {\"message\": \"overloaded\"}}\n\ndata: [DONE]\n\n");
  EXPECT_EQ(failed.error().message, "The model server failed: overloaded.");
}

TEST(Completion, IsNoneWhereNobodyAnsweredAsAModel) {
  for (const char* body : {"", "{}", "[]", "null", "hello", R"({"choices": []})", R"({"choices": {}})"})
    EXPECT_EQ(read_completion(body).error().kind, ErrorKind::corrupt) << body;
  EXPECT_EQ(read_completion(" <!doctype html>").error().kind, ErrorKind::not_found);
  EXPECT_EQ(read_completion(R"({"error": "no room"})").error().message, "The model server failed: no room.");
}

TEST(Completion, TakesCountsThatCannotBeForNone) {
  const auto reply = read_completion(
      R"({"choices": [{"message": {"content": "a"}}], "usage": {"prompt_tokens": -5, "completion_tokens": 1e300}})");
  EXPECT_EQ(reply->prompt_tokens, 0);
  EXPECT_LE(reply->completion_tokens, 100'000'000);
}

TEST(Endpoint, IsFoundHoweverTheBaseIsWritten) {
  for (const char* base : {"http://h", "http://h/", "http://h/v1", "http://h/v1//", "http://h/v1/chat/completions",
                           "http://h/chat/completions/"})
    EXPECT_EQ(endpoint_of(base, "/chat/completions"), "http://h/v1/chat/completions") << base;
  EXPECT_EQ(endpoint_of("https://h/openai/v1/", "/models"), "https://h/openai/v1/models");
  EXPECT_EQ(endpoint_of("https://h/api/paas/v4", "/models"), "https://h/api/paas/v4/models");
}

}  // namespace
}  // namespace pith::llm
