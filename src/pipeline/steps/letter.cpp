// Writes a letter that was asked for on a page: finds out whether the address is known, gives out the token, sends.
// Token and bytes follow from the letter's row and this home's key, so that what is tried again is the same.
#include "stages/delivery/letter.h"

#include <fmt/format.h>

#include "base/ids.h"
#include "domain/grants.h"
#include "pipeline/recording.h"
#include "pipeline/signed_links.h"
#include "pipeline/steps/step.h"
#include "stages/delivery/mail.h"
#include "store/letters.h"
#include "store/readers.h"
#include "store/tastes.h"
#include "store/tokens.h"

namespace pith::pipeline {

namespace {

using delivery::LetterText;

// Letters to one address. What strangers ask for takes nothing from a browser that was signed in before, nor from the
// site's owner, and one network's askings take not all from others'.
struct Share {
  std::int64_t an_hour;
  std::int64_t a_day;
};
constexpr Share for_known_browsers{3, 6};
constexpr Share for_owner{6, 15};
constexpr Share for_a_network{3, 5};
constexpr Share for_all_networks{6, 15};

// What is to be written, to a reader that is there.
struct Plan {
  LetterText text = LetterText::confirm;
  std::string token;
};

Time good_until(const Letter& letter, LetterText text) {
  return letter.asked + (text == LetterText::confirm ? grants::confirm_time : grants::sign_in_time);
}

// An unconfirmed reader with the newest wishes.
void put_wishes(store::Tx& tx, Reader& reader, const Letter& letter) {
  if (reader.id.empty()) {
    reader.id = make_id("re", {letter.email, letter.id});
    reader.email = letter.email;
    reader.added = letter.asked;
  }
  reader.state = ReaderState::unconfirmed;
  reader.zone = letter.zone;
  reader.hour = letter.hour;
  reader.language = letter.language;
  reader.consent_source = letter.source;
  store::put(tx, reader);
  if (const auto before = store::interests_of(tx, reader.id))
    for (const auto& interest : *before) store::remove_interest(tx, interest);
  for (auto interest : letter.interests) {
    interest.reader_id = reader.id;
    interest.since = letter.asked;
    store::put(tx, interest);
  }
}

Plan give_out(store::Tx& tx, const Signer& signer, const Reader& reader, const Letter& letter, LetterText text) {
  const auto purpose = text == LetterText::confirm ? grants::confirm : grants::sign_in;
  const auto expires = good_until(letter, text);
  Plan plan{text, signer.sign(purpose, letter.id, expires)};
  store::put(tx, Token{Signer::hash_of(plan.token), std::string(purpose), reader.id, letter.asked, expires});
  return plan;
}

// `which`: its time is set here.
Result<bool> is_used_up(const store::Session& session, store::LettersTo which, const Share& share, Time now) {
  which.since = now - std::chrono::hours{1};
  const auto hour = store::count_letters(session, which);
  if (!hour) return std::unexpected(hour.error());
  which.since = now - std::chrono::hours{24};
  const auto day = store::count_letters(session, which);
  if (!day) return std::unexpected(day.error());
  return *hour >= share.an_hour || *day >= share.a_day;
}

Result<bool> too_many(const store::Session& session, const Letter& letter, Time now) {
  if (letter.begun) return false;  // it was counted when it was first tried
  store::LettersTo which{.email = letter.email};
  if (letter.source == known_browser) {
    which.askers = store::Askers::known_browsers;
    return is_used_up(session, which, for_known_browsers, now);
  }
  if (letter.source == by_owner) {
    which.askers = store::Askers::owner;
    return is_used_up(session, which, for_owner, now);
  }
  const auto all = is_used_up(session, which, for_all_networks, now);
  if (!all || *all) return all;
  which.from = letter.asked_from;
  return is_used_up(session, which, for_a_network, now);
}

// None: nothing is written.
Result<std::optional<Plan>> plan_of(store::Tx& tx, const Signer& signer, const Letter& letter, Time now) {
  auto known = store::reader_by_email(tx, letter.email);
  if (!known) return std::unexpected(known.error());
  if (!*known && letter.kind == LetterKind::sign_in) return std::optional<Plan>{};
  const auto over = too_many(tx, letter, now);
  if (!over) return std::unexpected(over.error());
  if (*over) return std::optional<Plan>{};
  Reader reader = known->value_or(Reader{});
  const bool confirmed = *known && reader.state != ReaderState::unconfirmed;
  if (!confirmed && letter.kind == LetterKind::subscribe) put_wishes(tx, reader, letter);
  const auto text = !confirmed                             ? LetterText::confirm
                    : letter.kind == LetterKind::subscribe ? LetterText::known
                                                           : LetterText::sign_in;
  if (now >= good_until(letter, text)) return std::optional<Plan>{};
  store::note_begun(tx, letter, now);
  return std::optional<Plan>{give_out(tx, signer, reader, letter, text)};
}

Result<std::string> bytes_of(const Context& context, const Letter& letter, const Plan& plan) {
  const auto& options = context.options;
  const bool confirms = plan.text == LetterText::confirm;
  return delivery::render_letter(
      {.text = plan.text,
       .title = options.title,
       .site_url = options.site_url,
       .link = fmt::format("{}/{}?t={}", options.site_url, confirms ? "confirm" : "sign-in", plan.token),
       .good_for = confirms ? "two days" : "an hour",
       .from = options.mail_from,
       .to = letter.email,
       .message_id = fmt::format("{}@{}", letter.id, mail_domain(options.site_url)),
       .date = letter.asked});
}

StepResult settle(Context& context, const store::Work& work, const Letter* sent) {
  const auto put = [&](store::Tx& tx) {
    if (sent != nullptr) store::note_sent(tx, *sent, context.clock.now());
    store::complete(tx, work);
  };
  const auto durability = sent != nullptr ? store::Durability::power : store::Durability::process;
  const auto done = record(context.stop, [&] { return context.store.write(put, durability); });
  if (!done) return std::unexpected(done.error());
  return {};
}

StepResult send(Context& context, const store::Work& work, const Letter& letter, const Plan& plan) {
  auto bytes = bytes_of(context, letter, plan);
  if (!bytes) return std::unexpected(bytes.error());
  const auto from = delivery::bare_address(context.options.mail_from);
  if (!from) return std::unexpected(from.error());
  const auto id = fmt::format("{}@{}", letter.id, mail_domain(context.options.site_url));
  const auto outcome = send_mail(context, work, letter.email, {id, *from, letter.email, *std::move(bytes)});
  if (!outcome) return std::unexpected(outcome.error());
  return settle(context, work, &letter);  // one in doubt is not sent again: its reader asks for another
}

}  // namespace

StepResult write_letter(Context& context, const store::Work& work) {
  const auto letter = store::letter_by_id(context.store.read(), work.key.subject);
  if (!letter) return std::unexpected(letter.error());
  if (!*letter || (*letter)->sent || context.signer == nullptr) return settle(context, work, nullptr);
  auto plan =
      context.store.write([&](store::Tx& tx) { return plan_of(tx, *context.signer, **letter, context.clock.now()); });
  if (!plan) return std::unexpected(plan.error());
  if (!*plan) return settle(context, work, nullptr);
  return send(context, work, **letter, **plan);
}

}  // namespace pith::pipeline
