// Labelled episodes dealt into days, as if each day's had come out together. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace pith::evaluation {

// When episodes came out: a table of tab-separated columns, `episode` and `published` (RFC 3339 or a bare date) among
// those that its first line names. invalid_input names the line.
using Dates = std::map<std::string, Time, std::less<>>;
Result<Dates> read_dates(std::string_view table);

using Days = std::vector<std::vector<std::size_t>>;  // places in the list of names

// About six a day, by a hash of the names: the labels' own scorer does the same.
Days days_by_name(std::span<const std::string> names);

// About six a day, in the order of their dates, equal ones by name. not_found names an episode without a date.
Result<Days> days_by_date(std::span<const std::string> names, const Dates& dates);

}  // namespace pith::evaluation
