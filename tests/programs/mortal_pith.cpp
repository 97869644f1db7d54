// pith, but it kills itself (SIGKILL) at a commit of its store:  mortal_pith before|after N VERB...   With N = 0 it
// lives, and its last line on standard error is the number of commits.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <signal.h>
#include <unistd.h>

#include "app/cli.h"
#include "app/decoding.h"
#include "app/output.h"
#include "app/program.h"

int main(int argc, char** argv) {
  using namespace pith;
  if (const auto done = app::run_as_decoder(argc, argv)) return *done;  // its own child
  if (argc < 4) return 2;
  const auto point = std::string_view(argv[1]) == "before" ? store::CommitPoint::before : store::CommitPoint::after;
  const int fatal = std::atoi(argv[2]);
  std::atomic<int> seen{0};
  const auto line = app::parse_command_line(argc - 2, argv + 2);
  if (line.command == nullptr) return 2;
  auto program = app::Program::make(line.common, [&](store::CommitPoint at) {
    if (at == point && ++seen == fatal) ::kill(::getpid(), SIGKILL);
  });
  if (!program) return 1;
  const auto done = line.command->run(**program, line.arguments);
  if (!done) app::complain(done.error().message);
  std::fprintf(stderr, "%d\n", seen.load());
  return done ? *done : 1;
}
