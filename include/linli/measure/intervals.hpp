// SPDX-License-Identifier: Apache-2.0
// Intervals of proportions, of their differences and of their ratios.
//
// z is the normal quantile of the level (z_of_level in core/quantiles.hpp), made once by the caller.
// Counts are doubles, as answers hold them. Null where a count does not fit: no trials, fewer than 0
// successes, more than trials.
#pragma once

#include <cmath>
#include <optional>

namespace linli {

struct limits {
  double low;
  double high;
};

namespace detail {
inline bool is_proportion(double successes, double trials) {
  return trials > 0 && successes >= 0 && successes <= trials;
}
inline double squared(double x) { return x * x; }
inline limits around_log(double value, double standard_error, double z) {
  return {value * std::exp(-z * standard_error), value * std::exp(z * standard_error)};
}
}  // namespace detail

// The score interval, without continuity correction: all p with |p̂ − p| ≤ z √(p(1 − p)/n) (Wilson
// 1927).
inline std::optional<limits> wilson(double successes, double trials, double z) {
  if (!detail::is_proportion(successes, trials)) return std::nullopt;
  const double p = successes / trials;
  const double spread = z * z / trials;
  const double centre = (p + spread / 2) / (1 + spread);
  const double half = std::sqrt(p * (1 - p) * spread + detail::squared(spread / 2)) / (1 + spread);
  return limits{successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half};
}

// p₁ − p₂ by square-and-add of two score intervals (Newcombe 1998, method 10).
inline std::optional<limits> difference_of_proportions(double successes1, double trials1, double successes2,
                                                         double trials2, double z) {
  const auto first = wilson(successes1, trials1, z);
  const auto second = wilson(successes2, trials2, z);
  if (!first || !second) return std::nullopt;
  const double p1 = successes1 / trials1;
  const double p2 = successes2 / trials2;
  return limits{p1 - p2 - std::hypot(p1 - first->low, second->high - p2),
                  p1 - p2 + std::hypot(first->high - p1, p2 - second->low)};
}

// p₁ / p₂ by the delta method on its logarithm, SE² = 1/s₁ − 1/n₁ + 1/s₂ − 1/n₂ (Katz, Baptista,
// Azen & Pike 1978). Null if nothing succeeded in one, or everything in both.
inline std::optional<limits> ratio_of_proportions(double successes1, double trials1, double successes2,
                                                    double trials2, double z) {
  if (!detail::is_proportion(successes1, trials1) || !detail::is_proportion(successes2, trials2)) return std::nullopt;
  if (successes1 == 0 || successes2 == 0) return std::nullopt;
  const double variance = 1 / successes1 - 1 / trials1 + 1 / successes2 - 1 / trials2;
  if (!(variance > 0)) return std::nullopt;
  return detail::around_log(successes1 / trials1 / (successes2 / trials2), std::sqrt(variance), z);
}

// SE² of the logarithm of representation_ratio, n = a + b: (b/n²) [(b/a)(1 − a/A) + (1 − b/B)].
// Participants are part of residents: it is the delta method on a and b, two independent counts.
inline double representation_variance(double a, double participants, double b, double others) {
  return b / detail::squared(a + b) * (b / a * (1 - a / participants) + (1 - b / others));
}

// A category has a of the A participants and b of the B other residents. Its share among
// participants over that among all residents is (a/A) / ((a + b)/(A + B)), 1 if they come like all
// others. Null where the approximation has no width: nobody of the category on one side, or nobody
// of another category on both.
inline std::optional<limits> representation_interval(double a, double participants, double b, double others,
                                                       double z) {
  if (!detail::is_proportion(a, participants) || !detail::is_proportion(b, others)) return std::nullopt;
  if (a == 0 || b == 0) return std::nullopt;
  const double variance = representation_variance(a, participants, b, others);
  if (!(variance > 0)) return std::nullopt;
  const double ratio = a / participants / ((a + b) / (participants + others));
  return detail::around_log(ratio, std::sqrt(variance), z);
}

}  // namespace linli
