// SPDX-License-Identifier: Apache-2.0
// Published figures beside computed ones: one row a figure, and words for how they compare.
#include <linli/measure/reconcile.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

// Synthetic: a district with two communities, six residents, two forums' meetings.
std::vector<frame> world(const text_columns& reported) {
  std::vector<frame> tables;
  const auto add = [&](const char* name, const text_columns& columns) { tables.push_back(text_frame(name, columns)); };
  add("places",
      {{"id", {"1", "2", "3"}}, {"level", {"district", "community", "community"}}, {"parent", {"", "1", "1"}}});
  add("persons", {{"id", {"a", "b", "c", "d", "e", "f"}},
                  {"home", {"2", "2", "2", "2", "3", "3"}},
                  {"sex", {"F", "F", "F", "M", "M", "M"}}});
  add("forums", {{"id", {"v", "w"}}, {"kind", {"forum", "forum"}}, {"place", {"2", "3"}}});
  add("meetings", {{"id", {"m1", "m2", "m3", "m4"}},
                   {"held_by", {"v", "v", "v", "w"}},
                   {"date", {"2023-03-01", "2024-03-01", "2024-09-01", "2024-05-01"}}});
  add("reported", reported);
  return tables;
}

frame reconciled(const text_columns& reported, network_options options = {}) {
  return reconcile(built(world(reported), std::move(options)));
}
std::string cell(const frame& table, std::size_t row, std::string_view column) { return table.find(column)->text(row); }

TEST(reconcile, has_a_row_a_figure_in_the_user_s_order_and_the_columns_of_the_contract) {
  const auto found = reconciled({{"indicator", {"z", "a"}},
                                 {"value", {"6", "4"}},
                                 {"place", {"1", "2"}},
                                 {"measure", {"counts.residents", "participation.meetings"}},
                                 {"source", {"a yearbook", ""}}});
  EXPECT_EQ(column_names(found), (std::vector<std::string>{"indicator", "place", "qualifier", "reported", "computed",
                                                           "status", "how", "measure", "source"}));
  EXPECT_EQ(cells_of(found, "indicator"), (std::vector<std::string>{"z", "a"}));
  EXPECT_EQ(cells_of(found, "status"), (std::vector<std::string>{"agrees", "disagrees"}));
  EXPECT_EQ(cells_of(found, "computed"), (std::vector<std::string>{"6", "3"}));
  EXPECT_EQ(cells_of(found, "qualifier"), (std::vector<std::string>{"exact", "exact"}));
  EXPECT_EQ(cells_of(found, "source"), (std::vector<std::string>{"a yearbook", ""}));
  EXPECT_EQ(cell(found, 1, "how"), "3 is below 4 by 25.0%");
}

TEST(reconcile, gives_places_in_the_type_of_their_ids) {
  auto tables = world({{"indicator", {"a", "b"}}, {"value", {"1", "1"}}, {"place", {"2", ""}}});
  for (auto& c : tables.front().columns)
    if (c.name == "id") c.values = column::of(std::vector<std::int64_t>{1, 2, 3});
  const auto found = reconcile(built(std::move(tables)));
  EXPECT_EQ(found.find("place")->type(), value_type::integer);
  EXPECT_EQ(found.find("place")->integers()[0], 2);
  EXPECT_TRUE(found.find("place")->is_null(1));
}

TEST(reconcile, asks_at_the_figure_s_place_day_and_period_unless_the_text_names_them) {
  const std::string meetings = "participation.meetings";
  const auto found = reconciled(
      {{"indicator", {"a", "b", "c", "d", "e", "f"}},
       {"value", {"3", "1", "2", "2", "1", "4"}},
       {"place", {"2", "2", "2", "2", "2", "2"}},
       {"as_of", {"", "2023-12-31", "", "", "", ""}},
       {"since", {"", "", "2024-01-01", "", "2024-01-01", ""}},
       {"until", {"", "", "2025-01-01", "", "2025-01-01", ""}},
       {"measure",
        {meetings, meetings, meetings, meetings + " during 2024", meetings + " during 2023", meetings + " within 1"}}});
  EXPECT_EQ(cells_of(found, "status"), std::vector<std::string>(6, "agrees"));
}

TEST(reconcile, of_a_synthetic_world_says_fitted) {
  network_options options;
  options.origin = origin::synthetic;
  const auto found = reconciled(
      {{"indicator", {"a", "b"}}, {"value", {"6", "7"}}, {"measure", {"counts.residents", "counts.residents"}}},
      options);
  EXPECT_EQ(cells_of(found, "status"), (std::vector<std::string>{"fitted", "disagrees"}));
}

TEST(reconcile, says_why_a_figure_cannot_be_computed_and_goes_on) {
  const auto found =
      reconciled({{"indicator", {"a", "b", "c", "d", "e", "f", "g", "h"}},
                  {"value", {"1", "many", "1", "1", "1", "1", "1", "6"}},
                  {"measure",
                   {"", "counts.residents", "counts.nonsense", "counts.residents by community", "counts.helped",
                    "coverage.members", "participation.meetings within nowhere", "counts.residents"}}});
  auto status = std::vector<std::string>(8, "not_computable");
  status.back() = "agrees";
  EXPECT_EQ(cells_of(found, "status"), status);
  EXPECT_EQ(cell(found, 0, "how"), "no measure is named");
  EXPECT_EQ(cell(found, 1, "how"), "'many' is not a number");
  EXPECT_NE(cell(found, 2, "how").find("no measure is called 'counts.nonsense'"), std::string::npos);
  EXPECT_NE(cell(found, 3, "how").find("community"), std::string::npos);
  EXPECT_EQ(cell(found, 4, "how"), "needs the table service_counts");
  EXPECT_EQ(cell(found, 5, "how"), "needs the table teams");
  EXPECT_NE(cell(found, 6, "how").find("nowhere"), std::string::npos);
}

TEST(reconcile, takes_a_quotient_of_two_measures_for_a_share) {
  const auto found = reconciled(
      {{"indicator", {"women", "men", "cut"}},
       {"value", {"75%", "25%", "16.6%"}},
       {"place", {"2", "2", "1"}},
       {"measure",
        {"counts.residents where sex=F / counts.residents", "counts.residents where sex=M / counts.residents",
         "participation.meetings during 2023 / counts.residents"}}});
  EXPECT_EQ(cells_of(found, "status"), std::vector<std::string>(3, "agrees"));
  EXPECT_EQ(cell(found, 2, "how"), "16.66% is cut to 16.6%, not rounded to 16.7%; 1 / 6");
}

TEST(reconcile, of_a_flow_a_year_divides_by_the_years) {
  const auto found = reconciled({{"indicator", {"a", "b", "c", "d"}},
                                 {"value", {"1.5", "2", "1", "6"}},
                                 {"place", {"2", "2", "2", "1"}},
                                 {"per", {"year", "year", "year", "year"}},
                                 {"since", {"2023-01-01", "", "", ""}},
                                 {"until", {"2025-01-01", "", "", ""}},
                                 {"measure",
                                  {"participation.meetings", "participation.meetings during 2024",
                                   "participation.meetings", "counts.residents"}}});
  EXPECT_EQ(cells_of(found, "status"), (std::vector<std::string>{"agrees", "agrees", "not_computable", "agrees"}));
  EXPECT_EQ(cell(found, 0, "how"), "equal; 3 in 2 x year");
  EXPECT_EQ(cell(found, 2, "how"), "a number a year needs a period: since and until, or during");
}

TEST(reconcile, says_where_a_number_was_made_from_totals) {
  auto tables = world({{"indicator", {"a"}},
                       {"value", {"4100"}},
                       {"place", {"2"}},
                       {"qualifier", {"nearly"}},
                       {"measure", {"counts.households"}}});
  tables.push_back(text_frame("population", {{"place", {"2"}}, {"count", {"4000"}}, {"unit", {"households"}}}));
  const auto found = reconcile(built(std::move(tables)));
  EXPECT_EQ(cell(found, 0, "status"), "agrees");
  EXPECT_EQ(cell(found, 0, "how"), "4000 is below 4100 by 2.4%, within 5%; computed from totals, not from rows");
}

TEST(reconcile, of_no_figures_has_no_rows) {
  auto tables = world({{"indicator", {}}, {"value", {}}});
  tables.pop_back();
  const auto found = reconcile(built(std::move(tables)));
  EXPECT_EQ(found.rows, 0U);
  EXPECT_EQ(found.columns.size(), 9U);
}

TEST(periods, are_whole_from_a_day_to_the_same_day) {
  const auto in = [](const char* window, const char* per) { return detail::periods_in(*parse_window(window), per); };
  EXPECT_EQ(in("2024", "year"), 1);
  EXPECT_EQ(in("2020-02-29..2024-02-29", "year"), 4);
  EXPECT_EQ(in("2024-H1", "month"), 6);
  EXPECT_EQ(in("2024-H1", "quarter"), 2);
  EXPECT_EQ(in("2024-01-01..2024-01-15", "week"), 2);
  EXPECT_NEAR(*in("2024-01-01..2024-07-02", "year"), 0.5, 0.002);
  EXPECT_FALSE(in("2024-01-01..", "year"));
  EXPECT_FALSE(in("2024", "term"));
}

}  // namespace
}  // namespace linli::testing
