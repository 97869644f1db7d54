#include "web/account.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ids.h"
#include "base/parse_number.h"
#include "domain/grants.h"
#include "domain/person.h"
#include "stages/delivery/mail.h"
#include "store/letters.h"
#include "store/readers.h"
#include "store/tokens.h"
#include "text/idna.h"
#include "text/utf8.h"
#include "web/client_address.h"

namespace pith::web {

Answer no_accounts(const Context& context) {
  return message_page(context, {404, "No accounts here", "This Pith is one person’s. It sends nobody else its brief."});
}

Answer ask_to_sign_in(const Context& context) {
  if (context.options.accounts) return see("/sign-in");
  if (context.options.for_owner) return no_accounts(context);
  return message_page(
      context, {404, "Switched off here",
                "Others may read these pages, for web.url is set or web.listen is not this machine alone. So settings, "
                "the owner’s page, verdicts and private shows are off. With web.public they are there for who signs "
                "in; without both settings, on this machine."});
}

Answer owners_only(const Context& context) {
  if (!context.visit.reader()) return ask_to_sign_in(context);
  return fail(ErrorKind::refused, "This page is for the owner of this Pith.");
}

std::string as_line(std::string_view typed, std::size_t bytes) {
  auto line = text::repair_utf8(typed);
  std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }, ' ');
  return std::string(text::truncate_utf8(text::fold_space(line), bytes));
}

std::string line_of(const Form& form, std::string_view name, std::size_t bytes) {
  return as_line(form.get(name), bytes);
}

std::optional<std::chrono::minutes> hour_in(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = parse_number<int>(text.substr(0, 2));
  const auto minute = parse_number<int>(text.substr(3));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
  return std::chrono::minutes{*hour * 60 + *minute};
}

std::string hour_text(std::chrono::minutes hour) {
  return fmt::format("{:02}:{:02}", hour.count() / 60, hour.count() % 60);
}

Result<std::string> address_in(const Form& form) {
  const auto typed = text::trim(form.get("email"));
  const auto at = typed.rfind('@');
  if (!text::is_ascii(typed.substr(0, at)))
    return fail(ErrorKind::invalid_input,
                "Before the @ only plain letters (a to z) can be written to from here. Give another address.");
  const auto host = at == std::string_view::npos ? std::nullopt : text::ascii_host(typed.substr(at + 1));
  auto key = host ? address_key(fmt::format("{}@{}", typed.substr(0, at), *host)) : std::string{};
  const auto bare = delivery::bare_address(key);
  if (bare && *bare == key) return key;
  return fail(ErrorKind::invalid_input,
              "That is no mail address that can be written to: it must look like name@example.org.");
}

std::string address_in(const Form& form, Faults& faults) {
  auto email = address_in(form);
  if (email) return *std::move(email);
  faults["email"] = email.error().message;
  return {};
}

void add_faults(templates::Values& body, const Faults& faults) {
  for (const auto& [field, sentence] : faults) {
    std::string name = field;
    std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(c & ~0x20); });
    body.set_if(name + "_FAULT", sentence);
  }
}

namespace {

struct Word {
  Done what;
  std::string_view in_address;
  std::string_view sentence;
};
constexpr Word words_of_done[] = {
    {Done::saved, "saved", "Saved."},
    {Done::added, "added", "Added. It counts from the next brief on."},
    {Done::removed, "removed", "Removed."},
    {Done::undone, "undone", "Undone. It no longer counts."},
    {Done::paused, "paused", "Paused: no mail comes until you want it again."},
    {Done::resumed, "resumed", "The mails come again."},
    {Done::key_removed, "key-removed", "The key is removed: it opens nothing any more."},
    {Done::feed_made, "feed-made", "Your feed has its address."},
    {Done::feed_ended, "feed-ended", "The feed is ended."},
    {Done::followed, "followed", "Noted. What stands at the address is looked at now."},
    {Done::read_again, "again", "Noted. It is tried again now."},
    {Done::invited, "invited", "The letter is on its way."},
    {Done::stopped, "stopped", "Paused: no mail is sent to this reader."},
    {Done::hook_tested, "tested", "A test is on its way. What is answered stands below soon."},
    {Done::hook_resumed, "hook-resumed", "Resumed: it is told again."},
    {Done::hook_removed, "hook-removed", "The webhook is removed: it is told nothing any more."},
};

}  // namespace

void add_outcome(const Context& context, templates::Values& body, const Faults& faults) {
  auto& outcome = body.include("OUTCOME", "faults.html");
  if (!faults.empty()) {
    auto& list = outcome.add("FAULTS");
    for (const auto& [field, sentence] : faults) list.add("FAULT").set("FIELD", "#" + field).set("SENTENCE", sentence);
    return;
  }
  const auto done = context.request.parameter("done");
  const auto* const word = std::ranges::find(words_of_done, done, &Word::in_address);
  if (word != std::end(words_of_done)) outcome.set_if("DONE", word->sentence);
}

Answer see_done(std::string_view path, Done what) {
  return see(fmt::format("{}?done={}", path, std::ranges::find(words_of_done, what, &Word::what)->in_address));
}

Answer see_done(std::string_view path, Done what, const Result<void>& written) {
  if (!written) return std::unexpected(written.error());
  return see_done(path, what);
}

Wishes wishes_in(const Form& form, Faults& faults) {
  Wishes wishes{line_of(form, "zone", 64), {}, line_of(form, "language", 16)};
  if (!known_zone(wishes.zone)) faults["zone"] = "That is no time zone: it must be one as Europe/Berlin.";
  if (wishes.language != "en") faults["language"] = "Briefs are in English only, so far.";
  const auto hour = hour_in(form.get("hour"));
  if (!hour) faults["hour"] = "The hour must be one as 07:30.";
  wishes.hour = hour.value_or(wishes.hour);
  return wishes;
}

void add_when(templates::Values& body, const When& when, const Faults& faults) {
  auto& fields = body.include("WHEN", "when.html");
  fields.set("HOUR", when.hour).set("ZONE_NOW", when.zone).show_if(when.guess, "GUESS");
  add_faults(fields, faults);
  for (const auto& zone : zone_names()) fields.add("ZONE").set("VALUE", zone);
}

Result<bool> ask_for_letter(const Context& context, Letter letter) {
  if (!context.limits.letters.allows(limit_key(context.visit.address()))) return false;
  letter.id = fmt::format("le_{}", random_name());
  letter.asked = context.now;
  letter.asked_from = class_of_address(context.visit.address());
  const auto done = context.home.write([&](store::Tx& tx) { store::ask_for(tx, letter); });
  if (!done) return std::unexpected(done.error());
  return true;
}

Answer letter_is_on_its_way(const Context& context, std::string_view besides) {
  return message_page(context,
                      {200, "Look into your mailbox",
                       fmt::format("If this address can be written to, a mail with a link is on its way. Open the "
                                   "link and press the button on its page.{}{}",
                                   besides.empty() ? "" : " ", besides)});
}

Answer too_many_letters(const Context& context) {
  return message_page(
      context, {429, "Slower, please", "Too many letters were asked for from your address. Try again in an hour."});
}

std::optional<Token> live_token(const Context& context, std::string_view purpose, std::string_view text) {
  if (!context.visit.signer().check(purpose, text, context.now)) return std::nullopt;
  return context.take(store::token_by_hash(context.store(), Signer::hash_of(text), purpose, context.now));
}

void open_session(store::Tx& tx, const Context& context, const Reader& reader) {
  const auto expires = context.now + grants::session_time;
  const auto token = context.visit.signer().sign(grants::session, random_name(), expires);
  store::put(tx, Token{Signer::hash_of(token), std::string(grants::session), reader.id, context.now, expires});
  context.visit.give_session(token);
  context.visit.remember(reader.email);
}

Result<void> change_reader(const Context& context, std::string_view id, const std::function<void(Reader&)>& change) {
  return context.home.write([&](store::Tx& tx) -> Result<void> {
    auto reader = store::reader_by_id(tx, id);
    if (!reader) return std::unexpected(reader.error());
    if (!*reader) return {};
    change(**reader);
    store::put(tx, **reader);
    return {};
  });
}

}  // namespace pith::web
