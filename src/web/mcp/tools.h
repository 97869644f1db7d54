// What a language model may ask for. Each tool is a question to the API.
#pragma once

#include <optional>

#include "lib/json/json.h"
#include "web/page.h"

namespace pith::web::mcp {

// The result of tools/list or tools/call; none of any other method. A tool that fails, or is given arguments that it
// cannot take, gives one with isError and a sentence that says what to send, for the model to read. invalid_input: no
// such tool, arguments that are no object, a cursor in the list.
std::optional<Result<json::Value>> answer_about_tools(const Context& context, const json::Value& asked);

}  // namespace pith::web::mcp
