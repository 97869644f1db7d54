#include "lib/json/json.h"

#include <cmath>

#include <gtest/gtest.h>

namespace pith::json {
namespace {

Value read(std::string_view text) {
  auto parsed = parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed ? *std::move(parsed) : Value{};
}

TEST(Json, ReadsEveryTypeBack) {
  const auto value = read(R"({"s":"é\u00e9","i":-7,"d":2.5,"t":true,"n":null,"a":[1,[2]],"o":{"k":"v"}})");
  EXPECT_EQ(value.at("s").text(), "éé");
  EXPECT_EQ(value.at("i").integer(), -7);
  EXPECT_EQ(value.at("d").number(), 2.5);
  EXPECT_EQ(value.at("t").boolean(), true);
  EXPECT_TRUE(value.at("n").is_null());
  EXPECT_TRUE(value.has("n"));
  EXPECT_EQ(value.at("a").at(1).at(0).integer(), 2);
  EXPECT_EQ(value.at("o").at("k").text(), "v");
}

TEST(Json, GivesNothingForWhatIsMissingOrOfAnotherType) {
  const auto value = read(R"({"n":"3","f":3.5,"w":3.0})");
  EXPECT_EQ(value.at("none").at("deeper").at(7).text(), "");
  EXPECT_FALSE(value.has("none"));
  EXPECT_EQ(value.at("n").integer(), std::nullopt);
  EXPECT_EQ(value.at("f").integer(), std::nullopt);
  EXPECT_EQ(value.at("w").integer(), 3);
  EXPECT_TRUE(value.at("n").items().empty());
}

TEST(Json, WritesMembersInTheOrderTheyWereAdded) {
  auto value = object({{"z", 1}, {"a", array({true, nullptr, "x"})}});
  value.set("m", 0.1).set("z", "again");
  EXPECT_EQ(write(value), R"({"z":"again","a":[true,null,"x"],"m":0.1})");
}

TEST(Json, WritesAndReadsBackTheSameValue) {
  const auto value = read(R"({"a":[1.0,1,1e300,-0.25,""],"b":{},"c":[],"d":"tab\t quote\" ☃ \u0001"})");
  EXPECT_EQ(read(write(value)), value);
  EXPECT_EQ(read(write(value, Style::indented)), value);
}

TEST(Json, IndentsByTwoSpaces) {
  EXPECT_EQ(write(object({{"a", array({1, 2})}, {"b", object()}}), Style::indented),
            "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
}

TEST(Json, MendsInvalidUtf8AndNumbersThatAreNone) {
  EXPECT_EQ(write(Value("a\xff")), "\"a\xef\xbf\xbd\"");
  EXPECT_EQ(write(Value(std::nan(""))), "null");
}

TEST(Json, RefusesWhatIsNotJson) {
  for (const auto* text : {"", "{", "[1,]", "{'a':1}", "nul", "1 2", "<html>", "\"a\xff\""}) {
    const auto parsed = parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().kind, ErrorKind::invalid_input) << text;
  }
}

TEST(Json, SkipsAByteOrderMark) { EXPECT_EQ(read("\xef\xbb\xbf[1]").at(0).integer(), 1); }

TEST(Json, RefusesNestingBeyondTheLimit) {
  EXPECT_TRUE(parse(std::string(64, '[') + std::string(64, ']')));
  const auto parsed = parse(std::string(1'000'000, '['));
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().kind, ErrorKind::too_large);
}

TEST(Json, RefusesMoreBytesOrValuesThanAllowed) {
  EXPECT_EQ(parse("[1,2,3]", {.bytes = 6}).error().kind, ErrorKind::too_large);
  EXPECT_EQ(parse("[1,2,3]", {.values = 3}).error().kind, ErrorKind::too_large);
  EXPECT_TRUE(parse("[1,2,3]", {.values = 4}));
}

TEST(Json, KeepsIntegersOf64BitsExactly) {
  EXPECT_EQ(read("9223372036854775807").integer(), 9223372036854775807);
  EXPECT_EQ(write(Value(std::int64_t{1716500000123456})), "1716500000123456");
  EXPECT_EQ(read("18446744073709551615").number(), 18446744073709551615.0);
}

TEST(Json, TakesTheLastOfTwoMembersOfOneName) { EXPECT_EQ(read(R"({"a":1,"a":2})").at("a").integer(), 2); }

}  // namespace
}  // namespace pith::json
