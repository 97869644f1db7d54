// The words of dates: months in the languages of the fixtures and their neighbours, zones, halves of the day.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace pith::feed {

// 1-12 of a lower-cased word's beginning ("sept", "févr", "июля"); 0 where it names no month.
int month_named(std::string_view word);

// 1-10 of a Vietnamese number word, as it stands after "tháng" (month); 0 for another word.
int number_of_month(std::string_view word);

// The offset from UTC of a lower-cased zone name; nothing where it is unknown.
std::optional<std::chrono::minutes> zone_named(std::string_view word);

enum class DayHalf { none, am, pm };
DayHalf day_half_named(std::string_view word);

}  // namespace pith::feed
