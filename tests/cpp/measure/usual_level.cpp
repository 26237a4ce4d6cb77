// SPDX-License-Identifier: Apache-2.0
// What a bootstrap draws unasked: the level above the data, but below the rows.
#include <linli/measure/usual_level.hpp>

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/bootstrap.hpp>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

std::string drawn_for(const network& net, measure_spec of, question around = {}) {
  return resample(net, {std::move(of)}, std::move(around), {.replicates = 2}).drawn.front();
}

// Synthetic: districts d1 (communities a, b, c) and d2 (community e); in a a house that a grid holds, and one that
// none does. Estate z holds b and the house. Six teams at houses, one each at a, b and e, where forums meet.
network world() {
  return built({text_frame("places", {{"id", {"city", "d1", "d2", "a", "b", "c", "e", "g", "h1", "h2", "z"}},
                                      {"level",
                                       {"city", "district", "district", "community", "community", "community",
                                        "community", "grid", "building", "building", "estate"}},
                                      {"parent", {"", "city", "city", "d1", "d1", "d1", "d2", "a", "g", "a", "city"}}}),
                text_frame("place_in", {{"place", {"h1", "b"}}, {"zone", {"z", "z"}}}),
                text_frame("teams", {{"id", {"1", "2", "3", "4", "5", "6", "7", "8", "9"}},
                                     {"kind", std::vector<std::string>(9, "aid")},
                                     {"place", {"h1", "h1", "h2", "h2", "h2", "h2", "a", "b", "e"}}}),
                text_frame("forums", {{"id", {"f", "k"}}, {"kind", {"hall", "hall"}}, {"place", {"a", "b"}}}),
                text_frame("meetings", {{"id", {"m1", "m2", "m3"}},
                                        {"held_by", {"f", "f", "k"}},
                                        {"date", {"2024-01-10", "2024-03-10", "2024-03-11"}}})});
}

TEST(usual_level, is_the_level_above_that_where_most_is_counted) {
  EXPECT_EQ(drawn_for(world(), coverage::teams{}), "community");  // four of nine at a house straight in one
  EXPECT_EQ(drawn_for(world(), participation::meetings{}), "district");
}

TEST(usual_level, lies_below_the_rows_where_anything_is_counted_there) {
  EXPECT_EQ(drawn_for(world(), coverage::teams{}, {.by = {"district"}}), "community");
  EXPECT_EQ(drawn_for(world(), participation::meetings{}, {.by = {"city"}}), "district");
  EXPECT_EQ(drawn_for(world(), participation::meetings{}, {.by = {"district"}}), "community");
  EXPECT_EQ(drawn_for(world(), participation::meetings{}, {.within = "d1"}), "community");
  // Houses lie in grids, so grids are the higher level.
  EXPECT_EQ(drawn_for(world(), coverage::teams{}, {.by = {"community"}}), "grid");
  EXPECT_EQ(drawn_for(world(), coverage::teams{}, {.by = {"district", "community"}}), "grid");
  EXPECT_EQ(drawn_for(world(), coverage::teams{}, {.within = "a"}), "grid");
  EXPECT_EQ(drawn_for(world(), coverage::teams{}, {.by = {"estate"}}), "community");
}

TEST(usual_level, lies_below_the_one_root_of_all) {
  const text_columns places{
      {"id", {"d", "a", "b"}}, {"level", {"district", "community", "community"}}, {"parent", {"", "d", "d"}}};
  const auto issues =
      text_frame("issues", {{"id", {"i", "j"}}, {"place", {"a", "b"}}, {"raised_at", {"2024-01-01", "2024-01-01"}}});
  EXPECT_EQ(drawn_for(built({text_frame("places", places), issues}), deliberation::raised{}), "community");
  auto two = places;
  for (auto& [name, cells] : two) cells.push_back(name == "id" ? "d2" : name == "level" ? "district" : "");
  EXPECT_EQ(drawn_for(built({text_frame("places", two), issues}), deliberation::raised{}), "district");
}

TEST(usual_level, stays_above_the_data_where_nothing_is_counted_below_the_rows) {
  EXPECT_EQ(drawn_for(world(), participation::meetings{}, {.by = {"community"}}), "district");
  EXPECT_EQ(drawn_for(world(), coverage::teams{}, {.by = {"building"}}), "community");
}

TEST(usual_level, is_found_for_what_lies_at_places_themselves) {
  const text_columns places{{"id", {"city", "d1", "d2", "a", "b", "c"}},
                            {"level", {"city", "district", "district", "community", "community", "community"}},
                            {"parent", {"", "city", "city", "d1", "d1", "d2"}},
                            {"shops", {"9", "", "", "", "", ""}},
                            {"lamps", {"", "", "", "1", "2", "3"}}};
  const auto net = built({text_frame("places", places),
                          text_frame("population", {{"place", {"a", "b", "c"}}, {"count", {"10", "20", "30"}}}),
                          text_frame("services", {{"id", {"s"}}, {"kind", {"aid"}}, {"place", {"city"}}}),
                          text_frame("service_counts", {{"service", {"s"}}, {"unit", {"persons"}}, {"count", {"4"}}})});
  EXPECT_EQ(drawn_for(net, counts::residents{}), "district");
  EXPECT_EQ(drawn_for(net, counts::residents{}, {.by = {"district"}}), "community");
  EXPECT_EQ(drawn_for(net, counts::total{.column = "lamps"}), "district");
  // What lies at the top of the tree alone, at its own level.
  EXPECT_EQ(drawn_for(net, counts::total{.column = "shops"}), "city");
  EXPECT_EQ(drawn_for(net, counts::share{.column = "shops", .of = "shops"}), "city");
  EXPECT_EQ(drawn_for(net, counts::helped{}), "city");
}

}  // namespace
}  // namespace linli::testing
