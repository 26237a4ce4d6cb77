// SPDX-License-Identifier: Apache-2.0
// Attendances where some meetings counted only all who came, or only the residents among them.
#include <linli/measure/meeting_bounds.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/bounded_world.hpp"

namespace linli::testing {
namespace {

using texts = std::vector<std::string>;

// Named at forum f: a of the north and b from outside. Without names: five in all, three residents, nothing.
network meetings(const std::string& people) {
  return world({text_frame("persons", {{"id", {"a", "b"}}, {"home", {"north", "outside"}}}),
                text_frame("forums", {{"id", {"f", "g"}}, {"kind", {"hall", "hall"}}, {"place", {"north", "south"}}}),
                text_frame("meetings", {{"id", {"m1", "m2", "m3", "m4"}},
                                        {"held_by", {"f", "f", "g", "g"}},
                                        {"date", {"2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"}},
                                        {"attended", {"", "5", "", ""}},
                                        {"residents_attended", {"", "", "3", ""}}}),
                text_frame("attendances", {{"meeting", {"m1", "m1"}}, {"person", {"a", "b"}}}),
                text_frame("population", {{"place", {"city"}}, {"count", {people}}})});
}

TEST(meeting_bounds, of_residents_take_none_to_all_of_those_who_came) {
  const auto found = bounds(meetings("100"), "participation.attendances(who=residents) by community");
  EXPECT_EQ(cells_of(found, "place"), (texts{"north", "south"}));
  EXPECT_EQ(cells_of(found, "low"), (texts{"1", "3"}));
  EXPECT_EQ(cells_of(found, "high"), (texts{"6", "3"}));
  EXPECT_EQ(row_view({&found, 0}).text("argument"),
            "attendances of 2 meeting(s): 1 to 6; 1 counted all who came, not the residents among them");
  EXPECT_EQ(row_view({&found, 1}).text("assumption"), "leaving out 1 meeting(s) of which nothing was recorded");
}

TEST(meeting_bounds, have_no_more_residents_at_a_meeting_than_there_are) {
  expect_range(bounds(meetings("4"), "participation.attendances(who=residents) within north"), "attendances", false, 1,
               5);
}

TEST(meeting_bounds, of_all_are_open_where_only_residents_were_counted) {
  expect_range(bounds(meetings("100"), "participation.attendances"), "attendances", true, 10, std::nullopt);
  expect_range(bounds(meetings("100"), "participation.attendances within north"), "attendances", false, 7, 7);
  expect_range(bounds(meetings("100"), "participation.attendance_per_meeting"), "attendances a meeting", true, 10.0 / 3,
               std::nullopt);
  expect_range(bounds(meetings("100"), "participation.attendance_per_meeting within north"), "attendances a meeting",
               false, 3.5, 3.5);
}

}  // namespace
}  // namespace linli::testing
