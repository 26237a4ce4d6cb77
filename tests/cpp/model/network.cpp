// SPDX-License-Identifier: Apache-2.0
// The network as a value: its tables, its ids, its indices.
#include <linli/model/network.hpp>

#include <set>

#include <gtest/gtest.h>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

TEST(network, keeps_groups_in_one_store_and_every_other_table_in_its_own) {
  std::set<store_id> stores;
  for (const auto& rule : schema) {
    EXPECT_LT(store_of(rule.id), store_count);
    EXPECT_EQ(store_of(rule.id) == store_of(node_kind::group), is_group_table(rule.id));
    stores.insert(store_of(rule.id));
  }
  EXPECT_EQ(stores.size(), store_count);
}

TEST(network, that_is_empty_has_no_rows_and_finds_nothing) {
  const auto net = built({});
  for (const auto& rule : schema) EXPECT_EQ(net.row_count(rule.id), 0U);
  EXPECT_EQ(net.find(table_id::places, "a"), -1);
  EXPECT_FALSE(net.has_integer_ids(table_id::places));
  EXPECT_EQ(net.places().size(), 0U);
}

TEST(network, finds_rows_by_id_and_gives_ids_back) {
  const auto net = built(small_world());
  for (const auto* id : {"p1", "p2", "p3", "p4"}) {
    const auto row = net.find(table_id::persons, id);
    ASSERT_GE(row, 0);
    EXPECT_EQ(net.id_of({node_kind::person, row}), id);
  }
  EXPECT_EQ(net.id_of({node_kind::place, net.find(table_id::places, "111")}), "111");
  EXPECT_EQ(net.find(table_id::persons, "p5"), -1);
}

TEST(network, finds_an_id_of_several_group_tables_in_each) {
  const auto net = built(small_world());
  const auto party = net.find(table_id::party_organisations, "1");
  const auto team = net.find(table_id::teams, "1");
  EXPECT_NE(party, team);
  EXPECT_EQ(net.table_of_group(party), table_id::party_organisations);
  EXPECT_EQ(net.table_of({node_kind::group, team}), table_id::teams);
  EXPECT_EQ(net.find(table_id::forums, "1"), -1);
}

TEST(network, counts_the_rows_of_each_table) {
  const auto net = built(small_world());
  EXPECT_EQ(net.row_count(table_id::places), 4U);
  EXPECT_EQ(net.row_count(table_id::party_organisations), 1U);
  EXPECT_EQ(net.row_count(table_id::teams), 2U);
  EXPECT_EQ(net.row_count(table_id::organisations), 2U);
  EXPECT_EQ(net.row_count(table_id::services), 0U);
  EXPECT_EQ(net.row_count(table_id::memberships), 4U);
}

TEST(network, knows_which_tables_have_integer_ids) {
  const auto net = built(small_world());
  EXPECT_TRUE(net.has_integer_ids(table_id::places));
  EXPECT_TRUE(net.has_integer_ids(table_id::teams));
  EXPECT_FALSE(net.has_integer_ids(table_id::organisations));
  EXPECT_FALSE(net.has_integer_ids(table_id::persons));
  EXPECT_FALSE(net.has_integer_ids(table_id::services));
}

TEST(network, knows_the_table_of_every_node) {
  const auto net = built(small_world());
  EXPECT_EQ(net.table_of({node_kind::place, 0}), table_id::places);
  EXPECT_EQ(net.table_of({node_kind::person, 0}), table_id::persons);
  EXPECT_EQ(net.table_of({node_kind::meeting, 0}), table_id::meetings);
  EXPECT_EQ(net.table_of({node_kind::issue, 0}), table_id::issues);
}

TEST(network, refuses_a_column_that_it_does_not_have) {
  const auto net = built(small_world());
  EXPECT_EQ(net.rows(table_id::persons).find("colour"), nullptr);
  EXPECT_THROW(net.rows(table_id::persons)["colour"], schema_error);
}

TEST(network, tells_a_table_that_was_given_empty_from_one_that_was_not_given) {
  const auto net = built({text_frame("persons", {{"id", {}}}), text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}})});
  EXPECT_TRUE(net.was_given(table_id::persons));
  EXPECT_TRUE(net.was_given(table_id::teams));
  EXPECT_FALSE(net.was_given(table_id::forums));
  EXPECT_FALSE(net.was_given(table_id::places));
}

TEST(network, does_not_take_a_table_that_could_not_be_read_for_an_empty_one) {
  const auto net = built_leniently({text_frame("forums", {{"id", {"f"}}})});
  EXPECT_FALSE(net.was_given(table_id::forums));
}

TEST(network, copies_are_one_value) {
  const auto net = built(small_world());
  const auto copy = net;
  EXPECT_EQ(&net.state(), &copy.state());
}

TEST(network, indexes_the_rows_that_name_each_node) {
  const auto net = built(small_world());
  const auto forum = static_cast<std::size_t>(net.find(table_id::forums, "f1"));
  EXPECT_EQ(net.rows_by(table_id::meetings, "held_by", node_kind::group)[forum].size(), 2U);
  EXPECT_EQ(net.rows_by(table_id::issues, "raised_by", node_kind::person).size(), 4U);
  EXPECT_EQ(net.rows_by(table_id::serves, "group", node_kind::group)[forum].size(), 0U);
}

TEST(attribute_name, bears_the_table_of_a_group) {
  EXPECT_EQ(attribute_name(table_id::teams, "budget"), "teams.budget");
  EXPECT_EQ(attribute_name(table_id::persons, "tenure"), "tenure");
}

}  // namespace
}  // namespace linli::testing
