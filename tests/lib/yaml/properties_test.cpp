#include "lib/yaml/properties.h"

#include <gtest/gtest.h>

namespace pith::yaml {
namespace {

using Values = std::vector<std::string>;

TEST(Properties, AreTextsAndListsHoweverTheyAreWritten) {
  const auto read = read_properties(
      "id: in_abc\nshow: \"The \\\"Show\\\": one\"\ntopics:\n  - Heating\n  - 'it''s'\ntags: [a, b]\nempty:\n");
  ASSERT_TRUE(read) << read.error().log_line();
  ASSERT_EQ(read->size(), 5U);
  EXPECT_EQ(read->at(0).values, Values{"in_abc"});
  EXPECT_EQ(read->at(1).values, Values{"The \"Show\": one"});
  EXPECT_EQ(read->at(2).values, (Values{"Heating", "it's"}));
  EXPECT_EQ(read->at(2).line, 3);
  EXPECT_EQ(read->at(3).values, (Values{"a", "b"}));
  EXPECT_TRUE(read->at(4).values.empty());
}

TEST(Properties, MayBeNone) { EXPECT_TRUE(read_properties("")->empty()); }

TEST(Properties, ThatAreBrokenNameTheLine) {
  const auto read = read_properties("id: in_abc\nshow: one: two\n", 2);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::invalid_input);
  EXPECT_TRUE(read.error().message.starts_with("line 3: ")) << read.error().message;
  EXPECT_FALSE(read_properties("- a\n- b\n"));
  EXPECT_FALSE(read_properties("a: *nowhere\n"));
}

// Else a few kilobytes are gigabytes of values.
TEST(Properties, ThatReferToEachOtherAreRefused) {
  std::string text = "a: &a [x, x, x]\n";
  for (int n = 0; n < 100; ++n) text += "b" + std::to_string(n) + ": *a\n";
  const auto read = read_properties(text, 2);
  ASSERT_FALSE(read);
  EXPECT_TRUE(read.error().message.starts_with("line 3: ")) << read.error().message;
}

TEST(Properties, NestedWithoutEndAreRefused) {
  EXPECT_FALSE(read_properties(std::string(100'000, '[')));
  EXPECT_FALSE(read_properties(std::string(300'000, 'a')));
}

}  // namespace
}  // namespace pith::yaml
