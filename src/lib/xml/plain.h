// Well-formed XML of the plain kind, which nearly every feed is, read about four times as fast as libxml2 reads it
// (docs/decisions/0090-plain-xml.md). It judges nothing that is out of the ordinary: at a document type, a name beyond
// ASCII, an unknown reference or the slightest error it gives up, and libxml2 has to say what the document is.
#pragma once

#include <optional>
#include <string_view>

#include "lib/xml/sax.h"

namespace pith::xml {

// `bytes`: valid UTF-8. The handler is told what parse() would tell it in strict mode. Nothing: the document has to be
// read by parse() from its beginning, with a handler that has heard nothing yet. Thread-safe.
std::optional<Outcome> parse_plain(std::string_view bytes, Handler& handler, const Limits& limits = {});

}  // namespace pith::xml
