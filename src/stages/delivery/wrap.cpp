#include "stages/delivery/wrap.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace pith::delivery {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr Range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xAC00, 0xD7A3},
                          {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                          {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};
constexpr Range combining[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
                               {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

template <std::size_t N>
bool within(char32_t value, const Range (&ranges)[N]) {
  return std::ranges::any_of(ranges, [&](const Range& range) { return value >= range.first && value <= range.last; });
}

int columns_of(char32_t value) {
  if (value < combining[0].first) return 1;
  if (within(value, combining)) return 0;
  return within(value, wide) ? 2 : 1;
}

// As many bytes of `word` as fit into `columns`, at least one character.
std::size_t fitting(std::string_view word, int columns) {
  std::size_t at = 0;
  int used = 0;
  while (at < word.size()) {
    const auto point = text::code_point_at(word, at);
    used += columns_of(point.value);
    if (used > columns && at > 0) break;
    at += point.length;
  }
  return at;
}

class Lines {
 public:
  explicit Lines(int columns) : columns_(columns) {}

  void add(std::string_view word) {
    int width = delivery::columns_of(word);
    if (used_ > 0 && used_ + 1 + width > columns_) end_line();
    while (width > columns_) {
      const auto head = fitting(word, columns_);
      lines_.emplace_back(word.substr(0, head));
      word.remove_prefix(head);
      width = delivery::columns_of(word);
    }
    if (used_ > 0) {
      line_ += ' ';
      ++used_;
    }
    line_ += word;
    used_ += width;
  }

  std::vector<std::string> take() {
    if (!line_.empty() || lines_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  void end_line() {
    lines_.push_back(std::exchange(line_, {}));
    used_ = 0;
  }

  int columns_;
  int used_ = 0;
  std::string line_;
  std::vector<std::string> lines_;
};

}  // namespace

int columns_of(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = text::code_point_at(text, at);
    columns += columns_of(point.value);
    at += point.length;
  }
  return columns;
}

std::vector<std::string> wrap(std::string_view text, int columns) {
  Lines lines(std::max(columns, 2));
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) lines.add(text.substr(at, end - at));
    at = end + 1;
  }
  return lines.take();
}

std::string wrapped(std::string_view text, int columns, std::string_view indent) {
  std::string out;
  if (text.empty()) return out;
  for (const auto& line : wrap(text, columns - columns_of(indent))) {
    out += indent;
    out += line;
    out += '\n';
  }
  return out;
}

}  // namespace pith::delivery
