// What a language model may ask for. Each tool is a question to the API.
#pragma once

#include <span>
#include <string_view>

#include "lib/json/json.h"
#include "web/page.h"

namespace pith::web::mcp {

struct Argument {
  std::string_view name;
  std::string_view help;
  bool required = false;
  bool is_day = false;
  bool pages = false;          // it turns the page of what others ask for
  std::string_view from = {};  // the parameters that it is both of, where it is none itself: a day's beginning and end
  std::string_view to = {};
};

struct Tool {
  std::string_view name;
  std::string_view title;
  std::string_view description;
  std::span<const Argument> arguments;
  std::string_view schema;   // of the answer: a name of the API's schemas
  std::string_view missing;  // what is told where there is no such thing; empty: what the API says
  bool needs_one;            // of its arguments, whichever
  std::string_view path;     // "/api/v1/insights/{id}": arguments go into the path by name, the others into the query
};

std::span<const Tool> tools();
json::Value list_of_tools();
// The result of tools/call. A tool that fails, or is given arguments that it cannot take, gives one with isError and a
// sentence that says what to send, for the model to read. invalid_input: no such tool, or arguments that are no object.
Result<json::Value> call(const Context& context, std::string_view name, const json::Value& arguments);

}  // namespace pith::web::mcp
