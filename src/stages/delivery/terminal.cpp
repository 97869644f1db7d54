#include "stages/delivery/terminal.h"

#include <algorithm>

#include <fmt/format.h>

#include "stages/delivery/tidy.h"
#include "stages/delivery/wrap.h"

namespace pith::delivery {

namespace {

constexpr std::string_view bold = "1";
constexpr std::string_view dim = "2";
constexpr std::string_view italic = "3";
constexpr std::string_view accent = "1;38;5;173";  // a warm terracotta, readable on dark and light

class Printer {
 public:
  explicit Printer(const TerminalStyle& style) : style_(style), columns_(std::clamp(style.width, 40, 100) - 2) {}

  std::string print(const BriefView& brief) {
    head(brief);
    for (const auto& pick : brief.picks) show(pick);
    if (!brief.note.empty()) block(brief.note, "  ", dim);
    out_ += "\n";
    return std::move(out_);
  }

 private:
  std::string painted(std::string_view text, std::string_view colour) const {
    return style_.colour ? fmt::format("\x1b[{}m{}\x1b[0m", colour, text) : std::string(text);
  }

  void block(std::string_view text, std::string_view indent, std::string_view colour) {
    if (text.empty()) return;
    for (const auto& line : wrap(text, columns_ - columns_of(indent))) {
      out_ += fmt::format("{}{}\n", indent, colour.empty() ? line : painted(line, colour));
    }
  }

  void head(const BriefView& brief) {
    const auto title = title_of(brief);
    const auto day = format_day_long(brief.day);
    const int left = columns_ - 2 - columns_of(title) - columns_of(day);
    const auto gap = left < 2 ? "\n  " : std::string(static_cast<std::size_t>(left), ' ');
    std::string rule;
    for (int i = 2; i < columns_; ++i) rule += "─";
    out_ += fmt::format("\n  {}{}{}\n  {}\n\n", painted(title, bold), gap, painted(day, dim), painted(rule, dim));
  }

  void show(const PickView& pick) {
    const auto lines = wrap(pick.headline, columns_ - columns_of(text_indent));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto number = i == 0 ? painted(fmt::format("{:>3}", pick.place), accent) : "   ";
      out_ += fmt::format("{}  {}\n", number, painted(lines[i], bold));
    }
    block(subject_of(pick), text_indent, dim);
    block(pick.text, text_indent, "");
    if (quote_adds(pick)) {
      out_ += "\n";
      quote(pick.quote);
    }
    out_ += "\n";
    block("— " + proof_line(pick), text_indent, "");
    if (!pick.reason.empty()) block("Why: " + pick.reason, text_indent, dim);
    if (style_.links && !pick.insight_url.empty())
      out_ += fmt::format("{}{}\n", text_indent, painted(pick.insight_url, dim));
    out_ += "\n\n";
  }

  void quote(std::string_view words) {
    for (const auto& line : wrap(fmt::format("“{}”", words), columns_ - columns_of(text_indent) - 2)) {
      out_ += fmt::format("{}{} {}\n", text_indent, painted("│", accent), painted(line, italic));
    }
  }

  static constexpr std::string_view text_indent = "     ";
  const TerminalStyle& style_;
  int columns_;
  std::string out_;
};

}  // namespace

std::string render_terminal(const BriefView& brief, const TerminalStyle& style) {
  return Printer(style).print(tidy(brief));
}

}  // namespace pith::delivery
