// The pages on their port, for `serve` and `demo`.
#pragma once

#include <memory>
#include <string>

#include "app/program.h"
#include "base/result.h"
#include "web/web_server.h"

namespace pith::app {

// Serves from return on.
Result<std::unique_ptr<web::WebServer>> start_pages(Program& program);

// Serves until SIGINT or SIGTERM, saying where.
Result<int> serve_pages(Program& program);

}  // namespace pith::app
