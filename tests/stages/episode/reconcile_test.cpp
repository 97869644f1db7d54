#include "stages/episode/reconcile.h"

#include <gtest/gtest.h>

#include "stages/episode/identity.h"
#include "stages/episode/items.h"

namespace pith::episode {
namespace {

// What is known after a first poll that brought these items.
std::vector<Episode> known_from(std::vector<PublishedItem> items) {
  const auto added = reconcile({}, feed(std::move(items)), options()).added;
  return {added.begin(), added.end()};
}

const auto first = item("g1", "One", "https://host.org/1.mp3", "2024-05-01T06:00:00Z");
const auto second = item("g2", "Two", "https://host.org/2.mp3", "2024-05-02T06:00:00Z");

TEST(Reconcile, UsesUpTheItemsAndNothingElseOfADocument) {
  auto document = feed({second, first});
  document.title = "Deep Grid";
  EXPECT_EQ(reconcile({}, std::move(document), options()).added.size(), 2u);
  EXPECT_TRUE(document.items.empty());
  EXPECT_EQ(document.title, "Deep Grid");
}

TEST(Reconcile, FindsNothingToDoInAnUnchangedFeed) {
  const auto known = known_from({second, first});
  ASSERT_EQ(known.size(), 2u);
  EXPECT_EQ(reconcile(known, feed({second, first}), options(tuesday)), Changes{});
}

TEST(Reconcile, TakesAnItemsAuthorForAPersonWhereNoOtherIsNamed) {
  auto by_ann = item("g3", "Three", "https://host.org/3.mp3");
  by_ann.author = "Ann Lee";
  const auto known = known_from({by_ann});
  ASSERT_EQ(known[0].persons.size(), 1u);
  EXPECT_EQ(known[0].persons[0].name, "Ann Lee");
  EXPECT_EQ(known[0].persons[0].role, "author");
}

TEST(Reconcile, TakesNoShowForTheAuthorOfItsItems) {
  auto by_show = item("g3", "Three", "https://host.org/3.mp3");
  by_show.author = "Deep Grid";
  auto published = feed({by_show});
  published.title = "Deep Grid";
  EXPECT_TRUE(reconcile({}, std::move(published), options()).added[0].persons.empty());
  by_show.author = "Anchor";
  EXPECT_TRUE(known_from({by_show})[0].persons.empty());
}

PublishedItem untitled(std::string guid, std::string url, std::string description) {
  auto one = item(std::move(guid), "", std::move(url));
  one.description = std::move(description);
  return one;
}

TEST(Reconcile, NamesAnItemWithoutATitleByTheFirstWordsOfItsDescriptionElseByItsDay) {
  const auto title_by = [](std::string description) {
    return known_from({untitled("g3", "https://host.org/3.mp3", std::move(description))})[0].title;
  };
  EXPECT_EQ(title_by(""), "Episode of 5 May 2024");
  EXPECT_EQ(title_by("https://host.org/secret"), "Episode of 5 May 2024");
  EXPECT_EQ(title_by("Ann tells of\nheat pumps."), "Ann tells of heat pumps.");
  EXPECT_EQ(title_by("Ann Lee tells of heat pumps that went on working through a whole winter in the far north."),
            "Ann Lee tells of heat pumps that went on working through a…");
}

TEST(Reconcile, KnowsAnItemWithoutATitleAfterItsDescriptionAndGuidChanged) {
  const auto known = known_from({untitled("g3", "https://host.org/3.mp3", "Old words")});
  const auto changes =
      reconcile(known, feed({untitled("g4", "https://host.org/3.mp3", "New words")}), options(tuesday));
  EXPECT_TRUE(changes.added.empty());
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].id, known[0].id);
  EXPECT_EQ(changes.changed[0].title, "New words");
  const auto again = reconcile(changes.changed, feed({untitled("g5", "https://host.org/3.mp3", "")}), options(tuesday));
  ASSERT_EQ(again.changed.size(), 1u);
  EXPECT_EQ(again.changed[0].title, "Episode of 5 May 2024");
}

TEST(Reconcile, TakesTheTitleThatAnItemGetsLater) {
  const auto known = known_from({untitled("g3", "https://host.org/3.mp3", "Old words")});
  const auto changes = reconcile(known, feed({item("g3", "Three", "https://host.org/3.mp3")}), options(tuesday));
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].title, "Three");
}

TEST(Reconcile, GivesTheSameIdsInEveryRun) { EXPECT_EQ(known_from({second, first}), known_from({second, first})); }

TEST(Reconcile, KeepsShowsApartThatUseTheSameGuids) {
  auto other = options();
  other.show_id = "sh_b";
  EXPECT_NE(known_from({first})[0].id, reconcile({}, feed({first}), other).added[0].id);
}

TEST(Reconcile, TakesAnUnseenGuidAsNewWhateverItsDate) {
  const auto backdated = item("g3", "Three", "https://host.org/3.mp3", "2019-01-01T06:00:00Z");
  const auto changes = reconcile(known_from({second, first}), feed({backdated, second, first}), options(tuesday));
  ASSERT_EQ(changes.added.size(), 1u);
  EXPECT_EQ(changes.added[0].title, "Three");
  EXPECT_EQ(changes.added[0].published, at("2019-01-01T06:00:00Z"));
  EXPECT_EQ(changes.added[0].first_seen, tuesday);
  EXPECT_EQ(changes.added[0].state, EpisodeState::waiting);
}

TEST(Reconcile, ClampsAFutureDateToTheFirstSightForGood) {
  const auto future = item("g3", "Three", "https://host.org/3.mp3", "2031-01-01T06:00:00Z");
  const auto known = known_from({future});
  EXPECT_EQ(known[0].published, monday);
  EXPECT_EQ(known[0].published_raw, "2031-01-01T06:00:00Z");
  EXPECT_EQ(reconcile(known, feed({future}), options(tuesday)), Changes{});
}

TEST(Reconcile, DatesAnItemWithoutReadableDateByItsFirstSight) {
  auto undated = first;
  undated.published.reset();
  undated.published_raw = "last Tuesday";
  EXPECT_EQ(known_from({undated})[0].published, monday);
  EXPECT_EQ(known_from({undated})[0].published_raw, "last Tuesday");
}

TEST(Reconcile, KnowsAnEditedItemByItsGuid) {
  auto edited = first;
  edited.title = "One, corrected";
  edited.audio.url = "https://elsewhere.org/x.mp3";
  const auto known = known_from({first});
  const auto changes = reconcile(known, feed({edited}), options(tuesday));
  EXPECT_TRUE(changes.added.empty());
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].id, known[0].id);
  EXPECT_EQ(changes.changed[0].title, "One, corrected");
  EXPECT_EQ(changes.changed[0].audio.url, "https://elsewhere.org/x.mp3");
}

TEST(Reconcile, KnowsAnItemWithAChangedGuidByEnclosureAndTitle) {
  auto renamed = first;
  renamed.guid = "brand-new";
  const auto known = known_from({first});
  const auto changes = reconcile(known, feed({renamed}), options(tuesday));
  EXPECT_TRUE(changes.added.empty());
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].guid, "g1");
  EXPECT_EQ(changes.changed[0].aliases, std::vector<std::string>{"brand-new"});
  EXPECT_EQ(reconcile(changes.changed, feed({renamed}), options(tuesday)), Changes{});
}

TEST(Reconcile, KnowsAnItemWhoseHostGaveNewGuidsAndAddressesByTitleAndDate) {
  auto moved = first;
  moved.guid = "new-host-1";
  moved.audio.url = "https://new-host.org/abc.mp3";
  const auto changes = reconcile(known_from({first}), feed({moved}), options(tuesday));
  EXPECT_TRUE(changes.added.empty());
  EXPECT_EQ(changes.changed.size(), 1u);
}

TEST(Reconcile, KeepsTwoEpisodesOfOneTitleAndDateApartWhileBothAreThere) {
  const auto part = item("g1b", "One", "https://host.org/1b.mp3", "2024-05-01T06:00:00Z");
  EXPECT_EQ(reconcile(known_from({first}), feed({part, first}), options(tuesday)).added.size(), 1u);
}

TEST(Reconcile, IgnoresRotatingTokensInAnEnclosure) {
  auto with_token = first;
  with_token.audio.url = "https://host.org/1.mp3?token-time=1715&token-hash=aa";
  auto known = known_from({with_token});
  known[0].state = EpisodeState::distilled;
  with_token.audio.url = "https://host.org/1.mp3?token-time=1799&token-hash=bb";
  EXPECT_EQ(reconcile(known, feed({with_token}), options(at("2024-07-01T06:00:00Z"))), Changes{});
  with_token.guid.clear();
  EXPECT_TRUE(reconcile(known, feed({with_token}), options(tuesday)).added.empty());
}

TEST(Reconcile, KeepsTheSignedAudioAddressOfARecentEpisodeFreshAndNothingElseOfIt) {
  auto with_token = first;
  with_token.audio.url = "https://host.org/1.mp3?Expires=17&Signature=aa";
  auto known = known_from({with_token});
  known[0].state = EpisodeState::distilled;
  with_token.audio.url = "https://host.org/1.mp3?Expires=18&Signature=bb";
  const auto changes = reconcile(known, feed({with_token}), options(tuesday));
  auto expected = known[0];
  expected.audio.url = with_token.audio.url;
  EXPECT_EQ(changes.changed, std::vector<Episode>{expected});
}

TEST(Reconcile, TakesTheFreshTokenWhileTheAddressIsStillNeeded) {
  auto private_item = first;
  private_item.transcripts = {{"https://host.org/1.vtt?token=aa", "text/vtt", "", ""}};
  const auto known = known_from({private_item});
  EXPECT_EQ(known[0].state, EpisodeState::fetching);
  private_item.transcripts[0].url = "https://host.org/1.vtt?token=bb";
  const auto changes = reconcile(known, feed({private_item}), options(tuesday));
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].transcripts[0].url, "https://host.org/1.vtt?token=bb");
}

std::vector<Episode> known_with_chapters(const std::string& file) {
  auto one = first;
  one.chapters_url = file;
  auto known = known_from({one});
  known[0].chapters = {{std::chrono::seconds{5}, "Fetched", "", "", false}};
  known[0].state = EpisodeState::distilled;
  return known;
}

TEST(Reconcile, KeepsFetchedChaptersWhileTheirFileIsTheSame) {
  auto one = first;
  one.chapters_url = "https://host.org/c.json?token=bb";
  EXPECT_EQ(reconcile(known_with_chapters("https://host.org/c.json?token=aa"), feed({one}), options(tuesday)),
            Changes{});
}

TEST(Reconcile, ForgetsFetchedChaptersWhereTheItemNamesAnotherFileOrNone) {
  for (const auto* url : {"https://host.org/new.json", ""}) {
    auto one = first;
    one.chapters_url = url;
    const auto changes = reconcile(known_with_chapters("https://host.org/c.json"), feed({one}), options(tuesday));
    ASSERT_EQ(changes.changed.size(), 1u) << url;
    EXPECT_TRUE(changes.changed[0].chapters.empty());
    EXPECT_EQ(changes.changed[0].chapters_url, url);
  }
}

TEST(Reconcile, TakesChaptersThatStandInTheItem) {
  auto one = first;
  one.chapters_url = "https://host.org/c.json";
  one.chapters = {{std::chrono::seconds{1}, "Inline", "", "", false}};
  const auto changes = reconcile(known_with_chapters("https://host.org/c.json"), feed({one}), options(tuesday));
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].chapters, one.chapters);
}

TEST(Reconcile, TakesTheMomentsThePublisherPickedAndForgetsThemWithTheItem) {
  auto one = first;
  one.soundbites = {{std::chrono::seconds{73}, std::chrono::seconds{60}, "Why it matters"}};
  const auto known = known_from({one});
  EXPECT_EQ(known[0].soundbites, one.soundbites);
  const auto changes = reconcile(known, feed({first}), options(tuesday));
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_TRUE(changes.changed[0].soundbites.empty());
}

TEST(Reconcile, IgnoresTrackersBeforeTheRealHost) {
  EXPECT_EQ(
      comparable_enclosure("https://dts.podtrac.com/redirect.mp3/chrt.fm/track/ABC/traffic.host.fm/a/1.mp3?updated=17"),
      comparable_enclosure("https://traffic.host.fm/a/1.mp3"));
  EXPECT_NE(comparable_enclosure("https://host.fm/v1.2/1.mp3"), comparable_enclosure("https://host.fm/v1.2/2.mp3"));
}

TEST(Reconcile, MakesOneEpisodeOfOneGuidGivenTwice) {
  const auto members = item("g1", "One (members' cut)", "https://host.org/1-members.mp3");
  const auto known = known_from({members, item("g1", "One", "https://host.org/1.mp3")});
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].title, "One (members' cut)");
}

TEST(Reconcile, CountsItemsWithNothingToKnowThemBy) {
  PublishedFeed published;
  published.items = {{.description = "words alone"}, {.link = "https://a.example/1"}, {}};
  const auto changes = reconcile({}, std::move(published), {.show_id = "sh_1", .feed_id = "fe_1"});
  EXPECT_EQ(changes.added.size(), 1U);
  EXPECT_EQ(changes.nameless, 2);
}

TEST(Reconcile, TrustsNoGuidThatUnlikeItemsShare) {
  const auto a = item("show", "Rivers of the north", "https://host.org/1.mp3", "2024-05-01T06:00:00Z");
  const auto b = item("show", "How bread rises", "https://host.org/2.mp3", "2024-05-02T06:00:00Z");
  const auto known = known_from({b, a});
  ASSERT_EQ(known.size(), 2u);
  const auto c = item("show", "A town without cars", "https://host.org/3.mp3", "2024-05-03T06:00:00Z");
  const auto changes = reconcile(known, feed({c, b, a}), options(tuesday));
  ASSERT_EQ(changes.added.size(), 1u);
  EXPECT_EQ(changes.added[0].title, "A town without cars");
  EXPECT_TRUE(changes.changed.empty());
}

TEST(Reconcile, KnowsAnItemWithoutGuidByItsEnclosure) {
  const auto plain = item("", "One", "https://host.org/1.mp3");
  const auto known = known_from({plain});
  auto retitled = plain;
  retitled.title = "One, with a better title";
  const auto changes = reconcile(known, feed({retitled}), options(tuesday));
  EXPECT_TRUE(changes.added.empty());
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].id, known[0].id);
}

TEST(Reconcile, KnowsAnItemWithNothingButATitle) {
  const auto bare = item("", "Only words", "");
  const auto known = known_from({bare});
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(reconcile(known, feed({bare}), options(tuesday)), Changes{});
}

TEST(Reconcile, MakesOneEpisodeOfTheSameEpisodeInTwoFeedsOfAShow) {
  const auto known = known_from({first});
  auto other = options(tuesday);
  other.feed_id = "fe_b";
  auto copy = first;
  copy.guid = "other-guid";
  const auto changes = reconcile(known, feed({copy}), other);
  EXPECT_TRUE(changes.added.empty());
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].feed_id, "fe_a");
  EXPECT_TRUE(changes.gone.empty());
}

TEST(Reconcile, LetsTwoFeedsOfAShowDisagreeInPeace) {
  const auto known = known_from({first});
  auto other = options(tuesday);
  other.feed_id = "fe_b";
  auto copy = first;
  copy.description = "Worded differently there";
  EXPECT_EQ(reconcile(known, feed({copy}), other), Changes{});
}

TEST(Reconcile, KeepsAnotherFeedsGuidApartWhereNothingElseAgrees) {
  const auto known = known_from({first});
  auto other = options(tuesday);
  other.feed_id = "fe_b";
  const auto stranger = item("g1", "Something else", "https://elsewhere.org/9.mp3", "2024-05-03T06:00:00Z");
  const auto changes = reconcile(known, feed({stranger}), other);
  ASSERT_EQ(changes.added.size(), 1u);
  EXPECT_NE(changes.added[0].id, known[0].id);
}

TEST(Reconcile, MarksGoneWhatIsMissingBetweenItemsThatAreThere) {
  const auto third = item("g3", "Three", "https://host.org/3.mp3", "2024-05-03T06:00:00Z");
  const auto known = known_from({third, second, first});
  const auto changes = reconcile(known, feed({third, first}), options(tuesday));
  ASSERT_EQ(changes.gone.size(), 1u);
  EXPECT_EQ(changes.gone[0].title, "Two");
  EXPECT_TRUE(changes.gone[0].gone);
}

TEST(Reconcile, DoesNotMarkGoneWhatRolledOffTheEnd) {
  EXPECT_EQ(reconcile(known_from({second, first}), feed({second}), options(tuesday)), Changes{});
  EXPECT_EQ(reconcile(known_from({second, first}), feed({}), options(tuesday)), Changes{});
}

TEST(Reconcile, DoesNotMarkGoneWhatRollsOffBeforeAPinnedTrailer) {
  const auto trailer = item("t", "Trailer", "https://host.org/t.mp3", "2022-01-01T06:00:00Z");
  const auto third = item("g3", "Three", "https://host.org/3.mp3", "2024-05-03T06:00:00Z");
  const auto fourth = item("g4", "Four", "https://host.org/4.mp3", "2024-05-04T06:00:00Z");
  const auto known = known_from({trailer, third, second, first});
  const auto changes = reconcile(known, feed({trailer, fourth, third, second}), options(tuesday));
  EXPECT_EQ(changes.added.size(), 1u);
  EXPECT_TRUE(changes.gone.empty());
}

TEST(Reconcile, BringsBackWhatWasGone) {
  auto known = known_from({second, first});
  known[0].gone = true;
  const auto changes = reconcile(known, feed({second, first}), options(tuesday));
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_FALSE(changes.changed[0].gone);
}

TEST(Reconcile, TakesFromABrokenOffDocumentOnlyWhatIsSure) {
  const auto known = known_from({second, first});
  auto broken = feed({item("g9", "Nine", "https://host.org/9.mp3"), item("", "No key at all", ""), first});
  broken.complete = false;
  broken.items[2].description.clear();
  const auto changes = reconcile(known, std::move(broken), options(tuesday));
  ASSERT_EQ(changes.added.size(), 1u);
  EXPECT_EQ(changes.added[0].title, "Nine");
  EXPECT_TRUE(changes.gone.empty());
}

TEST(Reconcile, LeavesATranscriptThatABrokenOffDocumentDoesNotNameAsItWas) {
  auto with_transcript = first;
  with_transcript.transcripts = {{"https://host.org/1.vtt", "text/vtt", "", ""}};
  auto known = known_from({with_transcript});
  known[0].state = EpisodeState::waiting;
  known[0].reason = "its transcript was refused";
  auto broken = feed({first});
  broken.complete = false;
  EXPECT_EQ(reconcile(known, std::move(broken), options(tuesday)), Changes{});
}

TEST(Reconcile, TakesOnFirstFollowingTheNewestAndListsTheRest) {
  auto following = options();
  following.first_follow = true;
  following.newest = 1;
  auto with_transcript = second;
  with_transcript.transcripts = {{"https://host.org/2.vtt", "text/vtt", "", ""}};
  const auto changes = reconcile({}, feed({first, with_transcript}), following);
  ASSERT_EQ(changes.added.size(), 2u);
  EXPECT_EQ(changes.added[0].state, EpisodeState::listed);
  EXPECT_EQ(changes.added[0].reason, "published before this show was followed");
  EXPECT_EQ(changes.added[1].state, EpisodeState::fetching);
}

TEST(Reconcile, FetchesATranscriptThatComesLater) {
  const auto known = known_from({first});
  EXPECT_EQ(known[0].reason, "its feed offers no transcript");
  auto later = first;
  later.transcripts = {{"https://host.org/1.vtt", "text/vtt", "", ""}};
  const auto changes = reconcile(known, feed({later}), options(tuesday));
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].state, EpisodeState::fetching);
  EXPECT_EQ(changes.changed[0].reason, "");
}

TEST(Reconcile, LeavesAnEpisodeWaitingWhoseTranscriptWasRefused) {
  auto with_transcript = first;
  with_transcript.transcripts = {{"https://host.org/1.vtt", "text/vtt", "", ""}};
  auto known = known_from({with_transcript});
  known[0].state = EpisodeState::waiting;
  known[0].reason = "the transcript is a web page";
  EXPECT_EQ(reconcile(known, feed({with_transcript}), options(tuesday)), Changes{});
}

TEST(Reconcile, NeverMovesAnEpisodeThatHasItsTranscript) {
  auto with_transcript = first;
  with_transcript.transcripts = {{"https://host.org/1.vtt", "text/vtt", "", ""}};
  auto known = known_from({with_transcript});
  known[0].state = EpisodeState::distilled;
  with_transcript.transcripts.clear();
  const auto changes = reconcile(known, feed({with_transcript}), options(tuesday));
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].state, EpisodeState::distilled);
}

TEST(Reconcile, GivesAnItemsPersonsPrecedenceOverTheChannels) {
  auto published = feed({first, second});
  published.persons = {{"Hanna Host", "", "", "", ""}};
  published.items[0].persons = {{"Gus Guest", "", "", "", ""}};
  const auto changes = reconcile({}, std::move(published), options());
  EXPECT_EQ(changes.added[0].persons[0].name, "Gus Guest");
  EXPECT_EQ(changes.added[1].persons[0].name, "Hanna Host");
}

}  // namespace
}  // namespace pith::episode
