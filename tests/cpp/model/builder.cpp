// SPDX-License-Identifier: Apache-2.0
// From tables to a network: every problem is named, and nothing is half-built.
#include <linli/model/builder.hpp>

#include <gtest/gtest.h>

#include <linli/model/fingerprint.hpp>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

frame two_places() {
  return text_frame("places", {{"id", {"a", "b"}}, {"level", {"community", "grid"}}, {"parent", {"", "a"}}});
}

TEST(builder, makes_a_network_of_no_tables_at_all) {
  const auto net = built({});
  for (const auto& rule : schema) EXPECT_EQ(net.row_count(rule.id), 0U) << rule.name;
  EXPECT_TRUE(net.state().warnings.empty());
  EXPECT_TRUE(net.as_of().is_null());
}

TEST(builder, gives_every_column_of_the_schema_to_every_table) {
  const auto net = built({two_places()});
  for (const auto& rule : schema)
    for (const auto& c : rule.columns)
      EXPECT_EQ(net.rows(rule.id)[c.name].size(), net.rows(rule.id).rows) << rule.name << "." << c.name;
}

TEST(builder, refuses_a_table_that_the_schema_does_not_know) {
  builder maker;
  try {
    maker.add(text_frame("people", {{"id", {"a"}}}));
    FAIL();
  } catch (const schema_error& e) {
    EXPECT_TRUE(says(e.what(), "'people'"));
    EXPECT_TRUE(says(e.what(), "persons"));
  }
}

TEST(builder, refuses_a_table_given_twice) {
  builder maker;
  maker.add(two_places());
  EXPECT_THROW(maker.add(two_places()), schema_error);
}

TEST(builder, misses_required_columns_and_offers_the_one_that_may_be_meant) {
  const auto found = raised_by({text_frame("places", {{"id", {"a"}}, {"lvel", {"grid"}}})});
  EXPECT_EQ(told(found, severity::error), (cells{"places level: missing_column"}));
  EXPECT_TRUE(says(found.rows()[0].message, "'lvel'"));
  EXPECT_EQ(problems_of({text_frame("persons", {{"home", {"a"}}})}), (cells{"persons id: missing_column"}));
  EXPECT_EQ(problems_of({text_frame("activities", {{"kind", {"a"}}})}),
            (cells{"activities person: missing_column", "activities group: missing_column",
                   "activities date: missing_column"}));
}

TEST(builder, misses_no_column_of_a_table_without_columns) {
  EXPECT_EQ(problems_of({frame{"places", 0, {}}}), cells{});
}

TEST(builder, misses_a_required_column_even_of_a_table_without_rows) {
  EXPECT_EQ(problems_of({text_frame("places", {{"id", {}}})}), (cells{"places level: missing_column"}));
}

TEST(builder, takes_a_table_with_a_header_and_no_rows) {
  EXPECT_EQ(built({text_frame("places", {{"id", {}}, {"level", {}}})}).row_count(table_id::places), 0U);
}

TEST(builder, names_a_repeated_id) {
  const auto found = raised_by({text_frame("persons", {{"id", {"甲", "乙", "甲", "甲"}}})});
  EXPECT_EQ(told(found, severity::error),
            (cells{"persons 2 id: duplicate_id (甲)", "persons 3 id: duplicate_id (甲)"}));
  EXPECT_EQ(problems_of({typed_frame("persons", {{"id", integers({7, 7})}})}),
            (cells{"persons 1 id: duplicate_id (7)"}));
}

TEST(builder, lets_an_id_stand_in_several_tables) {
  EXPECT_EQ(problems_of({text_frame("places", {{"id", {"1"}}, {"level", {"grid"}}}),
                         text_frame("persons", {{"id", {"1"}}}), text_frame("teams", {{"id", {"1"}}, {"kind", {"k"}}}),
                         text_frame("forums", {{"id", {"1"}}, {"kind", {"k"}}})}),
            cells{});
}

TEST(builder, names_a_row_without_an_id) {
  EXPECT_EQ(problems_of({text_frame("persons", {{"id", {"a", ""}}})}), (cells{"persons 1 id: missing_value"}));
}

TEST(builder, names_a_required_cell_that_is_empty) {
  EXPECT_EQ(problems_of({text_frame("places", {{"id", {"a", "b"}}, {"level", {"grid", ""}}})}),
            (cells{"places 1 level: missing_value"}));
  EXPECT_EQ(problems_of({two_places(), text_frame("population", {{"place", {"a", ""}}, {"count", {"", "1"}}})}),
            (cells{"population 1 place: missing_value", "population 0 count: missing_value"}));
}

TEST(builder, names_what_is_not_a_number) {
  EXPECT_EQ(problems_of({text_frame("persons", {{"id", {"a", "b", "c", "d"}}, {"age", {"67", "old", "6.5", "68.0"}}})}),
            (cells{"persons 1 age: not_a_number (old)", "persons 2 age: not_a_number (6.5)"}));
  EXPECT_EQ(problems_of({text_frame("places", {{"id", {"a"}}, {"level", {"grid"}}, {"lon", {"115E"}}})}),
            (cells{"places 0 lon: not_a_number (115E)"}));
}

TEST(builder, names_what_is_not_a_date) {
  const auto found = raised_by(
      {text_frame("persons", {{"id", {"a", "b", "c"}}, {"birth_date", {"1900-02-28", "1900-02-29", "28/2/1900"}}})});
  EXPECT_EQ(told(found, severity::error),
            (cells{"persons 1 birth_date: not_a_date (1900-02-29)", "persons 2 birth_date: not_a_date (28/2/1900)"}));
  EXPECT_TRUE(says(found.rows()[0].message, "2018-01-31"));
}

TEST(builder, names_a_negative_count) {
  EXPECT_EQ(problems_of(
                {text_frame("places", {{"id", {"a", "b"}}, {"level", {"grid", "grid"}}, {"population", {"-1", "0"}}})}),
            (cells{"places 0 population: negative (-1)"}));
  EXPECT_EQ(problems_of({text_frame("places", {{"id", {"a"}}, {"level", {"grid"}}, {"lon", {"-115.5"}}})}), cells{});
}

TEST(builder, names_a_word_outside_a_closed_vocabulary) {
  const auto found = raised_by(
      {text_frame("organisations", {{"id", {"a", "b"}}, {"kind", {"k", "k"}}, {"registration", {"filed", "Filed"}}})});
  EXPECT_EQ(told(found, severity::error), (cells{"organisations 1 registration: unknown_word (Filed)"}));
  EXPECT_TRUE(says(found.rows()[0].message, "registered, filed"));
}

TEST(builder, knows_every_state_of_an_issue) {
  const auto states = cells(issue_states.begin(), issue_states.end());
  EXPECT_EQ(
      problems_of({two_places(), text_frame("issues", {{"id", {"i"}}, {"place", {"a"}}, {"raised_at", {"2018-01-01"}}}),
                   text_frame("issue_events", {{"issue", cells(states.size(), "i")},
                                               {"state", states},
                                               {"at", cells(states.size(), "2018-01-02")}})}),
      cells{});
}

// Each rule of the contract that the builder itself gives.
frames world_with_every_problem() {
  return {text_frame("places", {{"id", {"a", "b", "c", "d", "d", "e", "f"}},
                                {"level", {"grid", "grid", "community", "community", "grid", "estate", "estate"}},
                                {"parent", {"", "a", "d", "c", "", "", ""}},
                                {"population", {"", "", "", "", "", "many", "-5"}}}),
          text_frame("persons", {{"id", {"p1", "p2", "p3", "p4"}},
                                 {"home", {"a", "nowhere", "t1", "a"}},
                                 {"birth_date", {"yesterday", "", "", ""}},
                                 {"since", {"", "", "", "2018-01-02"}},
                                 {"until", {"", "", "", "2018-01-01"}}}),
          text_frame("teams", {{"id", {"t1", "g"}}, {"kind", {"k", "k"}}}),
          text_frame("forums", {{"id", {"g"}}, {"kind", {""}}}),
          text_frame("memberships", {{"member", {"p1"}}, {"group", {"g"}}}),
          text_frame("service_counts", {{"service", {""}}, {"unit", {"heads"}}, {"count", {"1"}}}),
          text_frame("ties", {{"source", {"p1"}}})};
}

TEST(builder, finds_all_problems_in_one_pass) {
  const auto found = problems_of(world_with_every_problem());
  for (const auto* problem :
       {"places 1 level: level_inside_itself (grid)", "places 2 parent: cycle (d)", "places 3 parent: cycle (c)",
        "places 4 id: duplicate_id (d)", "places 5 population: not_a_number (many)",
        "places 6 population: negative (-5)", "persons 0 birth_date: not_a_date (yesterday)",
        "persons 1 home: dangling_reference (nowhere)", "persons 2 home: wrong_kind (t1)",
        "persons 3 until: until_before_since (2018-01-01)", "forums 0 kind: missing_value",
        "memberships 0 group: ambiguous_reference (g)", "service_counts 0 service: missing_value",
        "service_counts 0 unit: unknown_word (heads)", "ties target: missing_column"})
    EXPECT_TRUE(has(found, problem)) << problem;
}

TEST(builder, raises_one_error_that_lists_its_problems) {
  try {
    built(world_with_every_problem());
    FAIL();
  } catch (const data_error& e) {
    EXPECT_TRUE(says(e.what(), std::to_string(e.problems.errors()) + " problem(s)"));
    EXPECT_TRUE(says(e.what(), "persons, row 1, column home: dangling_reference"));
    EXPECT_EQ(e.problems.counts().at("cycle"), 2);
  }
}

TEST(builder, counts_problems_in_every_row_and_keeps_the_first) {
  const auto found = raised_by({text_frame("persons", {{"id", cells(5000, "a")}})});
  EXPECT_EQ(found.counts().at("duplicate_id"), 4999);
  EXPECT_LE(found.rows().size(), 1000U);
}

TEST(builder, numbers_rows_as_in_the_file) {
  auto persons = text_frame("persons", {{"id", {"a", "a", "a"}}});
  persons.first_row = 2;
  EXPECT_EQ(problems_of({persons}), (cells{"persons 3 id: duplicate_id (a)", "persons 4 id: duplicate_id (a)"}));
  persons.row_numbers = {2, 5, 9};
  EXPECT_EQ(problems_of({persons}), (cells{"persons 5 id: duplicate_id (a)", "persons 9 id: duplicate_id (a)"}));
}

TEST(builder, raises_what_a_reader_found_before_it) {
  diagnostics of_the_reader;
  of_the_reader.add({"persons", 3, "", "ragged_row", "", "4 cells under 3 columns"});
  builder maker;
  maker.note(of_the_reader).add(two_places());
  EXPECT_THROW(maker.build(), data_error);
  network_options lenient;
  lenient.strict = false;
  builder patient(lenient);
  const auto net = patient.note(of_the_reader).add(two_places()).build();
  EXPECT_EQ(told(net.state().warnings, severity::error), (cells{"persons 3: ragged_row"}));
  ASSERT_EQ(net.state().rejected.size(), 1U);
  EXPECT_EQ(told(net.state().rejected[0].reason), "persons 3: ragged_row");
}

TEST(lenient_builder, sets_bad_rows_aside_with_reason_and_cells) {
  const auto net = built_leniently(
      {two_places(),
       text_frame("persons", {{"id", {"甲", "乙", "丙"}}, {"home", {"a", "c", ""}}, {"age", {"", "70", "x"}}})});
  EXPECT_EQ(column_of(net, table_id::persons, "id"), (cells{"甲"}));
  ASSERT_EQ(net.state().rejected.size(), 2U);
  EXPECT_EQ(told(net.state().rejected[0].reason), "persons 1 home: dangling_reference (c)");
  EXPECT_EQ(net.state().rejected[0].cells, "id=乙; home=c; age=70");
  EXPECT_EQ(told(net.state().rejected[1].reason), "persons 2 age: not_a_number (x)");
  EXPECT_EQ(net.state().warnings.errors(), 2);
}

TEST(lenient_builder, sets_aside_what_hangs_on_a_bad_row) {
  const auto net = built_leniently(
      {text_frame("places",
                  {{"id", {"a", "b", "c"}}, {"level", {"community", "", "grid"}}, {"parent", {"", "a", "b"}}}),
       text_frame("persons", {{"id", {"p", "q"}}, {"home", {"c", "a"}}}),
       text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}, {"place", {"a"}}}),
       text_frame("memberships", {{"member", {"p", "q"}}, {"group", {"t", "t"}}})});
  EXPECT_EQ(column_of(net, table_id::places, "id"), (cells{"a"}));
  EXPECT_EQ(column_of(net, table_id::persons, "id"), (cells{"q"}));
  EXPECT_EQ(named_by(net, table_id::memberships, "member", 0), "persons q");
  cells reasons;
  for (const auto& row : net.state().rejected) reasons.push_back(told(row.reason));
  EXPECT_EQ(reasons, (cells{"places 1 level: missing_value", "places 2 parent: dangling_reference (b)",
                            "persons 0 home: dangling_reference (c)", "memberships 0 member: dangling_reference (p)"}));
}

TEST(lenient_builder, keeps_the_first_of_rows_with_one_id) {
  const auto net = built_leniently({text_frame("persons", {{"id", {"a", "a", "b"}}, {"age", {"60", "70", "80"}}})});
  EXPECT_EQ(column_of(net, table_id::persons, "age"), (cells{"60", "80"}));
  EXPECT_EQ(net.find(table_id::persons, "a"), 0);
  EXPECT_EQ(net.find(table_id::persons, "b"), 1);
}

TEST(lenient_builder, does_not_find_what_it_set_aside) {
  const auto net = built_leniently({text_frame("persons", {{"id", {"a", "b"}}, {"age", {"-1", "80"}}})});
  EXPECT_EQ(net.find(table_id::persons, "a"), -1);
  EXPECT_EQ(net.find(table_id::persons, "b"), 0);
  const auto teams = built_leniently({text_frame("party_organisations", {{"id", {"1", "2"}}, {"kind", {"", "k"}}}),
                                      text_frame("teams", {{"id", {"1", "2"}}, {"kind", {"", "k"}}})});
  EXPECT_EQ(teams.find(table_id::teams, "1"), -1);
  EXPECT_EQ(teams.find(table_id::teams, "2"), 1);
}

TEST(lenient_builder, does_without_a_table_that_misses_a_column) {
  const auto net = built_leniently({two_places(), text_frame("forums", {{"id", {"f"}}})});
  EXPECT_EQ(net.row_count(table_id::forums), 0U);
  EXPECT_EQ(net.row_count(table_id::places), 2U);
  EXPECT_EQ(told(net.state().warnings, severity::error), (cells{"forums kind: missing_column"}));
}

TEST(lenient_builder, builds_something_of_a_world_with_every_problem) {
  const auto net = built_leniently(world_with_every_problem());
  EXPECT_EQ(column_of(net, table_id::places, "id"), (cells{"a"}));
  EXPECT_EQ(net.row_count(table_id::persons), 0U);
  EXPECT_EQ(column_of(net, table_id::teams, "id"), (cells{"t1", "g"}));
}

TEST(lenient_builder, finds_nothing_wrong_where_nothing_is) {
  const auto net = built_leniently(small_world());
  EXPECT_TRUE(net.state().rejected.empty());
  EXPECT_EQ(fingerprint(net), fingerprint(built(small_world())));
}

}  // namespace
}  // namespace linli::testing
