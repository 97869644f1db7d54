// A show is the podcast; a feed is where it is published. Plain values.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"

namespace pith {

// podcast:person, itunes:author or a speaker: who takes part. Role and group are lower case; empty means host, cast;
// "author" an item's author of whom nothing else is said.
struct Person {
  std::string name;
  std::string role;
  std::string group;
  std::string link;
  std::string image;
  bool operator==(const Person&) const = default;
};

struct Show {
  std::string id;  // "sh_" of podcast:guid, else of the first feed URL
  std::string slug;
  std::string title;
  std::string author;
  std::string description;  // plain text
  std::string link;
  std::string image;
  std::string language;  // as published, "en-us"
  std::vector<std::string> categories;
  std::vector<Person> persons;
  Time added{};
  bool hidden = false;      // removed at the publisher's wish: shown nowhere
  bool removed = false;     // no longer followed
  bool is_private = false;  // the address of one of its feeds holds a secret: its insights are the owner's alone
  std::string owner;        // the e-mail address its feed names as the owner's, in lower case
  bool operator==(const Show&) const = default;
};

}  // namespace pith
