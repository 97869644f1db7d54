#include "stages/insight/running_sums.h"

#include <algorithm>

namespace pith::insight {

RunningSums::RunningSums(const Matrix& values)
    : rows_(values.rows()), columns_(values.columns()), sums_((values.rows() + 1) * values.columns()) {
  for (std::size_t row = 0; row < rows_; ++row)
    for (std::size_t k = 0; k < columns_; ++k)
      sums_[(row + 1) * columns_ + k] = sums_[row * columns_ + k] + values.row(row)[k];
}

void RunningSums::mean(std::size_t row, int first, int last, std::span<float> out) const {
  const auto limit = static_cast<long>(rows_);
  const auto at = static_cast<long>(row);
  const auto begin = static_cast<std::size_t>(std::clamp(at + first, 0L, limit));
  const auto end = static_cast<std::size_t>(std::clamp(at + last + 1, 0L, limit));
  const double count = end > begin ? static_cast<double>(end - begin) : 1.0;
  for (std::size_t k = 0; k < columns_; ++k)
    out[k] = end > begin ? static_cast<float>((sums_[end * columns_ + k] - sums_[begin * columns_ + k]) / count) : 0.0F;
}

}  // namespace pith::insight
