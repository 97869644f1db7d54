// Rows of numbers, one a cue.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace pith::insight {

class Matrix {
 public:
  Matrix(std::size_t rows, std::size_t columns) : columns_(columns), values_(rows * columns) {}
  std::size_t rows() const { return columns_ == 0 ? 0 : values_.size() / columns_; }
  std::size_t columns() const { return columns_; }
  std::span<float> row(std::size_t index) { return {values_.data() + index * columns_, columns_}; }
  std::span<const float> row(std::size_t index) const { return {values_.data() + index * columns_, columns_}; }

 private:
  std::size_t columns_;
  std::vector<float> values_;
};

}  // namespace pith::insight
