#include "net/curl_client.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

#include <fmt/format.h>

#include "lib/curl/multi.h"
#include "net/body_room.h"
#include "net/exchange.h"
#include "net/failures.h"
#include "net/host_turns.h"

namespace pith::net {

std::string user_agent_of(std::string_view version, std::string_view contact_url) {
  if (contact_url.empty()) return fmt::format("Pith/{} (podcast insights bot)", version);
  return fmt::format("Pith/{} (podcast insights bot; +{})", version, contact_url);
}

// The inbox is shared by all threads; everything below it belongs to the client's thread.
class CurlClient::Engine {
 public:
  explicit Engine(ClientOptions options)
      : options_(std::move(options)),
        policy_(options_.allowed_hosts, options_.allowed_ports),
        turns_(options_.one_per_host),
        room_(options_.max_bodies),
        thread_([this](const std::stop_token& stop) { run(stop); }) {}
  ~Engine() {
    thread_.request_stop();
    multi_.wake();
  }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  void start(HttpRequest request, Callback done);

 private:
  using Id = HostTurns::Id;
  using Clock = std::chrono::steady_clock;
  // Tells the thread of a request's stop token; lives as long as its exchange.
  struct Cancel {
    Engine* engine;
    Id id;
    void operator()() const { engine->ask_to_cancel(id); }
  };
  struct Entry {
    Exchange exchange;
    bool running = false;
    std::optional<std::stop_callback<Cancel>> cancel = {};
    Entry(HttpRequest request, Callback done, const Policy& policy)
        : exchange(std::move(request), std::move(done), policy) {}
  };
  // How far the one body that goes on while the others pause had come.
  struct Progress {
    Id id;
    std::int64_t bytes;
    Clock::time_point at;
  };
  using EntryPointer = std::unique_ptr<Entry>;

  void ask_to_cancel(Id id);
  void run(const std::stop_token& stop);
  void take_inbox();
  void admit(EntryPointer entry);
  void queue(Id id, Entry& entry);
  void begin_due();
  void begin(Id id, Entry& entry);
  void settle(const curl::Finished& finished);
  void cancel(Id id);
  void end(Id id, Error why);
  void keep_room();
  void end_what_holds_up();
  bool may_begin() const { return running_ < options_.max_exchanges && !room_.is_full(); }
  void leave_host(const Entry& entry);
  void finish(EntryPointer entry, Result<HttpResponse> result);
  void drain();
  std::chrono::milliseconds patience() const;

  const ClientOptions options_;
  const Policy policy_;
  curl::Multi multi_;

  std::mutex mutex_;
  bool closed_ = false;                // guarded by mutex_
  std::vector<EntryPointer> arrived_;  // guarded by mutex_
  std::vector<Id> cancelled_;          // guarded by mutex_

  HostTurns turns_;
  BodyRoom room_;
  std::optional<Progress> going_on_;
  Id last_id_ = 0;
  int running_ = 0;  // exchanges under way that took a turn
  std::unordered_map<Id, EntryPointer> entries_;
  std::unordered_map<curl::Handler*, Id> ids_;

  std::jthread thread_;  // last: it ends before anything it uses
};

void CurlClient::Engine::start(HttpRequest request, Callback done) {
  auto entry = std::make_unique<Entry>(std::move(request), std::move(done), policy_);
  std::unique_lock lock(mutex_);
  if (closed_) {
    lock.unlock();
    return entry->exchange.finish(std::unexpected(entry->exchange.stopped()));
  }
  arrived_.push_back(std::move(entry));
  lock.unlock();
  multi_.wake();
}

void CurlClient::Engine::ask_to_cancel(Id id) {
  {
    const std::lock_guard lock(mutex_);
    cancelled_.push_back(id);
  }
  multi_.wake();
}

void CurlClient::Engine::run(const std::stop_token& stop) {
  for (const auto& [host, pause] : options_.pauses) turns_.leave_alone(host, Clock::now() + pause);
  while (!stop.stop_requested()) {
    take_inbox();
    begin_due();
    end_what_holds_up();
    keep_room();
    for (const auto& finished : multi_.run(patience())) settle(finished);
  }
  drain();
}

void CurlClient::Engine::take_inbox() {
  std::vector<EntryPointer> arrived;
  std::vector<Id> cancelled;
  {
    const std::lock_guard lock(mutex_);
    arrived.swap(arrived_);
    cancelled.swap(cancelled_);
  }
  for (auto& entry : arrived) admit(std::move(entry));
  for (const Id id : cancelled) cancel(id);
}

void CurlClient::Engine::admit(EntryPointer entry) {
  if (auto allowed = entry->exchange.admit(); !allowed)
    return finish(std::move(entry), std::unexpected(allowed.error()));
  const Id id = ++last_id_;
  auto& added = *(entries_[id] = std::move(entry));
  ids_[&added.exchange] = id;
  if (!added.exchange.trusted()) added.exchange.count_in(room_, id);
  if (added.exchange.stop().stop_possible()) added.cancel.emplace(added.exchange.stop(), Cancel{this, id});
  queue(id, added);
}

void CurlClient::Engine::queue(Id id, Entry& entry) {
  if (entry.exchange.trusted()) return begin(id, entry);
  const auto pace = policy_.allowed(entry.exchange.url()) ? options_.allowed_host_pace : options_.host_pace;
  turns_.enqueue({entry.exchange.host(), pace}, id, Clock::now());
}

void CurlClient::Engine::begin_due() {
  while (may_begin()) {
    const auto id = turns_.take(Clock::now());
    if (!id) return;
    ++running_;
    begin(*id, *entries_.at(*id));
  }
}

void CurlClient::Engine::begin(Id id, Entry& entry) {
  entry.running = true;
  entry.exchange.tell_wait(false);
  auto transfer = entry.exchange.begin(Clock::now());
  transfer.user_agent = options_.user_agent;
  transfer.ca_file = options_.ca_file;
  multi_.add(transfer, entry.exchange);
  ids_[&entry.exchange] = id;
}

// One that has just ended may be among them.
void CurlClient::Engine::keep_room() {
  for (const auto& [id, pause] : room_.changes())
    if (const auto found = entries_.find(id); found != entries_.end()) multi_.pause(found->second->exchange, pause);
}

// The oldest body, where it takes next to nothing while the others wait for its end.
void CurlClient::Engine::end_what_holds_up() {
  constexpr std::int64_t least = 64 << 10;
  const auto oldest = room_.oldest();
  if (!oldest || !room_.is_full_of_bodies() || entries_.size() == 1) return going_on_.reset();
  const auto& exchange = entries_.at(*oldest)->exchange;
  const Progress now{*oldest, exchange.body_bytes(), Clock::now()};
  if (!going_on_ || going_on_->id != now.id || now.bytes >= going_on_->bytes + least) going_on_ = now;
  if (now.at - going_on_->at < options_.room_patience) return;
  going_on_.reset();
  end(*oldest, holds_up(exchange.url()));
}

void CurlClient::Engine::leave_host(const Entry& entry) {
  if (entry.exchange.trusted()) return;
  --running_;
  turns_.done(entry.exchange.host(), Clock::now());
}

void CurlClient::Engine::settle(const curl::Finished& finished) {
  const Id id = ids_.at(finished.handler);
  auto& entry = *entries_.at(id);
  const auto host = entry.exchange.host();
  entry.running = false;
  leave_host(entry);
  auto step = entry.exchange.settle(finished.end, Clock::now());
  if (std::holds_alternative<Exchange::NextHop>(step)) {
    room_.release(id);
    entry.exchange.tell_wait(!entry.exchange.trusted() && entry.exchange.host() != host);
    return queue(id, entry);
  }
  finish(std::move(entries_.at(id)), std::get<Result<HttpResponse>>(std::move(step)));
}

void CurlClient::Engine::cancel(Id id) {
  if (const auto found = entries_.find(id); found != entries_.end()) end(id, found->second->exchange.stopped());
}

void CurlClient::Engine::end(Id id, Error why) {
  const auto found = entries_.find(id);
  auto& entry = *found->second;
  if (entry.running) {
    multi_.cancel(entry.exchange);
    leave_host(entry);
  } else {
    turns_.forget(entry.exchange.host(), id);
  }
  finish(std::move(found->second), std::unexpected(std::move(why)));
}

void CurlClient::Engine::finish(EntryPointer entry, Result<HttpResponse> result) {
  if (const auto id = ids_.find(&entry->exchange); id != ids_.end()) {
    room_.release(id->second);
    entries_.erase(id->second);
    ids_.erase(id);
  }
  entry->exchange.finish(std::move(result));
}

// Ends everything, also what callbacks start meanwhile.
void CurlClient::Engine::drain() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  for (auto& entry : arrived_) {
    auto error = entry->exchange.stopped();
    finish(std::move(entry), std::unexpected(std::move(error)));
  }
  while (!entries_.empty()) cancel(entries_.begin()->first);
  if (options_.on_end) options_.on_end(turns_.pauses(Clock::now()));
}

std::chrono::milliseconds CurlClient::Engine::patience() const {
  using std::chrono::milliseconds;
  constexpr milliseconds longest{60'000};
  constexpr milliseconds until_kept_are_taken{20};  // nobody tells when they are
  if (room_.is_full() && room_.has_kept()) return until_kept_are_taken;
  if (going_on_) return std::min(options_.room_patience, milliseconds{1'000});
  const auto next = turns_.next();
  if (!next || !may_begin()) return longest;
  return std::clamp(std::chrono::ceil<milliseconds>(*next - Clock::now()), milliseconds{0}, longest);
}

CurlClient::CurlClient(ClientOptions options) : engine_(std::make_unique<Engine>(std::move(options))) {}
CurlClient::~CurlClient() = default;
void CurlClient::start(HttpRequest request, Callback done) { engine_->start(std::move(request), std::move(done)); }

}  // namespace pith::net
