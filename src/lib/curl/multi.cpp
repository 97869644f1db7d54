#include "lib/curl/multi.h"

#include <array>
#include <new>
#include <unordered_map>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

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

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* handler) {
  const std::string_view piece(bytes, size * count);
  return agreed([&] { return static_cast<Handler*>(handler)->on_body(piece); }) ? size * count : 0;
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

  Running(const Transfer& transfer, Handler& listener);

 private:
  void listen();
  void limit(const Transfer& transfer);
  void ask(const Transfer& transfer);
};

Running::Running(const Transfer& transfer, Handler& listener)
    : handle(new_handle(transfer.ca_file)), handler(&listener) {
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
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, handler);
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

}  // namespace

class Multi::State {
 public:
  State() : multi_(curl_multi_init()) {
    if (!multi_) throw std::bad_alloc();
  }
  ~State() {
    for (const auto& [easy, running] : running_) curl_multi_remove_handle(multi_.get(), easy);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  CURLM* multi() { return multi_.get(); }

  void add(const Transfer& transfer, Handler& handler) {
    auto running = std::make_unique<Running>(transfer, handler);
    CURL* easy = running->handle.get();
    curl_multi_add_handle(multi_.get(), easy);
    running_.emplace(easy, std::move(running));
  }

  void cancel(Handler& handler) {
    for (auto& [easy, running] : running_) {
      if (running->handler != &handler) continue;
      curl_multi_remove_handle(multi_.get(), easy);
      running_.erase(easy);
      return;
    }
  }

  std::vector<Finished> ended() {
    std::vector<Finished> all;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const auto found = running_.find(message->easy_handle);
      all.push_back({found->second->handler, end_of(*found->second, message->data.result)});
      curl_multi_remove_handle(multi_.get(), found->first);
      running_.erase(found);
    }
    return all;
  }

 private:
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::unordered_map<CURL*, std::unique_ptr<Running>> running_;
};

Multi::Multi() : state_((new_handle({}), std::make_unique<State>())) {}
Multi::~Multi() = default;
void Multi::add(const Transfer& transfer, Handler& handler) { state_->add(transfer, handler); }
void Multi::cancel(Handler& handler) { state_->cancel(handler); }
void Multi::wake() noexcept { curl_multi_wakeup(state_->multi()); }

std::vector<Finished> Multi::run(std::chrono::milliseconds longest) {
  int running = 0;
  curl_multi_perform(state_->multi(), &running);
  auto ended = state_->ended();
  if (!ended.empty()) return ended;
  curl_multi_poll(state_->multi(), nullptr, 0, static_cast<int>(longest.count()), nullptr);
  return ended;
}

}  // namespace pith::curl
