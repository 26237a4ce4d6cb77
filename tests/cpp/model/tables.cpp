// SPDX-License-Identifier: Apache-2.0
// A network gives its tables back.
#include <linli/model/tables.hpp>

#include <gtest/gtest.h>

#include <linli/model/edits.hpp>
#include <linli/model/fingerprint.hpp>

#include "model/same_network.hpp"
#include "model/small_world.hpp"

namespace linli::testing {
namespace {

using cells = std::vector<std::string>;

TEST(tables, come_back_in_the_users_order) {
  const auto net = built(small_world());
  EXPECT_EQ(cells_of(to_frame(net, table_id::persons), "id"), (cells{"p3", "p1", "p2", "p4"}));
  EXPECT_EQ(cells_of(to_frame(net, table_id::meetings), "id"), (cells{"20", "10"}));
  EXPECT_EQ(cells_of(to_frame(net, table_id::memberships), "member"), (cells{"p3", "2", "p1", "p3"}));
}

TEST(tables, hold_the_columns_with_values_and_every_attribute) {
  const auto net = built(small_world());
  EXPECT_EQ(column_names(to_frame(net, table_id::teams)), (cells{"id", "kind", "place", "led_by", "budget"}));
  EXPECT_EQ(column_names(to_frame(net, table_id::places)), (cells{"id", "level", "parent", "lon", "estate_age"}));
}

TEST(tables, keep_integer_ids_as_integers_and_texts_as_texts) {
  const auto net = built(small_world());
  const auto type_of = [&](table_id table, const char* name) { return to_frame(net, table).find(name)->type(); };
  EXPECT_EQ(type_of(table_id::places, "id"), value_type::integer);
  EXPECT_EQ(type_of(table_id::places, "parent"), value_type::integer);
  EXPECT_EQ(type_of(table_id::teams, "id"), value_type::integer);
  EXPECT_EQ(type_of(table_id::teams, "led_by"), value_type::integer);
  EXPECT_EQ(type_of(table_id::organisations, "id"), value_type::text);
  EXPECT_EQ(type_of(table_id::memberships, "group"), value_type::text);
}

TEST(tables, write_homes_outside_as_a_word) {
  const auto net = built(small_world());
  const auto persons = to_frame(net, table_id::persons);
  EXPECT_EQ(persons.find("home")->type(), value_type::text);
  EXPECT_EQ(cells_of(persons, "home"), (cells{"12", "111", "outside", ""}));
}

TEST(tables, name_the_table_of_a_reference_only_where_the_id_does_not) {
  const auto net = built(small_world());
  const auto memberships = to_frame(net, table_id::memberships);
  EXPECT_EQ(cells_of(memberships, "group_kind"), (cells{"teams", "party_organisations", "", "teams"}));
  EXPECT_EQ(memberships.find("member_kind"), nullptr);
}

TEST(tables, of_a_group_table_hold_only_its_own_groups) {
  const auto net = built(small_world());
  EXPECT_EQ(cells_of(to_frame(net, table_id::organisations), "id"), (cells{"o1", "2"}));
  EXPECT_EQ(to_frame(net, table_id::services).rows, 0U);
}

TEST(tables, build_the_same_network_again) {
  const auto net = built(small_world());
  expect_same(net, built(to_frames(net), options_of(net)));
  expect_same(net, built(to_frames(net)));
}

TEST(tables, of_a_lenient_reading_build_what_was_kept) {
  auto tables = small_world();
  tables.push_back(text_frame(
      "partnerships",
      {{"organisation", {"o1", "nobody"}}, {"place", {"11", "11"}}, {"kind", {"co_building", "co_building"}}}));
  network_options lenient;
  lenient.strict = false;
  const auto net = built(std::move(tables), lenient);
  EXPECT_EQ(cells_of(to_frame(net, table_id::partnerships), "organisation"), (cells{"o1"}));
  expect_same(net, built(to_frames(net), options_of(net)));
}

TEST(tables, of_an_edited_network_end_with_the_rows_that_were_added) {
  const auto net = built(small_world());
  const std::vector<edit> edits{
      {.verb = verb::add_member, .member = "p2", .group = "f1", .role = "new", .at = "2018-06-01"},
      {.verb = verb::rehome, .member = "p1", .place = "outside"},
      {.verb = verb::add_member, .member = "p4", .group = "f1"}};
  const auto changed = with_edits(net, edits);
  EXPECT_EQ(cells_of(to_frame(changed, table_id::memberships), "member"), (cells{"p3", "2", "p1", "p3", "p2", "p4"}));
  EXPECT_EQ(cells_of(to_frame(changed, table_id::persons), "home"), (cells{"12", "outside", "outside", ""}));
  EXPECT_EQ(fingerprint(built(to_frames(changed), options_of(changed))), fingerprint(changed));
}

TEST(tables, of_some_rows_keep_types_nulls_and_bare_dates) {
  const auto all =
      frame{"t",
            3,
            {{"n", column::of(std::vector<std::int64_t>{1, null_integer, 3})},
             {"at", column::of(std::vector<instant>{instant::of_day(10), instant::of_moment(5), instant{}})}}};
  const auto some = gathered(all, {2, 1, 0, 0});
  EXPECT_EQ(some.rows, 4U);
  EXPECT_EQ(cells_of(some, "n"), (cells{"3", "", "1", "1"}));
  EXPECT_EQ(cells_of(some, "at"), (cells{"", text_of(instant::of_moment(5)), "1970-01-11", "1970-01-11"}));
  EXPECT_EQ(gathered(all, {}).find("n")->type(), value_type::integer);
}

TEST(tables, of_an_empty_network_are_none) { EXPECT_TRUE(to_frames(built({})).empty()); }

}  // namespace
}  // namespace linli::testing
