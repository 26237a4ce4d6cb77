// SPDX-License-Identifier: Apache-2.0
// Published totals of a place: its population in persons or households, as of a day.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <linli/model/network.hpp>

namespace linli {

enum class population_unit { persons, households };

// The columns of `population` that split it: everything that the schema does not name.
inline std::vector<std::string_view> strata_of(const store& population) {
  std::vector<std::string_view> names;
  for (const auto& c : population.columns)
    if (!column_named(rule_of(table_id::population), c.name)) names.push_back(c.name);
  return names;
}

inline bool is_of_unit(const store& population, std::size_t row, population_unit unit) {
  const auto word = population["unit"].text(row);
  return unit == population_unit::households ? word == "households" : word.empty() || word == "persons";
}

// The whole count of each place, -1 where none is given: of rows without strata the latest not after
// `on` (usual residents before registered ones), else the column of `places`.
inline std::vector<std::int64_t> population_by_place(const network& net, population_unit unit, instant on = {}) {
  const auto& places = net.rows(node_kind::place);
  const auto& shorthand = places[unit == population_unit::persons ? "population" : "households"].integers();
  auto counts = std::vector<std::int64_t>(places.rows, -1);
  for (std::size_t p = 0; p < places.rows; ++p)
    if (shorthand[p] != null_integer) counts[p] = shorthand[p];

  const auto& rows = net.rows(table_id::population);
  const auto strata = strata_of(rows);
  struct choice {
    int basis = 3;
    instant as_of;
    bool made = false;
  };
  auto chosen = std::vector<choice>(rows.rows > 0 ? places.rows : 0);
  for (std::size_t i = 0; i < rows.rows; ++i) {
    if (!is_of_unit(rows, i, unit)) continue;
    bool whole = true;
    for (const auto name : strata) whole = whole && rows[name].is_null(i);
    const auto as_of = rows["as_of"].instants()[i];
    if (!whole || (!on.is_null() && !as_of.is_null() && as_of.day() > on.day())) continue;
    const auto basis_word = rows["basis"].text(i);
    const int basis = basis_word == "usual_residents" ? 0 : basis_word.empty() ? 1 : 2;
    const auto place = static_cast<std::size_t>(rows["place"].codes()[i]);
    auto& best = chosen[place];
    if (best.made && (basis > best.basis || (basis == best.basis && as_of < best.as_of))) continue;
    best = {basis, as_of, true};
    counts[place] = rows["count"].integers()[i];
  }
  return counts;
}

}  // namespace linli
