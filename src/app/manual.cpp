#include "app/manual.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/command.h"
#include "app/usage.h"
#include "app/version.h"

namespace pith::app {

namespace {

// Text that stays text in roff: no escape, no request at the beginning of a line, hyphens as they are typed.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  if (out.starts_with('.') || out.starts_with('\'')) out.insert(0, "\\&");
  return out;
}

std::string head(std::string_view name, std::string_view summary) {
  std::string upper(name);
  std::ranges::transform(upper, upper.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return fmt::format(".TH {} 1 \"{}\" \"pith {}\" \"Pith\"\n.SH NAME\n{} \\- {}\n", plain(upper), version_date, version,
                     plain(name), plain(summary));
}

std::string options_text(std::span<const Option> options) {
  std::string out;
  for (const auto& option : options)
    out += fmt::format(".TP\n\\fB{}\\fR{}{}\n{}\n", plain(option.name), option.value.empty() ? "" : " ",
                       option.value.empty() ? "" : fmt::format("\\fI{}\\fR", option.value), plain(option.help));
  return out;
}

std::string synopsis(const Command& command) {
  auto line = fmt::format("\\fBpith {}\\fR [\\fIOPTIONS\\fR]", command.verb);
  for (const auto& positional : command.positionals) {
    const auto name = fmt::format("\\fI{}\\fR{}", positional.name, positional.many ? "..." : "");
    line += positional.required ? " " + name : fmt::format(" [{}]", name);
  }
  return line;
}

std::string verb_page(const Command& command) {
  auto out = head(fmt::format("pith-{}", command.verb), command.summary);
  out += fmt::format(".SH SYNOPSIS\n{}\n.SH DESCRIPTION\n{}\n", synopsis(command), plain(command.description));
  if (!command.positionals.empty()) out += ".SH ARGUMENTS\n";
  for (const auto& positional : command.positionals)
    out += fmt::format(".TP\n\\fI{}\\fR\n{}\n", positional.name, plain(positional.help));
  out += ".SH OPTIONS\n" + options_text(command.options) + options_text(common_options());
  return out + ".SH EXIT STATUS\n0 done, 1 failed, 2 wrong usage.\n.SH SEE ALSO\n\\fBpith\\fR(1)\n";
}

std::string main_page() {
  auto out = head("pith", "the day's five insights from your podcasts");
  out += ".SH SYNOPSIS\n\\fBpith\\fR [\\fIOPTIONS\\fR] \\fIVERB\\fR ...\n.SH DESCRIPTION\n";
  out += "Pith scans new podcasts and sends you the top five insights daily, each with its proof.\n.SH VERBS\n";
  for (const auto& command : commands())
    out += fmt::format(".TP\n\\fBpith\\-{}\\fR(1)\n{}\n", plain(command.verb), plain(command.summary));
  out += ".SH OPTIONS\nEvery verb takes these, before or after it.\n" + options_text(common_options());
  return out + ".SH EXIT STATUS\n0 done, 1 failed, 2 wrong usage.\n";
}

}  // namespace

Result<std::string> manual_page(std::string_view name) {
  constexpr std::string_view prefix = "pith-";
  if (name == "pith") return main_page();
  const auto verb = name.starts_with(prefix) ? name.substr(prefix.size()) : name;
  const auto found = std::ranges::find(commands(), verb, &Command::verb);
  if (found == commands().end())
    return wrong_usage(fmt::format("There is no manual page {}; they are called pith and pith-VERB.", name));
  return verb_page(*found);
}

}  // namespace pith::app
