// SPDX-License-Identifier: Apache-2.0
// The catalogue: every measure with its definition, parameters, dimensions and the plan that counts it.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/definitions/counts.hpp>
#include <linli/measure/definitions/coverage.hpp>
#include <linli/measure/definitions/deliberation.hpp>
#include <linli/measure/definitions/inequality.hpp>
#include <linli/measure/definitions/participation.hpp>
#include <linli/measure/own_measure.hpp>

namespace linli {

namespace detail {
template <std::size_t... Sizes>
constexpr auto joined_definitions(const std::array<definition, Sizes>&... families) {
  std::array<definition, (Sizes + ...)> all;
  auto next = all.begin();
  ((next = std::copy(families.begin(), families.end(), next)), ...);
  return all;
}
}  // namespace detail

// Definitions after the measure contract of the project; sources where a method is published.
inline std::span<const definition> catalogue() {
  static constexpr auto all =
      detail::joined_definitions(counts_definitions, coverage_definitions, participation_definitions,
                                 deliberation_definitions, inequality_definitions);
  return all;
}

// Those of the catalogue, then those that users have defined.
inline std::vector<const definition*> all_definitions() {
  std::vector<const definition*> all;
  for (const auto& known : catalogue()) all.push_back(&known);
  for (const auto* own : detail::own_measures::all().list()) all.push_back(&own->about);
  return all;
}

inline const definition& definition_of(std::string_view name) {
  for (const auto& known : catalogue())
    if (known.name == name) return known;
  std::vector<std::string_view> names;
  for (const auto* known : all_definitions()) {
    if (known->name == name) return *known;
    names.push_back(known->name);
  }
  const auto near = nearest_word(name, names);
  throw measure_error("no measure is called '" + std::string(name) + "'" +
                      (near.empty() ? "" : "; did you mean " + near + "?") + " The measures are " + joined(names));
}

}  // namespace linli
