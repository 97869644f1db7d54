// Sums over runs of a matrix's rows in constant time. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "stages/insight/matrix.h"

namespace pith::insight {

class RunningSums {
 public:
  explicit RunningSums(const Matrix& values);

  // The mean of the rows first..last beside `row` (0 is itself) into `out`, of as many columns; zeros where none is.
  void mean(std::size_t row, int first, int last, std::span<float> out) const;

 private:
  std::size_t rows_;
  std::size_t columns_;
  std::vector<double> sums_;  // sums_[r]: of the rows before r
};

}  // namespace pith::insight
