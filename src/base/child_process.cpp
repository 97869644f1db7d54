#include "base/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pith {

namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr std::size_t errors_kept = 2000;
constexpr int look_every_ms = 50;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  void reset(int number) {
    close();
    number_ = number;
  }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read.reset(ends[0]);
    write.reset(ends[1]);
    return true;
  }
};

// All that the child needs between fork and exec, where nothing may be allocated.
struct Launch {
  const char* path;
  char* const* words;
  char* const* environment;
  int output;
  int errors;
  pid_t parent;
  rlim_t cpu;
  rlim_t memory;
  rlim_t file;
  int niceness;
};

void set_limit(int resource, rlim_t value) {
  const rlimit limit{value, value};
  if (value != 0) ::setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

// Only what is safe to call after fork in a process of many threads.
[[noreturn]] void become(const Launch& launch) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (::getppid() != launch.parent) ::_exit(127);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDONLY);
  if (nothing < 0) ::_exit(127);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(launch.output, STDOUT_FILENO);
  ::dup2(launch.errors, STDERR_FILENO);
  ::close_range(3, std::numeric_limits<unsigned>::max(), 0);
  set_limit(RLIMIT_CPU, launch.cpu);
  set_limit(RLIMIT_AS, launch.memory);
  set_limit(RLIMIT_FSIZE, launch.file);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  if (launch.niceness != 0) ::setpriority(PRIO_PROCESS, 0, launch.niceness);
  ::execve(launch.path, launch.words, launch.environment);
  ::_exit(127);
}

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const auto& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// Reads what is there now; false at the end.
bool drain(int from, std::string& into) {
  std::array<char, 65536> bytes{};
  const auto count = ::read(from, bytes.data(), bytes.size());
  if (count > 0) into.append(bytes.data(), static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

// A running child; at its end nothing of its group runs on.
class Child {
 public:
  Child(pid_t process, int output, int errors) : process_(process), output_(output), errors_(errors) {
    ::fcntl(output_, F_SETFL, O_NONBLOCK);
    ::fcntl(errors_, F_SETFL, O_NONBLOCK);
  }
  ~Child() {
    ::kill(-process_, SIGKILL);
    if (!ended_) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  Result<ChildEnd> wait(const ChildProgram& program) {
    const auto until = Steady::now() + program.longest;
    while (!ended_) {
      if (program.stop.stop_requested()) return fail(ErrorKind::timeout, program.words[0] + " was stopped");
      if (Steady::now() >= until)
        return fail(ErrorKind::timeout,
                    fmt::format("{} took longer than {} seconds", program.words[0], program.longest.count() / 1000));
      read_some();
      if (end_.output.size() > program.most_output)
        return fail(ErrorKind::too_large,
                    fmt::format("{} printed more than {} bytes", program.words[0], program.most_output));
      look();
    }
    return std::move(end_);
  }

 private:
  void read_some() {
    std::array<pollfd, 2> watched{pollfd{output_open_ ? output_ : -1, POLLIN, 0},
                                  pollfd{errors_open_ ? errors_ : -1, POLLIN, 0}};
    ::poll(watched.data(), watched.size(), look_every_ms);
    if (watched[0].revents != 0) output_open_ = drain(output_, end_.output);
    if (watched[1].revents != 0) errors_open_ = drain(errors_, end_.last_errors);
    if (end_.last_errors.size() > 2 * errors_kept) end_.last_errors.erase(0, end_.last_errors.size() - errors_kept);
  }

  // What it wrote before its end is still in the pipes.
  void look() {
    int status = 0;
    if (::waitpid(process_, &status, WNOHANG) != process_) return;
    ended_ = true;
    end_.exit_code = code_of(status);
    for (std::size_t before = 0; output_open_;) {
      before = end_.output.size();
      output_open_ = drain(output_, end_.output) && end_.output.size() > before;
    }
    if (errors_open_) drain(errors_, end_.last_errors);
  }

  pid_t process_;
  int output_;
  int errors_;
  bool output_open_ = true;
  bool errors_open_ = true;
  bool ended_ = false;
  ChildEnd end_;
};

constexpr std::int64_t sanitizers_take = std::int64_t{1} << 40;

// A sanitizer's build reserves more addresses than any limit allows; its children have none.
rlim_t memory_limit(std::int64_t wished) {
  std::int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * ::sysconf(_SC_PAGESIZE) > sanitizers_take ? 0 : static_cast<rlim_t>(wished);
}

}  // namespace

std::optional<fs::path> find_program(std::string_view name) {
  const auto runs = [](const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
  };
  if (name.contains('/')) return runs(name) ? std::optional<fs::path>(name) : std::nullopt;
  const char* variable = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody changes it
  std::string_view rest(variable == nullptr ? "/usr/local/bin:/usr/bin:/bin" : variable);
  while (!rest.empty() && !name.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    if (auto path = fs::path(rest.substr(0, colon)) / name; colon > 0 && runs(path)) return path;
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return std::nullopt;
}

Result<ChildEnd> run_child(const ChildProgram& program) {
  const auto path = program.words.empty() ? std::nullopt : find_program(program.words[0]);
  if (!path)
    return fail(ErrorKind::not_found,
                fmt::format("there is no program {}", program.words.empty() ? "" : program.words[0]));
  Pipe output;
  Pipe errors;
  if (!output.open() || !errors.open()) return fail(ErrorKind::io, "no pipe could be made", std::strerror(errno));
  const auto words = pointers_to(program.words);
  std::array<char*, 1> no_environment{nullptr};
  const Launch launch{.path = path->c_str(),
                      .words = words.data(),
                      .environment = program.bare_environment ? no_environment.data() : environ,
                      .output = output.write.get(),
                      .errors = errors.write.get(),
                      .parent = ::getpid(),
                      .cpu = static_cast<rlim_t>(program.cpu.count()),
                      .memory = memory_limit(program.memory),
                      .file = static_cast<rlim_t>(program.largest_file),
                      .niceness = program.niceness};
  const pid_t process = ::fork();
  if (process < 0) return fail(ErrorKind::io, "no process could be started", std::strerror(errno));
  if (process == 0) become(launch);
  output.write.close();
  errors.write.close();
  Child child(process, output.read.get(), errors.read.get());
  return child.wait(program);
}

}  // namespace pith
