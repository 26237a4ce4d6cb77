// SPDX-License-Identifier: Apache-2.0
// What attendances imply where some meetings named who came and others only counted: how many distinct
// people of a place took part, and how often each.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <linli/measure/roster_rules.hpp>

namespace linli {

// Of the people of one place: those named at meetings and their attendances; and for each meeting without
// names how many of them came, at least and at most. Nobody is twice at one meeting.
struct attendance_totals {
  double participants = 0;
  double attendances = 0;
  std::vector<whole_range> unnamed{};

  double least() const {  // attendances without names
    double sum = 0;
    for (const auto& meeting : unnamed) sum += meeting.low;
    return sum;
  }
  double most() const {
    double sum = 0;
    for (const auto& meeting : unnamed) sum += meeting.high;
    return sum;
  }
  double largest() const {
    double most = participants;
    for (const auto& meeting : unnamed) most = std::max(most, meeting.low);
    return most;
  }
};

namespace bound_rules {

// Distinct participants among `people`: at least the longest list, at most all lists added.
inline std::optional<extent> distinct_participants(const attendance_totals& of, double people = anyone) {
  return feasible(of.largest(), std::min(people, of.participants + of.most()));
}

// The same where meetings draw from parts of the place that do not overlap: `parts` are what was found for
// these, `of` are people named in none of them and meetings that draw from all.
inline std::optional<extent> distinct_participants(const attendance_totals& of, const std::vector<extent>& parts,
                                                   double people = anyone) {
  auto low = of.participants;
  auto high = of.participants + of.most();
  for (const auto& part : parts) {
    low += part.low;
    high += part.high;
  }
  return feasible(std::max(low, of.largest()), std::min(people, high));
}

// Attendances a participant. Most where as few people as can be came as often as can be; least where
// whoever came without a name came for the first time.
inline std::optional<extent> attendances_each(const attendance_totals& of, double people = anyone) {
  const auto persons = distinct_participants(of, people);
  if (!persons || persons->high <= 0) return std::nullopt;
  const double fewest = std::max(1.0, persons->low);
  double most_often = of.attendances;
  for (const auto& meeting : of.unnamed) most_often += std::min(meeting.high, fewest);
  const double first_time = std::max(of.least(), persons->high - of.participants);
  return extent{(of.attendances + first_time) / persons->high, most_often / fewest};
}

}  // namespace bound_rules
}  // namespace linli
