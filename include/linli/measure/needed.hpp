// SPDX-License-Identifier: Apache-2.0
// How far a value is from its limits, and how many whole persons, groups or places would close the gap.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include <linli/measure/definition.hpp>

namespace linli::detail {

// A value at a limit meets it, though the last bits of a quotient may differ.
inline double slack(double limit) { return 1e-12 * std::max(1.0, std::abs(limit)); }

struct goal {
  std::optional<double> at_least{};
  std::optional<double> at_most{};

  bool is_below(double value) const { return at_least && value < *at_least - slack(*at_least); }
  bool is_above(double value) const { return at_most && value > *at_most + slack(*at_most); }
  bool met_by(double value) const { return !is_below(value) && !is_above(value); }
  double shortfall_of(double value) const {
    return is_below(value) ? *at_least - value : is_above(value) ? value - *at_most : 0;
  }
};

// A value that whole units make: each changes the numerator by one, up or down, and nothing else.
struct growth {
  double scale = 1;
  double numerator = 0;
  double denominator = 1;
  int change_by_one = 1;  // −1: one unit more lowers the numerator, which counts what is missing
  double most = std::numeric_limits<double>::infinity();

  double with(double units) const { return scale * (numerator + change_by_one * units) / denominator; }
};

// How the value of a measure grows, if numerator and denominator make it and the first can change alone.
inline std::optional<growth> growth_of(const definition& what, std::optional<double> value,
                                       std::optional<double> numerator, std::optional<double> denominator) {
  if (!value || !numerator || what.whole_unit.empty()) return std::nullopt;
  const growth found{what.scale, *numerator, denominator.value_or(1), what.change_by_one, what.most};
  if (!(found.denominator > 0)) return std::nullopt;
  const bool made_of_them = std::abs(found.with(0) - *value) <= slack(*value);
  return made_of_them ? std::optional(found) : std::nullopt;
}

// The least whole number of units, not below 0, from which `enough` holds; it must hold near `guess`.
template <class Enough>
std::optional<std::int64_t> least_units(double guess, Enough enough) {
  if (!(std::abs(guess) < 1e15)) return std::nullopt;
  auto units = static_cast<std::int64_t>(std::max(0.0, std::ceil(guess)));
  while (units > 0 && enough(static_cast<double>(units - 1))) --units;
  for (int tries = 0; tries < 3; ++tries, ++units)
    if (enough(static_cast<double>(units))) return units;
  return std::nullopt;
}

// The units to add, or, below 0, to take away; nothing where no whole number of them is known to do. Where one fewer
// may be one that nobody misses, nothing is known to raise what is missing.
inline std::optional<std::int64_t> units_needed(const growth& of, const goal& within) {
  const double now = of.with(0);
  if (within.met_by(now)) return 0;
  const bool is_below = within.is_below(now);
  if (is_below && of.change_by_one < 0) return std::nullopt;
  const double guess =
      std::abs((is_below ? *within.at_least : *within.at_most) * of.denominator / of.scale - of.numerator);
  const int sign = is_below ? 1 : -of.change_by_one;
  auto units = least_units(guess, [&](double k) {
    const double then = of.with(sign * k);
    return is_below ? !within.is_below(then) : !within.is_above(then);
  });
  if (!units) return units;
  *units *= sign;
  const double then = of.with(static_cast<double>(*units));
  const bool possible = within.met_by(then) && then >= 0 && then <= of.most;
  return possible ? units : std::nullopt;
}

}  // namespace linli::detail
