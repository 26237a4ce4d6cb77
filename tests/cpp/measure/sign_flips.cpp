// SPDX-License-Identifier: Apache-2.0
// Pairs whose differences flip their signs.
#include <linli/measure/sign_flips.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using numbers = std::vector<double>;

randomisation drawn(std::size_t replicates, alternative side = alternative::two_sided, std::uint64_t seed = 0) {
  return {replicates, seed, 0, side};
}
const auto greater = drawn(9999, alternative::greater);

numbers sines(std::size_t n) {
  numbers x;
  for (std::size_t i = 0; i < n; ++i) x.push_back(0.2 + std::sin(static_cast<double>(i * i)));
  return x;
}

TEST(sign_flips, tries_all_signs_where_they_are_few) {
  const numbers x{1, 2, 3, 4};
  const auto found = sign_flip_test(x, greater);
  EXPECT_TRUE(found.exact);
  EXPECT_EQ(found.replicates, 16);
  EXPECT_DOUBLE_EQ(*found.statistic, 2.5);
  EXPECT_DOUBLE_EQ(*found.p_value, 1.0 / 16);
  EXPECT_DOUBLE_EQ(*sign_flip_test(x, drawn(16)).p_value, 2.0 / 16);
  EXPECT_DOUBLE_EQ(*sign_flip_test(x, drawn(16, alternative::less)).p_value, 1);
  EXPECT_FALSE(sign_flip_test(x, drawn(15)).exact);
}

TEST(sign_flips, draws_come_near_the_exact_p) {
  const auto x = sines(12);
  const auto exact = sign_flip_test(x, drawn(4096));
  const auto found = sign_flip_test(x, drawn(4095));
  ASSERT_TRUE(exact.exact);
  ASSERT_FALSE(found.exact);
  EXPECT_NEAR(*found.p_value, *exact.p_value, 4 * std::sqrt(*exact.p_value / 4095));
}

TEST(sign_flips, gives_the_same_bits_at_any_number_of_threads_and_in_any_order) {
  auto x = sines(80);
  set_threads(1);
  const auto alone = sign_flip_test(x, greater);
  set_threads(4);
  std::reverse(x.begin(), x.end());
  const auto together = sign_flip_test(x, greater);
  set_threads(0);
  EXPECT_EQ(alone.p_value, together.p_value);
  EXPECT_EQ(alone.statistic, together.statistic);
}

TEST(sign_flips, of_no_difference_at_all_finds_nothing) {
  EXPECT_EQ(sign_flip_test(numbers(5, 0.0), greater).p_value, 1);
  EXPECT_EQ(sign_flip_test(numbers(50, 0.0), drawn(99)).p_value, 1);
}

TEST(sign_flips, rounding_loses_no_equal_statistics) {
  EXPECT_EQ(sign_flip_test(numbers{0.1, 0.2, -0.3}, greater).p_value,
            sign_flip_test(numbers{1, 2, -3}, greater).p_value);
}

TEST(sign_flips, is_null_without_differences_and_leaves_out_the_unknown) {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(sign_flip_test(numbers{}, greater).p_value, std::nullopt);
  EXPECT_EQ(sign_flip_test(numbers{nan}, greater).statistic, std::nullopt);
  EXPECT_EQ(sign_flip_test(numbers{nan, 1}, greater).replicates, 2);
  EXPECT_THROW(sign_flip_test(numbers{1, std::numeric_limits<double>::infinity()}, greater), measure_error);
}

TEST(sign_flips, stops_when_asked_to) {
  control watch;
  watch.stop = true;
  const controlled mine(watch);
  EXPECT_THROW(sign_flip_test(numbers(100, 1.0), greater), interrupted);
}

}  // namespace
}  // namespace linli::testing
