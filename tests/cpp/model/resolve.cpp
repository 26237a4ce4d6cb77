// SPDX-License-Identifier: Apache-2.0
// From the ids that people wrote to the rows that they mean.
#include <linli/model/resolve.hpp>

#include <gtest/gtest.h>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

frame places(const cells& ids) { return text_frame("places", {{"id", ids}, {"level", cells(ids.size(), "grid")}}); }
frame groups(const char* table, const cells& ids) {
  return text_frame(table, {{"id", ids}, {"kind", cells(ids.size(), "k")}});
}
frame persons(const cells& ids) { return text_frame("persons", {{"id", ids}}); }
frame living_at(const cells& homes) {
  cells ids;
  for (std::size_t i = 0; i < homes.size(); ++i) ids.push_back("p" + std::to_string(i));
  return text_frame("persons", {{"id", ids}, {"home", homes}});
}

TEST(references, name_rows_by_chinese_ids) {
  const auto net = built({places({"楚街社区", "澄月社区"}), living_at({"澄月社区"})});
  EXPECT_EQ(named_by(net, table_id::persons, "home", 0), "places 澄月社区");
}

TEST(references, may_name_rows_further_down) {
  const auto net =
      built({text_frame("places", {{"id", {"b", "a"}}, {"level", {"grid", "community"}}, {"parent", {"a", ""}}})});
  EXPECT_EQ(named_by(net, table_id::places, "parent", 0), "places a");
}

TEST(references, meet_integers_and_texts_that_read_alike) {
  const auto integer_ids = typed_frame("places", {{"id", integers({7, 8})}, {"level", texts({"grid", "grid"})}});
  EXPECT_EQ(named_by(built({integer_ids, living_at({"8"})}), table_id::persons, "home", 0), "places 8");
  const auto by_integers = typed_frame("persons", {{"id", texts({"p"})}, {"home", integers({7})}});
  EXPECT_EQ(named_by(built({places({"x", "7"}), by_integers}), table_id::persons, "home", 0), "places 7");
  const auto by_numbers = typed_frame("persons", {{"id", texts({"p", "q"})}, {"home", numbers({std::nan(""), 8.0})}});
  EXPECT_EQ(named_by(built({integer_ids, by_numbers}), table_id::persons, "home", 0), "places 8");
}

TEST(references, keep_leading_zeros) {
  EXPECT_EQ(problems_of({places({"7", "8"}), living_at({"07"})}), (cells{"persons 0 home: dangling_reference (07)"}));
  EXPECT_EQ(named_by(built({places({"07", "7"}), living_at({"07"})}), table_id::persons, "home", 0), "places 07");
}

TEST(references, that_name_nothing_offer_the_nearest_id) {
  EXPECT_TRUE(
      says(first_message_of({places({"楚街社区", "澄月社区"}), living_at({"楚接社区"})}), "nearest is '楚街社区'"));
  EXPECT_TRUE(says(first_message_of({places({"c07"}), living_at({"c7"})}), "nearest is 'c07'"));
  const auto by_integers = typed_frame("persons", {{"id", texts({"p"})}, {"home", integers({4202})}});
  EXPECT_TRUE(says(first_message_of({places({"42021"}), by_integers}), "nearest is '42021'"));
}

TEST(references, that_name_nothing_offer_nothing_where_nothing_is_near) {
  const auto message = first_message_of({places({"c07"}), living_at({"somewhere"})});
  EXPECT_TRUE(says(message, "not in places"));
  EXPECT_FALSE(says(message, "nearest"));
}

TEST(references, that_name_nothing_are_named_in_every_row) {
  EXPECT_EQ(problems_of({places({"a"}), living_at({"x", "a", "x"})}),
            (cells{"persons 0 home: dangling_reference (x)", "persons 2 home: dangling_reference (x)"}));
}

TEST(references, into_a_table_that_is_not_given_dangle) {
  EXPECT_EQ(problems_of({living_at({"a"})}), (cells{"persons 0 home: dangling_reference (a)"}));
}

TEST(references, to_another_kind_of_node_say_what_it_is) {
  const auto tables = frames{places({"a"}), groups("teams", {"t"}), living_at({"t"})};
  EXPECT_EQ(problems_of(tables), (cells{"persons 0 home: wrong_kind (t)"}));
  EXPECT_TRUE(says(first_message_of(tables), "is in teams"));
}

TEST(references, of_a_parent_stay_in_the_same_table) {
  EXPECT_EQ(problems_of({groups("forums", {"f"}),
                         text_frame("teams", {{"id", {"t", "u"}}, {"kind", {"k", "k"}}, {"parent", {"f", ""}}})}),
            (cells{"teams 0 parent: wrong_kind (f)"}));
  const auto net = built({groups("forums", {"t"}),
                          text_frame("teams", {{"id", {"t", "u"}}, {"kind", {"k", "k"}}, {"parent", {"", "t"}}})});
  EXPECT_EQ(named_by(net, table_id::teams, "parent", 1), "teams t");
}

TEST(references, led_by_fielded_by_and_provider_name_their_own_tables) {
  const auto net = built(
      {groups("party_organisations", {"1"}), groups("organisations", {"1"}),
       text_frame("teams", {{"id", {"1"}}, {"kind", {"k"}}, {"led_by", {"1"}}, {"fielded_by", {"1"}}}),
       text_frame("services", {{"id", {"s"}}, {"kind", {"k"}}, {"provider", {"1"}}, {"provider_kind", {"teams"}}})});
  EXPECT_EQ(named_by(net, table_id::teams, "led_by", 1), "party_organisations 1");
  EXPECT_EQ(named_by(net, table_id::teams, "fielded_by", 1), "organisations 1");
  EXPECT_EQ(named_by(net, table_id::services, "provider", 3), "teams 1");
}

frames memberships_in_two_tables(const text_columns& more) {
  auto columns = text_columns{{"member", {"p", "p"}}, {"group", {"g", "h"}}};
  columns.insert(columns.end(), more.begin(), more.end());
  return {persons({"p"}), groups("teams", {"g"}), groups("forums", {"g", "h"}), text_frame("memberships", columns)};
}

TEST(references, to_an_id_of_several_tables_are_ambiguous) {
  EXPECT_EQ(problems_of(memberships_in_two_tables({})), (cells{"memberships 0 group: ambiguous_reference (g)"}));
  EXPECT_TRUE(says(first_message_of(memberships_in_two_tables({})), "group_kind"));
}

TEST(references, with_their_kind_beside_them_are_clear) {
  const auto net = built(memberships_in_two_tables({{"group_kind", {"forums", ""}}}));
  EXPECT_EQ(named_by(net, table_id::memberships, "group", 0), "forums g");
  EXPECT_EQ(named_by(net, table_id::memberships, "group", 1), "forums h");
  const auto other = built(memberships_in_two_tables({{"group_kind", {"teams", ""}}}));
  EXPECT_EQ(named_by(other, table_id::memberships, "group", 0), "teams g");
}

TEST(references, with_a_kind_that_is_no_table_for_them_are_of_a_wrong_kind) {
  EXPECT_EQ(problems_of(memberships_in_two_tables({{"group_kind", {"places", "forum"}}})),
            (cells{"memberships 0 group_kind: wrong_kind (places)", "memberships 1 group_kind: wrong_kind (forum)"}));
}

TEST(references, with_a_kind_that_does_not_hold_the_id_are_of_a_wrong_kind) {
  EXPECT_EQ(problems_of(memberships_in_two_tables({{"group_kind", {"teams", "teams"}}})),
            (cells{"memberships 1 group: wrong_kind (h)"}));
}

TEST(references, may_have_a_kind_in_every_column_that_names_several_tables) {
  const auto net =
      built({places({"1"}), persons({"1"}), groups("teams", {"1"}), groups("organisations", {"1"}),
             groups("forums", {"1"}), groups("services", {"1"}),
             text_frame("meetings",
                        {{"id", {"1"}}, {"held_by", {"1"}}, {"held_by_kind", {"forums"}}, {"date", {"2018-01-01"}}}),
             text_frame("issues", {{"id", {"1", "2"}},
                                   {"place", {"1", "1"}},
                                   {"raised_at", {"2018-01-01", "2018-01-01"}},
                                   {"raised_by", {"1", "1"}},
                                   {"raised_by_kind", {"persons", "teams"}}}),
             text_frame("memberships", {{"member", {"1", "1"}},
                                        {"member_kind", {"persons", "organisations"}},
                                        {"group", {"1", "1"}},
                                        {"group_kind", {"teams", "teams"}}}),
             text_frame(
                 "benefits",
                 {{"service", {"1", "1"}}, {"beneficiary", {"1", "1"}}, {"beneficiary_kind", {"places", "persons"}}})});
  EXPECT_EQ(named_by(net, table_id::meetings, "held_by", 0), "forums 1");
  EXPECT_EQ(named_by(net, table_id::issues, "raised_by", 0), "persons 1");
  EXPECT_EQ(named_by(net, table_id::issues, "raised_by", 1), "teams 1");
  EXPECT_EQ(named_by(net, table_id::memberships, "member", 0), "persons 1");
  EXPECT_EQ(named_by(net, table_id::memberships, "member", 1), "organisations 1");
  EXPECT_EQ(named_by(net, table_id::benefits, "beneficiary", 0), "places 1");
  EXPECT_EQ(named_by(net, table_id::benefits, "beneficiary", 1), "persons 1");
}

TEST(references, leave_no_attribute_of_their_kinds) {
  const auto net = built(memberships_in_two_tables({{"group_kind", {"forums", ""}}}));
  EXPECT_EQ(net.rows(table_id::memberships).find("group_kind"), nullptr);
}

TEST(homes, may_be_outside_or_unknown) {
  const auto net = built({places({"a"}), living_at({"a", "outside", ""})});
  EXPECT_EQ(named_by(net, table_id::persons, "home", 0), "places a");
  EXPECT_EQ(named_by(net, table_id::persons, "home", 1), "outside");
  EXPECT_EQ(named_by(net, table_id::persons, "home", 2), "");
  EXPECT_FALSE(net.rows(table_id::persons)["home"].is_null(1));
}

TEST(homes, may_be_outside_where_places_have_integer_ids) {
  const auto net = built({places({"1"}), living_at({"1", "outside"})});
  EXPECT_EQ(named_by(net, table_id::persons, "home", 1), "outside");
}

TEST(homes, name_a_place_that_is_called_outside_where_there_is_one) {
  EXPECT_EQ(named_by(built({places({"outside"}), living_at({"outside"})}), table_id::persons, "home", 0),
            "places outside");
}

TEST(places, other_than_homes_may_not_be_outside) {
  EXPECT_EQ(problems_of({places({"a"}), text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}, {"place", {"outside"}}})}),
            (cells{"teams 0 place: dangling_reference (outside)"}));
}

}  // namespace
}  // namespace linli::testing
