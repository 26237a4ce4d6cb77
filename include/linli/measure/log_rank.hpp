// SPDX-License-Identifier: Apache-2.0
// The log-rank test: do durations in several groups end at the same rate?
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
#include <linli/core/quantiles.hpp>
#include <linli/measure/kaplan_meier.hpp>

namespace linli {

struct log_rank_group {
  std::int64_t count = 0;     // of those that are compared
  std::int64_t observed = 0;  // ends
  double expected = 0;        // ends, if all groups ended alike
};

struct log_rank_result {
  double statistic = 0;
  int degrees_of_freedom = 0;     // 0: no group was at risk beside another
  std::optional<double> p_value;  // null without degrees of freedom
  std::vector<log_rank_group> groups;
};

namespace detail {

struct spell {
  std::int32_t stratum;
  double time;
  bool ended;
  std::int32_t group;
};

// Observed less expected ends of each group, and their covariance, stratum by stratum and time by
// time (Mantel 1966).
class log_rank_sums {
 public:
  explicit log_rank_sums(std::size_t groups)
      : groups_(groups), expected_(groups), covariance_(groups * groups), at_risk_(groups) {}

  // The spells of one stratum, by time.
  void add(std::span<const spell> spells) {
    std::fill(at_risk_.begin(), at_risk_.end(), 0);
    for (const auto& s : spells) ++at_risk_[index(s)];
    auto left = static_cast<std::int64_t>(spells.size());
    for (std::size_t i = 0; i < spells.size();) {
      auto last = i;
      std::int64_t ended = 0;
      for (; last < spells.size() && spells[last].time == spells[i].time; ++last) ended += spells[last].ended;
      if (ended > 0) add_time(static_cast<double>(left), static_cast<double>(ended));
      for (; i < last; ++i, --left) leave(spells[i]);
    }
  }

  log_rank_result finish() {
    std::vector<double> surplus(groups_.size());
    std::vector<double> covariance;
    for (const auto& cell : covariance_) covariance.push_back(cell.value());
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      groups_[g].expected = expected_[g].value();
      surplus[g] = static_cast<double>(groups_[g].observed) - groups_[g].expected;
    }
    log_rank_result made{0, 0, std::nullopt, groups_};
    solve(surplus, covariance, made);
    if (made.degrees_of_freedom > 0) made.p_value = chi_square_tail(made.statistic, made.degrees_of_freedom);
    return made;
  }

 private:
  static std::size_t index(const spell& s) { return static_cast<std::size_t>(s.group); }

  void leave(const spell& s) {
    --at_risk_[index(s)];
    ++groups_[index(s)].count;
    groups_[index(s)].observed += s.ended;
  }

  // d ends among n at risk fall on the groups as draws without replacement.
  void add_time(double n, double d) {
    const auto k = groups_.size();
    const double factor = n > 1 ? d * (n - d) / (n - 1) : 0;
    for (std::size_t a = 0; a < k; ++a) {
      const double share = static_cast<double>(at_risk_[a]) / n;
      if (share == 0) continue;
      expected_[a].add(d * share);
      for (std::size_t b = 0; b < k; ++b)
        covariance_[a * k + b].add(factor * share * ((a == b ? 1 : 0) - static_cast<double>(at_risk_[b]) / n));
    }
  }

  // u' V⁻ u and the rank of V, by elimination with the greatest pivot first. The rows of V add up
  // to 0, and more ranks are missing where some groups never stood at risk beside others.
  static void solve(std::vector<double>& u, std::vector<double>& v, log_rank_result& into) {
    const auto k = u.size();
    double greatest = 0;
    for (std::size_t g = 0; g < k; ++g) greatest = std::max(greatest, v[g * k + g]);
    for (std::size_t step = 0; step < k; ++step) {
      std::size_t p = 0;
      for (std::size_t g = 1; g < k; ++g)
        if (v[g * k + g] > v[p * k + p]) p = g;
      const double pivot = v[p * k + p];
      if (!(pivot > 1e-9 * greatest)) return;
      into.statistic += u[p] * u[p] / pivot;
      ++into.degrees_of_freedom;
      eliminate(u, v, p);
    }
  }
  static void eliminate(std::vector<double>& u, std::vector<double>& v, std::size_t p) {
    const auto k = u.size();
    const auto row = std::vector<double>(v.begin() + static_cast<std::ptrdiff_t>(p * k),
                                         v.begin() + static_cast<std::ptrdiff_t>((p + 1) * k));
    const double surplus = u[p];
    for (std::size_t a = 0; a < k; ++a) {
      u[a] -= row[a] / row[p] * surplus;
      for (std::size_t b = 0; b < k; ++b) v[a * k + b] -= row[a] * row[b] / row[p];
    }
    for (std::size_t a = 0; a < k; ++a) v[a * k + p] = v[p * k + a] = 0;
  }

  std::vector<log_rank_group> groups_;
  std::vector<compensated_sum> expected_;
  std::vector<compensated_sum> covariance_;
  std::vector<std::int64_t> at_risk_;
};

inline std::vector<spell> spells_of(std::span<const double> durations, std::span<const std::uint8_t> ended,
                                    std::span<const std::int32_t> groups, std::size_t count,
                                    std::span<const std::int32_t> strata) {
  check_durations(durations, ended.size());
  if (groups.size() != durations.size() || (!strata.empty() && strata.size() != durations.size()))
    throw measure_error("durations, groups and strata have one entry for each unit");
  std::vector<spell> spells;
  for (std::size_t i = 0; i < durations.size(); ++i) {
    const auto stratum = strata.empty() ? 0 : strata[i];
    if (groups[i] >= static_cast<std::int64_t>(count)) throw measure_error("a group's code is beyond their count");
    if (groups[i] >= 0 && stratum >= 0 && !std::isnan(durations[i]))
      spells.push_back({stratum, durations[i], ended[i] != 0, groups[i]});
  }
  std::sort(spells.begin(), spells.end(), [](const auto& a, const auto& b) {
    return std::tie(a.stratum, a.time) < std::tie(b.stratum, b.time);
  });
  return spells;
}

}  // namespace detail

// (O − E)' V⁻ (O − E) over the groups, a chi-square with as many degrees of freedom as V has ranks
// (Mantel 1966; Peto & Peto 1972). Groups are codes below `count`; strata, where given, are compared
// apart and added up. Left out: NaN durations, and codes below 0.
inline log_rank_result log_rank(std::span<const double> durations, std::span<const std::uint8_t> ended,
                                std::span<const std::int32_t> groups, std::size_t count,
                                std::span<const std::int32_t> strata = {}) {
  const auto sorted = detail::spells_of(durations, ended, groups, count, strata);
  const auto spells = std::span(sorted);
  auto sums = detail::log_rank_sums(count);
  for (std::size_t first = 0; first < spells.size();) {
    auto last = first;
    while (last < spells.size() && spells[last].stratum == spells[first].stratum) ++last;
    sums.add(spells.subspan(first, last - first));
    first = last;
  }
  return sums.finish();
}

}  // namespace linli
