// SPDX-License-Identifier: Apache-2.0
// Members of whom some are named and others only counted: by place, by kind, and in two of these at once.
#include <linli/measure/roster_bounds.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/bounded_world.hpp"

namespace linli::testing {
namespace {

using texts = std::vector<std::string>;

// Two teams without names, one with two persons named, in two communities.
network teams(bool with_population, std::vector<frame> more = {}) {
  more.push_back(text_frame("persons", {{"id", {"a", "b"}}, {"home", {"north", "north"}}}));
  more.push_back(text_frame("teams", {{"id", {"t", "u", "v"}},
                                      {"kind", {"volunteers", "volunteers", "posted"}},
                                      {"place", {"north", "south", "north"}},
                                      {"head_count", {"12", "5", ""}}}));
  more.push_back(text_frame("memberships", {{"member", {"a", "b"}}, {"group", {"v", "v"}}}));
  if (with_population)
    more.push_back(text_frame("population", {{"place", {"north", "south"}}, {"count", {"13", "50"}}}));
  return world(std::move(more), {.persons_are = persons_are::listed_only});
}

TEST(roster_bounds, of_members_lie_between_the_longest_list_and_all_added) {
  const auto found = bounds(teams(false));
  ASSERT_EQ(found.rows, 1U);
  expect_range(found, "distinct members", false, 12, 19);
  EXPECT_EQ(row_view({&found, 0}).text("argument"),
            "3 teams, persons named: 2; without names: 2, with heads 17; at least the longest list, at "
            "most all added");
}

TEST(roster_bounds, are_asked_by_kind_and_place) {
  const auto by_place = bounds(teams(true), "coverage.members by community");
  EXPECT_EQ(cells_of(by_place, "place"), (texts{"north", "north", "south"}));
  EXPECT_EQ(cells_of(by_place, "low"), (texts{"12", "12", "5"}));
  EXPECT_EQ(cells_of(by_place, "high"), (texts{"14", "13", "5"}));
  EXPECT_EQ(cells_of(by_place, "assumption"), (texts{"", "if all members live in North", ""}));
  const auto by_kind = bounds(teams(true), "coverage.members by kind within north", true);
  expect_range(by_kind, "distinct members: volunteers", false, 12, 12);
  expect_range(by_kind, "distinct members: posted", false, 2, 2);
  expect_range(by_kind, "members of both volunteers and posted", false, 0, 2);
  expect_range(by_kind, "members of both volunteers and posted", true, 1, 2);
}

TEST(roster_bounds, of_multiplicity_follow_those_of_members) {
  const auto found = bounds(teams(false), "coverage.multiplicity");
  expect_range(found, "memberships a member", false, 1, 19.0 / 12);
  expect_range(bounds(teams(false), "coverage.memberships"), "memberships", false, 19, 19);
}

TEST(roster_bounds, of_depth_are_those_of_members_by_residents) {
  const auto found = bounds(teams(true), "coverage.depth by community");
  EXPECT_EQ(cells_of(found, "place"), (texts{"north", "north", "south"}));
  EXPECT_EQ(row_view({&found, 0}).number("low"), 12000.0 / 13);
  EXPECT_EQ(row_view({&found, 0}).number("high"), 14000.0 / 13);
  EXPECT_EQ(row_view({&found, 1}).number("high"), 1000);
  EXPECT_EQ(row_view({&found, 2}).number("value"), 100);
  const auto unknown = bounds(teams(false), "coverage.depth");
  ASSERT_EQ(unknown.rows, 1U);
  EXPECT_FALSE(row_view({&unknown, 0}).number("low"));
  EXPECT_EQ(row_view({&unknown, 0}).text("argument"), "no denominator: residents unknown");
}

// c, who lives in the north no longer, is in a team beside one of twelve without names.
TEST(roster_bounds, count_who_lives_there_no_longer_as_one_from_elsewhere) {
  const auto net = world({text_frame("persons", {{"id", {"c"}}, {"home", {"north"}}, {"until", {"2024-01-01"}}}),
                          text_frame("teams", {{"id", {"t", "v"}},
                                               {"kind", {"volunteers", "volunteers"}},
                                               {"place", {"north", "north"}},
                                               {"head_count", {"12", ""}}}),
                          text_frame("memberships", {{"member", {"c"}}, {"group", {"v"}}}),
                          text_frame("population", {{"place", {"north"}}, {"count", {"11"}}})});
  const auto found = bounds(net, "coverage.members within north on 2024-06-30");
  expect_range(found, "distinct members", false, 12, 13);
  expect_range(found, "distinct members", true, 12, 12);
}

TEST(roster_bounds, of_depth_take_the_residents_that_the_measure_takes) {
  const auto found = bounds(teams(true), "coverage.depth(residents=persons) within north");
  ASSERT_EQ(found.rows, 1U);  // beside the two who are listed, any number may live there
  expect_range(found, "members per 1000 residents", false, 6000, 7000);
}

TEST(roster_bounds, of_missing_members_add_up_over_kinds) {
  const auto found = bounds(teams(false), "coverage.member_shortfall(at_least=15)");
  expect_range(found, "members missing", false, 13, 16);  // volunteers: 12 to 17, posted: 2
  const auto by_kind = bounds(teams(false), "coverage.member_shortfall(at_least=15) by kind");
  expect_range(by_kind, "members missing: volunteers", false, 0, 3);
  expect_range(by_kind, "members missing: posted", false, 13, 13);
  expect_range(bounds(teams(false), "coverage.member_shortfall(at_least=15, kind=posted)"), "members missing", false,
               13, 13);
}

// A team of three without names, and two persons named of whom one is known to live in the south.
network with_guests() {
  return world({text_frame("persons", {{"id", {"a", "b"}}, {"home", {"north", "south"}}}),
                text_frame("teams", {{"id", {"t", "u"}},
                                     {"kind", {"volunteers", "volunteers"}},
                                     {"place", {"north", "north"}},
                                     {"head_count", {"3", ""}}}),
                text_frame("memberships", {{"member", {"a", "b"}}, {"group", {"u", "u"}}}),
                text_frame("population", {{"place", {"north", "south"}}, {"count", {"3", "9"}}})});
}
TEST(roster_bounds, leave_room_for_members_known_to_live_elsewhere) {
  const auto found = bounds(with_guests(), "coverage.members within north");
  ASSERT_EQ(found.rows, 2U);
  expect_range(found, "distinct members", false, 3, 5);
  expect_range(found, "distinct members", true, 3, 4);
  EXPECT_EQ(row_of(found, "distinct members", true)->text("assumption"),
            "if all members but 1 not known to live there live in North");
}

TEST(roster_bounds, leave_open_what_did_not_report) {
  const auto observed = text_frame("observed", {{"table", {"teams", "memberships"}}, {"place", {"north", "north"}}});
  const auto net = teams(false, {observed});
  const auto by_place = bounds(net, "coverage.members by community");
  EXPECT_EQ(cells_of(by_place, "place"), (texts{"north", "south"}));
  EXPECT_FALSE(row_view({&by_place, 1}).number("low"));
  EXPECT_EQ(row_view({&by_place, 1}).text("argument"), "not reported: teams");
  const auto whole = bounds(net, "coverage.members");
  expect_range(whole, "distinct members", false, 12, std::nullopt);
  expect_range(whole, "distinct members", true, 12, 19);
  EXPECT_EQ(row_of(whole, "distinct members", true)->text("assumption"),
            "as if nobody were in teams of what did not report: south");
}

TEST(roster_bounds, say_which_teams_list_nobody) {
  const auto net = world({text_frame("teams", {{"id", {"t", "u"}},
                                               {"kind", {"volunteers", "volunteers"}},
                                               {"place", {"north", "north"}},
                                               {"head_count", {"3", ""}}})});
  const auto found = bounds(net, "coverage.members");
  expect_range(found, "distinct members", true, 3, 3);
  EXPECT_EQ(row_of(found, "distinct members", true)->text("assumption"),
            "as if nobody were in 1 team(s) that give neither names nor a head count");
}

TEST(roster_bounds, of_two_places_know_the_team_that_serves_both) {
  const auto net = world({text_frame("teams", {{"id", {"t", "u", "v"}},
                                               {"kind", {"volunteers", "volunteers", "volunteers"}},
                                               {"place", {"north", "south", "north"}},
                                               {"head_count", {"4", "3", "2"}}}),
                          text_frame("serves", {{"group", {"t"}}, {"place", {"south"}}})});
  const auto found = bounds(net, "coverage.members by community", true);
  ASSERT_EQ(found.rows, 3U);
  expect_range(found, "members at both North and south", false, 4, 6);
}

TEST(roster_bounds, of_the_district_follow_from_its_communities) {
  const auto found = bounds(teams(false), "coverage.members by district");
  expect_range(found, "distinct members", false, 12, 19);
  EXPECT_EQ(cells_of(found, "place"), texts{"district"});
}

TEST(roster_bounds, leave_it_to_the_engine_where_persons_are_told_apart) {
  const auto found = bounds(teams(false), "coverage.members by age_band");
  ASSERT_GT(found.rows, 0U);
  EXPECT_FALSE(row_view({&found, 0}).number("low"));
  EXPECT_NE(row_view({&found, 0}).text("argument").find("no bound is known"), std::string::npos);
}

}  // namespace
}  // namespace linli::testing
