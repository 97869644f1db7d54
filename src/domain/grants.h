// What signed tokens may grant, and for how long: each purpose opens one thing. Mails and pages agree by it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/time.h"

namespace pith::grants {

// Used once, and in the store by their hash:
inline constexpr std::string_view confirm = "confirm";  // subject: a letter's id
inline constexpr std::string_view sign_in = "sign-in";  // subject: a letter's id, or a random name
inline constexpr std::string_view session = "session";  // subject: a random name; a browser's cookie
// Until they are removed, and in the store by their hash:
inline constexpr std::string_view api_key = "api-key";    // no signature; domain/access_key.h
inline constexpr std::string_view own_feed = "own-feed";  // subject: its id; the address of a reader's own feed
// Signed alone, for one reader:
inline constexpr std::string_view known = "known";  // subject: a mail address's hash; a cookie of who was signed in
inline constexpr std::string_view unsubscribe = "unsubscribe";  // subject: a reader's id
inline constexpr std::string_view taste = "taste";              // subject: taste_subject()
inline constexpr std::string_view letter_day = "letter-day";    // subject: day_subject(); to read that day's five
inline constexpr std::string_view form = "form";                // subject: what the browser's cookie hashes to

inline constexpr std::chrono::hours confirm_time{48};
inline constexpr std::chrono::hours sign_in_time{1};
inline constexpr std::chrono::hours session_time{24 * 90};
inline constexpr std::chrono::hours unsubscribe_time{24 * 400};
inline constexpr std::chrono::hours known_time{24 * 400};
inline constexpr std::chrono::hours taste_time{24 * 60};
inline constexpr std::chrono::hours letter_day_time{24 * 400};
inline constexpr std::chrono::hours form_time{12};
inline constexpr std::chrono::hours own_feed_time{24 * 36525};

inline std::string taste_subject(std::string_view reader_id, std::string_view insight_id) {
  return std::string(reader_id) + " " + std::string(insight_id);
}

inline std::string day_subject(std::string_view reader_id, std::string_view day) {
  return std::string(reader_id) + " " + std::string(day);
}

}  // namespace pith::grants
