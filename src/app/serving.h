// The pages on their port, for `serve` and `demo`.
#pragma once

#include <memory>
#include <string>

#include "app/program.h"
#include "app/services.h"
#include "base/result.h"
#include "pipeline/relating.h"
#include "web/web_server.h"

namespace pith::app {

// What the settings say of the site, for whoever runs the program. It looks for what is near in `relating`, which must
// outlive the site.
web::SiteOptions site_options_of(const Program& program, pipeline::Relating& relating);

// Serves from return on; `services` must outlive it.
Result<std::unique_ptr<web::WebServer>> start_pages(Program& program, Services& services);

// Serves until SIGINT or SIGTERM, saying where.
Result<int> serve_pages(Program& program, Services& services);

}  // namespace pith::app
