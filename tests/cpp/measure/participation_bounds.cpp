// SPDX-License-Identifier: Apache-2.0
// Participants of whom some are named and others only counted, at home.
#include <linli/measure/participation_bounds.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/bounded_world.hpp"

namespace linli::testing {
namespace {

using texts = std::vector<std::string>;

// Forum f serves the north, g the south. Named at f: a, b of the north and c of the south. Without names:
// five at f, and at g four residents among six.
network meetings(std::vector<frame> more = {}, const std::string& last = "4") {
  more.push_back(text_frame("persons", {{"id", {"a", "b", "c"}}, {"home", {"north", "north", "south"}}}));
  more.push_back(text_frame("forums", {{"id", {"f", "g"}}, {"kind", {"hall", "hall"}}, {"place", {"north", "south"}}}));
  more.push_back(text_frame("meetings", {{"id", {"m1", "m2", "m3"}},
                                         {"held_by", {"f", "f", "g"}},
                                         {"date", {"2024-01-01", "2024-02-01", "2024-03-01"}},
                                         {"attended", {"", "5", last.empty() ? "" : "6"}},
                                         {"residents_attended", {"", "", last}}}));
  more.push_back(text_frame("attendances", {{"meeting", {"m1", "m1", "m1"}}, {"person", {"a", "b", "c"}}}));
  more.push_back(text_frame("population", {{"place", {"north", "south"}}, {"count", {"10", "20"}}}));
  return world(std::move(more));
}

TEST(participation_bounds, lie_between_the_longest_list_and_all_added) {
  const auto found = bounds(meetings(), "participation.rate");
  expect_range(found, "participants / residents", false, 4.0 / 30, 12.0 / 30);
  EXPECT_EQ(row_of(found, "participants / residents", false)->text("argument"),
            "named at home: 3, with attendances 3; meetings without names: 2, with 4 to 9 of them; participants: 4 to "
            "12 of 30 residents");
}

TEST(participation_bounds, are_narrower_if_people_go_to_meetings_near_their_homes) {
  const auto found = bounds(meetings(), "participation.rate by community");
  EXPECT_EQ(cells_of(found, "place"), (texts{"north", "north", "south", "south"}));
  EXPECT_EQ(cells_of(found, "low"), (texts{"0.2", "0.2", "0.05", "0.2"}));
  EXPECT_EQ(cells_of(found, "high"), (texts{"1", "0.7", "0.5", "0.25"}));
  const std::string near = "if residents at meetings without names live where the holders of these serve";
  EXPECT_EQ(cells_of(found, "assumption"), (texts{"", near, "", near}));
}

TEST(participation_bounds, of_attendances_each_take_the_fewest_and_the_most_people) {
  expect_range(bounds(meetings(), "participation.intensity"), "attendances a participant", false, 1, 11.0 / 4);
}

TEST(participation_bounds, leave_open_what_did_not_report) {
  const auto observed = text_frame("observed", {{"table", {"attendances"}}, {"place", {"north"}}});
  const auto whole = bounds(meetings({observed}), "participation.rate");
  expect_range(whole, "participants / residents", false, 4.0 / 30, 1);
  expect_range(whole, "participants / residents", true, 4.0 / 30, 12.0 / 30);
  const auto by_place = bounds(meetings({observed}), "participation.rate by community within south");
  ASSERT_EQ(by_place.rows, 1U);
  EXPECT_EQ(row_view({&by_place, 0}).text("argument"), "not reported: attendances");
}

TEST(participation_bounds, say_of_how_many_meetings_nothing_was_recorded) {
  const auto found = bounds(meetings({}, ""), "participation.rate");
  expect_range(found, "participants / residents", true, 3.0 / 30, 8.0 / 30);
  EXPECT_EQ(row_of(found, "participants / residents", true)->text("assumption"),
            "as if nobody came to 1 meeting(s) of which nothing was recorded");
}

TEST(participation_bounds, of_the_whole_are_among_all_that_totals_imply) {
  const auto found = bounds(meetings());
  expect_range(found, "participants / residents", false, 4.0 / 30, 12.0 / 30);
  expect_range(found, "attendances a participant", false, 1, 11.0 / 4);
  expect_range(found, "participants / residents", true, 6.0 / 30, 12.0 / 30);
  EXPECT_EQ(found.rows, 3U);
}

// Four of the 200 who live in the north are listed; a came before the window, b and one unlisted in it.
network listed_among_many(const std::string& nameless = "") {
  return world({text_frame("persons", {{"id", {"a", "b", "c", "d"}}, {"home", {"north", "north", "north", "north"}}}),
                text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"north"}}}),
                text_frame("meetings", {{"id", {"m1", "m2", "m3"}},
                                        {"held_by", {"f", "f", "f"}},
                                        {"date", {"2023-01-01", "2024-01-01", "2024-02-01"}},
                                        {"residents_attended", {"", "", nameless}}}),
                text_frame("attendances", {{"meeting", {"m1", "m2"}}, {"person", {"a", "b"}}}),
                text_frame("population", {{"place", {"north"}}, {"count", {"200"}}})});
}

TEST(participation_bounds, of_those_who_never_came_are_among_the_persons_listed_over_the_whole_record) {
  const std::string asked = "participation.never_share within north during 2024";
  EXPECT_EQ(measure(listed_among_many(), asked).value(0), 0.5);
  expect_range(bounds(listed_among_many("0"), asked), "never came / residents", false, 0.5, 0.5);
  // Whoever came without a name may be on the list, or not: all ten may be others of the 200.
  expect_range(bounds(listed_among_many("1"), asked), "never came / residents", false, 0.25, 0.5);
  expect_range(bounds(listed_among_many("10"), asked), "never came / residents", false, 0, 0.5);
}

TEST(participation_bounds, take_the_residents_that_the_measure_takes) {
  const std::string listed = "participation.rate(residents=persons) within north";
  EXPECT_EQ(measure(listed_among_many(), listed).value(0), 0.5);
  expect_range(bounds(listed_among_many("0"), listed), "participants / residents", false, 0.5, 0.5);
  expect_range(bounds(listed_among_many("10"), listed), "participants / residents", false, 0.5, 1);
  expect_range(bounds(listed_among_many("10"), "participation.rate within north"), "participants / residents", false,
               2.0 / 200, 12.0 / 200);
}

// Of a, b and c of the north, a has left; a and b came by name, and at m2 so many residents without.
network with_one_gone(const std::string& nameless) {
  return world(
      {text_frame("persons",
                  {{"id", {"a", "b", "c"}}, {"home", {"north", "north", "north"}}, {"until", {"2024-02-15", "", ""}}}),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"north"}}}),
       text_frame("meetings", {{"id", {"m1", "m2"}},
                               {"held_by", {"f", "f"}},
                               {"date", {"2024-01-01", "2024-02-01"}},
                               {"residents_attended", {"", nameless}}}),
       text_frame("attendances", {{"meeting", {"m1", "m1"}}, {"person", {"a", "b"}}})});
}

TEST(participation_bounds, are_of_those_at_home_on_the_day) {
  const std::string asked = "participation.rate within north on 2024-03-01";
  expect_range(bounds(with_one_gone("0"), asked), "participants / residents", false, 0.5, 0.5);
  // b and c, or b and a, who has left since.
  expect_range(bounds(with_one_gone("2"), asked), "participants / residents", false, 0.5, 1);
  expect_range(bounds(with_one_gone("3"), asked), "participants / residents", false, 1, 1);
}

TEST(participation_bounds, of_members_speak_of_teams) {
  const auto net = world({text_frame("persons", {{"id", {"a", "b"}}, {"home", {"north", "north"}}}),
                          text_frame("teams", {{"id", {"t", "u"}},
                                               {"kind", {"volunteers", "posted"}},
                                               {"place", {"north", "north"}},
                                               {"head_count", {"", ""}}}),
                          text_frame("memberships", {{"member", {"a"}}, {"group", {"t"}}}),
                          text_frame("observed", {{"table", {"teams"}}, {"place", {"north"}}})});
  const auto found = bounds(net, "participation.membership_rate");
  const auto row = row_of(found, "members at home / residents", true);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->text("assumption"),
            "as if nobody were in 1 team(s) that give neither names nor a head count; as if nobody were in teams of "
            "what did not report: south");
}

TEST(participation_bounds, have_no_rule_for_how_uneven_attendances_are) {
  const auto found = bounds(meetings(), "participation.gini");
  ASSERT_EQ(found.rows, 1U);
  EXPECT_FALSE(row_view({&found, 0}).number("low"));
  EXPECT_NE(row_view({&found, 0}).text("argument").find("no bound is known"), std::string::npos);
}

}  // namespace
}  // namespace linli::testing
