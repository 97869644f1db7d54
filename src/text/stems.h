// English stems, remembered: the same word costs a look-up. Not thread-safe: one object a thread.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lib/stem/snowball.h"

namespace pith::text {

class Stems {
 public:
  Stems() : snowball_("english") {}
  // The stem of a lower-cased word; the view lives as long as this object.
  std::string_view of(std::string_view word);

 private:
  stem::Snowball snowball_;
  std::deque<std::string> kept_;  // words and stems: the views below point here
  std::unordered_map<std::string_view, std::string_view> stems_;
};

}  // namespace pith::text
