// SPDX-License-Identifier: Apache-2.0
// R(p): persons at home, population that overrides them, strata, and what is left above the rows.
#include <linli/measure/residents.hpp>

#include <string>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: a city with communities a (building a1) and b. Two live in a, one in b, one straight
// in the city; one lives outside, and of one nobody knows where.
const text_columns places{{"id", {"city", "a", "b", "a1"}},
                          {"level", {"city", "community", "community", "building"}},
                          {"parent", {"", "city", "city", "a"}},
                          {"estate_age", {"", "30", "5", ""}}};
const text_columns persons{{"id", {"p1", "p2", "p3", "p4", "p5", "p6"}},
                           {"home", {"a1", "a", "b", "city", "outside", ""}},
                           {"sex", {"F", "M", "F", "", "F", "F"}},
                           {"age", {"10", "40", "70", "40", "40", "40"}}};

network world(std::vector<frame> more = {}, std::optional<persons_are> who = {}) {
  more.push_back(text_frame("places", places));
  more.push_back(text_frame("persons", persons));
  network_options options;
  options.persons_are = who;
  options.as_of = "2024-06-30";
  return built(std::move(more), options);
}
network with_population(const text_columns& population, std::optional<persons_are> who = {}) {
  return world({text_frame("population", population)}, who);
}

TEST(residents, are_the_persons_whose_home_lies_in_the_place) {
  EXPECT_EQ(ask(world(), "counts.residents"), lines{"4"});
  EXPECT_EQ(ask(world(), "counts.residents by community"), (lines{"a: 2", "b: 1", "-: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by building"), (lines{"a1: 1", "-: 3"}));
  EXPECT_EQ(value_of(world(), "counts.residents within a"), 2);
  EXPECT_EQ(basis_of_only(world(), "counts.residents"), "rows");
}

TEST(residents, are_in_force_on_the_day) {
  const auto net = built({text_frame("places", places), text_frame("persons", {{"id", {"p1", "p2"}},
                                                                               {"home", {"a", "a"}},
                                                                               {"since", {"2024-02-01", ""}},
                                                                               {"until", {"", "2024-03-01"}}})});
  EXPECT_EQ(value_of(net, "counts.residents on 2024-01-31"), 1);
  EXPECT_EQ(value_of(net, "counts.residents on 2024-02-01"), 2);
  EXPECT_EQ(value_of(net, "counts.residents on 2024-03-01"), 1);
}

TEST(residents, split_by_what_persons_are_with_null_a_row_of_its_own) {
  EXPECT_EQ(ask(world(), "counts.residents by sex"), (lines{"F: 2", "M: 1", "-: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by age_band"), (lines{"0–17: 1", "18–34: 0", "35–59: 2", "60+: 1"}));
  EXPECT_EQ(ask(world(), "counts.residents by community where age=18.."), (lines{"a: 1", "b: 1", "-: 1"}));
  EXPECT_EQ(value_of(world(), "counts.residents where home.estate_age=20.."), 2);
}

TEST(residents, split_by_age_in_completed_years_on_the_day) {
  const auto net =
      built({text_frame("places", places), text_frame("persons", {{"id", {"p1", "p2", "p3"}},
                                                                  {"home", {"a", "a", "a"}},
                                                                  {"birth_date", {"2000-06-30", "2000-07-01", ""}},
                                                                  {"age", {"", "", "24"}}})});
  EXPECT_EQ(ask(net, "counts.residents by age on 2024-06-30"), (lines{"23: 1", "24: 2"}));
  EXPECT_EQ(value_of(net, "counts.residents where age=24 on 2024-06-30"), 2);
}

TEST(residents, a_population_overrides_the_persons_listed_below_it) {
  const auto net = with_population({{"place", {"a", "city"}}, {"count", {"10", "30"}}}, persons_are::all_residents);
  // b gives none: its one person; 30 - 10 - 1 live in no community
  EXPECT_EQ(ask(net, "counts.residents by community"), (lines{"a: 10", "b: 1", "-: 19"}));
  EXPECT_EQ(ask(net, "counts.residents"), lines{"30"});
  EXPECT_EQ(ask(net, "counts.residents by building"), (lines{"a1: 1", "-: 29"}));
}

TEST(residents, a_number_below_adds_to_the_persons_beside_it) {
  const auto net = with_population({{"place", {"a"}}, {"count", {"10"}}}, persons_are::all_residents);
  const auto whole = only_row(net, "counts.residents");
  EXPECT_EQ(whole.value(0), 12);  // 10 in a, one in b, one straight in the city
  EXPECT_EQ(basis_of_row(whole, 0), "mixed");
}

TEST(residents, the_column_of_places_is_shorthand_for_a_population) {
  auto with_column = places;
  with_column.push_back({"population", {"", "10", "5", ""}});
  const auto net = built({text_frame("places", with_column)});
  EXPECT_EQ(ask(net, "counts.residents by community"), (lines{"a: 10", "b: 5"}));
  EXPECT_EQ(value_of(net, "counts.residents"), 15);
  EXPECT_EQ(basis_of_only(net, "counts.residents"), "totals");
}

TEST(residents, a_population_of_none_is_zero_not_unknown) {
  const auto net = with_population({{"place", {"a"}}, {"count", {"0"}}});
  EXPECT_EQ(ask(net, "counts.residents within a"), lines{"0"});
}

TEST(residents, are_unknown_where_persons_are_only_a_list_and_no_population_is_given) {
  const auto net = with_population({{"place", {"a"}}, {"count", {"10"}}});  // a list, by default
  EXPECT_EQ(ask(net, "counts.residents by community"), (lines{"a: 10", "b: null"}));
  EXPECT_EQ(note_of(net, "counts.residents within b"), "no denominator: residents unknown");
  EXPECT_EQ(note_of(net, "counts.residents"), "no denominator: population is given for part of the place only");
}

TEST(residents, of_several_counts_the_latest_by_the_day_and_usual_residents_come_first) {
  const auto net = with_population({{"place", {"a", "a", "a", "a"}},
                                    {"count", {"10", "20", "30", "25"}},
                                    {"basis", {"usual_residents", "usual_residents", "usual_residents", "registered"}},
                                    {"as_of", {"2020-01-01", "2022-01-01", "2025-01-01", "2023-01-01"}}});
  EXPECT_EQ(value_of(net, "counts.residents within a"), 20);
  EXPECT_EQ(value_of(net, "counts.residents within a on 2021-01-01"), 10);
  EXPECT_EQ(value_of(net, "counts.residents within a on 2025-01-01"), 30);
}

TEST(residents, households_are_not_persons) {
  const auto net =
      with_population({{"place", {"a", "a"}}, {"count", {"4", "10"}}, {"unit", {"households", "persons"}}});
  EXPECT_EQ(value_of(net, "counts.residents within a"), 10);
}

// Synthetic: a counts by sex too, and by sex and age band; b only as a whole.
network counted_by_sex(std::optional<persons_are> who = {}) {
  return with_population({{"place", {"a", "a", "a", "b", "a", "a"}},
                          {"count", {"10", "6", "4", "5", "2", "5"}},
                          {"sex", {"", "F", "M", "", "F", "F"}},
                          {"age_band", {"", "", "", "", "0–17", "18–34"}}},
                         who);
}

TEST(residents, a_stratum_is_read_from_the_rows_that_carry_it) {
  EXPECT_EQ(ask(counted_by_sex(), "counts.residents by community, sex"),
            (lines{"a F: 6", "a M: 4", "b F: null", "b M: null"}));
  EXPECT_EQ(ask(counted_by_sex(), "counts.residents by community where sex=F"), (lines{"a: 6", "b: null"}));
  EXPECT_EQ(value_of(counted_by_sex(), "counts.residents within a where sex=F|M"), 10);
  EXPECT_EQ(value_of(counted_by_sex(), "counts.residents within a"), 10);
}

TEST(residents, two_strata_are_read_from_rows_that_carry_both) {
  EXPECT_EQ(ask(counted_by_sex(), "counts.residents by age_band within a where sex=F"),
            (lines{"0–17: 2", "18–34: 5", "35–59: 0", "60+: 0"}));
}

TEST(residents, a_stratum_that_no_population_carries_is_unknown_with_a_list_of_persons) {
  EXPECT_EQ(note_of(counted_by_sex(), "counts.residents within b where sex=F"), "no denominator by sex");
  EXPECT_EQ(note_of(counted_by_sex(), "counts.residents within a where age=18.."), "no denominator by age");
}

TEST(residents, a_stratum_comes_from_persons_where_these_are_all_residents) {
  const auto net = counted_by_sex(persons_are::all_residents);
  EXPECT_EQ(ask(net, "counts.residents by community where sex=F"), (lines{"a: 6", "b: 1"}));
  EXPECT_EQ(ask(net, "counts.residents by community where age=18.."), (lines{"a: 1", "b: 1", "-: 1"}));
}

TEST(residents, may_be_forced_to_one_source) {
  const auto net = with_population({{"place", {"a", "b"}}, {"count", {"10", "5"}}});
  const auto forced = [&](const char* source) {
    auto spec = measure_spec(counts::residents{});
    spec.residents = source;
    return lines_of(answer_of(net, spec, {.by = {"community"}}));
  };
  EXPECT_EQ(forced("persons"), (lines{"a: 2", "b: 1", "-: 1"}));
  EXPECT_EQ(forced("population"), (lines{"a: 10", "b: 5"}));
  auto of_none = measure_spec(counts::residents{});
  of_none.residents = "population";
  EXPECT_TRUE(answer_of(world(), of_none).is_null(0));
}

TEST(residents, the_rest_is_unknown_where_the_rows_hold_more_than_the_whole) {
  const auto net = with_population({{"place", {"a", "b", "city"}}, {"count", {"20", "20", "30"}}});
  const auto found = answer_of(net, counts::residents{}, {.by = {"community"}});
  for (std::size_t i = 0; i < found.rows(); ++i) {
    if (found.key(i, "community").empty()) {
      EXPECT_TRUE(found.is_null(i));
    }
  }
  EXPECT_EQ(value_of(net, "counts.residents"), 30);
}

// Synthetic: estate z, straight in the city, holds building a1 and community b.
network with_zone(const text_columns& population) {
  auto with_z = places;
  const std::vector<std::string> z{"z", "estate", "city", ""};
  for (std::size_t c = 0; c < z.size(); ++c) with_z[c].second.push_back(z[c]);
  return built({text_frame("places", with_z), text_frame("place_in", {{"place", {"a1", "b"}}, {"zone", {"z", "z"}}}),
                text_frame("population", population)});
}

TEST(residents, of_a_zone_are_its_own_population_not_that_of_its_parts_too) {
  const auto net = with_zone({{"place", {"z", "a1", "b"}}, {"count", {"7", "3", "2"}}});
  const auto found = answer_of(net, counts::residents{}, {.by = {"estate"}});
  EXPECT_EQ(found.key(0, "estate"), "z");
  EXPECT_EQ(found.value(0), 7);
}

TEST(residents, of_a_zone_are_its_own_population_though_its_parts_give_none) {
  EXPECT_EQ(
      answer_of(with_zone({{"place", {"z"}}, {"count", {"7"}}}), counts::residents{}, {.by = {"estate"}}).value(0), 7);
}

TEST(residents, of_a_zone_are_the_persons_at_home_in_its_parts) {
  auto with_z = places;
  const std::vector<std::string> z{"z", "estate", "city", ""};
  for (std::size_t c = 0; c < z.size(); ++c) with_z[c].second.push_back(z[c]);
  const auto net = built({text_frame("places", with_z), text_frame("persons", persons),
                          text_frame("place_in", {{"place", {"a1", "b"}}, {"zone", {"z", "z"}}})});
  EXPECT_EQ(ask(net, "counts.residents by estate"), (lines{"z: 2", "-: 2"}));
  EXPECT_EQ(ask(net, "counts.residents by community within z"), (lines{"a: 1", "b: 1"}));
}

}  // namespace
}  // namespace linli::testing
