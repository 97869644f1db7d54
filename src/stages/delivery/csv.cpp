#include "stages/delivery/csv.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pith::delivery {

namespace {

// To a spreadsheet, which passes over a tab or a line's end before it.
bool begins_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").contains(text.front());
}

class Reader {
 public:
  Reader(std::string_view bytes, char separator) : rest_(text::without_mark(bytes)), separator_(separator) {}

  Result<std::vector<CsvRow>> rows() {
    std::vector<CsvRow> rows;
    while (!rest_.empty()) {
      if (take_line_end()) continue;
      CsvRow row{line_, {}};
      do {
        auto cell = this->cell();
        if (!cell) return std::unexpected(cell.error());
        row.cells.push_back(*std::move(cell));
      } while (take({&separator_, 1}));
      if (!rest_.empty() && !take_line_end())
        return broken(fmt::format("after a closed quote only {} or the line's end may come", name()));
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  bool take(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }
  bool take_line_end() {
    if (!take("\r\n") && !take("\n") && !take("\r")) return false;
    ++line_;
    return true;
  }
  std::unexpected<Error> broken(std::string_view what) const {
    return fail(ErrorKind::invalid_input, fmt::format("line {}: {}", line_, what));
  }
  std::string_view name() const { return separator_ == ';' ? "a semicolon" : separator_ == '\t' ? "a tab" : "a comma"; }
  std::string take_until(const std::string& ends) {
    const auto end = std::min(rest_.find_first_of(ends), rest_.size());
    std::string out(rest_.substr(0, end));
    rest_.remove_prefix(end);
    line_ += static_cast<int>(std::ranges::count(out, '\n'));
    return out;
  }

  Result<std::string> cell() {
    if (!take("\"")) return take_until({separator_, '\r', '\n'});
    const auto begun = broken("this quote is not closed");
    std::string out;
    while (true) {
      out += take_until("\"");
      if (!take("\"")) return begun;
      if (!take("\"")) return out;
      out += '"';
    }
  }

  std::string_view rest_;
  char separator_;
  int line_ = 1;
};

}  // namespace

Result<std::vector<CsvRow>> read_csv(std::string_view bytes, char separator) { return Reader(bytes, separator).rows(); }

std::string csv_cell(std::string_view text) {
  std::string out = begins_formula(text) ? "\"'" : "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string_view cell_text(std::string_view cell) {
  return cell.starts_with('\'') && begins_formula(cell.substr(1)) ? cell.substr(1) : cell;
}

}  // namespace pith::delivery
