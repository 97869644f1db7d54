// The secrets that addresses hold (user info, the values of secret query keys, secret path segments of hosts that are
// known to give them), and texts without them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pith {

class Secrets {
 public:
  // Those of an address, as written and percent-decoded. Of "name:password" the name counts only where it looks like a
  // token. What is shorter than three bytes is none.
  void add(std::string_view url);
  bool empty() const { return values_.empty(); }

  // A secret of less than six bytes stands in a text only as a whole word.
  bool stand_in(std::string_view text) const;
  // Each becomes "***".
  void strike(std::string& text) const;
  void strike(Error& error) const;  // message and detail

 private:
  void add_value(std::string_view value);
  std::vector<std::string> values_;  // the longest first
};

}  // namespace pith
