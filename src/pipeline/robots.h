// Whether a web page may be read by a program: its site's robots.txt, asked for and obeyed (RFC 9309). Feeds,
// transcripts and chapter files are published for programs; this is for pages.
#pragma once

#include <expected>
#include <string>

#include "pipeline/context.h"
#include "pipeline/steps/step.h"

namespace pith::pipeline {

// A site without robots.txt (4xx) allows all; one whose server fails forbids all, for now: that is the Failure.
std::expected<bool, Failure> page_may_be_read(Context& context, const std::string& page_url);

}  // namespace pith::pipeline
