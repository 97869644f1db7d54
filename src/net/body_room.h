// The bytes that the bodies of all answers under way may hold together, and who has to pause when they are too many.
// Answers that have come may hold on to theirs. Plain data, one thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace pith::net {

class BodyRoom {
 public:
  using Id = std::uint64_t;
  struct Change {
    Id id;
    bool pause;  // else: go on
    bool operator==(const Change&) const = default;
  };

  explicit BodyRoom(std::int64_t most) : most_(most) {}

  // The body of `id` has grown to so many bytes. The oldest that holds any may always go on, so that one comes to its
  // end. What unpacks cannot pause at once, libcurl would only keep its bytes elsewhere; it pauses by changes(), and
  // must end where the bytes are a quarter more than they may be: a bomb.
  enum class Verdict { go_on, pause, end };
  Verdict hold(Id id, std::int64_t bytes, bool unpacks);
  void release(Id id);
  bool is_full() const { return held() >= most_; }
  std::int64_t held() const { return held_ + *kept_; }
  bool is_full_of_bodies() const { return held_ >= most_; }  // without what answers keep
  bool has_kept() const { return *kept_ > 0; }
  // Bytes that count for as long as what is given lives; it may outlive the room and end on any thread.
  std::shared_ptr<void> keep(std::int64_t bytes);
  // The one that may always go on; nothing where none holds any.
  std::optional<Id> oldest() const;
  // Who is to pause and who may go on again, since this was last asked: while it is full, all that hold bytes pause but
  // the oldest.
  std::vector<Change> changes();

 private:
  struct Body {
    std::int64_t bytes = 0;
    bool paused = false;
  };

  std::int64_t most_;
  std::int64_t held_ = 0;
  std::map<Id, Body> bodies_;
  std::shared_ptr<std::atomic<std::int64_t>> kept_ = std::make_shared<std::atomic<std::int64_t>>(0);
};

}  // namespace pith::net
