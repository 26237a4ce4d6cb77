// SPDX-License-Identifier: Apache-2.0
// What totals alone imply: the lowest and the highest value that some way of filling them in
// attains.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <linli/measure/figure.hpp>

namespace linli {

struct extent {
  double low = 0;
  double high = 0;
  bool is_exact() const { return low == high; }
};

// Where totals are ranges (270余), the ends are those over all totals in them. No extent: no
// filling meets the totals.
namespace bound_rules {

constexpr double anyone = std::numeric_limits<double>::infinity();

inline std::optional<extent> feasible(double low, double high) {
  return low <= high ? std::optional(extent{low, high}) : std::nullopt;
}

// A count that something is divided by is at least one.
inline whole_range at_least_one(whole_range of) { return {std::max(1.0, of.low), of.high}; }

// The quotient of two numbers, neither below 0.
inline std::optional<extent> ratio(whole_range above, whole_range below) {
  if (below.high <= 0 || above.is_empty() || below.is_empty()) return std::nullopt;
  const double low = std::isinf(below.high) ? 0 : above.low / below.high;
  if (above.high <= 0) return extent{low, 0};
  return extent{low, below.low > 0 ? above.high / below.low : anyone};
}

// k things, each of one of n holders: the share of holders that have any.
inline std::optional<extent> share_with_any(whole_range things, whole_range holders) {
  const auto [fewest, most] = at_least_one(holders);
  if (fewest > most) return std::nullopt;
  const double low = things.low >= 1 && !std::isinf(most) ? 1 / most : 0;
  return extent{low, std::min(1.0, things.high / fewest)};
}
// And how many have none.
inline std::optional<extent> holders_without(whole_range things, whole_range holders) {
  const double least_with = things.low >= 1 ? 1 : 0;
  return feasible(std::max(0.0, holders.low - things.high), holders.high - least_with);
}

// A part that lies wholly in a whole: its share, and the rest.
inline std::optional<extent> part_share(whole_range part, whole_range whole) {
  const auto [least, most] = at_least_one(whole);
  if (part.low > most || least > most) return std::nullopt;
  return extent{std::isinf(most) ? 0 : part.low / most, std::min(1.0, part.high / least)};
}
inline std::optional<extent> rest_of_whole(whole_range part, whole_range whole) {
  if (part.low > whole.high) return std::nullopt;
  return extent{std::max(0.0, whole.low - part.high), whole.high - part.low};
}
// A part that may lie outside: the share of the whole that is in it, and the rest.
inline std::optional<extent> loose_share(whole_range part, whole_range whole) {
  if (whole.high < 1) return std::nullopt;
  return extent{0, std::min(1.0, part.high / at_least_one(whole).low)};
}
inline std::optional<extent> loose_rest(whole_range part, whole_range whole) {
  return feasible(std::max(0.0, whole.low - part.high), whole.high);
}

// m entries in g lists, nobody twice in one list: distinct persons, all of them among `people`.
inline std::optional<extent> distinct_entries(whole_range entries, whole_range lists, double people = anyone) {
  if (lists.high <= 0) return entries.low > 0 ? std::nullopt : std::optional(extent{});
  const double low = std::isinf(lists.high) ? std::min(1.0, entries.low) : std::ceil(entries.low / lists.high);
  return feasible(low, std::min(people, entries.high));
}

// Two rosters of a and b distinct persons of n: those in both (Fréchet), and those in any.
inline std::optional<extent> in_both(whole_range a, whole_range b, whole_range of) {
  if (std::max(a.low, b.low) > of.high) return std::nullopt;
  return feasible(std::max(0.0, a.low + b.low - of.high), std::min({a.high, b.high, of.high}));
}
inline std::optional<extent> in_any(whole_range a, whole_range b, whole_range of) {
  return feasible(std::max(a.low, b.low), std::min(a.high + b.high, of.high));
}

}  // namespace bound_rules
}  // namespace linli
