// The secrets that addresses hold, and texts without them. A secret is user info, the value of a secret key in query,
// fragment or path parameters, a long segment of a host that is known to give its subscribers such paths; and, where it
// looks like a token, what follows a segment "private" or belongs to a key such as "uid" or "t". Pure.
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

// A guid without what is named a secret in it. What only looks like one stays: it may be all that tells two guids
// apart.
std::string redact_identity(std::string_view guid);

// Whether the address says when it ends (Expires=...): it was signed for whoever asked, and is nobody's own.
bool ends_by_itself(std::string_view url);

}  // namespace pith
