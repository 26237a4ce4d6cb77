// SPDX-License-Identifier: Apache-2.0
// Each rule beside every way of filling in small totals: its ends are attained and never passed.
#include <linli/measure/bound_rules.hpp>

#include <cmath>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "measure/all_fillings.hpp"

namespace linli::testing {
namespace {

std::string text(whole_range r) { return std::to_string(int(r.low)) + ".." + std::to_string(int(r.high)); }

template <class F>
void for_each_range(int most, F f) {
  for (int low = 0; low <= most; ++low)
    for (int high = low; high <= most; ++high) f(whole_range{double(low), double(high)});
}

// Pairs of ranges of two totals.
template <class F>
void for_each_pair_of_totals(int most, F f) {
  for_each_range(
      most, [&](whole_range a) { for_each_range(most, [&](whole_range b) { f(a, b, text(a) + " and " + text(b)); }); });
}
template <class F>
void for_each_in(whole_range range, F f) {
  for (int n = int(range.low); n <= int(range.high); ++n) f(n);
}

// Calls f(holders with any) for each way in which k things lie with n holders.
void spread(int k, int n, const std::function<void(int)>& f, people_set with = 0) {
  if (k == 0) return f(size_of(with));
  for (int holder = 0; holder < n; ++holder) spread(k - 1, n, f, with | (1U << holder));
}

TEST(bound_rules, of_things_spread_over_holders_are_sharp) {
  for_each_pair_of_totals(4, [](whole_range things, whole_range holders, const std::string& about) {
    seen_extent with_any;
    seen_extent without;
    for_each_in(things, [&](int k) {
      for_each_in(holders, [&](int n) {
        spread(k, n, [&](int with) {
          if (n > 0) with_any.see(double(with) / n);
          without.see(n - with);
        });
      });
    });
    expect_same(bound_rules::share_with_any(things, holders), with_any, about);
    expect_same(bound_rules::holders_without(things, holders), without, about);
  });
}

TEST(bound_rules, of_a_part_in_a_whole_are_sharp) {
  for_each_pair_of_totals(5, [](whole_range part, whole_range whole, const std::string& about) {
    seen_extent share, rest, loose_share, loose_rest;
    for_each_in(whole, [&](int n) {
      for_each_in(part, [&](int k) {
        for (int inside = 0; inside <= std::min(k, n); ++inside) {
          if (n > 0) loose_share.see(double(inside) / n);
          loose_rest.see(n - inside);
          if (inside < k) continue;
          if (n > 0) share.see(double(k) / n);
          rest.see(n - k);
        }
      });
    });
    expect_same(bound_rules::part_share(part, whole), share, about);
    expect_same(bound_rules::rest_of_whole(part, whole), rest, about);
    expect_same(bound_rules::loose_share(part, whole), loose_share, about);
    expect_same(bound_rules::loose_rest(part, whole), loose_rest, about);
  });
}

TEST(bound_rules, of_a_quotient_of_counts_are_its_ends) {
  for_each_pair_of_totals(5, [](whole_range above, whole_range below, const std::string& about) {
    seen_extent quotient;
    for_each_in(above, [&](int a) {
      for_each_in(below, [&](int b) {
        if (b > 0) quotient.see(double(a) / b);
      });
    });
    expect_same(bound_rules::ratio(above, bound_rules::at_least_one(below)), quotient, about);
  });
}

TEST(bound_rules, of_a_quotient_are_open_where_a_figure_is) {
  EXPECT_TRUE(std::isinf(bound_rules::ratio({401, INFINITY}, {270, 279})->high));
  EXPECT_DOUBLE_EQ(bound_rules::ratio({401, INFINITY}, {270, 279})->low, 401.0 / 279);
  EXPECT_EQ(bound_rules::ratio({4, 8}, {2, INFINITY})->low, 0);
  EXPECT_EQ(bound_rules::ratio({4, 8}, {2, INFINITY})->high, 4);
  EXPECT_TRUE(std::isinf(bound_rules::ratio({4, 8}, {0, 2})->high));  // hours may be as few as one likes
  EXPECT_EQ(bound_rules::ratio({0, 0}, {0, 2})->high, 0);
}

// Calls f(entries, persons) for each filling of so many lists with sets of people.
void fill_lists(int lists, int people, int entries, people_set anyone, const std::function<void(int, int)>& f) {
  if (lists == 0) return f(entries, size_of(anyone));
  for_each_set(people, -1,
               [&](people_set list) { fill_lists(lists - 1, people, entries + size_of(list), anyone | list, f); });
}

// Of ranges of entries and of lists, among so many people; `known` where the rule knows how many.
void check_entries(int people, double known) {
  constexpr int most = 4;
  for_each_pair_of_totals(most, [&](whole_range entries, whole_range lists, const std::string& about) {
    if (lists.high > 3) return;
    seen_extent seen;
    for_each_in(lists, [&](int n) {
      fill_lists(n, people, 0, 0, [&](int entered, int persons) {
        if (entered >= entries.low && entered <= entries.high) seen.see(persons);
      });
    });
    expect_same(bound_rules::distinct_entries(entries, lists, known), seen, about);
  });
}
TEST(bound_rules, of_persons_behind_entries_are_sharp) {
  check_entries(4, bound_rules::anyone);
  for (int people = 1; people <= 3; ++people) check_entries(people, people);
}
TEST(bound_rules, of_persons_behind_entries_are_open_where_a_figure_is) {
  const auto ranged = bound_rules::distinct_entries({401, INFINITY}, {270, 279});
  EXPECT_EQ(ranged->low, 2);
  EXPECT_TRUE(std::isinf(ranged->high));
}

TEST(bound_rules, of_two_rosters_are_sharp) {
  constexpr int most = 4;
  for_each_pair_of_totals(most, [](whole_range a, whole_range b, const std::string& about) {
    for_each_range(most, [&](whole_range people) {
      seen_extent both, any;
      for_each_in(people, [&](int n) {
        for_each_set(n, -1, [&](people_set x) {
          for_each_set(n, -1, [&](people_set y) {
            if (size_of(x) < a.low || size_of(x) > a.high || size_of(y) < b.low || size_of(y) > b.high) return;
            both.see(size_of(x & y));
            any.see(size_of(x | y));
          });
        });
      });
      expect_same(bound_rules::in_both(a, b, people), both, about + " of " + text(people));
      expect_same(bound_rules::in_any(a, b, people), any, about + " of " + text(people));
    });
  });
}

TEST(bound_rules, have_no_range_where_no_filling_meets_the_totals) {
  EXPECT_FALSE(bound_rules::in_both({4, 4}, {1, 1}, {3, 3}));
  EXPECT_FALSE(bound_rules::part_share({5, 5}, {4, 4}));
  EXPECT_FALSE(bound_rules::holders_without({1, 1}, {0, 0}));
  EXPECT_FALSE(bound_rules::distinct_entries({9, 9}, {2, 2}, 4));
}

}  // namespace
}  // namespace linli::testing
