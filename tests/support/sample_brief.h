// A brief as a reader would get it, for the tests of its renderings.
#pragma once

#include "stages/delivery/brief_view.h"
#include "stages/delivery/mail.h"

namespace pith::test {

delivery::BriefView sample_brief();
delivery::MailOptions sample_options();

}  // namespace pith::test
