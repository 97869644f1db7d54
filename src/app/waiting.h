// What was tried and is tried again later, as verbs that work by hand tell it at their end.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/work.h"

namespace pith::app {

// Of these steps, what is due first first.
Result<std::vector<store::Work>> waiting_work(const store::Session& session,
                                              std::initializer_list<std::string_view> steps);

// "2 mails wait, the first until 2026-11-25T06:00:00Z: REASON" and a line end, by what one and several of them are
// called ("mail waits", "mails wait"); empty for none.
std::string waiting_line(const std::vector<store::Work>& waiting, std::string_view one, std::string_view many);

}  // namespace pith::app
