// XML as a run of events (libxml2's SAX2), over bytes that lie in memory. No tree, no network, no external or declared
// entities: a document type declares nothing here, so nothing can expand.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace pith::xml {

// Views live until the call they are given to returns; a namespace's URI and a prefix lie at one address while the
// parse lasts.
struct Name {
  std::string_view space;   // namespace URI, empty if none or undeclared
  std::string_view prefix;  // as written
  std::string_view local;
};

struct Attribute {
  Name name;
  std::string_view value;  // references decoded
};

// What is told of a document. A false answer stops the parser. Exceptions are carried past libxml2 to parse()'s caller.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual bool begin(const Name& name, std::span<const Attribute> attributes) = 0;
  virtual bool end(const Name& name) = 0;
  virtual bool text(std::string_view piece) = 0;  // one text may come in several pieces; CDATA too
};

enum class Mode {
  strict,   // stops at the first error
  recover,  // goes on as far as libxml2 can. After the first error it drops named references in text, &amp; included
};

struct Limits {
  std::size_t depth = 100;
  std::size_t attributes = 256;  // of one element
};

struct Outcome {
  bool well_formed = false;
  bool ended = false;     // the root element was closed
  bool too_deep = false;  // stopped by a limit
  bool stopped = false;   // the handler said so
  std::string problem;    // libxml2's words for the first error
  int line = 0;           // of that error
};

// `bytes`: UTF-8, whatever the document itself declares. Thread-safe.
Outcome parse(std::string_view bytes, Handler& handler, Mode mode, const Limits& limits = {});

// The text of a value or an element's content, escaped for XML; characters that XML forbids are dropped.
std::string escaped(std::string_view text);

}  // namespace pith::xml
