#include "store/import_insights.h"

#include "store/home.h"
#include "store/people.h"

namespace pith::store {
namespace {

SourcedInsight a_source(std::string id = "in_new") {
  SourcedInsight source;
  source.insight = an_insight(std::move(id));
  source.insight.evidence[0].text = "other words";
  source.episode.id = "ep_new";
  source.episode.title = "A new episode";
  source.show.id = "sh_new";
  source.show.title = "A new show";
  return source;
}

class ImportInsights : public Home {
 protected:
  Imported import(std::vector<SourcedInsight> sources) {
    const auto done = import_insights(*store_, sources, "v1");
    EXPECT_TRUE(done) << done.error().log_line();
    return done.value_or(Imported{});
  }
};

TEST_F(ImportInsights, MakesShowAndEpisodeWhereTheyAreNotHere) {
  const auto done = import({a_source()});
  EXPECT_EQ(done.shows, 1);
  EXPECT_EQ(done.episodes, 1);
  EXPECT_EQ(done.insights, 1);
  EXPECT_TRUE((**show_by_id(store_->read(), "sh_new")).removed);  // it is not followed
  EXPECT_EQ((**insight_by_id(store_->read(), "in_new")).episode_id, "ep_new");
  EXPECT_EQ(insights_by_words(store_->read(), a_word("pumps"), {}, 9)->size(), 1U);
  EXPECT_TRUE(work_by_key(store_->read(), {"relate", "ep_new", "v1"})->has_value());
}

TEST_F(ImportInsights, TheirSpeakersAreFoundByName) {
  import({a_source()});
  EXPECT_EQ(*speakers_called(store_->read(), "bob guest", true), std::vector<std::string>{"Bob Guest"});
  EXPECT_EQ(*speakers_called(store_->read(), "Bob", true), std::vector<std::string>{"Bob Guest"});
  EXPECT_EQ(*keys_of_people(store_->read(), {}), std::vector<std::string>{"bob-guest"});
}

TEST_F(ImportInsights, TwiceIsOnce) {
  import({a_source()});
  const auto again = import({a_source()});
  EXPECT_EQ(again.shows + again.episodes + again.insights, 0);
  EXPECT_EQ(again.known, 1);
}

TEST_F(ImportInsights, FindsShowAndEpisodeByTheirTitlesWhereThereIsNoId) {
  import({a_source()});
  auto source = a_source("");
  source.show.id.clear();
  source.episode.id.clear();
  source.insight.evidence[0].text = "still other words";
  const auto done = import({source});
  EXPECT_EQ(done.shows + done.episodes, 0);
  EXPECT_EQ(insights_of_episode(store_->read(), "ep_new")->size(), 2U);
}

TEST_F(ImportInsights, OfAnEpisodeWithATranscriptHereLeavesThisHomesOwn) {
  fill();
  auto source = a_source();
  source.show.id = "sh_one";
  source.episode.id = "ep_one";
  EXPECT_EQ(import({source}).left_out, 1);
  source.insight.evidence[0].text = an_insight().evidence[0].text;
  EXPECT_EQ(import({source}).known, 1);
  EXPECT_EQ(ids(insights_of_episode(store_->read(), "ep_one")), std::vector<std::string>{"in_one"});
}

}  // namespace
}  // namespace pith::store
