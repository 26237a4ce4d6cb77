// SPDX-License-Identifier: Apache-2.0
// Who took part, by home: named, or only counted at meetings that say less than who.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <linli/measure/attendance_rules.hpp>
#include <linli/measure/cell_question.hpp>
#include <linli/measure/meetings.hpp>

namespace linli::detail {

// How many came to a meeting of which no names were kept.
struct unnamed_meeting {
  std::int32_t holder = -1;
  std::int64_t attended = null_integer;
  std::int64_t residents = null_integer;  // those among them with a home among the places
};

class attendance_reader {
 public:
  explicit attendance_reader(const cell_question& asked)
      : asked_(&asked), held_(asked.context()), named_(asked.cells()) {
    const auto& meetings = asked.net().rows(node_kind::meeting);
    for (std::size_t m = 0; m < meetings.rows; ++m)
      if (held_.counts(static_cast<std::int32_t>(m))) take(meetings, m);
    gather_named();
  }

  // The people of a cell, if residents at meetings without names may live anywhere among the places; or
  // only where the holder of the meeting serves.
  attendance_totals at(std::size_t cell, bool where_held) const {
    auto found = named_[cell];
    for (const auto& meeting : unnamed_) {
      const auto& here = where_held ? area_of(meeting.holder) : everywhere();
      const auto inside = here.in_cell[cell];
      if (inside == 0) continue;
      const bool counts_residents = meeting.residents != null_integer;
      const auto count = static_cast<double>(counts_residents ? meeting.residents : meeting.attended);
      if (count > 0) found.unnamed.push_back({counts_residents && inside == here.places ? count : 0, count});
    }
    return found;
  }
  // Meetings of which neither names nor numbers were kept.
  std::int64_t unrecorded() const { return unrecorded_; }

 private:
  struct area {
    std::int64_t places = 0;
    std::vector<std::int64_t> in_cell;
  };

  void take(const store& meetings, std::size_t m) {
    const auto meeting = static_cast<std::int32_t>(m);
    if (held_.has_names(meeting))
      return held_.for_each_person(meeting, [&](std::int32_t person, std::int32_t) { ++times_[person]; });
    const auto attended = meetings["attended"].integers()[m];
    const auto residents = meetings["residents_attended"].integers()[m];
    unrecorded_ += attended == null_integer && residents == null_integer;
    if (held_.is_nameless(meeting)) unnamed_.push_back({meetings["held_by"].codes()[m], attended, residents});
  }
  void gather_named() {
    const auto& homes = asked_->net().rows(node_kind::person)["home"].codes();
    for (const auto& [person, times] : times_) {
      const auto home = homes[static_cast<std::size_t>(person)];
      if (home < 0) continue;
      for (const auto cell : asked_->places().of(home)) {
        auto& at = named_[static_cast<std::size_t>(cell)];
        ++at.participants;
        at.attendances += static_cast<double>(times);
      }
    }
  }

  // Areas are asked for again by each cell.
  const area& everywhere() const {
    if (everywhere_.in_cell.empty()) everywhere_ = area_in(asked_->net().places().order());
    return everywhere_;
  }
  const area& area_of(std::int32_t holder) const {
    const auto [at, is_new] = areas_by_holder_.try_emplace(holder);
    if (is_new) at->second = area_served(holder);
    return at->second;
  }
  // What a holder serves; without a place, anything.
  area area_served(std::int32_t holder) const {
    const auto& tree = asked_->net().places();
    std::vector<std::int32_t> places;
    served_places(asked_->net(), asked_->context().stock).for_each_ever(holder, [&](std::int32_t place) {
      for (const auto inside : tree.subtree(place)) places.push_back(inside);
    });
    if (places.empty()) return everywhere();
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return area_in(places);
  }
  template <class Places>
  area area_in(const Places& places) const {
    auto found = area{0, std::vector<std::int64_t>(asked_->cells(), 0)};
    for (const auto place : places) {
      ++found.places;
      for (const auto cell : asked_->places().of(place)) ++found.in_cell[static_cast<std::size_t>(cell)];
    }
    return found;
  }

  const cell_question* asked_;
  counted_meetings held_;
  std::map<std::int32_t, std::int64_t> times_;
  std::vector<attendance_totals> named_;
  std::vector<unnamed_meeting> unnamed_;
  std::int64_t unrecorded_ = 0;
  mutable area everywhere_;
  mutable std::map<std::int32_t, area> areas_by_holder_;
};

}  // namespace linli::detail
