// SPDX-License-Identifier: Apache-2.0
// Each rule beside every way of filling in small totals: its ends are attained and never passed.
#include <linli/measure/bound_rules.hpp>

#include <algorithm>
#include <bit>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/roster_bounds.hpp>

namespace linli::testing {
namespace {

using set = unsigned;  // of persons or things, one a bit

// The lowest and the highest of what was seen.
struct seen_extent {
  std::optional<extent> range;
  void see(double x) {
    if (!range) range = extent{x, x};
    range->low = std::min(range->low, x);
    range->high = std::max(range->high, x);
  }
};

void expect_same(const std::optional<extent>& rule, const std::optional<extent>& seen, const std::string& about) {
  ASSERT_EQ(rule.has_value(), seen.has_value()) << about;
  if (!rule) return;
  EXPECT_DOUBLE_EQ(rule->low, seen->low) << about;
  EXPECT_DOUBLE_EQ(rule->high, seen->high) << about;
}

int size(set s) { return std::popcount(s); }

template <class F>
void for_each_set(int people, int of_size, F f) {
  for (set s = 0; s < (1U << people); ++s)
    if (of_size < 0 || size(s) == of_size) f(s);
}

// Pairs of ranges of two totals, each at most `most` wide.
template <class F>
void for_each_pair_of_totals(int most, F f) {
  for (int a = 0; a <= most; ++a)
    for (int b = a; b <= most; ++b)
      for (int c = 0; c <= most; ++c)
        for (int d = c; d <= most; ++d)
          f(whole_range{double(a), double(b)}, whole_range{double(c), double(d)},
            std::to_string(a) + ".." + std::to_string(b) + " and " + std::to_string(c) + ".." + std::to_string(d));
}

// Calls f(n, holders with any) for each way in which k things lie with n holders.
void spread(int k, int n, const std::function<void(int)>& f, set with = 0) {
  if (k == 0) return f(size(with));
  for (int holder = 0; holder < n; ++holder) spread(k - 1, n, f, with | (1U << holder));
}

TEST(bound_rules, of_things_spread_over_holders_are_sharp) {
  for_each_pair_of_totals(4, [](whole_range things, whole_range holders, const std::string& about) {
    if (holders.low < 1) return;
    seen_extent with_any;
    seen_extent without;
    for (int k = int(things.low); k <= int(things.high); ++k)
      for (int n = int(holders.low); n <= int(holders.high); ++n)
        spread(k, n, [&](int with) {
          with_any.see(double(with) / n);
          without.see(n - with);
        });
    expect_same(bound_rules::share_with_any(things, holders), with_any.range, about);
    expect_same(bound_rules::holders_without(things, holders), without.range, about);
  });
}

TEST(bound_rules, of_a_part_in_a_whole_are_sharp) {
  for_each_pair_of_totals(5, [](whole_range part, whole_range whole, const std::string& about) {
    if (whole.low < 1) return;
    seen_extent share, rest, loose_share, loose_rest;
    for (int n = int(whole.low); n <= int(whole.high); ++n)
      for (int k = int(part.low); k <= int(part.high); ++k)
        for (int inside = 0; inside <= std::min(k, n); ++inside) {
          loose_share.see(double(inside) / n);
          loose_rest.see(n - inside);
          if (inside < k) continue;
          share.see(double(k) / n);
          rest.see(n - k);
        }
    expect_same(bound_rules::part_share(part, whole), share.range, about);
    expect_same(bound_rules::rest_of_whole(part, whole), rest.range, about);
    expect_same(bound_rules::loose_share(part, whole), loose_share.range, about);
    expect_same(bound_rules::loose_rest(part, whole), loose_rest.range, about);
  });
}

TEST(bound_rules, of_a_quotient_are_its_ends) {
  for_each_pair_of_totals(4, [](whole_range above, whole_range below, const std::string& about) {
    if (below.low < 1) return;
    seen_extent quotient;
    for (int a = int(above.low); a <= int(above.high); ++a)
      for (int b = int(below.low); b <= int(below.high); ++b) quotient.see(double(a) / b);
    expect_same(bound_rules::ratio(above, below), quotient.range, about);
  });
  EXPECT_TRUE(std::isinf(bound_rules::ratio({401, INFINITY}, {270, 279})->high));
  EXPECT_DOUBLE_EQ(bound_rules::ratio({401, INFINITY}, {270, 279})->low, 401.0 / 279);
}

// Calls f(entries, persons) for each filling of so many lists with sets of people.
void fill_lists(int lists, int people, int entries, set anyone, const std::function<void(int, int)>& f) {
  if (lists == 0) return f(entries, size(anyone));
  for_each_set(people, -1, [&](set list) { fill_lists(lists - 1, people, entries + size(list), anyone | list, f); });
}

TEST(bound_rules, of_persons_behind_entries_are_sharp) {
  constexpr int most = 4;
  seen_extent seen[most + 1][4];
  for (int lists = 0; lists <= 3; ++lists)
    fill_lists(lists, most, 0, 0, [&](int entries, int persons) {
      if (entries <= most) seen[entries][lists].see(persons);
    });
  for (int lists = 0; lists <= 3; ++lists)
    for (int entries = 0; entries <= most; ++entries)
      expect_same(bound_rules::distinct_entries({double(entries), double(entries)}, {double(lists), double(lists)}),
                  seen[entries][lists].range, std::to_string(entries) + " in " + std::to_string(lists));
  const auto ranged = bound_rules::distinct_entries({401, INFINITY}, {270, 279});
  EXPECT_EQ(ranged->low, 2);
  EXPECT_TRUE(std::isinf(ranged->high));
}

TEST(bound_rules, of_two_rosters_are_sharp) {
  constexpr int people = 4;
  for_each_pair_of_totals(people + 1, [](whole_range a, whole_range b, const std::string& about) {
    seen_extent both, any;
    for_each_set(people, -1, [&](set x) {
      for_each_set(people, -1, [&](set y) {
        if (size(x) < a.low || size(x) > a.high || size(y) < b.low || size(y) > b.high) return;
        both.see(size(x & y));
        any.see(size(x | y));
      });
    });
    const auto of = whole_range{people, people};
    expect_same(bound_rules::in_both(a, b, of), both.range, about);
    expect_same(bound_rules::in_any(a, b, of), any.range, about);
  });
}

// All sets that a roster may be: the named with one set for each head count.
std::vector<set> fillings(set named, const std::vector<std::int64_t>& heads, int people) {
  std::vector<set> found{named};
  for (const auto count : heads) {
    std::vector<set> more;
    for_each_set(people, int(count), [&](set list) {
      for (const auto members : found) more.push_back(members | list);
    });
    found = std::move(more);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}
roster_totals roster_of(set named, const std::vector<std::int64_t>& heads) {
  roster_totals made{{}, heads};
  for (std::int32_t person = 0; person < 8; ++person)
    if ((named >> person) & 1U) made.named.push_back(person);
  return made;
}

const std::vector<std::vector<std::int64_t>> head_lists{{}, {1}, {2}, {1, 1}, {3}, {1, 2}};

// With `people` known, and with so many that their number does not matter.
void check_rosters(int named, int people, double known) {
  for (set x = 0; x < (1U << named); ++x)
    for (const auto& x_heads : head_lists) {
      const auto a = fillings(x, x_heads, people);
      seen_extent members;
      for (const auto filled : a) members.see(size(filled));
      const auto about = std::to_string(x) + " and " + std::to_string(x_heads.size()) + " heads";
      expect_same(bound_rules::distinct_members(roster_of(x, x_heads), known), members.range, about);
      for (set y = 0; y < (1U << named); ++y)
        for (const auto& y_heads : head_lists) {
          seen_extent shared;
          for (const auto p : a)
            for (const auto q : fillings(y, y_heads, people)) shared.see(size(p & q));
          expect_same(bound_rules::shared_members(roster_of(x, x_heads), roster_of(y, y_heads), known), shared.range,
                      about + " with " + std::to_string(y) + " and " + std::to_string(y_heads.size()) + " heads");
        }
    }
}

TEST(bound_rules, of_rosters_with_names_and_heads_are_sharp) { check_rosters(2, 7, bound_rules::anyone); }
TEST(bound_rules, of_rosters_among_a_known_number_of_people_are_sharp) {
  check_rosters(3, 3, 3);
  check_rosters(2, 4, 4);
}
TEST(bound_rules, of_rosters_larger_than_the_people_have_no_filling) {
  EXPECT_FALSE(bound_rules::distinct_members(roster_of(1, {4}), 3));
  EXPECT_FALSE(bound_rules::shared_members(roster_of(1, {4}), roster_of(0, {1}), 3));
  EXPECT_FALSE(bound_rules::in_both({4, 4}, {1, 1}, {3, 3}));
  EXPECT_FALSE(bound_rules::part_share({5, 5}, {4, 4}));
}

}  // namespace
}  // namespace linli::testing
