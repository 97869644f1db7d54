// What a form sent: its fields, from either of the two ways in which browsers write them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lib/http_server/message.h"

namespace pith::web {

class Form {
 public:
  // invalid_input where the body is no form, or one with too many fields.
  static Result<Form> of(const http::Request& request);

  std::string_view get(std::string_view name) const;  // the first of that name; empty where there is none
  std::vector<std::string_view> all(std::string_view name) const;
  bool has(std::string_view name) const;

 private:
  std::vector<http::Field> fields_;
};

}  // namespace pith::web
