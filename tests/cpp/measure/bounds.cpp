// SPDX-License-Identifier: Apache-2.0
// What totals imply, read from the tables: relations of figures, strata, services, head counts.
#include <linli/measure/bounds.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/bounded_world.hpp"

namespace linli::testing {
namespace {

TEST(bounds, have_the_columns_of_the_contract) {
  EXPECT_EQ(column_names(bounds(world({}))),
            (std::vector<std::string>{"measure", "place", "subject", "low", "high", "value", "unit", "assumption",
                                      "argument", "source"}));
  EXPECT_EQ(bounds(world({})).rows, 0U);
}

TEST(bounds, of_seats_spread_over_forums_say_how_many_have_none) {
  const auto found = bounds(reporting({{"indicator", {"seats", "forums"}},
                                       {"value", {"3354", "3709"}},
                                       {"place", {"city", "city"}},
                                       {"source", {"a paper", "a yearbook"}},
                                       {"of", {"forums", ""}},
                                       {"relation", {"spread_over", ""}},
                                       {"assumption", {"if each seat is of one forum", ""}}}));
  expect_range(found, "seats / forums", false, 3354.0 / 3709, 3354.0 / 3709);
  expect_range(found, "share of forums with any of the seats", true, 1.0 / 3709, 3354.0 / 3709);
  expect_range(found, "forums without any of the seats", true, 355, 3708);
  expect_range(found, "share of forums with any of the seats", false, 0, 1);
  const auto row = *row_of(found, "forums without any of the seats", true);
  EXPECT_EQ(row.text("assumption"), "if each seat is of one forum");
  EXPECT_EQ(row.text("place"), "city");
  EXPECT_EQ(row.text("source"), "a paper; a yearbook");
  EXPECT_EQ(row.text("argument"), "3709 - 3354: at least 355 have none");
}

TEST(bounds, of_a_part_hold_with_and_without_its_lying_in_the_whole) {
  const auto found = bounds(reporting({{"indicator", {"topics", "closed"}},
                                       {"value", {"1481", "940"}},
                                       {"of", {"", "topics"}},
                                       {"relation", {"", "part_of"}}}));
  expect_range(found, "closed / topics", true, 940.0 / 1481, 940.0 / 1481);
  expect_range(found, "topics not among closed", true, 541, 541);
  expect_range(found, "closed / topics", false, 0, 940.0 / 1481);
  expect_range(found, "topics not among closed", false, 541, 1481);
  EXPECT_EQ(row_of(found, "closed / topics", true)->text("assumption"), "if the closed are all among the topics");
  EXPECT_EQ(row_of(found, "closed / topics", true)->text("argument"), "940 of 1481 = 63.5%");
}

TEST(bounds, of_a_ratio_of_inexact_figures_are_indicative_with_what_the_qualifiers_allow) {
  const auto found = bounds(reporting({{"indicator", {"attendances", "meetings", "matters"}},
                                       {"value", {"400", "270", "800"}},
                                       {"qualifier", {"more_than", "over", "over"}},
                                       {"of", {"meetings|meetings", "", "meetings"}},
                                       {"relation", {"per|entries_in", "", "per"}}}));
  const auto attendances = *row_of(found, "attendances / meetings", true);
  EXPECT_EQ(attendances.number("low"), 401.0 / 279);
  EXPECT_FALSE(attendances.number("high"));
  EXPECT_EQ(attendances.number("value"), 400.0 / 270);
  EXPECT_NE(attendances.text("assumption").find("indicative only"), std::string::npos);
  const auto matters = *row_of(found, "matters / meetings", true);
  EXPECT_EQ(matters.number("low"), 800.0 / 279);
  EXPECT_EQ(matters.number("high"), 899.0 / 270);
  EXPECT_EQ(matters.number("value"), 800.0 / 270);
  const auto persons = *row_of(found, "distinct persons behind the attendances", true);
  EXPECT_EQ(persons.number("low"), 2);
  EXPECT_FALSE(persons.number("high"));
}

TEST(bounds, say_where_one_place_would_have_most_of_the_whole) {
  const text_columns reported{{"indicator", {"solved", "closed", "few"}},
                              {"value", {"800", "940", "100"}},
                              {"qualifier", {"over", "", ""}},
                              {"place", {"north", "city", "south"}},
                              {"of", {"closed", "", "closed"}},
                              {"relation", {"same_kind_as", "", "same_kind_as"}}};
  const auto found = bounds(reporting(reported));
  expect_range(found, "solved / closed", true, 800.0 / 940, 899.0 / 940);
  EXPECT_NE(row_of(found, "solved / closed", true)
                ->text("argument")
                .find("North, one of at least 2 such places of city, would have 85.1% to 95.6%"),
            std::string::npos);
  EXPECT_NE(row_of(found, "solved / closed", true)->text("argument").find("cannot be the same kind of count"),
            std::string::npos);
  EXPECT_NE(row_of(found, "few / closed", true)->text("argument").find("do not rule out"), std::string::npos);
}

TEST(bounds, find_a_part_that_exceeds_its_whole_unasked) {
  const auto found = bounds(reporting({{"indicator", {"solved", "solved", "solved"}},
                                       {"value", {"940", "1000", "10"}},
                                       {"place", {"city", "north", "south"}}}));
  ASSERT_EQ(found.rows, 1U);
  const auto row = row_view{&found, 0};
  EXPECT_EQ(row.text("place"), "north");
  EXPECT_FALSE(row.number("low"));
  EXPECT_NE(row.text("argument").find("a part would exceed its whole"), std::string::npos);
}

TEST(bounds, of_two_rosters_need_the_number_of_people) {
  const text_columns reported{{"indicator", {"volunteers", "members"}},
                              {"value", {"70", "50"}},
                              {"place", {"north", "north"}},
                              {"of", {"members", ""}},
                              {"relation", {"overlaps", ""}}};
  const auto free = bounds(reporting(reported));
  expect_range(free, "in both volunteers and members", false, 0, 50);
  expect_range(free, "in volunteers or members", false, 70, 120);
  const auto among = bounds(
      world({text_frame("reported", reported), text_frame("population", {{"place", {"north"}}, {"count", {"100"}}})}));
  expect_range(among, "in both volunteers and members", true, 20, 50);
  expect_range(among, "in volunteers or members", true, 70, 100);
}

TEST(bounds, take_the_other_figure_from_the_same_place_and_time) {
  const text_columns reported{{"indicator", {"all", "all", "all", "part"}},
                              {"value", {"1000", "100", "50", "25"}},
                              {"place", {"city", "north", "north", "north"}},
                              {"as_of", {"2024-01-01", "2023-01-01", "2024-01-01", "2024-01-01"}},
                              {"of", {"", "", "", "all"}},
                              {"relation", {"", "", "", "part_of"}}};
  expect_range(bounds(reporting(reported)), "part / all", true, 0.5, 0.5);
  auto above = reported;
  above[2].second = {"city", "south", "south", "north"};
  const auto found = bounds(reporting(above));
  expect_range(found, "part / all", true, 0.025, 0.025);
  auto earlier = reported;
  earlier[3].second.back() = "2024-06-01";
  EXPECT_NE(row_of(bounds(reporting(earlier)), "part / all", true)
                ->text("assumption")
                .find("the figures are of 2024-06-01 and of 2"),
            std::string::npos);
}

TEST(bounds, may_relate_a_figure_to_a_measure) {
  const auto net = world({text_frame("reported", {{"indicator", {"minors"}},
                                                  {"value", {"25"}},
                                                  {"place", {"north"}},
                                                  {"of", {"counts.residents"}},
                                                  {"relation", {"part_of"}}}),
                          text_frame("population", {{"place", {"north"}}, {"count", {"100"}}})});
  expect_range(bounds(net), "minors / counts.residents", true, 0.25, 0.25);
}

TEST(bounds, say_what_is_wrong_with_a_relation_and_go_on) {
  const auto found =
      bounds(reporting({{"indicator", {"a", "b", "c", "d", "e", "f"}},
                        {"value", {"1", "2", "many", "9", "3", "28.9%"}},
                        {"of", {"nothing", "a", "a", "b", "counts.nonsense", "a"}},
                        {"relation", {"part_of", "cousin_of", "part_of", "part_of", "per", "part_of"}}}));
  ASSERT_EQ(found.rows, 9U);
  EXPECT_EQ(row_view({&found, 0}).text("argument"), "no figure is called 'nothing'");
  EXPECT_NE(row_view({&found, 1}).text("argument").find("'cousin_of' is no relation"), std::string::npos);
  EXPECT_EQ(row_view({&found, 2}).text("argument"), "'many' is not a number");
  EXPECT_NE(row_view({&found, 3}).text("argument").find("no filling meets these totals"), std::string::npos);
  EXPECT_FALSE(row_view({&found, 3}).number("low"));
  EXPECT_NE(row_view({&found, 7}).text("argument").find("no measure is called 'counts.nonsense'"), std::string::npos);
  EXPECT_NE(row_view({&found, 8}).text("argument").find("needs two counts"), std::string::npos);
}

TEST(bounds, of_strata_and_services_need_no_relation) {
  const std::vector<frame> tables{
      text_frame("population", {{"place", {"north", "north", "north"}},
                                {"count", {"10803", "3548", "3128"}},
                                {"unit", {"persons", "households", "persons"}},
                                {"age_band", {"", "", "0–17"}}}),
      text_frame("services", {{"id", {"room"}}, {"kind", {"advice"}}, {"place", {"north"}}}),
      text_frame("service_counts", {{"service", {"room", "room", "room"}},
                                    {"unit", {"households", "sessions", "attendances"}},
                                    {"count", {"605", "100", "250"}}})};
  const auto found = bounds(world(tables));
  expect_range(found, "age_band=0–17 / residents", false, 3128.0 / 10803, 3128.0 / 10803);
  EXPECT_EQ(row_of(found, "age_band=0–17 / residents", false)->text("argument"), "3128 of 10803 = 28.95%");
  expect_range(found, "households served / households", true, 605.0 / 3548, 605.0 / 3548);
  EXPECT_NE(row_of(found, "households served / households", true)->text("assumption").find("if all 605 live in North"),
            std::string::npos);
  expect_range(found, "attendances / sessions", false, 2.5, 2.5);
  expect_range(found, "distinct persons behind the attendances", true, 3, 250);
  const auto helped = bounds(world(tables), "counts.helped");
  expect_range(helped, "households served / households", false, 0, 605.0 / 3548);
  EXPECT_EQ(helped.rows, 2U);
}

TEST(bounds, of_a_service_take_the_qualifier_that_its_count_was_published_with) {
  const auto net =
      world({text_frame("reported", {{"indicator", {"helped"}},
                                     {"value", {"120"}},
                                     {"qualifier", {"over"}},
                                     {"place", {"north"}},
                                     {"measure", {"counts.helped(outcome=back)"}}}),
             text_frame("population", {{"place", {"north"}}, {"count", {"1000"}}}),
             text_frame("services", {{"id", {"room"}}, {"kind", {"advice"}}, {"place", {"north"}}}),
             text_frame("service_counts",
                        {{"service", {"room"}}, {"unit", {"persons"}}, {"count", {"120"}}, {"outcome", {"back"}}})});
  const auto found = bounds(net);
  expect_range(found, "back / residents", true, 0.120, 0.129);
  EXPECT_EQ(row_of(found, "back / residents", true)->text("argument"), "over 120 of 1000 = 12.0% to 12.9%");
}

TEST(bounds, are_said_once_where_a_relation_says_them_too) {
  const auto net =
      world({text_frame("reported", {{"indicator", {"households", "families"}},
                                     {"value", {"3548", "605"}},
                                     {"place", {"north", "north"}},
                                     {"of", {"", "households"}},
                                     {"relation", {"", "part_of"}}}),
             text_frame("population", {{"place", {"north"}}, {"count", {"3548"}}, {"unit", {"households"}}}),
             text_frame("services", {{"id", {"room"}}, {"kind", {"advice"}}, {"place", {"north"}}}),
             text_frame("service_counts", {{"service", {"room"}}, {"unit", {"households"}}, {"count", {"605"}}})});
  EXPECT_EQ(bounds(net).rows, 4U);
}

TEST(bounds, of_one_measure_start_with_what_was_published_for_it) {
  const auto found = bounds(reporting({{"indicator", {"team_people", "other"}},
                                       {"value", {"7000", "5"}},
                                       {"place", {"district", "city"}},
                                       {"qualifier", {"nearly", ""}},
                                       {"measure", {"coverage.members", "counts.groups"}}}),
                            "coverage.members");
  ASSERT_EQ(found.rows, 1U);
  expect_range(found, "team people, as published", true, 6650, 7000);
  EXPECT_THROW(bounds(world({}), "coverage.nonsense"), measure_error);
}

TEST(bounds, of_what_the_tables_count_are_the_count) {
  const auto net = world({text_frame("population", {{"place", {"north", "south"}}, {"count", {"13", "50"}}})});
  const auto found = bounds(net, "counts.residents by community");
  EXPECT_EQ(cells_of(found, "place"), (std::vector<std::string>{"north", "south"}));
  EXPECT_EQ(cells_of(found, "value"), (std::vector<std::string>{"13", "50"}));
  const auto nothing = bounds(net, "participation.meetings");
  ASSERT_EQ(nothing.rows, 1U);
  EXPECT_FALSE(row_view({&nothing, 0}).number("value"));
  EXPECT_EQ(row_view({&nothing, 0}).text("argument"), "needs the table meetings; no bound is known");
}

}  // namespace
}  // namespace linli::testing
