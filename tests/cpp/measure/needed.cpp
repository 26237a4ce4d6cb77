// SPDX-License-Identifier: Apache-2.0
// Limits, and the whole units that close a gap.
#include <linli/measure/needed.hpp>
#include <linli/measure/target_values.hpp>

#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using detail::goal;
using detail::growth;
using detail::growth_of;
using detail::units_needed;
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
  EXPECT_EQ(units_needed({1, 0, 1, 1, 1}, {2, {}}), units());  // no more than all
  EXPECT_EQ(units_needed({1, 3, 1}, {{}, -1}), units());       // no fewer than none
  EXPECT_EQ(units_needed({1, 1e16, 1}, {2e16, {}}), units());  // beyond whole doubles
}

TEST(needed, of_what_is_missing_are_the_units_to_add) {
  EXPECT_EQ(units_needed({1, 6, 1, -1}, {{}, 0}), units(6));
  EXPECT_EQ(units_needed({1, 6, 1, -1}, {{}, 2.5}), units(4));
  EXPECT_EQ(units_needed({1, 6, 8, -1}, {{}, 0.3}), units(4));
  EXPECT_EQ(units_needed({1, 2, 8, -1}, {{}, 0.3}), units(0));
  EXPECT_EQ(units_needed({1, 6, 1, -1}, {{}, -1}), units());
  EXPECT_EQ(units_needed({1, 6, 1, -1}, {8, {}}), units());  // one fewer may be one that nobody misses
  EXPECT_EQ(units_needed({1, 6, 1, -1}, {5.2, 5.8}), units());
}

std::optional<growth> growth_by(const char* measure, std::optional<double> value, std::optional<double> numerator,
                                std::optional<double> denominator) {
  return growth_of(definition_of(measure), value, numerator, denominator);
}

TEST(needed, a_value_grows_by_its_numerator_if_the_two_make_it) {
  EXPECT_TRUE(growth_by("coverage.members", 3, 3, {}));
  EXPECT_TRUE(growth_by("participation.rate", 0.5, 1, 2));
  EXPECT_EQ(growth_by("coverage.depth", 500, 1, 2)->scale, 1000);
  EXPECT_EQ(growth_by("coverage.presence", 1, 1, {})->most, 1);
  EXPECT_EQ(growth_by("participation.never_share", 0.5, 1, 2)->change_by_one, -1);
  EXPECT_FALSE(growth_by("deliberation.time_to", 3.5, {}, {}));
  EXPECT_FALSE(growth_by("participation.rate", {}, 1, 0));
  EXPECT_FALSE(growth_by("participation.rate", 0.4, 1, 2));
  // The denominator would change as well.
  for (const auto* name : {"participation.top_share", "participation.newcomer_share"})
    EXPECT_FALSE(growth_by(name, 0.5, 1, 2)) << name;
  EXPECT_FALSE(growth_by("inequality.gap", 0.5, 1, 2));
}

TEST(needed, every_measure_that_is_a_part_of_like_things_names_its_units) {
  for (const auto& what : catalogue()) {
    const bool is_alone = what.name != "participation.newcomer_share";
    EXPECT_EQ(what.is_proportion && what.whole_unit.empty(), what.is_proportion && !is_alone) << what.name;
    EXPECT_TRUE(what.change_by_one == 1 || what.change_by_one == -1) << what.name;
  }
}

TEST(needed, units_are_named_for_what_is_counted) {
  const auto unit_of = [](const char* text) { return detail::whole_unit_of(parse_measure(text).measure); };
  EXPECT_EQ(unit_of("coverage.organisations"), "organisations");
  EXPECT_EQ(unit_of("coverage.presence"), "groups");
  EXPECT_EQ(unit_of("coverage.breadth"), "kinds");
  EXPECT_EQ(unit_of("participation.rate"), "persons");
  EXPECT_EQ(unit_of("coverage.depth"), "persons");
  EXPECT_EQ(unit_of("participation.attendance_per_meeting"), "attendances");
  EXPECT_EQ(unit_of("coverage.multiplicity"), "(person, group) pairs");
  EXPECT_EQ(unit_of("counts.total(column=area)"), "area");
  EXPECT_EQ(unit_of("counts.share(column=shops, of=buildings)"), "shops");
  EXPECT_EQ(unit_of("coverage.service_share"), "persons");
  EXPECT_EQ(unit_of("coverage.service_share(unit=household)"), "household");
  EXPECT_EQ(unit_of("inequality.gini"), "");
}

}  // namespace
}  // namespace linli::testing
