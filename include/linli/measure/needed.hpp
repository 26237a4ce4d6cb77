// SPDX-License-Identifier: Apache-2.0
// How far a value is from its limits, and how many whole persons, groups or places would close the gap.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace linli::detail {

// A value at a limit meets it, though the last bits of a quotient may differ.
inline double slack(double limit) { return 1e-12 * std::max(1.0, std::abs(limit)); }

struct limits {
  std::optional<double> at_least{};
  std::optional<double> at_most{};

  bool is_below(double value) const { return at_least && value < *at_least - slack(*at_least); }
  bool is_above(double value) const { return at_most && value > *at_most + slack(*at_most); }
  bool met_by(double value) const { return !is_below(value) && !is_above(value); }
  double shortfall_of(double value) const {
    return is_below(value) ? *at_least - value : is_above(value) ? value - *at_most : 0;
  }
};

// A value that whole units make: scale × (numerator + k) / denominator with k units more.
struct growth {
  double scale = 1;
  double numerator = 0;
  double denominator = 1;
  bool at_most_one = false;  // there is no more than all of it

  double with(double units) const { return scale * (numerator + units) / denominator; }
};

// What the whole units of a measure are called, by the unit of its value.
inline std::string whole_unit_of(std::string_view unit) {
  if (unit == "0 or 1") return "groups";
  if (unit.starts_with("share of ")) unit.remove_prefix(9);
  for (const std::string_view word : {" per ", " a "})
    if (const auto at = unit.find(word); at != std::string_view::npos) unit = unit.substr(0, at);
  if (unit == "residents" || unit == "participants" || unit == "members") return "persons";
  return unit == "memberships" ? "(person, group) pairs" : std::string(unit);
}

// How the value of a measure grows, if numerator and denominator make it and the first can grow alone.
inline std::optional<growth> growth_of(std::string_view unit, std::optional<double> value,
                                       std::optional<double> numerator, std::optional<double> denominator) {
  if (!value || !numerator || unit == "share of attendances" || unit == "Gini") return std::nullopt;
  growth found{1, *numerator, denominator.value_or(1), unit == "0 or 1"};
  if (unit.find(" per 1000 ") != std::string_view::npos) found.scale = 1000;
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

// The units to add, or, below 0, to take away; nothing where no whole number of them will do.
inline std::optional<std::int64_t> units_needed(const growth& of, const limits& within) {
  const auto at = [&](double limit) { return limit * of.denominator / of.scale - of.numerator; };
  const double now = of.with(0);
  if (within.met_by(now)) return 0;
  auto units = within.is_below(now)
                   ? least_units(at(*within.at_least), [&](double k) { return !within.is_below(of.with(k)); })
                   : least_units(-at(*within.at_most), [&](double k) { return !within.is_above(of.with(-k)); });
  if (!units) return units;
  if (within.is_above(now)) *units = -*units;
  const double then = of.with(static_cast<double>(*units));
  const bool possible = within.met_by(then) && then >= 0 && !(of.at_most_one && then > 1);
  return possible ? units : std::nullopt;
}

}  // namespace linli::detail
