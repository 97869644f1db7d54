#include "lib/curl/multi.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/curl/handle.h"

namespace pith::curl {

namespace {

// The barrier between libcurl's C callbacks and a handler that may throw.
template <class Ask>
bool agreed(Ask ask) noexcept {
  try {
    return ask();
  } catch (...) {
    return false;
  }
}

std::string address_text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (address.sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  if (address.sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (bytes == nullptr || inet_ntop(address.sa_family, bytes, text.data(), text.size()) == nullptr) return "";
  return text.data();
}

curl_socket_t open_socket(void* handler, curlsocktype, curl_sockaddr* address) {
  const bool allowed = agreed([&] { return static_cast<Handler*>(handler)->may_connect(address_text(address->addr)); });
  return allowed ? ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol) : CURL_SOCKET_BAD;
}

int before_request(void* handler, char* remote_address, char*, int, int) {
  const bool allowed = agreed([&] { return static_cast<Handler*>(handler)->may_connect(remote_address); });
  return allowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* handler) {
  std::string_view line(bytes, size * count);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return agreed([&] { return static_cast<Handler*>(handler)->on_header(line); }) ? size * count : 0;
}

int take_progress(void* handler, curl_off_t, curl_off_t received, curl_off_t, curl_off_t) {
  return agreed([&] { return static_cast<Handler*>(handler)->on_received(received); }) ? 0 : 1;
}

// One transfer under way: the handle and what libcurl reads from while it runs.
struct Running {
  EasyHandle handle;
  List headers;
  std::array<char, CURL_ERROR_SIZE> words{};
  Handler* handler = nullptr;

  Running(EasyHandle used, const Transfer& transfer, Handler& listener);
  CURLcode pause(bool paused);

 private:
  using Clock = std::chrono::steady_clock;
  void listen();
  void limit(const Transfer& transfer);
  void ask(const Transfer& transfer);
  static std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* self);

  std::chrono::milliseconds total_;  // the time it may take, pauses included
  std::optional<Clock::time_point> paused_at_;
};

std::size_t Running::take_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& running = *static_cast<Running*>(self);
  auto flow = Flow::stop;
  static_cast<void>(agreed([&] {
    flow = running.handler->on_body({bytes, size * count});
    return true;
  }));
  if (flow == Flow::pause && running.pause(true) != CURLE_OK) flow = Flow::stop;
  return flow == Flow::stop ? 0 : size * count;
}

// libcurl looks at the time it is given anew whenever it looks at the transfer.
CURLcode Running::pause(bool paused) {
  const auto now = Clock::now();
  if (paused && !paused_at_) {
    paused_at_ = now;
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, 0L);
  } else if (!paused && paused_at_) {
    total_ += std::chrono::ceil<std::chrono::milliseconds>(now - *paused_at_);
    paused_at_.reset();
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, milliseconds_for(total_));
  }
  return curl_easy_pause(handle.get(), paused ? CURLPAUSE_RECV : CURLPAUSE_CONT);
}

Running::Running(EasyHandle used, const Transfer& transfer, Handler& listener)
    : handle(fresh_handle(std::move(used), transfer.ca_file)), handler(&listener), total_(transfer.total) {
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, words.data());
  ask(transfer);
  limit(transfer);
  listen();
}

void Running::ask(const Transfer& transfer) {
  CURL* easy = handle.get();
  curl_easy_setopt(easy, CURLOPT_URL, transfer.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_USERAGENT, transfer.user_agent.c_str());
  // libcurl looks through all names it knows at the end of every transfer; the system's resolver remembers them too.
  curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
  if (!transfer.keep_connection) curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
  if (transfer.compressed) curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br");
  const bool posts = transfer.method == "POST" || transfer.method == "PUT" || transfer.method == "PATCH";
  if (posts || !transfer.body.empty()) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.body.size()));
    curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, transfer.body.c_str());
    append(headers, "Expect:");
  }
  if (transfer.method == "HEAD") curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
  if (transfer.method != "GET" && transfer.method != "HEAD" && transfer.method != "POST") {
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, transfer.method.c_str());
  }
  for (const auto& line : transfer.headers) append(headers, line);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
}

void Running::limit(const Transfer& transfer) {
  CURL* easy = handle.get();
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds_for(transfer.connect));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds_for(transfer.total));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(transfer.low_speed_bytes));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(transfer.low_speed_time.count()));
  curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(transfer.max_length));
}

void Running::listen() {
  CURL* easy = handle.get();
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, handler);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_request);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, handler);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, handler);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, take_progress);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, handler);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

End end_of(Running& transfer, CURLcode code) {
  End end{.failure = failure_of(code), .words = transfer.words.data(), .code = code, .address = {}};
  if (end.words.empty() && code != CURLE_OK) end.words = curl_easy_strerror(code);
  const char* address = nullptr;
  curl_easy_getinfo(transfer.handle.get(), CURLINFO_PRIMARY_IP, &address);
  if (address != nullptr) end.address = address;
  return end;
}

struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {
    if (number < 0) throw std::bad_alloc();
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

// libcurl says which sockets to watch and when to call it; the kernel watches them. So a transfer that waits costs
// nothing, however many there are.
class Multi::State {
 public:
  using Clock = std::chrono::steady_clock;

  State();
  ~State() {
    for (const auto& [easy, running] : running_) curl_multi_remove_handle(multi_.get(), easy);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void add(const Transfer& transfer, Handler& handler) {
    auto running = std::make_unique<Running>(spare(), transfer, handler);
    CURL* easy = running->handle.get();
    by_handler_[&handler] = easy;
    running_.emplace(easy, std::move(running));
    curl_multi_add_handle(multi_.get(), easy);
  }

  void cancel(Handler& handler) {
    if (const auto found = by_handler_.find(&handler); found != by_handler_.end()) remove(found->second);
    std::erase_if(ended_early_, [&](const Finished& finished) { return finished.handler == &handler; });
  }

  void pause(Handler& handler, bool paused) {
    const auto found = by_handler_.find(&handler);
    if (found == by_handler_.end()) return;
    CURL* easy = found->second;
    auto& running = *running_.at(easy);
    const auto code = running.pause(paused);  // going on may bring kept bytes at once, and they may be refused
    if (code == CURLE_OK) return;
    auto end = end_of(running, code);
    end.failure = Failure::stopped;
    ended_early_.push_back({&handler, std::move(end)});
    remove(easy);
    wake();
  }

  void wake() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(woken_.number(), &one, sizeof one);
  }

  std::vector<Finished> run(std::chrono::milliseconds longest);

 private:
  static int watch(CURL*, curl_socket_t socket, int what, void* self, void* known);
  static int set_timer(CURLM*, long milliseconds, void* self);

  EasyHandle spare() {
    if (spares_.empty()) return nullptr;
    auto handle = std::move(spares_.back());
    spares_.pop_back();
    return handle;
  }
  void remove(CURL* easy);
  void act(std::span<const epoll_event> events);
  std::chrono::milliseconds until_timer(std::chrono::milliseconds longest) const;
  std::vector<Finished> ended();

  Descriptor watched_;
  Descriptor woken_;
  std::optional<Clock::time_point> timer_;
  std::vector<Finished> ended_early_;  // what could not be paused, or not go on
  std::vector<EasyHandle> spares_;     // used handles; a new one costs more than a used one made fresh
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::unordered_map<CURL*, std::unique_ptr<Running>> running_;
  std::unordered_map<const Handler*, CURL*> by_handler_;
};

Multi::State::State() : watched_(epoll_create1(EPOLL_CLOEXEC)), woken_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  multi_.reset(curl_multi_init());
  if (!multi_) throw std::bad_alloc();
  constexpr long most_connections = 600;  // idle ones included; beyond, libcurl looks through all for the oldest
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, watch);
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, set_timer);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, most_connections);
  epoll_event event{.events = EPOLLIN, .data = {.fd = woken_.number()}};
  if (epoll_ctl(watched_.number(), EPOLL_CTL_ADD, woken_.number(), &event) != 0) throw std::bad_alloc();
}

int Multi::State::watch(CURL*, curl_socket_t socket, int what, void* self, void* known) {
  auto& state = *static_cast<State*>(self);
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(state.watched_.number(), EPOLL_CTL_DEL, socket, nullptr);
    return 0;
  }
  epoll_event event{.events = 0, .data = {.fd = socket}};
  if ((what & CURL_POLL_IN) != 0) event.events |= EPOLLIN;
  if ((what & CURL_POLL_OUT) != 0) event.events |= EPOLLOUT;
  const int change = known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  // A socket's number may have been used before without libcurl having said that it was closed.
  if (epoll_ctl(state.watched_.number(), change, socket, &event) != 0)
    epoll_ctl(state.watched_.number(), change == EPOLL_CTL_ADD ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
  curl_multi_assign(state.multi_.get(), socket, self);
  return 0;
}

int Multi::State::set_timer(CURLM*, long milliseconds, void* self) {
  auto& timer = static_cast<State*>(self)->timer_;
  if (milliseconds < 0)
    timer.reset();
  else
    timer = Clock::now() + std::chrono::milliseconds{milliseconds};
  return 0;
}

void Multi::State::remove(CURL* easy) {
  const auto found = running_.find(easy);
  curl_multi_remove_handle(multi_.get(), easy);
  by_handler_.erase(found->second->handler);
  constexpr std::size_t most_spares = 64;
  if (spares_.size() < most_spares) spares_.push_back(std::move(found->second->handle));
  running_.erase(found);
}

std::vector<Finished> Multi::State::ended() {
  auto all = std::exchange(ended_early_, {});
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    auto& running = *running_.at(message->easy_handle);
    all.push_back({running.handler, end_of(running, message->data.result)});
    remove(message->easy_handle);
  }
  return all;
}

void Multi::State::act(std::span<const epoll_event> events) {
  int running = 0;
  for (const auto& event : events) {
    if (event.data.fd == woken_.number()) {
      std::uint64_t count = 0;
      [[maybe_unused]] const auto emptied = ::read(woken_.number(), &count, sizeof count);
      continue;
    }
    int what = 0;
    if ((event.events & EPOLLIN) != 0) what |= CURL_CSELECT_IN;
    if ((event.events & EPOLLOUT) != 0) what |= CURL_CSELECT_OUT;
    if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) what |= CURL_CSELECT_ERR;
    curl_multi_socket_action(multi_.get(), event.data.fd, what, &running);
  }
  if (!timer_ || Clock::now() < *timer_) return;
  timer_.reset();
  curl_multi_socket_action(multi_.get(), CURL_SOCKET_TIMEOUT, 0, &running);
}

std::chrono::milliseconds Multi::State::until_timer(std::chrono::milliseconds longest) const {
  using std::chrono::milliseconds;
  if (!timer_) return longest;
  return std::clamp(std::chrono::ceil<milliseconds>(*timer_ - Clock::now()), milliseconds{0}, longest);
}

std::vector<Finished> Multi::State::run(std::chrono::milliseconds longest) {
  std::array<epoll_event, 64> events{};
  const int count = epoll_wait(watched_.number(), events.data(), static_cast<int>(events.size()),
                               static_cast<int>(until_timer(longest).count()));
  act({events.data(), static_cast<std::size_t>(std::max(count, 0))});
  return ended();
}

Multi::Multi() : state_((new_handle({}), std::make_unique<State>())) {}
Multi::~Multi() = default;
void Multi::add(const Transfer& transfer, Handler& handler) { state_->add(transfer, handler); }
void Multi::cancel(Handler& handler) { state_->cancel(handler); }
void Multi::pause(Handler& handler, bool paused) { state_->pause(handler, paused); }
void Multi::wake() noexcept { state_->wake(); }
std::vector<Finished> Multi::run(std::chrono::milliseconds longest) { return state_->run(longest); }

}  // namespace pith::curl
