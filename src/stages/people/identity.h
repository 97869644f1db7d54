// Who is whom: one name within one show is one person; one name in two shows is one person only with evidence
// (docs/decisions/0040-one-name-in-two-shows.md). Pure and thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/person.h"
#include "domain/show.h"

namespace pith::people {

// What a show calls its people by who publishes it, and in how many of its episodes anybody is known to speak.
struct ShowFacts {
  const Show* show = nullptr;  // outlives the call
  std::size_t voiced = 0;      // episodes
};
using Shows = std::map<std::string, ShowFacts, std::less<>>;  // by id

// One name in one show.
struct Presence {
  std::string show_id;
  std::string name;  // as most episodes write it
  std::string role;  // "host", "guest"; what else the feed says; empty where nothing tells
  std::size_t episodes = 0;
  std::vector<std::string> links;   // from the feed, each once
  std::vector<std::string> images;  // likewise
};

// One person: where they were heard, the show with most episodes first. `presences` is never empty.
struct Person {
  std::vector<Presence> presences;
  const std::string& name() const { return presences.front().name; }
};

// The people behind appearances that all have one key, of the shows that are in `shows`; in order of their first show's
// id. `declared_one`: the owner says that all of this name are one person.
std::vector<Person> people_of(std::span<const Appearance> appearances, const Shows& shows, bool declared_one);

}  // namespace pith::people
