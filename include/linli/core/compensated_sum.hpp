// SPDX-License-Identifier: Apache-2.0
// Sums of doubles that keep what plain addition rounds away.
#pragma once

#include <cmath>

namespace linli {

// Neumaier's variant of Kahan's sum (Neumaier 1974). In doubles alone, since the width of a long
// double differs between machines.
class compensated_sum {
 public:
  void add(double x) {
    const double next = sum_ + x;
    lost_ += std::abs(sum_) >= std::abs(x) ? (sum_ - next) + x : (x - next) + sum_;
    sum_ = next;
  }
  double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

}  // namespace linli
