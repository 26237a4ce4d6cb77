// SPDX-License-Identifier: Apache-2.0
// A hash of what a network says, whatever the order of its rows.
#include <linli/model/fingerprint.hpp>
#include <linli/model/freeze.hpp>

#include <algorithm>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "support/frames.hpp"

namespace linli::testing {
namespace {

frame shuffled(const frame& table, std::mt19937& random) {
  auto order = detail::row_order(table.rows);
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), random);
  frame made{table.name, table.rows, {}};
  made.untyped = table.untyped;
  for (const auto& c : table.columns) made.columns.push_back({c.name, detail::gathered(c.values, order)});
  std::shuffle(made.columns.begin(), made.columns.end(), random);
  return made;
}
std::string print_of(frames tables, network_options options = {}) {
  return fingerprint(built(std::move(tables), std::move(options)));
}
// The small world with one table in place of its own.
std::string print_with(frame table) {
  auto tables = small_world();
  std::erase_if(tables, [&](const frame& t) { return t.name == table.name; });
  tables.push_back(std::move(table));
  return print_of(std::move(tables));
}
std::string print_of_ties(const text_columns& ties) { return print_with(text_frame("ties", ties)); }

TEST(fingerprint, is_thirty_two_hexadecimal_digits) {
  const auto print = print_of(small_world());
  EXPECT_EQ(print.size(), 32U);
  EXPECT_EQ(print.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(fingerprint, does_not_depend_on_the_order_of_rows_columns_and_tables) {
  const auto print = print_of(small_world());
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    frames tables;
    for (const auto& table : small_world()) tables.push_back(shuffled(table, random));
    std::shuffle(tables.begin(), tables.end(), random);
    EXPECT_EQ(print_of(tables), print);
  }
}

TEST(fingerprint, changes_with_any_cell_of_any_table) {
  const auto print = print_of(small_world());
  const auto world = small_world();
  for (std::size_t t = 0; t < world.size(); ++t) {
    for (std::size_t c = 0; c < world[t].columns.size(); ++c) {
      const auto& values = world[t].columns[c].values;
      if (values.size() < 2 || values.text(0) == values.text(1) || world[t].columns[c].name == "parent") continue;
      auto tables = world;  // the first two cells of the column change places
      auto order = detail::row_order(values.size());
      std::iota(order.begin(), order.end(), 0);
      std::swap(order[0], order[1]);
      tables[t].columns[c].values = detail::gathered(values, order);
      network_options lenient;
      lenient.strict = false;
      EXPECT_NE(print_of(tables, lenient), print) << world[t].name << "." << world[t].columns[c].name;
    }
  }
}

TEST(fingerprint, takes_integers_and_whole_numbers_for_the_same) {
  const auto print_of_weights = [](column weights) {
    return print_of({typed_frame("persons", {{"id", integers({1})}, {"w", std::move(weights)}})});
  };
  EXPECT_EQ(print_of_weights(integers({3})), print_of_weights(numbers({3.0})));
  EXPECT_NE(print_of_weights(numbers({3.0})), print_of_weights(numbers({3.5})));
}

TEST(fingerprint, bears_numbers_of_any_size) {
  const auto print_of_weight = [](double weight) {
    return print_of({typed_frame("persons", {{"id", integers({1})}, {"w", numbers({weight})}})});
  };
  EXPECT_NE(print_of_weight(1e300), print_of_weight(-1e300));
  EXPECT_NE(print_of_weight(9.3e18), print_of_weight(9.4e18));
}

TEST(fingerprint, tells_a_bare_date_from_its_midnight) {
  const auto print_of_date = [](const char* at) {
    return print_of({text_frame("persons", {{"id", {"p"}}, {"birth_date", {at}}})});
  };
  EXPECT_NE(print_of_date("1950-01-01"), print_of_date("1950-01-01T00:00"));
}

TEST(fingerprint, passes_over_columns_that_hold_nothing) {
  EXPECT_EQ(print_of_ties({{"source", {"p1"}}, {"target", {"p3"}}}),
            print_of_ties({{"source", {"p1"}}, {"target", {"p3"}}, {"kind", {""}}, {"seen_at", {""}}}));
}

TEST(fingerprint, tells_a_value_by_the_column_that_it_stands_in) {
  const auto print_in = [](const char* column) {
    return print_of_ties({{"source", {"p1"}}, {"target", {"p3"}}, {column, {"market"}}});
  };
  EXPECT_NE(print_in("seen_at"), print_in("met_at"));
}

TEST(fingerprint, tells_direction) {
  EXPECT_NE(print_of_ties({{"source", {"p1"}}, {"target", {"p3"}}}),
            print_of_ties({{"source", {"p3"}}, {"target", {"p1"}}}));
}

TEST(fingerprint, counts_a_relation_once_and_an_activity_as_often_as_it_is_given) {
  EXPECT_EQ(print_of_ties({{"source", {"p1", "p1"}}, {"target", {"p3", "p3"}}}),
            print_of_ties({{"source", {"p1"}}, {"target", {"p3"}}}));
  const auto print_of_activities = [](std::size_t times) {
    return print_with(text_frame(
        "activities",
        {{"person", cells(times, "p1")}, {"group", cells(times, "f1")}, {"date", cells(times, "2018-01-01")}}));
  };
  EXPECT_NE(print_of_activities(1), print_of_activities(2));
}

TEST(fingerprint, knows_which_table_an_ambiguous_id_means) {
  const auto print_of_member = [](const char* kind) {
    return print_with(text_frame("memberships", {{"member", {"p1"}}, {"group", {"1"}}, {"group_kind", {kind}}}));
  };
  EXPECT_NE(print_of_member("teams"), print_of_member("party_organisations"));
}

TEST(fingerprint, tells_outside_from_unknown_and_from_a_place) {
  const auto print_of_home = [](const char* home) {
    return print_of({text_frame("places", {{"id", {"a"}}, {"level", {"grid"}}}),
                     text_frame("persons", {{"id", {"p"}}, {"home", {home}}})});
  };
  EXPECT_NE(print_of_home("outside"), print_of_home(""));
  EXPECT_NE(print_of_home("outside"), print_of_home("a"));
  EXPECT_NE(print_of_home("a"), print_of_home(""));
}

std::string print_of_events(const cells& states, const cells& at) {
  return print_with(text_frame("issue_events", {{"issue", cells(states.size(), "i1")}, {"state", states}, {"at", at}}));
}

TEST(fingerprint, holds_the_order_of_events_at_equal_times) {
  EXPECT_NE(print_of_events({"closed", "reopened"}, {"2018-03-01", "2018-03-01"}),
            print_of_events({"reopened", "closed"}, {"2018-03-01", "2018-03-01"}));
  EXPECT_EQ(print_of_events({"closed", "reopened"}, {"2018-03-01", "2018-03-02"}),
            print_of_events({"reopened", "closed"}, {"2018-03-02", "2018-03-01"}));
}

TEST(fingerprint, holds_who_the_persons_are_the_origin_and_the_scheme) {
  const auto print = print_of(small_world());
  network_options listed;
  listed.persons_are = persons_are::listed_only;
  EXPECT_NE(print_of(small_world(), listed), print);
  network_options synthetic;
  synthetic.origin = origin::synthetic;
  EXPECT_NE(print_of(small_world(), synthetic), print);
  network_options with_scheme;
  with_scheme.scheme = xisaishan_scheme();
  EXPECT_NE(print_of(small_world(), with_scheme), print);
}

TEST(fingerprint, of_nothing_is_that_of_nothing) { EXPECT_EQ(print_of({}), print_of({})); }

}  // namespace
}  // namespace linli::testing
