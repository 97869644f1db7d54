// pith completions, pith manual: what a shell and man need, printed; a package's build puts it in place.
#include "app/commands/verbs.h"
#include "app/completions.h"
#include "app/manual.h"
#include "app/output.h"

namespace pith::app {

namespace {

Result<int> printed(const Result<std::string>& text) {
  if (!text) return std::unexpected(text.error());
  print(*text);
  return 0;
}

}  // namespace

Result<int> run_completions(Program& /*program*/, const Arguments& arguments) {
  return printed(completions_for(arguments.get("SHELL")));
}

Result<int> run_manual(Program& /*program*/, const Arguments& arguments) {
  return printed(manual_page(arguments.has("PAGE") ? arguments.get("PAGE") : "pith"));
}

}  // namespace pith::app
