// SPDX-License-Identifier: Apache-2.0
// The Kaplan–Meier curve of durations that are plain numbers, in any unit.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/measure/intervals.hpp>
#include <linli/measure/survival.hpp>

namespace linli {

// How many were at risk at a time, and what became of them there.
struct life_table_row {
  double time;
  std::int64_t at_risk;
  std::int64_t ended;
  std::int64_t censored;
};

namespace detail {
inline void check_durations(std::span<const double> durations, std::size_t flags) {
  if (durations.size() != flags)
    throw measure_error("there are " + std::to_string(durations.size()) + " durations, but " + std::to_string(flags) +
                        " say whether they ended");
  for (std::size_t i = 0; i < durations.size(); ++i)
    if (durations[i] < 0 || std::isinf(durations[i]))
      throw measure_error("durations[" + std::to_string(i) + "] is " + std::to_string(durations[i]) +
                          ": a duration is finite and not negative");
}
}  // namespace detail

// A row for each distinct duration, ascending. Durations that are NaN are left out.
inline std::vector<life_table_row> life_table(std::span<const double> durations, std::span<const std::uint8_t> ended) {
  detail::check_durations(durations, ended.size());
  std::vector<std::pair<double, bool>> spells;
  for (std::size_t i = 0; i < durations.size(); ++i)
    if (!std::isnan(durations[i])) spells.emplace_back(durations[i], ended[i] != 0);
  std::sort(spells.begin(), spells.end());
  std::vector<life_table_row> rows;
  for (std::size_t i = 0; i < spells.size(); ++i) {
    if (rows.empty() || rows.back().time < spells[i].first)
      rows.push_back({spells[i].first, static_cast<std::int64_t>(spells.size() - i), 0, 0});
    ++(spells[i].second ? rows.back().ended : rows.back().censored);
  }
  return rows;
}

struct kaplan_meier_row {
  life_table_row counts;
  double survival;
  linli::limits limits;
};

// S after each distinct duration, with its log–log limits; where nothing ends, S stays.
inline std::vector<kaplan_meier_row> kaplan_meier(std::span<const double> durations,
                                                  std::span<const std::uint8_t> ended, double z) {
  const auto counts = life_table(durations, ended);
  std::vector<seen> ranks;  // a row's number stands for its time, since the curve counts in integers
  for (std::size_t r = 0; r < counts.size(); ++r) {
    const auto rank = static_cast<std::int64_t>(r);
    if (counts[r].censored > 0) ranks.push_back({0, rank * 2, counts[r].censored});
    if (counts[r].ended > 0) ranks.push_back({0, rank * 2 + 1, counts[r].ended});
  }
  const auto steps = survival_curve(ranks);
  std::vector<kaplan_meier_row> rows;
  auto next = steps.begin();
  for (const auto& row : counts) {
    if (row.ended > 0) {
      rows.push_back({row, next->survival, survival_limits(*next, z)});
      ++next;
    } else {
      rows.push_back({row, rows.empty() ? 1 : rows.back().survival, rows.empty() ? linli::limits{1, 1} : rows.back().limits});
    }
  }
  return rows;
}

}  // namespace linli
