#include "web/form.h"

#include <algorithm>

#include "lib/http_server/multipart.h"

namespace pith::web {

namespace {

constexpr std::size_t most_fields = 400;

}  // namespace

Result<Form> Form::of(const http::Request& request) {
  const auto type = request.header("Content-Type");
  std::optional<std::vector<http::Field>> fields;
  if (type.starts_with("application/x-www-form-urlencoded"))
    fields = http::parse_form(request.body);
  else if (type.starts_with("multipart/form-data"))
    fields = http::parse_multipart(type, request.body);
  else if (request.body.empty())
    fields.emplace();
  if (!fields || fields->size() > most_fields)
    return fail(ErrorKind::invalid_input, "What was sent is not a form that can be read here.");
  Form form;
  form.fields_ = *std::move(fields);
  return form;
}

std::string_view Form::get(std::string_view name) const {
  const auto found = std::ranges::find(fields_, name, &http::Field::first);
  return found == fields_.end() ? std::string_view{} : found->second;
}

std::vector<std::string_view> Form::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : fields_)
    if (key == name) values.emplace_back(value);
  return values;
}

bool Form::has(std::string_view name) const {
  return std::ranges::find(fields_, name, &http::Field::first) != fields_.end();
}

}  // namespace pith::web
