#include "stages/feed/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "base/parse_number.h"
#include "base/position.h"
#include "stages/feed/date_words.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::feed {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

constexpr std::array<char32_t, 5> zeros{0x0660, 0x06F0, 0x0966, 0x0E50, 0xFF10};
constexpr int buddhist_era = 543;  // years that Thailand's count is ahead

struct Number {
  int value = 0;
  std::size_t digits = 0;
};

// What has been found so far of a date, and the making of a Time from it.
struct Parts {
  std::optional<int> year, month, week, day, hour;
  int minute = 0;
  int second = 0;
  Micros fraction{0};
  DayHalf half = DayHalf::none;
  std::optional<minutes> zone;
  bool ordinal = false;  // `day` counts from the first of January; where there is a week, from its Monday

  std::optional<Time> time() const;

 private:
  std::optional<int> hour_of_day() const;
  std::chrono::sys_days first_day() const;
};

std::optional<int> Parts::hour_of_day() const {
  const int written = hour.value_or(0);
  if (half == DayHalf::none || written > 12) return written <= 24 ? std::optional{written} : std::nullopt;
  return written % 12 + (half == DayHalf::pm ? 12 : 0);
}

// The day that is 1 in the numbering of `day`. A year's first week is that of the fourth of January.
std::chrono::sys_days Parts::first_day() const {
  const auto begun = std::chrono::year{*year} / month.value_or(1);
  if (!week) return begun / 1;
  const std::chrono::sys_days fourth = begun / 4;
  return fourth - (std::chrono::weekday{fourth} - std::chrono::Monday) + std::chrono::weeks{*week - 1};
}

std::optional<Time> Parts::time() const {
  const auto at_hour = hour_of_day();
  if (!year || !at_hour || minute > 59 || second > 60) return std::nullopt;
  if (*year < 1971 || *year > 2100 || month.value_or(1) < 1 || month.value_or(1) > 12) return std::nullopt;
  if (day.value_or(1) < 1 || day.value_or(1) > (ordinal ? 366 : 31)) return std::nullopt;
  if (week && (*week < 1 || *week > 53 || day.value_or(1) > 7)) return std::nullopt;
  // The 31st of a shorter month is the first of the next.
  const auto midnight = first_day() + std::chrono::days{day.value_or(1) - 1};
  return midnight + std::chrono::hours{*at_hour} + minutes{minute} + seconds{second} + fraction -
         zone.value_or(minutes{0});
}

// Reads the text piece by piece; every piece is a number with what clings to it, a word, or a mark to skip.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Time> read() {
    read_year_first();
    while (at_ < text_.size()) {
      if (is_digit(text_[at_]))
        take_number();
      else if (is_word_byte(text_[at_]))
        take_word();
      else if (is_offset())
        take_offset();
      else
        ++at_;
    }
    if (!is_enough()) return std::nullopt;
    if (*parts_.year >= 1971 + buddhist_era && *parts_.year <= 2100 + buddhist_era) *parts_.year -= buddhist_era;
    return parts_.time();
  }

 private:
  char next(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool is_enough() const { return parts_.year && (parts_.month || parts_.week || parts_.ordinal || year_alone_); }

  Number number(std::size_t most = 9) {
    Number found;
    while (is_digit(next()) && found.digits < most) {
      found.value = found.value * 10 + (text_[at_++] - '0');
      ++found.digits;
    }
    return found;
  }

  static bool is_separator(char c) { return c == '-' || c == '/' || c == '.'; }

  // The rest of 2003-W52-3 or 2003W523; Monday where no day is named.
  bool read_week() {
    const std::size_t before = next() == '-' ? 1 : 0;
    if (next(before) != 'w' || !is_digit(next(before + 1))) return false;
    at_ += before + 1;
    parts_.week = number(2).value;
    if (next() == '-' && is_digit(next(1))) ++at_;
    if (is_digit(next())) parts_.day = number(1).value;
    return true;
  }

  // 2003-12-31, 2003/1/5, 20031231, 2003-12, 2003-365, 2003-W52-3, 2003.
  void read_year_first() {
    const auto digits = std::min(text_.find_first_not_of("0123456789", at_), text_.size()) - at_;
    if (digits < 4) return;
    if (digits == 8 || digits >= 12) return read_compact();
    if (digits != 4) return;
    parts_.year = number().value;
    year_alone_ = at_ == text_.size();
    if (read_week()) return;
    if (!is_separator(next()) || !is_digit(next(1))) return;
    const char separator = text_[at_++];
    const auto second = number();
    if (second.digits == 3) {
      parts_.day = second.value;
      parts_.ordinal = true;
      return;
    }
    parts_.month = second.value;
    if (next() != separator || !is_digit(next(1))) return;
    ++at_;
    parts_.day = number(2).value;
  }

  // 20031231, with or without 235959 after it.
  void read_compact() {
    parts_.year = number(4).value;
    parts_.month = number(2).value;
    parts_.day = number(2).value;
    if (!is_digit(next()) && next() != 't') return;
    if (next() == 't') ++at_;
    if (!is_digit(next(3))) return;
    parts_.hour = number(2).value;
    parts_.minute = number(2).value;
    if (is_digit(next())) parts_.second = number(2).value;
  }

  void take_number() {
    const auto found = number();
    if (std::exchange(weekday_next_, false)) return;
    if (std::exchange(month_next_, false) && !parts_.month) {
      parts_.month = found.value;
      month_word_ = true;
      return;
    }
    if ((next() == ':' || is_dotted_time(found)) && !parts_.hour) return take_time(found.value);
    if (found.digits == 4 && !parts_.year && is_separator(next()) && is_digit(next(1))) {
      at_ -= found.digits;
      return read_year_first();
    }
    if (is_separator(next()) && is_digit(next(1)) && !parts_.month && !parts_.day)
      return take_numeric_date(found.value);
    if (found.digits == 4 && parts_.year && !parts_.hour) {
      parts_.hour = found.value / 100;
      parts_.minute = found.value % 100;
    } else if (found.digits == 4) {
      parts_.year = found.value;
    } else if (parts_.year && !parts_.month && !month_word_) {
      parts_.month = found.value;
    } else if (!parts_.day) {
      parts_.day = found.value;
    } else if (!parts_.year && found.digits == 2) {
      parts_.year = found.value + (found.value < 50 ? 2000 : 1900);
    }
  }

  // "klo 10.30" after a whole date.
  bool is_dotted_time(const Number& found) const {
    const bool dated = parts_.year && parts_.month && parts_.day;
    return dated && found.digits <= 2 && next() == '.' && is_digit(next(1)) && is_digit(next(2)) && !is_digit(next(3));
  }

  // 9:05, 09:05:07, 09:05:07.250, 9.05, 09.05.07; the hour has been read.
  void take_time(int hour) {
    parts_.hour = hour;
    const char mark = text_[at_++];
    parts_.minute = number().value;
    if (next() != mark || !is_digit(next(1))) return;
    ++at_;
    parts_.second = number().value;
    if ((next() != '.' && next() != ',') || !is_digit(next(1))) return;
    ++at_;
    const auto fraction = number();
    auto micros = static_cast<std::int64_t>(fraction.value);
    for (auto digits = fraction.digits; digits < 6; ++digits) micros *= 10;
    for (auto digits = fraction.digits; digits > 6; --digits) micros /= 10;
    parts_.fraction = Micros{micros};
    while (is_digit(next())) ++at_;
  }

  // 07.02.2025 and 7-2-2025 begin with the day; 2/7/2025 with the month, as its writers mostly mean it, unless it can't
  // be.
  void take_numeric_date(int first) {
    const char separator = text_[at_++];
    const int second = number().value;
    const bool day_first = separator != '/' || first > 12;
    parts_.day = day_first && second <= 12 ? first : second;
    parts_.month = day_first && second <= 12 ? second : first;
    if (next() != separator || !is_digit(next(1))) return;
    ++at_;
    const auto year = number();
    parts_.year = year.digits > 2 ? year.value : year.value + (year.value < 50 ? 2000 : 1900);
  }

  void take_word() {
    const auto begin = at_;
    while (is_word_byte(next()) || (next() == '.' && is_word_byte(next(1)))) ++at_;
    const auto word = text_.substr(begin, at_ - begin);
    if (take_vietnamese(word)) return;
    if (const auto half = day_half_named(word); half != DayHalf::none) {
      parts_.half = half;
    } else if (parts_.hour && zone_named(word)) {
      if (!parts_.zone) parts_.zone = zone_named(word);
    } else if (const int month = month_named(word); month > 0 && !(parts_.month && parts_.year)) {
      const bool october = word == "listopada" && begin > 1 && text_.substr(0, begin).ends_with(". ");
      parts_.month = october ? 10 : month;  // the last one: "mar., 24 févr." begins with a Tuesday
      month_word_ = true;
    }
  }

  // "thứ ba" is a Tuesday, "tháng 2", "tháng hai" and "th2" are February.
  bool take_vietnamese(std::string_view word) {
    if (word == "thứ" || (word == "th" && !is_digit(next()))) {
      weekday_next_ = true;
      return true;
    }
    if (word == "tháng" || word == "thg" || word == "th") {
      month_next_ = true;
      weekday_next_ = false;
      return true;
    }
    const int month = month_next_ ? number_of_month(word) : 0;
    month_next_ = month == 10 || (month_next_ && month == 0);  // eleven is "ten one"
    weekday_next_ = false;
    if (month == 0) return false;
    parts_.month = parts_.month == 10 ? 10 + month : month;
    month_word_ = true;
    return true;
  }

  bool is_offset() const { return parts_.hour && (next() == '+' || next() == '-') && is_digit(next(1)); }

  // +0200, +02:00, +2, -0330.
  void take_offset() {
    const int sign = text_[at_++] == '-' ? -1 : 1;
    const auto first = number();
    int total = first.digits > 2 ? first.value / 100 * 60 + first.value % 100 : first.value * 60;
    if (next() == ':' && is_digit(next(1))) {
      ++at_;
      total += number().value;
    }
    if (total > 15 * 60) return;  // "+9999": none
    parts_.zone = minutes{sign * total};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Parts parts_;
  bool year_alone_ = false;
  bool month_word_ = false;
  bool month_next_ = false;    // the next number, or word of one, is the month
  bool weekday_next_ = false;  // the next number is that of a day of the week
};

// The digits of Arabic, Persian, Hindi, Thai and Japanese texts as ASCII's.
std::string with_plain_digits(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = text::code_point_at(text, at);
    const auto* zero =
        std::ranges::find_if(zeros, [&](char32_t z) { return point.value >= z && point.value < z + 10; });
    if (zero != zeros.end())
      plain.push_back(static_cast<char>('0' + (point.value - *zero)));
    else
      plain.append(text.substr(at, point.length));
    at += point.length;
  }
  return plain;
}

// Seconds or milliseconds since 1970, of which nothing else has as many digits; from 2001 to 2033.
std::optional<Time> unix_time(std::string_view text) {
  const bool in_millis = text.size() == 13;
  if ((text.size() != 10 && !in_millis) || text.front() != '1') return std::nullopt;
  const auto value = parse_number<std::int64_t>(text);
  if (!value) return std::nullopt;
  return from_micros(*value * (in_millis ? 1'000 : 1'000'000));
}

constexpr std::size_t longest_date = 100;

}  // namespace

std::optional<Time> parse_date(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > longest_date) return std::nullopt;
  if (const auto time = unix_time(text)) return time;
  if (!text::is_ascii(text)) return Reader(text::lower(with_plain_digits(text))).read();
  std::array<char, longest_date> small{};
  std::ranges::transform(text, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return Reader({small.data(), text.size()}).read();
}

std::optional<seconds> parse_duration(std::string_view text) {
  const auto position = pith::parse_position(text::trim(text));
  if (!position) return std::nullopt;
  return std::chrono::floor<seconds>(*position);
}

std::optional<std::chrono::milliseconds> parse_position(std::string_view text) {
  return pith::parse_position(text::trim(text));
}

}  // namespace pith::feed
