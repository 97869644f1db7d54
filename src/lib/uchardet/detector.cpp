#include "lib/uchardet/detector.h"

#include <memory>

#include <uchardet/uchardet.h>

namespace pith::uchardet {

namespace {

struct Delete {
  void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};

}  // namespace

std::string guess_charset(std::string_view bytes) {
  const std::unique_ptr<::uchardet, Delete> detector(uchardet_new());
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

}  // namespace pith::uchardet
