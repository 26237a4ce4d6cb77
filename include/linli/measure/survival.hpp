// SPDX-License-Identifier: Apache-2.0
// Kaplan–Meier on durations with multiplicities, some ended and some still running.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/intervals.hpp>
#include <linli/measure/plan.hpp>

namespace linli {

struct survival_step {
  std::int64_t time;     // microseconds
  double survival;       // S just after it
  std::int64_t at_risk;  // n, those not over before it
  std::int64_t ended;    // d, those that end at it
  double greenwood;      // Σ d / (n (n − d)) up to it; infinite once S is 0
};

// S(t) = Π over times tᵢ ≤ t of (1 − dᵢ / nᵢ) (Kaplan & Meier 1958). `values` hold microseconds·2 + ended,
// ascending; what ends at a time is counted before what is censored at it.
inline std::vector<survival_step> survival_curve(std::span<const seen> values) {
  std::int64_t at_risk = 0;
  for (const auto& v : values) at_risk += v.times;
  std::vector<survival_step> steps;
  double survival = 1;
  double greenwood = 0;
  for (std::size_t i = 0; i < values.size();) {
    const auto time = values[i].value / 2;
    std::int64_t ended = 0;
    std::int64_t left = 0;
    for (; i < values.size() && values[i].value / 2 == time; ++i) {
      left += values[i].times;
      if (values[i].value % 2 == 1) ended += values[i].times;
    }
    if (ended > 0) {
      const auto n = static_cast<double>(at_risk);
      const auto d = static_cast<double>(ended);
      survival *= 1 - d / n;
      greenwood += d / (n * (n - d));
      steps.push_back({time, survival, at_risk, ended, greenwood});
    }
    at_risk -= left;
  }
  return steps;
}

// Log–log limits of S by Greenwood's variance: S^exp(±z √G / ln S) (Kalbfleisch & Prentice 1980). Where S
// is 1 or 0 both limits are S.
inline limits survival_limits(const survival_step& step, double z) {
  if (step.survival >= 1 || step.survival <= 0) return {step.survival, step.survival};
  const double width = z * std::sqrt(step.greenwood) / -std::log(step.survival);
  return {std::pow(step.survival, std::exp(width)), std::pow(step.survival, std::exp(-width))};
}

namespace detail {
inline double days_of(std::int64_t microseconds) {
  return static_cast<double>(microseconds) / static_cast<double>(microseconds_a_day);
}
// The first time at which a falling value is at most 1 − q, up to rounding.
template <class Value>
std::optional<double> first_day_at(std::span<const survival_step> steps, double q, Value value) {
  for (const auto& step : steps)
    if (value(step) <= 1 - q + 1e-9) return days_of(step.time);
  return std::nullopt;
}
}  // namespace detail

// The smallest t with S(t) ≤ 1 − q, in days; nothing if S never falls so far.
inline std::optional<double> survival_quantile(std::span<const seen> values, double q) {
  return detail::first_day_at(survival_curve(values), q, [](const auto& step) { return step.survival; });
}

struct quantile_limits {
  std::optional<double> low;
  std::optional<double> high;
};

// The same of the lower and of the upper limit of S, in days: between them lies the quantile
// (Brookmeyer & Crowley 1982). A limit is null if its curve never falls so far.
inline quantile_limits survival_quantile_limits(std::span<const survival_step> steps, double q, double z) {
  return {detail::first_day_at(steps, q, [z](const auto& step) { return survival_limits(step, z).low; }),
          detail::first_day_at(steps, q, [z](const auto& step) { return survival_limits(step, z).high; })};
}

namespace detail {

inline void note_negative(answer& found, std::int64_t negative) {
  if (negative > 0) found.remark(std::to_string(negative) + " left out: the end is before the start");
}

// A quantile of the times until an end; with z, between its log–log limits.
inline answer quantile_answer(std::span<const seen> values, double q, std::int64_t negative, const std::string& none,
                              double z) {
  answer found{survival_quantile(values, q), std::nullopt, std::nullopt};
  if (!found.value) found.note = values.empty() ? none : "not reached: too few have ended";
  if (z > 0) {
    const auto range = survival_quantile_limits(survival_curve(values), q, z);
    found.low = range.low;
    found.high = range.high;
  }
  note_negative(found, negative);
  return found;
}

// S(t), t in days, with z between its log–log limits; beyond the last time observed only where it is 0.
inline answer survival_answer(std::span<const seen> values, double days, std::int64_t negative, const std::string& none,
                              double z) {
  answer found{std::nullopt, std::nullopt, std::nullopt};
  const double at = days * static_cast<double>(microseconds_a_day) + 0.5;
  auto last_step = survival_step{0, 1, 0, 0, 0};
  for (const auto& step : survival_curve(values))
    if (static_cast<double>(step.time) <= at) last_step = step;
  if (values.empty()) {
    found.note = none;
  } else if (last_step.survival > 0 && at > static_cast<double>(values.back().value / 2) + 1) {
    found.note = "nothing was observed so long";
  } else {
    found.value = last_step.survival;
    if (z > 0) {
      const auto range = survival_limits(last_step, z);
      found.low = range.low;
      found.high = range.high;
    }
  }
  note_negative(found, negative);
  return found;
}

}  // namespace detail
}  // namespace linli
