#include "web/seats.h"

namespace pith::web {

Seats::Seat Seats::take(std::string_view key) const {
  {
    const std::scoped_lock lock(room_->mutex);
    const auto found = room_->taken.try_emplace(std::string(key), 0).first;
    if (found->second >= room_->each) return nullptr;
    ++found->second;
  }
  const auto leave = [room = room_, name = std::string(key)](const void*) {
    const std::scoped_lock lock(room->mutex);
    const auto found = room->taken.find(name);
    if (found != room->taken.end() && --found->second == 0) room->taken.erase(found);
  };
  return {room_.get(), leave};
}

}  // namespace pith::web
