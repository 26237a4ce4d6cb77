// SPDX-License-Identifier: Apache-2.0
// Intervals against published examples and what they do at the edges.
#include <linli/measure/intervals.hpp>

#include <cmath>
#include <optional>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

constexpr double z = 1.959963984540054;

TEST(intervals, wilson_meets_the_examples_of_newcombe) {
  // Newcombe (1998), Statistics in Medicine 17:857, table I, method 3
  const auto near = [](double r, double n, double low, double high) {
    EXPECT_NEAR(wilson(r, n, z)->low, low, 5e-5) << r;
    EXPECT_NEAR(wilson(r, n, z)->high, high, 5e-5) << r;
  };
  near(81, 263, 0.2553, 0.3662);
  near(15, 148, 0.0624, 0.1605);
  near(0, 20, 0, 0.1611);
  near(1, 29, 0.0061, 0.1718);
}

TEST(intervals, wilson_ends_are_where_the_score_is_z) {
  const auto found = *wilson(7, 30, z);
  for (const double p : {found.low, found.high})
    EXPECT_NEAR(std::abs(7.0 / 30 - p), z * std::sqrt(p * (1 - p) / 30), 1e-15);
}

TEST(intervals, wilson_stays_within_zero_and_one) {
  for (const double n : {1.0, 3.0, 20.0, 1e6}) {
    EXPECT_EQ(wilson(0, n, z)->low, 0);
    EXPECT_EQ(wilson(n, n, z)->high, 1);
    EXPECT_NEAR(wilson(0, n, z)->high, 1 - wilson(n, n, z)->low, 1e-15);
  }
}

TEST(intervals, difference_meets_the_examples_of_newcombe) {
  // Newcombe (1998), Statistics in Medicine 17:873, table II, method 10
  const auto near = [](double a, double m, double b, double n, double low, double high) {
    EXPECT_NEAR(difference_of_proportions(a, m, b, n, z)->low, low, 5e-5) << a;
    EXPECT_NEAR(difference_of_proportions(a, m, b, n, z)->high, high, 5e-5) << a;
  };
  near(56, 70, 48, 80, 0.0524, 0.3339);
  near(9, 10, 3, 10, 0.1705, 0.8090);
  near(10, 10, 0, 20, 0.6791, 1);
}

TEST(intervals, ratio_is_symmetric_on_the_scale_of_logarithms) {
  const auto there = *ratio_of_proportions(30, 100, 20, 90, z);
  const auto back = *ratio_of_proportions(20, 90, 30, 100, z);
  EXPECT_NEAR(there.low * back.high, 1, 1e-14);
  EXPECT_NEAR(there.high * back.low, 1, 1e-14);
  const double error = std::sqrt(1.0 / 30 - 1.0 / 100 + 1.0 / 20 - 1.0 / 90);
  EXPECT_NEAR(there.high, 0.3 * 90 / 20 * std::exp(z * error), 1e-14);
}

TEST(intervals, are_null_where_counts_do_not_fit) {
  EXPECT_FALSE(wilson(0, 0, z));
  EXPECT_FALSE(wilson(-1, 5, z));
  EXPECT_FALSE(wilson(6, 5, z));
  EXPECT_FALSE(difference_of_proportions(1, 2, 0, 0, z));
  EXPECT_FALSE(ratio_of_proportions(0, 5, 2, 5, z));
  EXPECT_FALSE(ratio_of_proportions(2, 5, 0, 5, z));
  EXPECT_FALSE(ratio_of_proportions(5, 5, 5, 5, z));
  EXPECT_TRUE(ratio_of_proportions(5, 5, 4, 5, z));
}

TEST(intervals, representation_is_the_delta_method_on_two_counts) {
  // numerically: d log r by a and by b, times the variances of two binomial counts
  const double a = 12, of_a = 80, b = 40, of_b = 500;
  const auto log_ratio = [&](double x, double y) { return std::log(x / of_a / ((x + y) / (of_a + of_b))); };
  const double h = 1e-5;
  const double by_a = (log_ratio(a + h, b) - log_ratio(a - h, b)) / (2 * h);
  const double by_b = (log_ratio(a, b + h) - log_ratio(a, b - h)) / (2 * h);
  const double variance = by_a * by_a * a * (1 - a / of_a) + by_b * by_b * b * (1 - b / of_b);
  EXPECT_NEAR(representation_variance(a, of_a, b, of_b), variance, 1e-9);
  const auto found = *representation_interval(a, of_a, b, of_b, z);
  EXPECT_NEAR(std::sqrt(found.low * found.high), std::exp(log_ratio(a, b)), 1e-14);
}

TEST(intervals, representation_is_null_where_its_approximation_has_no_width) {
  EXPECT_FALSE(representation_interval(0, 10, 5, 90, z));    // nobody of the category takes part
  EXPECT_FALSE(representation_interval(5, 10, 0, 90, z));    // all of the category take part
  EXPECT_FALSE(representation_interval(10, 10, 90, 90, z));  // there is one category
  EXPECT_FALSE(representation_interval(5, 10, 0, 0, z));     // all residents take part
  EXPECT_TRUE(representation_interval(10, 10, 5, 90, z));
}

}  // namespace
}  // namespace linli::testing
