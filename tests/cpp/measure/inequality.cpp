// SPDX-License-Identifier: Apache-2.0
// Inequality against the formulas as they are written, and against forms that close by hand.
#include <linli/measure/inequality.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using namespace linli::inequality;
using numbers = std::vector<double>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct town {
  numbers x;
  numbers weight;
};
town random_town(unsigned seed) {
  auto random = std::mt19937(seed);
  auto uniform = std::uniform_real_distribution<double>(0, 9);
  town made;
  for (auto n = 1 + random() % 40; n > 0; --n) {
    made.x.push_back(random() % 4 == 0 ? std::floor(uniform(random)) : uniform(random));
    made.weight.push_back(random() % 5 == 0 ? 0 : 1 + std::floor(uniform(random)));
  }
  made.x[0] = made.weight[0] = 1;
  return made;
}

// The double sum, pair by pair.
double gini_by_pairs(const town& t) {
  double differences = 0, weight = 0, total = 0;
  for (std::size_t i = 0; i < t.x.size(); ++i) {
    weight += t.weight[i];
    total += t.weight[i] * t.x[i];
    for (std::size_t j = 0; j < t.x.size(); ++j)
      differences += t.weight[i] * t.weight[j] * std::abs(t.x[i] - t.x[j]);
  }
  return differences / (2 * total / weight * weight * weight);
}

std::string said_of(const numbers& x, const numbers& weight) {
  try {
    gini(x, weight);
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}

TEST(inequality, gini_is_the_double_sum_over_pairs) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const auto t = random_town(seed);
    EXPECT_NEAR(*gini(t.x, t.weight), gini_by_pairs(t), 1e-14) << seed;
  }
}

TEST(inequality, closes_by_hand_for_two_values) {
  const numbers x{1, 3};
  EXPECT_DOUBLE_EQ(*gini(x), 0.25);
  EXPECT_DOUBLE_EQ(*hoover(x), 0.25);
  EXPECT_DOUBLE_EQ(*theil(x), (0.5 * std::log(0.5) + 1.5 * std::log(1.5)) / 2);
  EXPECT_DOUBLE_EQ(*atkinson(x, 1), 1 - std::sqrt(3) / 2);
  EXPECT_DOUBLE_EQ(*atkinson(x, 2), 1 - 1.5 / 2);  // the harmonic mean is 1.5
  EXPECT_DOUBLE_EQ(*atkinson(x, 0.5), 1 - std::pow((1 + std::sqrt(3)) / 2, 2) / 2);
  EXPECT_EQ(lorenz(x), (std::vector<point>{{0, 0}, {0.5, 0.25}, {1, 1}}));
}

TEST(inequality, is_greatest_where_one_has_everything) {
  numbers x(10, 0.0);
  x[3] = 7;
  EXPECT_DOUBLE_EQ(*gini(x), 0.9);
  EXPECT_DOUBLE_EQ(*hoover(x), 0.9);
  EXPECT_DOUBLE_EQ(*theil(x), std::log(10));
  EXPECT_DOUBLE_EQ(*atkinson(x, 0.5), 0.9);
  EXPECT_EQ(atkinson(x, 1), 1);
  EXPECT_EQ(atkinson(x, 3), 1);
}

TEST(inequality, is_exactly_zero_where_all_are_alike) {
  for (const double value : {0.1, 1.0 / 3, 7.0, 1e-300, 1e300}) {
    for (const std::size_t n : {1U, 3U, 10U, 49U}) {
      const numbers x(n, value);
      const numbers weight(n, 0.7);
      EXPECT_EQ(gini(x, weight), 0) << value;
      EXPECT_EQ(hoover(x, weight), 0) << value;
      EXPECT_EQ(theil(x, weight), 0) << value;
      for (const double epsilon : {0.0, 0.5, 1.0, 2.0, 50.0}) EXPECT_EQ(atkinson(x, epsilon, weight), 0) << value;
      EXPECT_EQ(quantile_ratio(x, 0.9, 0.1, weight), 1) << value;
    }
  }
}

TEST(inequality, counts_a_weight_as_so_many_units) {
  const numbers x{0, 2, 5}, weight{2, 3, 1};
  const numbers each{0, 0, 2, 2, 2, 5};
  EXPECT_DOUBLE_EQ(*gini(x, weight), *gini(each));
  EXPECT_DOUBLE_EQ(*hoover(x, weight), *hoover(each));
  EXPECT_DOUBLE_EQ(*theil(x, weight), *theil(each));
  EXPECT_DOUBLE_EQ(*atkinson(x, 0.3, weight), *atkinson(each, 0.3));
  EXPECT_EQ(lorenz(x, weight), lorenz(each));
}

TEST(inequality, does_not_depend_on_the_order_of_units) {
  auto t = random_town(3);
  const auto before = std::vector{gini(t.x, t.weight), hoover(t.x, t.weight), theil(t.x, t.weight),
                                  atkinson(t.x, 0.7, t.weight)};
  std::reverse(t.x.begin(), t.x.end());
  std::reverse(t.weight.begin(), t.weight.end());
  EXPECT_EQ(before, (std::vector{gini(t.x, t.weight), hoover(t.x, t.weight), theil(t.x, t.weight),
                                 atkinson(t.x, 0.7, t.weight)}));
}

TEST(inequality, leaves_out_what_has_no_value_or_no_weight) {
  const numbers x{1, nan, 3, 4, 5}, weight{1, 1, 1, 0, nan};
  const auto s = sample(x, weight);
  EXPECT_EQ(s.left_out(), 3);
  EXPECT_EQ(gini(s), gini(numbers{1, 3}));
}

TEST(inequality, is_null_without_units_or_without_a_mean) {
  for (const auto& x : {numbers{}, numbers{0, 0}, numbers{nan}}) {
    EXPECT_EQ(gini(x), std::nullopt);
    EXPECT_EQ(hoover(x), std::nullopt);
    EXPECT_EQ(theil(x), std::nullopt);
    EXPECT_EQ(atkinson(x, 0.5), std::nullopt);
    EXPECT_EQ(quantile_ratio(x), std::nullopt);
    EXPECT_TRUE(lorenz(x).empty());
  }
  EXPECT_EQ(gini(numbers{1, 2}, numbers{0, 0}), std::nullopt);
}

TEST(inequality, refuses_what_it_cannot_compare_and_says_where) {
  EXPECT_EQ(said_of({1, -2}, {}), "x[1] is -2.000000: inequality is of values that are not negative");
  EXPECT_EQ(said_of({1, 2}, {-1, 1}), "weight[0] is -1.000000: a weight is not negative");
  EXPECT_EQ(said_of({1, 2}, {1}), "there are 2 values of x, but 1 weights");
  EXPECT_NE(said_of({1, std::numeric_limits<double>::infinity()}, {}), "");
  EXPECT_THROW(atkinson(numbers{1}, -0.1), measure_error);
  EXPECT_THROW(quantile_ratio(numbers{1}, 1.1, 0.1), measure_error);
}

TEST(inequality, atkinson_is_steady_where_epsilon_is_near_one_or_great) {
  const numbers x{1, 2, 5, 9};
  const double at_one = *atkinson(x, 1);
  for (const double off : {1e-15, 1e-12, 1e-9}) {
    EXPECT_NEAR(*atkinson(x, 1 + off), at_one, 10 * off + 1e-15);
    EXPECT_NEAR(*atkinson(x, 1 - off), at_one, 10 * off + 1e-15);
  }
  EXPECT_NEAR(*atkinson(x, 1e5), 1 - 1 / 4.25, 1e-4);  // only the least counts
  EXPECT_EQ(atkinson(x, 0), 0);
}

TEST(inequality, quantiles_are_the_lowest_value_that_reaches_the_share) {
  const numbers ten{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_EQ(quantile(sample(ten), 0.1), 1);  // 1/10 reaches 0.1, though rounding says otherwise
  EXPECT_EQ(quantile(sample(ten), 0.3), 3);
  EXPECT_EQ(quantile(sample(ten), 0.31), 4);
  EXPECT_EQ(quantile(sample(ten), 0), 1);
  EXPECT_EQ(quantile(sample(ten), 1), 10);
  EXPECT_EQ(quantile_ratio(ten), 9);
  EXPECT_EQ(quantile_ratio(numbers{1, 5}, 0.9, 0.1, numbers{95, 5}), 1);
  EXPECT_EQ(quantile_ratio(numbers{0, 1, 5}), std::nullopt);
}

TEST(inequality, area_under_the_lorenz_curve_is_half_of_one_less_gini) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto t = random_town(seed);
    const auto curve = lorenz(t.x, t.weight);
    double area = 0;
    for (std::size_t k = 1; k < curve.size(); ++k)
      area += (curve[k].population_share - curve[k - 1].population_share) *
              (curve[k].value_share + curve[k - 1].value_share) / 2;
    EXPECT_NEAR(1 - 2 * area, *gini(t.x, t.weight), 1e-14);
    EXPECT_EQ(curve.back(), (point{1, 1}));
  }
}

}  // namespace
}  // namespace linli::testing
