// SPDX-License-Identifier: Apache-2.0
// p-values adjusted for asking many questions: the share of false ones among those that are found.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <linli/core/error.hpp>

namespace linli {

// bh (Benjamini & Hochberg 1995) for tests that are independent or rise and fall together; by
// (Benjamini & Yekutieli 2001) whatever their dependence.
enum class false_discovery { bh, by };

inline false_discovery false_discovery_named(std::string_view name) {
  if (name == "bh") return false_discovery::bh;
  if (name == "by") return false_discovery::by;
  throw measure_error("method is bh or by, not '" + std::string(name) + "'");
}

namespace detail {
// The places of the p-values that are known, from the least.
inline std::vector<std::size_t> known_in_order(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (std::isnan(p[i])) continue;
    if (!(p[i] >= 0 && p[i] <= 1))
      throw measure_error("p_values[" + std::to_string(i) + "] is " + std::to_string(p[i]) + ", not within 0 and 1");
    order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p[a] < p[b]; });
  return order;
}
}  // namespace detail

// min over j ≥ i of c m p₍ⱼ₎ / j, at most 1; c is 1, or Σ 1/j for by. m counts the known: NaN stays NaN.
inline std::vector<double> adjusted_p_values(std::span<const double> p, false_discovery method) {
  const auto order = detail::known_in_order(p);
  const auto m = static_cast<double>(order.size());
  double factor = 1;
  if (method == false_discovery::by) {
    factor = 0;
    for (double j = m; j >= 1; --j) factor += 1 / j;
  }
  auto adjusted = std::vector<double>(p.begin(), p.end());
  double least = 1;
  for (auto j = order.size(); j > 0; --j) {
    least = std::min(least, factor * m * p[order[j - 1]] / static_cast<double>(j));
    adjusted[order[j - 1]] = least;
  }
  return adjusted;
}

}  // namespace linli
