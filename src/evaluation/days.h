// Labelled episodes dealt into days, as if each day's had come out together. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "evaluation/gold.h"

namespace pith::evaluation {

using Days = std::vector<std::vector<std::size_t>>;  // places in the list of names

// About six a day, by a hash of the names: the labels' own scorer does the same.
Days days_by_name(std::span<const std::string> names);

// About six a day, in the order of their dates, equal ones by name. not_found names an episode without a date.
Result<Days> days_by_date(std::span<const std::string> names, const Dates& dates);

}  // namespace pith::evaluation
