// Comma-separated values (RFC 4180), also with semicolons or tabs in place of commas, as spreadsheets write them where
// the comma is a decimal sign: rows of cells, quoted or not, over line ends where quoted. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pith::delivery {

struct CsvRow {
  int line = 1;  // where it begins
  std::vector<std::string> cells;
};

// A byte order mark and empty lines are left out. invalid_input, with the line, where a quote is not closed or
// something follows a closed one.
Result<std::vector<CsvRow>> read_csv(std::string_view bytes, char separator = ',');

// A cell, quoted. One that a spreadsheet would take for a formula gets an apostrophe; cell_text() takes it away.
std::string csv_cell(std::string_view text);
std::string_view cell_text(std::string_view cell);

}  // namespace pith::delivery
