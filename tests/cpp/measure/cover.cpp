// SPDX-License-Identifier: Apache-2.0
// Numbers that places give for their subtrees: the highest counts, and the rest takes what is left.
#include <linli/measure/cover.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

// Synthetic: a city with communities a (buildings a1, a2) and b (building b1), and building x
// straight in it.
class cover_of_city : public ::testing::Test {
 protected:
  using ids = std::vector<std::string>;

  detail::cover given_at(const ids& givers, const place_cells& cells) const {
    return detail::cover(net, cells, moment{}, [&](std::int32_t place) {
      return std::find(givers.begin(), givers.end(), net.id_of({node_kind::place, place})) != givers.end();
    });
  }
  std::int32_t place(std::string_view id) const { return net.find(table_id::places, id); }

  network net = built({text_frame(
      "places", {{"id", {"city", "a", "b", "a1", "a2", "b1", "x"}},
                 {"level", {"city", "community", "community", "building", "building", "building", "building"}},
                 {"parent", {"", "city", "city", "a", "a", "b", "city"}}})});
  place_cells whole = place_cells(net, "", -1, moment{});
  place_cells communities = place_cells(net, "community", -1, moment{});
  static constexpr std::int32_t in_a = 0, in_b = 1, in_rest = 2;
};

TEST_F(cover_of_city, nothing_given_covers_nothing) {
  const auto c = given_at({}, whole);
  EXPECT_FALSE(c.any_given());
  EXPECT_FALSE(c.covers(place("a1"), 0));
  EXPECT_FALSE(c.is_complete(0));
}

TEST_F(cover_of_city, the_highest_number_stands_for_all_below_it) {
  const auto c = given_at({"a", "a1"}, whole);
  EXPECT_TRUE(c.gives(place("a")));
  EXPECT_FALSE(c.is_covered(place("a"), 0));
  EXPECT_TRUE(c.is_covered(place("a1"), 0));
  EXPECT_TRUE(c.covers(place("a2"), 0));
  EXPECT_FALSE(c.covers(place("b1"), 0));
}

TEST_F(cover_of_city, what_is_given_above_a_row_does_not_cover_it) {
  const auto c = given_at({"city", "a1"}, communities);
  EXPECT_FALSE(c.is_covered(place("a1"), 0));  // in the first of its cells, which is a's
  EXPECT_FALSE(c.covers(place("a2"), in_a));
  EXPECT_TRUE(c.covers(place("x"), in_rest));
}

TEST_F(cover_of_city, the_row_of_a_place_covers_what_lies_in_it_but_not_itself) {
  const auto c = given_at({"a", "a1"}, communities);
  EXPECT_FALSE(c.is_covered(place("a"), 0));
  EXPECT_TRUE(c.is_covered(place("a1"), 0));
  EXPECT_FALSE(c.is_covered(place("b1"), 0));
}

// Synthetic: building n lies in estates e and f; e gives a number of its own.
TEST(cover, of_a_place_in_several_zones_is_told_for_each_of_them) {
  const auto net = built({text_frame("places", {{"id", {"city", "n", "e", "f"}},
                                                {"level", {"city", "building", "estate", "estate"}},
                                                {"parent", {"", "city", "city", "city"}}}),
                          text_frame("place_in", {{"place", {"n", "n"}}, {"zone", {"e", "f"}}})});
  const auto estates = place_cells(net, "estate", -1, moment{});
  const auto place = [&](std::string_view id) { return net.find(table_id::places, id); };
  const auto c =
      detail::cover(net, estates, moment{}, [&](std::int32_t p) { return p == place("e") || p == place("n"); });
  ASSERT_EQ(estates.of(place("n")).size(), 2U);
  EXPECT_TRUE(c.is_covered(place("n"), 0));
  EXPECT_FALSE(c.is_covered(place("n"), 1));
  EXPECT_FALSE(c.is_covered(place("e"), 0));
}

TEST_F(cover_of_city, is_complete_where_it_or_all_of_its_parts_give_a_number) {
  EXPECT_TRUE(given_at({"a"}, communities).is_complete(in_a));
  EXPECT_TRUE(given_at({"a1", "a2"}, communities).is_complete(in_a));
  EXPECT_FALSE(given_at({"a1"}, communities).is_complete(in_a));
  EXPECT_TRUE(given_at({"a", "b1", "x"}, whole).is_complete(0));
  EXPECT_FALSE(given_at({"a", "b1"}, whole).is_complete(0));
}

TEST_F(cover_of_city, the_rest_takes_out_what_its_rows_hold_of_a_number_above_them) {
  const auto c = given_at({"city", "a", "b"}, communities);
  EXPECT_TRUE(c.is_complete(in_rest));
  EXPECT_EQ(c.held_by_rest(), (std::vector<std::size_t>{0, 1}));
}

TEST_F(cover_of_city, the_rest_is_unknown_where_a_part_to_take_out_is) {
  EXPECT_FALSE(given_at({"city", "a"}, communities).is_complete(in_rest));
  EXPECT_FALSE(given_at({"a", "b"}, communities).is_complete(in_rest));  // the city itself gives none
}

TEST_F(cover_of_city, numbers_below_the_rest_hold_nothing_of_the_rows) {
  EXPECT_TRUE(given_at({"x"}, communities).held_by_rest().empty());
}

// The same city with an estate beside the communities that holds buildings of both.
TEST_F(cover_of_city, a_zone_with_nothing_below_it_has_no_people_of_its_own) {
  net = built(
      {text_frame("places", {{"id", {"city", "a", "b", "a1", "b1", "z", "empty"}},
                             {"level", {"city", "community", "community", "building", "building", "estate", "estate"}},
                             {"parent", {"", "city", "city", "a", "b", "city", "a"}}}),
       text_frame("place_in", {{"place", {"a1", "b1"}}, {"zone", {"z", "z"}}})});
  const auto estates = place_cells(net, "estate", -1, moment{});
  EXPECT_TRUE(given_at({"a", "b"}, place_cells(net, "", -1, moment{})).is_complete(0));
  EXPECT_TRUE(given_at({"a1", "b1"}, estates).is_complete(0));  // z, by its buildings
  EXPECT_FALSE(given_at({"a1"}, estates).is_complete(0));
  EXPECT_FALSE(given_at({"a1", "b"}, estates).is_complete(1));  // an estate that holds nothing else is a place
}

}  // namespace
}  // namespace linli::testing
