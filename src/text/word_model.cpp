#include "text/word_model.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace pith::text {
namespace {

constexpr std::string_view kMagic = "PITHVEC1";
constexpr std::uint32_t kMost = 4'000'000;  // words or stems; more is a damaged file
static_assert(std::endian::native == std::endian::little, "the model file is read as it lies");

// Takes values off the front of the file; after the first shortage everything fails.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::size_t size) {
    if (size > rest_.size()) failed_ = true;
    if (failed_) return {};
    auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  template <class T>
  std::vector<T> array(std::size_t count) {
    auto bytes = take(count * sizeof(T));
    std::vector<T> values(failed_ ? 0 : count);
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
  }

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

std::unexpected<Error> damaged(std::string_view why) {
  return fail(ErrorKind::corrupt, "The word vectors are damaged; install Pith again or leave out --data.",
              std::string(why));
}

bool ascending(std::span<const std::uint32_t> ends) { return std::ranges::is_sorted(ends); }

}  // namespace

std::string_view base_form(std::string_view word) {
  return word.ends_with("'s") ? word.substr(0, word.size() - 2) : word;
}

Result<WordModel> WordModel::read(std::string_view bytes) {
  Reader reader(bytes);
  if (reader.take(kMagic.size()) != kMagic) return damaged("no PITHVEC1 at the start");
  auto sizes = reader.array<std::uint32_t>(4);
  if (reader.failed() || std::ranges::any_of(sizes, [](auto size) { return size == 0 || size > kMost; }))
    return damaged("bad sizes");
  const std::size_t dimensions = sizes[0];
  const std::size_t words = sizes[1];
  const std::size_t stems = sizes[2];
  WordModel model;
  model.common_ = reader.array<float>(dimensions);
  model.ends_ = reader.array<std::uint32_t>(words + stems);
  model.weights_ = reader.array<float>(words);
  model.scales_ = reader.array<float>(words);
  model.idf_ = reader.array<float>(stems);
  if (reader.failed() || !ascending(model.ends_)) return damaged("bad tables");
  model.texts_ = reader.take(model.ends_.back());
  auto vectors = reader.take(words * dimensions);
  if (reader.failed() || !reader.at_end()) return damaged("bad length");
  model.vectors_ = {reinterpret_cast<const std::int8_t*>(vectors.data()), vectors.size()};
  model.rarest_ = std::ranges::max(model.idf_);
  return model;
}

std::string_view WordModel::text_at(std::size_t place) const {
  const std::size_t begin = place == 0 ? 0 : ends_[place - 1];
  return texts_.substr(begin, ends_[place] - begin);
}

std::optional<std::size_t> WordModel::place_of(std::string_view text, Range within) const {
  while (within.begin < within.end) {
    const std::size_t middle = (within.begin + within.end) / 2;
    const auto order = text_at(middle) <=> text;
    if (order == 0) return middle;
    (order < 0 ? within.begin : within.end) = order < 0 ? middle + 1 : middle;
  }
  return std::nullopt;
}

std::optional<WordModel::Word> WordModel::find(std::string_view base_form) const {
  auto place = place_of(base_form, {0, words()});
  if (!place) return std::nullopt;
  return Word{weights_[*place], scales_[*place], vectors_.subspan(*place * dimensions(), dimensions())};
}

double WordModel::idf(std::string_view stem) const {
  auto place = place_of(stem, {words(), ends_.size()});
  return place ? static_cast<double>(idf_[*place - words()]) : rarest_;
}

}  // namespace pith::text
