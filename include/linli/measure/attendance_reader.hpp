// SPDX-License-Identifier: Apache-2.0
// Who took part, by home: named, or only counted at meetings that say less than who.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
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
      const auto& around = where_held ? area_of(meeting.holder) : everywhere();
      if (around.in_cell[cell] == 0) continue;
      const bool counts_residents = meeting.residents != null_integer;
      const auto count = static_cast<double>(counts_residents ? meeting.residents : meeting.attended);
      const auto least = counts_residents ? std::max(0.0, count - people_elsewhere(around, cell)) : 0;
      if (count > 0) found.unnamed.push_back({least, count});
    }
    return found;
  }
  // Meetings of which neither names nor numbers were kept.
  std::int64_t unrecorded() const { return unrecorded_; }

 private:
  // Where those who came may live.
  struct area {
    std::vector<std::int32_t> roots{};  // its highest places; none: everywhere
    std::int64_t places = 0;
    std::vector<std::int64_t> in_cell{};
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

  // How many people the area has beside those of the cell; any number, where that is not known.
  double people_elsewhere(const area& around, std::size_t cell) const {
    if (around.in_cell[cell] == around.places) return 0;
    const auto own = asked_->residents(cell);
    if (around.roots.empty()) return difference(asked_->residents_at(-1), own);
    double sum = 0;
    for (const auto root : around.roots) {
      const auto part = places_inside(root, cell);
      if (part == size_of(root)) continue;
      const auto own_place = asked_->place(cell);
      const bool holds_cell = part > 0 && own_place >= 0 && asked_->net().places().contains(root, own_place) &&
                              part == size_of(own_place);
      if (part > 0 && !holds_cell) return bound_rules::anyone;
      sum += difference(asked_->residents_at(root), part > 0 ? own : 0);
    }
    return sum;
  }
  static double difference(std::optional<double> all, std::optional<double> own) {
    return all && own ? std::max(0.0, *all - *own) : bound_rules::anyone;
  }
  std::int64_t size_of(std::int32_t place) const { return std::ssize(asked_->net().places().subtree(place)); }
  std::int64_t places_inside(std::int32_t root, std::size_t cell) const {
    const auto subtree = asked_->net().places().subtree(root);
    return std::count_if(subtree.begin(), subtree.end(), [&](auto place) {
      return asked_->places().has(place, static_cast<std::int32_t>(cell));
    });
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
    std::vector<std::int32_t> served;
    served_places(asked_->net(), asked_->context().stock).for_each_ever(holder, [&](std::int32_t place) {
      served.push_back(place);
    });
    std::sort(served.begin(), served.end());
    served.erase(std::unique(served.begin(), served.end()), served.end());
    std::vector<std::int32_t> roots;
    std::copy_if(served.begin(), served.end(), std::back_inserter(roots), [&](auto place) {
      return std::none_of(served.begin(), served.end(),
                          [&](auto other) { return other != place && tree.contains(other, place); });
    });
    if (roots.empty()) return everywhere();
    std::vector<std::int32_t> places;
    for (const auto root : roots)
      for (const auto inside : tree.subtree(root)) places.push_back(inside);
    auto found = area_in(places);
    found.roots = std::move(roots);
    return found;
  }
  template <class Places>
  area area_in(const Places& places) const {
    auto found = area{{}, 0, std::vector<std::int64_t>(asked_->cells(), 0)};
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
