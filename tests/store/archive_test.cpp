#include "store/archive.h"

#include "store/archives.h"
#include "store/hooks.h"

namespace pith::store {
namespace {

TEST_F(Archive, RestoresAHome) {
  const auto archive = dumped(export_archive, *store_);
  const auto done = import(archive);
  ASSERT_TRUE(done) << done.error().log_line();
  EXPECT_EQ(dumped(export_state, *other_), dumped(export_state, *store_));
  write([](Tx& tx) { (void)release_leases(tx, [](auto) { return false; }, {}); });
  EXPECT_EQ(dumped(export_archive, *other_), dumped(export_archive, *store_));
}

TEST_F(Archive, RestoresWhatIsFoundByOtherKeys) {
  ASSERT_TRUE(import(dumped(export_archive, *store_)));
  EXPECT_EQ(insights_by_words(other_->read(), a_word("pumps"), {}, 9)->size(), 2u);
  EXPECT_EQ(passages_by_words(other_->read(), a_word("gas"), {}, 9)->size(), 1u);
  EXPECT_EQ(sent_insights(other_->read(), "re_home")->size(), 1u);
  EXPECT_TRUE(feed_by_url(other_->read(), "http://old.example/fe_one")->has_value());
}

TEST_F(Archive, ChangesNothingInTheHomeItCameFrom) {
  const auto before = dumped(export_archive, *store_);
  const auto done = import_archive(*store_, source_of(before), "v1");
  ASSERT_TRUE(done) << done.error().log_line();
  EXPECT_EQ(done->shows + done->episodes + done->insights + done->left_out, 0);
  EXPECT_EQ(done->known, 2);
  EXPECT_EQ(dumped(export_archive, *store_), before);
}

TEST_F(Archive, BringsWebhooksWithoutTheirSecretAndSoPaused) {
  write([](Tx& tx) {
    put(tx, Hook{.id = "ho_one",
                 .reader_id = "re_home",
                 .url = "https://a.example/",
                 .secret = "whsec_x",
                 .events = {HookEvent::brief_ready}});
  });
  auto archive = dumped(export_archive, *store_);
  for (auto& line : archive) {
    EXPECT_FALSE(line.contains("whsec_")) << line;
    if (const auto at = line.find(R"("secret":"")"); at != std::string::npos) line.insert(at + 10, "whsec_forged");
  }
  ASSERT_TRUE(import(archive));
  const auto hook = **hook_by_id(other_->read(), "ho_one");
  EXPECT_EQ(hook.state, HookState::paused);
  EXPECT_EQ(hook.secret, "");
  auto copy = hook;
  EXPECT_FALSE(resume_hook(copy));
}

TEST_F(Archive, IsFoundSoundWithoutAHome) {
  const auto lines = dumped(export_archive, *store_);
  EXPECT_TRUE(check_archive(source_of(lines)));
  for (std::size_t n = 0; n < lines.size(); ++n) {
    auto torn = lines;
    torn[n].resize(torn[n].size() / 2);
    EXPECT_FALSE(check_archive(source_of(torn))) << lines[n];
    EXPECT_FALSE(check_archive(source_of({lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(n)})));
  }
}

TEST_F(Archive, NamesTheLineThatRefersToWhatIsNotThere) {
  auto lines = dumped(export_archive, *store_);
  std::erase_if(lines, [](const std::string& line) { return line.starts_with(R"({"episode":{"id":"ep_one")"); });
  const auto done = import(lines);
  ASSERT_FALSE(done);
  EXPECT_TRUE(done.error().message.starts_with("Line ")) << done.error().message;
  EXPECT_TRUE(done.error().message.contains("the episode ep_one")) << done.error().message;
  EXPECT_TRUE(shows(other_->read())->empty());
}

TEST_F(Archive, TakesTheHomeReadersPlace) {
  other_ = *Store::open(folder_ / "other.db");
  ASSERT_TRUE(
      other_->write([](Tx& tx) { put(tx, Reader{.id = "re_home", .email = "new@a.example", .added = at(9)}); }));
  ASSERT_TRUE(import_archive(*other_, source_of(dumped(export_archive, *store_))));
  EXPECT_EQ((**reader_by_id(other_->read(), "re_home")).added, at(0));
}

TEST_F(Archive, LeavesTheHomeEmptyWhereItIsCutOff) {
  auto lines = dumped(export_archive, *store_);
  lines.pop_back();
  const auto done = import(lines);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::invalid_input);
  EXPECT_TRUE(shows(other_->read())->empty());
}

TEST_F(Archive, NamesTheLineThatCannotBeRead) {
  auto lines = dumped(export_archive, *store_);
  lines[1] = R"({"show":{"id":7}})";
  const auto done = import(lines);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "Line 2 of the archive: This show cannot be read.");
}

TEST_F(Archive, RefusesWhatIsNoArchiveAndWhatIsNewer) {
  EXPECT_EQ(import({"<html>"}).error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(import({}).error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(import({R"({"pith":"archive","version":2})"}).error().kind, ErrorKind::newer_version);
}

TEST_F(Archive, SaysWhereALineIsMissing) {
  auto lines = dumped(export_archive, *store_);
  lines.erase(lines.end() - 2);
  EXPECT_EQ(import(lines).error().kind, ErrorKind::invalid_input);
}

TEST_F(Archive, OfStateLeavesOutPollTimesAttemptsAndPendingWork) {
  const auto before = dumped(export_state, *store_);
  write([](Tx& tx) {
    auto feed = a_feed();
    feed.next_poll = at(999);
    feed.last_polled = at(998);
    feed.failures = 3;
    put(tx, feed);
    auto delivery = a_delivery();
    delivery.attempts = 4;
    update(tx, delivery);
    enqueue(tx, {"poll", "fe_two", ""}, at(60));
  });
  EXPECT_EQ(dumped(export_state, *store_), before);
}

TEST_F(Archive, OfStateShowsWhatDiffers) {
  const auto before = dumped(export_state, *store_);
  write([](Tx& tx) { set_state(tx, "ep_two", EpisodeState::waiting, "another reason"); });
  auto after = dumped(export_state, *store_);
  EXPECT_NE(after, before);
  auto transcript = a_transcript();
  transcript.cues[0].text += "!";
  write([&](Tx& tx) { put_transcript(tx, "ep_one", transcript); });
  EXPECT_NE(dumped(export_state, *store_), after);
}

TEST_F(Archive, OfStateNamesDeadWork) {
  const auto lines = dumped(export_state, *store_);
  EXPECT_EQ(lines.back(),
            R"({"dead":{"step":"distill","subject":"ep_two","version":"v1","state":"dead","error":"too quiet"}})");
}

}  // namespace
}  // namespace pith::store
