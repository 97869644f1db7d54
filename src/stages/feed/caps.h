// How long what a feed says may be at most, whatever its format: a line (a title, a name) 1000 bytes, cut at a
// character with an ellipsis; an address 8 kB, longer ones are none; an identity 2 kB, of longer ones the beginning and
// a hash count. Texts are cut while they are read (ReadOptions::max_text). Pure.
#pragma once

#include "domain/feed.h"

namespace pith::feed {

void cap(PublishedFeed& feed);
void cap(Chapter& chapter);

}  // namespace pith::feed
