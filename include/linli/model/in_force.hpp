// SPDX-License-Identifier: Apache-2.0
// What is in force on a day: intervals, groups, memberships, and the places that a group serves.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <linli/core/date.hpp>
#include <linli/model/network.hpp>

namespace linli {

// The day or the moment at which stocks are read. A bare date is its whole day: what begins or ends
// within it is in force on it.
struct moment {
  instant on;  // null: nothing in the data is dated, so only unbounded intervals are in force

  // In microseconds: the first instant of the reading, and the first one after it.
  constexpr std::int64_t start() const { return on.microseconds(); }
  constexpr std::int64_t end() const { return start() + (on.is_bare() ? microseconds_a_day : 1); }

  constexpr bool in_force(instant since, instant until) const {
    if (on.is_null()) return since.is_null() && until.is_null();
    return since.microseconds() < end() && (until.is_null() || until.microseconds() > start());
  }
  // Whether a flow dated `at` lies at or before this moment; without a moment every flow does.
  constexpr bool has_reached(instant at) const { return on.is_null() || at.microseconds() < end(); }
};

// The rows of a table with `since` and `until`, read at one moment.
class rows_in_force {
 public:
  rows_in_force(const store& rows, moment at)
      : since_(&rows["since"].instants()),
        until_(&rows["until"].instants()),
        at_(at),
        always_(since_->repeats(instant{}) && until_->repeats(instant{})) {}
  bool operator()(std::int32_t row) const { return always_ || is_dated_in_force(static_cast<std::size_t>(row)); }

 private:
  bool is_dated_in_force(std::size_t row) const { return at_.in_force((*since_)[row], (*until_)[row]); }

  const paged<instant>* since_;
  const paged<instant>* until_;
  moment at_;
  bool always_;  // no row has a date
};

// Where persons are at home: their home while they are in force; -1 where it is not known, outside, or no longer.
class homes_in_force {
 public:
  homes_in_force(const network& net, moment at)
      : homes_(&net.rows(node_kind::person)["home"].codes()), in_force_(net.rows(node_kind::person), at) {}
  std::int32_t operator()(std::int32_t person) const {
    return in_force_(person) ? (*homes_)[static_cast<std::size_t>(person)] : -1;
  }

 private:
  const paged<std::int32_t>* homes_;
  rows_in_force in_force_;
};

// Which groups are in force and which places they serve. Looks its columns up once, for hot loops;
// the network must outlive it.
class served_places {
 public:
  served_places(const network& net, moment at)
      : group_in_force_(net.rows(node_kind::group), at),
        row_in_force_(net.rows(table_id::serves), at),
        group_places_(&net.rows(node_kind::group)["place"].codes()),
        places_(&net.rows(table_id::serves)["place"].codes()),
        rows_of_group_(&net.rows_by(table_id::serves, "group", node_kind::group)) {}

  bool in_force(std::int32_t group) const { return group_in_force_(group); }

  // Calls f(place) once for each place that the group serves: its own, and those of `serves`, as
  // long as both the row and the group are in force.
  template <class F>
  void for_each(std::int32_t group, F f) const {
    if (in_force(group)) for_each_ever(group, f);
  }
  // The same whether or not the group still is in force: what it did stays where it was done.
  template <class F>
  void for_each_ever(std::int32_t group, F f) const {
    const auto own = (*group_places_)[static_cast<std::size_t>(group)];
    const auto rows = (*rows_of_group_)[static_cast<std::size_t>(group)];
    if (rows.empty()) {
      if (own >= 0) f(own);
      return;
    }
    auto found = std::vector<std::int32_t>();
    if (own >= 0) found.push_back(own);
    for (const auto row : rows)
      if (row_in_force_(row)) found.push_back((*places_)[static_cast<std::size_t>(row)]);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (const auto place : found) f(place);
  }

 private:
  rows_in_force group_in_force_;
  rows_in_force row_in_force_;
  const paged<std::int32_t>* group_places_;
  const paged<std::int32_t>* places_;
  const adjacency* rows_of_group_;
};

template <class F>
void for_each_served_place(const network& net, std::int32_t group, moment at, F f) {
  served_places(net, at).for_each(group, f);
}

}  // namespace linli
