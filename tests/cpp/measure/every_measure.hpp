// SPDX-License-Identifier: Apache-2.0
// Every measure of the catalogue on a synthetic town, and two answers compared cell by cell.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/measure.hpp>

namespace linli::testing {

// What a measure needs that has no default, for the columns and levels of a synthetic town.
inline std::map<std::string, argument> needed_arguments(const std::string& name) {
  if (name == "counts.total") return {{"column", "stock"}};
  if (name == "counts.share") return {{"column", "stock"}, {"of", "whole"}};
  if (name == "coverage.complete") return {{"of_level", "community"}};
  if (name == "coverage.place_share") return {{"of_level", "building"}, {"provider", "teams"}};
  if (name == "participation.dissimilarity") return {{"attribute", "tenure"}};
  if (name == "deliberation.survival") return {{"at", "30"}};
  if (name == "inequality.gap") return {{"of", "coverage.depth"}, {"between", "tenure|rent|own"}};
  if (!name.starts_with("inequality.")) return {};
  std::map<std::string, argument> found{{"of", "counts.residents"}, {"across", "building"}};
  if (name.starts_with("inequality.theil_")) found["grouping"] = "community";
  if (name == "inequality.atkinson") found["epsilon"] = 0.5;
  if (name == "inequality.hoover") found["weight"] = "whole";
  return found;
}

// Every measure of the catalogue that may be split so, with what those need that have no default. Of two, the
// question has to say more: in buckets of time, or by an attribute of persons.
inline std::vector<measure_spec> every_measure(std::uint32_t split = 0, bool in_buckets = false) {
  std::vector<measure_spec> specs;
  for (const auto& known : catalogue()) {
    if (split != 0 && (known.splits & split) == 0) continue;
    if (known.name == "participation.retention" && !in_buckets) continue;
    if (known.name == "participation.representation" && split != by_person) continue;
    const auto name = std::string(known.name);
    specs.push_back({name, needed_arguments(name)});
  }
  return specs;
}

inline std::vector<std::string> cells_as_text(const table& answer) {
  std::vector<std::string> rows(answer.rows());
  for (const auto& c : answer.content().columns)
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i] += c.name + "=" + (c.values.is_null(i) ? "-" : c.values.text(i)) + " ";
  return rows;
}
inline void expect_equal(const table& a, const table& b, const std::string& what) {
  const auto x = cells_as_text(a);
  const auto y = cells_as_text(b);
  ASSERT_EQ(x.size(), y.size()) << what;
  int said = 0;
  for (std::size_t i = 0; i < x.size() && said < 5; ++i)
    if (x[i] != y[i]) ADD_FAILURE() << what << "\n  " << x[i] << "\n  " << y[i] << (++said == 5 ? "\n  and more" : "");
}

}  // namespace linli::testing
