#include "app/completions.h"

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "app/command.h"
#include "app/usage.h"

namespace pith::app {

namespace {

bool takes_files(const Option& option) { return option.value == "FILE" || option.value == "DIR"; }

bool takes_files(const Command& command) {
  for (const auto& positional : command.positionals)
    if (positional.name == "FILE" || positional.name == "GOLD" || positional.name == "TRANSCRIPTS" ||
        positional.name == "URL")
      return true;
  return false;
}

// What the first word after the verb can be, with spaces between; empty: anything.
std::string choices_of(const Command& command) {
  if (command.positionals.empty()) return {};
  const auto& first = command.positionals.front();
  if (first.name != "PAGE") return std::string(first.choices);
  std::string pages = "pith";
  for (const auto& page : commands()) pages += fmt::format(" pith-{}", page.verb);
  return pages;
}

std::vector<Option> options_of(const Command& command) {
  std::vector<Option> all(command.options.begin(), command.options.end());
  all.insert(all.end(), common_options().begin(), common_options().end());
  return all;
}

// Every option that takes a value, once.
std::vector<Option> options_with_value() {
  std::vector<Option> all;
  for (const auto& command : commands())
    for (const auto& option : options_of(command))
      if (!option.value.empty() && std::ranges::find(all, option.name, &Option::name) == all.end())
        all.push_back(option);
  return all;
}

std::string names_of(std::span<const Option> options, std::string_view between) {
  std::string list;
  for (const auto& option : options) list += fmt::format("{}{}", list.empty() ? "" : between, option.name);
  return list;
}

std::string verbs() {
  std::string list;
  for (const auto& command : commands()) list += fmt::format("{}{}", list.empty() ? "" : " ", command.verb);
  return list;
}

// Within single quotes, for any of the shells.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out;
}

// What each verb takes.
std::string bash_cases() {
  std::string cases;
  for (const auto& command : commands())
    cases += fmt::format("    {}) options='{}'; choices='{}'; files={} ;;\n", command.verb,
                         names_of(options_of(command), " "), choices_of(command), takes_files(command) ? 1 : 0);
  return cases;
}

// What each option's value can be.
std::string bash_values() {
  std::string values;
  for (const auto& option : options_with_value()) {
    const auto offered = takes_files(option)      ? "_pith_files"
                         : option.choices.empty() ? ":"
                                                  : fmt::format("_pith_words '{}'", option.choices);
    values += fmt::format("    {}) {}; return ;;\n", option.name, offered);
  }
  return values;
}

std::string bash() {
  return fmt::format(R"sh(# Completion of pith for bash.
_pith_words() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }}
_pith_files() {{
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$word")
}}
_pith() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" at
  local verb='' options='{0}' choices='' files=0 said=0
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "${{COMP_WORDS[at]}}" in
      {1}) ((at++)) ;;
      -*) ;;
      *) if [[ -z $verb ]]; then verb="${{COMP_WORDS[at]}}"; else said=1; fi ;;
    esac
  done
  case "$verb" in
{2}  esac
  case "$before" in
{3}  esac
  if [[ $word == -* ]]; then _pith_words "$options"
  elif [[ -z $verb ]]; then _pith_words '{4}'
  elif [[ -n $choices ]]; then ((said)) || _pith_words "$choices"
  elif ((files)); then _pith_files
  fi
}}
complete -F _pith pith
)sh",
                     names_of(common_options(), " "), names_of(options_with_value(), "|"), bash_cases(), bash_values(),
                     verbs());
}

// One option as _arguments takes it: '--day[an earlier day]:DAY: '.
std::string zsh_option(const Option& option) {
  std::string help;
  for (const char c : option.help) help += c == '[' || c == ']' || c == ':' ? ' ' : c;
  std::string value;
  for (const char c : option.value) value += c == ':' ? std::string("\\:") : std::string(1, c);
  const auto offered = takes_files(option)      ? "_files"
                       : option.choices.empty() ? " "
                                                : fmt::format("({})", option.choices);
  return fmt::format(" '{}[{}]{}'", option.name, quoted(help),
                     value.empty() ? "" : fmt::format(":{}:{}", value, offered));
}

std::string zsh_words(const Command& command) {
  const auto choices = choices_of(command);
  if (!choices.empty()) return fmt::format(" '1:{}:({})' '*: : '", command.positionals.front().name, choices);
  return takes_files(command) ? " '*:file:_files'" : " '*: : '";
}

std::string zsh() {
  std::string list;
  std::string cases;
  for (const auto& command : commands()) {
    list += fmt::format("    '{}:{}'\n", command.verb, quoted(command.summary));
    std::string options;
    for (const auto& option : options_of(command)) options += zsh_option(option);
    cases += fmt::format("    {}) _arguments{}{} ;;\n", command.verb, options, zsh_words(command));
  }
  std::string common;
  for (const auto& option : common_options()) common += zsh_option(option);
  return fmt::format(R"sh(#compdef pith
# Completion of pith for zsh.
_pith() {{
  local curcontext="$curcontext" state
  local -a line verbs
  verbs=(
{})
  _arguments -C{} '1: :->verb' '*:: :->rest'
  if [[ $state == verb ]]; then _describe 'verb' verbs; return; fi
  case $words[1] in
{}  esac
}}
if [[ $funcstack[1] == _pith ]]; then _pith "$@"; else compdef _pith pith; fi
)sh",
                     list, common, cases);
}

std::string fish_option(std::string_view condition, const Option& option) {
  const auto value = option.value.empty()     ? std::string{}
                     : takes_files(option)    ? " -r -F"
                     : option.choices.empty() ? " -x"
                                              : fmt::format(" -x -a '{}'", option.choices);
  return fmt::format("complete -c pith{} -l {}{} -d '{}'\n", condition, option.name.substr(2), value,
                     quoted(option.help));
}

// The words after `pith` that are neither options nor their values: the verb first.
std::string fish_head() {
  return fmt::format(R"sh(# Completion of pith for fish.
function __pith_words
  set -l value no
  for word in (commandline -opc)[2..-1]
    if test $value = yes
      set value no
    else if contains -- $word {}
      set value yes
    else if not string match -q -- '-*' $word
      echo $word
    end
  end
end
function __pith_verb_is
  set -l words (__pith_words)
  test (count $words) -gt 0; and test $words[1] = $argv[1]
end
function __pith_only_verb_is
  test (count (__pith_words)) -eq 1; and __pith_verb_is $argv[1]
end
complete -c pith -f
)sh",
                     names_of(options_with_value(), " "));
}

std::string fish() {
  auto out = fish_head();
  for (const auto& command : commands())
    out += fmt::format("complete -c pith -n 'test (count (__pith_words)) -eq 0' -a {} -d '{}'\n", command.verb,
                       quoted(command.summary));
  for (const auto& option : common_options()) out += fish_option("", option);
  for (const auto& command : commands()) {
    const auto here = fmt::format(" -n '__pith_verb_is {}'", command.verb);
    if (takes_files(command)) out += fmt::format("complete -c pith{} -F\n", here);
    if (const auto choices = choices_of(command); !choices.empty())
      out += fmt::format("complete -c pith -n '__pith_only_verb_is {}' -a '{}'\n", command.verb, choices);
    for (const auto& option : command.options) out += fish_option(here, option);
  }
  return out;
}

}  // namespace

Result<std::string> completions_for(std::string_view shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  if (shell == "fish") return fish();
  return wrong_usage(fmt::format("There are completions for bash, zsh and fish, not for {}.", shell));
}

}  // namespace pith::app
