// pith subscribe: asks for the letter that asks an address whether it wants the brief.
#include <chrono>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/mail.h"
#include "app/output.h"
#include "app/services.h"
#include "app/settings_values.h"
#include "app/settle_work.h"
#include "app/usage.h"
#include "base/tokens.h"
#include "lib/json/json.h"
#include "stages/delivery/mail.h"
#include "store/letters.h"
#include "store/work_keys.h"

namespace pith::app {

namespace {

// Else why not.
Result<void> is_sent(const store::Session& session, const std::string& id) {
  const auto letter = store::letter_by_id(session, id);
  if (!letter) return std::unexpected(letter.error());
  if (*letter && (*letter)->sent) return {};
  const auto work = store::work_by_key(session, store::letter_work(id));
  if (!work) return std::unexpected(work.error());
  if (!*work || (*work)->state == store::WorkState::done)
    return fail(ErrorKind::refused,
                "no letter was written: this address was asked as often as an hour or a day allows; try again later");
  if ((*work)->state == store::WorkState::dead)
    return fail(ErrorKind::io, fmt::format("the letter was not sent, and is given up: {}", (*work)->error));
  return fail(ErrorKind::io,
              fmt::format("the letter is not sent yet; pith serve sends it{}",
                          (*work)->error.empty() ? "" : fmt::format(" when it can: {}", (*work)->error)));
}

constexpr std::chrono::seconds longest_wait{20};  // for another process

}  // namespace

Result<int> run_subscribe(Program& program, const Arguments& arguments) {
  if (auto taken = take_public(program, arguments); !taken) return std::unexpected(taken.error());
  if (program.settings().web.open_to.empty())
    return wrong_usage(
        "readers subscribe where accounts are on: set web.public, or name the address with --public. The brief "
        "of the one reader at home goes to reader.email");
  Letter letter;
  letter.email = address_key(arguments.get("EMAIL"));
  if (const auto bare = delivery::bare_address(letter.email); !bare || *bare != letter.email)
    return wrong_usage(fmt::format("\"{}\" is not a mail address", letter.email));
  auto services = Services::make(program, progress(program.json()));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  letter.id = fmt::format("le_{}", random_name());
  letter.zone = zone_of(program.settings());
  letter.hour = hour_of(program.settings().reader.hour).value_or(letter.hour);
  letter.language = Reader{}.language;
  letter.source = by_owner;
  letter.asked = context.clock.now();
  if (auto done = context.store.write([&](store::Tx& tx) { store::ask_for(tx, letter); }); !done)
    return std::unexpected(done.error());
  if (auto done = settle(**services, "letter", {store::letter_work(letter.id)}, longest_wait); !done)
    return std::unexpected(done.error());
  if (auto sent = is_sent(context.store.read(), letter.id); !sent) return std::unexpected(sent.error());
  const auto outbox = program.home().outbox().string();
  say(program.json(), json::object({{"email", letter.email}, {"asked", true}}),
      goes_by_smtp(program.settings().mail)
          ? "the address was asked by mail whether it wants the brief; a reader it is once it has said yes"
          : fmt::format("the letter to the address lies in {} and goes nowhere from there, as mail.smtp_url names no "
                        "mail server; a reader it is once it has opened the letter's link and said yes",
                        outbox));
  return 0;
}

}  // namespace pith::app
