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
      : asked_(&asked),
        held_(asked.context()),
        named_(asked.cells()),
        served_(asked.net(), asked.context().stock),
        cell_sizes_(asked.cells(), 0) {
    const auto& meetings = asked.net().rows(node_kind::meeting);
    for (std::size_t m = 0; m < meetings.rows; ++m)
      if (held_.counts(static_cast<std::int32_t>(m))) take(meetings, m);
    gather_named();
    for (const auto place : tree().order())
      for (const auto cell : asked.places().of(place)) ++cell_sizes_[static_cast<std::size_t>(cell)];
  }

  // The people of a cell, if residents at meetings without names may live anywhere among the places.
  attendance_totals anywhere(std::size_t cell) const {
    auto found = named_[cell];
    const auto elsewhere = people_elsewhere(asked_->residents_at(-1), cell);
    for (const auto& meeting : unnamed_) add(meeting, elsewhere, found);
    return found;
  }

  // The participants of a cell, if they live where the holder of the meeting serves. Says nothing where
  // places do not nest or a holder serves several.
  struct range_where_held {
    bool is_known = false;
    std::optional<extent> participants{};
  };
  range_where_held where_held(std::size_t cell) const {
    const auto top = asked_->place(cell);
    if (asked_->is_rest(cell) || (top >= 0 && size_of(top) != size_in(cell))) return {};
    std::map<std::int32_t, attendance_totals> areas;
    areas[top];
    for (const auto& meeting : unnamed_)
      if (!place_meeting(meeting, cell, areas)) return {};
    return {true, range_of(areas, top)};
  }
  // Whether more residents came to a meeting than there are where its holder serves.
  bool exceeds_residents_where_held() const {
    return std::any_of(unnamed_.begin(), unnamed_.end(), [&](const unnamed_meeting& meeting) {
      const auto served = served_by(meeting.holder);
      return meeting.residents != null_integer && served.size() == 1 &&
             static_cast<double>(meeting.residents) > people_at(served.front());
    });
  }
  // Meetings of which neither names nor numbers were kept.
  std::int64_t unrecorded() const { return unrecorded_; }

 private:
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
      named_homes_.push_back(home);
      for (const auto cell : asked_->places().of(home)) {
        auto& at = named_[static_cast<std::size_t>(cell)];
        ++at.participants;
        at.attendances += static_cast<double>(times);
      }
    }
  }

  static void add(const unnamed_meeting& meeting, double elsewhere, attendance_totals& to) {
    const bool counts_residents = meeting.residents != null_integer;
    const auto count = static_cast<double>(counts_residents ? meeting.residents : meeting.attended);
    if (count > 0) to.unnamed.push_back({counts_residents ? std::max(0.0, count - elsewhere) : 0, count});
  }
  // How many people there are beside those of the cell; any number, where that is not known.
  double people_elsewhere(std::optional<double> all, std::size_t cell) const {
    const auto own = asked_->residents(cell);
    if (size_in(cell) == std::ssize(tree().order())) return 0;
    return all && own ? std::max(0.0, *all - *own) : bound_rules::anyone;
  }

  // Puts a meeting where it draws from: the cell, or a place in it. Whether that can be told.
  bool place_meeting(const unnamed_meeting& meeting, std::size_t cell,
                     std::map<std::int32_t, attendance_totals>& areas) const {
    const auto top = asked_->place(cell);
    const auto served = served_by(meeting.holder);
    const auto meets = [&](auto place) {
      return top < 0 || tree().contains(top, place) || tree().contains(place, top);
    };
    if (std::none_of(served.begin(), served.end(), meets)) {
      if (served.empty()) add(meeting, people_elsewhere(asked_->residents_at(-1), cell), areas[top]);
      return true;
    }
    if (served.size() > 1) return false;
    const auto root = served.front();
    const bool is_around = top >= 0 && root != top && tree().contains(root, top);
    if (is_around)
      add(meeting, people_elsewhere(asked_->residents_at(root), cell), areas[top]);
    else
      add(meeting, 0, areas[root]);
    return true;
  }
  // From the smallest area to the cell, each as a part of the next around it.
  std::optional<extent> range_of(const std::map<std::int32_t, attendance_totals>& areas, std::int32_t top) const {
    std::vector<std::int32_t> order;
    for (const auto& [place, unused] : areas) order.push_back(place);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return size_of(a) < size_of(b); });
    std::erase(order, top);
    order.push_back(top);
    std::map<std::int32_t, std::vector<extent>> parts;
    std::map<std::int32_t, double> named_in_parts;
    for (auto at = order.begin(); at != order.end(); ++at) {
      auto of = areas.at(*at);
      const auto named = named_at(*at);
      of.participants = named - named_in_parts[*at];
      const auto found = bound_rules::distinct_participants(of, parts[*at], people_at(*at));
      if (!found || *at == top) return found;
      const auto around = std::find_if(at + 1, order.end(), [&](auto p) { return p < 0 || tree().contains(p, *at); });
      parts[*around].push_back(*found);
      named_in_parts[*around] += named;
    }
    return std::nullopt;
  }

  const place_tree& tree() const { return asked_->net().places(); }
  std::int64_t size_of(std::int32_t place) const {
    return place < 0 ? std::ssize(tree().order()) : std::ssize(tree().subtree(place));
  }
  std::int64_t size_in(std::size_t cell) const { return cell_sizes_[cell]; }
  double people_at(std::int32_t place) const { return asked_->residents_at(place).value_or(bound_rules::anyone); }
  double named_at(std::int32_t place) const {
    return static_cast<double>(std::count_if(named_homes_.begin(), named_homes_.end(),
                                             [&](auto home) { return place < 0 || tree().contains(place, home); }));
  }
  // The highest places that a holder serves.
  std::vector<std::int32_t> served_by(std::int32_t holder) const {
    std::vector<std::int32_t> all, highest;
    served_.for_each_ever(holder, [&](std::int32_t place) { all.push_back(place); });
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::copy_if(all.begin(), all.end(), std::back_inserter(highest), [&](auto place) {
      return std::none_of(all.begin(), all.end(),
                          [&](auto other) { return other != place && tree().contains(other, place); });
    });
    return highest;
  }

  const cell_question* asked_;
  counted_meetings held_;
  std::map<std::int32_t, std::int64_t> times_;
  std::vector<attendance_totals> named_;
  std::vector<unnamed_meeting> unnamed_;
  std::int64_t unrecorded_ = 0;
  served_places served_;
  std::vector<std::int64_t> cell_sizes_;
  std::vector<std::int32_t> named_homes_;
};

}  // namespace linli::detail
