// SPDX-License-Identifier: Apache-2.0
// Places that providers name, and whom services benefit: persons, households, other places.
#include <linli/measure/beneficiaries.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: community a with building a1 (households h1, h2) and a2 (household h3), community b with building b1.
//   team aid serves a1 and, until March, a2; club serves a as a whole; service meals of kind food, bus of kind ride
//   benefits: p1 (in h1) and p2 (in h1) of meals, household h2 of meals, p4 (in b1) of the bus that has ended
network world(std::vector<frame> more = {}) {
  network_options options;
  options.as_of = "2024-06-30";
  options.scheme = scheme{"two", {{"aid", "", "", table_id::teams, "aid"}, {"club", "", "", table_id::teams, "club"}}};
  std::vector<frame> tables{
      text_frame("places", {{"id", {"city", "a", "b", "a1", "a2", "b1", "h1", "h2", "h3"}},
                            {"level",
                             {"city", "community", "community", "building", "building", "building", "household",
                              "household", "household"}},
                            {"parent", {"", "city", "city", "a", "a", "b", "a1", "a1", "a2"}},
                            {"colour", {"", "", "", "red", "blue", "red", "", "", ""}}}),
      text_frame("persons", {{"id", {"p1", "p2", "p3", "p4", "p5"}},
                             {"home", {"h1", "h1", "h3", "b1", "outside"}},
                             {"sex", {"F", "M", "F", "M", "F"}}}),
      text_frame("teams", {{"id", {"t", "u"}}, {"kind", {"aid", "club"}}, {"place", {"a1", "a"}}, {"since", {"", ""}}}),
      text_frame("serves", {{"group", {"t"}}, {"place", {"a2"}}, {"until", {"2024-03-01"}}}),
      text_frame(
          "services",
          {{"id", {"meals", "bus"}}, {"kind", {"food", "ride"}}, {"place", {"a", "b"}}, {"until", {"", "2024-02-01"}}}),
      text_frame("benefits", {{"service", {"meals", "meals", "meals", "meals", "bus"}},
                              {"beneficiary", {"p1", "p1", "p2", "h2", "p4"}},
                              {"since", {"", "", "2024-05-01", "", ""}}})};
  for (auto& table : more) tables.push_back(std::move(table));
  return built(std::move(tables), options);
}

TEST(beneficiaries, a_place_is_covered_where_a_provider_names_that_very_place) {
  const auto found = answer_of(world(), "coverage.place_share(of_level=building, provider=teams) by community");
  EXPECT_EQ(lines_of(found), (lines{"a: 0.5", "b: 0"}));  // that the club serves a as a whole names no building
  EXPECT_EQ(found.numerator(0), 1);
  EXPECT_EQ(found.denominator(0), 2);
  EXPECT_EQ(value_of(world(), "coverage.place_share(of_level=building, provider=teams) on 2024-02-28"), 2.0 / 3);
  EXPECT_EQ(value_of(world(), "coverage.place_share(of_level=community, provider=teams)"), 0.5);
}

TEST(beneficiaries, providers_are_a_table_or_a_kind_of_the_scheme) {
  EXPECT_EQ(value_of(world(), "coverage.place_share(of_level=community, provider=aid)"), 0);
  EXPECT_EQ(value_of(world(), "coverage.place_share(of_level=community, provider=club)"), 0.5);
  EXPECT_EQ(value_of(world(), "coverage.place_share(of_level=community, provider=services)"), 0.5);
  const auto refusal = refusal_of(world(), "coverage.place_share(of_level=community, provider=choir)");
  EXPECT_TRUE(says(refusal, "neither a group table nor a kind of aid, club")) << refusal;
  EXPECT_TRUE(says(refusal_of(world(), "coverage.place_share(of_level=community)"), "needs provider="));
  EXPECT_TRUE(says(refusal_of(world(), "coverage.place_share(of_level=village, provider=teams)"),
                   "a level of the places; they are city, community, building, household"));
}

TEST(beneficiaries, places_are_told_apart_by_their_columns_and_providers_by_theirs) {
  EXPECT_EQ(ask(world(), "coverage.place_share(of_level=building, provider=teams) by place.colour within a"),
            (lines{"blue: 0", "red: 1"}));
  EXPECT_EQ(value_of(world(), "coverage.place_share(of_level=building, provider=teams) where team.kind=club"), 0);
  EXPECT_EQ(note_of(world(), "coverage.place_share(of_level=household, provider=teams) within b"),
            "no place of that level");
}

TEST(beneficiaries, persons_benefit_once_at_home_over_the_residents) {
  const auto found = answer_of(world(), "coverage.service_share by community");
  EXPECT_EQ(found.numerator(0), 2);    // p1 (twice) and p2
  EXPECT_EQ(found.denominator(0), 3);  // p1, p2, p3
  EXPECT_EQ(found.value(1), 0);        // the bus has ended
  EXPECT_EQ(ask(world(), "coverage.service_share by community on 2024-01-31"),
            (lines{"a: 0.3333333333333333", "b: 1"}));
  EXPECT_EQ(ask(world(), "coverage.service_share by sex within a"), (lines{"F: 0.5", "M: 1"}));
  EXPECT_EQ(value_of(world(), "coverage.service_share(kind=ride) on 2024-01-31"), 0.25);
  EXPECT_EQ(value_of(world(), "coverage.service_share where sex=M"), 0.5);
}

TEST(beneficiaries, households_benefit_themselves_or_rolled_up_by_who_lives_in_them) {
  EXPECT_EQ(value_of(world(), "coverage.service_share(unit=household)"), 1.0 / 3);                // h2
  EXPECT_EQ(value_of(world(), "coverage.service_share(unit=household, roll_up=true)"), 2.0 / 3);  // h1 and h2
  EXPECT_EQ(value_of(world(), "coverage.service_share(unit=building)"), 0);
  EXPECT_EQ(value_of(world(), "coverage.service_share(unit=building, roll_up=true)"), 1.0 / 3);  // a1, by p1 and p2
  EXPECT_EQ(ask(world(), "coverage.service_share(unit=household) by building"),
            (lines{"a1: 0.5", "a2: 0", "b1: null"}));
  EXPECT_EQ(note_of(world(), "coverage.service_share(unit=household) within b1"), "no places of that unit");
}

TEST(beneficiaries, a_published_number_of_households_is_the_whole) {
  const auto net = world({text_frame("population", {{"place", {"a"}}, {"count", {"10"}}, {"unit", {"households"}}})});
  const auto found = answer_of(net, "coverage.service_share(unit=household) within a");
  EXPECT_EQ(found.value(0), 0.1);
  EXPECT_EQ(basis_of_row(found, 0), "mixed");
}

TEST(beneficiaries, what_does_not_go_together_is_refused) {
  EXPECT_TRUE(says(refusal_of(world(), "coverage.service_share(unit=village)"),
                   "unit='village' is neither persons nor a level of the places"));
  EXPECT_TRUE(says(refusal_of(world(), "coverage.service_share(roll_up=true)"), "unit=household"));
  EXPECT_TRUE(says(refusal_of(world(), "coverage.service_share(unit=household) by sex"), "only where unit is persons"));
  EXPECT_TRUE(says(refusal_of(world(), "coverage.service_share by place.colour"), "home.<column>"));
  EXPECT_TRUE(says(refusal_of(world(), "coverage.service_share by kind"), "cannot be split by 'kind'"));
}

TEST(beneficiaries, rolled_up_households_follow_who_moves) {
  const auto ready = prepared(world(), {coverage::service_share{.unit = "household", .roll_up = true}}, {});
  const std::vector<edit> moved{{.verb = verb::rehome, .member = "p1", .place = "h3"}};
  EXPECT_EQ(ready.update(moved).table().value(0), 1);  // h1 by p2, h2, h3 by p1
}

}  // namespace
}  // namespace linli::testing
