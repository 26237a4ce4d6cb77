// SPDX-License-Identifier: Apache-2.0
// The permutation test of pairs: each difference could as well have the other sign.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <linli/measure/randomisation.hpp>

namespace linli {

namespace detail {

// Differences that are known, ascending, so that p does not depend on how the rows were sorted.
inline std::vector<double> known_differences(std::span<const double> given) {
  std::vector<double> known;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (std::isinf(given[i])) throw measure_error("differences[" + std::to_string(i) + "] is not finite");
    if (!std::isnan(given[i])) known.push_back(given[i]);
  }
  std::sort(known.begin(), known.end());
  return known;
}

// The mean of values of which some are flipped.
template <class Flipped>
double signed_mean(const std::vector<double>& values, Flipped flipped) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += flipped(i) ? -values[i] : values[i];
  return sum / static_cast<double>(values.size());
}

inline bool has_few_signs(std::size_t differences, std::size_t most) {
  return differences < 63 && most >> differences > 0;  // 2ⁿ ≤ most
}

}  // namespace detail

// Do pairs differ? The statistic is the mean of their differences (Fisher 1935). All 2ⁿ signs are
// tried if these are no more than the replicates. NaN differences are left out; null without any.
inline randomisation_result sign_flip_test(std::span<const double> differences, const randomisation& by) {
  const auto values = detail::known_differences(differences);
  if (values.empty()) return {};
  const auto n = values.size();
  const double statistic = detail::signed_mean(values, [](std::size_t) { return false; });
  const double scale = detail::signed_mean(values, [&](std::size_t i) { return values[i] < 0; });
  const auto observed = extremity(by.alternative, statistic, scale);
  if (detail::has_few_signs(n, by.replicates)) {
    const auto one_way = [&](std::size_t way) {
      return detail::signed_mean(values, [way](std::size_t i) { return (way >> i & 1U) != 0; });
    };
    const auto ways = std::size_t{1} << n;
    return exact_result(statistic, count_extreme(observed, ways, n, [&] { return one_way; }), ways);
  }
  const auto drawn = [&](std::size_t replicate) {
    return detail::signed_mean(values,
                               [&](std::size_t i) { return draw(by.seed, by.stream, i, replicate) >> 63 != 0; });
  };
  return drawn_result(statistic, count_extreme(observed, by.replicates, n, [&] { return drawn; }), by.replicates);
}

}  // namespace linli
