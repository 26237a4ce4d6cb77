// SPDX-License-Identifier: Apache-2.0
// What holds a place: the places above it, and zones with their own zones, each once.
#include <linli/model/place_holders.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

using words = std::vector<std::string>;

// Synthetic. Building b stands in community c of district d. It is in estate e, which lies in another
// community, and e is in park p; it is in c by the table too. From May on it is in estate f.
network town() {
  return built(
      {text_frame("places", {{"id", {"d", "c", "other", "b", "e", "f", "p"}},
                             {"level", {"district", "community", "community", "building", "estate", "estate", "park"}},
                             {"parent", {"", "d", "d", "c", "other", "d", ""}}}),
       text_frame(
           "place_in",
           {{"place", {"b", "e", "b", "b"}}, {"zone", {"e", "p", "c", "f"}}, {"since", {"", "", "", "2024-05-01"}}})});
}

words holders_of(const network& net, const char* place, const char* day) {
  words found;
  place_holders(net, moment{*parse_instant(day)}).for_each(net.find(table_id::places, place), [&](std::int32_t holder) {
    found.push_back(net.id_of({node_kind::place, holder}));
  });
  return found;
}

TEST(place_holders, are_the_places_above_then_zones_and_their_zones_but_not_what_lies_above_a_zone) {
  EXPECT_EQ(holders_of(town(), "b", "2024-04-30"), (words{"b", "c", "d", "e", "p"}));
}

TEST(place_holders, are_those_of_the_day) {
  EXPECT_EQ(holders_of(town(), "b", "2024-05-01"), (words{"b", "c", "d", "e", "f", "p"}));
}

TEST(place_holders, of_a_place_without_zones_are_the_places_above_it) {
  EXPECT_EQ(holders_of(town(), "other", "2024-05-01"), (words{"other", "d"}));
}

TEST(place_holders, say_which_places_one_of_them_holds) {
  const auto net = town();
  const auto on = moment{*parse_instant("2024-04-30")};
  const auto held = place_holders(net, on).held_by(net.find(table_id::places, "p"));
  words found;
  for (std::size_t p = 0; p < held.size(); ++p)
    if (held[p]) found.push_back(net.id_of({node_kind::place, static_cast<std::int32_t>(p)}));
  EXPECT_EQ(found, (words{"b", "e", "p"}));
  const auto all = place_holders(net, on).held_by(-1);
  EXPECT_TRUE(std::all_of(all.begin(), all.end(), [](auto h) { return h != 0; }));
}

}  // namespace
}  // namespace linli::testing
