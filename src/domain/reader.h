// Whom the brief is for. One person at home is the reader "re_home", made at first start, without an account; on a
// public site readers have accounts.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/civil_day.h"
#include "base/time.h"

namespace pith {

// Who runs this Pith at home: private shows are for this reader alone, and on a public site this brief is everybody's.
inline constexpr std::string_view home_reader = "re_home";

// unconfirmed: asked for, and nothing but a letter that asks to confirm was sent.
enum class ReaderState { unconfirmed, active, paused };

struct Reader {
  std::string id;                     // "re_" ...; the home reader is "re_home"
  std::string email;                  // as address_key() has it; empty: no mail, pages only
  std::string zone = "UTC";           // IANA
  std::chrono::minutes hour{6 * 60};  // local minutes since midnight at which the brief leaves
  ReaderState state = ReaderState::active;
  Time added{};
  std::string language = "en";
  bool owner = false;                // manages shows and readers
  std::optional<Time> confirmed;     // when consent was given
  std::string consent_source;        // what it was given by: "subscribe page", by_owner (domain/letter.h), "pith owner"
  std::string consent_from;          // and from where: the class of its IP address, "203.0.113.0/24"
  std::optional<CivilDay> last_day;  // the newest day whose brief was begun, or that has none for this reader
  Time next_brief{};                 // when to look next; at the epoch: at once
  bool operator==(const Reader&) const = default;
};

// Whether mail may be sent: consent was given and is not withdrawn. Checked when a brief is made and again at sending.
inline bool takes_briefs(const Reader& reader) { return reader.state == ReaderState::active; }

struct BriefDue {
  std::optional<CivilDay> day;  // whose brief is to be made now
  Time next{};                  // when to look again
  bool operator==(const BriefDue&) const = default;
};
// The reader's day is their zone's; a day has one brief, from the reader's hour on. A day that was slept through has
// none. Pure.
BriefDue brief_due(const Reader& reader, Time now);
// From now on, beginning with the next time that it is the reader's hour.
void begin_briefs(Reader& reader, Time now);

// How two spellings of one mail address are told to be one: spaces around it gone, letters in lower case.
std::string address_key(std::string_view address);

}  // namespace pith
