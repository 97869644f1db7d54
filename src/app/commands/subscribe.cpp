// pith subscribe: asks for the letter that asks an address whether it wants the brief.
#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "app/settings_values.h"
#include "base/tokens.h"
#include "lib/json/json.h"
#include "stages/delivery/mail.h"
#include "store/letters.h"

namespace pith::app {

Result<int> run_subscribe(Program& program, const Arguments& arguments) {
  if (auto taken = take_public(program, arguments); !taken) return std::unexpected(taken.error());
  if (program.settings().web.open_to.empty())
    return fail(ErrorKind::invalid_input,
                "readers subscribe where accounts are on: set web.public, or name the address with --public. The brief "
                "of the one reader at home goes to reader.email");
  Letter letter;
  letter.email = address_key(arguments.get("EMAIL"));
  if (const auto bare = delivery::bare_address(letter.email); !bare || *bare != letter.email)
    return fail(ErrorKind::invalid_input, fmt::format("\"{}\" is not a mail address", letter.email));
  auto services = Services::make(program, progress(program.json()));
  if (!services) return std::unexpected(services.error());
  auto& context = (*services)->context();
  letter.id = fmt::format("le_{}", random_name());
  letter.zone = zone_of(program.settings());
  letter.hour = hour_of(program.settings().reader.hour).value_or(letter.hour);
  letter.language = Reader{}.language;
  letter.source = "pith subscribe";
  letter.asked = context.clock.now();
  if (auto done = context.store.write([&](store::Tx& tx) { store::ask_for(tx, letter); }); !done)
    return std::unexpected(done.error());
  const auto report = pipeline::Dispatch(context, (*services)->threads()).run_until_idle({"letter"});
  if (!report) return std::unexpected(report.error());
  const bool asked = report->given_up == 0;
  say(program.json(), json::object({{"email", letter.email}, {"asked", asked}}),
      asked ? "the address was asked by mail whether it wants the brief; a reader it is once it has said yes"
            : "the address could not be asked: the letter could not be sent");
  return asked ? 0 : 1;
}

}  // namespace pith::app
