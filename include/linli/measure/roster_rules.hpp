// SPDX-License-Identifier: Apache-2.0
// What rosters imply, some with names and some with no more than a number: how many distinct people, how
// many in two at once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include <linli/measure/bound_rules.hpp>

namespace linli {

// The members of some teams: those named, once each and in order, and the sizes of teams without
// names. Nobody is twice in one team.
struct roster_totals {
  std::vector<std::int32_t> named{};
  std::vector<std::int64_t> heads{};

  double names() const { return static_cast<double>(named.size()); }
  double unnamed() const { return static_cast<double>(std::accumulate(heads.begin(), heads.end(), std::int64_t{0})); }
  double largest() const {
    const auto most = heads.empty() ? 0 : *std::max_element(heads.begin(), heads.end());
    return std::max(names(), static_cast<double>(most));
  }
  bool is_exact() const { return unnamed() == 0; }
};

namespace bound_rules {

// Distinct members, all of them among `people`: at least the largest list, at most all lists added.
inline std::optional<extent> distinct_members(const roster_totals& of, double people = anyone) {
  return feasible(of.largest(), std::min(people, of.names() + of.unnamed()));
}

// Members of a known set of people, of whom so many are named and others not: heads may be of the others.
inline extent members_among(const roster_totals& of, double named, double others) {
  return {named, named + std::min(of.unnamed(), others)};
}

// A known sum over a number that has bounds.
inline std::optional<extent> mean(double sum, extent number) {
  return ratio({sum, sum}, at_least_one({number.low, number.high}));
}

// How many are missing to a number that should be.
inline extent shortfall(double at_least, extent there_are) {
  return {std::max(0.0, at_least - there_are.high), std::max(0.0, at_least - there_are.low)};
}

namespace detail {

inline double in_common(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
  std::vector<std::int32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<double>(both.size());
}

}  // namespace detail

// Members of both. At least those named in both, and what does not fit side by side among `people`;
// at most: heads of one list that are names of the other, then heads that are heads of both.
inline std::optional<extent> shared_members(const roster_totals& a, const roster_totals& b, double people = anyone) {
  const auto common = detail::in_common(a.named, b.named);
  const double only_a = a.names() - common;
  const double only_b = b.names() - common;
  const double strangers = people - only_a - only_b - common;  // named in neither
  if (std::max(a.largest(), b.largest()) > people || strangers < 0) return std::nullopt;
  const double low = std::max(common, a.largest() + b.largest() - people);
  const double b_in_a = std::min(b.unnamed(), only_a);
  const double a_in_b = std::min(a.unnamed(), only_b);
  const double beside = std::min({a.unnamed() - a_in_b, b.unnamed() - b_in_a, strangers});
  return feasible(low, common + b_in_a + a_in_b + beside);
}

// The same where teams without names, of these sizes, belong to both sides, beside what `a` and `b` hold.
inline std::optional<extent> shared_members(const roster_totals& a, const roster_totals& b,
                                            const std::vector<std::int64_t>& of_both) {
  const auto found = shared_members(a, b);
  const auto both = roster_totals{{}, of_both};
  return extent{std::max(found->low, both.largest()), found->high + both.unnamed()};
}

}  // namespace bound_rules
}  // namespace linli
