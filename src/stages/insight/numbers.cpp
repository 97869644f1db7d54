#include "stages/insight/numbers.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <optional>

#include "stages/insight/function_words.h"
#include "stages/insight/number_words.h"
#include "text/utf8.h"

namespace pith::insight {

namespace {

using Kind = NumberWord::Kind;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_letter(char letter) { return letter >= 'a' && letter <= 'z'; }

// A run of digits or of letters, and what stands right before it.
struct Token {
  std::string_view text;
  std::string_view suffix;  // letters right after digits: "k", "th", "x"
  char before = ' ';
  char before_that = ' ';
  char after = ' ';
  bool digits = false;
  bool joined = false;  // nothing but a space or a hyphen parts it from the token before
  bool opens = false;   // a sentence or a part of one ends before it
};

bool only_joints(std::string_view gap) { return gap.find_first_not_of(" -") == std::string_view::npos; }

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool inside = (text[at] == ',' || text[at] == '.') && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_digit(text[at]) && !inside) break;
    ++at;
  }
  return at;
}

std::size_t letters_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_letter(text[at])) ++at;
  return at;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t before = 0;  // end of the token before
  for (std::size_t at = 0; at < text.size();) {
    const bool digits = is_digit(text[at]);
    if (!digits && !is_letter(text[at])) {
      ++at;
      continue;
    }
    const auto end = digits ? digits_end(text, at) : letters_end(text, at);
    const auto last = digits ? letters_end(text, end) : end;
    const auto gap = text.substr(before, at - before);
    tokens.push_back({text.substr(at, end - at), text.substr(end, last - end), at > 0 ? text[at - 1] : ' ',
                      at > 1 ? text[at - 2] : ' ', last < text.size() ? text[last] : ' ', digits, only_joints(gap),
                      gap.find_first_of(".?!;:") != std::string_view::npos});
    before = last;
    at = last;
  }
  return tokens;
}

double value_of_digits(std::string_view digits) {
  std::string plain;
  for (const char letter : digits)
    if (letter != ',') plain.push_back(letter);
  return std::strtod(plain.c_str(), nullptr);
}

// Digits within a name are the name's: "h100", "gpt-3", "web3".
bool inside_name(const Token& token) {
  return token.digits &&
         (is_letter(token.before) || ((token.before == '-' || token.before == '.') && is_letter(token.before_that)));
}

const NumberWord* word_at(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() && !tokens[at].digits ? number_word(tokens[at].text) : nullptr;
}

// A number word that goes on with what stands before it.
const NumberWord* joined_word_at(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].joined ? word_at(tokens, at) : nullptr;
}

// One number written out, and where it ends.
struct Spelled {
  double value = 0;
  std::size_t end = 0;
};

// A number below a hundred from `at` on: "forty", "forty two", "twelve".
Spelled small_number(const std::vector<Token>& tokens, std::size_t at) {
  const auto* word = word_at(tokens, at);
  if (word->kind != Kind::ten) return {word->value, at + 1};
  const auto* next = joined_word_at(tokens, at + 1);
  const bool two_words = next != nullptr && next->kind == Kind::unit && next->value > 0;
  return two_words ? Spelled{word->value + next->value, at + 2} : Spelled{word->value, at + 1};
}

bool is_and(const std::vector<Token>& tokens, std::size_t at) {
  const auto* next = joined_word_at(tokens, at + 1);
  return tokens[at].joined && tokens[at].text == "and" && next != nullptr && next->kind <= Kind::ten;
}

// "two hundred and fifty thousand", "3 million", "hundred": from a number word or digits at `at`.
Spelled spelled_number(const std::vector<Token>& tokens, std::size_t at) {
  double whole = 0;
  double part = 0;
  bool any = false;
  bool room = true;  // whether a number below a hundred may follow
  const bool in_digits = tokens[at].digits;
  while (at < tokens.size()) {
    const auto* word = any ? joined_word_at(tokens, at) : word_at(tokens, at);
    if (tokens[at].digits && !any) {
      part = value_of_digits(tokens[at].text) * magnitude_suffix(tokens[at].suffix);
      ++at;
      room = false;
    } else if (word != nullptr && word->kind <= Kind::ten && room) {
      const auto small = small_number(tokens, at);
      part += small.value;
      at = small.end;
      room = false;
    } else if (word != nullptr && word->kind == Kind::hundred) {
      part = (part == 0 ? 1 : part) * 100;
      ++at;
      room = true;
    } else if (word != nullptr && word->kind == Kind::magnitude) {
      whole += (part == 0 ? 1 : part) * word->value;
      part = 0;
      ++at;
      room = !in_digits;  // "15 million two-step paths"
    } else if (any && room && is_and(tokens, at)) {
      ++at;
    } else {
      break;
    }
    any = true;
  }
  return {whole + part, at};
}

// "twenty fourteen", "nineteen ninety five": two spelled numbers side by side that make a year or a price.
std::optional<Spelled> side_by_side(const std::vector<Token>& tokens, const Spelled& first) {
  const auto* next = joined_word_at(tokens, first.end);
  if (next == nullptr || next->kind > Kind::ten || first.value < 10 || first.value > 99) return std::nullopt;
  const auto second = small_number(tokens, first.end);
  if (second.value < 10) return std::nullopt;
  return Spelled{first.value * 100 + second.value, second.end};
}

bool starts_number(const std::vector<Token>& tokens, std::size_t at) {
  return tokens[at].digits || word_at(tokens, at) != nullptr;
}

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a)); }

// 15.1 said, 15 written.
bool rounds_to(double heard, double claimed) {
  return heard != std::floor(heard) && heard > 2 && claimed == std::floor(claimed) && std::abs(heard - claimed) < 1;
}

// "ninety nine point nine": digits said one by one after "point".
std::optional<Spelled> with_decimals(const std::vector<Token>& tokens, const Spelled& whole) {
  if (whole.end >= tokens.size() || tokens[whole.end].text != "point") return std::nullopt;
  double value = whole.value;
  double place = 0.1;
  auto at = whole.end + 1;
  for (; word_at(tokens, at) != nullptr && word_at(tokens, at)->kind == Kind::unit; ++at, place /= 10)
    value += word_at(tokens, at)->value * place;
  if (at == whole.end + 1) return std::nullopt;
  return Spelled{value, at};
}

// "1995-97" claims 1997 as well.
std::optional<double> end_of_years(const std::vector<Token>& tokens, std::size_t at) {
  const bool ends = at > 0 && tokens[at].digits && tokens[at].text.size() == 2 && tokens[at].before == '-' &&
                    tokens[at - 1].digits && tokens[at - 1].text.size() == 4 && tokens[at].joined;
  if (!ends) return std::nullopt;
  return std::floor(value_of_digits(tokens[at - 1].text) / 100) * 100 + value_of_digits(tokens[at].text);
}

// "an hour and a half", "an hour and twenty minutes": in minutes.
std::optional<double> minutes_at(const std::vector<Token>& tokens, std::size_t at) {
  if (tokens[at].text != "hour" || at + 2 >= tokens.size() || tokens[at + 1].text != "and") return std::nullopt;
  if (tokens[at + 2].text == "a" && at + 3 < tokens.size() && tokens[at + 3].text == "half") return 90;
  if (!starts_number(tokens, at + 2)) return std::nullopt;
  return 60 + spelled_number(tokens, at + 2).value;
}

// "$5", "£5", "€5".
bool is_priced(const Token& token) {
  if (!token.digits) return false;
  return token.before == '$' || (token.before == '\xA3' && token.before_that == '\xC2') ||
         (token.before == '\xAC' && token.before_that == '\x82');
}

bool is_thing(std::string_view word) {
  return word.size() > 3 && !is_preposition(word) && !is_adverb(word) && !opens_clause(word) && !is_auxiliary(word) &&
         !is_determiner(word);
}

// What the number of tokens [from, to) counts: what stands before it, or what follows, perhaps after other numbers
// ("30, 40 or 50 percent").
Unit unit_of(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
  constexpr std::size_t farthest = 6;
  if (is_priced(tokens[from])) return Unit::money;
  if (tokens[to - 1].after == '%') return Unit::percent;
  for (auto at = to; at < tokens.size() && at < to + farthest && !tokens[at].opens; ++at) {
    if (is_priced(tokens[at])) return Unit::money;
    if (tokens[at].after == '%' && tokens[at].digits) return Unit::percent;
    if (const auto unit = unit_word(tokens[at].text); unit != Unit::none) return unit;
    if (starts_number(tokens, at) || before_unit(tokens[at].text)) continue;
    return at == to && is_thing(tokens[at].text) ? Unit::thing : Unit::none;
  }
  return Unit::none;
}

std::string shown(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
  const auto& last = tokens[to - 1];
  const char* end = last.text.data() + last.text.size() + last.suffix.size();
  return {tokens[from].text.data(), end};
}

}  // namespace

std::vector<ClaimedNumber> claimed_numbers(std::string_view text) {
  const auto folded = text::fold_for_comparison(text);
  const auto tokens = tokens_of(folded);
  std::vector<ClaimedNumber> claims;
  for (std::size_t at = 0; at < tokens.size();) {
    if (!starts_number(tokens, at) || inside_name(tokens[at])) {
      if (const auto times = multiple(tokens[at].text)) claims.push_back({shown(tokens, at, at + 1), {*times}});
      ++at;
      continue;
    }
    auto number = spelled_number(tokens, at);
    ClaimedNumber claim;
    claim.values.push_back(number.value);
    if (const auto year = side_by_side(tokens, number)) {
      claim.values = {year->value};
      number = *year;
    } else if (const auto decimal = with_decimals(tokens, number)) {
      claim.values = {decimal->value};
      number = *decimal;
    }
    claim.decade = tokens[at].digits && tokens[at].suffix == "s" && number.value >= 1000;
    if (claim.decade) claim.values.push_back(std::fmod(number.value, 100));
    if (const auto year = end_of_years(tokens, at)) claim.values.push_back(*year);
    claim.shown = shown(tokens, at, number.end);
    claim.unit = unit_of(tokens, at, number.end);
    at = number.end;
    if (claim.shown != "one") claims.push_back(std::move(claim));
  }
  return claims;
}

void HeardNumbers::add(std::string_view text) {
  const auto folded = text::fold_for_comparison(text);
  const auto tokens = tokens_of(folded);
  double magnitude = 1;  // of the magnitude words that stand side by side
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (const auto value = implied_number(tokens[at].text)) values_.emplace(*value, Unit::any);
    if (const auto value = minutes_at(tokens, at)) values_.emplace(*value, Unit::minute);
    const auto* word = word_at(tokens, at);
    magnitude = word != nullptr && word->kind >= Kind::hundred ? magnitude * word->value : 1;
    if (magnitude > 1) magnitudes_.insert(magnitude);
    if (!starts_number(tokens, at)) continue;
    const auto number = spelled_number(tokens, at);
    const auto unit = unit_of(tokens, at, number.end);
    if (word != nullptr) values_.emplace(word->value, unit);
    if (tokens[at].digits) values_.emplace(value_of_digits(tokens[at].text), unit);
    values_.emplace(number.value, unit);
    if (const auto year = side_by_side(tokens, number)) values_.emplace(year->value, unit);
    if (const auto decimal = with_decimals(tokens, number)) values_.emplace(decimal->value, unit);
  }
}

bool HeardNumbers::hold_value(double value, Unit unit) const {
  return std::ranges::any_of(values_, [&](const auto& heard) {
    if (!bears_out(heard.second, unit)) return false;
    if (same(heard.first, value) || rounds_to(heard.first, value)) return true;
    return std::ranges::any_of(magnitudes_, [&](double times) { return same(heard.first * times, value); });
  });
}

bool HeardNumbers::hold(const ClaimedNumber& claim) const {
  for (const double value : claim.values)
    if (hold_value(value, claim.unit)) return true;
  const auto year = values_.lower_bound(claim.values.front());
  return claim.decade && year != values_.end() && year->first < claim.values.front() + 10;
}

}  // namespace pith::insight
