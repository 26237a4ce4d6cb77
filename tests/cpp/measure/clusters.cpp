// SPDX-License-Identifier: Apache-2.0
// The parts of a row that are drawn anew: places of a level or persons, and how they are drawn.
#include <linli/measure/clusters.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

using codes = std::vector<std::int32_t>;

// Synthetic: communities a (buildings a1, a2) and b (building b1) in a city, c until March; estate z holds a2 and b.
network world() {
  return built(
      {text_frame(
           "places",
           {{"id", {"city", "a", "b", "c", "a1", "a2", "b1", "z"}},
            {"level", {"city", "community", "community", "community", "building", "building", "building", "estate"}},
            {"parent", {"", "city", "city", "city", "a", "a", "b", "city"}},
            {"until", {"", "", "", "2024-03-01", "", "", "", ""}}}),
       text_frame("place_in", {{"place", {"a2", "b"}}, {"zone", {"z", "z"}}}),
       text_frame("persons", {{"id", {"p1", "p2", "p3", "p4", "p5"}},
                              {"home", {"a1", "a", "b1", "outside", "b1"}},
                              {"until", {"", "", "", "", "2024-03-01"}}})});
}
const moment june{instant::of_day(day_number(2024, 6, 30))};

std::int32_t place(const network& net, const char* id) { return net.find(table_id::places, id); }
codes in_cell(const network& net, const detail::clusters& drawn, const char* level, const char* id) {
  const auto cells = place_cells(net, level, -1, june);
  const auto by_cell = drawn.by_cell(cells, june);
  for (std::size_t c = 0; c < cells.size(); ++c)
    if (cells.place(c) == place(net, id)) return by_cell[c];
  return {-99};
}

TEST(clusters, are_places_of_a_level_with_all_below) {
  const auto net = world();
  const auto drawn = detail::clusters(net, "community");
  EXPECT_EQ(drawn.of_place(place(net, "a1")), place(net, "a"));
  EXPECT_EQ(drawn.of_place(place(net, "b")), place(net, "b"));
  EXPECT_EQ(drawn.of_place(place(net, "city")), no_cluster);
  EXPECT_EQ(drawn.of_place(-1), no_cluster);
  EXPECT_FALSE(drawn.of_people());
  EXPECT_TRUE(detail::clusters(net, "person").of_people());
}

TEST(clusters, of_a_row_are_those_in_force_within_it) {
  const auto net = world();
  const auto communities = detail::clusters(net, "community");
  EXPECT_EQ(in_cell(net, communities, "city", "city"), (codes{place(net, "a"), place(net, "b")}));
  EXPECT_EQ(in_cell(net, detail::clusters(net, "building"), "community", "a"),
            (codes{place(net, "a1"), place(net, "a2")}));
  EXPECT_EQ(in_cell(net, communities, "community", "a"), codes{place(net, "a")});
}

TEST(clusters, of_a_zone_are_their_parts_in_it) {
  const auto net = world();
  EXPECT_EQ(in_cell(net, detail::clusters(net, "community"), "estate", "z"),
            (codes{place(net, "a"), place(net, "b")}));  // a by its building a2
}

TEST(clusters, may_be_the_persons_at_home) {
  const auto net = world();
  const auto drawn = detail::clusters(net, "person");
  EXPECT_EQ(in_cell(net, drawn, "city", "city"), (codes{0, 1, 2}));  // p4 lives outside, p5 has gone
  EXPECT_EQ(in_cell(net, drawn, "community", "b"), codes{2});
  EXPECT_EQ(drawn.of_place(place(net, "a")), no_cluster);
}

TEST(clusters, of_no_known_name_bring_the_levels) {
  try {
    detail::clusters(world(), "village");
    FAIL();
  } catch (const measure_error& e) {
    EXPECT_STREQ(e.what(),
                 "resample='village' is neither person nor a level of the places; they are city, community, building, "
                 "estate");
  }
}

TEST(clusters, are_drawn_with_replacement_as_many_as_there_are) {
  const codes mine{2, 5, 7};
  std::vector<std::int64_t> all(3, 0);
  for (std::size_t r = 0; r < 3000; ++r) {
    auto times = codes(9, 42);
    detail::draw_times(mine, 1, 99, r, times);
    EXPECT_EQ(times[2] + times[5] + times[7], 3);
    EXPECT_EQ(times[0], 42);  // others are left as they are
    for (std::size_t k = 0; k < 3; ++k) all[k] += times[static_cast<std::size_t>(mine[k])];
  }
  for (const auto n : all) EXPECT_NEAR(static_cast<double>(n), 3000, 200);  // 4 sigma is 179
}

TEST(clusters, are_drawn_by_the_seed_the_row_and_the_replicate) {
  const codes mine{0, 1, 2, 3, 4, 5, 6, 7};
  const auto drawn = [&](std::uint64_t seed, std::uint64_t row, std::size_t replicate) {
    auto times = codes(8, 0);
    detail::draw_times(mine, seed, row, replicate, times);
    return times;
  };
  EXPECT_EQ(drawn(1, 2, 3), drawn(1, 2, 3));
  EXPECT_NE(drawn(1, 2, 3), drawn(2, 2, 3));
  EXPECT_NE(drawn(1, 2, 3), drawn(1, 3, 3));
  EXPECT_NE(drawn(1, 2, 3), drawn(1, 2, 4));
}

}  // namespace
}  // namespace linli::testing
