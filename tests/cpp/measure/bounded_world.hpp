// SPDX-License-Identifier: Apache-2.0
// A small synthetic world of which only totals are known, and the rows of its bounds.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/bounds.hpp>

#include "model/small_world.hpp"

namespace linli::testing {

// Synthetic: a city, a district in it, two communities in that.
inline const text_columns bounded_places{{"id", {"city", "district", "north", "south"}},
                                         {"level", {"city", "district", "community", "community"}},
                                         {"parent", {"", "city", "district", "district"}},
                                         {"name", {"", "", "North", ""}}};

inline network world(std::vector<frame> tables, network_options options = {}) {
  tables.push_back(text_frame("places", bounded_places));
  return built(std::move(tables), std::move(options));
}
inline network reporting(const text_columns& reported) { return world({text_frame("reported", reported)}); }

// One row, by its subject and whether it stands on an assumption.
struct row_view {
  const frame* table;
  std::size_t row;
  std::optional<double> number(std::string_view name) const {
    const auto x = table->find(name)->number(row);
    return std::isnan(x) ? std::nullopt : std::optional(x);
  }
  std::string text(std::string_view name) const { return table->find(name)->text(row); }
};
inline std::optional<row_view> row_of(const frame& table, std::string_view subject, bool assumed) {
  for (std::size_t i = 0; i < table.rows; ++i)
    if (table.find("subject")->text(i) == subject && table.find("assumption")->is_null(i) != assumed)
      return row_view{&table, i};
  return std::nullopt;
}
inline void expect_range(const frame& table, std::string_view subject, bool assumed, std::optional<double> low,
                         std::optional<double> high) {
  const auto row = row_of(table, subject, assumed);
  ASSERT_TRUE(row) << subject;
  EXPECT_EQ(row->number("low"), low) << subject;
  EXPECT_EQ(row->number("high"), high) << subject;
  EXPECT_EQ(row->number("value").has_value(), low == high && low) << subject;
}

}  // namespace linli::testing
