// SPDX-License-Identifier: Apache-2.0
// Every measure of the catalogue on a synthetic town, and two answers compared cell by cell.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/measure.hpp>

namespace linli::testing {

// Every measure of the catalogue, with what those need that have no default.
inline std::vector<measure_spec> every_measure(std::uint32_t split = 0) {
  std::vector<measure_spec> specs;
  for (const auto& known : catalogue()) {
    if (split != 0 && (known.splits & split) == 0) continue;
    measure_spec spec{std::string(known.name)};
    if (known.name == "counts.total") spec.arguments = {{"column", "stock"}};
    if (known.name == "counts.share") spec.arguments = {{"column", "stock"}, {"of", "whole"}};
    if (known.name == "coverage.complete") spec.arguments = {{"of_level", "community"}};
    specs.push_back(std::move(spec));
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
