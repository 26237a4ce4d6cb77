// SPDX-License-Identifier: Apache-2.0
// Places, households, columns of places, groups and their members, sessions, people helped.
#include <linli/measure/counts.hpp>

#include <string>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: a city with communities a and b, two households in a and one in b.
const text_columns places{
    {"id", {"city", "a", "b", "h1", "h2", "h3", "old"}},
    {"level", {"city", "community", "community", "household", "household", "household", "community"}},
    {"parent", {"", "city", "city", "a", "a", "b", "city"}},
    {"until", {"", "", "", "", "", "", "2020-01-01"}},
    {"area", {"12", "4", "5.5", "", "", "", ""}},
    {"green", {"", "1", "0.5", "", "", "", ""}},
    {"change", {"", "-3", "1", "", "", "", ""}},
    {"style", {"", "new", "old", "", "", "", ""}}};

network world(std::vector<frame> more = {}) {
  more.push_back(text_frame("places", places));
  network_options options;
  options.as_of = "2024-06-30";
  return built(std::move(more), options);
}

TEST(counts, places_are_those_in_force_at_or_below) {
  EXPECT_EQ(value_of(world(), "counts.places"), 6);
  EXPECT_EQ(value_of(world(), "counts.places on 2019-12-31"), 7);
  EXPECT_EQ(ask(world(), "counts.places by community"), (lines{"a: 3", "b: 2", "old: 0", "-: 1"}));
  EXPECT_EQ(ask(world(), "counts.places(of_level=household) by community"), (lines{"a: 2", "b: 1", "old: 0"}));
  EXPECT_EQ(value_of(world(), "counts.places where place.style=new"),
            3);  // the households of a inherit it
}

TEST(counts, households_are_household_places_or_what_a_place_gives) {
  EXPECT_EQ(ask(world(), "counts.households by community"), (lines{"a: 2", "b: 1", "old: 0"}));
  EXPECT_EQ(value_of(world(), "counts.households"), 3);
  const auto net = world({text_frame("population", {{"place", {"a"}}, {"count", {"9"}}, {"unit", {"households"}}})});
  EXPECT_EQ(ask(net, "counts.households by community"), (lines{"a: 9", "b: 1", "old: 0"}));
  EXPECT_EQ(value_of(net, "counts.households"), 10);
}

TEST(counts, households_are_unknown_where_no_place_is_one) {
  const auto net = built({text_frame("places", {{"id", {"a"}}, {"level", {"community"}}, {"parent", {""}}})});
  EXPECT_EQ(ask(net, "counts.households"), lines{"null"});
  EXPECT_EQ(note_of(net, "counts.households"), "households unknown");
}

TEST(counts, a_total_is_what_a_place_gives_else_the_sum_of_its_parts) {
  EXPECT_EQ(value_of(world(), "counts.total(column=area)"), 12);
  EXPECT_EQ(ask(world(), "counts.total(column=area) by community"), (lines{"a: 4", "b: 5.5", "old: null", "-: 2.5"}));
  EXPECT_EQ(value_of(world(), "counts.total(column=green)"), 1.5);
  EXPECT_EQ(note_of(world(), "counts.total(column=area) within h1"), "no place gives this column");
}

TEST(counts, a_total_may_be_negative) {
  EXPECT_EQ(value_of(world(), "counts.total(column=change) within a"), -3);
  EXPECT_EQ(value_of(world(), "counts.total(column=change)"), -2);
}

TEST(counts, a_total_needs_a_numeric_column_of_places) {
  EXPECT_TRUE(says(refusal_of(world(), "counts.total(column=style)"), "column='style' is no numeric column of places"));
  EXPECT_TRUE(says(refusal_of(world(), "counts.total(column=nothing)"), "no numeric column"));
  EXPECT_TRUE(says(refusal_of(world(), "counts.total"), "counts.total needs column="));
}

TEST(counts, a_share_is_one_column_over_another) {
  // a: 1 of 4; the city: 1 + 0.5 of the 12 that it gives itself
  const auto found = answer_of(world(), "counts.share(column=green, of=area)");
  EXPECT_EQ(found.numerator(0), 1.5);
  EXPECT_EQ(found.denominator(0), 12);
  EXPECT_EQ(found.value(0), 0.125);
  EXPECT_EQ(value_of(world(), "counts.share(column=green, of=area) within a"), 0.25);
  EXPECT_EQ(value_of(world(), "counts.share(column=green, of=area) within h1"), std::nullopt);
}

// Synthetic: t1 serves a and, by `serves`, b too; t2 the city; t3 ended; t4 is unplaced.
network with_groups() {
  return world({text_frame("teams", {{"id", {"t1", "t2", "t3", "t4", "t5"}},
                                     {"kind", {"aid", "club", "aid", "aid", "club"}},
                                     {"place", {"a", "city", "a", "", "b"}},
                                     {"until", {"", "", "2024-01-01", "", ""}},
                                     {"head_count", {"", "", "", "", "8"}},
                                     {"grade", {"good", "poor", "", "", "good"}}}),
                text_frame("organisations", {{"id", {"o1"}}, {"kind", {"firm"}}, {"place", {"a"}}}),
                text_frame("serves", {{"group", {"t1"}}, {"place", {"b"}}}),
                text_frame("persons", {{"id", {"p1", "p2", "p3"}}, {"sex", {"F", "M", "F"}}}),
                text_frame("memberships", {{"member", {"p1", "p1", "p2", "o1", "p3"}},
                                           {"group", {"t1", "t2", "t1", "t1", "t3"}},
                                           {"role", {"head", "", "", "", ""}}})});
}

TEST(counts, a_group_counts_once_wherever_it_serves) {
  const auto net = with_groups();
  EXPECT_EQ(value_of(net, "counts.groups"), 3);  // t1, t2, t5
  EXPECT_EQ(ask(net, "counts.groups by community"), (lines{"a: 1", "b: 2", "old: 0", "-: 1"}));
  EXPECT_EQ(value_of(net, "counts.groups on 2023-12-31"), 4);
  EXPECT_EQ(value_of(net, "counts.groups(table=organisations)"), 1);
  EXPECT_EQ(value_of(net, "counts.groups(kind=aid)"), 1);
  EXPECT_EQ(value_of(net, "counts.groups(kind=none)"), 0);
  EXPECT_EQ(value_of(net, "counts.groups where team.grade=good"), 2);
}

TEST(counts, groups_split_by_the_kinds_of_their_table) {
  EXPECT_EQ(ask(with_groups(), "counts.groups by kind"), (lines{"aid: 1", "club: 2"}));
  EXPECT_EQ(ask(with_groups(), "counts.groups(table=organisations) by kind"), lines{"firm: 1"});
}

TEST(counts, kinds_are_distinct) {
  EXPECT_EQ(value_of(with_groups(), "counts.kinds"), 2);
  EXPECT_EQ(ask(with_groups(), "counts.kinds by community"), (lines{"a: 1", "b: 2", "old: 0", "-: 1"}));
}

TEST(counts, members_are_distinct_persons_in_force) {
  const auto net = with_groups();
  EXPECT_EQ(value_of(net, "counts.members(kind=aid)"),
            2);  // p1, p2; neither o1 nor p3 of a team that ended
  EXPECT_EQ(value_of(net, "counts.members(kind=aid) within a"), 2);
  EXPECT_EQ(value_of(net, "counts.members(kind=aid) where sex=F"), 1);
  EXPECT_EQ(value_of(net, "counts.members(kind=aid, role=head)"), 1);
  EXPECT_EQ(value_of(net, "counts.members(kind=aid, role=nobody)"), 0);
}

TEST(counts, members_have_bounds_where_a_team_gives_only_a_head_count) {
  EXPECT_EQ(ask(with_groups(), "counts.members"), lines{"null"});
  EXPECT_TRUE(says(note_of(with_groups(), "counts.members"), "1 team(s) give only a head count"));
  EXPECT_EQ(ask(with_groups(), "counts.members by kind"), (lines{"aid: 2", "club: null"}));
}

// Synthetic: s1 lists its meetings, s2 and s3 only count.
network with_services() {
  return world(
      {text_frame("services",
                  {{"id", {"s1", "s2", "s3"}}, {"kind", {"lecture", "lecture", "aid"}}, {"place", {"a", "b", "b"}}}),
       text_frame("meetings", {{"id", {"m1", "m2", "m3"}},
                               {"held_by", {"s1", "s1", "s1"}},
                               {"date", {"2024-01-10", "2024-02-01", "2025-01-01"}}}),
       text_frame("service_counts",
                  {{"service", {"s1", "s2", "s2", "s3", "s3", "s3", "s3"}},
                   {"unit", {"sessions", "sessions", "sessions", "persons", "persons", "persons", "households"}},
                   {"count", {"99", "5", "7", "100", "20", "40", "11"}},
                   {"since", {"", "2024-01-01", "2024-02-01", "", "", "", ""}},
                   {"until", {"", "2024-02-01", "2024-03-01", "", "", "", ""}},
                   {"outcome", {"", "", "", "", "employed", "trained", ""}}})});
}

TEST(counts, sessions_are_meetings_where_these_are_listed_else_counts) {
  const auto net = with_services();
  EXPECT_EQ(ask(net, "counts.sessions by community"), (lines{"a: 2", "b: 12", "old: 0"}));
  EXPECT_EQ(basis_of_only(net, "counts.sessions"), "mixed");
  EXPECT_EQ(basis_of_only(net, "counts.sessions within a"), "rows");
  EXPECT_EQ(basis_of_only(net, "counts.sessions within b"), "totals");
}

TEST(counts, sessions_of_a_window_are_those_that_lie_wholly_in_it) {
  EXPECT_EQ(value_of(with_services(), "counts.sessions during 2024-01"), 1 + 5);
  EXPECT_EQ(value_of(with_services(), "counts.sessions during 2024-Q1"), 2 + 12);
  EXPECT_EQ(value_of(with_services(), "counts.sessions within b during 2024-01-15..2024-03-01"), 7);
}

TEST(counts, people_helped_are_never_added_over_outcomes) {
  const auto net = with_services();
  EXPECT_EQ(value_of(net, "counts.helped"), 100);
  EXPECT_EQ(value_of(net, "counts.helped(outcome=trained)"), 40);
  EXPECT_EQ(value_of(net, "counts.helped(unit=households)"), 11);
  EXPECT_EQ(ask(net, "counts.helped by outcome"), (lines{"employed: 20", "trained: 40", "-: 100"}));
  EXPECT_EQ(note_of(net, "counts.helped(outcome=unheard)"), "no such count is given");
  EXPECT_EQ(basis_of_only(net, "counts.helped"), "totals");
}

}  // namespace
}  // namespace linli::testing
