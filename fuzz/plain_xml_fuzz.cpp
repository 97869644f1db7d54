// folders: lib/xml text
// XML of the plain kind: what is read without libxml2 is well-formed to libxml2 too, and told alike.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "lib/xml/plain.h"
#include "lib/xml/sax.h"
#include "text/utf8.h"

namespace {

// Everything told, in one string; pieces of one text are joined.
class Recorder final : public pith::xml::Handler {
 public:
  bool begin(const pith::xml::Name& name, std::span<const pith::xml::Attribute> attributes) override {
    note('<', name);
    for (const auto& one : attributes) {
      note(' ', one.name);
      told.append("=").append(one.value).append("\1");
    }
    return true;
  }
  bool end(const pith::xml::Name& name) override {
    note('/', name);
    return true;
  }
  bool text(std::string_view piece) override {
    told += piece;
    return true;
  }
  std::string told;

 private:
  void note(char kind, const pith::xml::Name& name) {
    told.append(1, '\2').append(1, kind).append(name.space).append("\1");
    told.append(name.prefix).append("\1").append(name.local).append("\1");
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = pith::text::repair_utf8({reinterpret_cast<const char*>(data), size});
  Recorder plain;
  const auto outcome = pith::xml::parse_plain(text, plain);
  if (!outcome) return 0;
  Recorder judge;
  const auto judged = pith::xml::parse(text, judge, pith::xml::Mode::strict);
  if (!judged.well_formed || !judged.ended || judge.told != plain.told) __builtin_trap();
  return 0;
}
