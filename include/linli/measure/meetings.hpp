// SPDX-License-Identifier: Apache-2.0
// The meetings of a question: which count, where they belong, who came, and of which no names were kept.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <linli/measure/plan.hpp>

namespace linli::detail {

// The meetings that count: held by a group of the table asked, in the window, by `on`.
class counted_meetings {
 public:
  explicit counted_meetings(const context& asked) : counted_meetings(asked, asked.during) {}
  // The same in another window than the question's.
  counted_meetings(const context& asked, window during)
      : counted_meetings(asked, during, table_named(asked.word("held_by", "forums"))) {}
  // Those of any holder.
  static counted_meetings of_all(const context& asked) { return {asked, asked.during, std::nullopt}; }

  bool counts(std::int32_t meeting) const {
    const auto m = static_cast<std::size_t>(meeting);
    const auto at = (*dates_)[m];
    return (!table_ || net_->table_of_group((*holders_)[m]) == *table_) && asked_.during.contains(at) &&
           asked_.on.has_reached(at);
  }
  subject about(std::int32_t meeting) const {
    const auto holder = (*holders_)[static_cast<std::size_t>(meeting)];
    return subject{}
        .with(role::meeting, meeting)
        .with(role::group, holder)
        .with(role::place, (*group_places_)[static_cast<std::size_t>(holder)]);
  }
  // A meeting belongs to the places that its holder serves, whether or not the holder still is in force.
  template <class F>
  void for_each_place(std::int32_t meeting, F f) const {
    served_.for_each_ever((*holders_)[static_cast<std::size_t>(meeting)], f);
  }
  void collect_at(std::int32_t meeting, const subject& about, std::size_t slot, counter& into) const {
    for_each_place(meeting, [&](std::int32_t place) { into.collect(place, about, slot); });
  }
  bool has_names(std::int32_t meeting) const { return !(*rows_of_meeting_)[static_cast<std::size_t>(meeting)].empty(); }
  // Whether people came of whom no names were kept.
  bool is_nameless(std::int32_t meeting) const {
    const auto m = static_cast<std::size_t>(meeting);
    return !has_names(meeting) && ((*totals_)[m] > 0 || (*resident_totals_)[m] > 0);
  }
  // Calls f(person, row) once for each person who came. A meeting's rows lie by person.
  template <class F>
  void for_each_person(std::int32_t meeting, F f) const {
    std::int32_t last = -1;
    for (const auto row : (*rows_of_meeting_)[static_cast<std::size_t>(meeting)]) {
      const auto person = (*persons_)[static_cast<std::size_t>(row)];
      if (person != last) f(person, row);
      last = person;
    }
  }
  std::span<const std::int32_t> rows(std::int32_t meeting) const {
    return (*rows_of_meeting_)[static_cast<std::size_t>(meeting)];
  }

 private:
  counted_meetings(const context& asked, window during, std::optional<table_id> table)
      : net_(asked.net),
        asked_{during, asked.on},
        table_(table),
        dates_(&asked.net->rows(node_kind::meeting)["date"].instants()),
        holders_(&asked.net->rows(node_kind::meeting)["held_by"].codes()),
        group_places_(&asked.net->rows(node_kind::group)["place"].codes()),
        served_(*asked.net, asked.stock),
        totals_(&asked.net->rows(node_kind::meeting)["attended"].integers()),
        resident_totals_(&asked.net->rows(node_kind::meeting)["residents_attended"].integers()),
        rows_of_meeting_(&asked.net->rows_by(table_id::attendances, "meeting", node_kind::meeting)),
        persons_(&asked.net->rows(table_id::attendances)["person"].codes()) {}

  struct limits {
    window during;
    moment on;
  };
  const network* net_;
  limits asked_;
  std::optional<table_id> table_;
  const paged<instant>* dates_;
  const paged<std::int32_t>* holders_;
  const paged<std::int32_t>* group_places_;
  served_places served_;
  const paged<std::int64_t>* totals_;
  const paged<std::int64_t>* resident_totals_;
  const adjacency* rows_of_meeting_;
  const paged<std::int32_t>* persons_;
};

// The cells of a place and of all that lies in it: where the people of what is held there may live.
class cells_around {
 public:
  cells_around(const network& net, const place_cells& cells) : net_(&net), cells_(&cells) {}

  void add(std::int32_t place, std::set<std::int32_t>& into) {
    auto& below = below_[place];
    if (below.empty())
      for (const auto p : net_->places().subtree(place)) {
        const auto cells = cells_->of(p);
        below.insert(cells.begin(), cells.end());
      }
    into.insert(below.begin(), below.end());
  }

 private:
  const network* net_;
  const place_cells* cells_;
  std::map<std::int32_t, std::set<std::int32_t>> below_;
};

// How many of the meetings asked about kept no names: in all, and of those at which the people of each
// place of the answer may have been, held there, above or below.
struct nameless_meetings {
  std::int64_t all = 0;
  std::vector<std::int64_t> by_place_cell;
};

inline nameless_meetings count_nameless(const context& asked, const counted_meetings& held,
                                        std::span<const row_test> tests) {
  const auto& cells = asked.cube.places();
  nameless_meetings found{0, std::vector<std::int64_t>(cells.size(), 0)};
  auto around = cells_around(*asked.net, cells);
  for (std::size_t m = 0; m < asked.net->rows(node_kind::meeting).rows; ++m) {
    const auto meeting = static_cast<std::int32_t>(m);
    if (!held.is_nameless(meeting) || !held.counts(meeting)) continue;
    const auto about = held.about(meeting);
    const bool asked_for = std::all_of(tests.begin(), tests.end(), [&](const row_test& test) {
      return test.of == role::person || (about[test.of] >= 0 && test.passes(about[test.of]));
    });
    if (!asked_for) continue;
    ++found.all;
    std::set<std::int32_t> reached;
    held.for_each_place(meeting, [&](std::int32_t place) { around.add(place, reached); });
    for (const auto cell : reached) ++found.by_place_cell[static_cast<std::size_t>(cell)];
  }
  return found;
}

inline nameless_meetings count_nameless(const context& asked, window during) {
  return count_nameless(asked, counted_meetings(asked, during), asked.tests);
}

}  // namespace linli::detail
