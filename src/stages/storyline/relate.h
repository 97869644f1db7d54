// Relates insights: how alike two are, whether one restates the other, and what to list beside one. Pure.
//
// For each new insight the pipeline keeps what is close, and a page lists what is near at the time it is shown:
//   put_links(tx, links_of(profile.key, index.near(profile, {kTermShare, kVectorShare, kLinkFloor})));
//   page_list(index.near(profile, {kTermShare, kVectorShare, kPageFloor}))
// A link depends on its two insights alone, never on which came first, so any order of arrival gives the same links.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "domain/profile.h"
#include "domain/storyline.h"

namespace pith::storyline {

// What words and vectors count in the likeness. One number was fitted, the vectors' share, on gold/relations.json;
// anything from .3 to .5 does as well.
inline constexpr double kTermShare = 0.625;
inline constexpr double kVectorShare = 0.375;
// Likeness from which a page may list one insight beside another; below it an editor sees nothing in common.
inline constexpr double kPageFloor = 0.18;
// Likeness from which two insights are linked for good: of those judged, an editor sees something in common in five of
// six. Some nine links an insight in an archive of 20,000, two in one of 200.
inline constexpr double kLinkFloor = 0.32;

// 0..1: how much two insights are about the same.
double likeness(const Nearness& nearness);
// Whether two insights make the same claim, so that a reader of one need not read the other.
bool restates(const Nearness& nearness);

// One link for each neighbour that reaches the floor, from the newer insight to the older; best first.
std::vector<Link> links_of(const ProfileKey& insight, std::span<const Neighbour> found);

// The same with the other insights of its own episode, which the index leaves out: what a brief must not tell twice.
std::vector<Link> links_within(const Profile& insight, std::span<const Profile> episode);

// What is told beside an insight, best first: all that restates it, for what was left out might be who said it first;
// of the rest at most `most`, of one show at most `of_one_show`.
struct Room {
  std::size_t most = 10;
  std::size_t of_one_show = 2;
};
std::vector<Neighbour> page_list(std::span<const Neighbour> nearest_first, Room room = {});

}  // namespace pith::storyline
