// SPDX-License-Identifier: Apache-2.0
// Permutation tests on plain numbers: labels are dealt anew, or signs of differences flipped.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <linli/core/compensated_sum.hpp>
#include <linli/measure/randomisation.hpp>

namespace linli {

// What tells groups apart, of values less the mean of their stratum.
// - difference, of two groups: the mean of the first less that of the second; with strata the mean of
//   these differences, weighted by n₁n₂/(n₁ + n₂), the inverse of their variances.
// - between: Σ_g n_g m_g² / Σ x², the share of the variance that lies between groups (η²). It rises
//   with F, so p is that of F, but it stays finite where groups do not overlap.
// - spread: the greatest mean less the least, for "is one group unlike another?".
enum class permutation_statistic { difference, between, spread };

inline permutation_statistic permutation_statistic_named(std::string_view name) {
  if (name == "difference") return permutation_statistic::difference;
  if (name == "between") return permutation_statistic::between;
  if (name == "spread") return permutation_statistic::spread;
  throw measure_error("statistic is difference, between or spread, not '" + std::string(name) + "'");
}

namespace detail {

struct labelled {
  std::int32_t stratum;
  double x;
  std::int32_t group;
};

inline std::vector<labelled> labelled_units(std::span<const double> x, std::span<const std::int32_t> groups,
                                            std::span<const std::int32_t> strata) {
  if (groups.size() != x.size() || (!strata.empty() && strata.size() != x.size()))
    throw measure_error("values, groups and strata have one entry for each unit");
  std::vector<labelled> units;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto stratum = strata.empty() ? 0 : strata[i];
    if (std::isinf(x[i])) throw measure_error("values[" + std::to_string(i) + "] is not finite");
    if (!std::isnan(x[i]) && groups[i] >= 0 && stratum >= 0) units.push_back({stratum, x[i], groups[i]});
  }
  // In an order of their own, so that p does not depend on how the rows were sorted.
  std::sort(units.begin(), units.end(), [](const auto& a, const auto& b) {
    return std::tie(a.stratum, a.x, a.group) < std::tie(b.stratum, b.x, b.group);
  });
  return units;
}

inline double mean_of_sorted(std::span<const labelled> units) {
  compensated_sum sum;
  for (const auto& u : units) sum.add(u.x);
  return std::clamp(sum.value() / static_cast<double>(units.size()), units.front().x, units.back().x);
}

// Values and labels, ready to be dealt anew within their strata. Groups are numbered 0, 1, ….
class labelling {
 public:
  labelling(std::span<const labelled> units, permutation_statistic kind) : kind_(kind) {
    std::map<std::int32_t, std::uint32_t> numbers;
    for (const auto& u : units) numbers.emplace(u.group, 0);
    for (std::uint32_t next = 0; auto& [code, number] : numbers) number = next++;
    sizes_.resize(numbers.size(), 0);
    for (std::size_t first = 0; first < units.size();) {
      auto last = first;
      while (last < units.size() && units[last].stratum == units[first].stratum) ++last;
      add_stratum(units.subspan(first, last - first), numbers);
      first = last;
    }
  }

  std::size_t size() const { return values_.size(); }
  std::size_t groups() const { return sizes_.size(); }
  const std::vector<std::uint32_t>& labels() const { return labels_; }
  // Whether some stratum holds units of several groups, without which labels cannot move.
  bool can_compare() const { return information_ > 0; }
  // The greatest that the statistic could be.
  double scale() const {
    double sum = 0, greatest = 0;
    for (const auto x : values_) {
      sum += std::abs(x);
      greatest = std::max(greatest, std::abs(x));
    }
    if (kind_ == permutation_statistic::between) return 1;
    return kind_ == permutation_statistic::spread ? 2 * greatest : sum / information_;
  }

  double statistic(const std::vector<std::uint32_t>& labels, std::vector<double>& sums) const {
    sums.assign(sizes_.size(), 0);
    for (std::size_t i = 0; i < values_.size(); ++i) sums[labels[i]] += values_[i];
    if (kind_ == permutation_statistic::difference) return sums[0] / information_;
    return kind_ == permutation_statistic::between ? between(sums) : spread(sums);
  }

  // Deals the labels of each stratum anew: Fisher and Yates, each step by a draw of its own.
  void deal(std::vector<std::uint32_t>& labels, const randomisation& by, std::size_t replicate) const {
    labels = labels_;
    for (std::size_t s = 0; s + 1 < ends_.size(); ++s)
      for (auto i = ends_[s + 1] - 1; i > ends_[s]; --i) {
        const auto bits = draw(by.seed, by.stream, i, replicate);
        std::swap(labels[i], labels[ends_[s] + below(bits, static_cast<std::uint32_t>(i - ends_[s] + 1))]);
      }
  }

  // How many distinct ways there are to deal the labels; anything over `most` once it is passed.
  double ways(double most) const {
    double count = 1;
    std::vector<std::size_t> dealt;
    for (std::size_t s = 0; s + 1 < ends_.size(); ++s) {
      dealt.assign(sizes_.size(), 0);
      for (auto i = ends_[s]; i < ends_[s + 1] && count <= most; ++i)
        count *= static_cast<double>(i - ends_[s] + 1) / static_cast<double>(++dealt[labels_[i]]);
    }
    return std::round(count);
  }
  void first_way(std::vector<std::uint32_t>& labels) const {
    labels = labels_;
    for (std::size_t s = 0; s + 1 < ends_.size(); ++s) std::sort(at(labels, s), at(labels, s + 1));
  }
  // The next distinct way, as an odometer over the strata; false after the last one.
  bool next_way(std::vector<std::uint32_t>& labels) const {
    for (std::size_t s = 0; s + 1 < ends_.size(); ++s)
      if (std::next_permutation(at(labels, s), at(labels, s + 1))) return true;
    return false;
  }

 private:
  std::vector<std::uint32_t>::iterator at(std::vector<std::uint32_t>& labels, std::size_t s) const {
    return labels.begin() + static_cast<std::ptrdiff_t>(ends_[s]);
  }

  void add_stratum(std::span<const labelled> units, const std::map<std::int32_t, std::uint32_t>& numbers) {
    const double mean = mean_of_sorted(units);
    std::vector<double> here(sizes_.size(), 0);
    for (const auto& u : units) {
      const auto number = numbers.at(u.group);
      values_.push_back(u.x - mean);
      labels_.push_back(number);
      squares_ += (u.x - mean) * (u.x - mean);
      ++sizes_[number];
      ++here[number];
    }
    ends_.push_back(values_.size());
    // Σ n₁n₂/(n₁ + n₂) for two groups, and over 0 for more if two of them meet.
    const auto n = static_cast<double>(units.size());
    information_ += here[0] * (n - here[0]) / n;
    for (std::size_t g = 1; g + 1 < here.size(); ++g) information_ += here[g] * (n - here[g]) / n;
  }

  double between(const std::vector<double>& sums) const {
    if (squares_ == 0) return 0;  // all alike
    double found = 0;
    for (std::size_t g = 0; g < sums.size(); ++g) found += sums[g] * sums[g] / static_cast<double>(sizes_[g]);
    return found / squares_;
  }
  double spread(const std::vector<double>& sums) const {
    double low = sums[0] / static_cast<double>(sizes_[0]);
    double high = low;
    for (std::size_t g = 1; g < sums.size(); ++g) {
      const double mean = sums[g] / static_cast<double>(sizes_[g]);
      low = std::min(low, mean);
      high = std::max(high, mean);
    }
    return high - low;
  }

  permutation_statistic kind_;
  std::vector<double> values_;         // less the mean of their stratum
  std::vector<std::uint32_t> labels_;  // as observed
  std::vector<std::size_t> sizes_;     // of the groups
  std::vector<std::size_t> ends_{0};   // of the strata
  double squares_ = 0;
  double information_ = 0;
};

inline randomisation_result permute_all(const labelling& data, const extremity& observed, double statistic) {
  std::size_t ways = 0, extreme = 0;
  std::vector<std::uint32_t> labels;
  std::vector<double> sums;
  data.first_way(labels);
  do {
    throw_if_stopped();
    ++ways;
    extreme += observed.reached_by(data.statistic(labels, sums));
  } while (data.next_way(labels));
  return exact_result(statistic, extreme, ways);
}

inline void check_direction(permutation_statistic kind, alternative direction, std::size_t groups) {
  if (kind == permutation_statistic::difference && groups > 2)
    throw measure_error("a difference is of two groups, and there are " + std::to_string(groups) +
                        ": the statistics of more are between and spread");
  if (kind != permutation_statistic::difference && direction != alternative::greater)
    throw measure_error("between and spread have one direction: alternative is greater");
}

}  // namespace detail

// Are values alike in all groups? Labels are dealt anew within strata (all one, where none are
// given), in every distinct way if there are no more of these than replicates. Left out: NaN values,
// codes below 0. Null without two groups that meet in a stratum.
inline randomisation_result permutation_test(std::span<const double> values, std::span<const std::int32_t> groups,
                                             permutation_statistic kind, const randomisation& by,
                                             std::span<const std::int32_t> strata = {}) {
  const auto data = detail::labelling(detail::labelled_units(values, groups, strata), kind);
  detail::check_direction(kind, by.alternative, data.groups());
  if (data.groups() < 2 || !data.can_compare()) return {};
  std::vector<double> scratch;
  const double statistic = data.statistic(data.labels(), scratch);
  const auto observed = extremity(by.alternative, statistic, data.scale());
  const auto replicates = static_cast<double>(by.replicates);
  if (data.ways(replicates) <= replicates) return detail::permute_all(data, observed, statistic);
  const auto make = [&] {
    return [&, labels = std::vector<std::uint32_t>(), sums = std::vector<double>()](std::size_t replicate) mutable {
      data.deal(labels, by, replicate);
      return data.statistic(labels, sums);
    };
  };
  return drawn_result(statistic, count_extreme(observed, by.replicates, data.size(), make), by.replicates);
}

// Do pairs differ? The statistic is the mean of the differences; under the null each could as well
// have the other sign (Fisher 1935). All 2ⁿ ways, if these are no more than replicates. NaN
// differences are left out; null without any.
inline randomisation_result sign_flip_test(std::span<const double> differences, const randomisation& by) {
  std::vector<double> values;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    if (std::isinf(differences[i])) throw measure_error("differences[" + std::to_string(i) + "] is not finite");
    if (!std::isnan(differences[i])) values.push_back(differences[i]);
  }
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  const auto mean = [&](auto flips) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += flips(i) ? -values[i] : values[i];
    return sum / n;
  };
  const double statistic = mean([](std::size_t) { return false; });
  double scale = 0;
  for (const auto x : values) scale += std::abs(x) / n;
  const auto observed = extremity(by.alternative, statistic, scale);
  if (values.size() < 63 && by.replicates >> values.size() > 0) {
    const auto ways = std::size_t{1} << values.size();
    const auto make = [&] {
      return [&](std::size_t way) { return mean([way](std::size_t i) { return (way >> i & 1) != 0; }); };
    };
    return exact_result(statistic, count_extreme(observed, ways, values.size(), make), ways);
  }
  const auto make = [&] {
    return [&](std::size_t replicate) {
      return mean([&](std::size_t i) { return (draw(by.seed, by.stream, i, replicate) >> 63) != 0; });
    };
  };
  return drawn_result(statistic, count_extreme(observed, by.replicates, values.size(), make), by.replicates);
}

}  // namespace linli
