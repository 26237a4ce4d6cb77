// SPDX-License-Identifier: Apache-2.0
// Which rows of an answer a place counts in: levels, gaps, several roots, zones, within.
#include <linli/model/place_cells.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

using words = std::vector<std::string>;

// Synthetic. Gaps: community k lies straight in the city, building g straight in district d1; `far`
// is a second root. Estate e crosses communities: building a1 and all of b; region z holds e and
// building k1.
const text_columns places{
    {"id", {"city", "d1", "d2", "a", "b", "k", "a1", "b1", "k1", "g", "far", "e", "z", "e2"}},
    {"level",
     {"city", "district", "district", "community", "community", "community", "building", "building", "building",
      "building", "community", "estate", "region", "estate"}},
    {"parent", {"", "city", "city", "d1", "d2", "city", "a", "b", "k", "d1", "", "d1", "city", "city"}}};

network world(const text_columns& place_in = {{"place", {"a1", "b", "e", "k1", "a1"}},
                                              {"zone", {"e", "e", "z", "z", "e2"}},
                                              {"until", {"", "", "", "", "2020-01-01"}}}) {
  return built({text_frame("places", places), text_frame("place_in", place_in)});
}
place_cells cells_at(const network& net, const std::string& level, const std::string& within = "",
                     const char* on = "2024-01-01") {
  return place_cells(net, level, within.empty() ? -1 : net.find(table_id::places, within), moment{*parse_instant(on)});
}
std::string id_of(const network& net, std::int32_t place) {
  return place < 0 ? "-" : net.id_of({node_kind::place, place});
}
words rows_of(const network& net, const place_cells& cells) {
  words all;
  for (std::size_t c = 0; c < cells.size(); ++c) all.push_back(id_of(net, cells.place(c)));
  return all;
}
// The rows that a place counts in, as the places they stand for.
words rows_with(const network& net, const place_cells& cells, std::string_view place) {
  words all;
  for (const auto c : cells.of(net.find(table_id::places, place)))
    all.push_back(id_of(net, cells.place(static_cast<std::size_t>(c))));
  return all;
}

TEST(place_cells, without_a_level_everything_lies_in_one_row) {
  const auto net = world();
  const auto cells = cells_at(net, "");
  EXPECT_EQ(rows_of(net, cells), words{"-"});
  EXPECT_FALSE(cells.is_rest(0));
  for (const auto& id : places[0].second) EXPECT_EQ(rows_with(net, cells, id), words{"-"}) << id;
}

TEST(place_cells, numbers_each_pair_of_a_place_and_a_row_of_its) {
  const auto net = world();
  for (const std::string level : {"", "community", "estate", "region"}) {
    const auto cells = cells_at(net, level);
    std::size_t pairs = 0;
    for (std::int32_t p = 0; p < static_cast<std::int32_t>(net.places().size()); ++p) {
      const auto own = cells.of(p);
      for (std::int32_t c = 0; c < static_cast<std::int32_t>(cells.size()); ++c) {
        const auto at = std::find(own.begin(), own.end(), c);
        EXPECT_EQ(cells.has(p, c), at != own.end()) << level << p << c;
        if (at != own.end()) {
          EXPECT_EQ(cells.pair_of(p, c), cells.first_of(p) + static_cast<std::size_t>(at - own.begin()));
          EXPECT_LT(cells.pair_of(p, c), cells.pairs());
          ++pairs;
        }
      }
    }
    EXPECT_LE(pairs, cells.pairs()) << level;
  }
}

TEST(place_cells, tells_whether_two_places_lie_in_the_same_rows) {
  const auto net = world();
  for (const std::string level : {"", "community", "estate", "region"}) {
    const auto cells = cells_at(net, level, "d1");
    for (const auto& a : places[0].second)
      for (const auto& b : places[0].second)
        EXPECT_EQ(cells.lie_alike(net.find(table_id::places, a), net.find(table_id::places, b)),
                  rows_with(net, cells, a) == rows_with(net, cells, b))
            << level << a << b;
  }
}

TEST(place_cells, a_level_gives_a_row_a_place_and_one_for_what_lies_in_none) {
  const auto net = world();
  const auto cells = cells_at(net, "community");
  EXPECT_EQ(rows_of(net, cells), (words{"a", "b", "k", "far", "-"}));  // the user's order
  EXPECT_TRUE(cells.is_rest(4));
  EXPECT_FALSE(cells.is_rest(3));
}

TEST(place_cells, a_place_lies_in_the_one_of_the_level_at_or_above_it) {
  const auto net = world();
  const auto cells = cells_at(net, "community");
  EXPECT_EQ(rows_with(net, cells, "a"), words{"a"});
  EXPECT_EQ(rows_with(net, cells, "a1"), words{"a"});
  EXPECT_EQ(rows_with(net, cells, "city"), words{"-"});
  EXPECT_EQ(rows_with(net, cells, "d1"), words{"-"});
}

TEST(place_cells, branches_may_lack_a_level) {
  const auto net = world();
  EXPECT_EQ(rows_with(net, cells_at(net, "district"), "k1"), words{"-"});
  EXPECT_EQ(rows_with(net, cells_at(net, "district"), "g"), words{"d1"});
  EXPECT_EQ(rows_with(net, cells_at(net, "community"), "g"), words{"-"});
}

TEST(place_cells, several_roots_stand_side_by_side) {
  const auto net = world();
  EXPECT_EQ(rows_of(net, cells_at(net, "city")), (words{"city", "-"}));
  EXPECT_EQ(rows_with(net, cells_at(net, "city"), "far"), words{"-"});
  EXPECT_EQ(rows_with(net, cells_at(net, "community"), "far"), words{"far"});
}

TEST(place_cells, a_level_that_no_place_has_leaves_all_to_the_rest) {
  const auto net = world();
  const auto cells = cells_at(net, "household");
  EXPECT_EQ(rows_of(net, cells), words{"-"});
  EXPECT_TRUE(cells.is_rest(0));
  EXPECT_EQ(rows_with(net, cells, "a1"), words{"-"});
}

TEST(place_cells, a_zone_holds_what_is_placed_in_it_with_all_below) {
  const auto net = world();
  const auto cells = cells_at(net, "estate");
  EXPECT_EQ(rows_with(net, cells, "a1"), words{"e"});
  EXPECT_EQ(rows_with(net, cells, "b"), words{"e"});
  EXPECT_EQ(rows_with(net, cells, "b1"), words{"e"});
  EXPECT_EQ(rows_with(net, cells, "e"), words{"e"});
  EXPECT_EQ(rows_with(net, cells, "a"), words{"-"});
  EXPECT_EQ(rows_with(net, cells, "k1"), words{"-"});
}

TEST(place_cells, a_place_in_two_zones_counts_in_both) {
  const auto net = world();
  EXPECT_EQ(rows_with(net, cells_at(net, "estate", "", "2019-12-31"), "a1"), (words{"e", "e2"}));
  EXPECT_EQ(rows_with(net, cells_at(net, "estate", "", "2020-01-01"), "a1"), words{"e"});
}

TEST(place_cells, zones_nest_through_place_in) {
  const auto net = world();
  const auto cells = cells_at(net, "region");
  for (const auto* id : {"a1", "b", "b1", "e", "k1", "z"}) EXPECT_EQ(rows_with(net, cells, id), words{"z"}) << id;
  EXPECT_EQ(rows_with(net, cells, "a"), words{"-"});
}

TEST(place_cells, what_lies_in_a_zone_does_not_lie_in_what_the_zone_lies_in) {
  const auto net = world();
  EXPECT_EQ(rows_with(net, cells_at(net, "district"), "b1"), words{"d2"});  // not e's district d1
  EXPECT_EQ(rows_with(net, cells_at(net, "district"), "e"), words{"d1"});
}

TEST(place_cells, a_place_counts_once_in_a_zone_that_holds_it_both_ways) {
  const auto net = world({{"place", {"b1", "b"}}, {"zone", {"b", "b"}}});  // b1 lies in b by the tree too
  EXPECT_EQ(rows_with(net, cells_at(net, "community"), "b1"), words{"b"});
  EXPECT_EQ(rows_with(net, cells_at(net, "community"), "b"), words{"b"});
}

TEST(place_cells, zones_in_a_circle_hold_one_another) {
  const auto net = world({{"place", {"a1", "e", "z"}}, {"zone", {"e", "z", "e"}}});
  EXPECT_EQ(rows_with(net, cells_at(net, "estate"), "a1"), words{"e"});
  EXPECT_EQ(rows_with(net, cells_at(net, "region"), "a1"), words{"z"});
}

TEST(place_cells, within_a_place_only_what_lies_in_it_counts) {
  const auto net = world();
  const auto all = cells_at(net, "", "d1");
  EXPECT_EQ(rows_of(net, all), words{"d1"});
  EXPECT_EQ(rows_with(net, all, "a1"), words{"d1"});
  EXPECT_EQ(rows_with(net, all, "b"), words{});
  const auto cells = cells_at(net, "community", "d1");
  EXPECT_EQ(rows_of(net, cells), (words{"a", "-"}));
  EXPECT_EQ(rows_with(net, cells, "g"), words{"-"});
  EXPECT_EQ(rows_with(net, cells, "city"), words{});
}

TEST(place_cells, within_a_zone_only_what_is_placed_in_it_counts) {
  const auto net = world();
  const auto cells = cells_at(net, "community", "e");
  EXPECT_EQ(rows_of(net, cells), (words{"a", "b", "-"}));
  EXPECT_EQ(rows_with(net, cells, "a1"), words{"a"});
  EXPECT_EQ(rows_with(net, cells, "b1"), words{"b"});
  EXPECT_EQ(rows_with(net, cells, "a"), words{});  // only a part of it is in the estate
  EXPECT_EQ(rows_with(net, cells, "e"), words{"-"});
}

TEST(place_cells, knows_whether_a_place_has_a_row) {
  const auto net = world();
  const auto cells = cells_at(net, "community");
  const auto a1 = net.find(table_id::places, "a1");
  EXPECT_TRUE(cells.has(a1, 0));
  EXPECT_FALSE(cells.has(a1, 1));
}

}  // namespace
}  // namespace linli::testing
