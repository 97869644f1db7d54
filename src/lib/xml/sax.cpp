#include "lib/xml/sax.h"

#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <vector>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

namespace pith::xml {

namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : std::string_view{reinterpret_cast<const char*>(text)};
}

std::string_view view(const xmlChar* begin, const xmlChar* end) {
  return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

// One run of the parser: libxml2's callbacks come here with `this` as their user data.
class Run {
 public:
  Run(Handler& handler, const Limits& limits) : handler_(handler), limits_(limits) {}

  Outcome parse(std::string_view bytes, Mode mode);

 private:
  static Run& of(void* self) { return *static_cast<Run*>(self); }

  static void on_begin(void* self, const xmlChar* local, const xmlChar* prefix, const xmlChar* space, int,
                       const xmlChar**, int count, int, const xmlChar** attributes) {
    auto& run = of(self);
    run.guarded([&] {
      return run.begin({view(space), view(prefix), view(local)}, attributes, static_cast<std::size_t>(count));
    });
  }
  static void on_end(void* self, const xmlChar* local, const xmlChar* prefix, const xmlChar* space) {
    auto& run = of(self);
    --run.depth_;
    run.outcome_.ended = run.depth_ == 0;
    run.guarded([&] { return run.handler_.end({view(space), view(prefix), view(local)}); });
  }
  static void on_text(void* self, const xmlChar* text, int length) {
    auto& run = of(self);
    run.guarded([&] { return run.handler_.text(view(text, text + length)); });
  }
  static xmlEntityPtr on_entity(void*, const xmlChar* name) { return xmlGetPredefinedEntity(name); }
  static void on_error(void* self, xmlErrorPtr error) {
    auto& run = of(self);
    if (error == nullptr || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE ||
        !run.outcome_.problem.empty())
      return;
    run.outcome_.problem = trimmed(error->message == nullptr ? "" : error->message);
    run.outcome_.line = error->line;
  }

  static xmlSAXHandler callbacks() {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_begin;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    sax.getEntity = on_entity;
    sax.serror = on_error;
    return sax;
  }

  bool begin(const Name& name, const xmlChar** attributes, std::size_t count) {
    outcome_.ended = false;
    if (++depth_ > limits_.depth || count > limits_.attributes) {
      outcome_.too_deep = true;
      return false;
    }
    attributes_.clear();
    for (std::size_t n = 0; n < count; ++n, attributes += 5)
      attributes_.push_back(
          {{view(attributes[2]), view(attributes[1]), view(attributes[0])}, view(attributes[3], attributes[4])});
    return handler_.begin(name, attributes_);
  }

  // An exception must not cross libxml2's C frames: it is kept and thrown again by parse().
  template <class Call>
  void guarded(Call call) {
    if (outcome_.stopped || outcome_.too_deep) return;
    try {
      if (call()) return;
      outcome_.stopped = !outcome_.too_deep;
    } catch (...) {
      thrown_ = std::current_exception();
      outcome_.stopped = true;
    }
    xmlStopParser(context_);
  }

  Handler& handler_;
  const Limits& limits_;
  xmlParserCtxtPtr context_ = nullptr;
  std::vector<Attribute> attributes_;
  std::size_t depth_ = 0;
  Outcome outcome_;
  std::exception_ptr thrown_;
};

struct FreeContext {
  void operator()(xmlParserCtxtPtr context) const {
    if (context->myDoc != nullptr)
      xmlFreeDoc(context->myDoc);  // libxml2 keeps declared entities in a document of its own
    xmlFreeParserCtxt(context);
  }
};

Outcome Run::parse(std::string_view bytes, Mode mode) {
  if (bytes.size() > static_cast<std::size_t>(INT32_MAX)) {
    outcome_.problem = "document of 2 GB or more";
    return outcome_;
  }
  auto sax = callbacks();
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(xmlCreatePushParserCtxt(&sax, this, nullptr, 0, nullptr));
  if (!context) throw std::bad_alloc();
  context_ = context.get();
  const int recover = mode == Mode::recover ? XML_PARSE_RECOVER : 0;
  xmlCtxtUseOptions(context_, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC | recover);
  xmlSwitchEncoding(context_, XML_CHAR_ENCODING_UTF8);
  constexpr std::size_t chunk = 32u << 10;
  for (std::size_t at = 0; at < bytes.size(); at += chunk) {
    const auto piece = bytes.substr(at, chunk);
    const bool last = at + chunk >= bytes.size();
    xmlParseChunk(context_, piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (context_->disableSAX != 0 || outcome_.stopped || outcome_.too_deep) break;
  }
  outcome_.well_formed = context_->wellFormed != 0 && outcome_.ended;
  if (thrown_) std::rethrow_exception(thrown_);
  return std::move(outcome_);
}

// Does a tag have far more attributes than the limit? libxml2 takes the square of their number before it tells of the
// tag. Goes by values' beginnings between two "<", of which a text of markup in an attribute has some, too.
bool has_crowded_tag(std::string_view bytes, std::size_t limit) {
  constexpr std::size_t of_text = 16;
  std::size_t values = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
    if (bytes[at] == '<') values = 0;
    if (bytes[at] == '=' && (bytes[at + 1] == '"' || bytes[at + 1] == '\'') && ++values > of_text * limit) return true;
  }
  return false;
}

// libxml2 wants its tables made once before threads use it.
void ensure_ready() {
  static const bool ready = [] {
    xmlInitParser();
    return true;
  }();
  static_cast<void>(ready);
}

}  // namespace

Outcome parse(std::string_view bytes, Handler& handler, Mode mode, const Limits& limits) {
  if (has_crowded_tag(bytes, limits.attributes)) return {.too_deep = true};
  ensure_ready();
  return Run(handler, limits).parse(bytes, mode);
}

namespace {

// U+FFFE and U+FFFF in UTF-8: no document may have them (XML 1.0, 2.2).
bool is_no_character(std::string_view bytes) { return bytes == "\xEF\xBF\xBE" || bytes == "\xEF\xBF\xBF"; }

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_no_character(text.substr(at, 3)))
      at += 2;
    else if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t')
      out += c;
  }
  return out;
}

}  // namespace pith::xml
