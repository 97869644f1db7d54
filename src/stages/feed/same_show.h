// Whether a document is of a show that is known: an address can be taken over, lead elsewhere, or serve another show's
// document by mistake.
#pragma once

#include <cstddef>
#include <span>

#include "domain/episode.h"
#include "domain/feed.h"
#include "domain/show.h"

namespace pith::feed {

// How many of its items are episodes of the show: by title, or by guid where title or date agree too, for many
// feeds have the guids 1, 2, 3.
std::size_t known_items(std::span<const Episode> episodes, const PublishedFeed& published);

// By its podcast:guid, its title or one known item. A show of which nothing is known yet is that of any document.
bool is_of_show(const Show& show, std::span<const Episode> episodes, const PublishedFeed& published);

}  // namespace pith::feed
