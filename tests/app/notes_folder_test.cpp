#include "app/notes_folder.h"

#include <fstream>

#include <gtest/gtest.h>

#include "store/episodes.h"
#include "store/insights.h"
#include "store/shows.h"
#include "support/files.h"

namespace pith::app {
namespace {

class Notes : public testing::Test {
 protected:
  Notes() : store_(store::Store::open(folder_ / "pith.db").value()) { put("Heat pumps work in the cold"); }

  void put(const char* headline) {
    const auto done = store_->write([&](store::Tx& tx) {
      Show show;
      show.id = "sh_one";
      show.slug = "the-show";
      show.title = "The Show";
      store::put(tx, show);
      Episode episode;
      episode.id = "ep_one";
      episode.show_id = "sh_one";
      episode.title = "An episode";
      store::put(tx, episode);
      Insight insight;
      insight.id = "in_oneoneoneone";
      insight.episode_id = "ep_one";
      insight.show_id = "sh_one";
      insight.headline = headline;
      insight.text = "They do.";
      store::replace_insights(tx, "ep_one", std::vector{insight});
    });
    ASSERT_TRUE(done) << done.error().log_line();
  }
  NotesWritten write() { return write_notes(store_->read(), delivery::Addresses(""), notes_).value(); }

  test::TempFolder folder_;
  std::filesystem::path notes_ = folder_ / "notes";
  std::unique_ptr<store::Store> store_;
};

TEST_F(Notes, AreOneAnInsightAndASecondExportChangesNone) {
  EXPECT_EQ(write().fresh, 1U);
  const auto note = notes_ / "Heat pumps work in the cold.md";
  ASSERT_TRUE(std::filesystem::exists(note));
  const auto before = std::filesystem::last_write_time(note);
  const auto again = write();
  EXPECT_EQ(again.unchanged, 1U);
  EXPECT_EQ(again.fresh + again.changed, 0U);
  EXPECT_EQ(std::filesystem::last_write_time(note), before);
}

TEST_F(Notes, AreFoundAgainWhereTheirOwnerPutThem) {
  write();
  std::filesystem::create_directories(notes_ / "Energy");
  std::filesystem::rename(notes_ / "Heat pumps work in the cold.md", notes_ / "Energy" / "Pumps.md");
  put("Heat pumps work in any cold");
  const auto again = write();
  EXPECT_EQ(again.changed, 1U);
  EXPECT_EQ(again.fresh, 0U);
  EXPECT_TRUE(test::read_file(notes_ / "Energy" / "Pumps.md").contains("# Heat pumps work in any cold"));
}

TEST_F(Notes, NeverTakeTheNameOfAnotherFile) {
  std::filesystem::create_directories(notes_);
  std::ofstream(notes_ / "Heat pumps work in the cold.md") << "mine\n";
  EXPECT_EQ(write().fresh, 1U);
  EXPECT_EQ(test::read_file(notes_ / "Heat pumps work in the cold.md"), "mine\n");
  EXPECT_TRUE(std::filesystem::exists(notes_ / "Heat pumps work in the cold (in_oneoneoneone).md"));
}

}  // namespace
}  // namespace pith::app
