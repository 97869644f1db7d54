#include "support/smtp_server.h"

#include <filesystem>

#include <fmt/format.h>

namespace pith::test {

std::vector<std::string> SmtpServer::taken() const {
  std::vector<std::string> all;
  for (int n = 1;; ++n) {
    const auto file = folder() / fmt::format("{}.json", n);
    if (!std::filesystem::exists(file)) return all;
    all.push_back(read_file(file));
  }
}

}  // namespace pith::test
