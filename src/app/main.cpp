// pith: parses the command line, runs the verb, prints what went wrong.
#include <exception>

#include <sys/stat.h>

#include "app/cli.h"
#include "app/decoding.h"
#include "app/output.h"
#include "app/program.h"
#include "app/usage.h"
#include "lib/log/log.h"

namespace {

namespace app = pith::app;

int run(const app::ParsedLine& line) {
  auto program = app::Program::make(line.common);
  if (!program) {
    app::complain(program.error().message);
    return program.error().kind == pith::ErrorKind::invalid_input ? 2 : 1;
  }
  for (const auto& complaint : (*program)->complaints()) app::complain(complaint);
  auto home = line.command->needs_home ? (*program)->require_home() : pith::Result<void>{};
  const auto done = home ? line.command->run(**program, line.arguments) : std::unexpected(home.error());
  const auto printed = app::finish_output();
  if (done && printed) return *done;
  const auto& error = done ? printed.error() : done.error();
  app::complain(error.message);
  pith::log::debug(error.log_line());
  return app::exit_code_of(error);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    ::umask(077);  // the home holds tokens, secrets and addresses, and what is exported the same
    if (const auto done = pith::app::run_as_decoder(argc, argv)) return *done;
    const auto line = pith::app::parse_command_line(argc, argv);
    if (line.command != nullptr) return run(line);
    line.exit_code == 0 ? pith::app::print(line.output) : pith::app::complain(line.output);
    const auto printed = pith::app::finish_output();
    if (!printed) pith::app::complain(printed.error().message);
    return printed ? line.exit_code : 1;
  } catch (const std::exception& error) {
    pith::app::complain(error.what());
    return 1;
  }
}
