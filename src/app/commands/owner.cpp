// pith owner: makes an address the owner's, and prints a link that signs in once.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/home_key.h"
#include "app/output.h"
#include "app/program.h"
#include "app/settings_values.h"
#include "base/ids.h"
#include "base/tokens.h"
#include "domain/grants.h"
#include "lib/json/json.h"
#include "stages/delivery/mail.h"
#include "store/readers.h"
#include "store/tokens.h"

namespace pith::app {

namespace {

// Who runs the program on this machine vouches for the address: no letter asks to confirm.
Reader admitted(Reader reader, const Program& program, const std::string& email) {
  const Time now = program.clock().now();
  if (reader.id.empty()) {
    reader.id = make_id("re", {email, format_rfc3339(now), random_name()});
    reader.email = email;
    reader.zone = zone_of(program.settings());
    reader.hour = hour_of(program.settings().reader.hour).value_or(reader.hour);
    reader.state = ReaderState::unconfirmed;
    reader.added = now;
  }
  reader.owner = true;
  if (reader.state != ReaderState::unconfirmed) return reader;
  reader.state = ReaderState::active;
  reader.confirmed = now;
  reader.consent_source = "pith owner";
  begin_briefs(reader, now);
  return reader;
}

Result<std::string> link_for(Program& program, store::Store& store, const Reader& reader) {
  const auto key = home_key(program.home());
  if (!key) return std::unexpected(key.error());
  const Time now = program.clock().now();
  const auto expires = now + grants::sign_in_time;
  const auto token = Signer(*key).sign(grants::sign_in, random_name(), expires);
  const auto done = store.write([&](store::Tx& tx) {
    store::put(tx, reader);
    store::put(tx, Token{Signer::hash_of(token), std::string(grants::sign_in), reader.id, now, expires});
  });
  if (!done) return std::unexpected(done.error());
  return fmt::format("{}/sign-in?t={}", site_url_of(program.settings()), token);
}

Result<int> give_up(store::Store& store, Reader reader) {
  reader.owner = false;
  const auto done = store.write([&](store::Tx& tx) {
    store::put(tx, reader);
    store::remove_tokens(tx, reader.id, grants::session);
    store::remove_tokens(tx, reader.id, grants::sign_in);
  });
  if (!done) return std::unexpected(done.error());
  print(fmt::format("{} is no owner any more, and is signed out everywhere\n", reader.email));
  return 0;
}

}  // namespace

Result<int> run_owner(Program& program, const Arguments& arguments) {
  if (auto taken = take_public(program, arguments); !taken) return std::unexpected(taken.error());
  if (program.settings().web.open_to.empty())
    return fail(ErrorKind::invalid_input,
                "an owner is needed where accounts are on: set web.public, or name the address with --public");
  const auto email = address_key(arguments.get("EMAIL"));
  if (const auto bare = delivery::bare_address(email); !bare || *bare != email)
    return fail(ErrorKind::invalid_input, fmt::format("\"{}\" is not a mail address", email));
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  const auto known = store::reader_by_email((*store)->read(), email);
  if (!known) return std::unexpected(known.error());
  if (arguments.has("--revoke")) {
    if (!*known) return fail(ErrorKind::not_found, fmt::format("{} is no reader here", email));
    return give_up(**store, **known);
  }
  const auto link = link_for(program, **store, admitted(known->value_or(Reader{}), program, email));
  if (!link) return std::unexpected(link.error());
  if (program.json())
    print(json::write(json::object({{"owner", email}, {"link", *link}})) + "\n");
  else
    print(fmt::format("{} is an owner. This link signs in once, within an hour:\n{}\n", email, *link));
  return 0;
}

}  // namespace pith::app
