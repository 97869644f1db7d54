#include "app/usage.h"

#include <cerrno>
#include <utility>

namespace pith::app {

std::unexpected<Error> wrong_usage(std::string message) {
  return fail(ErrorKind::invalid_input, std::move(message), {}, EINVAL);
}

bool is_wrong_usage(const Error& error) { return error.kind == ErrorKind::invalid_input && error.code == EINVAL; }

int exit_code_of(const Error& error) { return is_wrong_usage(error) ? 2 : 1; }

}  // namespace pith::app
