#include "store/store.h"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "domain/untitled.h"
#include "lib/sql/connection.h"
#include "store/episodes.h"
#include "store/home.h"
#include "store/migrate.h"
#include "store/search.h"
#include "support/files.h"

namespace pith::store {
namespace {

class StoreFile : public Home {
 protected:
  std::filesystem::path file() const { return folder_ / "pith.db"; }
};

TEST_F(StoreFile, KeepsWhatWasWrittenOverAReopening) {
  fill();
  store_.reset();
  store_ = open();
  EXPECT_EQ(*show_by_id(store_->read(), "sh_one"), a_show());
}

TEST_F(StoreFile, IsReadByNobodyButItsOwner) {
  using std::filesystem::perms;
  std::filesystem::permissions(file(), perms{0644});
  const auto again = open();
  for (const auto* end : {"", "-wal", "-shm"})
    EXPECT_EQ(std::filesystem::status(file().string() + end).permissions(), perms{0600}) << end;
}

TEST_F(StoreFile, RollsBackWhereTheWorkReturnsAnError) {
  const auto done = store_->write([](Tx& tx) -> Result<int> {
    put(tx, a_show());
    return fail(ErrorKind::network, "no");
  });
  EXPECT_EQ(done.error().kind, ErrorKind::network);
  EXPECT_TRUE(shows(store_->read())->empty());
}

TEST_F(StoreFile, RollsBackWhereAWriteFailedThoughTheWorkReturnsWell) {
  const auto done = store_->write([](Tx& tx) {
    put(tx, a_show());
    put(tx, a_feed());
    put(tx, an_episode());
    replace_insights(tx, "ep_none", std::vector{[] {
                       auto insight = an_insight();
                       insight.episode_id = "ep_none";
                       return insight;
                     }()});
    put(tx, a_show("sh_two"));
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::refused);
  EXPECT_TRUE(shows(store_->read())->empty());
}

TEST_F(StoreFile, RollsBackWhereTheWorkThrows) {
  EXPECT_THROW((void)store_->write([](Tx& tx) {
    put(tx, a_show());
    throw std::runtime_error("x");
  }),
               std::runtime_error);
  EXPECT_TRUE(shows(store_->read())->empty());
  fill();
}

TEST_F(StoreFile, GivesBackTheWorksValue) {
  EXPECT_EQ(store_->write([](Tx&) -> Result<int> { return 7; }), 7);
}

TEST_F(StoreFile, TellsOfEachCommitBeforeAndAfter) {
  std::string points;
  store_.reset();
  OpenOptions options;
  options.on_commit = [&](CommitPoint point) { points += point == CommitPoint::before ? 'b' : 'a'; };
  store_ = open(options);
  fill();
  (void)store_->write([](Tx&) -> Result<void> { return fail(ErrorKind::io, "no"); });
  fill();
  EXPECT_EQ(points, "baba");
}

TEST_F(StoreFile, ShowsASnapshotOnlyWhatWasThereWhenItWasTaken) {
  fill();
  const auto before = store_->read();
  EXPECT_EQ(shows(before)->size(), 1u);
  write([](Tx& tx) { put(tx, a_show("sh_two")); });
  EXPECT_EQ(shows(before)->size(), 1u);
  EXPECT_EQ(shows(store_->read())->size(), 2u);
}

TEST_F(StoreFile, IsWrittenAndReadByManyThreads) {
  fill();
  constexpr int each = 50;
  std::atomic<int> failures = 0;
  const auto work = [&](const std::string& name) {
    for (int n = 0; n < each; ++n) {
      const auto id = name + std::to_string(n);
      const auto done = store_->write([&](Tx& tx) -> Result<void> {
        const auto known = episodes_of_show(tx, "sh_one");
        if (!known) return std::unexpected(known.error());
        put(tx, an_episode(id));
        return {};
      });
      if (!done || !episode_by_id(store_->read(), id)->has_value()) ++failures;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (const auto* name : {"a", "b", "c", "d", "e", "f"}) threads.emplace_back(work, name);
  }
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(counts(store_->read())->episodes, 6 * each + 1);
}

TEST_F(StoreFile, IsWrittenByTwoStoresAtOnce) {
  fill();
  const auto other = open();
  std::atomic<int> failures = 0;
  const auto work = [&](Store& store, const std::string& name) {
    for (int n = 0; n < 50; ++n)
      if (!store.write([&](Tx& tx) { put(tx, an_episode(name + std::to_string(n))); })) ++failures;
  };
  {
    std::jthread one([&] { work(*store_, "a"); });
    std::jthread two([&] { work(*other, "b"); });
  }
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(counts(store_->read())->episodes, 101);
}

// Each finds no file, half a file or a whole one, and all get their store.
TEST(NewStoreFile, IsMadeOnceByManyWhoOpenItAtOnce) {
  for (int round = 0; round < 8; ++round) {
    const test::TempFolder folder;
    std::barrier ready(16);
    std::mutex telling;
    std::vector<std::string> failures;
    const auto work = [&] {
      ready.arrive_and_wait();
      const auto opened = Store::open(folder / "pith.db");
      const std::lock_guard lock(telling);
      if (!opened) failures.push_back(opened.error().log_line());
    };
    {
      std::vector<std::jthread> threads;
      for (int n = 0; n < 16; ++n) threads.emplace_back(work);
    }
    EXPECT_TRUE(failures.empty()) << failures.front() << " and " << failures.size() - 1 << " more";
  }
}

TEST_F(StoreFile, IsSound) {
  fill();
  EXPECT_TRUE(check(store_->read()));
}

// A file of the first schema, filled, comes up to date with everything found.
TEST(StoreMigration, BringsAnOlderFileUpToDate) {
  const test::TempFolder folder;
  const auto file = (folder / "pith.db").string();
  {
    const auto connection = *sql::Connection::open(file, std::chrono::milliseconds{0});
    ASSERT_TRUE(migrate(*connection, all_migrations().first(1)));
    ASSERT_TRUE(connection->run_script(test::read_file(test::in_repository("tests/store/filled_0001.sql"))));
  }
  const auto store = Store::open(file);
  ASSERT_TRUE(store) << store.error().log_line();
  EXPECT_EQ(ids(shows((*store)->read())), std::vector<std::string>{"sh_one"});
  EXPECT_EQ(insights_by_words((*store)->read(), a_word("pumps"), {}, 9)->size(), 1u);
  EXPECT_TRUE(check((*store)->read()));
}

TEST(StoreMigration, GivesEpisodesWithoutATitleTheOneThatNewOnesGet) {
  const std::string sixty(60, 'a');
  const std::vector<std::string> descriptions = {
      "",
      " \t\r\n ",
      "Short.",
      "  two\twords\nthree\r\nfour ",
      sixty,
      sixty + "a",
      sixty + " b",
      "b " + sixty,
      std::string(57, 'a') + " bc de",
      std::string(57, 'a') + " bcd",
      "See https://a.example/secret for more",
      "https://a.example/secret",
      "日本語のポッドキャストは言葉の間に空白がありません。それでも題名が要ります。",
      "Ünï cödé " + std::string(40, 'x') + " ééééé éé",
      std::string(100, 'x') + "://y",
      "a 'quoted' \"one\" % _ \\ 𝔘𝔫𝔦"};
  const test::TempFolder folder;
  const auto file = (folder / "pith.db").string();
  std::map<std::string, Episode> expected;
  {
    const auto connection = *sql::Connection::open(file, std::chrono::milliseconds{0});
    ASSERT_TRUE(migrate(*connection, all_migrations().first(1)));
    ASSERT_TRUE(connection->run_script(test::read_file(test::in_repository("tests/store/filled_0001.sql"))));
    for (std::size_t n = 0; n < descriptions.size(); ++n) {
      Episode episode{.id = fmt::format("ep_{}", n)};
      episode.description = descriptions[n];
      episode.published = Time(std::chrono::days(20'000 + 31 * n) + std::chrono::microseconds(1));
      const auto values = fmt::format("'{}', 'sh_one', 'fe_one', 'g{}', '', '', ''", episode.id, n);
      ASSERT_TRUE(
          connection->run(fmt::format("INSERT INTO episodes VALUES ({}, ?, ?, '', 0, '', '', 0, NULL, '', '', '', '', "
                                      "'', '', '', 'listed', '', 0, 0)",
                                      values),
                          {episode.description, episode.published.time_since_epoch().count()}));
      expected[episode.id] = episode;
    }
  }
  const auto store = Store::open(file);
  ASSERT_TRUE(store) << store.error().log_line();
  for (const auto& [id, episode] : expected)
    EXPECT_EQ((**episode_by_id((*store)->read(), id)).title, fallback_title(episode)) << episode.description;
  EXPECT_EQ((**episode_by_id((*store)->read(), "ep_one")).title, "An episode");
}

TEST(StoreMigration, LeavesAFileThatIsUpToDateAlone) {
  const test::TempFolder folder;
  const auto connection = *sql::Connection::open((folder / "pith.db").string(), std::chrono::milliseconds{0});
  ASSERT_TRUE(migrate(*connection, all_migrations()));
  EXPECT_TRUE(migrate(*connection, all_migrations()));
  EXPECT_TRUE(assert_schema(*connection));
}

TEST(StoreMigration, RollsBackAScriptThatFails) {
  const test::TempFolder folder;
  const auto connection = *sql::Connection::open((folder / "pith.db").string(), std::chrono::milliseconds{0});
  const std::vector<EmbeddedFile> scripts = {{"0001_x.sql", "CREATE TABLE a (x TEXT); CREATE TABLE a (x TEXT);"}};
  EXPECT_FALSE(migrate(*connection, scripts));
  EXPECT_TRUE(connection->run("CREATE TABLE a (x TEXT)"));
}

// A home's version is how many of them it has seen.
TEST(Migrations, AreNumberedWithoutGapOrRepeat) {
  std::vector<int> numbers;
  for (const auto& file : std::filesystem::directory_iterator(test::in_repository("src/store/migrations")))
    numbers.push_back(std::stoi(file.path().filename().string().substr(0, 4)));
  std::ranges::sort(numbers);
  ASSERT_FALSE(numbers.empty());
  for (std::size_t at = 0; at < numbers.size(); ++at) EXPECT_EQ(numbers[at], static_cast<int>(at) + 1);
}

}  // namespace
}  // namespace pith::store
