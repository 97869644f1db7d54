// pith: parses the command line, runs the verb, prints what went wrong.
#include <exception>

#include "app/cli.h"
#include "app/decoding.h"
#include "app/output.h"
#include "app/program.h"
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
  const auto done = line.command->run(**program, line.arguments);
  if (done) return *done;
  app::complain(done.error().message);
  pith::log::debug(done.error().log_line());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (const auto done = pith::app::run_as_decoder(argc, argv)) return *done;
    const auto line = pith::app::parse_command_line(argc, argv);
    if (line.command != nullptr) return run(line);
    line.exit_code == 0 ? pith::app::print(line.output) : pith::app::complain(line.output);
    return line.exit_code;
  } catch (const std::exception& error) {
    pith::app::complain(error.what());
    return 1;
  }
}
