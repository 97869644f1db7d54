#include "web/pages/pages.h"

namespace pith::web {

namespace {

Answer file(const Context& context, std::string_view name) {
  if (auto found = context.statics.answer(name, context.request)) return *std::move(found);
  return fail(ErrorKind::not_found, "There is no such file here.");
}

}  // namespace

Answer static_file(const Context& context) { return file(context, context.argument); }
Answer favicon(const Context& context) { return file(context, "favicon.svg"); }
Answer robots(const Context& context) { return file(context, "robots.txt"); }

}  // namespace pith::web
