// "Text/XML; charset=\"UTF-8\"" taken apart. Pure.
#pragma once

#include <string>
#include <string_view>

namespace pith::net {

struct ContentType {
  std::string type;     // "text/xml"
  std::string charset;  // "utf-8"; empty if not said
};

ContentType content_type_of(std::string_view header);

}  // namespace pith::net
