#include <algorithm>

#include <gtest/gtest.h>

#include "stages/insight/entities.h"
#include "stages/insight/filing_distiller.h"
#include "talks.h"

namespace pith::insight {
namespace {

// The shipped model and the words it stands on.
struct Filing : testing::Test {
  std::string bytes = model_bytes("words-en.bin");
  text::WordModel words = text::WordModel::read(bytes).value();
  std::string list = model_bytes("topics-en.tsv");
  std::string weights = model_bytes("topics-en.bin");
  std::shared_ptr<const TopicModel> model = TopicModel::parse(list, weights, words).value();

  static Transcript talk() {
    return talk_of({
        {0, "How do you hire now?"},
        {1, "We stopped doing whiteboard interviews, because candidates only learnt to pass them."},
        {1, "Hiring by a work sample told us at Hetzner more about a candidate than five interviews."},
        {0, "So Ben, what went wrong before?"},
        {1, "Our recruiters wrote job descriptions nobody could meet."},
    });
  }

  static Insight insight() {
    Insight one;
    one.key_start = std::chrono::seconds(10);
    one.evidence = {{.cues = {1, 2}}};
    return one;
  }

  Insight filed(Insight one, const EpisodeContext& context = {}) const {
    std::vector<Insight> insights{std::move(one)};
    file_insights(insights, talk(), context, *model);
    return insights.front();
  }
};

bool has(const std::vector<std::string>& all, std::string_view one) { return std::ranges::find(all, one) != all.end(); }

TEST_F(Filing, TopicsSayWhatTheEvidenceIsAbout) {
  const auto topics = filed(insight()).topics;
  ASSERT_FALSE(topics.empty());
  EXPECT_EQ(topics.front(), "Hiring and interviewing");
  EXPECT_LE(topics.size(), 4U);
}

TEST_F(Filing, TopicsComeFromTheListWhateverAnEngineCallsThem) {
  auto one = insight();
  one.topics = {"recruiting", "gardening"};
  const auto topics = filed(one).topics;
  EXPECT_EQ(topics.front(), "Hiring and interviewing");
  EXPECT_FALSE(has(topics, "gardening"));
  EXPECT_EQ(std::ranges::count(topics, "Hiring and interviewing"), 1);
}

TEST_F(Filing, NamesSaidInTheEvidenceAreItsEntities) { EXPECT_TRUE(has(filed(insight()).entities, "Hetzner")); }

TEST_F(Filing, AFirstNameIsThePersonWhoTakesPart) {
  const auto transcript = talk();
  const EpisodeTerms terms(transcript);
  const EpisodeContext context{.persons = {{.name = "Ben Okafor, PhD"}}};
  const EpisodeNames names(transcript, terms, context, words);
  const Standing standing{.evidence = {{3, 3}}, .key = 3};
  const auto rows = names.rows(standing);
  EXPECT_TRUE(std::ranges::any_of(rows, [](const auto& row) { return row.name == "Ben Okafor"; }));
}

TEST_F(Filing, AWordWithAnotherSenseNamesNoTopicAlone) {
  const auto said_aliases = [&](const Transcript& transcript, const EpisodeContext& context) {
    const EpisodeTerms terms(transcript);
    const EpisodeTopics topics(transcript, terms, context, *model);
    const Standing standing{.evidence = {{0, 0}}, .key = 0};
    const auto rows = topics.rows(std::span(&standing, 1)).front();
    const auto biology =
        std::ranges::find_if(rows, [&](const TopicRow& row) { return topics.name_of(row) == "Biology and evolution"; });
    return biology == rows.end() ? 0 : biology->aliases.size();
  };
  const auto talk = talk_of({{0, "The ecosystem of packages grew faster than anybody had planned."}});
  EXPECT_EQ(said_aliases(talk, {}), 0U);
  EXPECT_EQ(said_aliases(talk, {.episode_title = "What a biologist sees"}), 1U);
  const auto pond = talk_of({{0, "The ecosystem of a pond is rich."}, {0, "Its bacteria live on each other."}});
  EXPECT_EQ(said_aliases(pond, {}), 1U);
}

TEST_F(Filing, ATitleThatNamesATopicMakesItLikelier) {
  const auto probability = [&](const EpisodeContext& context) {
    const auto transcript = talk();
    const EpisodeTerms terms(transcript);
    const EpisodeTopics topics(transcript, terms, context, *model);
    const Standing standing{.evidence = {{4, 4}}, .key = 4};
    const auto rows = topics.rows(std::span(&standing, 1)).front();
    const auto row = std::ranges::find_if(rows, [&](const auto& one) { return topics.name_of(one) == "Careers"; });
    return row == rows.end() ? 0 : model->probability(*row);
  };
  EXPECT_GT(probability({.episode_title = "A career in careers"}), probability({}));
}

TEST_F(Filing, EvidenceBeyondTheTalkIsNoHarm) {
  auto one = insight();
  one.evidence = {{.cues = {-3, 900}}};
  EXPECT_LE(filed(one).topics.size(), 4U);
  one.evidence.clear();
  EXPECT_LE(filed(one).entities.size(), 6U);
}

TEST_F(Filing, AnotherListThanTheWeightsWereLearntForIsRefused) {
  const auto made = TopicModel::parse(list + "Gardening\tgarden\n", weights, words);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().kind, ErrorKind::corrupt);
}

TEST_F(Filing, CutWeightsAreRefused) {
  EXPECT_FALSE(TopicModel::parse(list, weights.substr(0, weights.size() - 1), words).has_value());
  EXPECT_FALSE(TopicModel::parse(list, "", words).has_value());
}

TEST_F(Filing, ADistillersInsightsAreFiledAndItsVersionNamesTheModel) {
  const auto inner = shipped_distiller();
  const FilingDistiller filing(*inner, model);
  EXPECT_EQ(filing.name(), inner->name());
  EXPECT_TRUE(filing.version().starts_with(inner->version()));
  EXPECT_NE(filing.version(), inner->version());
}

}  // namespace
}  // namespace pith::insight
