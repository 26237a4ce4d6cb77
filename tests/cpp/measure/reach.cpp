// SPDX-License-Identifier: Apache-2.0
// For how many residents enough kinds have a provider at home or above.
#include <linli/measure/reach.hpp>

#include <string>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic. Team aid serves the city, club community a, choir building a1 (without members);
// the clinic, an organisation, community b. Persons: two in a1, one in a2, one in b, one in the
// city.
std::vector<frame> tables() {
  return {text_frame("places", {{"id", {"city", "a", "b", "a1", "a2"}},
                                {"level", {"city", "community", "community", "building", "building"}},
                                {"parent", {"", "city", "city", "a", "a"}}}),
          text_frame(
              "teams",
              {{"id", {"aid", "club", "choir"}}, {"kind", {"aid", "club", "choir"}}, {"place", {"city", "a", "a1"}}}),
          text_frame("organisations", {{"id", {"clinic"}}, {"kind", {"clinic"}}, {"place", {"b"}}}),
          text_frame("memberships", {{"member", {"p1", "p2"}}, {"group", {"aid", "club"}}})};
}
network world() {
  auto all = tables();
  all.push_back(text_frame("persons", {{"id", {"p1", "p2", "p3", "p4", "p5", "p6"}},
                                       {"home", {"a1", "a1", "a2", "b", "city", "outside"}},
                                       {"sex", {"F", "M", "F", "M", "F", "F"}}}));
  return built(std::move(all));
}

TEST(reach, hands_what_serves_a_place_down_to_all_below) {
  EXPECT_EQ(value_of(world(), "coverage.reach"), 1);                 // aid serves the whole city
  EXPECT_EQ(value_of(world(), "coverage.reach(min_kinds=2)"), 0.6);  // those in a
  EXPECT_EQ(value_of(world(), "coverage.reach(min_kinds=3)"), 0.4);  // those in a1
  EXPECT_EQ(value_of(world(), "coverage.reach(min_kinds=4)"), 0);
  EXPECT_EQ(ask(world(), "coverage.reach(min_kinds=2) by community"), (lines{"a: 1", "b: 0", "-: 0"}));
}

TEST(reach, counts_the_persons_at_home_who_are_asked_for) {
  const auto found = answer_of(world(), "coverage.reach(min_kinds=2) where sex=F");
  EXPECT_EQ(found.numerator(0), 2);    // p1, p3
  EXPECT_EQ(found.denominator(0), 3);  // and p5, not p6 outside
  EXPECT_EQ(ask(world(), "coverage.reach(min_kinds=3) by sex"), (lines{"F: 0.3333333333333333", "M: 0.5"}));
}

TEST(reach, may_ask_for_some_kinds_only) {
  EXPECT_EQ(value_of(world(), "coverage.reach(kinds=club|choir)"), 0.6);
  EXPECT_EQ(value_of(world(), "coverage.reach(kinds=club|choir, min_kinds=2)"), 0.4);
}

TEST(reach, may_ignore_what_is_provided_above_a_level) {
  EXPECT_EQ(value_of(world(), "coverage.reach(up_to=community)"), 0.6);
  EXPECT_EQ(value_of(world(), "coverage.reach(up_to=building)"), 0.4);
  EXPECT_EQ(value_of(world(), "coverage.reach(up_to=city)"), 1);
}

TEST(reach, may_ask_for_members_of_the_providers) {
  EXPECT_EQ(value_of(world(), "coverage.reach(min_kinds=3, min_members=1)"),
            0);  // the choir has none
  EXPECT_EQ(value_of(world(), "coverage.reach(min_kinds=2, min_members=1)"), 0.6);
}

TEST(reach, providers_may_be_another_table) {
  EXPECT_EQ(value_of(world(), "coverage.reach(providers=organisations)"), 0.2);
}

TEST(reach, is_unknown_where_nobody_lives) {
  auto all = tables();
  all.push_back(text_frame("persons", {{"id", {"p1", "p2"}}, {"home", {"b", "b"}}}));
  const auto net = built(std::move(all));
  EXPECT_EQ(value_of(net, "coverage.reach within a"), std::nullopt);
  EXPECT_EQ(note_of(net, "coverage.reach within a"), "no residents");
}

// With persons only listed: the lowest places with a population count, each whole.
network listed() {
  auto all = tables();
  all.push_back(text_frame("persons", {{"id", {"p1", "p2"}}, {"home", {"a1", "b"}}}));
  all.push_back(text_frame("population", {{"place", {"city", "a", "a1", "b", "a1", "a1"}},
                                          {"count", {"1000", "100", "60", "40", "45", "15"}},
                                          {"sex", {"", "", "", "", "F", "M"}}}));
  return built(std::move(all));
}

TEST(reach, weighs_the_lowest_populations_where_persons_are_only_a_list) {
  const auto found = answer_of(listed(), "coverage.reach(min_kinds=2)");
  EXPECT_EQ(found.numerator(0), 60);     // a1
  EXPECT_EQ(found.denominator(0), 100);  // a1 and b; neither a nor the city is lowest
  EXPECT_EQ(basis_of_row(found, 0), "totals");
  EXPECT_EQ(ask(listed(), "coverage.reach(min_kinds=2) by community"), (lines{"a: 1", "b: 0"}));
}

TEST(reach, weighs_strata_of_the_population_that_are_asked_for) {
  EXPECT_EQ(answer_of(listed(), "coverage.reach where sex=F").denominator(0), 45);
}

TEST(reach, may_be_forced_to_count_persons) {
  auto spec = measure_spec(coverage::reach{.min_kinds = 2});
  spec.residents = "persons";
  EXPECT_EQ(answer_of(listed(), spec).value(0), 0.5);
}

TEST(reach, needs_a_population_where_persons_are_only_a_list) {
  auto all = tables();
  all.push_back(text_frame("persons", {{"id", {"p1", "p2"}}, {"home", {"a1", "b"}}}));
  network_options options;
  options.persons_are = persons_are::listed_only;
  const auto net = built(std::move(all), options);
  EXPECT_EQ(note_of(net, "coverage.reach"), "no denominator: no population is given");
}

}  // namespace
}  // namespace linli::testing
