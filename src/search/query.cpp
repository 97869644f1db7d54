#include "search/query.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "text/utf8.h"
#include "text/words.h"

namespace pith::search {

namespace {

constexpr std::size_t most_asked = 64;
constexpr std::size_t shortest_beginning = 2;  // letters; shorter ones begin everything
constexpr std::size_t shortest_unfinished = 3;

constexpr std::array<char32_t, 5> quotation_marks = {U'"', U'\u201C', U'\u201D', U'\u201E', U'\u201F'};

bool is_quotation_mark(char32_t value) { return std::ranges::find(quotation_marks, value) != quotation_marks.end(); }

class Parser {
 public:
  explicit Parser(std::string_view typed) : typed_(typed) {}

  Query read() {
    while (at_ < typed_.size() && query_.wanted.size() + query_.refused.size() < most_asked) step();
    return std::move(query_);
  }

 private:
  void step() {
    const auto point = text::code_point_at(typed_, at_);
    if (is_quotation_mark(point.value)) return phrase(at_ + point.length);
    if (point.value == '-' && fresh_) {
      refusing_ = true;
      at_ += 1;
      fresh_ = false;
      return;
    }
    auto end = at_;
    const auto word = text::next_word(typed_, end);
    if (!word.empty() && word.data() == typed_.data() + at_) return plain(word, end);
    const bool space = text::is_space(point.value);
    fresh_ = space || point.value == '(';
    if (space) refusing_ = joining_ = false;
    at_ += point.length;
  }

  void plain(std::string_view word, std::size_t end) {
    const bool star = end < typed_.size() && typed_[end] == '*' && word.size() >= shortest_beginning;
    add({text::lower(word), false, star, at_, end});
    at_ = end;
  }

  void phrase(std::size_t begin) {
    auto end = begin;
    std::size_t length = 0;
    for (; end < typed_.size(); end += length) {
      const auto point = text::code_point_at(typed_, end);
      length = point.length;
      if (is_quotation_mark(point.value)) break;
    }
    const auto words = text::words(typed_.substr(begin, end - begin));
    if (!words.empty()) add({fmt::format("{}", fmt::join(words, " ")), true, false, begin, end});
    at_ = end < typed_.size() ? end + length : end;
    refusing_ = joining_ = false;
    fresh_ = true;
  }

  // What hangs together behind a minus is refused together: -well-known.
  void add(Asked asked) {
    fresh_ = false;
    if (!refusing_) {
      query_.wanted.push_back(std::move(asked));
    } else if (!std::exchange(joining_, true)) {
      query_.refused.push_back(std::move(asked));
    } else {
      auto& last = query_.refused.back();
      last.text += ' ' + asked.text;
      last.phrase = true;
      last.end = asked.end;
    }
  }

  std::string_view typed_;
  std::size_t at_ = 0;
  bool fresh_ = true;  // at the start of what stands between spaces
  bool refusing_ = false;
  bool joining_ = false;
  Query query_;
};

}  // namespace

Query parse(std::string_view typed) { return Parser(typed).read(); }

Query unfinished(std::string_view typed) {
  auto query = parse(typed);
  for (auto* list : {&query.wanted, &query.refused}) {
    if (list->empty() || list->back().end != typed.size()) continue;
    auto& last = list->back();
    const bool lone = query.wanted.size() == 1 && list == &query.wanted;
    if (last.phrase || last.end - last.begin >= shortest_unfinished)
      last.beginning = true;
    else if (!lone)
      list->pop_back();
  }
  return query;
}

}  // namespace pith::search
