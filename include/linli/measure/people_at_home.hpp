// SPDX-License-Identifier: Apache-2.0
// Distinct people by home, of whom lists name some and only count others.
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
#include <linli/measure/listed_people.hpp>

namespace linli::detail {

class people_at_home {
 public:
  people_at_home(const cell_question& asked, listed_people lists)
      : asked_(&asked), lists_(std::move(lists)), named_(asked.cells()), cell_sizes_(asked.cells(), 0) {
    gather_named();
    for (const auto place : tree().order())
      for (const auto cell : asked.places().of(place)) ++cell_sizes_[static_cast<std::size_t>(cell)];
  }

  // The people of a cell, if those without names may live anywhere.
  attendance_totals anywhere(std::size_t cell) const {
    auto found = named_[cell];
    const auto elsewhere = people_elsewhere(asked_->residents_at(-1), cell);
    for (const auto& list : lists_.unnamed) add(list.count, list.have_homes, elsewhere + gone_from(-1), found);
    return found;
  }

  // Distinct people of a cell, if they live where the list belongs. Says nothing where places do not nest
  // or a list belongs to several.
  struct range_nearby {
    bool is_known = false;
    std::optional<extent> people{};
  };
  range_nearby nearby(std::size_t cell) const {
    const auto top = asked_->place(cell);
    if (asked_->is_rest(cell) || (top >= 0 && size_of(top) != size_in(cell))) return {};
    std::map<std::int32_t, attendance_totals> areas;
    areas[top];
    for (const auto& list : lists_.unnamed)
      if (!place_list(list, cell, areas)) return {};
    return {true, exceeds_residents() ? std::nullopt : range_of(areas, top)};
  }
  std::int64_t unrecorded() const { return lists_.unrecorded; }

 private:
  // Whether a list holds more people than live where it belongs.
  bool exceeds_residents() const {
    return asked_->residents_are_all() &&
           std::any_of(lists_.unnamed.begin(), lists_.unnamed.end(), [&](const unnamed_list& list) {
             return list.live_nearby && list.places.size() == 1 && list.count > people_at(list.places.front());
           });
  }

  // At home is who lives there on the day: those named who do, and whoever no longer, or not yet, does.
  void gather_named() {
    const auto& persons = asked_->net().rows(node_kind::person);
    const auto& homes = persons["home"].codes();
    const auto in_force = rows_in_force(persons, asked_->context().stock);
    for (std::size_t person = 0; person < persons.rows; ++person)
      if (homes[person] >= 0 && !in_force(static_cast<std::int32_t>(person))) gone_homes_.push_back(homes[person]);
    for (const auto& [person, times] : lists_.times) {
      const auto home = homes[static_cast<std::size_t>(person)];
      if (home < 0 || !in_force(person)) continue;
      named_homes_.push_back(home);
      for (const auto cell : asked_->places().of(home)) {
        auto& at = named_[static_cast<std::size_t>(cell)];
        ++at.participants;
        at.attendances += static_cast<double>(times);
      }
    }
  }

  static void add(double count, bool all_have_homes, double elsewhere, attendance_totals& to) {
    if (count > 0) to.unnamed.push_back({all_have_homes ? std::max(0.0, count - elsewhere) : 0, count});
  }
  // How many people there are beside those of the cell; any number, where that is not known, as where R
  // leaves people out.
  double people_elsewhere(std::optional<double> all, std::size_t cell) const {
    if (!asked_->residents_are_all()) return bound_rules::anyone;
    const auto own = asked_->residents(cell);
    if (size_in(cell) == std::ssize(tree().order())) return 0;
    return all && own ? std::max(0.0, *all - *own) : bound_rules::anyone;
  }

  // Puts a list where its people live: in the cell, or a place in it. Whether that can be told.
  bool place_list(const unnamed_list& list, std::size_t cell, std::map<std::int32_t, attendance_totals>& areas) const {
    const auto top = asked_->place(cell);
    const auto meets = [&](auto place) {
      return top < 0 || tree().contains(top, place) || tree().contains(place, top);
    };
    if (list.places.empty()) {
      add(list.count, list.have_homes, people_elsewhere(asked_->residents_at(-1), cell) + gone_from(-1), areas[top]);
      return true;
    }
    if (std::none_of(list.places.begin(), list.places.end(), meets)) return true;
    if (list.places.size() > 1) return false;
    const auto root = list.places.front();
    const bool is_around = top >= 0 && root != top && tree().contains(root, top);
    const bool is_open = is_around || !asked_->residents_are_all();
    const auto elsewhere = is_open ? people_elsewhere(asked_->residents_at(root), cell) : 0;
    add(list.count, list.live_nearby, elsewhere + gone_from(root), areas[is_around ? top : root]);
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
  double named_at(std::int32_t place) const { return living_at(place, named_homes_); }
  // How many persons of a place are not in force: they are no residents, but may have come.
  double gone_from(std::int32_t place) const { return living_at(place, gone_homes_); }
  double living_at(std::int32_t place, const std::vector<std::int32_t>& homes) const {
    return static_cast<double>(std::count_if(homes.begin(), homes.end(),
                                             [&](auto home) { return place < 0 || tree().contains(place, home); }));
  }

  const cell_question* asked_;
  listed_people lists_;
  std::vector<attendance_totals> named_;
  std::vector<std::int64_t> cell_sizes_;
  std::vector<std::int32_t> named_homes_;
  std::vector<std::int32_t> gone_homes_;
};

}  // namespace linli::detail
