#include <algorithm>

#include <gtest/gtest.h>

#include "app/command.h"
#include "app/completions.h"
#include "app/manual.h"

namespace pith::app {
namespace {

TEST(Completions, NameEveryVerbAndOptionInEachShell) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const auto script = completions_for(shell).value();
    for (const auto& command : commands()) {
      EXPECT_TRUE(script.contains(command.verb)) << shell << " " << command.verb;
      for (const auto& positional : command.positionals)
        EXPECT_TRUE(script.contains(positional.choices)) << shell << " " << command.verb;
      for (const auto& option : command.options)
        EXPECT_TRUE(script.contains(option.name.substr(2))) << shell << " " << option.name;
    }
  }
}

TEST(Completions, SayWhichShellsThereAre) {
  const auto none = completions_for("powershell");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::invalid_input);
  EXPECT_TRUE(none.error().message.contains("bash, zsh and fish"));
}

TEST(Manual, HasAPageForEachVerbThatNamesItsOptions) {
  for (const auto& command : commands()) {
    const auto page = manual_page(std::string("pith-") + std::string(command.verb)).value();
    EXPECT_TRUE(page.contains(".SH SYNOPSIS"));
    for (const auto& option : command.options) {
      std::string name;
      for (const char c : option.name) name += c == '-' ? "\\-" : std::string(1, c);
      EXPECT_TRUE(page.contains(name)) << command.verb << " " << option.name;
    }
  }
}

TEST(Manual, SaysOfWhichDayItIs) {
  const auto page = manual_page("pith").value();
  EXPECT_TRUE(page.starts_with(".TH PITH 1 \"20")) << page.substr(0, 60);
}

TEST(Manual, OfTheProgramListsTheVerbs) {
  const auto page = manual_page("pith").value();
  for (const auto& command : commands()) EXPECT_TRUE(page.contains(command.summary.substr(0, 5))) << command.verb;
}

TEST(Manual, SaysThatAPageIsUnknown) { EXPECT_EQ(manual_page("pith-dance").error().kind, ErrorKind::invalid_input); }

}  // namespace
}  // namespace pith::app
