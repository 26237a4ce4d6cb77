// SPDX-License-Identifier: Apache-2.0
// Kaplan–Meier on durations with multiplicities, some ended and some still running.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/plan.hpp>

namespace linli {

struct survival_step {
  std::int64_t time;  // microseconds
  double survival;    // S just after it
};

// S(t) = Π over times tᵢ ≤ t of (1 − dᵢ / nᵢ) (Kaplan & Meier 1958). `values` hold microseconds·2 + ended,
// ascending; what ends at a time is counted before what is censored at it.
inline std::vector<survival_step> survival_curve(std::span<const seen> values) {
  std::int64_t at_risk = 0;
  for (const auto& v : values) at_risk += v.times;
  std::vector<survival_step> steps;
  double survival = 1;
  for (std::size_t i = 0; i < values.size();) {
    const auto time = values[i].value / 2;
    std::int64_t ended = 0;
    std::int64_t left = 0;
    for (; i < values.size() && values[i].value / 2 == time; ++i) {
      left += values[i].times;
      if (values[i].value % 2 == 1) ended += values[i].times;
    }
    if (ended > 0) {
      survival *= 1 - static_cast<double>(ended) / static_cast<double>(at_risk);
      steps.push_back({time, survival});
    }
    at_risk -= left;
  }
  return steps;
}

// The smallest t with S(t) ≤ 1 − q, in days; nothing if S never falls so far.
inline std::optional<double> survival_quantile(std::span<const seen> values, double q) {
  for (const auto& step : survival_curve(values))
    if (step.survival <= 1 - q + 1e-9) return static_cast<double>(step.time) / static_cast<double>(microseconds_a_day);
  return std::nullopt;
}

namespace detail {

inline void note_negative(answer& found, std::int64_t negative) {
  if (negative > 0)
    found.note +=
        (found.note.empty() ? "" : "; ") + std::to_string(negative) + " left out: the end is before the start";
}

inline answer quantile_answer(std::span<const seen> values, double q, std::int64_t negative, const std::string& none,
                              double) {
  answer found{survival_quantile(values, q), std::nullopt, std::nullopt};
  if (!found.value) found.note = values.empty() ? none : "not reached: too few have ended";
  note_negative(found, negative);
  return found;
}

// S(t), t in days; beyond the last time observed only where it is 0.
inline answer survival_answer(std::span<const seen> values, double days, std::int64_t negative,
                              const std::string& none, double) {
  answer found{std::nullopt, std::nullopt, std::nullopt};
  double survival = 1;
  for (const auto& step : survival_curve(values))
    if (static_cast<double>(step.time) <= days * static_cast<double>(microseconds_a_day) + 0.5) survival = step.survival;
  const auto last = values.empty() ? 0.0 : static_cast<double>(values.back().value / 2);
  if (values.empty())
    found.note = none;
  else if (survival > 0 && days * static_cast<double>(microseconds_a_day) > last + 0.5)
    found.note = "nothing was observed so long";
  else
    found.value = survival;
  note_negative(found, negative);
  return found;
}

}  // namespace detail
}  // namespace linli
