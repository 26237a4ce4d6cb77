// SPDX-License-Identifier: Apache-2.0
// Rosters with and without names beside every way of filling them in with people.
#include <linli/measure/roster_rules.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/all_fillings.hpp"

namespace linli::testing {
namespace {

// All sets that a roster may be: the named with one set for each head count.
std::vector<people_set> fillings(people_set named, const std::vector<std::int64_t>& heads, int people) {
  std::vector<people_set> found;
  for_each_lists(people, {heads.begin(), heads.end()}, [&](const std::vector<people_set>& lists) {
    auto members = named;
    for (const auto list : lists) members |= list;
    found.push_back(members);
  });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}
roster_totals roster_of(people_set named, const std::vector<std::int64_t>& heads) {
  roster_totals made{{}, heads};
  for (std::int32_t person = 0; person < 8; ++person)
    if ((named >> person) & 1U) made.named.push_back(person);
  return made;
}

const std::vector<std::vector<std::int64_t>> head_lists{{}, {1}, {2}, {1, 1}, {3}, {1, 2}};

std::string about(people_set named, const std::vector<std::int64_t>& heads) {
  auto text = std::to_string(named) + " named";
  for (const auto count : heads) text += " and " + std::to_string(count);
  return text;
}

// With `people` known, and with so many that their number does not matter.
void check_rosters(int named, int people, double known) {
  for (people_set x = 0; x < (1U << named); ++x)
    for (const auto& x_heads : head_lists) {
      const auto a = fillings(x, x_heads, people);
      const auto rule = roster_of(x, x_heads);
      seen_extent members, missing;
      for (const auto filled : a) {
        members.see(size_of(filled));
        missing.see(std::max(0, 3 - size_of(filled)));
      }
      expect_same(bound_rules::distinct_members(rule, known), members, about(x, x_heads));
      if (members.range) expect_same(bound_rules::shortfall(3, *members.range), missing, about(x, x_heads));
      for (people_set y = 0; y < (1U << named); ++y)
        for (const auto& y_heads : head_lists) {
          seen_extent shared;
          for (const auto p : a)
            for (const auto q : fillings(y, y_heads, people)) shared.see(size_of(p & q));
          expect_same(bound_rules::shared_members(rule, roster_of(y, y_heads), known), shared,
                      about(x, x_heads) + " with " + about(y, y_heads));
        }
    }
}

TEST(roster_rules, of_rosters_with_names_and_heads_are_sharp) { check_rosters(2, 7, bound_rules::anyone); }
TEST(roster_rules, of_rosters_among_a_known_number_of_people_are_sharp) {
  check_rosters(3, 3, 3);
  check_rosters(2, 4, 4);
}
TEST(roster_rules, of_rosters_larger_than_the_people_have_no_filling) {
  EXPECT_FALSE(bound_rules::distinct_members(roster_of(1, {4}), 3));
  EXPECT_FALSE(bound_rules::shared_members(roster_of(1, {4}), roster_of(0, {1}), 3));
}

TEST(roster_rules, of_three_teams_without_names_are_sharp) {
  for (people_set named = 0; named < 8; ++named)
    for (int a = 0; a <= 3; ++a)
      for (int b = 0; b <= a; ++b)
        for (int c = 0; c <= b; ++c) {
          const std::vector<std::int64_t> heads{a, b, c};
          seen_extent members;
          for (const auto filled : fillings(named, heads, 5)) members.see(size_of(filled));
          expect_same(bound_rules::distinct_members(roster_of(named, heads), 5), members, about(named, heads));
        }
}

TEST(roster_rules, of_members_in_a_known_set_are_sharp) {
  for (people_set set = 0; set < 16; ++set)
    for (people_set named = 0; named < 8; ++named)
      for (const auto& heads : head_lists) {
        seen_extent among;
        for (const auto filled : fillings(named, heads, 7)) among.see(size_of(filled & set));
        const auto rule =
            bound_rules::members_among(roster_of(named, heads), size_of(named & set), size_of(set & ~named));
        expect_same(rule, among, about(named, heads) + " among " + std::to_string(set));
      }
}

TEST(roster_rules, of_memberships_a_member_are_sharp) {
  for (people_set named = 0; named < 4; ++named)
    for (const auto& heads : head_lists) {
      const auto of = roster_of(named, heads);
      const double pairs = of.names() + of.unnamed();
      seen_extent each;
      for (const auto filled : fillings(named, heads, 6))
        if (filled != 0) each.see(pairs / size_of(filled));
      const auto members = *bound_rules::distinct_members(of);
      if (pairs > 0) expect_same(bound_rules::mean(pairs, members), each, about(named, heads));
    }
}

TEST(roster_rules, of_two_places_that_a_team_serves_together_are_sharp) {
  const std::vector<std::vector<std::int64_t>> few{{}, {1}, {2}};
  const std::vector<std::vector<std::int64_t>> together{{}, {1}, {2}, {1, 1}};
  for (people_set x = 0; x < 4; ++x)
    for (people_set y = 0; y < 4; ++y)
      for (const auto& x_heads : few)
        for (const auto& y_heads : few)
          for (const auto& both : together) {
            seen_extent shared;
            for (const auto all : fillings(0, both, 7))
              for (const auto p : fillings(x, x_heads, 7))
                for (const auto q : fillings(y, y_heads, 7)) shared.see(size_of((p | all) & (q | all)));
            expect_same(bound_rules::shared_members(roster_of(x, x_heads), roster_of(y, y_heads), both), shared,
                        about(x, x_heads) + " with " + about(y, y_heads) + " and of both" + about(0, both));
          }
}

}  // namespace
}  // namespace linli::testing
