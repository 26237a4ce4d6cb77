// SPDX-License-Identifier: Apache-2.0
// Tests by chance alone: how often do replicates reach what was observed?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/core/parallel.hpp>
#include <linli/core/random.hpp>

namespace linli {

enum class alternative { two_sided, greater, less };

inline alternative alternative_named(std::string_view name) {
  if (name == "two_sided") return alternative::two_sided;
  if (name == "greater") return alternative::greater;
  if (name == "less") return alternative::less;
  throw measure_error("alternative is two_sided, greater or less, not '" + std::string(name) + "'");
}

struct randomisation {
  std::size_t replicates = 9999;
  std::uint64_t seed = 0;
  std::uint32_t stream = 0;
  linli::alternative alternative = linli::alternative::two_sided;
};

struct randomisation_result {
  std::optional<double> statistic;  // null where nothing can be compared, as is p_value then
  std::optional<double> p_value;
  std::size_t replicates = 0;  // how many were looked at
  bool exact = false;          // whether these were all there are
};

// Whether a replicate is as extreme as the observed. Statistics of values that are equal but for
// rounding count as equal: the tolerance is 1e-9 of `scale`, the greatest that one could be.
class extremity {
 public:
  extremity(alternative direction, double observed, double scale)
      : direction_(direction), observed_(observed), tolerance_(1e-9 * scale) {}

  bool reached_by(double drawn) const {
    switch (direction_) {
      case alternative::greater: return drawn >= observed_ - tolerance_;
      case alternative::less: return drawn <= observed_ + tolerance_;
      default: return std::abs(drawn) >= std::abs(observed_) - tolerance_;
    }
  }

 private:
  alternative direction_;
  double observed_;
  double tolerance_;
};

// How many of the replicates 0, 1, … reach the observed, on all threads: make() gives each worker
// its own function from a replicate to a statistic, which takes about `cost` steps.
template <class Make>
std::size_t count_extreme(const extremity& observed, std::size_t replicates, std::size_t cost, Make make) {
  using replicate = decltype(make());
  std::vector<std::optional<replicate>> drawn(threads());
  std::vector<std::size_t> extreme(drawn.size(), 0);
  const auto block = std::clamp<std::size_t>(100'000 / (cost + 1), 1, block_keys);
  for_blocks(
      replicates, drawn.size(),
      [&](std::size_t worker, std::size_t first, std::size_t last) {
        if (!drawn[worker]) drawn[worker].emplace(make());
        for (auto r = first; r < last; ++r) extreme[worker] += observed.reached_by((*drawn[worker])(r));
      },
      block);
  return std::accumulate(extreme.begin(), extreme.end(), std::size_t{0});
}

// p = (1 + #{T* ≥ T}) / (1 + replicates): the observed is one of the ways that chance could have
// gone, so p is never 0 (Davison & Hinkley 1997; Phipson & Smyth 2010).
inline randomisation_result drawn_result(double statistic, std::size_t extreme, std::size_t replicates) {
  const double p = (1 + static_cast<double>(extreme)) / (1 + static_cast<double>(replicates));
  return {statistic, p, replicates, false};
}
// Over all ways that there are, the observed among them.
inline randomisation_result exact_result(double statistic, std::size_t extreme, std::size_t all) {
  return {statistic, static_cast<double>(extreme) / static_cast<double>(all), all, true};
}

}  // namespace linli
