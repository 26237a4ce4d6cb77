// SPDX-License-Identifier: Apache-2.0
// Not reported is not zero: tables that were not given, places and times that were not collected.
#include <linli/measure/observed.hpp>

#include <string>

#include <gtest/gtest.h>

#include "measure/answers.hpp"

namespace linli::testing {
namespace {

// Synthetic: communities a (building a1) and b in a city; estate z holds a1.
std::vector<frame> places() {
  return {text_frame("places", {{"id", {"city", "a", "b", "a1", "z"}},
                                {"level", {"city", "community", "community", "building", "estate"}},
                                {"parent", {"", "city", "city", "a", "city"}}}),
          text_frame("place_in", {{"place", {"a1"}}, {"zone", {"z"}}})};
}
network world(std::vector<frame> more) {
  auto all = places();
  for (auto& table : more) all.push_back(std::move(table));
  network_options options;
  options.as_of = "2024-06-30";
  return built(std::move(all), options);
}
frame empty_issues() { return text_frame("issues", {{"id", {}}, {"place", {}}, {"raised_at", {}}}); }
frame teams() {
  return text_frame("teams", {{"id", {"t"}}, {"kind", {"aid"}}, {"place", {"a"}}, {"head_count", {"3"}}});
}

TEST(observed, a_table_that_was_not_given_says_nothing) {
  EXPECT_EQ(value_of(world({}), "deliberation.raised"), std::nullopt);
  EXPECT_EQ(note_of(world({}), "deliberation.raised"), "needs the table issues");
  EXPECT_EQ(note_of(world({}), "counts.groups(table=organisations)"), "needs the table organisations");
}

TEST(observed, a_table_that_was_given_empty_says_that_there_is_nothing) {
  EXPECT_EQ(value_of(world({empty_issues()}), "deliberation.raised"), 0);
}

TEST(observed, totals_stand_in_for_a_table_that_was_not_given) {
  EXPECT_EQ(value_of(world({teams()}), "coverage.memberships"), 3);  // a head count, no memberships
  EXPECT_EQ(
      value_of(world({text_frame("population", {{"place", {"a"}}, {"count", {"5"}}})}), "counts.residents within a"),
      5);
}

// `issues` were collected in a from February to May only.
network collected(const text_columns& where = {
                      {"table", {"issues"}}, {"place", {"a"}}, {"since", {"2024-02-01"}}, {"until", {"2024-06-01"}}}) {
  return world({text_frame("issues", {{"id", {"i"}}, {"place", {"a"}}, {"raised_at", {"2024-03-01"}}}),
                text_frame("observed", where)});
}

TEST(observed, a_place_that_was_not_collected_is_null) {
  EXPECT_EQ(ask(collected(), "deliberation.raised by community"), (lines{"a: 1", "b: null"}));
  EXPECT_EQ(note_of(collected(), "deliberation.raised within b"), "not reported: issues");
}

TEST(observed, a_place_was_collected_with_all_below_it_and_in_part_with_what_is_above) {
  EXPECT_EQ(value_of(collected(), "deliberation.raised within a1"), 0);
  EXPECT_EQ(value_of(collected(), "deliberation.raised"), 1);
}

TEST(observed, a_zone_was_collected_where_its_parts_were) {
  EXPECT_EQ(answer_of(collected(), "deliberation.raised by estate").value(0), 0);
}

TEST(observed, a_time_that_was_not_collected_is_null) {
  EXPECT_EQ(ask(collected(), "deliberation.raised by month within a during 2024-H1"),
            (lines{"2024-01: null", "2024-02: 0", "2024-03: 1", "2024-04: 0", "2024-05: 0", "2024-06: null"}));
  EXPECT_EQ(value_of(collected(), "deliberation.raised within a on 2024-01-31"), std::nullopt);
}

TEST(observed, a_stock_was_collected_if_its_day_was) {
  const auto net = world({teams(), text_frame("observed", {{"table", {"teams", "memberships"}},
                                                           {"place", {"city", "city"}},
                                                           {"since", {"2024-02-01", "2024-02-01"}}})});
  EXPECT_EQ(value_of(net, "coverage.teams on 2024-01-31"), std::nullopt);
  EXPECT_EQ(value_of(net, "coverage.teams on 2024-02-01"), 1);
}

TEST(observed, a_table_that_the_record_does_not_name_counts_as_collected) {
  EXPECT_EQ(value_of(collected({{"table", {"meetings"}}, {"place", {"b"}}}), "deliberation.raised"), 1);
}

TEST(observed, one_of_two_tables_is_enough_where_either_will_do) {
  const auto members = [](std::vector<frame> more) {
    more.push_back(text_frame("teams", {{"id", {"t"}}, {"kind", {"aid"}}, {"place", {"a"}}}));
    more.push_back(text_frame("persons", {{"id", {"p"}}, {"home", {"a"}}}));
    more.push_back(text_frame("memberships", {{"member", {"p"}}, {"group", {"t"}}}));
    return world(std::move(more));
  };
  const auto acts = [] {
    return text_frame("activities", {{"person", {"p"}}, {"group", {"t"}}, {"date", {"2024-03-01"}}});
  };
  EXPECT_EQ(note_of(members({}), "coverage.active_members"), "needs the table activities or attendances");
  EXPECT_EQ(value_of(members({acts()}), "coverage.active_members"), 1);
  const auto elsewhere = text_frame("observed", {{"table", {"activities"}}, {"place", {"b"}}});
  EXPECT_EQ(note_of(members({acts(), elsewhere}), "coverage.active_members within a"),
            "not reported: activities or attendances");
}

TEST(observed, the_provider_asked_about_is_the_table_that_is_read) {
  const auto net = world({teams(), text_frame("observed", {{"table", {"teams"}}, {"place", {"b"}}})});
  EXPECT_EQ(note_of(net, "coverage.place_share(of_level=community, provider=services)"), "needs the table services");
  for (const auto* provider : {"teams", "aid"})
    EXPECT_EQ(ask(net, std::string("coverage.place_share(of_level=community, provider=") + provider + ") by community"),
              (lines{"a: null", "b: 0"}))
        << provider;
}

TEST(observed, who_never_came_looks_at_the_whole_record) {
  const auto net = world(
      {text_frame("persons", {{"id", {"p"}}, {"home", {"a"}}}),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"a"}}}),
       text_frame("meetings", {{"id", {"m"}}, {"held_by", {"f"}}, {"date", {"2024-02-10"}}}),
       text_frame("attendances", {{"meeting", {"m"}}, {"person", {"p"}}}),
       text_frame(
           "observed",
           {{"table", {"attendances"}}, {"place", {"a"}}, {"since", {"2024-02-01"}}, {"until", {"2024-03-01"}}})});
  EXPECT_EQ(value_of(net, "participation.never_share within a during 2024-05"), 0);
  EXPECT_EQ(note_of(net, "participation.rate within a during 2024-05"), "not reported: attendances");
}

TEST(observed, a_roster_behind_a_flow_is_read_as_a_stock) {
  const auto net = world(
      {teams(), text_frame("activities", {{"person", {}}, {"group", {}}, {"date", {}}}),
       text_frame(
           "observed",
           {{"table", {"memberships"}}, {"place", {"city"}}, {"since", {"2024-01-01"}}, {"until", {"2024-02-01"}}})});
  EXPECT_EQ(note_of(net, "coverage.active_members during 2024-01"), "not reported: memberships");
}

TEST(observed, a_measure_of_measures_leaves_out_what_was_not_collected) {
  const auto found = answer_of(collected(), "inequality.gini(of=deliberation.raised, across=community)");
  EXPECT_EQ(found.denominator(0), 1);
  EXPECT_TRUE(says(found.note(0), "1 place(s) left out"));
}

}  // namespace
}  // namespace linli::testing
