// SPDX-License-Identifier: Apache-2.0
// Sums and multisets that add up in any order and can be taken back.
#include <linli/measure/tally.hpp>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

using numbers = std::vector<std::int64_t>;

numbers sums(const tally& t, std::size_t cell) {
  const auto found = t.sums(cell);
  return {found.begin(), found.end()};
}

TEST(tally, adds_in_the_slots_of_a_cell) {
  auto t = tally(2, 3);
  t.add(1, 0, 5);
  t.add(1, 2, -2);
  t.add(1, 0, 1);
  EXPECT_EQ(sums(t, 0), (numbers{0, 0, 0}));
  EXPECT_EQ(sums(t, 1), (numbers{6, 0, -2}));
}

TEST(tally, keeps_how_often_each_value_was_seen_ascending) {
  auto t = tally(3, 1);
  t.put(1, 7, 1);
  t.put(1, -3, 2);
  t.put(1, 7, 1);
  t.put(2, 0, 1);
  t.compact();
  const auto values = t.values(1);
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0], (seen{1, -3, 2}));
  EXPECT_EQ(values[1], (seen{1, 7, 2}));
  EXPECT_TRUE(t.values(0).empty());
  EXPECT_EQ(t.values(2).size(), 1U);
}

TEST(tally, taken_back_leaves_nothing) {
  auto t = tally(2, 1);
  const auto write = [&](std::int64_t sign) {
    t.add(0, 0, sign * 3);
    t.put(0, 4, sign);
    t.put(1, 4, sign * 2);
  };
  write(1);
  write(-1);
  t.compact();
  EXPECT_EQ(t, tally(2, 1));
}

TEST(tally, is_the_same_in_whatever_order_its_parts_are_merged) {
  auto random = std::mt19937(1);
  auto parts = std::vector<tally>(5, tally(7, 2));
  for (auto& part : parts) {
    for (int i = 0; i < 200; ++i) {
      part.add(random() % 7, random() % 2, static_cast<std::int64_t>(random() % 100) - 50);
      part.put(random() % 7, static_cast<std::int64_t>(random() % 5), random() % 3 == 0 ? -1 : 1);
    }
  }
  auto first = tally(7, 2);
  for (const auto& part : parts) first.merge(part);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(parts.begin(), parts.end(), random);
    auto again = tally(7, 2);
    for (const auto& part : parts) again.merge(part);
    EXPECT_EQ(again, first);
  }
}

TEST(tally, keeps_every_value_when_it_compacts_itself) {
  auto t = tally(1, 1);
  for (int i = 0; i < 200'000; ++i) t.put(0, i % 3, 1);
  t.compact();
  ASSERT_EQ(t.values(0).size(), 3U);
  EXPECT_EQ(t.values(0)[0].times + t.values(0)[1].times + t.values(0)[2].times, 200'000);
}

// Synthetic: two communities with a building each in a city; persons of an even row are "even".
class counting : public ::testing::Test {
 protected:
  dimension parity() const {
    return {"parity",
            role::person,
            [](std::int32_t row) { return row < 0 || row == 9 ? -1 : row % 2; },
            {"even", "odd"},
            false};
  }
  dimension team() const {
    return {"team", role::group, [](std::int32_t row) { return row; }, {"t0", "t1", "t2"}, false};
  }
  subject person(std::int32_t row) const { return subject{}.with(role::person, row); }
  static constexpr std::int32_t city = 0, a = 1, b = 2, a1 = 3;

  network net = built({text_frame("places", {{"id", {"city", "a", "b", "a1", "z"}},
                                             {"level", {"city", "community", "community", "building", "estate"}},
                                             {"parent", {"", "city", "city", "a", ""}}}),
                       text_frame("place_in", {{"place", {"a1", "b"}}, {"zone", {"z", "z"}}})});
  std::shared_ptr<const place_cells> communities = std::make_shared<const place_cells>(net, "community", -1, moment{});
};

TEST_F(counting, a_cube_has_a_code_more_than_labels_for_null) {
  const auto cells = cube(communities, {parity(), team()});
  EXPECT_EQ(cells.categories(), 3U * 4U);
  EXPECT_EQ(cells.size(), 3U * 12U);  // a, b, and the rest
  const auto odd_in_t2 = cells.category(person(1).with(role::group, 2));
  EXPECT_EQ(odd_in_t2, 1U * 4U + 2U);
  EXPECT_EQ(cells.code_in(odd_in_t2, 0), 1U);
  EXPECT_EQ(cells.code_in(odd_in_t2, 1), 2U);
  EXPECT_EQ(cells.category(person(9)), 2U * 4U + 3U);  // null in both
}

TEST_F(counting, a_cube_too_large_is_refused) {
  auto wide = team();
  wide.labels.assign(9'999, "x");
  EXPECT_THROW(cube(communities, {wide, wide}), measure_error);
}

TEST_F(counting, what_is_not_known_may_be_anything) {
  const auto cells = cube(communities, {parity(), team()});
  const auto some_of_t1 = subject{}.with(role::group, 1);
  EXPECT_TRUE(cells.may_be(some_of_t1, cells.category(person(0).with(role::group, 1))));
  EXPECT_TRUE(cells.may_be(some_of_t1, cells.category(person(1).with(role::group, 1))));
  EXPECT_FALSE(cells.may_be(some_of_t1, cells.category(person(1).with(role::group, 2))));
}

TEST_F(counting, adds_to_every_cell_of_a_place) {
  const auto cells = cube(communities, {parity()});
  auto t = tally(cells.size(), 2);
  auto into = counter(cells, {}, t, 1);
  into.add(a1, person(1), 0);
  into.add(a, person(3), 1, 5);
  into.add(city, person(0), 0);
  into.add(-1, person(1), 0);  // no place: nowhere
  EXPECT_EQ(sums(t, cells.cell(0, 1)), (numbers{1, 5}));
  EXPECT_EQ(sums(t, cells.cell(2, 0)), (numbers{1, 0}));
  EXPECT_EQ(sums(t, cells.cell(1, 1)), (numbers{0, 0}));
}

TEST_F(counting, one_key_that_reaches_a_cell_twice_counts_once_in_it) {
  const auto cells = cube(communities, {parity()});
  auto t = tally(cells.size(), 1);
  auto into = counter(cells, {}, t, 1);
  into.collect(a, person(0), 0);
  into.collect(a1, person(0), 0);
  into.collect(b, person(0), 0);
  into.flush(7);
  into.flush(100);  // nothing is left
  EXPECT_EQ(sums(t, cells.cell(0, 0)), numbers{7});
  EXPECT_EQ(sums(t, cells.cell(1, 0)), numbers{7});
  EXPECT_EQ(sums(t, cells.cell(2, 0)), numbers{0});
}

TEST_F(counting, what_names_nobody_counts_in_every_category_it_may_be_of) {
  const auto cells = cube(communities, {parity(), team()});
  auto t = tally(cells.size(), 1);
  auto into = counter(cells, {}, t, 1);
  into.collect_possible(a, subject{}.with(role::group, 1), 0);
  into.flush();
  for (std::size_t p = 0; p < 3; ++p) EXPECT_EQ(sums(t, cells.cell(0, p * 4 + 1)), numbers{1});
  EXPECT_EQ(sums(t, cells.cell(0, 2)), numbers{0});
}

TEST_F(counting, asks_only_for_what_passes_every_test) {
  const auto cells = cube(communities, {});
  auto t = tally(cells.size(), 1);
  const std::vector<row_test> tests{{role::person, [](std::int32_t row) { return row % 2 == 0; }},
                                    {role::group, [](std::int32_t row) { return row == 1; }}};
  const auto into = counter(cells, tests, t, 1);
  EXPECT_TRUE(into.asks_for(person(2).with(role::group, 1)));
  EXPECT_FALSE(into.asks_for(person(1).with(role::group, 1)));
  EXPECT_FALSE(into.asks_for(person(2)));  // no group: it cannot pass
  EXPECT_TRUE(into.may_ask_for(subject{}.with(role::group, 1)));
  EXPECT_FALSE(into.may_ask_for(subject{}.with(role::group, 2)));
}

TEST_F(counting, a_negative_sign_takes_back_all_that_was_written) {
  const auto cells = cube(communities, {parity()});
  auto t = tally(cells.size(), 2);
  for (const std::int64_t sign : {1, -1}) {
    auto into = counter(cells, {}, t, sign);
    into.add(a1, person(1), 0, 3);
    into.put(a1, person(1), 3);
    into.collect(b, person(0), 1);
    into.flush(2);
    into.add_to(city, 0, 0, 9);
  }
  t.compact();
  EXPECT_EQ(t, tally(cells.size(), 2));
}

TEST_F(counting, slots_may_be_moved_on) {
  const auto cells = cube(communities, {});
  auto t = tally(cells.size(), 4);
  auto into = counter(cells, {}, t, 1).from_slot(1).from_slot(1);
  into.add(a, subject{}, 0);
  into.add_to(a, cells.cell(0, 0), 1, 5);
  into.collect(a, subject{}, 1);
  into.flush();
  EXPECT_EQ(sums(t, 0), (numbers{0, 0, 1, 6}));
}

TEST_F(counting, a_place_in_several_zones_adds_to_each) {
  const auto zones = std::make_shared<const place_cells>(net, "estate", -1, moment{});
  const auto cells = cube(zones, {});
  auto t = tally(cells.size(), 1);
  auto into = counter(cells, {}, t, 1);
  for (const auto place : {a1, b, a}) into.add(place, subject{}, 0);
  EXPECT_EQ(sums(t, 0), numbers{2});  // a1 and b in z
  EXPECT_EQ(sums(t, 1), numbers{1});  // a in none
}

// What a listener hears, as text: "cell/slot +amount by places" and "cell =value by place".
class told final : public listener {
 public:
  void hear_sum(std::size_t cell, std::size_t slot, std::int64_t amount,
                std::span<const std::int32_t> places) override {
    auto text = std::to_string(cell) + "/" + std::to_string(slot) + " +" + std::to_string(amount) + " by";
    for (const auto place : places) text += " " + std::to_string(place);
    all.push_back(text);
  }
  void hear_value(std::size_t cell, std::int64_t value, std::int32_t place) override {
    all.push_back(std::to_string(cell) + " =" + std::to_string(value) + " by " + std::to_string(place));
  }
  std::vector<std::string> all;
};
using texts = std::vector<std::string>;

TEST_F(counting, a_listener_hears_by_which_place_a_count_came_about) {
  const auto cells = cube(communities, {});
  told heard;
  auto into = counter(cells, {}, 2, heard);
  into.add(a1, subject{}, 1, 5);
  into.add(b, subject{}, 0, 0);  // nothing
  into.put(b, subject{}, -4);
  into.add_to(city, 2, 0, 3);
  EXPECT_EQ(heard.all, (texts{"0/1 +5 by 3", "1 =-4 by 2", "2/0 +3 by 0"}));
}

TEST_F(counting, a_listener_hears_all_ways_by_which_one_key_reached_a_cell) {
  const auto cells = cube(communities, {});
  told heard;
  auto into = counter(cells, {}, 1, heard);
  for (const auto place : {a1, b, a, a1}) into.collect(place, subject{}, 0);
  EXPECT_TRUE(into.has_collected());
  into.flush(7);
  into.flush(100);  // nothing is left
  EXPECT_EQ(heard.all, (texts{"0/0 +7 by 1 3", "1/0 +7 by 2"}));
}

TEST_F(counting, a_listener_does_not_hear_what_was_dropped) {
  const auto cells = cube(communities, {});
  told heard;
  auto into = counter(cells, {}, 1, heard);
  into.collect(a, subject{}, 0);
  into.drop();
  into.flush();
  EXPECT_FALSE(into.has_collected());
  EXPECT_EQ(heard.all, texts{});
}

TEST_F(counting, a_listener_hears_slots_that_were_moved_on) {
  const auto cells = cube(communities, {});
  told heard;
  auto into = counter(cells, {}, 3, heard).from_slot(2);
  into.add(a, subject{}, 0);
  into.collect(b, subject{}, 0);
  into.flush();
  EXPECT_EQ(heard.all, (texts{"0/2 +1 by 1", "1/2 +1 by 2"}));
}

TEST_F(counting, cells_are_emptied_from_the_first_to_before_the_last) {
  auto t = tally(3, 1);
  for (const std::size_t cell : {0U, 1U, 2U}) t.add(cell, 0, 5);
  t.clear(1, 2);
  EXPECT_EQ(sums(t, 0), numbers{5});
  EXPECT_EQ(sums(t, 1), numbers{0});
  EXPECT_EQ(sums(t, 2), numbers{5});
}

}  // namespace
}  // namespace linli::testing
