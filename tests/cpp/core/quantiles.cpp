// SPDX-License-Identifier: Apache-2.0
// Quantiles and tails against values of printed tables.
#include <linli/core/quantiles.hpp>

#include <cmath>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

TEST(quantiles, of_the_normal_are_those_of_every_table) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.95), 1.6448536269514722, 1e-14);
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_NEAR(normal_quantile(1e-10), -6.361340902404056, 1e-12);
}

TEST(quantiles, of_a_level_leave_half_of_the_rest_on_each_side) {
  for (const double level : {0.5, 0.9, 0.95, 0.99})
    EXPECT_NEAR(z_of_level(level), normal_quantile((1 + level) / 2), 1e-14);
}

TEST(quantiles, are_refused_outside_of_probabilities) {
  for (const double p : {0.0, 1.0, -1.0, 2.0, std::nan("")}) {
    EXPECT_THROW(normal_quantile(p), measure_error) << p;
    EXPECT_THROW(z_of_level(p), measure_error) << p;
  }
}

TEST(quantiles, of_student_are_those_of_every_table) {
  EXPECT_NEAR(student_quantile(0.975, 1), 12.706204736174698, 1e-11);
  EXPECT_NEAR(student_quantile(0.975, 10), 2.228138851986274, 1e-13);
  EXPECT_NEAR(student_quantile(0.95, 29), 1.6991270265334977, 1e-13);
  EXPECT_NEAR(student_quantile(0.75, 2), std::sqrt(2.0 / 3), 1e-14);  // in closed form
  EXPECT_NEAR(student_quantile(0.25, 2), -std::sqrt(2.0 / 3), 1e-14);
  EXPECT_NEAR(student_quantile(0.975, 1e9), normal_quantile(0.975), 1e-8);
  for (const double p : {0.0, 1.0, std::nan("")}) EXPECT_THROW(student_quantile(p, 3), measure_error) << p;
  EXPECT_THROW(student_quantile(0.5, 0), measure_error);
}

TEST(quantiles, tail_of_a_chi_square_closes_for_even_degrees) {
  for (const double x : {0.1, 1.0, 5.0, 60.0}) {
    EXPECT_NEAR(chi_square_tail(x, 2) / std::exp(-x / 2), 1, 1e-13) << x;
    EXPECT_NEAR(chi_square_tail(x, 4) / (std::exp(-x / 2) * (1 + x / 2)), 1, 1e-13) << x;
  }
  EXPECT_NEAR(chi_square_tail(3.841458820694124, 1), 0.05, 1e-14);
}

TEST(quantiles, tail_from_nothing_is_all) {
  EXPECT_EQ(chi_square_tail(0, 3), 1);
  EXPECT_EQ(chi_square_tail(-1e-17, 3), 1);
  EXPECT_THROW(chi_square_tail(1, 0), measure_error);
}

}  // namespace
}  // namespace linli::testing
