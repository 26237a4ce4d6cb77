// SPDX-License-Identifier: Apache-2.0
// Published totals of a place.
#include <linli/model/totals.hpp>

#include <gtest/gtest.h>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

using counts = std::vector<std::int64_t>;

frame places() {
  return text_frame("places", {{"id", {"a", "b", "c"}},
                               {"level", {"community", "community", "community"}},
                               {"population", {"100", "", "0"}},
                               {"households", {"", "40", ""}}});
}
counts population(const text_columns& rows, const char* on = "", population_unit unit = population_unit::persons) {
  const auto net = built({places(), text_frame("population", rows)});
  return population_by_place(net, unit, *on ? *parse_instant(on) : instant{});
}

TEST(population, is_the_column_of_places_where_nothing_else_is_given) {
  const auto net = built({places()});
  EXPECT_EQ(population_by_place(net, population_unit::persons), (counts{100, -1, 0}));
  EXPECT_EQ(population_by_place(net, population_unit::households), (counts{-1, 40, -1}));
}

TEST(population, of_a_row_goes_before_the_column_of_places) {
  EXPECT_EQ(population({{"place", {"a", "b"}}, {"count", {"120", "7"}}}), (counts{120, 7, 0}));
}

TEST(population, of_households_stands_apart_from_persons) {
  const auto rows = text_columns{{"place", {"a", "a"}}, {"count", {"30", "120"}}, {"unit", {"households", "persons"}}};
  EXPECT_EQ(population(rows), (counts{120, -1, 0}));
  EXPECT_EQ(population(rows, "", population_unit::households), (counts{30, 40, -1}));
}

TEST(population, is_the_latest_not_after_the_day) {
  const auto rows = text_columns{
      {"place", {"a", "a", "a"}}, {"count", {"3", "1", "2"}}, {"as_of", {"2020-11-01", "2000-11-01", "2010-11-01"}}};
  EXPECT_EQ(population(rows)[0], 3);
  EXPECT_EQ(population(rows, "2015-01-01")[0], 2);
  EXPECT_EQ(population(rows, "2010-11-01")[0], 2);
  EXPECT_EQ(population(rows, "2000-10-31")[0], 100) << "none yet: the column of places";
}

TEST(population, of_usual_residents_goes_before_registered_ones) {
  const auto rows = text_columns{{"place", {"a", "a"}},
                                 {"count", {"90", "80"}},
                                 {"basis", {"usual_residents", "registered"}},
                                 {"as_of", {"2010-11-01", "2020-11-01"}}};
  EXPECT_EQ(population(rows)[0], 90);
}

TEST(population, of_a_stratum_is_not_that_of_the_place) {
  EXPECT_EQ(population({{"place", {"b", "b"}}, {"count", {"4", "3"}}, {"sex", {"f", "m"}}})[1], -1);
  EXPECT_EQ(population({{"place", {"b", "b"}}, {"count", {"4", "9"}}, {"sex", {"f", ""}}})[1], 9);
}

TEST(strata, are_the_columns_that_the_schema_does_not_name) {
  const auto net =
      built({places(),
             text_frame("population", {{"place", {"b"}}, {"count", {"4"}}, {"sex", {"f"}}, {"age_band", {"60+"}}})});
  EXPECT_EQ(strata_of(net.rows(table_id::population)), (std::vector<std::string_view>{"sex", "age_band"}));
}

}  // namespace
}  // namespace linli::testing
