// SPDX-License-Identifier: Apache-2.0
// Who came to the meetings, or is in the teams, of a question: by name, or as a count.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <vector>

#include <linli/measure/cell_question.hpp>
#include <linli/measure/group_selection.hpp>
#include <linli/measure/meetings.hpp>

namespace linli::detail {

// So many people, nobody twice, and the highest places to which the list belongs; none: nobody knows.
struct unnamed_list {
  std::vector<std::int32_t> places{};
  double count = 0;
  bool have_homes = false;   // all are known to live somewhere among the places
  bool live_nearby = false;  // all would live in `places`, if people of the list do
};

struct listed_people {
  std::map<std::int32_t, std::int64_t> times{};  // on how many lists each person is named
  std::vector<unnamed_list> unnamed{};
  std::int64_t unrecorded = 0;  // lists of which neither names nor a count are given
};

inline std::vector<std::int32_t> highest_of(const place_tree& tree, std::vector<std::int32_t> places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<std::int32_t> highest;
  std::copy_if(places.begin(), places.end(), std::back_inserter(highest), [&](auto place) {
    return std::none_of(places.begin(), places.end(),
                        [&](auto other) { return other != place && tree.contains(other, place); });
  });
  return highest;
}

// Of a meeting without names, residents where they were counted, else all who came.
inline listed_people people_at_meetings(const cell_question& asked) {
  const auto& meetings = asked.net().rows(node_kind::meeting);
  const auto held = counted_meetings(asked.context());
  listed_people found;
  for (std::size_t m = 0; m < meetings.rows; ++m) {
    const auto meeting = static_cast<std::int32_t>(m);
    if (!held.counts(meeting)) continue;
    held.for_each_person(meeting, [&](std::int32_t person, std::int32_t) { ++found.times[person]; });
    if (held.has_names(meeting)) continue;
    const auto all = meetings["attended"].integers()[m];
    const auto residents = meetings["residents_attended"].integers()[m];
    const bool of_residents = residents != null_integer;
    found.unrecorded += !of_residents && all == null_integer;
    if (!held.is_nameless(meeting)) continue;
    std::vector<std::int32_t> places;
    held.for_each_place(meeting, [&](std::int32_t place) { places.push_back(place); });
    found.unnamed.push_back({highest_of(asked.net().places(), places),
                             static_cast<double>(of_residents ? residents : all), of_residents, of_residents});
  }
  return found;
}

// Of a team without names its head count.
inline listed_people people_in_teams(const cell_question& asked) {
  const auto teams = groups_of_table(asked.context(), table_id::teams, asked.context().word("kind", ""));
  const auto members = kinds_of(*column_named(rule_of(table_id::memberships), "member"));
  const auto& counts = asked.net().rows(node_kind::group)["head_count"].integers();
  listed_people found;
  for (std::size_t g = 0; g < counts.size(); ++g) {
    const auto team = static_cast<std::int32_t>(g);
    if (!teams->counts(team)) continue;
    teams->members().for_each_member(team, [&](std::int32_t member, std::int32_t) {
      if (const auto person = members.row_if(member, node_kind::person); person >= 0) ++found.times[person];
    });
    found.unrecorded += !teams->members().has_rows(team) && counts[g] == null_integer;
    if (teams->head_count(team) == 0) continue;
    std::vector<std::int32_t> places;
    teams->for_each_place(team, [&](std::int32_t place) { places.push_back(place); });
    found.unnamed.push_back({highest_of(asked.net().places(), places), static_cast<double>(teams->head_count(team)),
                             false, !places.empty()});
  }
  return found;
}

}  // namespace linli::detail
