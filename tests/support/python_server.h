// A server of tests/support written in Python, in a process of its own; ended with its scope. It gets a folder and some
// words, and prints its port.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "support/files.h"

namespace pith::test {

class PythonServer {
 public:
  PythonServer(std::string_view script, const std::vector<std::string>& words);
  ~PythonServer();
  PythonServer(const PythonServer&) = delete;
  PythonServer& operator=(const PythonServer&) = delete;

  int port() const { return port_; }
  const TempFolder& folder() const { return folder_; }
  std::string ca_file() const { return (folder_ / "ca.pem").string(); }  // where the server speaks TLS

 private:
  TempFolder folder_;
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace pith::test
