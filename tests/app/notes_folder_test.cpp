#include "app/notes_folder.h"

#include <chrono>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>

#include <gtest/gtest.h>

#include "app/save_file.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/shows.h"
#include "support/files.h"

namespace pith::app {
namespace {

class Notes : public testing::Test {
 protected:
  Notes() : store_(store::Store::open(folder_ / "pith.db").value()) { put({"Heat pumps work in the cold"}); }

  // Insights of one episode, with these headlines: in_oneoneoneone, in_twotwotwotwo.
  void put(const std::vector<std::string>& headlines) {
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
      std::vector<Insight> insights;
      for (const auto& headline : headlines) {
        Insight insight;
        insight.id = insights.empty() ? "in_oneoneoneone" : "in_twotwotwotwo";
        insight.episode_id = "ep_one";
        insight.show_id = "sh_one";
        insight.headline = headline;
        insight.text = "They do.";
        insights.push_back(insight);
      }
      store::replace_insights(tx, "ep_one", insights);
    });
    ASSERT_TRUE(done) << done.error().log_line();
  }
  // Two notes that link to each other.
  void put_two(const char* first, const char* second) {
    put({first, second});
    Link link;
    link.from = "in_oneoneoneone";
    link.to = "in_twotwotwotwo";
    ASSERT_TRUE(store_->write([&](store::Tx& tx) { store::put_links(tx, std::vector{link}); }));
  }
  std::string note(const std::filesystem::path& name) { return test::read_file(notes_ / name); }
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
  put({"Heat pumps work in any cold"});
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

TEST_F(Notes, LinkToEachOtherByTheNamesTheirFilesHave) {
  put_two("Heat pumps work in the cold", "Gas boilers do too");
  write();
  EXPECT_TRUE(note("Heat pumps work in the cold.md").contains("- [[Gas boilers do too]] (The Show)\n"));
  std::filesystem::create_directories(notes_ / "Energy");
  std::filesystem::rename(notes_ / "Gas boilers do too.md", notes_ / "Energy" / "Boilers.md");
  EXPECT_EQ(write().changed, 1U);
  EXPECT_TRUE(note("Heat pumps work in the cold.md").contains("- [[Boilers]] (The Show)\n"));
  EXPECT_TRUE(note("Energy/Boilers.md").contains("- [[Heat pumps work in the cold]] (The Show)\n"));
  EXPECT_EQ(write().unchanged, 2U);
}

TEST_F(Notes, OfOneHeadlineAreLinkedEachByItsOwnName) {
  put_two("Heat pumps work", "Heat pumps work");
  write();
  EXPECT_TRUE(note("Heat pumps work.md").contains("- [[Heat pumps work (in_twotwotwotwo)]] (The Show)\n"));
  std::filesystem::create_directories(notes_ / "Energy");
  std::filesystem::rename(notes_ / "Heat pumps work (in_twotwotwotwo).md", notes_ / "Energy" / "Heat pumps work.md");
  write();
  EXPECT_TRUE(note("Heat pumps work.md").contains("- [[Energy/Heat pumps work]] (The Show)\n"));
}

TEST_F(Notes, WhoseNamesSomeFileSystemsTakeForOneHaveTwo) {
  for (const auto& [first, second] :
       {std::pair{"Heat Pumps Work", "Heat pumps work"}, {"Caf\u00E9 heat", "Cafe\u0301 heat"}}) {
    std::filesystem::remove_all(notes_);
    put_two(first, second);
    EXPECT_EQ(write().fresh, 2U);
    EXPECT_TRUE(std::filesystem::exists(notes_ / (std::string(second) + " (in_twotwotwotwo).md"))) << second;
    EXPECT_EQ(write().unchanged, 2U);
  }
}

TEST_F(Notes, NeverTakeTheNameOfAnotherFileHoweverManyAreThere) {
  std::filesystem::create_directories(notes_ / "Heat pumps work in the cold.md");
  std::ofstream(notes_ / "heat pumps work in the cold (IN_oneoneoneone).md") << "mine\n";
  EXPECT_EQ(write().fresh, 1U);
  EXPECT_EQ(note("heat pumps work in the cold (IN_oneoneoneone).md"), "mine\n");
  EXPECT_TRUE(std::filesystem::exists(notes_ / "Heat pumps work in the cold (in_oneoneoneone 2).md"));
  EXPECT_EQ(write().unchanged, 1U);
}

TEST_F(Notes, WhoseNameNoLinkTakesAreNamedOnly) {
  put_two("Heat pumps work", "Boilers too");
  write();
  std::filesystem::rename(notes_ / "Boilers too.md", notes_ / "Boilers [draft].md");
  write();
  EXPECT_TRUE(note("Heat pumps work.md").contains("- Boilers \\[draft\\] (The Show)\n"));
}

TEST_F(Notes, DoNotNameWhatIsHidden) {
  put_two("Heat pumps work", "Boilers too");
  ASSERT_TRUE(store_->write([](store::Tx& tx) {
    Show show;
    show.id = "sh_two";
    show.slug = "hidden";
    show.hidden = true;
    store::put(tx, show);
    Episode episode;
    episode.id = "ep_two";
    episode.show_id = "sh_two";
    store::put(tx, episode);
    Insight insight;
    insight.id = "in_hiddenhidden";
    insight.episode_id = "ep_two";
    insight.show_id = "sh_two";
    insight.headline = "Nobody is to see this";
    store::replace_insights(tx, "ep_two", std::vector{insight});
    Link link;
    link.from = "in_oneoneoneone";
    link.to = "in_hiddenhidden";
    store::put_links(tx, std::vector{link});
  }));
  EXPECT_EQ(write().fresh, 2U);
  EXPECT_FALSE(note("Heat pumps work.md").contains("Nobody is to see this"));
}

TEST_F(Notes, ThatWereThrownAwayComeBack) {
  write();
  std::filesystem::create_directories(notes_ / ".trash");
  std::filesystem::rename(notes_ / "Heat pumps work in the cold.md", notes_ / ".trash" / "Heat pumps.md");
  EXPECT_EQ(write().fresh, 1U);
  EXPECT_TRUE(std::filesystem::exists(notes_ / "Heat pumps work in the cold.md"));
}

TEST_F(Notes, AreReplacedWholeSoThatTheirOwnersWordsOutlastAKilledExport) {
  write();
  const auto path = notes_ / "Heat pumps work in the cold.md";
  std::ofstream(path, std::ios::app) << "My own thought.\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::ifstream before(path);  // still reads what stood there: nothing was written over
  put({"Heat pumps work in any cold"});
  EXPECT_EQ(write().changed, 1U);
  const std::string old{std::istreambuf_iterator<char>(before), {}};
  EXPECT_TRUE(old.contains("# Heat pumps work in the cold\n") && old.contains("My own thought.")) << old;
  EXPECT_TRUE(note("Heat pumps work in the cold.md").contains("My own thought.\n"));
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Notes, ThatAreLinksToFilesElsewhereStayLinks) {
  write();
  const auto path = notes_ / "Heat pumps work in the cold.md";
  std::filesystem::rename(path, folder_ / "elsewhere.md");
  std::filesystem::create_symlink(folder_ / "elsewhere.md", path);
  put({"Heat pumps work in any cold"});
  EXPECT_EQ(write().changed, 1U);
  EXPECT_TRUE(std::filesystem::is_symlink(path));
  EXPECT_TRUE(test::read_file(folder_ / "elsewhere.md").contains("in any cold"));
}

TEST_F(Notes, AreFreeOfWhatAKilledExportLeft) {
  std::filesystem::create_directories(notes_ / "Energy");
  std::ofstream(notes_ / "Energy" / ".pith-0a1b.part") << "half a no";
  write();
  EXPECT_FALSE(std::filesystem::exists(notes_ / "Energy" / ".pith-0a1b.part"));
  EXPECT_FALSE(is_unfinished(notes_ / "a.part") || is_unfinished(notes_ / ".pith-notes.md"));
}

// One holds the folder; another has its turn after it, and finds what it wrote.
TEST_F(Notes, AreWrittenByOneExportAtATime) {
  std::filesystem::create_directories(notes_);
  auto held = std::make_unique<FolderLock>(notes_);
  auto other = std::async(std::launch::async, [&] { return write(); });
  EXPECT_EQ(other.wait_for(std::chrono::milliseconds{100}), std::future_status::timeout);
  EXPECT_TRUE(std::filesystem::is_empty(notes_));
  held.reset();
  EXPECT_EQ(other.get().fresh, 1U);
  EXPECT_EQ(write().unchanged, 1U);
}

}  // namespace
}  // namespace pith::app
