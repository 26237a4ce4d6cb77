// SPDX-License-Identifier: Apache-2.0
// What is in force on a day, and the places that a group serves.
#include <linli/model/in_force.hpp>

#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

instant at(const char* text) { return *parse_instant(text); }
const instant none{};

TEST(moment, of_a_bare_date_is_the_whole_day) {
  const auto day = moment{at("2024-01-10")};
  EXPECT_TRUE(day.in_force(none, none));
  EXPECT_TRUE(day.in_force(at("2024-01-10"), none));
  EXPECT_TRUE(day.in_force(at("2024-01-10T23:59"), none));
  EXPECT_FALSE(day.in_force(at("2024-01-11"), none));
  EXPECT_FALSE(day.in_force(none, at("2024-01-10")));
  EXPECT_TRUE(day.in_force(none, at("2024-01-10T00:01")));
  EXPECT_TRUE(day.in_force(none, at("2024-01-11")));
}

TEST(moment, with_a_time_is_that_instant) {
  const auto noon = moment{at("2024-01-10T12:00")};
  EXPECT_TRUE(noon.in_force(at("2024-01-10T12:00"), none));
  EXPECT_FALSE(noon.in_force(at("2024-01-10T12:01"), none));
  EXPECT_FALSE(noon.in_force(none, at("2024-01-10T12:00")));
  EXPECT_TRUE(noon.in_force(none, at("2024-01-10T12:00:01")));
}

TEST(moment, before_1970_is_a_day_like_any_other) {
  const auto day = moment{at("1949-10-01")};
  EXPECT_TRUE(day.in_force(at("1949-10-01"), at("1949-10-02")));
  EXPECT_FALSE(day.in_force(at("1949-10-02"), none));
}

TEST(moment, unknown_holds_only_what_is_unbounded) {
  const auto unknown = moment{};
  EXPECT_TRUE(unknown.in_force(none, none));
  EXPECT_FALSE(unknown.in_force(at("2024-01-10"), none));
  EXPECT_FALSE(unknown.in_force(none, at("2024-01-10")));
}

TEST(moment, has_reached_what_happened_by_its_end) {
  EXPECT_TRUE(moment{at("2024-01-10")}.has_reached(at("2024-01-10T18:00")));
  EXPECT_FALSE(moment{at("2024-01-10")}.has_reached(at("2024-01-11")));
  EXPECT_FALSE(moment{at("2024-01-10T12:00")}.has_reached(at("2024-01-10T18:00")));
  EXPECT_TRUE(moment{}.has_reached(at("2024-01-10")));
}

std::vector<std::int32_t> served(const network& net, std::int32_t group, const char* on) {
  std::vector<std::int32_t> places;
  for_each_served_place(net, group, moment{at(on)}, [&](std::int32_t place) { places.push_back(place); });
  return places;
}

TEST(served_places, are_the_groups_own_and_those_of_rows_in_force_each_once) {
  const auto net = built({text_frame("places", {{"id", {"a", "b", "c"}}, {"level", {"x", "x", "x"}}}),
                          text_frame("teams", {{"id", {"t", "u", "v"}},
                                               {"kind", {"k", "k", "k"}},
                                               {"place", {"b", "", "c"}},
                                               {"until", {"2024-03-01", "", ""}}}),
                          text_frame("serves", {{"group", {"t", "t", "t", "u"}},
                                                {"place", {"a", "b", "c", "a"}},
                                                {"since", {"", "", "2024-02-01", "2024-02-01"}}})});
  EXPECT_EQ(served(net, 0, "2024-01-10"), (std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(served(net, 0, "2024-02-10"), (std::vector<std::int32_t>{0, 1, 2}));
  EXPECT_TRUE(served(net, 0, "2024-03-01").empty());  // the group has ended
  EXPECT_TRUE(served(net, 1, "2024-01-10").empty());
  EXPECT_EQ(served(net, 2, "2024-01-10"), (std::vector<std::int32_t>{2}));
}

}  // namespace
}  // namespace linli::testing
