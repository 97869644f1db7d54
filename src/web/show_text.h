// Small texts that several pages show: dates, lengths, names, counts.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/civil_day.h"
#include "base/time.h"
#include "domain/episode.h"

namespace pith::web {

std::string date_without_weekday(CivilDay day);            // "25 November 2026"
std::string weekday(CivilDay day);                         // "Wednesday"
std::string length_in_words(std::chrono::seconds length);  // "1 h 12 min", "48 min", "40 s"
std::string grouped(std::int64_t number);                  // "1,234"
// "1,234 episodes", "1 episode", "no episodes".
std::string counted(std::int64_t count, std::string_view one, std::string_view many);
std::string speaker_label(std::string_view speaker);              // "Speaker not named" where unknown
std::string shortened(std::string_view text, std::size_t bytes);  // at a word's end, with an ellipsis
std::string as_sentence(std::string_view words);                  // with a capital and a full stop
// Why an episode has no insights to show, or none of those wished for; empty where all is well.
std::string standing_of(const Episode& episode);
// "5 minutes ago", "in 2 hours", "just now".
std::string relative_time(Time then, Time now);

}  // namespace pith::web
