#include "store/hiding.h"

#include "store/edition.h"
#include "store/record.h"

namespace pith::store {

void hide_show(Tx& tx, std::string_view show_id, bool hidden) {
  const int wanted = hidden ? 1 : 0;
  if (change(tx, "UPDATE shows SET hidden = ? WHERE id = ? AND hidden <> ?", {wanted, show_id, wanted}) != 0)
    next_edition(tx);
}

void hide_episode(Tx& tx, std::string_view episode_id, bool hidden) {
  const int wanted = hidden ? 1 : 0;
  if (change(tx, "UPDATE episodes SET hidden = ? WHERE id = ? AND hidden <> ?", {wanted, episode_id, wanted}) != 0)
    next_edition(tx);
}

}  // namespace pith::store
