#include "web/pages/first_steps.h"

namespace pith::web {

void add_first_step(const Context& context, templates::Values& body) {
  const bool here = context.visit.owner();
  body.set("SENTENCE", here ? "No show is followed yet. Follow one here, or on the command line with: pith add URL."
                            : "No show is followed yet. Add one on the command line with: pith add URL.");
  body.show_if(here, "FOLLOW");
}

}  // namespace pith::web
