// The verbs of `pith` as data: one row a verb says what it takes, what --help prints and which function runs it.
#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pith::app {

class Program;

// What stood on the command line after the verb, checked against its row.
class Arguments {
 public:
  void add(std::string name, std::string value) { values_[std::move(name)].push_back(std::move(value)); }
  bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  // The first value of an option or positional; empty where it was not given.
  std::string get(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Positional {
  std::string_view name;  // "URL"
  std::string_view help;
  bool required = true;
  bool many = false;
  std::string_view choices = {};  // all it can be, with spaces between; empty: anything
};

struct Option {
  std::string_view name;   // "--day"
  std::string_view value;  // "DAY"; empty: a flag
  std::string_view help;
  std::string_view choices = {};  // as of Positional
  bool several = false;           // of the choices, with commas between: the verb judges them
};

struct Command {
  std::string_view verb;
  std::string_view summary;      // one line, for `pith --help`
  std::string_view description;  // for `pith VERB --help`
  std::span<const Positional> positionals;
  std::span<const Option> options;
  Result<int> (*run)(Program&, const Arguments&);  // the exit code: 0 done, 1 failed, 2 wrong usage
  bool needs_home = false;                         // a folder that --home names must be there: none is made
};

std::span<const Command> commands();
std::span<const Option> common_options();

}  // namespace pith::app
