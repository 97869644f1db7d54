// Reads the little-endian binary form of the model files. After the first read beyond the end all reads give zeros and
// ok() is false: check once at the end, and before using a count as a size.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace pith::insight {

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  template <class T>
  T number() {
    T value{};
    if (take(sizeof value)) std::memcpy(&value, taken_.data(), sizeof value);
    return value;
  }
  // Empty and not ok where the bytes do not hold as many.
  template <class T>
  std::vector<T> numbers(std::size_t count) {
    if (!ok_ || count > rest_.size() / sizeof(T)) {
      ok_ = false;
      return {};
    }
    take(count * sizeof(T));
    std::vector<T> values(count);
    if (count > 0) std::memcpy(values.data(), taken_.data(), taken_.size());
    return values;
  }
  std::string_view bytes(std::size_t count) { return take(count) ? taken_ : std::string_view{}; }

 private:
  bool take(std::size_t count) {
    ok_ = ok_ && count <= rest_.size();
    if (!ok_) return false;
    taken_ = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return true;
  }

  std::string_view rest_;
  std::string_view taken_;
  bool ok_ = true;
};

}  // namespace pith::insight
