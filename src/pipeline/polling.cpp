#include "pipeline/polling.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/url.h"
#include "pipeline/asking.h"
#include "pipeline/feed_visit.h"
#include "pipeline/guard.h"
#include "pipeline/steps/poll.h"
#include "store/feeds.h"

namespace pith::pipeline {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t most_asked = 384;       // requests under way
constexpr std::size_t most_parked = 50'000;   // feeds that wait for their host, or for one they were redirected to
constexpr std::size_t most_held = 64u << 20;  // bytes of answers; with more, no new request is begun
constexpr std::size_t most_at_once = 128;     // in one transaction
constexpr std::size_t most_bytes_at_once = 16u << 20;
constexpr milliseconds linger{10};  // so long an answer waits for others to share its transaction

std::string host_of(const Feed& feed) {
  const auto url = parse_url(feed.url);
  return url ? url->host : std::string{};
}

std::size_t bytes_of(const AnsweredPoll& poll) { return poll.answer ? poll.answer->body.size() : 0; }

}  // namespace

class Polling::State : public std::enable_shared_from_this<State> {
 public:
  explicit State(Context& context) : context_(context) {}

  std::size_t room() const {
    const std::scoped_lock lock(mutex_);
    if (parked_ >= most_parked || held_ >= most_held) return 0;
    return most_asked - std::min(most_asked, asked_ + answered_.size());
  }

  void start(const std::vector<store::Work>& works);
  std::vector<AnsweredPoll> answered(milliseconds longest);
  // Goes on with the line of each host that has just answered or redirected elsewhere, until one of its works is asked
  // or it is empty.
  void go_on(const std::vector<AnsweredPoll>& answered);
  void stop();

 private:
  struct Looked {
    AnsweredPoll poll;
    bool has_answer = false;  // without being asked
  };
  struct HostLine {
    bool asked = false;
    std::deque<store::Work> waiting;
  };

  std::vector<std::string> free_lines(const std::vector<AnsweredPoll>& answered);
  std::vector<store::Work> next_in_line(std::vector<std::string>& hosts);
  Looked looked_up(const store::Session& session, const store::Work& work);
  StepResult not_resting(const std::string& host);
  std::vector<AnsweredPoll> place(std::vector<Looked> polls);
  bool others_wait(const std::string& host) const;
  void ask(AnsweredPoll poll);
  void note_wait(AnsweredPoll& poll, bool waits);
  void take(AnsweredPoll& poll, Asked answer);
  void keep(AnsweredPoll poll);

  Context& context_;
  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable came_;
  std::size_t asked_ = 0;
  std::size_t parked_ = 0;
  std::size_t held_ = 0;  // bytes of the answers not yet taken
  std::deque<AnsweredPoll> answered_;
  std::vector<std::string> left_;                    // hosts whose poll was redirected elsewhere: their line goes on
  std::unordered_map<std::string, HostLine> lines_;  // of hosts that are asked or waited for
  std::stop_source stopping_;
};

void Polling::State::start(const std::vector<store::Work>& works) {
  std::vector<Looked> polls;
  {
    const auto session = context_.store.read();
    for (const auto& work : works) {
      auto looked = guarded([&] { return Result<Looked>(looked_up(session, work)); });
      if (!looked) looked = Looked{{.work = work, .answer = std::unexpected(Failure{looked.error()})}, true};
      polls.push_back(std::move(*looked));
    }
  }
  auto first = place(std::move(polls));
  std::vector<std::string> hosts;
  for (const auto& poll : first) hosts.push_back(poll.host);
  const auto noted = guarded([&] { return note_pace(context_, hosts); });
  for (auto& poll : first) {
    if (!noted)
      take(poll, std::unexpected(Failure{noted.error()}));
    else if (auto awake = guarded([&] { return not_resting(poll.host); }); !awake)
      take(poll, std::unexpected(std::move(awake.error())));
    else
      ask(std::move(poll));
  }
}

// Looked at again once the host's line is held: another thread may just have noted what its last answer asked for.
StepResult Polling::State::not_resting(const std::string& host) {
  if (auto resting = still_resting(context_, context_.store.read(), host)) return std::unexpected(std::move(*resting));
  return {};
}

Polling::State::Looked Polling::State::looked_up(const store::Session& session, const store::Work& work) {
  AnsweredPoll poll{.work = work};
  auto feed = store::feed_by_id(session, work.key.subject);
  if (!feed) poll.answer = std::unexpected(Failure{std::move(feed.error())});
  if (!feed || !*feed || (*feed)->ended) return {std::move(poll), true};
  poll.feed = std::move(**feed);
  poll.host = host_of(*poll.feed);
  auto resting = still_resting(context_, session, poll.host);
  const bool rests = resting.has_value();
  if (rests) poll.answer = std::unexpected(std::move(*resting));
  return {std::move(poll), rests};
}

// All at once, so that no other thread frees a line between two of its host. Those that are to be asked come out.
std::vector<AnsweredPoll> Polling::State::place(std::vector<Looked> polls) {
  const std::scoped_lock lock(mutex_);
  std::vector<AnsweredPoll> first;
  for (auto& [poll, has_answer] : polls) {
    if (has_answer) {
      keep(std::move(poll));
      continue;
    }
    auto& line = lines_[poll.host];
    if (line.asked) {
      line.waiting.push_back(std::move(poll.work));
      ++parked_;
      continue;
    }
    line.asked = poll.asked = true;
    ++asked_;
    first.push_back(std::move(poll));
  }
  return first;
}

bool Polling::State::others_wait(const std::string& host) const {
  const std::scoped_lock lock(mutex_);
  const auto found = lines_.find(host);
  return found != lines_.end() && !found->second.waiting.empty();
}

void Polling::State::ask(AnsweredPoll poll) {
  auto shared = std::make_shared<AnsweredPoll>(std::move(poll));
  const auto begun = guarded([&]() -> Result<void> {
    auto request = visit_request(context_, *shared->feed);
    request.stop = stopping_.get_token();
    request.keep_room = true;
    request.keep_connection = others_wait(shared->host);
    request.on_wait = [self = shared_from_this(), shared](bool waits) { self->note_wait(*shared, waits); };
    context_.http.start(std::move(request), [self = shared_from_this(), shared](Result<net::HttpResponse> response) {
      self->take(*shared,
                 response ? Asked(std::move(*response)) : std::unexpected(Failure{std::move(response.error())}));
    });
    return {};
  });
  if (!begun) take(*shared, std::unexpected(Failure{begun.error()}));
}

// A poll that was redirected into another host's line takes nobody's place while it waits there, and its first host is
// free for the next.
void Polling::State::note_wait(AnsweredPoll& poll, bool waits) {
  const std::scoped_lock lock(mutex_);
  poll.waits = waits;
  --(waits ? asked_ : parked_);
  ++(waits ? parked_ : asked_);
  if (!waits || !std::exchange(poll.asked, false)) return;
  lines_[poll.host].asked = false;
  left_.push_back(poll.host);
  came_.notify_all();
}

void Polling::State::take(AnsweredPoll& poll, Asked answer) {
  poll.answer = std::move(answer);
  const std::scoped_lock lock(mutex_);
  --(poll.waits ? parked_ : asked_);
  keep(std::move(poll));
}

// With the lock held.
void Polling::State::keep(AnsweredPoll poll) {
  held_ += bytes_of(poll);
  answered_.push_back(std::move(poll));
  came_.notify_all();
}

std::vector<AnsweredPoll> Polling::State::answered(milliseconds longest) {
  std::unique_lock lock(mutex_);
  came_.wait_for(lock, longest, [&] { return !answered_.empty() || !left_.empty(); });
  came_.wait_for(lock, linger, [&] { return answered_.empty() || answered_.size() >= most_at_once || asked_ == 0; });
  std::vector<AnsweredPoll> taken;
  for (std::size_t bytes = 0; !answered_.empty() && taken.size() < most_at_once && bytes < most_bytes_at_once;) {
    bytes += bytes_of(answered_.front());
    taken.push_back(std::move(answered_.front()));
    answered_.pop_front();
    held_ -= bytes_of(taken.back());
    if (taken.back().answer) taken.back().answer->room.reset();
  }
  return taken;
}

void Polling::State::go_on(const std::vector<AnsweredPoll>& answered) {
  auto hosts = free_lines(answered);
  for (auto next = next_in_line(hosts); !next.empty(); next = next_in_line(hosts)) start(next);
}

std::vector<std::string> Polling::State::free_lines(const std::vector<AnsweredPoll>& answered) {
  const std::scoped_lock lock(mutex_);
  auto hosts = std::exchange(left_, {});
  for (const auto& poll : answered) {
    if (!poll.asked) continue;
    lines_[poll.host].asked = false;
    hosts.push_back(poll.host);
  }
  return hosts;
}

// One of each line. A work may turn out to be of another host by now, or not to be asked at all, so its line stays
// among the hosts until it is asked, by whichever thread, or empty.
std::vector<store::Work> Polling::State::next_in_line(std::vector<std::string>& hosts) {
  const std::scoped_lock lock(mutex_);
  std::vector<store::Work> next;
  std::erase_if(hosts, [&](const std::string& host) {
    const auto found = lines_.find(host);
    if (found == lines_.end() || found->second.asked) return true;
    auto& waiting = found->second.waiting;
    if (waiting.empty()) {
      lines_.erase(found);
      return true;
    }
    next.push_back(std::move(waiting.front()));
    waiting.pop_front();
    --parked_;
    return false;
  });
  return next;
}

void Polling::State::stop() {
  stopping_.request_stop();
  const std::scoped_lock lock(mutex_);
  for (auto& [host, line] : lines_) {
    parked_ -= line.waiting.size();
    for (auto& work : line.waiting)
      keep({.work = std::move(work),
            .answer = std::unexpected(Failure{Error{ErrorKind::network, "Pith was ending before it was asked"}})});
    line.waiting.clear();
  }
}

Polling::Polling(Context& context) : state_(std::make_shared<State>(context)) {}
Polling::~Polling() { state_->stop(); }
std::size_t Polling::room() const { return state_->room(); }
void Polling::start(const std::vector<store::Work>& works) { state_->start(works); }
void Polling::stop() { state_->stop(); }

Polling::Settled Polling::settle(Context& context, milliseconds longest) {
  auto answered = state_->answered(longest);
  if (!answered.empty()) note_rests(context, answered);
  state_->go_on(answered);
  if (answered.empty()) return {};
  return settle_polls(context, std::move(answered));
}

}  // namespace pith::pipeline
