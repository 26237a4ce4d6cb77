// SPDX-License-Identifier: Apache-2.0
// Meetings with and without names beside every way in which people may have come to them.
#include <linli/measure/attendance_rules.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/all_fillings.hpp"

namespace linli::testing {
namespace {

// A meeting without names in the cell's own terms: at least and at most so many of its people came.
using counts = std::vector<whole_range>;

std::string about(const std::vector<int>& named, const counts& unnamed) {
  std::string text = "named";
  for (const auto times : named) text += " " + std::to_string(times);
  for (const auto& c : unnamed) text += "; " + std::to_string(int(c.low)) + ".." + std::to_string(int(c.high));
  return text;
}

// Each choice of who came to each meeting without names.
template <class F>
void for_each_turnout(int people, const counts& unnamed, F f, std::vector<people_set> chosen = {}) {
  if (chosen.size() == unnamed.size()) return f(chosen);
  const auto& next = unnamed[chosen.size()];
  for_each_set(people, -1, [&](people_set came) {
    if (size_of(came) < next.low || size_of(came) > next.high) return;
    auto more = chosen;
    more.push_back(came);
    for_each_turnout(people, unnamed, f, more);
  });
}

// `named`: how often each of the first people was named at a meeting.
void check(const std::vector<int>& named, const counts& unnamed, int people, double known) {
  attendance_totals of{double(named.size()), 0, unnamed};
  people_set known_people = 0;
  for (std::size_t i = 0; i < named.size(); ++i) {
    of.attendances += named[i];
    known_people |= 1U << i;
  }
  seen_extent participants, each;
  for_each_turnout(people, unnamed, [&](const std::vector<people_set>& turnout) {
    auto came = known_people;
    auto attendances = of.attendances;
    for (const auto s : turnout) {
      came |= s;
      attendances += size_of(s);
    }
    participants.see(size_of(came));
    if (came != 0) each.see(attendances / size_of(came));
  });
  expect_same(bound_rules::distinct_participants(of, known), participants, about(named, unnamed));
  expect_same(bound_rules::attendances_each(of, known), each, about(named, unnamed));
}

const std::vector<std::vector<int>> named_before{{}, {1}, {3}, {1, 1}, {2, 1}};

template <class F>
void for_each_counts(int most, F f) {
  std::vector<whole_range> single;
  for (int low = 0; low <= most; ++low)
    for (int high = low; high <= most; ++high) single.push_back({double(low), double(high)});
  f(counts{});
  for (const auto& a : single) {
    f(counts{a});
    for (const auto& b : single) f(counts{a, b});
  }
}

TEST(attendance_rules, of_participants_among_any_number_of_people_are_sharp) {
  for (const auto& named : named_before)
    for_each_counts(2, [&](const counts& unnamed) { check(named, unnamed, 6, bound_rules::anyone); });
}
TEST(attendance_rules, of_participants_among_a_known_number_of_people_are_sharp) {
  for (const auto& named : named_before)
    for (int people = std::max(1, int(named.size())); people <= 4; ++people)
      for_each_counts(3, [&](const counts& unnamed) { check(named, unnamed, people, people); });
}
TEST(attendance_rules, of_three_meetings_are_sharp) {
  for (const auto& named : named_before)
    for (int a = 0; a <= 2; ++a)
      for (int b = 0; b <= 2; ++b)
        for (int c = 0; c <= 2; ++c) check(named, {{0, double(a)}, {double(b), double(b)}, {double(c), 2}}, 4, 4);
}
// Two parts of two people each, in a place of five: a meeting in each part, one for all.
TEST(attendance_rules, of_meetings_in_parts_of_a_place_are_sharp) {
  constexpr people_set first = 0b00011, second = 0b01100, all = 0b11111;
  for (people_set named = 0; named <= all; ++named)
    for_each_counts(2, [&](const counts& unnamed) {
      if (unnamed.size() < 2) return;
      const auto whole = whole_range{1, 3};
      seen_extent seen;
      for_each_turnout(5, {unnamed[0], unnamed[1], whole}, [&](const std::vector<people_set>& turnout) {
        if ((turnout[0] & ~first) == 0 && (turnout[1] & ~second) == 0)
          seen.see(size_of(named | turnout[0] | turnout[1] | turnout[2]));
      });
      const auto part = [&](people_set of, whole_range count) {
        return *bound_rules::distinct_participants({double(size_of(named & of)), 0, {count}}, 2);
      };
      const attendance_totals rest{double(size_of(named & ~(first | second))), 0, {whole}};
      const auto rule =
          bound_rules::distinct_participants(rest, {part(first, unnamed[0]), part(second, unnamed[1])}, 5);
      expect_same(rule, seen, about({int(named)}, unnamed));
    });
}
TEST(attendance_rules, of_more_participants_than_people_have_no_filling) {
  EXPECT_FALSE(bound_rules::distinct_participants({1, 1, {{4, 4}}}, 3));
  EXPECT_FALSE(bound_rules::attendances_each({3, 3, {}}, 2));
  EXPECT_FALSE(bound_rules::attendances_each({0, 0, {}}));
}

}  // namespace
}  // namespace linli::testing
