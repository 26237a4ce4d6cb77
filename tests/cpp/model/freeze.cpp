// SPDX-License-Identifier: Apache-2.0
// Rows are put in order of place, and the user's order is kept beside.
#include <linli/model/freeze.hpp>

#include <gtest/gtest.h>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

// Two communities whose grids stand mixed in the file: in the tree c1, g1, g3, c2, g2.
frame mixed_places() {
  return text_frame("places", {{"id", {"c1", "c2", "g1", "g2", "g3"}},
                               {"level", {"community", "community", "grid", "grid", "grid"}},
                               {"parent", {"", "", "c1", "c2", "c1"}}});
}
std::vector<std::int32_t> sources_of(const network& net, table_id table) {
  std::vector<std::int32_t> rows;
  for (std::size_t i = 0; i < net.rows(table).rows; ++i) rows.push_back(net.rows(table).source[i]);
  return rows;
}

TEST(freezing, keeps_places_in_the_users_order) {
  EXPECT_EQ(column_of(built({mixed_places()}), table_id::places, "id"), (cells{"c1", "c2", "g1", "g2", "g3"}));
}

TEST(freezing, puts_persons_in_order_of_place_and_those_without_one_last) {
  const auto net = built({mixed_places(), text_frame("persons", {{"id", {"a", "b", "c", "d", "e", "f"}},
                                                                 {"home", {"g2", "", "g3", "outside", "g1", "c1"}}})});
  EXPECT_EQ(column_of(net, table_id::persons, "id"), (cells{"f", "e", "c", "a", "b", "d"}));
  EXPECT_EQ(sources_of(net, table_id::persons), (std::vector<std::int32_t>{5, 4, 2, 0, 1, 3}));
}

TEST(freezing, keeps_the_users_order_among_persons_of_one_place) {
  const auto net =
      built({mixed_places(), text_frame("persons", {{"id", {"z", "y", "x"}}, {"home", {"g1", "g1", "g1"}}})});
  EXPECT_EQ(column_of(net, table_id::persons, "id"), (cells{"z", "y", "x"}));
}

TEST(freezing, moves_ids_and_references_with_their_rows) {
  const auto net =
      built({mixed_places(), text_frame("persons", {{"id", {"a", "b"}}, {"home", {"g2", "g1"}}}),
             text_frame("ties", {{"source", {"a", "b"}}, {"target", {"b", "a"}}, {"weight", {"1", "2"}}})});
  EXPECT_EQ(net.find(table_id::persons, "a"), 1);
  EXPECT_EQ(net.find(table_id::persons, "b"), 0);
  EXPECT_EQ(named_by(net, table_id::ties, "source", 0), "persons a");
  EXPECT_EQ(named_by(net, table_id::ties, "target", 0), "persons b");
}

TEST(freezing, puts_the_group_tables_end_to_end) {
  const auto net = built({text_frame("services", {{"id", {"1"}}, {"kind", {"k"}}}),
                          text_frame("teams", {{"id", {"1", "t"}}, {"kind", {"k", "k"}}}),
                          text_frame("party_organisations", {{"id", {"1"}}, {"kind", {"k"}}})});
  EXPECT_EQ(net.rows(node_kind::group).rows, 4U);
  EXPECT_EQ(net.find(table_id::party_organisations, "1"), 0);
  EXPECT_EQ(net.find(table_id::teams, "1"), 1);
  EXPECT_EQ(net.find(table_id::teams, "t"), 2);
  EXPECT_EQ(net.find(table_id::services, "1"), 3);
  EXPECT_EQ(sources_of(net, table_id::teams), (std::vector<std::int32_t>{0, 0, 1, 0}));
}

frames held_meetings() {
  return {mixed_places(),
          text_frame("forums",
                     {{"id", {"late", "early", "nowhere"}}, {"kind", {"k", "k", "k"}}, {"place", {"g2", "g1", ""}}}),
          text_frame("meetings", {{"id", {"1", "2", "3"}},
                                  {"held_by", {"nowhere", "late", "early"}},
                                  {"date", {"2018-01-01", "2018-01-01", "2018-01-01"}}}),
          text_frame("persons", {{"id", {"a", "b"}}, {"home", {"g2", "g1"}}})};
}

TEST(freezing, puts_meetings_in_order_of_their_holders_place) {
  EXPECT_EQ(column_of(built(held_meetings()), table_id::meetings, "id"), (cells{"3", "2", "1"}));
}

TEST(freezing, puts_attendances_in_order_of_meeting_then_person) {
  auto tables = held_meetings();
  tables.push_back(text_frame("attendances", {{"meeting", {"1", "3", "3"}}, {"person", {"a", "a", "b"}}}));
  const auto net = built(tables);
  EXPECT_EQ(sources_of(net, table_id::attendances), (std::vector<std::int32_t>{2, 1, 0}));
}

TEST(freezing, puts_memberships_in_order_of_persons_then_organisations) {
  auto tables = held_meetings();
  tables.push_back(text_frame("organisations", {{"id", {"o"}}, {"kind", {"k"}}}));
  tables.push_back(
      text_frame("memberships", {{"member", {"o", "a", "b", "a"}}, {"group", {"late", "late", "early", "early"}}}));
  const auto net = built(tables);
  EXPECT_EQ(sources_of(net, table_id::memberships), (std::vector<std::int32_t>{2, 1, 3, 0}));
}

TEST(freezing, puts_events_in_order_of_issue_and_time_and_equal_times_in_file_order) {
  const auto net = built(
      {mixed_places(),
       text_frame("issues", {{"id", {"i", "j"}}, {"place", {"g2", "g1"}}, {"raised_at", {"2018-01-01", "2018-01-01"}}}),
       text_frame("issue_events",
                  {{"issue", {"i", "i", "j", "i", "i"}},
                   {"state", {"closed", "accepted", "accepted", "reopened", "fed_back"}},
                   {"at", {"2018-01-03", "2018-01-02", "2018-01-09", "2018-01-03T00:00", "2018-01-03"}}})});
  EXPECT_EQ(column_of(net, table_id::issue_events, "state"),
            (cells{"accepted", "accepted", "closed", "reopened", "fed_back"}));
  EXPECT_EQ(named_by(net, table_id::issue_events, "issue", 0), "issues j");
}

TEST(freezing, counts_a_relation_row_given_again_once) {
  const auto net = built({mixed_places(), text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}}),
                          text_frame("serves", {{"group", {"t", "t", "t", "t"}},
                                                {"place", {"g1", "g2", "g1", "g1"}},
                                                {"since", {"2018-01-01", "", "2018-01-01", "2018-01-02"}}})});
  EXPECT_EQ(sources_of(net, table_id::serves), (std::vector<std::int32_t>{0, 1, 3}));
  EXPECT_TRUE(has(warnings_of(net), "serves 2: duplicate_row"));
}

TEST(freezing, counts_every_activity_however_alike) {
  const auto net =
      built({text_frame("persons", {{"id", {"p"}}}), text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}}),
             text_frame("activities",
                        {{"person", {"p", "p"}}, {"group", {"t", "t"}}, {"date", {"2018-01-01", "2018-01-01"}}})});
  EXPECT_EQ(net.row_count(table_id::activities), 2U);
}

TEST(freezing, tells_rows_apart_by_their_attributes) {
  const auto net = built(
      {text_frame("persons", {{"id", {"p", "q"}}}), text_frame("ties", {{"source", {"p", "p", "p"}},
                                                                        {"target", {"q", "q", "q"}},
                                                                        {"place_met", {"market", "school", ""}}})});
  EXPECT_EQ(net.row_count(table_id::ties), 3U);
}

TEST(freezing, indexes_every_reference_in_both_kinds) {
  const auto net = built(small_world());
  const auto rows_of = [&](std::string_view column, node_kind kind, std::int32_t row) {
    return net.rows_by(table_id::memberships, column, kind)[static_cast<std::size_t>(row)].size();
  };
  EXPECT_EQ(rows_of("member", node_kind::person, net.find(table_id::persons, "p3")), 2U);
  EXPECT_EQ(rows_of("member", node_kind::group, net.find(table_id::organisations, "2")), 1U);
  EXPECT_EQ(rows_of("group", node_kind::group, net.find(table_id::teams, "1")), 1U);
  EXPECT_EQ(net.rows_by(table_id::persons, "home",
                        node_kind::place)[static_cast<std::size_t>(net.find(table_id::places, "12"))]
                .size(),
            1U);
}

TEST(freezing, drops_the_words_that_only_rejected_rows_used) {
  const auto net = built_leniently(
      {text_frame("places", {{"id", {"a", "b"}}, {"level", {"grid", "typo"}}, {"population", {"", "x"}}})});
  EXPECT_EQ(net.rows(table_id::places)["level"].words().find("typo"), -1);
}

TEST(freezing, keeps_one_page_for_a_column_that_holds_nothing) {
  const auto net = built({mixed_places(), text_frame("persons", {{"id", {"a", "b", "c"}},
                                                                 {"home", {"g2", "g1", "g1"}},
                                                                 {"since", {"", "", ""}},
                                                                 {"until", {"", "2024-01-01", ""}},
                                                                 {"sex", {"", "", ""}}})});
  const auto& persons = net.rows(table_id::persons);
  EXPECT_TRUE(persons["since"].instants().repeats(instant{}));
  EXPECT_FALSE(persons["until"].instants().repeats(instant{}));
  EXPECT_EQ(column_of(net, table_id::persons, "until"), (cells{"2024-01-01", "", ""}));
  EXPECT_EQ(column_of(net, table_id::persons, "sex"), (cells{"", "", ""}));
  EXPECT_TRUE(net.rows(table_id::places)["until"].instants().repeats(instant{}));
}

TEST(is_void, of_nulls_without_words) {
  EXPECT_TRUE(detail::is_void(column::of(std::vector<std::int64_t>{null_integer, null_integer})));
  EXPECT_FALSE(detail::is_void(column::of(std::vector<std::int64_t>{null_integer, 0})));
  EXPECT_TRUE(detail::is_void(column::nulls(value_type::text, 2)));
  auto words = std::make_shared<dictionary>();
  words->add("unused");
  EXPECT_FALSE(detail::is_void(column::of(std::vector<std::int32_t>{null_code}, words)));
}

TEST(ordered_by, is_stable_and_puts_rows_without_a_key_last) {
  const auto keys = std::vector<int>{2, -1, 0, 2, -5, 0};
  const auto order = detail::ordered_by({0, 1, 2, 3, 4, 5}, 3, [&](std::size_t row) { return keys[row]; });
  EXPECT_EQ(order, (detail::row_order{2, 5, 0, 3, 1, 4}));
  EXPECT_EQ(detail::ordered_by({}, 0, [](std::size_t) { return 0; }), detail::row_order{});
}

TEST(concatenated, joins_columns_of_each_type) {
  const auto texts_joined = detail::concatenated({texts({"甲", "乙"}), texts({"乙", ""})});
  EXPECT_EQ(texts_joined.codes()[1], texts_joined.codes()[2]);
  EXPECT_TRUE(texts_joined.is_null(3));
  EXPECT_EQ(detail::concatenated({integers({1}), integers({}), integers({2})}).integers()[1], 2);
  EXPECT_EQ(detail::concatenated({numbers({1}), numbers({2.5})}).numbers()[1], 2.5);
  EXPECT_EQ(detail::concatenated({booleans({1}), booleans({0})}).booleans()[1], 0);
  EXPECT_EQ(detail::concatenated({column::of({instant::of_day(1)}), column::of({instant::of_day(2)})}).instants()[1],
            instant::of_day(2));
  EXPECT_EQ(detail::concatenated({column::of_references({1}), column::of_references({2})}).codes()[1], 2);
}

}  // namespace
}  // namespace linli::testing
