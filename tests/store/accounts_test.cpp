#include <set>

#include <fmt/format.h>

#include "store/access_keys.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/home.h"
#include "store/letters.h"
#include "store/reader_export.h"
#include "store/readers.h"
#include "store/record.h"
#include "store/tastes.h"
#include "store/tokens.h"
#include "store/work.h"
#include "support/files.h"

namespace pith::store {
namespace {

Reader an_account(std::string id, std::string email) {
  Reader reader{.id = std::move(id), .email = std::move(email), .added = at(1)};
  reader.confirmed = at(2);
  reader.consent_source = "subscribe page";
  reader.consent_from = "203.0.113.0/24";
  return reader;
}

Letter a_letter(std::string id, std::string email, Time asked) {
  Letter letter;
  letter.id = std::move(id);
  letter.email = std::move(email);
  letter.asked = asked;
  letter.interests = {{"", InterestKind::words, "heat pumps", asked}};
  return letter;
}

class Accounts : public Home {
 protected:
  Accounts() {
    fill();
    write([](Tx& tx) {
      put(tx, an_account("re_ann", "ann@a.example"));
      put(tx, an_account("re_bob", "bob@a.example"));
    });
  }
};

TEST_F(Accounts, AreFoundByAddressTheHomeReaderIsNot) {
  write([](Tx& tx) { put(tx, Reader{.id = "re_home", .email = "ann@a.example", .added = at(0)}); });
  EXPECT_EQ(reader_by_email(store_->read(), "ann@a.example")->value().id, "re_ann");
  EXPECT_FALSE(reader_by_email(store_->read(), "")->has_value());
  EXPECT_EQ(ids(accounts(store_->read(), {})), (std::vector<std::string>{"re_ann", "re_bob"}));
  EXPECT_EQ(*count_accounts(store_->read()), 2);
}

TEST_F(Accounts, OneAddressHasOneAccount) {
  EXPECT_FALSE(store_->write([](Tx& tx) { put(tx, an_account("re_other", "ann@a.example")); }));
}

TEST_F(Accounts, AreLookedAtWhenItIsTimeAndOnlyWhileTheyAreActive) {
  auto paused = an_account("re_bob", "bob@a.example");
  paused.state = ReaderState::paused;
  auto later = an_account("re_ann", "ann@a.example");
  later.next_brief = at(50);
  write([&](Tx& tx) {
    put(tx, paused);
    put(tx, later);
  });
  EXPECT_EQ(ids(readers_to_look_at(store_->read(), at(49), 10)), std::vector<std::string>{"re_home"});
  EXPECT_EQ(ids(readers_to_look_at(store_->read(), at(50), 10)), (std::vector<std::string>{"re_home", "re_ann"}));
  later.next_brief = at(99);
  later.last_day = parse_day("2026-11-25");
  write([&](Tx& tx) { note_looked(tx, later); });
  EXPECT_EQ(*reader_by_id(store_->read(), "re_ann"), later);
}

TEST_F(Accounts, ATokenIsGoodForOnePurposeUntilItExpiresAndUsedOnce) {
  const Token token{"hash", "confirm", "re_ann", at(1), at(9)};
  write([&](Tx& tx) { put(tx, token); });
  EXPECT_EQ(*token_by_hash(store_->read(), "hash", "confirm", at(8)), token);
  EXPECT_FALSE(token_by_hash(store_->read(), "hash", "session", at(8))->has_value());
  EXPECT_FALSE(token_by_hash(store_->read(), "hash", "confirm", at(9))->has_value());
  write([](Tx& tx) {
    EXPECT_TRUE(remove_token(tx, "hash"));
    EXPECT_FALSE(remove_token(tx, "hash"));
  });
}

TEST_F(Accounts, ExpiredTokensGo) {
  write([](Tx& tx) {
    put(tx, Token{"old", "session", "re_ann", at(1), at(5)});
    put(tx, Token{"new", "session", "re_ann", at(2), at(9)});
    remove_expired_tokens(tx, at(5));
  });
  const auto left = *tokens_of(store_->read(), "re_ann");
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left.front().hash, "new");
}

TEST_F(Accounts, AKeyIsItsReadersAndGoesWhenTheySaySo) {
  const AccessKey key{"ak_1", "api-key", "re_ann", "phone", "hash", at(1), {}};
  write([&](Tx& tx) { put(tx, key); });
  EXPECT_EQ(*access_key_by_id(store_->read(), "ak_1"), key);
  write([](Tx& tx) {
    note_used(tx, "ak_1", *parse_day("2026-11-25"));
    EXPECT_FALSE(remove_access_key(tx, "re_bob", "ak_1"));
  });
  EXPECT_EQ(access_keys_of(store_->read(), "re_ann")->front().last_used, parse_day("2026-11-25"));
  EXPECT_TRUE(access_keys_of(store_->read(), "re_bob")->empty());
  write([](Tx& tx) { EXPECT_TRUE(remove_access_key(tx, "re_ann", "ak_1")); });
  EXPECT_FALSE(access_key_by_id(store_->read(), "ak_1")->has_value());
}

TEST_F(Accounts, LettersAreKeptWithTheirWorkAndCountedOnceBegun) {
  const auto letter = a_letter("le_1", "ann@a.example", at(5));
  write([&](Tx& tx) { ask_for(tx, letter); });
  EXPECT_EQ(*letter_by_id(store_->read(), "le_1"), letter);
  EXPECT_TRUE(work_by_key(store_->read(), {"letter", "le_1", ""})->has_value());
  EXPECT_EQ(*count_letters(store_->read(), {"ann@a.example", at(0)}), 0);
  write([&](Tx& tx) { note_begun(tx, letter, at(6)); });
  EXPECT_EQ(*count_letters(store_->read(), {"ann@a.example", at(0)}), 1);
  EXPECT_EQ(*count_letters(store_->read(), {"ann@a.example", at(6)}), 0);
  write([](Tx& tx) { remove_letters(tx, at(6)); });
  EXPECT_FALSE(letter_by_id(store_->read(), "le_1")->has_value());
  EXPECT_FALSE(work_by_key(store_->read(), {"letter", "le_1", ""})->has_value());
}

TEST_F(Accounts, LettersOfKnownBrowsersOfTheOwnerAndOfOtherNetworksAreCountedApart) {
  auto stranger = a_letter("le_1", "ann@a.example", at(5));
  stranger.asked_from = "203.0.113.0/24";
  auto known = a_letter("le_2", "ann@a.example", at(5));
  known.source = known_browser;
  auto owners = a_letter("le_3", "ann@a.example", at(5));
  owners.source = by_owner;
  write([&](Tx& tx) {
    for (const auto& letter : {stranger, known, owners}) {
      ask_for(tx, letter);
      note_begun(tx, letter, at(6));
    }
  });
  const auto count = [&](Askers askers, std::string_view from) {
    return *count_letters(store_->read(), {"ann@a.example", at(0), askers, from});
  };
  EXPECT_EQ(count(Askers::known_browsers, ""), 1);
  EXPECT_EQ(count(Askers::strangers, ""), 1);
  EXPECT_EQ(count(Askers::strangers, "203.0.113.0/24"), 1);
  EXPECT_EQ(count(Askers::strangers, "198.51.100.0/24"), 0);
  EXPECT_EQ(count(Askers::owner, ""), 1);
}

TEST_F(Accounts, NothingIsKeptOfATasteOfSomebodyWhoIsGone) {
  write([](Tx& tx) {
    EXPECT_TRUE(put(tx, Verdict{"re_ann", "in_one", Taste::more, at(1)}));
    EXPECT_FALSE(put(tx, Verdict{"re_gone", "in_one", Taste::more, at(1)}));
    EXPECT_FALSE(put(tx, Verdict{"re_ann", "in_gone", Taste::more, at(1)}));
    EXPECT_FALSE(put(tx, Interest{"re_gone", InterestKind::words, "heat", at(1)}));
  });
  EXPECT_EQ(*select_number(store_->read(), "SELECT count(*) FROM verdicts"), 1);
  EXPECT_EQ(*select_number(store_->read(), "SELECT count(*) FROM interests"), 0);
}

TEST_F(Accounts, TheBytesOfARemovedReaderAreInNoFile) {
  const auto files_with = [&](std::string_view bytes) {
    std::size_t count = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder_ / ""))
      count += test::read_file(file.path()).find(bytes) != std::string::npos ? 1 : 0;
    return count;
  };
  const auto eve = an_account("re_eve", "eve-of-all@a.example");
  write([&](Tx& tx) { put(tx, eve); });
  for (int n = 0; n < 50; ++n)  // so that rows move between pages
    write([&](Tx& tx) {
      put(tx, an_account(fmt::format("re_{}", n), fmt::format("{}@a.example", n)));
      put(tx, Interest{"re_eve", InterestKind::words, fmt::format("zitherology {}", n), at(1)});
    });
  write([&](Tx& tx) { remove_reader(tx, eve); });
  ASSERT_GT(files_with("zitherology"), 0u);
  {
    const auto somebody_reads = store_->read();
    EXPECT_TRUE(*reader_by_id(somebody_reads, "re_ann"));
    EXPECT_TRUE(overwrite_deleted(*store_));
    EXPECT_GT(files_with("zitherology"), 0u);
  }
  EXPECT_TRUE(overwrite_deleted(*store_));
  EXPECT_EQ(files_with("zitherology"), 0u);
  EXPECT_EQ(files_with("eve-of-all"), 0u);
}

TEST_F(Accounts, ARemovedReaderLeavesNothingAndOthersAll) {
  const auto remains = [&](std::string_view of) {
    std::int64_t count = 0;
    for (const auto* table : {"deliveries", "sent", "briefs", "interests", "verdicts", "tokens", "access_keys"})
      count += *select_number(store_->read(), fmt::format("SELECT count(*) FROM {} WHERE reader_id = ?", table), {of});
    return count;
  };
  write([](Tx& tx) {
    for (const auto* id : {"re_ann", "re_bob"}) {
      auto brief = a_brief(fmt::format("br_{}", id));
      brief.reader_id = id;
      add_brief(tx, brief);
      auto delivery = a_delivery();
      delivery.id = fmt::format("de_{}", id);
      delivery.brief_id = brief.id;
      delivery.reader_id = id;
      add_delivery(tx, delivery);
      enqueue(tx, {"deliver", delivery.id, ""}, at(1));
      enqueue(tx, {"brief", id, "2026-11-25"}, at(1));
      put(tx, Interest{id, InterestKind::words, "heat pumps", at(1)});
      put(tx, Verdict{id, "in_one", Taste::less, at(1)});
      put(tx, Token{fmt::format("hash {}", id), "session", id, at(1), at(9)});
      put(tx, AccessKey{fmt::format("ak_{}", id), "api-key", id, "reader", "hash", at(1), {}});
    }
    ask_for(tx, a_letter("le_1", "ann@a.example", at(5)));
  });
  ASSERT_EQ(remains("re_ann"), 7);
  write([](Tx& tx) { remove_reader(tx, an_account("re_ann", "ann@a.example")); });
  EXPECT_EQ(remains("re_ann"), 0);
  EXPECT_EQ(remains("re_bob"), 7);
  EXPECT_FALSE(reader_by_id(store_->read(), "re_ann")->has_value());
  EXPECT_FALSE(letter_by_id(store_->read(), "le_1")->has_value());
  EXPECT_EQ(*select_number(store_->read(), "SELECT count(*) FROM work WHERE step IN ('deliver', 'brief', 'letter')"),
            2);
}

TEST_F(Accounts, WhoNeverConfirmedGoesAfterAWhile) {
  auto silent = an_account("re_silent", "s@a.example");
  silent.state = ReaderState::unconfirmed;
  write([&](Tx& tx) {
    put(tx, silent);
    EXPECT_EQ(remove_unconfirmed(tx, silent.added), 0);
    EXPECT_EQ(remove_unconfirmed(tx, silent.added + std::chrono::seconds{1}), 1);
  });
  EXPECT_EQ(*count_accounts(store_->read()), 2);
}

TEST_F(Accounts, AnExportHoldsEverythingOfOneReaderAndNoSecret) {
  write([](Tx& tx) {
    put(tx, Interest{"re_ann", InterestKind::words, "heat pumps", at(1)});
    put(tx, Interest{"re_bob", InterestKind::words, "bob's secret", at(1)});
    put(tx, Token{"secret hash", "session", "re_ann", at(1), at(9)});
    put(tx, AccessKey{"ak_1", "api-key", "re_ann", "my phone", "secret hash", at(1), {}});
    ask_for(tx, a_letter("le_1", "ann@a.example", at(5)));
  });
  const auto text = json::write(*export_reader(store_->read(), "re_ann"));
  for (const auto* there : {"ann@a.example", "203.0.113.0/24", "heat pumps", "le_1", "links_and_sessions", "my phone"})
    EXPECT_NE(text.find(there), std::string::npos) << there;
  for (const auto* not_there : {"secret", "bob"}) EXPECT_EQ(text.find(not_there), std::string::npos) << not_there;
  EXPECT_FALSE(export_reader(store_->read(), "re_none"));
}

TEST_F(Accounts, AnExportSaysKindsAndHoursInWordsAlsoWithinLetters) {
  auto letter = a_letter("le_1", "ann@a.example", at(5));
  letter.hour = std::chrono::minutes{7 * 60 + 5};
  letter.interests = {{"", InterestKind::topic, "energy", at(5)}};
  write([&](Tx& tx) { ask_for(tx, letter); });
  const auto out = *export_reader(store_->read(), "re_ann");
  const auto& told = out.at("letters").items().front();
  EXPECT_EQ(told.at("hour").text(), "07:05");
  EXPECT_EQ(told.at("kind").text(), "subscribe");
  EXPECT_EQ(told.at("interests").items().front().at("kind").text(), "topic");
  EXPECT_EQ(out.at("reader").at("hour").text(), "06:00");
}

// The members that a value may have in an export, those of values within it as "picks[].reason".
template <class T>
struct Members {
  std::set<std::string> names;
  std::string before;
  void operator()(std::string_view name, const auto& field) {
    using Field = std::remove_cvref_t<decltype(field)>;
    names.insert(before + std::string(name));
    if constexpr (is_list<Field>) within<typename Field::value_type>(name);
  }
  template <class Item>
  void within(std::string_view name) {
    if constexpr (std::is_class_v<Item> && !std::is_same_v<Item, std::string>) {
      Members<Item> inner{{}, before + std::string(name) + "[]."};
      const Item item{};
      describe(inner, item);
      names.merge(inner.names);
    }
  }
};

template <class T>
std::set<std::string> members_of(std::set<std::string> without = {}) {
  Members<T> members{{}, {}};
  const T value{};
  describe(members, value);
  for (const auto& name : without) members.names.erase(name);
  return members.names;
}

// The first column of the table under a heading of docs/readers.md.
std::set<std::string> documented(std::string_view section) {
  const auto page = test::read_file(test::in_repository("docs/readers.md"));
  const auto begin = page.find(fmt::format("\n### `{}`", section));
  if (begin == std::string::npos) return {};
  std::set<std::string> names;
  const auto part = page.substr(begin, page.find("\n#", begin + 1) - begin);
  for (auto at = part.find("\n| `"); at != std::string::npos; at = part.find("\n| `", at + 1))
    names.insert(part.substr(at + 4, part.find('`', at + 4) - at - 4));
  return names;
}

TEST_F(Accounts, EveryMemberOfAnExportIsDocumentedAndNoOther) {
  EXPECT_EQ(documented("reader"), members_of<Reader>());
  EXPECT_EQ(documented("interests"), members_of<Interest>());
  EXPECT_EQ(documented("verdicts"), members_of<Verdict>());
  EXPECT_EQ(documented("briefs"), members_of<Brief>());
  EXPECT_EQ(documented("insights"), members_of<Insight>());
  EXPECT_EQ(documented("deliveries"), members_of<Delivery>({"message"}));
  EXPECT_EQ(documented("links_and_sessions"), members_of<Token>({"hash"}));
  EXPECT_EQ(documented("keys"), members_of<AccessKey>({"hash"}));
  EXPECT_EQ(documented("hooks"), members_of<Hook>({"secret"}));
  EXPECT_EQ(documented("hook_messages"), members_of<HookMessage>());
  EXPECT_EQ(documented("letters"), members_of<Letter>());
  const auto out = *export_reader(store_->read(), "re_ann");
  for (const auto& [section, value] : out.members()) EXPECT_FALSE(documented(section).empty()) << section;
}

}  // namespace
}  // namespace pith::store
