// SPDX-License-Identifier: Apache-2.0
// The rules that look at more than one cell.
#include <linli/model/checks.hpp>

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

cells problems_of_places(const cells& ids, const cells& levels, const cells& parents) {
  return problems_of({text_frame("places", {{"id", ids}, {"level", levels}, {"parent", parents}})});
}

TEST(cycles, of_places_are_named_row_by_row) {
  EXPECT_EQ(problems_of_places({"a", "b", "c"}, {"x", "y", "z"}, {"c", "a", "b"}),
            (cells{"places 0 parent: cycle (c)", "places 2 parent: cycle (b)", "places 1 parent: cycle (a)"}));
}

TEST(cycles, may_be_a_place_in_itself) {
  EXPECT_EQ(problems_of_places({"甲"}, {"社区"}, {"甲"}), (cells{"places 0 parent: cycle (甲)"}));
}

TEST(cycles, of_every_group_table_are_found_by_its_own_rows) {
  for (const auto* table : {"party_organisations", "teams", "organisations", "forums", "services"}) {
    const auto found = problems_of(
        {text_frame(table, {{"id", {"x", "y", "z"}}, {"kind", {"k", "k", "k"}}, {"parent", {"", "z", "y"}}})});
    EXPECT_EQ(found, (cells{std::string(table) + " 1 parent: cycle (z)", std::string(table) + " 2 parent: cycle (y)"}));
  }
}

TEST(cycles, of_one_group_table_do_not_touch_another) {
  EXPECT_EQ(
      problems_of({text_frame("party_organisations", {{"id", {"a", "b"}}, {"kind", {"k", "k"}}, {"parent", {"", "a"}}}),
                   text_frame("teams", {{"id", {"a", "b"}}, {"kind", {"k", "k"}}, {"parent", {"b", "a"}}})}),
      (cells{"teams 0 parent: cycle (b)", "teams 1 parent: cycle (a)"}));
}

TEST(rows_on_cycles, leave_out_rows_that_only_lead_there) {
  using detail::rows_on_cycles;
  EXPECT_EQ(rows_on_cycles({}), std::vector<std::size_t>{});
  EXPECT_EQ(rows_on_cycles({-1, 0, 1}), std::vector<std::size_t>{});
  EXPECT_EQ(rows_on_cycles({1, 2, 1, 0}), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(rows_on_cycles({0, 0}), (std::vector<std::size_t>{0}));
}

TEST(rows_on_cycles, are_those_that_come_back_to_themselves) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    auto parents = std::vector<std::int32_t>(1 + random() % 12);
    for (auto& p : parents) p = static_cast<std::int32_t>(random() % (parents.size() + 1)) - 1;
    std::set<std::size_t> expected;
    for (std::size_t row = 0; row < parents.size(); ++row) {
      auto at = parents[row];
      for (std::size_t step = 1; step < parents.size() && at >= 0 && at != static_cast<std::int32_t>(row); ++step)
        at = parents[static_cast<std::size_t>(at)];
      if (at == static_cast<std::int32_t>(row)) expected.insert(row);
    }
    const auto found = detail::rows_on_cycles(parents);
    EXPECT_EQ(std::set<std::size_t>(found.begin(), found.end()), expected);
    EXPECT_EQ(found.size(), expected.size()) << "each row once";
  }
}

TEST(levels, may_not_contain_themselves) {
  EXPECT_EQ(problems_of_places({"a", "b"}, {"grid", "grid"}, {"", "a"}),
            (cells{"places 1 level: level_inside_itself (grid)"}));
}

TEST(levels, may_not_contain_themselves_across_another_level) {
  EXPECT_EQ(problems_of_places({"a", "b", "c"}, {"社区", "网格", "社区"}, {"", "a", "b"}),
            (cells{"places 2 level: level_inside_itself (社区)"}));
}

TEST(levels, may_stand_beside_themselves_anywhere) {
  EXPECT_EQ(problems_of_places({"b1", "a", "b2", "g1", "g2", "x"},
                               {"community", "district", "community", "grid", "grid", "grid"},
                               {"a", "", "a", "b1", "b2", "a"}),
            cells{});
}

TEST(levels, may_come_in_any_order) {
  EXPECT_EQ(problems_of_places({"a", "b"}, {"household", "city"}, {"", "a"}), cells{});
}

TEST(levels, of_places_on_a_cycle_give_no_further_problem) {
  EXPECT_EQ(problems_of_places({"a", "b"}, {"grid", "grid"}, {"b", "a"}).size(), 2U);
}

TEST(intervals, run_forward_in_every_table_that_has_them) {
  const auto found = problems_of(
      {text_frame("places", {{"id", {"a"}}, {"level", {"grid"}}, {"since", {"2018-02-01"}}, {"until", {"2018-01-31"}}}),
       text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}, {"since", {"2018-02-01"}}, {"until", {"1918-02-01"}}}),
       text_frame("reported",
                  {{"indicator", {"x"}}, {"value", {"1"}}, {"since", {"2018-02-01"}}, {"until", {"2018-01-31"}}})});
  EXPECT_EQ(found,
            (cells{"places 0 until: until_before_since (2018-01-31)", "teams 0 until: until_before_since (1918-02-01)",
                   "reported 0 until: until_before_since (2018-01-31)"}));
}

TEST(intervals, may_be_empty_or_without_an_end) {
  EXPECT_EQ(problems_of({text_frame("teams", {{"id", {"1", "2", "3"}},
                                              {"kind", {"k", "k", "k"}},
                                              {"since", {"2018-01-31", "2018-01-31", ""}},
                                              {"until", {"2018-01-31", "", "1900-01-01"}}})}),
            cells{});
}

TEST(intervals, compare_a_bare_date_by_its_midnight) {
  const auto problems = [](const char* since, const char* until) {
    return problems_of({text_frame("teams", {{"id", {"1"}}, {"kind", {"k"}}, {"since", {since}}, {"until", {until}}})})
        .size();
  };
  EXPECT_EQ(problems("2018-01-31", "2018-01-31T09:30"), 0U);
  EXPECT_EQ(problems("2018-01-31T09:30", "2018-01-31"), 1U);
}

TEST(faults, spread_along_any_chain_of_rows) {
  const auto net = built_leniently(
      {text_frame("teams",
                  {{"id", {"c", "b", "a", "z"}}, {"kind", {"k", "k", "", "k"}}, {"parent", {"b", "a", "", ""}}}),
       text_frame("meetings", {{"id", {"m", "n"}}, {"held_by", {"c", "z"}}, {"date", {"2018-01-01", "2018-01-01"}}}),
       text_frame("persons", {{"id", {"p"}}}),
       text_frame("attendances",
                  {{"meeting", {"m", "n", "n"}}, {"person", {"p", "p", "p"}}, {"as_group", {"", "b", ""}}})});
  EXPECT_EQ(column_of(net, table_id::teams, "id"), (cells{"z"}));
  EXPECT_EQ(column_of(net, table_id::meetings, "id"), (cells{"n"}));
  EXPECT_EQ(net.row_count(table_id::attendances), 1U);
  EXPECT_EQ(net.state().rejected.size(), 6U);
}

TEST(faults, do_not_spread_in_a_strict_reading_which_sets_nothing_aside) {
  EXPECT_EQ(problems_of({text_frame("places", {{"id", {"a"}}, {"level", {""}}}),
                         text_frame("persons", {{"id", {"p", "q"}}, {"home", {"a", "a"}}})}),
            (cells{"places 0 level: missing_value"}));
}

TEST(faults, do_not_spread_upward) {
  const auto net = built_leniently(
      {text_frame("places", {{"id", {"a", "b"}}, {"level", {"community", ""}}, {"parent", {"", "a"}}})});
  EXPECT_EQ(column_of(net, table_id::places, "id"), (cells{"a"}));
}

TEST(faults, of_one_group_table_do_not_touch_the_same_row_of_another) {
  const auto net =
      built_leniently({text_frame("teams", {{"id", {"t"}}, {"kind", {""}}}),
                       text_frame("forums", {{"id", {"f"}}, {"kind", {"k"}}}), text_frame("persons", {{"id", {"p"}}}),
                       text_frame("memberships", {{"member", {"p", "p"}}, {"group", {"f", "t"}}})});
  ASSERT_EQ(net.row_count(table_id::memberships), 1U);
  EXPECT_EQ(named_by(net, table_id::memberships, "group", 0), "forums f");
}

}  // namespace
}  // namespace linli::testing
