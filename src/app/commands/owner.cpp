// pith owner: makes an address the owner's, and prints a link that signs in once.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/home_key.h"
#include "app/output.h"
#include "app/program.h"
#include "app/settings_values.h"
#include "app/usage.h"
#include "base/ids.h"
#include "base/tokens.h"
#include "domain/grants.h"
#include "lib/json/json.h"
#include "stages/delivery/mail.h"
#include "store/readers.h"
#include "store/tokens.h"

namespace pith::app {

namespace {

void confirm(Reader& reader, Time now) {
  reader.state = ReaderState::active;
  reader.confirmed = now;
  reader.consent_source = "pith owner";
  begin_briefs(reader, now);
}

// The reader of this address as an owner. Who runs the program on this machine vouches for it: no letter asks to
// confirm.
Result<Reader> admit(store::Tx& tx, const Program& program, const std::string& email) {
  const Time now = program.clock().now();
  const auto known = store::reader_by_email(tx, email);
  if (!known) return std::unexpected(known.error());
  Reader reader = known->value_or(Reader{});
  if (reader.id.empty()) {
    reader.id = make_id("re", {email, format_rfc3339(now), random_name()});
    reader.email = email;
    reader.zone = zone_of(program.settings());
    reader.hour = hour_of(program.settings().reader.hour).value_or(reader.hour);
    reader.state = ReaderState::unconfirmed;
    reader.added = now;
  }
  reader.owner = true;
  if (reader.state == ReaderState::unconfirmed) confirm(reader, now);
  store::put(tx, reader);
  return reader;
}

Result<std::string> link_for(Program& program, store::Store& store, const std::string& email) {
  const auto key = home_key(program.home());
  if (!key) return std::unexpected(key.error());
  const Time now = program.clock().now();
  const auto expires = now + grants::sign_in_time;
  const auto token = Signer(*key).sign(grants::sign_in, random_name(), expires);
  const auto done = store.write([&](store::Tx& tx) -> Result<void> {
    const auto reader = admit(tx, program, email);
    if (!reader) return std::unexpected(reader.error());
    store::put(tx, Token{Signer::hash_of(token), std::string(grants::sign_in), reader->id, now, expires});
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return fmt::format("{}/sign-in?t={}", site_url_of(program.settings()), token);
}

Result<int> give_up(const Program& program, store::Store& store, const std::string& email) {
  const auto done = store.write([&](store::Tx& tx) -> Result<void> {
    auto known = store::reader_by_email(tx, email);
    if (!known) return std::unexpected(known.error());
    if (!*known) return fail(ErrorKind::not_found, fmt::format("{} is no reader here", email));
    (*known)->owner = false;
    store::put(tx, **known);
    store::remove_tokens(tx, (*known)->id, grants::session);
    store::remove_tokens(tx, (*known)->id, grants::sign_in);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  say(program.json(), json::object({{"revoked", email}}),
      fmt::format("{} is no owner any more, and is signed out everywhere", email));
  return 0;
}

}  // namespace

Result<int> run_owner(Program& program, const Arguments& arguments) {
  if (auto taken = take_public(program, arguments); !taken) return std::unexpected(taken.error());
  if (program.settings().web.open_to.empty())
    return wrong_usage("an owner is needed where accounts are on: set web.public, or name the address with --public");
  const auto email = address_key(arguments.get("EMAIL"));
  if (const auto bare = delivery::bare_address(email); !bare || *bare != email)
    return wrong_usage(fmt::format("\"{}\" is not a mail address", email));
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  if (arguments.has("--revoke")) return give_up(program, **store, email);
  const auto link = link_for(program, **store, email);
  if (!link) return std::unexpected(link.error());
  if (program.json())
    print(json::write(json::object({{"owner", email}, {"link", *link}})) + "\n");
  else
    print(fmt::format("{} is an owner. This link signs in once, within an hour:\n{}\n", email, *link));
  return 0;
}

}  // namespace pith::app
