// SPDX-License-Identifier: Apache-2.0
// What a network takes from its tables: types, attributes, and what is not said.
#include <linli/model/builder.hpp>

#include <gtest/gtest.h>

#include <linli/model/fingerprint.hpp>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

frame two_places() {
  return text_frame("places", {{"id", {"a", "b"}}, {"level", {"community", "grid"}}, {"parent", {"", "a"}}});
}

TEST(builder, infers_the_types_of_attributes_and_keeps_their_nulls) {
  const auto net = built({text_frame("persons", {{"id", {"1", "2"}},
                                                 {"years", {"3", ""}},
                                                 {"score", {"0.5", "2"}},
                                                 {"moved", {"2001-01-01", ""}},
                                                 {"alone", {"true", "false"}},
                                                 {"block", {"007", "12"}},
                                                 {"note", {"", ""}}})});
  const auto type_of = [&](const char* name) { return net.rows(table_id::persons)[name].type(); };
  EXPECT_EQ(type_of("years"), value_type::integer);
  EXPECT_TRUE(net.rows(table_id::persons)["years"].is_null(1));
  EXPECT_EQ(type_of("score"), value_type::number);
  EXPECT_EQ(type_of("moved"), value_type::instant);
  EXPECT_EQ(type_of("alone"), value_type::boolean);
  EXPECT_EQ(type_of("block"), value_type::text);
  EXPECT_EQ(column_of(net, table_id::persons, "block"), (cells{"007", "12"}));
  EXPECT_TRUE(net.rows(table_id::persons)["note"].is_null(0));
}

TEST(builder, names_attributes_of_groups_by_their_table) {
  const auto net = built({text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}, {"budget", {"5"}}}),
                          text_frame("forums", {{"id", {"f"}}, {"kind", {"k"}}, {"budget", {"many"}}})});
  EXPECT_EQ(column_of(net, table_id::teams, "teams.budget"), (cells{"5"}));
  EXPECT_EQ(column_of(net, table_id::teams, "forums.budget"), (cells{""}));
  EXPECT_EQ(column_of(net, table_id::forums, "forums.budget"), (cells{"many"}));
  EXPECT_EQ(net.rows(table_id::teams).find("budget"), nullptr);
}

TEST(builder, warns_of_a_column_that_is_not_used) {
  const auto net =
      built({two_places(), text_frame("observed", {{"table", {"meetings"}}, {"place", {"a"}}, {"colour", {"red"}}})});
  EXPECT_TRUE(has(warnings_of(net), "observed colour: unknown_column"));
}

TEST(builder, takes_columns_with_types_as_it_takes_texts) {
  const auto null = null_integer;
  const auto typed = built({typed_frame("places", {{"id", integers({1, 2})},
                                                   {"level", texts({"community", "grid"})},
                                                   {"parent", numbers({std::nan(""), 1})},
                                                   {"population", numbers({10, std::nan("")})}}),
                            typed_frame("persons", {{"id", texts({"甲", "乙"})}, {"home", integers({2, null})}}),
                            typed_frame("issues", {{"id", integers({5})},
                                                   {"place", integers({1})},
                                                   {"raised_at", column::of({*parse_instant("2018-01-31")})},
                                                   {"satisfied", booleans({1})}})});
  const auto plain = built(
      {text_frame(
           "places",
           {{"id", {"1", "2"}}, {"level", {"community", "grid"}}, {"parent", {"", "1"}}, {"population", {"10", ""}}}),
       text_frame("persons", {{"id", {"甲", "乙"}}, {"home", {"2", ""}}}),
       text_frame("issues",
                  {{"id", {"5"}}, {"place", {"1"}}, {"raised_at", {"2018-01-31"}}, {"satisfied", {"true"}}})});
  EXPECT_EQ(fingerprint(typed), fingerprint(plain));
}

frames dated_world() {
  return {two_places(), text_frame("forums", {{"id", {"f"}}, {"kind", {"k"}}, {"place", {"a"}}}),
          text_frame("meetings", {{"id", {"m"}}, {"held_by", {"f"}}, {"date", {"2018-03-01"}}}),
          text_frame("issues", {{"id", {"i"}}, {"place", {"a"}}, {"raised_at", {"2018-02-01"}}}),
          text_frame("issue_events", {{"issue", {"i"}}, {"state", {"closed"}}, {"at", {"2018-03-05T10:00"}}})};
}

TEST(builder, is_as_of_the_last_day_of_meetings_issues_and_events) {
  EXPECT_EQ(text_of(built(dated_world()).as_of()), "2018-03-05");
  auto without_events = dated_world();
  without_events.pop_back();
  EXPECT_EQ(text_of(built(without_events).as_of()), "2018-03-01");
}

TEST(builder, is_as_of_the_day_that_it_is_told) {
  network_options options;
  options.as_of = "2018-12-31";
  EXPECT_EQ(text_of(built(dated_world(), options).as_of()), "2018-12-31");
  options.as_of = "soon";
  EXPECT_THROW(built(dated_world(), options), schema_error);
}

TEST(builder, converts_times_with_an_offset_to_its_zone) {
  auto tables = dated_world();
  tables[2] = text_frame("meetings", {{"id", {"m"}}, {"held_by", {"f"}}, {"date", {"2018-03-01T20:00Z"}}});
  EXPECT_EQ(column_of(built(tables), table_id::meetings, "date"), (cells{"2018-03-02T04:00:00"}));
  network_options options;
  options.zone_minutes = 0;
  EXPECT_EQ(column_of(built(tables, options), table_id::meetings, "date"), (cells{"2018-03-01T20:00:00"}));
}

TEST(builder, takes_persons_for_all_residents_unless_a_population_is_given) {
  const auto who = [](frames tables) { return built(std::move(tables)).persons_are(); };
  EXPECT_EQ(who({two_places()}), persons_are::all_residents);
  EXPECT_EQ(who({text_frame("places", {{"id", {"a"}}, {"level", {"grid"}}, {"population", {"9"}}})}),
            persons_are::listed_only);
  EXPECT_EQ(who({text_frame("places", {{"id", {"a"}}, {"level", {"grid"}}, {"households", {"9"}}})}),
            persons_are::all_residents);
  EXPECT_EQ(who({two_places(), text_frame("population", {{"place", {"a"}}, {"count", {"9"}}})}),
            persons_are::listed_only);
  EXPECT_EQ(
      who({two_places(), text_frame("population", {{"place", {"a"}}, {"count", {"9"}}, {"unit", {"households"}}})}),
      persons_are::all_residents);
}

TEST(builder, believes_what_it_is_told_of_persons_and_origin) {
  network_options options;
  options.persons_are = persons_are::listed_only;
  options.origin = origin::synthetic;
  const auto net = built({two_places()}, options);
  EXPECT_EQ(net.persons_are(), persons_are::listed_only);
  EXPECT_EQ(net.origin(), origin::synthetic);
  EXPECT_EQ(built({two_places()}).origin(), origin::observed);
}

TEST(builder, counts_the_kinds_found_in_teams_whatever_their_date) {
  const auto net = built({text_frame("teams", {{"id", {"1", "2", "3"}},
                                               {"kind", {"志愿者", "物业", "志愿者"}},
                                               {"until", {"1999-01-01", "1999-01-01", ""}}}),
                          text_frame("forums", {{"id", {"f"}}, {"kind", {"议事厅"}}})});
  EXPECT_EQ(net.scheme().keys(), (cells{"志愿者", "物业"}));
}

TEST(builder, stops_when_asked_and_builds_nothing) {
  control watch;
  watch.stop = true;
  const controlled here(watch);
  EXPECT_THROW(built(small_world()), interrupted);
}

}  // namespace
}  // namespace linli::testing
