// SPDX-License-Identifier: Apache-2.0
// Intervals by drawing clusters anew: the same at any number of threads, never from outside the row.
#include <linli/measure/bootstrap.hpp>
#include <linli/measure/enlist.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"
#include "measure/every_measure.hpp"
#include "measure/random_town.hpp"

namespace linli::testing {
namespace {

using specs = std::vector<measure_spec>;

std::string refusal_of(const network& net, const specs& of, const bootstrap_options& options, question around = {}) {
  try {
    bootstrap(net, of, std::move(around), options);
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}

// Synthetic: districts d1 (communities a, b, c with buildings) and d2 (community e); estate z holds a's building
// a1, and b and c as wholes. Teams: ten serve a1, one each a, b, c and e. Persons at home in a1 (four), b and e (one).
network world() {
  network_options options;
  options.as_of = "2024-06-30";
  std::vector<std::string> ids, kinds, places, persons, homes;
  for (int k = 0; k < 14; ++k) {
    ids.push_back("t" + std::to_string(k));
    kinds.push_back("aid");
    places.push_back(k < 10 ? "a1" : std::vector<std::string>{"a", "b", "c", "e"}[static_cast<std::size_t>(k - 10)]);
  }
  for (int k = 0; k < 6; ++k) {
    persons.push_back("p" + std::to_string(k));
    homes.push_back(k < 4 ? "a1" : k < 5 ? "b" : "e");
  }
  return built(
      {text_frame("places", {{"id", {"city", "d1", "d2", "a", "b", "c", "e", "a1", "z"}},
                             {"level",
                              {"city", "district", "district", "community", "community", "community", "community",
                               "building", "estate"}},
                             {"parent", {"", "city", "city", "d1", "d1", "d1", "d2", "a", "city"}}}),
       text_frame("place_in", {{"place", {"a1", "b", "c"}}, {"zone", {"z", "z", "z"}}}),
       text_frame("teams", {{"id", ids}, {"kind", kinds}, {"place", places}}),
       text_frame("persons", {{"id", persons}, {"home", homes}, {"sex", {"F", "F", "M", "M", "F", "M"}}}),
       text_frame("memberships", {{"member", {"p0", "p1", "p5"}}, {"group", {"t11", "t11", "t11"}}}),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"a"}}}),
       text_frame("meetings", {{"id", {"m1", "m2"}}, {"held_by", {"f", "f"}}, {"date", {"2024-01-10", "2024-03-10"}}}),
       text_frame("attendances", {{"meeting", {"m1", "m2", "m2"}}, {"person", {"p0", "p0", "p4"}}})},
      options);
}

TEST(bootstrap, keeps_the_value_and_puts_an_interval_around_it) {
  const auto found = bootstrap(world(), specs{coverage::teams{}}, {.by = {"district"}}, {.resample = "community"});
  ASSERT_EQ(found.rows(), 2U);
  EXPECT_EQ(found.value(0), 13);
  EXPECT_EQ(*found.low(0), 3);    // one team three times
  EXPECT_EQ(*found.high(0), 33);  // eleven three times
  EXPECT_TRUE(says(found.note(0), "only 3 clusters: the interval is rough"));
}

TEST(bootstrap, of_fewer_than_two_clusters_is_null) {
  const auto found = bootstrap(world(), specs{coverage::teams{}}, {.by = {"district"}}, {.resample = "community"});
  EXPECT_EQ(found.value(1), 1);
  EXPECT_EQ(found.low(1), std::nullopt);
  EXPECT_EQ(found.note(1),
            "no interval: fewer than 2 clusters of community to draw from; say resample= a lower level or person");
  const auto alone = bootstrap(world(), specs{participation::rate{}}, {.within = "e"}, {.resample = "person"});
  EXPECT_EQ(alone.note(0), "no interval: fewer than 2 persons to draw from");
}

TEST(bootstrap, never_draws_what_lies_outside_the_row) {
  const auto found = bootstrap(world(), specs{coverage::teams{}}, {.by = {"estate"}}, {.resample = "community"});
  ASSERT_EQ(found.key(0, "estate"), "z");
  EXPECT_EQ(found.value(0), 12);
  EXPECT_EQ(*found.low(0), 3);
  EXPECT_EQ(*found.high(0), 30);  // a's building alone lies in z: of a ten teams, not eleven
}

TEST(bootstrap, who_counts_here_and_lives_elsewhere_is_not_drawn) {
  const auto found = bootstrap(world(), specs{coverage::members{}}, {.within = "d1"}, {.resample = "person"});
  EXPECT_EQ(found.value(0), 3);  // p0 and p1 are drawn, p5 of e stays
  EXPECT_GE(*found.low(0), 1);
}

TEST(bootstrap, of_a_rate_draws_residents_and_participants_together) {
  const auto found = bootstrap(world(), specs{participation::rate{}}, {}, {.resample = "person", .replicates = 400});
  EXPECT_EQ(found.value(0), 2.0 / 6);
  EXPECT_GE(*found.low(0), 0);
  EXPECT_LE(*found.high(0), 1);
}

TEST(bootstrap, resamples_the_level_above_the_data_unless_one_is_said) {
  // most is counted at a1, so communities are drawn: as if that had been said
  const auto usual = bootstrap(world(), specs{coverage::teams{}});
  expect_equal(usual, bootstrap(world(), specs{coverage::teams{}}, {}, {.resample = "community"}), "usual");
}

TEST(bootstrap, tells_what_was_drawn_for_each_measure) {
  const auto gini = measure_spec{"inequality.gini", {{"of", "coverage.teams"}, {"across", "community"}}};
  const auto gap = measure_spec{"inequality.gap", {{"of", "coverage.teams"}, {"between", "kind|aid|aid"}}};
  EXPECT_EQ(resample(world(), {coverage::teams{}, participation::meetings{}, gini, gap}, {}, {.replicates = 2}).drawn,
            (std::vector<std::string>{"community", "district", "community", "community"}));
  EXPECT_EQ(resample(world(), {participation::rate{}}, {}, {.resample = "person", .replicates = 2}).drawn,
            (std::vector<std::string>{"person"}));
}

TEST(bootstrap, of_rows_below_which_nothing_is_counted_has_no_interval_and_says_what_to_do) {
  const auto found = bootstrap(world(), specs{participation::meetings{}}, {.by = {"community"}});
  EXPECT_EQ(found.low(0), std::nullopt);
  EXPECT_EQ(found.note(0),
            "no interval: fewer than 2 clusters of district to draw from; say resample= a lower level or person");
}

TEST(bootstrap, leaves_no_trace_of_one_row_in_the_next) {
  // More places than a worker has threads, and values as well as sums: each row as if it were asked alone.
  const auto net = built(town(5).frames());
  const specs of{participation::gini{}, participation::rate{}};
  const bootstrap_options options{.resample = "building", .replicates = 40, .seed = 3};
  const auto all = bootstrap(net, of, {.by = {"community"}}, options);
  for (std::size_t i = 0; i < all.rows(); ++i) {
    const auto community = all.key(i, "community");
    if (community.empty()) continue;
    const auto alone = bootstrap(net, of, {.by = {"community"}, .within = community}, options);
    for (std::size_t k = 0; k < alone.rows(); ++k) {
      if (alone.measure(k) != all.measure(i) || alone.key(k, "community") != community) continue;
      EXPECT_EQ(alone.low(k), all.low(i)) << community;
      EXPECT_EQ(alone.high(k), all.high(i)) << community;
    }
  }
}

TEST(bootstrap, finds_one_level_for_all_buckets_of_time) {
  const auto found = bootstrap(world(), specs{participation::meetings{}}, {.by = {"month"}, .during = "2024-Q1"});
  EXPECT_EQ(lines_of(found), (lines{"2024-01: 1", "2024-02: 0", "2024-03: 1"}));  // nothing was held in February
}

TEST(bootstrap, gives_the_same_bits_at_any_number_of_threads) {
  const auto net = built(town(3).frames());
  auto of = specs{coverage::teams{}, participation::rate{}, deliberation::closure_rate{}, deliberation::time_to{}};
  for (const auto* name : {"participation.dissimilarity", "inequality.gini", "inequality.gap"})
    of.push_back({name, needed_arguments(name)});
  const bootstrap_options options{.resample = "building", .replicates = 300, .seed = 5};
  set_threads(1);
  const auto one = bootstrap(net, of, {.by = {"community"}}, options);
  set_threads(4);
  expect_equal(bootstrap(net, of, {.by = {"community"}}, options), one, "four threads");
  set_threads(0);
  auto other = options;
  other.seed = 6;
  EXPECT_NE(cells_as_text(bootstrap(net, of, {.by = {"community"}}, other)), cells_as_text(one));
}

TEST(bootstrap, refuses_persons_for_what_asks_whether_something_is_there) {
  for (const auto* name : {"coverage.presence", "coverage.breadth", "coverage.complete", "coverage.reach"}) {
    const auto refusal = refusal_of(world(), {{name, needed_arguments(name)}}, {.resample = "person"});
    EXPECT_TRUE(says(refusal, "resample places, not persons")) << refusal;
  }
  EXPECT_TRUE(says(refusal_of(world(), {participation::meetings{}}, {.resample = "person"}), "does not count persons"));
  EXPECT_TRUE(says(refusal_of(world(), {coverage::teams{}}, {.resample = "person"}), "does not count persons"));
}

TEST(bootstrap, refuses_what_makes_no_interval) {
  const specs of{coverage::teams{}};
  EXPECT_TRUE(says(refusal_of(world(), of, {.level = 1}), "level=1 is not between 0 and 1"));
  EXPECT_TRUE(says(refusal_of(world(), of, {.replicates = 1}), "from 2 to 1000000"));
  EXPECT_TRUE(says(refusal_of(world(), of, {.resample = "village"}), "city, district, community, building, estate"));
}

TEST(bootstrap, without_anything_counted_asks_for_a_level) {
  const auto refusal = refusal_of(world(), {participation::meetings{.held_by = "services"}}, {});
  EXPECT_TRUE(says(refusal, "say resample= a level of places or person")) << refusal;
}

TEST(bootstrap, of_inequality_draws_the_places_compared) {
  const auto gini = measure_spec{"inequality.gini", {{"of", "coverage.teams"}, {"across", "community"}}};
  const auto found = bootstrap(world(), {gini}, {}, {.replicates = 200});
  EXPECT_EQ(found.value(0), measure(world(), gini).value(0));
  EXPECT_EQ(*found.low(0), 0);  // of 11, 1, 1, 1: often the ones alone
  EXPECT_LT(*found.high(0), 1);
  EXPECT_TRUE(says(refusal_of(world(), {gini}, {.resample = "building"}), "or a level above it, not building"));
  EXPECT_TRUE(says(refusal_of(world(), {gini}, {.resample = "person"}), "not person"));
}

TEST(bootstrap, of_a_gap_draws_both_categories_together) {
  const auto gap = measure_spec{"inequality.gap", {{"of", "participation.rate"}, {"between", "sex|F|M"}}};
  const auto found = bootstrap(world(), {gap}, {}, {.resample = "person", .replicates = 400});
  EXPECT_EQ(found.value(0), 2.0 / 3);  // p0 and p4 of three women, none of three men
  EXPECT_LE(*found.low(0), 2.0 / 3);
  EXPECT_GE(*found.high(0), 2.0 / 3);
  EXPECT_EQ(found.value(1), std::nullopt);
  EXPECT_EQ(found.low(1), std::nullopt);
}

TEST(bootstrap, stops_where_it_is_told_to) {
  control held;
  held.stop = true;
  const controlled watch(held);
  EXPECT_THROW(bootstrap(world(), specs{coverage::teams{}}), interrupted);
}

TEST(bootstrap, stops_while_it_looks_for_a_level) {
  const auto net = world();
  control held;
  int blocks = 0;
  enlist({.name = "own.pausing",
          .key = node_kind::group,
          .count =
              [&](const network&, window, moment, std::size_t, std::size_t, std::span<std::int64_t> into) {
                ++blocks;
                held.stop = true;
                for (auto& n : into) n = 1;
              },
          .finish = [](const auto& sums, const residents&) { return count_answer(sums[0]); }});
  const controlled watch(held);
  EXPECT_THROW(bootstrap(net, {{"own.pausing"}}, {}, {}), interrupted);
  EXPECT_EQ(blocks, 1);
}

TEST(bootstrap, stops_amid_its_replicates) {
  const auto net = world();
  control held;
  int finished = 0;
  enlist({.name = "own.stopping",
          .key = node_kind::group,
          .count =
              [](const network&, window, moment, std::size_t, std::size_t, std::span<std::int64_t> into) {
                for (auto& n : into) n = 1;
              },
          .finish =
              [&](std::span<const std::int64_t> sums, const residents&) {
                if (++finished == 50) held.stop = true;
                return answer{static_cast<double>(sums[0]), std::nullopt, std::nullopt};
              }});
  set_threads(1);
  const controlled watch(held);
  EXPECT_THROW(bootstrap(net, {{"own.stopping"}}, {}, {.resample = "community"}), interrupted);
  set_threads(0);
  EXPECT_LT(finished, 60);
}

}  // namespace
}  // namespace linli::testing
