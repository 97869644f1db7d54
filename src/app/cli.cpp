#include "app/cli.h"

#include <algorithm>
#include <deque>
#include <span>
#include <sstream>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/version.h"
#include "config/config.h"

namespace pith::app {

namespace {

// Where CLI11 writes to while it parses; copied into Arguments afterwards. Deques keep addresses.
struct Slots {
  std::deque<std::pair<std::string, std::vector<std::string>>> values;
  std::deque<std::pair<std::string, bool>> flags;

  void fill(Arguments& out) const {
    for (const auto& [name, given] : values)
      for (const auto& value : given) out.add(name, value);
    for (const auto& [name, set] : flags)
      if (set) out.add(name, "");
  }
};

// Any value where there are no choices.
CLI::Validator one_of(std::string_view choices) {
  const auto check = [choices](const std::string& value) {
    if (choices.empty() || fmt::format(" {} ", choices).contains(fmt::format(" {} ", value))) return std::string();
    return fmt::format("it is one of {}, not {}", choices, value);
  };
  return {check, "", ""};
}

void add_option(CLI::App& app, Slots& slots, const Option& option) {
  const std::string name(option.name);
  if (option.value.empty()) {
    auto& slot = slots.flags.emplace_back(name, false);
    app.add_flag(name, slot.second, std::string(option.help));
    return;
  }
  auto& slot = slots.values.emplace_back(name, std::vector<std::string>{});
  app.add_option(name, slot.second, std::string(option.help))
      ->type_name(std::string(option.value))
      ->expected(1)
      ->allow_extra_args(false)
      ->check(one_of(option.several ? "" : option.choices));
}

void add_positional(CLI::App& app, Slots& slots, const Positional& positional) {
  const std::string name(positional.name);
  auto& slot = slots.values.emplace_back(name, std::vector<std::string>{});
  auto* added = app.add_option(name, slot.second, std::string(positional.help))->type_name("");
  added->expected(1, positional.many ? CLI::detail::expected_max_vector_size : 1);
  added->allow_extra_args(positional.many);
  if (positional.required) added->required();
}

// Common options stand before or after the verb: every verb takes them too.
void add_common(CLI::App& app, Slots& slots) {
  for (const auto& option : common_options()) {
    if (option.name == "--help")
      app.set_help_flag("-h,--help", std::string(option.help));
    else if (option.name == "--version")
      app.set_version_flag("--version", fmt::format("pith {}", version), std::string(option.help));
    else
      add_option(app, slots, option);
  }
}

// The first word of the line that is neither an option nor an option's value.
std::string_view first_word(std::span<const char* const> words) {
  for (std::size_t n = 0; n < words.size(); ++n) {
    const std::string_view word = words[n];
    if (!word.starts_with('-')) return word;
    const auto option = std::ranges::find(common_options(), word, &Option::name);
    if (option != common_options().end() && !option->value.empty()) ++n;
  }
  return {};
}

// A sentence where the line names a verb that there is not; else empty.
std::string unknown_verb(std::string_view word) {
  std::vector<std::string> verbs;
  for (const auto& command : commands()) verbs.emplace_back(command.verb);
  if (word.empty() || std::ranges::find(verbs, word) != verbs.end()) return {};
  const auto near = config::nearest(word, verbs);
  return fmt::format("there is no command {}{}; pith --help lists them", word,
                     near.empty() ? "" : fmt::format(", did you mean {}?", near));
}

}  // namespace

ParsedLine parse_command_line(int argc, const char* const* argv) {
  CLI::App app("Pith scans new podcasts and sends you the top five insights daily.", "pith");
  app.require_subcommand(1);
  app.footer("`pith VERB --help` says more of each. Exit codes: 0 done, 1 failed, 2 wrong usage.");
  Slots common;
  add_common(app, common);
  std::deque<Slots> own;
  std::deque<Slots> repeated;
  std::vector<CLI::App*> verbs;
  for (const auto& command : commands()) {
    auto* verb = app.add_subcommand(std::string(command.verb), std::string(command.summary));
    verb->description(std::string(command.description));
    for (const auto& positional : command.positionals) add_positional(*verb, own.emplace_back(), positional);
    auto& slots = own.emplace_back();
    for (const auto& option : command.options) add_option(*verb, slots, option);
    add_common(*verb, repeated.emplace_back());
    verbs.push_back(verb);
  }
  ParsedLine line;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    line.exit_code = app.exit(error, out, out) == 0 ? 0 : 2;
    line.output = out.str();
    const auto words = std::span(argv, static_cast<std::size_t>(argc)).subspan(1);
    if (auto unknown = unknown_verb(first_word(words)); line.exit_code != 0 && !unknown.empty())
      line.output = std::move(unknown);
    return line;
  }
  for (std::size_t n = 0; n < verbs.size(); ++n)
    if (verbs[n]->parsed()) line.command = &commands()[n];
  common.fill(line.common);
  for (const auto& slots : repeated) slots.fill(line.common);
  for (const auto& slots : own) slots.fill(line.arguments);
  return line;
}

}  // namespace pith::app
