// A table from 64-bit hashes to small values that is filled once and then only read: open addressing, at most half
// full. Threads may read at the same time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pith::insight {

template <class Value>
class HashTable {
 public:
  explicit HashTable(std::size_t expected = 0) : slots_(std::bit_ceil(2 * expected + 2)) {}

  // The value of the key, made where it was missing. More keys than expected make it slow, then endless: expect enough.
  Value& at(std::uint64_t key) {
    auto& slot = slots_[place_of(key)];
    slot.taken = true;
    slot.key = key;
    return slot.value;
  }
  // nullptr where the key is unknown.
  const Value* find(std::uint64_t key) const {
    const auto& slot = slots_[place_of(key)];
    return slot.taken ? &slot.value : nullptr;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    bool taken = false;
    Value value{};
  };
  std::size_t place_of(std::uint64_t key) const {
    const auto mask = slots_.size() - 1;
    auto place = static_cast<std::size_t>(key ^ (key >> 32U)) & mask;
    while (slots_[place].taken && slots_[place].key != key) place = (place + 1) & mask;
    return place;
  }

  std::vector<Slot> slots_;
};

}  // namespace pith::insight
