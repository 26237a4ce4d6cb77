// SPDX-License-Identifier: Apache-2.0
// Sums that plain addition would lose.
#include <linli/core/compensated_sum.hpp>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

TEST(compensated_sum, keeps_what_a_great_number_would_swallow) {
  compensated_sum sum;
  for (const double x : {1.0, 1e100, 1.0, -1e100}) sum.add(x);
  EXPECT_EQ(sum.value(), 2);
}

TEST(compensated_sum, adds_tenths_to_one) {
  compensated_sum sum;
  for (int i = 0; i < 10; ++i) sum.add(0.1);
  EXPECT_EQ(sum.value(), 1);
}

TEST(compensated_sum, of_nothing_is_zero) { EXPECT_EQ(compensated_sum().value(), 0); }

}  // namespace
}  // namespace linli::testing
