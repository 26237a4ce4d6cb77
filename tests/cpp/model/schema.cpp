// SPDX-License-Identifier: Apache-2.0
// Facts about the schema: most hold while compiling.
#include <linli/model/schema.hpp>

#include <algorithm>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

template <class Holds>
constexpr bool for_every_column(Holds holds) {
  for (const auto& table : schema)
    for (const auto& column : table.columns)
      if (!holds(table, column)) return false;
  return true;
}
constexpr int times_named(const table_rule& table, std::string_view name) {
  int times = 0;
  for (const auto& column : table.columns) times += column.name == name;
  return times;
}
constexpr bool every_table_stands_at_its_id() {
  for (std::size_t i = 0; i < table_count; ++i)
    if (schema[i].id != static_cast<table_id>(i)) return false;
  return true;
}

static_assert(every_table_stands_at_its_id());
static_assert(for_every_column([](const auto& t, const auto& c) { return times_named(t, c.name) == 1; }),
              "names are unique");
static_assert(for_every_column([](const auto&, const auto& c) {
                return (c.type == cell::reference) == !c.targets.empty();
              }),
              "references, and only they, have targets");
static_assert(for_every_column([](const auto& t, const auto& c) {
                return c.type != cell::id || (t.has_id && c.required);
              }),
              "an id is the required key of a node table");
static_assert(for_every_column([](const auto&, const auto& c) { return !c.meaning.empty(); }),
              "the reference page has a line for each");
static_assert(for_every_column([](const auto&, const auto& c) { return c.words.empty() || c.type == cell::category; }));
static_assert(for_every_column([](const auto& t, const auto&) {
                return times_named(t, "since") == times_named(t, "until");
              }),
              "an interval has both ends");
static_assert(for_every_column([](const auto& t, const auto&) { return t.has_id == node_kind_of(t.id).has_value(); }));
static_assert(for_every_column([](const auto&, const auto& c) {
                if (c.type != cell::reference) return true;
                for (const auto& target : schema)
                  if (c.targets.has(target.id) && !node_kind_of(target.id)) return false;
                return true;
              }),
              "only nodes are named");
static_assert(for_every_column([](const auto& t, const auto& c) {
                if (c.type != cell::reference || !node_kind_of(t.id)) return true;
                const auto kinds = kinds_of(c);
                return kinds.first <= *node_kind_of(t.id) && (!kinds.second || *kinds.second <= *node_kind_of(t.id));
              }),
              "a node names nodes of kinds before its own, or of its own");

TEST(schema, has_the_required_columns_of_the_contract) {
  const auto required = [](std::string_view table) {
    std::string names;
    for (const auto& column : rule_of(*table_named(table)).columns)
      if (column.required) names += std::string(column.name) + " ";
    return names;
  };
  EXPECT_EQ(required("places"), "id level ");
  EXPECT_EQ(required("persons"), "id ");
  for (const auto* groups : {"party_organisations", "teams", "organisations", "forums", "services"})
    EXPECT_EQ(required(groups), "id kind ");
  EXPECT_EQ(required("meetings"), "id held_by date ");
  EXPECT_EQ(required("issues"), "id place raised_at ");
  EXPECT_EQ(required("memberships"), "member group ");
  EXPECT_EQ(required("serves"), "group place ");
  EXPECT_EQ(required("place_in"), "place zone ");
  EXPECT_EQ(required("partnerships"), "organisation place kind ");
  EXPECT_EQ(required("attendances"), "meeting person ");
  EXPECT_EQ(required("activities"), "person group date ");
  EXPECT_EQ(required("issue_events"), "issue state at ");
  EXPECT_EQ(required("benefits"), "service beneficiary ");
  EXPECT_EQ(required("service_counts"), "service unit count ");
  EXPECT_EQ(required("ties"), "source target ");
  EXPECT_EQ(required("population"), "place count ");
  EXPECT_EQ(required("reported"), "indicator value ");
  EXPECT_EQ(required("observed"), "table place ");
}

TEST(schema, finds_tables_and_columns_by_name) {
  for (const auto& rule : schema) EXPECT_EQ(table_named(rule.name), rule.id);
  EXPECT_FALSE(table_named("Places"));
  EXPECT_FALSE(table_named(""));
  EXPECT_EQ(column_named(rule_of(table_id::persons), "home")->type, cell::reference);
  EXPECT_EQ(column_named(rule_of(table_id::persons), "tenure"), nullptr);
}

TEST(schema, counts_every_relation_row_once_but_activities) {
  for (const auto& rule : schema)
    EXPECT_EQ(rule.distinct_rows, !rule.has_id && rule.id != table_id::activities) << rule.name;
}

TEST(schema, lets_a_parent_be_of_the_same_table_only) {
  for (const auto& rule : schema) {
    const auto* parent = column_named(rule, "parent");
    if (!parent) continue;
    for (const auto& other : schema) EXPECT_EQ(parent->targets.has(other.id), other.id == rule.id) << rule.name;
  }
}

TEST(schema, lists_the_states_of_an_issue_as_its_events_may_hold_them) {
  std::string words;
  for (const auto state : issue_states) words += (words.empty() ? "" : " ") + std::string(state);
  EXPECT_EQ(column_named(rule_of(table_id::issue_events), "state")->words, words);
  static_assert(issue_states[0] == "raised" && issue_states[ordered_states - 1] == "evaluated" &&
                issue_states[ordered_states] == "escalated");
}

TEST(reference_kinds, of_one_kind_hold_the_row_itself) {
  constexpr auto kinds = reference_kinds{node_kind::place, std::nullopt};
  static_assert(kinds.encode({node_kind::place, 7}) == 7);
  static_assert(kinds.decode(7).row == 7);
  static_assert(kinds.row_if(7, node_kind::person) == -1);
}

TEST(reference_kinds, of_two_kinds_tell_them_apart) {
  const auto kinds = kinds_of(*column_named(rule_of(table_id::memberships), "member"));
  EXPECT_EQ(kinds.first, node_kind::person);
  EXPECT_EQ(kinds.second, node_kind::group);
  for (const auto kind : {node_kind::person, node_kind::group})
    for (const std::int32_t row : {0, 1, 2, 1'000'000}) {
      const auto stored = kinds.encode({kind, row});
      EXPECT_EQ(kinds.decode(stored), (node_ref{kind, row}));
      EXPECT_EQ(kinds.row_if(stored, kind), row);
      EXPECT_EQ(kinds.row_if(stored, kind == node_kind::person ? node_kind::group : node_kind::person), -1);
    }
}

TEST(reference_kinds, of_null_and_outside_hold_no_row) {
  const auto kinds = kinds_of(*column_named(rule_of(table_id::persons), "home"));
  EXPECT_EQ(kinds.row_if(-1, node_kind::place), -1);
  EXPECT_EQ(kinds.row_if(-2, node_kind::place), -1);
}

TEST(levels, have_ranks_from_the_city_down) {
  EXPECT_EQ(level_rank("city"), 0);
  EXPECT_EQ(level_rank("household"), 7);
  EXPECT_FALSE(level_rank("village"));
}

}  // namespace
}  // namespace linli::testing
