// The recogniser that the settings name.
#pragma once

#include <memory>
#include <string>

#include "app/settings.h"
#include "base/result.h"
#include "net/http_client.h"
#include "stages/transcript/transcriber.h"

namespace pith::app {

// None where transcriber.engine is "none". `http` must outlive it. An Error says which setting is at fault, or how to
// get what is missing.
Result<std::unique_ptr<transcript::Transcriber>> make_transcriber(const Settings& settings, net::HttpClient& http);

// How it stands with hearing, for `pith doctor`: a line, and a second one where something is to be done.
std::string transcriber_report(const Settings& settings);

}  // namespace pith::app
