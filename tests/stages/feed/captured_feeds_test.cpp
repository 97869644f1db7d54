// The feeds captured from publishers, and the hand-made ones: MANIFEST.tsv says how many items each holds.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/feed/opml.h"
#include "stages/feed/read_feed.h"
#include "support/files.h"

namespace pith::feed {
namespace {

struct Listed {
  std::string path;
  std::size_t items;
  std::string title;  // its beginning
};

// Rows of MANIFEST.tsv under `folder` whose description begins "RSS; 6 items; ... — "Title"".
std::vector<Listed> listed_under(const std::filesystem::path& fixtures, std::string_view folder) {
  std::ifstream in(fixtures / "MANIFEST.tsv");
  const std::regex items(R"((\d+) items;)"), title("\u2014 \"([^\"]*)\"");
  std::vector<Listed> all;
  for (std::string line; std::getline(in, line);) {
    std::smatch count, name;
    if (!line.starts_with(folder) || !std::regex_search(line, count, items)) continue;
    std::regex_search(line, name, title);
    all.push_back({line.substr(0, line.find('\t')), std::stoul(count[1]), name.empty() ? "" : name[1].str()});
  }
  return all;
}

// Where the manifest has the bytes as they stand in the file, or the title of the picture.
const std::map<std::string, std::string> other_titles = {
    {"feeds-podcast/GNOME+totem-pl-parser/791154-kqed.rss", "KQED\u2019s The California Report"},
    {"feeds-podcast/rssowl+RSSOwl/177.xml", "President's Weekly Radio Address"}};

TEST(CapturedFeeds, YieldTheirTitleAndEveryItem) {
  const auto fixtures = test::in_shared("fixtures");
  if (!fixtures) GTEST_SKIP() << "no shared fixtures beside the repository";
  const auto all = listed_under(*fixtures, "feeds-podcast/");
  ASSERT_GT(all.size(), 50u);
  for (const auto& one : all) {
    const auto feed = read_feed(test::read_file(*fixtures / one.path));
    ASSERT_TRUE(feed) << one.path << ": " << feed.error().message;
    EXPECT_EQ(feed->items.size(), one.items) << one.path;
    const auto other = other_titles.find(one.path);
    EXPECT_THAT(feed->title, testing::StartsWith(other == other_titles.end() ? one.title : other->second)) << one.path;
    EXPECT_NE(feed->title, "") << one.path;
    EXPECT_TRUE(feed->complete) << one.path;
    EXPECT_TRUE(std::ranges::all_of(feed->items, [](const auto& item) {
      return !item.title.empty() || !item.guid.empty();
    })) << one.path;
  }
}

TEST(CapturedFeeds, NoFileOfTheFixturesStopsTheReader) {
  const auto fixtures = test::in_shared("fixtures");
  if (!fixtures) GTEST_SKIP() << "no shared fixtures beside the repository";
  std::size_t files = 0, read = 0;
  for (const auto* folder : {"feeds-synthetic", "feeds-wild", "feedparser-tests", "opml", "chapters"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*fixtures / folder)) {
      if (!entry.is_regular_file() || entry.path().extension() == ".json") continue;
      const auto bytes = test::read_file(entry.path());
      ++files;
      read += read_feed(bytes).has_value() || read_opml(bytes).has_value() ? 1 : 0;
    }
  EXPECT_GT(files, 3000u);
  EXPECT_GT(read, files * 99 / 100);
}

}  // namespace
}  // namespace pith::feed
