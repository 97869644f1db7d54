// Whether shows and episodes are shown: writes that alone, so that nothing another process wrote of them is undone.
#pragma once

#include <string_view>

#include "store/store.h"

namespace pith::store {

void hide_show(Tx& tx, std::string_view show_id, bool hidden);
void hide_episode(Tx& tx, std::string_view episode_id, bool hidden);

}  // namespace pith::store
