// The numbers by which a brief is chosen.
#pragma once

#include <cstddef>

namespace pith::brief {

// An offer's worth is its quality (score / 5) times what follows; docs/brief.md says how each was measured.
struct Weights {
  double unclear = 0.2;    // clarity: less this share where its headline is not understood by itself
  double left_over = 0.8;  // freshness: times this where its episode is not of the last day
  double said = 0.1;       // novelty: less this share where the archive holds the same
  double told = 0.02;      // the same against what the reader was sent
  double pull = 1.5;       // interest: so much more where all of it is wanted
  double push = 0.85;      // and so much less where none of it is
  double variety = 0.03;   // taken off for the same show, subject and topics as a pick before
  double again = 0.03;     // taken off for each pick before of the same episode
};

struct Rules {
  std::size_t size = 5;
  double floor = 0.5;             // least score
  std::size_t of_an_episode = 2;  // picks, where there are enough episodes
  std::size_t of_a_show = 2;      // likewise, where other shows have what is not far behind
  double far_behind = 0.6;        // worth less than this share; all of it where it is left over from the days before
  std::size_t explore = 10;       // one slot in so many is outside the reader's usual; 0: none
  Weights weights;
};

}  // namespace pith::brief
