// SPDX-License-Identifier: Apache-2.0
// Adjusted p-values against the examples of the papers.
#include <linli/measure/false_discovery.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using numbers = std::vector<double>;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Benjamini & Hochberg (1995), section 3.2: fifteen comparisons.
const numbers published{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};

TEST(false_discovery, rejects_the_four_of_benjamini_and_hochberg) {
  const auto adjusted = adjusted_p_values(published, false_discovery::bh);
  EXPECT_EQ(std::count_if(adjusted.begin(), adjusted.end(), [](double p) { return p <= 0.05; }), 4);
  EXPECT_DOUBLE_EQ(adjusted[3], 15 * 0.0095 / 4);
  EXPECT_DOUBLE_EQ(adjusted.back(), 1);
}

TEST(false_discovery, yekutieli_asks_for_more_by_the_harmonic_sum) {
  const auto bh = adjusted_p_values(published, false_discovery::bh);
  const auto by = adjusted_p_values(published, false_discovery::by);
  double harmonic = 0;
  for (int j = 1; j <= 15; ++j) harmonic += 1.0 / j;
  for (std::size_t i = 0; i < bh.size(); ++i) EXPECT_NEAR(by[i], std::min(1.0, harmonic * bh[i]), 1e-15);
}

TEST(false_discovery, keeps_the_order_of_p_values) {
  const auto adjusted = adjusted_p_values(numbers{0.04, 0.01, 0.03}, false_discovery::bh);
  EXPECT_EQ(adjusted, (numbers{0.04, 0.03, 0.04}));  // 0.03 · 3/2 is held down by 0.04
}

TEST(false_discovery, does_not_count_what_is_unknown) {
  const auto adjusted = adjusted_p_values(numbers{0.01, nan, 0.02}, false_discovery::bh);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.02);
  EXPECT_TRUE(std::isnan(adjusted[1]));
  EXPECT_DOUBLE_EQ(adjusted[2], 0.02);
}

TEST(false_discovery, leaves_one_question_as_it_is) {
  for (const auto method : {false_discovery::bh, false_discovery::by}) {
    EXPECT_EQ(adjusted_p_values(numbers{0.3}, method), numbers{0.3});
    EXPECT_TRUE(adjusted_p_values(numbers{}, method).empty());
  }
}

TEST(false_discovery, refuses_what_is_no_probability) {
  EXPECT_THROW(adjusted_p_values(numbers{1.1}, false_discovery::bh), measure_error);
  EXPECT_THROW(adjusted_p_values(numbers{0.5, -0.1}, false_discovery::by), measure_error);
  EXPECT_THROW(false_discovery_named("bonferroni"), measure_error);
}

}  // namespace
}  // namespace linli::testing
