// SPDX-License-Identifier: Apache-2.0
// The rows behind a number: who is counted, in which part of it, and with what amount.
#include <linli/measure/behind.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure/answers.hpp"
#include "measure/every_measure.hpp"
#include "measure/random_town.hpp"

namespace linli::testing {
namespace {

lines rows_of(const network& net, measure_spec spec, question around = {}) {
  const auto found = rows_behind(net, std::move(spec), std::move(around));
  lines all;
  for (std::size_t i = 0; i < found.rows; ++i) {
    const auto cell = [&](const char* name) { return found.find(name)->text(i); };
    all.push_back(cell("table") + " " + cell("id") + " " + cell("part") + ": " +
                  text_of_number(found.find("amount")->number(i)));
  }
  return all;
}
std::string refusal_of(const network& net, measure_spec spec, question around = {}) {
  try {
    rows_behind(net, std::move(spec), std::move(around));
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}

// Synthetic: p1 and p2 at home in a, p3 in b; p1 came twice, p3 once. Places have integer ids.
network world() {
  return built(
      {text_frame(
           "places",
           {{"id", {"1", "11", "12"}}, {"level", {"city", "community", "community"}}, {"parent", {"", "1", "1"}}}),
       text_frame("persons", {{"id", {"p1", "p2", "p3"}}, {"home", {"11", "11", "12"}}, {"sex", {"F", "M", "F"}}}),
       text_frame("teams", {{"id", {"t"}}, {"kind", {"aid"}}, {"place", {"11"}}}),
       text_frame("memberships", {{"member", {"p1", "p3"}}, {"group", {"t", "t"}}}),
       text_frame("forums", {{"id", {"f"}}, {"kind", {"hall"}}, {"place", {"11"}}}),
       text_frame("meetings", {{"id", {"m1", "m2"}}, {"held_by", {"f", "f"}}, {"date", {"2024-01-10", "2024-02-10"}}}),
       text_frame("attendances", {{"meeting", {"m1", "m2", "m2"}}, {"person", {"p1", "p1", "p3"}}})});
}

TEST(behind, a_rate_stand_its_participants_and_its_residents) {
  EXPECT_EQ(rows_of(world(), participation::rate{}, {.within = "11"}),
            (lines{"persons p1 participants: 1", "persons p1 attendances: 2", "persons p1 residents: 1",
                   "persons p2 residents: 1"}));
}

TEST(behind, a_filter_leaves_those_who_pass) {
  EXPECT_EQ(rows_of(world(), participation::rate{}, {.where = {{"sex", condition::words({"M"})}}}),
            lines{"persons p2 residents: 1"});
}

TEST(behind, members_stand_persons_by_their_groups_wherever_they_live) {
  EXPECT_EQ(rows_of(world(), coverage::members{}, {.within = "11"}),
            (lines{"persons p1 members: 1", "persons p3 members: 1"}));
  EXPECT_EQ(rows_of(world(), coverage::members{}, {.within = "12"}), lines{});
}

TEST(behind, meetings_stand_meetings) {
  EXPECT_EQ(rows_of(world(), participation::attendances{}),
            (lines{"meetings m1 by name: 1", "meetings m1 recorded meetings: 1", "meetings m2 by name: 2",
                   "meetings m2 recorded meetings: 1"}));
}

TEST(behind, an_inequality_stand_the_values_of_places) {
  EXPECT_EQ(rows_of(world(), {"inequality.gini", {{"of", "counts.residents"}, {"across", "community"}}}),
            (lines{"places 11 value: 2", "places 12 value: 1"}));
  EXPECT_EQ(rows_of(world(), {"inequality.gini",
                              {{"of", "counts.residents"}, {"across", "community"}, {"weight", "residents"}}}),
            (lines{"places 11 value: 2", "places 11 weight: 2", "places 12 value: 1"}));
  const auto found = rows_behind(world(), {"inequality.gini", {{"of", "counts.residents"}, {"across", "community"}}});
  EXPECT_EQ(found.find("id")->type(), value_type::integer);
}

TEST(behind, refuses_what_is_more_than_one_number) {
  EXPECT_TRUE(says(refusal_of(world(), participation::rate{}, {.by = {"community"}}), "say within= a place"));
  EXPECT_TRUE(says(refusal_of(world(), {"inequality.gap", {{"of", "participation.rate"}, {"between", "sex|F|M"}}}),
                   "ask for the rows behind each"));
}

TEST(behind, nothing_stands_behind_a_place_without_anything) {
  EXPECT_EQ(rows_of(world(), deliberation::raised{}), lines{});
}

TEST(behind, amounts_of_a_part_add_up_to_what_was_counted) {
  const auto net = built(town(4, {.totals = false}).frames());
  for (const auto& spec : every_measure()) {
    const auto ready = prepared(net, {spec}, {.within = "d0"});
    const auto parts = ready.parts_of(ready.specs().front());
    if (parts.size() != 1 || parts[0].asked.cube.size() != 1) continue;  // a measure of measures, or of many rows
    std::map<std::string, double> added;
    const auto found = rows_behind(net, spec, {.within = "d0"});
    for (std::size_t i = 0; i < found.rows; ++i) added[found.find("part")->text(i)] += found.find("amount")->number(i);
    std::map<std::string, double> counted;
    const auto sums = parts[0].sums.sums(0);
    const auto& names = parts[0].ready.parts;
    const auto& scales = parts[0].ready.scales;
    for (std::size_t slot = 0; slot < sums.size(); ++slot) {
      const auto name = slot < names.size() ? names[slot] : std::string("count");
      if (!name.empty() && sums[slot] != 0)
        counted[name] += static_cast<double>(sums[slot]) / (slot < scales.size() ? scales[slot] : 1);
    }
    added.erase("residents");
    counted.erase("residents");
    EXPECT_EQ(added, counted) << text_of(spec);
  }
}

TEST(behind, stops_where_it_is_told_to) {
  control held;
  held.stop = true;
  const controlled watch(held);
  EXPECT_THROW(rows_behind(world(), coverage::members{}), interrupted);
}

}  // namespace
}  // namespace linli::testing
