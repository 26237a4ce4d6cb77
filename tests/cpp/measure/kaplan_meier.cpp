// SPDX-License-Identifier: Apache-2.0
// The curve of plain durations: a row for each, in their own unit.
#include <linli/measure/kaplan_meier.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

constexpr double z = 1.959963984540054;
using numbers = std::vector<double>;
using flags = std::vector<std::uint8_t>;

TEST(kaplan_meier, has_a_row_for_each_distinct_duration) {
  const auto rows = kaplan_meier(numbers{2.5, 0.5, 2.5, 4, 2.5}, flags{1, 0, 0, 1, 1}, z);
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[0].counts.time, 0.5);
  EXPECT_EQ(rows[0].counts.censored, 1);
  EXPECT_EQ(rows[0].survival, 1);
  EXPECT_EQ(rows[0].limits.low, 1);
  EXPECT_EQ(rows[1].counts.at_risk, 4);
  EXPECT_EQ(rows[1].counts.ended, 2);
  EXPECT_EQ(rows[1].counts.censored, 1);
  EXPECT_DOUBLE_EQ(rows[1].survival, 0.5);
  EXPECT_EQ(rows[2].survival, 0);
  EXPECT_EQ(rows[2].limits.high, 0);
}

TEST(kaplan_meier, stays_where_nothing_ends) {
  const auto rows = kaplan_meier(numbers{1, 2, 3}, flags{1, 0, 0}, z);
  EXPECT_EQ(rows[2].survival, rows[0].survival);
  EXPECT_EQ(rows[2].limits.low, rows[0].limits.low);
}

TEST(kaplan_meier, counts_everybody_once) {
  const numbers durations{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
  const flags ended{1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1};
  std::int64_t left = 11;
  for (const auto& row : life_table(durations, ended)) {
    EXPECT_EQ(row.at_risk, left);
    left -= row.ended + row.censored;
  }
  EXPECT_EQ(left, 0);
}

TEST(kaplan_meier, leaves_out_what_has_no_duration) {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(kaplan_meier(numbers{nan, 1}, flags{1, 1}, z).front().counts.at_risk, 1);
  EXPECT_TRUE(kaplan_meier(numbers{}, flags{}, z).empty());
}

TEST(kaplan_meier, refuses_what_is_no_duration) {
  EXPECT_THROW(life_table(numbers{1, -1}, flags{1, 1}), measure_error);
  EXPECT_THROW(life_table(numbers{std::numeric_limits<double>::infinity()}, flags{1}), measure_error);
  EXPECT_THROW(life_table(numbers{1}, flags{}), measure_error);
}

}  // namespace
}  // namespace linli::testing
