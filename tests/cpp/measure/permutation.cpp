// SPDX-License-Identifier: Apache-2.0
// Permutation tests: exact where all ways fit, the same bits at any number of threads.
#include <linli/measure/permutation.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using numbers = std::vector<double>;
using codes = std::vector<std::int32_t>;
using enum permutation_statistic;

randomisation drawn(std::size_t replicates, alternative side = alternative::two_sided, std::uint64_t seed = 0) {
  return {replicates, seed, 0, side};
}
const auto greater = drawn(9999, alternative::greater);

struct with_threads {
  explicit with_threads(unsigned count) { set_threads(count); }
  ~with_threads() { set_threads(0); }
};

TEST(permutation, counts_all_ways_where_they_are_few) {
  const numbers x{4, 5, 6, 1, 2, 3};
  const codes groups{0, 0, 0, 1, 1, 1};
  const auto found = permutation_test(x, groups, difference, greater);
  EXPECT_TRUE(found.exact);
  EXPECT_EQ(found.replicates, 20);
  EXPECT_DOUBLE_EQ(*found.statistic, 3);
  EXPECT_DOUBLE_EQ(*found.p_value, 1.0 / 20);
  EXPECT_DOUBLE_EQ(*permutation_test(x, groups, difference, drawn(20)).p_value, 2.0 / 20);
  EXPECT_DOUBLE_EQ(*permutation_test(x, groups, difference, drawn(20, alternative::less)).p_value, 1);
  EXPECT_FALSE(permutation_test(x, groups, difference, drawn(19)).exact);
}

TEST(permutation, draws_come_near_the_exact_p) {
  numbers x(16);
  std::iota(x.begin(), x.end(), 0.0);
  codes groups{0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1};
  const auto exact = permutation_test(x, groups, difference, drawn(20'000));
  ASSERT_TRUE(exact.exact);  // 16 choose 7 is 11440
  const auto found = permutation_test(x, groups, difference, drawn(11'000));
  EXPECT_FALSE(found.exact);
  EXPECT_NEAR(*found.p_value, *exact.p_value, 4 * std::sqrt(*exact.p_value / 11'000));
}

TEST(permutation, gives_the_same_bits_at_any_number_of_threads) {
  numbers x(60);
  codes groups(60), strata(60);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = std::sin(static_cast<double>(i));
    groups[i] = static_cast<std::int32_t>(i % 3);
    strata[i] = static_cast<std::int32_t>(i / 20);
  }
  const auto at = [&](unsigned count) {
    const with_threads mine(count);
    return std::vector{permutation_test(x, groups, between, greater, strata).p_value,
                       permutation_test(x, groups, spread, greater).p_value, sign_flip_test(x, greater).p_value};
  };
  EXPECT_EQ(at(1), at(4));
}

TEST(permutation, does_not_depend_on_the_order_of_rows) {
  numbers x{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4};
  codes groups{0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0};
  const auto before = permutation_test(x, groups, difference, drawn(999));
  std::reverse(x.begin(), x.end());
  std::reverse(groups.begin(), groups.end());
  const auto after = permutation_test(x, groups, difference, drawn(999));
  EXPECT_EQ(before.p_value, after.p_value);
  EXPECT_EQ(before.statistic, after.statistic);
}

TEST(permutation, another_seed_draws_other_replicates) {
  numbers x(40);
  codes groups(40);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = std::cos(static_cast<double>(i * i));
    groups[i] = i % 2 == 0;
  }
  const auto p = [&](std::uint64_t seed) {
    return permutation_test(x, groups, difference, drawn(999, alternative::greater, seed)).p_value;
  };
  EXPECT_EQ(p(1), p(1));
  EXPECT_NE(p(1), p(2));
}

TEST(permutation, rounding_loses_no_equal_statistics) {
  // 0.1 + 0.2 is not 0.3: with swapped labels the same sums come out differently in the last bit
  const numbers x{0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
  const codes groups{0, 0, 1, 1, 1, 0};
  const numbers tenfold{1, 2, 3, 4, 5, 6};
  EXPECT_EQ(permutation_test(x, groups, difference, drawn(20)).p_value,
            permutation_test(tenfold, groups, difference, drawn(20)).p_value);
}

TEST(permutation, of_values_that_are_all_alike_finds_nothing) {
  const numbers x(12, 0.1);
  const codes groups{0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2};
  for (const auto kind : {between, spread}) {
    EXPECT_EQ(permutation_test(x, groups, kind, greater).p_value, 1);
    EXPECT_EQ(permutation_test(x, groups, kind, greater).statistic, 0);
  }
}

TEST(permutation, deals_labels_within_strata_only) {
  // each stratum of two can be dealt in two ways; a stratum of one group in one
  const numbers x{1, 2, 11, 12, 30, 40};
  const codes groups{0, 1, 0, 1, 0, 0}, strata{0, 0, 1, 1, 2, 2};
  const auto found = permutation_test(x, groups, difference, drawn(999, alternative::less), strata);
  EXPECT_EQ(found.replicates, 4);
  EXPECT_DOUBLE_EQ(*found.statistic, -1);
  EXPECT_DOUBLE_EQ(*found.p_value, 0.25);
}

TEST(permutation, difference_within_strata_weighs_by_information) {
  // strata differ by 2 and by 8, with n₁n₂/(n₁ + n₂) = 1 and 1/2
  const numbers x{3, 3, 1, 1, 18, 10};
  const codes groups{0, 0, 1, 1, 0, 1}, strata{0, 0, 0, 0, 1, 1};
  EXPECT_DOUBLE_EQ(*permutation_test(x, groups, difference, greater, strata).statistic, (2 * 1 + 8 * 0.5) / 1.5);
}

TEST(permutation, two_sided_is_fair_to_strata_of_unlike_mixture) {
  // without an effect in either stratum, though group 0 sits mostly in the high one
  const numbers x{0, 0, 0, 0, 9, 9, 9, 9};
  const codes groups{0, 1, 1, 1, 0, 0, 0, 1}, strata{0, 0, 0, 0, 1, 1, 1, 1};
  const auto found = permutation_test(x, groups, difference, greater, strata);
  EXPECT_EQ(found.statistic, 0);
  EXPECT_EQ(found.p_value, 1);
}

TEST(permutation, shares_of_variance_close_by_hand) {
  const numbers x{1, 1, 3, 3, 5, 5};
  EXPECT_DOUBLE_EQ(*permutation_test(x, codes{0, 0, 1, 1, 2, 2}, between, greater).statistic, 1);
  EXPECT_NEAR(*permutation_test(x, codes{0, 1, 2, 0, 1, 2}, between, greater).statistic, 4.0 / 16, 1e-15);
  EXPECT_DOUBLE_EQ(*permutation_test(x, codes{0, 0, 1, 1, 2, 2}, spread, greater).statistic, 4);
  // 90 ways, of which the 6 that only rename the groups are as extreme
  EXPECT_DOUBLE_EQ(*permutation_test(x, codes{0, 0, 1, 1, 2, 2}, between, greater).p_value, 6.0 / 90);
}

TEST(permutation, is_null_without_two_groups_that_meet) {
  EXPECT_EQ(permutation_test(numbers{}, codes{}, difference, greater).p_value, std::nullopt);
  EXPECT_EQ(permutation_test(numbers{1, 2}, codes{0, 0}, difference, greater).p_value, std::nullopt);
  EXPECT_EQ(permutation_test(numbers{1, 2}, codes{0, 1}, difference, greater, codes{0, 1}).statistic, std::nullopt);
  EXPECT_EQ(sign_flip_test(numbers{}, greater).p_value, std::nullopt);
}

TEST(permutation, leaves_out_what_has_no_value_or_no_group) {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  const auto found = permutation_test(numbers{1, 2, nan, 5}, codes{0, 1, 1, -1}, difference, greater);
  EXPECT_EQ(found.replicates, 2);
  EXPECT_EQ(sign_flip_test(numbers{nan, 1}, greater).replicates, 2);
}

TEST(permutation, refuses_a_difference_of_three_and_two_sides_of_a_spread) {
  EXPECT_THROW(permutation_test(numbers{1, 2, 3}, codes{0, 1, 2}, difference, greater), measure_error);
  EXPECT_THROW(permutation_test(numbers{1, 2, 3}, codes{0, 1, 2}, spread, drawn(9)), measure_error);
  EXPECT_THROW(permutation_statistic_named("f"), measure_error);
  EXPECT_THROW(alternative_named("two-sided"), measure_error);
  EXPECT_THROW(permutation_test(numbers{1}, codes{}, difference, greater), measure_error);
}

TEST(permutation, flips_signs_in_all_ways_where_they_are_few) {
  const auto found = sign_flip_test(numbers{1, 2, 3, 4}, greater);
  EXPECT_TRUE(found.exact);
  EXPECT_EQ(found.replicates, 16);
  EXPECT_DOUBLE_EQ(*found.statistic, 2.5);
  EXPECT_DOUBLE_EQ(*found.p_value, 1.0 / 16);
  EXPECT_DOUBLE_EQ(*sign_flip_test(numbers{1, 2, 3, 4}, drawn(16)).p_value, 2.0 / 16);
  EXPECT_FALSE(sign_flip_test(numbers{1, 2, 3, 4}, drawn(15)).exact);
}

TEST(permutation, p_is_never_zero) {
  numbers x(100, 0.0);
  codes groups(100, 0);
  for (std::size_t i = 50; i < 100; ++i) x[i] = groups[i] = 1;
  EXPECT_DOUBLE_EQ(*permutation_test(x, groups, difference, drawn(99)).p_value, 1.0 / 100);
}

TEST(permutation, stops_when_asked_to) {
  control watch;
  watch.stop = true;
  const controlled mine(watch);
  EXPECT_THROW(sign_flip_test(numbers(100, 1.0), greater), interrupted);
}

}  // namespace
}  // namespace linli::testing
