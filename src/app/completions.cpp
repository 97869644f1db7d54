#include "app/completions.h"

#include <vector>

#include <fmt/format.h>

#include "app/command.h"

namespace pith::app {

namespace {

bool takes_files(std::string_view value) { return value == "FILE" || value == "DIR" || value == "FILE..."; }

bool takes_files(const Command& command) {
  for (const auto& positional : command.positionals)
    if (positional.name == "FILE" || positional.name == "GOLD" || positional.name == "TRANSCRIPTS" ||
        positional.name == "URL")
      return true;
  return false;
}

std::vector<Option> options_of(const Command& command) {
  std::vector<Option> all(command.options.begin(), command.options.end());
  all.insert(all.end(), common_options().begin(), common_options().end());
  return all;
}

std::string verbs() {
  std::string list;
  for (const auto& command : commands()) list += fmt::format("{}{}", list.empty() ? "" : " ", command.verb);
  return list;
}

std::string names_of(const std::vector<Option>& options) {
  std::string list;
  for (const auto& option : options) list += fmt::format("{}{}", list.empty() ? "" : " ", option.name);
  return list;
}

// Within single quotes, for any of the shells.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out;
}

std::string bash() {
  std::string cases;
  std::string values;
  for (const auto& command : commands()) {
    cases += fmt::format("    {}) options='{}'; files={} ;;\n", command.verb, names_of(options_of(command)),
                         takes_files(command) ? 1 : 0);
    for (const auto& option : options_of(command))
      if (!option.value.empty() && !values.contains(fmt::format(" {} ", option.name)))
        values += fmt::format(" {} ", option.name);
  }
  return fmt::format(R"sh(# Completion of pith for bash.
_pith() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" verb='' options='{0}' files=0 at
  for ((at = 1; at < COMP_CWORD; at++)); do
    case " {1} " in *" ${{COMP_WORDS[at]}} "*) verb="${{COMP_WORDS[at]}}"; break ;; esac
  done
  case "$verb" in
{2}  esac
  case ' {3} ' in *" $before "*) COMPREPLY=($(compgen -f -- "$word")); return ;; esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$options --help" -- "$word"))
  elif [[ -z $verb ]]; then COMPREPLY=($(compgen -W '{1}' -- "$word"))
  elif ((files)); then COMPREPLY=($(compgen -f -- "$word"))
  fi
}}
complete -o filenames -F _pith pith
)sh",
                     names_of({common_options().begin(), common_options().end()}), verbs(), cases, values);
}

// One option as _arguments takes it: '--day[an earlier day]:DAY:_files'.
std::string zsh_option(const Option& option) {
  std::string help;
  for (const char c : option.help) help += c == '[' || c == ']' || c == ':' ? ' ' : c;
  const auto value = option.value.empty()
                         ? std::string{}
                         : fmt::format(":{}:{}", option.value, takes_files(option.value) ? "_files" : " ");
  return fmt::format(" '{}[{}]{}'", option.name, quoted(help), value);
}

std::string zsh() {
  std::string list;
  std::string cases;
  for (const auto& command : commands()) {
    list += fmt::format("    '{}:{}'\n", command.verb, quoted(command.summary));
    std::string options;
    for (const auto& option : options_of(command)) options += zsh_option(option);
    cases += fmt::format("    {}) _arguments{}{} ;;\n", command.verb, options,
                         takes_files(command) ? " '*:file:_files'" : " '*: : '");
  }
  return fmt::format(R"sh(#compdef pith
# Completion of pith for zsh.
_pith() {{
  local -a verbs
  verbs=(
{})
  if ((CURRENT == 2)); then _describe 'verb' verbs; return; fi
  local verb=$words[2]
  shift words
  ((CURRENT--))
  case $verb in
{}  esac
}}
_pith "$@"
)sh",
                     list, cases);
}

std::string fish_option(std::string_view condition, const Option& option) {
  const auto value = option.value.empty() ? "" : (takes_files(option.value) ? " -r -F" : " -x");
  return fmt::format("complete -c pith{} -l {}{} -d '{}'\n", condition, option.name.substr(2), value,
                     quoted(option.help));
}

std::string fish() {
  auto out = std::string("# Completion of pith for fish.\ncomplete -c pith -f\n");
  for (const auto& command : commands())
    out +=
        fmt::format("complete -c pith -n __fish_use_subcommand -a {} -d '{}'\n", command.verb, quoted(command.summary));
  for (const auto& option : common_options()) out += fish_option("", option);
  for (const auto& command : commands()) {
    const auto here = fmt::format(" -n '__fish_seen_subcommand_from {}'", command.verb);
    if (takes_files(command)) out += fmt::format("complete -c pith{} -F\n", here);
    for (const auto& option : command.options) out += fish_option(here, option);
  }
  return out;
}

}  // namespace

Result<std::string> completions_for(std::string_view shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  if (shell == "fish") return fish();
  return fail(ErrorKind::invalid_input,
              fmt::format("There are completions for bash, zsh and fish, not for {}.", shell));
}

}  // namespace pith::app
