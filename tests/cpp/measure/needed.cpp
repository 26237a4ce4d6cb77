// SPDX-License-Identifier: Apache-2.0
// Limits, and the whole units that close a gap.
#include <linli/measure/needed.hpp>

#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using detail::goal;
using detail::growth;
using detail::growth_of;
using detail::units_needed;
using detail::whole_unit_of;
using units = std::optional<std::int64_t>;

TEST(needed, a_value_at_its_limit_meets_it) {
  EXPECT_TRUE((goal{0.3, {}}).met_by(0.1 + 0.2));
  EXPECT_TRUE((goal{{}, 0.3}).met_by(0.1 + 0.2));
  EXPECT_FALSE((goal{8, {}}).met_by(7));
  EXPECT_FALSE((goal{100, 700}).met_by(701));
}

TEST(needed, shortfall_is_the_distance_to_the_nearer_limit) {
  EXPECT_EQ((goal{100, 700}).shortfall_of(40), 60);
  EXPECT_EQ((goal{100, 700}).shortfall_of(710), 10);
  EXPECT_EQ((goal{100, 700}).shortfall_of(100), 0);
}

TEST(needed, counts_need_what_is_missing_as_a_whole) {
  EXPECT_EQ(units_needed({1, 5}, {8, {}}), units(3));
  EXPECT_EQ(units_needed({1, 5}, {7.2, {}}), units(3));
  EXPECT_EQ(units_needed({1, 8}, {8, {}}), units(0));
  EXPECT_EQ(units_needed({1, 12}, {{}, 10}), units(-2));
  EXPECT_EQ(units_needed({1, 812.5}, {900, {}}), units(88));
}

TEST(needed, ratios_need_the_least_number_that_reaches_the_limit) {
  for (int n = 0; n < 60; ++n)
    for (int d = 1; d < 60; ++d) {
      std::int64_t least = 0;
      while (1000.0 * static_cast<double>(n + least) / d < 250) ++least;
      EXPECT_EQ(units_needed({1000, double(n), double(d)}, {250, {}}), units(least)) << n << " / " << d;
    }
}

TEST(needed, is_nothing_where_no_whole_number_will_do) {
  EXPECT_EQ(units_needed({1, 0, 1}, {0.5, 0.6}), units());     // 0 or 1, neither between
  EXPECT_EQ(units_needed({1, 0, 1, true}, {2, {}}), units());  // no more than all
  EXPECT_EQ(units_needed({1, 3, 1}, {{}, -1}), units());       // no fewer than none
  EXPECT_EQ(units_needed({1, 1e16, 1}, {2e16, {}}), units());  // beyond whole doubles
}

TEST(needed, a_value_grows_by_its_numerator_if_the_two_make_it) {
  EXPECT_TRUE(growth_of("persons", 3, 3, {}));
  EXPECT_TRUE(growth_of("share of residents", 0.5, 1, 2));
  EXPECT_EQ(growth_of("members per 1000 residents", 500, 1, 2)->scale, 1000);
  EXPECT_FALSE(growth_of("days", 3.5, {}, {}));
  EXPECT_FALSE(growth_of("representation", 1.5, 1, 2));
  EXPECT_FALSE(growth_of("share of attendances", 0.5, 1, 2));  // its denominator would grow as well
  EXPECT_FALSE(growth_of("share of residents", {}, 1, 0));
}

TEST(needed, units_are_named_for_what_is_counted) {
  EXPECT_EQ(whole_unit_of("organisations"), "organisations");
  EXPECT_EQ(whole_unit_of("0 or 1"), "groups");
  EXPECT_EQ(whole_unit_of("share of kinds"), "kinds");
  EXPECT_EQ(whole_unit_of("share of residents"), "persons");
  EXPECT_EQ(whole_unit_of("members per 1000 residents"), "persons");
  EXPECT_EQ(whole_unit_of("attendances a meeting"), "attendances");
  EXPECT_EQ(whole_unit_of("memberships a member"), "(person, group) pairs");
}

}  // namespace
}  // namespace linli::testing
