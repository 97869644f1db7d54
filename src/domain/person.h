// People as feeds and transcripts name them. Who is whom over shows is decided in stages/people.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pith {

// What a name is found by: "Ada Lovelace, PhD" and "ada  lovelace" are "ada-lovelace", also in addresses. Empty where
// the name is no person's full one: a first name alone, "unknown speaker", "SPEAKER 2".
std::string person_key(std::string_view name);

enum class AppearanceSource : std::uint8_t { feed, talk };

// One person in one episode: named by its feed, or speaking in its transcript.
struct Appearance {
  std::string episode_id;
  std::string show_id;
  std::string key;  // person_key
  std::string name;
  AppearanceSource source = AppearanceSource::feed;
  std::string role;  // as in Person; empty in talk
  std::string link;  // href, normalised by nobody
  std::string image;
  bool operator==(const Appearance&) const = default;
};

}  // namespace pith
