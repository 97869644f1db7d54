// What stands around a cue that changes what it says: a quotation it is in, a sentence it is half of, a "but" that
// answers it. Pure; the talk must outlive it.
#pragma once

#include <cstddef>
#include <vector>

#include "stages/insight/talk.h"

namespace pith::insight {

struct Setting {
  bool quoted = false;    // begins inside a quotation
  bool answered = false;  // the speaker's next sentence turns against it: "But ...", "Actually, ..."
  bool supposed = false;  // the speaker's sentence before supposes something: "Say you ...", "If ..."
  bool torn = false;      // the speaker breaks off in it
};

class Surroundings {
 public:
  explicit Surroundings(const Talk& talk);

  bool quoted(std::size_t cue) const { return quoted_[cue]; }  // begins inside a quotation
  bool quoted_after(std::size_t cue) const { return !ends_turn(cue) && quoted_[cue + 1]; }
  // Some transcripts begin a new cue after any full stop: "... about John D. | Rockefeller".
  bool broken_after(std::size_t cue) const;
  Setting setting(std::size_t cue) const;

 private:
  bool answered(std::size_t cue) const;
  bool supposed(std::size_t cue) const;
  bool ends_turn(std::size_t cue) const { return talk_.turn_of(cue).end() == cue + 1; }

  const Talk& talk_;
  std::vector<bool> quoted_;
};

}  // namespace pith::insight
