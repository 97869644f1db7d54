// What is let in before a page sees it: names under which the site may be asked, and requests that change something.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lib/http_server/message.h"
#include "web/site.h"

namespace pith::web {

inline constexpr std::size_t largest_form = std::size_t{64} * 1024;
inline constexpr std::size_t largest_upload = std::size_t{1024} * 1024;
inline constexpr std::string_view upload_path = "/admin/opml";

struct Refusal {
  int status = 400;
  std::string sentence;
};

// At home only this machine's own names, so that no page of another site reaches in by a name of its own (DNS
// rebinding); in public only the site's.
std::optional<Refusal> refuse_host(const SiteOptions& options, const http::Request& request);

// Whether whoever asks sits at this machine, and no proxy asks in somebody's name.
bool is_from_here(const http::Request& request);

// A request that another site's page had the browser send.
bool is_cross_site(const http::Request& request);

}  // namespace pith::web
