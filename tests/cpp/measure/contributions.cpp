// SPDX-License-Identifier: Apache-2.0
// What a number is made of: taken once each, contributions make the number again, of every measure.
#include <linli/measure/contributions.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/bootstrap.hpp>

#include "measure/answers.hpp"
#include "measure/every_measure.hpp"
#include "measure/random_town.hpp"

namespace linli::testing {
namespace {

using times = std::vector<std::int32_t>;

// Places 0 and 1 lie in cluster 0, place 2 in cluster 1, place 3 above all clusters.
contributions some_contributions() {
  return contributions([](std::int32_t place) { return place < 2 ? 0 : place == 2 ? 1 : no_cluster; });
}
std::int64_t sum_of(const contributions& made, const times& taken) {
  auto into = tally(1, 1);
  made.add_to(into, 0, 1, taken);
  return into.sums(0)[0];
}

TEST(contributions, count_as_often_as_their_cluster_is_taken) {
  auto made = some_contributions();
  for (const std::int32_t place : {0, 1, 2, 3}) made.hear_sum(0, 0, 10, {&place, 1});
  EXPECT_EQ(sum_of(made, {1, 1}), 40);
  EXPECT_EQ(sum_of(made, {0, 0}), 10);  // what lies above stays
  EXPECT_EQ(sum_of(made, {3, 0}), 2 * 30 + 10);
  EXPECT_EQ(sum_of(made, {0, 2}), 20 + 10);
}

TEST(contributions, of_one_key_by_several_clusters_hang_on_the_first_of_them) {
  auto made = some_contributions();
  const std::vector<std::int32_t> both{0, 2};
  made.hear_sum(0, 0, 1, both);
  EXPECT_EQ(sum_of(made, {1, 1}), 1);
  EXPECT_EQ(sum_of(made, {0, 2}), 0);
  EXPECT_EQ(sum_of(made, {2, 0}), 2);
  const std::vector<std::int32_t> with_above{0, 3};
  made.hear_sum(0, 0, 1, with_above);
  EXPECT_EQ(sum_of(made, {0, 0}), 1);  // by a way above all clusters it stays
}

TEST(contributions, keep_values_as_often_as_they_are_taken) {
  auto made = some_contributions();
  made.hear_value(0, 7, 0);
  made.hear_value(0, 7, 1);
  made.hear_value(0, -2, 2);
  auto into = tally(1, 1);
  made.add_to(into, 0, 1, times{2, 1});
  into.compact();
  ASSERT_EQ(into.values(0).size(), 2U);
  EXPECT_EQ(into.values(0)[0], (seen{0, -2, 1}));
  EXPECT_EQ(into.values(0)[1], (seen{0, 7, 4}));
}

TEST(contributions, of_keys_that_are_clusters_hang_on_the_key) {
  auto made = some_contributions();
  const std::int32_t place = 0;
  for (const std::int32_t key : {0, 1}) {
    made.set_key_cluster(key);
    made.hear_sum(0, 0, 1, {&place, 1});
  }
  EXPECT_EQ(sum_of(made, {5, 0}), 5);
}

TEST(contributions, are_added_only_to_the_cells_asked) {
  auto made = some_contributions();
  const std::int32_t place = 0;
  for (const std::size_t cell : {0U, 1U, 2U}) made.hear_sum(cell, 0, 1, {&place, 1});
  auto into = tally(3, 1);
  made.add_to(into, 1, 2, times{1, 1});
  EXPECT_EQ(into.sums(0)[0] + into.sums(2)[0], 0);
  EXPECT_EQ(into.sums(1)[0], 1);
}

tally taken_once(const contributions& made, const cube& cells, std::size_t slots, std::size_t clusters) {
  auto into = tally(cells.size(), slots);
  made.add_to(into, 0, cells.size(), times(clusters, 1));
  into.compact();
  return into;
}
void expect_whole(const network& net, const prepared& ready, const std::string& resample) {
  const auto drawn = detail::clusters(net, resample);
  for (const auto& spec : ready.specs()) {
    for (const auto& part : ready.parts_of(spec)) {
      const auto& asked = part.asked;
      const auto made = detail::contributions_of(net, part.ready, asked.cube, asked.tests, drawn);
      EXPECT_EQ(taken_once(made, asked.cube, part.ready.slots, drawn.size()), part.sums)
          << text_of(*spec) << " by " << resample;
      if (!part.people) continue;
      const auto& people = *part.people;
      const auto residents = detail::contributions_of(net, people.plan, people.cube, people.tests, drawn);
      EXPECT_EQ(taken_once(residents, people.cube, people.plan.slots, drawn.size()), part.people_sums)
          << "residents of " << text_of(*spec) << " by " << resample;
    }
  }
}

class contributions_of_towns : public ::testing::TestWithParam<unsigned> {};

TEST_P(contributions_of_towns, taken_once_each_are_the_sums_of_every_measure) {
  const auto seed = GetParam();
  const auto net = built(town(seed, {.population = seed % 3 == 0, .totals = seed % 2 == 0}).frames());
  const auto wholes = std::vector<prepared>{prepared(net, every_measure(), {}),
                                            prepared(net, every_measure(0, true), {.by = {"estate", "quarter"}}),
                                            prepared(net, every_measure(), {.by = {"community"}}),
                                            prepared(net, every_measure(by_person), {.by = {"sex", "district"}}),
                                            prepared(net, every_measure(by_kind), {.by = {"kind"}})};
  for (const auto& ready : wholes)
    for (const auto* resample : {"building", "community", "estate", "person"}) expect_whole(net, ready, resample);
}
INSTANTIATE_TEST_SUITE_P(seeds, contributions_of_towns, ::testing::Range(0U, 6U));

}  // namespace
}  // namespace linli::testing
