#include "stages/feed/robots.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pith::feed {

namespace {

constexpr std::size_t most_bytes = 500u << 10;
constexpr std::size_t longest_pattern = 2048;

bool is_plain(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool same_word(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lowered, lowered); }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = lowered(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

// One spelling for paths that mean the same: needless percent-encoding undone, the rest in upper case, bytes beyond
// ASCII encoded.
std::string normal(std::string_view path) {
  std::string out;
  for (std::size_t n = 0; n < path.size(); ++n) {
    const auto byte = static_cast<unsigned char>(path[n]);
    const bool escaped =
        path[n] == '%' && n + 2 < path.size() && hex_digit(path[n + 1]) >= 0 && hex_digit(path[n + 2]) >= 0;
    if (escaped) {
      const auto meant = static_cast<unsigned char>(hex_digit(path[n + 1]) * 16 + hex_digit(path[n + 2]));
      out += is_plain(meant) ? std::string(1, static_cast<char>(meant)) : fmt::format("%{:02X}", meant);
      n += 2;
    } else if (byte >= 0x80) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += path[n];
    }
  }
  return out;
}

// "*" is any run of characters, "$" at the end the end. Linear in the path for each star: a star takes as little as it
// can.
bool matches(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  std::size_t at = 0, in_pattern = 0, star = std::string_view::npos, resume = 0;
  while (in_pattern < pattern.size() || (to_end && at < path.size())) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      resume = at;
    } else if (in_pattern < pattern.size() && at < path.size() && pattern[in_pattern] == path[at]) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos && resume < path.size()) {
      in_pattern = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return true;
}

struct Rule {
  std::string pattern;
  bool allow;
};

class Reader {
 public:
  explicit Reader(std::string_view agent) : agent_(agent) {}

  void take(std::string_view line) {
    line = line.substr(0, line.find('#'));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const auto key = text::trim(line.substr(0, colon));
    const auto value = text::trim(line.substr(colon + 1));
    if (same_word(key, "user-agent")) return take_agent(value);
    const bool allow = same_word(key, "allow");
    if (!allow && !same_word(key, "disallow")) return;
    in_rules_ = true;
    if (value.empty() || value.size() > longest_pattern) return;
    if (for_us_) ours_.push_back({normal(value), allow});
    if (for_all_) everybodys_.push_back({normal(value), allow});
  }

  const std::vector<Rule>& rules() const { return named_ ? ours_ : everybodys_; }

 private:
  // Agents in a row share the rules after them.
  void take_agent(std::string_view name) {
    if (in_rules_) for_us_ = for_all_ = in_rules_ = false;
    const auto end = std::ranges::find_if_not(
        name, [](char c) { return c == '-' || c == '_' || (lowered(c) >= 'a' && lowered(c) <= 'z'); });
    const auto token = name.substr(0, static_cast<std::size_t>(end - name.begin()));
    for_us_ = for_us_ || same_word(token, agent_);
    for_all_ = for_all_ || name == "*";
    named_ = named_ || for_us_;
  }

  std::string_view agent_;
  bool for_us_ = false, for_all_ = false, in_rules_ = false, named_ = false;
  std::vector<Rule> ours_, everybodys_;
};

}  // namespace

bool robots_allow(std::string_view robots_txt, std::string_view agent, std::string_view path) {
  robots_txt = text::without_mark(robots_txt.substr(0, most_bytes));
  Reader reader(agent);
  while (!robots_txt.empty()) {
    const auto end = std::min(robots_txt.find_first_of("\r\n"), robots_txt.size());
    reader.take(robots_txt.substr(0, end));
    robots_txt.remove_prefix(std::min(end + 1, robots_txt.size()));
  }
  const auto wanted = normal(path.empty() ? "/" : path);
  const Rule* best = nullptr;
  for (const auto& rule : reader.rules()) {
    if (!matches(rule.pattern, wanted)) continue;
    const auto length = best == nullptr ? 0 : best->pattern.size();
    if (best == nullptr || rule.pattern.size() > length || (rule.pattern.size() == length && rule.allow)) best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace pith::feed
