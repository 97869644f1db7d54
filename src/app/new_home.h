// A home that is made beside its place and comes to it whole, or not at all: where what was to be the first in it
// fails, no home is left, and nothing that another process may have written is ever removed.
#pragma once

#include <filesystem>
#include <memory>

#include "app/program.h"
#include "base/result.h"

namespace pith::app {

// What there is of the way to a folder; itself where it is there.
std::filesystem::path folder_there(std::filesystem::path folder);

class NewHome {
 public:
  // Until its end the program's home is a folder of its own.
  static Result<std::unique_ptr<NewHome>> begin(Program& program);
  ~NewHome();
  NewHome(const NewHome&) = delete;
  NewHome& operator=(const NewHome&) = delete;

  // Closes the store, of which nothing may be in use, and brings it to its place; the program's home is there again.
  // False where it stays away: another process has made a home there, or the file system cannot do it.
  Result<bool> settle();

 private:
  NewHome(Program& program, std::filesystem::path scratch);
  void leave();

  Program& program_;
  std::filesystem::path place_;
  std::filesystem::path scratch_;
};

}  // namespace pith::app
