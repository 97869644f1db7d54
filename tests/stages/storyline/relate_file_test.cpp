#include "stages/storyline/relate_file.h"

#include <gtest/gtest.h>

namespace pith::storyline {
namespace {

TEST(InsightLines, AreReadOneALine) {
  const auto read = read_insight_lines(
      "{\"id\":\"a/"
      "1\",\"episode\":\"a\",\"headline\":\"H\",\"text\":\"T\",\"topics\":[\"x\",\"y\"],\"entities\":[\"E\"]}\n"
      "\n"
      "{\"id\":\"b/1\",\"episode\":\"b\",\"text\":\"U\",\"show\":\"s\",\"published\":\"2026-11-25T06:00:00Z\"}");
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ(read->at(0).headline, "H");
  EXPECT_EQ(read->at(0).topics, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(read->at(0).entities, std::vector<std::string>{"E"});
  EXPECT_EQ(read->at(1).show_id, "s");
  EXPECT_EQ(format_rfc3339(read->at(1).published), "2026-11-25T06:00:00Z");
}

struct Fault {
  std::string_view bytes;
  std::string_view says;
};

class FaultyInsightLines : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyInsightLines, AreRefusedWithTheirLine) {
  const auto read = read_insight_lines(GetParam().bytes);
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find(GetParam().says), std::string::npos) << read.error().message;
}

INSTANTIATE_TEST_SUITE_P(Each, FaultyInsightLines,
                         ::testing::Values(Fault{"{\"id\":\"a\",\"episode\":\"e\",\"text\":\"t\"}\n{\"id\":", "line 2"},
                                           Fault{"{\"id\":\"a\",\"episode\":\"e\"}", "line 1: an insight needs"},
                                           Fault{"{\"id\":\"a\",\"episode\":\"e\",\"text\":\"t\"}\n\n"
                                                 "{\"id\":\"a\",\"episode\":\"f\",\"text\":\"t\"}\n",
                                                 "line 3: the id \"a\""},
                                           Fault{"[]", "line 1"}));

TEST(RelationsAsJson, NameEachInsightWithItsNearest) {
  const std::vector<Profile> profiles{{{"a", "ep_a", "", {}}, {}, {}}, {{"b", "ep_b", "", {}}, {}, {}}};
  const auto near = [](const Profile& profile) {
    if (profile.key.insight_id == "b") return std::vector<Neighbour>{};
    return std::vector<Neighbour>{{{"b", "ep_b", "", {}}, {1, 1, 1}}, {{"c", "ep_c", "", {}}, {0.4, 0.4}}};
  };
  EXPECT_EQ(relations_as_json(profiles, near),
            R"({"a":[{"id":"b","kind":"restates","score":1.0},{"id":"c","kind":"related","score":0.4}],"b":[]})");
}

}  // namespace
}  // namespace pith::storyline
