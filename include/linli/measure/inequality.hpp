// SPDX-License-Identifier: Apache-2.0
// Inequality of plain numbers, each with a weight: how unlike are the values of places or people?
//
// W = Σ w, μ = Σ w x / W, and no correction for small samples. Units are sorted first, so that the
// bits of a result do not depend on their order.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <linli/core/compensated_sum.hpp>
#include <linli/core/error.hpp>

namespace linli::inequality {

struct unit {
  double x;
  double weight;
  friend auto operator<=>(const unit&, const unit&) = default;
};

namespace detail {
inline std::string at(const char* what, std::size_t i, double value) {
  return std::string(what) + "[" + std::to_string(i) + "] is " + std::to_string(value);
}
inline void check(std::size_t i, const unit& u) {
  if (u.x < 0) throw measure_error(at("x", i, u.x) + ": inequality is of values that are not negative");
  if (u.weight < 0) throw measure_error(at("weight", i, u.weight) + ": a weight is not negative");
  if (std::isinf(u.x)) throw measure_error(at("x", i, u.x) + ": inequality is of finite values");
  if (std::isinf(u.weight)) throw measure_error(at("weight", i, u.weight) + ": a weight is finite");
}
inline bool counts(const unit& u) { return !std::isnan(u.x) && u.weight > 0; }  // no NaN weight either
inline void check_length(const char* what, std::size_t length, std::size_t wanted) {
  if (length == wanted) return;
  throw measure_error("there are " + std::to_string(wanted) + " values of x, but " + std::to_string(length) + " " +
                      what);
}
}  // namespace detail

// The units that count, from the lowest x to the highest. Left out are those whose x or weight is
// NaN and those of weight 0; no weights: each weighs 1. A negative value is an error.
class sample {
 public:
  explicit sample(std::span<const double> x, std::span<const double> weights = {}) : given_(x.size()) {
    if (!weights.empty()) detail::check_length("weights", weights.size(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto u = unit{x[i], weights.empty() ? 1 : weights[i]};
      detail::check(i, u);
      if (detail::counts(u)) units_.push_back(u);
    }
    settle();
  }
  explicit sample(std::vector<unit> units) : units_(std::move(units)), given_(units_.size()) { settle(); }

  const std::vector<unit>& units() const { return units_; }
  std::size_t left_out() const { return given_ - units_.size(); }
  double weight() const { return weight_; }  // W
  double total() const { return total_; }    // μ W
  double mean() const { return mean_; }      // μ
  // Whether there is something to be unequal in: a unit, and a mean over 0.
  bool has_mean() const { return mean_ > 0; }

  // Σ w f(x) / W.
  template <class F>
  double mean_of(F f) const {
    compensated_sum sum;
    for (const auto& u : units_) sum.add(u.weight * f(u.x));
    return sum.value() / weight_;
  }

 private:
  void settle() {
    std::sort(units_.begin(), units_.end());
    compensated_sum weight, total;
    for (const auto& u : units_) {
      weight.add(u.weight);
      total.add(u.weight * u.x);
    }
    weight_ = weight.value();
    total_ = total.value();
    // Within the values, or equal ones would seem unequal by a last bit.
    if (!units_.empty()) mean_ = std::clamp(total_ / weight_, units_.front().x, units_.back().x);
  }

  std::vector<unit> units_;
  std::size_t given_ = 0;
  double weight_ = 0;
  double total_ = 0;
  double mean_ = 0;
};

// Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 μ W²) (Gini 1912). The double sum is twice Σₖ (xₖ₊₁ − xₖ) Fₖ (W − Fₖ)
// over neighbours in order, Fₖ being the weight up to k: each pair counts the gaps between the two.
inline std::optional<double> gini(const sample& s) {
  if (!s.has_mean()) return std::nullopt;
  const auto& units = s.units();
  compensated_sum below, gaps;
  for (std::size_t k = 0; k + 1 < units.size(); ++k) {
    below.add(units[k].weight);
    const double share = below.value() / s.weight();
    gaps.add((units[k + 1].x - units[k].x) / s.mean() * share * (1 - share));
  }
  return gaps.value();
}

// Σ w |x − μ| / (2 W μ): the share of the total that would have to move (Hoover 1936).
inline std::optional<double> hoover(const sample& s) {
  if (!s.has_mean()) return std::nullopt;
  return s.mean_of([&](double x) { return std::abs(x / s.mean() - 1); }) / 2;
}

// Σ (w/W) (x/μ) ln(x/μ), where 0 ln 0 = 0 (Theil 1967). Never below 0 but by rounding.
inline std::optional<double> theil(const sample& s) {
  if (!s.has_mean()) return std::nullopt;
  return std::max(0.0, s.mean_of([&](double x) { return x > 0 ? x / s.mean() * std::log(x / s.mean()) : 0; }));
}

// 1 − (Σ (w/W) (x/μ)^(1−ε))^(1/(1−ε)), for ε = 1 one less the geometric mean over μ (Atkinson 1970).
// It is 1 if any x is 0 and ε ≥ 1. By logarithms, so that it is steady where ε is near 1.
inline std::optional<double> atkinson(const sample& s, double epsilon) {
  if (!(epsilon >= 0) || std::isinf(epsilon))
    throw measure_error("epsilon is a number from 0 on, not " + std::to_string(epsilon));
  if (!s.has_mean()) return std::nullopt;
  const double lowest = s.units().front().x;
  const double power = 1 - epsilon;
  if (lowest == 0 && power <= 0) return 1;
  const double base = power < 0 ? lowest : s.mean();  // else a great ε would overflow
  const auto log_of = [&](double x) { return std::log(x / base); };
  const double log_mean = power == 0 ? s.mean_of(log_of)
                                     : std::log1p(s.mean_of([&](double x) { return std::expm1(power * log_of(x)); })) / power;
  return std::max(0.0, 1 - base / s.mean() * std::exp(log_mean));
}

// The lowest x whose cumulated share of weight reaches q, up to rounding (1e-9).
inline std::optional<double> quantile(const sample& s, double q) {
  if (!(q >= 0 && q <= 1)) throw measure_error("a quantile is between 0 and 1, not " + std::to_string(q));
  compensated_sum below;
  for (const auto& u : s.units()) {
    below.add(u.weight);
    if (below.value() >= (q - 1e-9) * s.weight()) return u.x;
  }
  return std::nullopt;
}

// The high quantile over the low one; null where the low one is 0.
inline std::optional<double> quantile_ratio(const sample& s, double high = 0.9, double low = 0.1) {
  const auto above = quantile(s, high);
  const auto below = quantile(s, low);
  if (!above || *below == 0) return std::nullopt;
  return *above / *below;
}

struct point {
  double population_share;
  double value_share;
  friend bool operator==(const point&, const point&) = default;
};

// The Lorenz curve from (0, 0) to (1, 1), a point for each distinct x (Lorenz 1905); no points where
// there is no mean.
inline std::vector<point> lorenz(const sample& s) {
  if (!s.has_mean()) return {};
  std::vector<point> curve{{0, 0}};
  compensated_sum weight, total;
  const auto& units = s.units();
  for (std::size_t k = 0; k < units.size(); ++k) {
    weight.add(units[k].weight);
    total.add(units[k].weight * units[k].x);
    if (k + 1 == units.size() || units[k + 1].x > units[k].x)
      curve.push_back({weight.value() / s.weight(), total.value() / s.total()});
  }
  return curve;
}

inline std::optional<double> gini(std::span<const double> x, std::span<const double> weights = {}) {
  return gini(sample(x, weights));
}
inline std::optional<double> hoover(std::span<const double> x, std::span<const double> weights = {}) {
  return hoover(sample(x, weights));
}
inline std::optional<double> theil(std::span<const double> x, std::span<const double> weights = {}) {
  return theil(sample(x, weights));
}
inline std::optional<double> atkinson(std::span<const double> x, double epsilon, std::span<const double> weights = {}) {
  return atkinson(sample(x, weights), epsilon);
}
inline std::optional<double> quantile_ratio(std::span<const double> x, double high = 0.9, double low = 0.1,
                                            std::span<const double> weights = {}) {
  return quantile_ratio(sample(x, weights), high, low);
}
inline std::vector<point> lorenz(std::span<const double> x, std::span<const double> weights = {}) {
  return lorenz(sample(x, weights));
}

}  // namespace linli::inequality
