// SPDX-License-Identifier: Apache-2.0
// Theil's index between and within groups: two parts that add up.
#include <linli/measure/grouped_inequality.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using namespace linli::inequality;
using numbers = std::vector<double>;
using codes = std::vector<std::int32_t>;

TEST(grouped_inequality, adds_up_to_the_index_of_all) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    auto random = std::mt19937(seed);
    numbers x{1}, weight{1};
    codes groups{0};
    for (auto n = random() % 40; n > 0; --n) {
      x.push_back(static_cast<double>(random() % 10));
      weight.push_back(static_cast<double>(random() % 4));
      groups.push_back(static_cast<std::int32_t>(random() % 5));
    }
    EXPECT_NEAR(*theil_between(x, groups, weight) + *theil_within(x, groups, weight), *theil(x, weight), 1e-14) << seed;
  }
}

TEST(grouped_inequality, is_all_between_where_groups_are_alike_within) {
  const numbers x{1, 1, 3, 3};
  EXPECT_EQ(theil_within(x, codes{0, 0, 1, 1}), 0);
  EXPECT_DOUBLE_EQ(*theil_between(x, codes{0, 0, 1, 1}), *theil(x));
}

TEST(grouped_inequality, is_all_within_where_groups_have_one_mean) {
  const numbers x{1, 3, 1, 3};
  EXPECT_EQ(theil_between(x, codes{0, 0, 1, 1}), 0);
  EXPECT_DOUBLE_EQ(*theil_within(x, codes{0, 0, 1, 1}), *theil(x));
  EXPECT_EQ(theil_between(x, codes{7, 7, 7, 7}), 0);  // one group is all
}

TEST(grouped_inequality, a_group_of_nothing_takes_part_in_the_mean_alone) {
  EXPECT_DOUBLE_EQ(*theil_between(numbers{0, 0, 4}, codes{0, 0, 1}), std::log(3));
  EXPECT_EQ(theil_within(numbers{0, 0, 4}, codes{0, 0, 1}), 0);
}

TEST(grouped_inequality, leaves_out_what_is_in_no_group) {
  const auto s = grouped_sample(numbers{1, 3, 100, std::numeric_limits<double>::quiet_NaN()}, codes{0, 1, -1, 0});
  EXPECT_EQ(s.left_out(), 2);
  EXPECT_DOUBLE_EQ(*theil_between(s), *theil(numbers{1, 3}));
}

TEST(grouped_inequality, does_not_depend_on_which_code_names_a_group) {
  const numbers x{0.1, 0.2, 0.7, 1.3, 2.9};
  const codes groups{0, 1, 0, 2, 1}, renamed{9, 4, 9, 0, 4};
  EXPECT_EQ(theil_between(x, groups), theil_between(x, renamed));
  EXPECT_EQ(theil_within(x, groups), theil_within(x, renamed));
}

TEST(grouped_inequality, is_null_without_a_mean) {
  EXPECT_EQ(theil_between(numbers{}, codes{}), std::nullopt);
  EXPECT_EQ(theil_within(numbers{0, 0}, codes{0, 1}), std::nullopt);
  EXPECT_EQ(theil_between(numbers{1, 2}, codes{-1, -1}), std::nullopt);
  EXPECT_THROW(theil_between(numbers{1, 2}, codes{0}), measure_error);
}

}  // namespace
}  // namespace linli::testing
