// SPDX-License-Identifier: Apache-2.0
// Theil's index in two parts that add up to it: between groups and within them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <linli/measure/inequality.hpp>

namespace linli::inequality {

// Units in groups, named by codes. What has a code below 0 is in no group and left out, as is what
// a sample leaves out; so all shares are of the units in groups.
class grouped_sample {
 public:
  grouped_sample(std::span<const double> x, std::span<const std::int32_t> groups, std::span<const double> weights = {})
      : given_(x.size()) {
    detail::check_length("groups", groups.size(), x.size());
    if (!weights.empty()) detail::check_length("weights", weights.size(), x.size());
    std::map<std::int32_t, std::vector<unit>> members;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto u = unit{x[i], weights.empty() ? 1 : weights[i]};
      detail::check(i, u);
      if (groups[i] >= 0 && detail::counts(u)) members[groups[i]].push_back(u);
    }
    for (auto& [code, units] : members) groups_.emplace_back(std::move(units));
    settle();
  }

  const std::vector<sample>& groups() const { return groups_; }
  std::size_t left_out() const { return given_ - count_; }
  double weight() const { return weight_; }
  double total() const { return total_; }
  double mean() const { return mean_; }
  bool has_mean() const { return mean_ > 0; }

 private:
  // In an order of its own, so that it does not matter which code names which group.
  void settle() {
    std::sort(groups_.begin(), groups_.end(), [](const auto& a, const auto& b) { return a.units() < b.units(); });
    compensated_sum weight, total;
    for (const auto& g : groups_) {
      count_ += g.units().size();
      weight.add(g.weight());
      total.add(g.total());
    }
    weight_ = weight.value();
    total_ = total.value();
    if (groups_.empty()) return;
    const auto [low, high] = std::minmax_element(groups_.begin(), groups_.end(),
                                                 [](const auto& a, const auto& b) { return a.mean() < b.mean(); });
    mean_ = std::clamp(total_ / weight_, low->mean(), high->mean());
  }

  std::vector<sample> groups_;
  std::size_t given_ = 0;
  std::size_t count_ = 0;
  double weight_ = 0;
  double total_ = 0;
  double mean_ = 0;
};

// Σ_g (w_g/W) (μ_g/μ) ln(μ_g/μ): Theil's index if each had the mean of its group.
inline std::optional<double> theil_between(const grouped_sample& s) {
  if (!s.has_mean()) return std::nullopt;
  compensated_sum sum;
  for (const auto& g : s.groups())
    if (g.has_mean()) sum.add(g.weight() / s.weight() * (g.mean() / s.mean()) * std::log(g.mean() / s.mean()));
  return std::max(0.0, sum.value());
}

// Σ_g (w_g μ_g / (W μ)) T_g: the mean of the groups' own indices, by their shares of the total.
inline std::optional<double> theil_within(const grouped_sample& s) {
  if (!s.has_mean()) return std::nullopt;
  compensated_sum sum;
  for (const auto& g : s.groups())
    if (g.has_mean()) sum.add(g.total() / s.total() * *theil(g));
  return sum.value();
}

inline std::optional<double> theil_between(std::span<const double> x, std::span<const std::int32_t> groups,
                                           std::span<const double> weights = {}) {
  return theil_between(grouped_sample(x, groups, weights));
}
inline std::optional<double> theil_within(std::span<const double> x, std::span<const std::int32_t> groups,
                                          std::span<const double> weights = {}) {
  return theil_within(grouped_sample(x, groups, weights));
}

}  // namespace linli::inequality
