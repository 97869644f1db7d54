#include "base/child_process.h"

#include <thread>

#include <gtest/gtest.h>

namespace pith {
namespace {

using namespace std::chrono_literals;

ChildProgram shell(const std::string& script) {
  ChildProgram program;
  program.words = {"sh", "-c", script};
  return program;
}

TEST(ChildProcess, GivesOutputErrorsAndCode) {
  const auto end = run_child(shell("echo heard; echo trouble >&2; exit 3"));
  ASSERT_TRUE(end);
  EXPECT_EQ(end->output, "heard\n");
  EXPECT_EQ(end->last_errors, "trouble\n");
  EXPECT_EQ(end->exit_code, 3);
}

TEST(ChildProcess, SaysWhereThereIsNoSuchProgram) {
  ChildProgram program;
  program.words = {"no-such-program-here"};
  EXPECT_EQ(run_child(program).error().message, "there is no program no-such-program-here");
}

TEST(ChildProcess, IsKilledWhereItTakesTooLong) {
  auto program = shell("sleep 600 & sleep 600");
  program.longest = 100ms;
  const auto end = run_child(program);
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().kind, ErrorKind::timeout);
}

TEST(ChildProcess, IsKilledWhenAskedToStop) {
  std::stop_source source;
  auto program = shell("sleep 600");
  program.stop = source.get_token();
  const std::jthread stopper([&] { source.request_stop(); });
  EXPECT_EQ(run_child(program).error().message, "sh was stopped");
}

TEST(ChildProcess, DoesNotWaitForWhatItsChildLeftRunning) {
  const auto end = run_child(shell("sleep 600 & echo done"));
  ASSERT_TRUE(end);
  EXPECT_EQ(end->output, "done\n");
}

TEST(ChildProcess, HasItsLimits) {
  auto program = shell("head -c 100000 /dev/zero > /dev/null; ulimit -c; ulimit -t; ulimit -f");
  program.cpu = 7s;
  program.largest_file = 512 * 1024;
  const auto end = run_child(program);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->output, "0\n7\n1024\n");
}

TEST(ChildProcess, MayPrintOnlySoMuch) {
  auto program = shell("yes");
  program.most_output = 10'000;
  EXPECT_EQ(run_child(program).error().kind, ErrorKind::too_large);
}

}  // namespace
}  // namespace pith
