// SPDX-License-Identifier: Apache-2.0
// What counts as extreme, and the p that comes of it.
#include <linli/measure/randomisation.hpp>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

TEST(randomisation, extreme_is_on_the_side_that_was_named) {
  EXPECT_TRUE(extremity(alternative::greater, 1, 1).reached_by(1));
  EXPECT_FALSE(extremity(alternative::greater, 1, 1).reached_by(0.9));
  EXPECT_TRUE(extremity(alternative::less, 1, 1).reached_by(-2));
  EXPECT_FALSE(extremity(alternative::less, 1, 1).reached_by(1.1));
  EXPECT_TRUE(extremity(alternative::two_sided, 1, 1).reached_by(-1));
  EXPECT_FALSE(extremity(alternative::two_sided, -1, 1).reached_by(0.5));
}

TEST(randomisation, what_differs_by_rounding_is_equal) {
  EXPECT_TRUE(extremity(alternative::greater, 0.3, 1).reached_by(0.1 + 0.2 - 1e-12));
  EXPECT_FALSE(extremity(alternative::greater, 0.3, 1).reached_by(0.3 - 1e-8));
  EXPECT_TRUE(extremity(alternative::less, 0.3, 1).reached_by(0.3 + 1e-12));
}

TEST(randomisation, counts_each_replicate_once) {
  for (const unsigned count : {1U, 4U}) {
    set_threads(count);
    const auto each_third = [] { return [](std::size_t r) { return r % 3 == 0 ? 2.0 : 0.0; }; };
    for (const std::size_t cost : {1U, 1000U, 1'000'000U})
      EXPECT_EQ(count_extreme(extremity(alternative::greater, 1, 2), 1000, cost, each_third), 334) << count;
  }
  set_threads(0);
}

TEST(randomisation, the_observed_is_one_of_the_replicates) {
  EXPECT_DOUBLE_EQ(*drawn_result(5, 0, 99).p_value, 0.01);
  EXPECT_DOUBLE_EQ(*drawn_result(5, 99, 99).p_value, 1);
  EXPECT_DOUBLE_EQ(*exact_result(5, 1, 20).p_value, 0.05);
}

}  // namespace
}  // namespace linli::testing
