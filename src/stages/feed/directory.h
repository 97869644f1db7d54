// Apple's podcast directory: its links, its lookup and its search (the iTunes Search API). Text in, values out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pith::feed {

struct DirectoryEntry {
  std::string title;
  std::string author;
  std::string feed_url;  // empty where Apple names none: the show is heard at Apple only
  std::string link;      // its page at Apple
  std::string genre;
  std::int64_t episodes = 0;
  bool operator==(const DirectoryEntry&) const = default;
};

// The show's number in a link of podcasts.apple.com or itunes.apple.com; empty for any other address.
std::string apple_id_of(std::string_view url);

// What to ask the directory at `base` ("https://itunes.apple.com").
std::string lookup_url(std::string_view base, std::string_view apple_id);
std::string search_url(std::string_view base, std::string_view words, int most);

// The shows of an answer, in its order; what is no podcast is left out. invalid_input for what is no such answer.
Result<std::vector<DirectoryEntry>> read_directory(std::string_view json);

}  // namespace pith::feed
