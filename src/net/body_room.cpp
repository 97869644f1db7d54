#include "net/body_room.h"

namespace pith::net {

BodyRoom::Verdict BodyRoom::hold(Id id, std::int64_t bytes, bool unpacks) {
  auto& body = bodies_[id];
  held_ += bytes - body.bytes;
  body.bytes = bytes;
  if (!is_full() || bodies_.begin()->first == id) return Verdict::go_on;
  if (unpacks) return held() > most_ + most_ / 4 ? Verdict::end : Verdict::go_on;
  body.paused = true;
  return Verdict::pause;
}

void BodyRoom::release(Id id) {
  const auto found = bodies_.find(id);
  if (found == bodies_.end()) return;
  held_ -= found->second.bytes;
  bodies_.erase(found);
}

std::shared_ptr<void> BodyRoom::keep(std::int64_t bytes) {
  *kept_ += bytes;
  return {kept_.get(), [kept = kept_, bytes](void*) { *kept -= bytes; }};
}

std::optional<BodyRoom::Id> BodyRoom::oldest() const {
  return bodies_.empty() ? std::nullopt : std::optional{bodies_.begin()->first};
}

std::vector<BodyRoom::Change> BodyRoom::changes() {
  std::vector<Change> changes;
  for (auto& [id, body] : bodies_) {
    const bool pause = is_full() && id != bodies_.begin()->first;
    if (pause != body.paused) changes.push_back({id, pause});
    body.paused = pause;
  }
  return changes;
}

}  // namespace pith::net
