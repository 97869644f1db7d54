// How much of something one address may hold at once, as answers that go on. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace pith::web {

class Seats {
 public:
  explicit Seats(int each) : room_(std::make_shared<Room>(each)) {}

  // Held until the last copy is gone, which may be after this object. None where the key holds all it may.
  using Seat = std::shared_ptr<const void>;
  Seat take(std::string_view key) const;

 private:
  struct Room {
    explicit Room(int most) : each(most) {}
    const int each;
    std::mutex mutex;  // guards what follows
    std::map<std::string, int, std::less<>> taken;
  };
  std::shared_ptr<Room> room_;
};

}  // namespace pith::web
