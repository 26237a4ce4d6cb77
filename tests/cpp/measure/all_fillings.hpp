// SPDX-License-Identifier: Apache-2.0
// Every way of filling in small totals, and the ends of what is seen in them.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/bound_rules.hpp>

namespace linli::testing {

using people_set = unsigned;  // of persons or things, one a bit

inline int size_of(people_set s) { return std::popcount(s); }

// The lowest and the highest of what was seen.
struct seen_extent {
  std::optional<extent> range{};
  void see(double x) {
    if (!range) range = extent{x, x};
    range->low = std::min(range->low, x);
    range->high = std::max(range->high, x);
  }
};

inline void expect_same(const std::optional<extent>& rule, const seen_extent& seen, const std::string& about) {
  ASSERT_EQ(rule.has_value(), seen.range.has_value()) << about;
  if (!rule) return;
  EXPECT_DOUBLE_EQ(rule->low, seen.range->low) << about;
  EXPECT_DOUBLE_EQ(rule->high, seen.range->high) << about;
}

// Each set of so many of the people; of any number where `size` is negative.
template <class F>
void for_each_set(int people, int size, F f) {
  for (people_set s = 0; s < (1U << people); ++s)
    if (size < 0 || size_of(s) == size) f(s);
}

// Each choice of one list for every size, all of them at once.
template <class F>
void for_each_lists(int people, const std::vector<int>& sizes, F f, std::vector<people_set> chosen = {}) {
  if (chosen.size() == sizes.size()) return f(chosen);
  for_each_set(people, sizes[chosen.size()], [&](people_set list) {
    auto more = chosen;
    more.push_back(list);
    for_each_lists(people, sizes, f, more);
  });
}

}  // namespace linli::testing
