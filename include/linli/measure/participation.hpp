// SPDX-License-Identifier: Apache-2.0
// Participation: who comes to meetings, how often, and who sits with whom.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/coverage.hpp>
#include <linli/measure/plan.hpp>
#include <linli/measure/residents.hpp>
#include <linli/measure/roster.hpp>

namespace linli::detail {

// The meetings that count: held by a group of the table asked, in the window, by `on`.
class counted_meetings {
 public:
  explicit counted_meetings(const context& asked)
      : net_(asked.net),
        asked_{asked.during, asked.on},
        table_(*table_named(asked.word("held_by", "forums"))),
        dates_(&asked.net->rows(node_kind::meeting)["date"].instants()),
        holders_(&asked.net->rows(node_kind::meeting)["held_by"].codes()),
        group_places_(&asked.net->rows(node_kind::group)["place"].codes()),
        rows_of_meeting_(&asked.net->rows_by(table_id::attendances, "meeting", node_kind::meeting)),
        persons_(&asked.net->rows(table_id::attendances)["person"].codes()),
        serves_rows_(&asked.net->rows_by(table_id::serves, "group", node_kind::group)),
        serves_places_(&asked.net->rows(table_id::serves)["place"].codes()),
        serves_in_force_(asked.net->rows(table_id::serves), asked.stock) {}

  bool counts(std::int32_t meeting) const {
    const auto m = static_cast<std::size_t>(meeting);
    const auto at = (*dates_)[m];
    return net_->table_of_group((*holders_)[m]) == table_ && asked_.during.contains(at) && asked_.on.has_reached(at);
  }
  subject about(std::int32_t meeting) const {
    const auto holder = (*holders_)[static_cast<std::size_t>(meeting)];
    return subject{}.with(role::meeting, meeting).with(role::group, holder).with(role::place, (*group_places_)[static_cast<std::size_t>(holder)]);
  }
  // A meeting belongs to the places that its holder serves, whether or not the holder still is in force.
  template <class F>
  void for_each_place(std::int32_t meeting, F f) const {
    const auto holder = static_cast<std::size_t>((*holders_)[static_cast<std::size_t>(meeting)]);
    if ((*group_places_)[holder] >= 0) f((*group_places_)[holder]);
    for (const auto row : (*serves_rows_)[holder])
      if (serves_in_force_(row)) f((*serves_places_)[static_cast<std::size_t>(row)]);
  }
  bool has_names(std::int32_t meeting) const { return !(*rows_of_meeting_)[static_cast<std::size_t>(meeting)].empty(); }
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
  std::span<const std::int32_t> rows(std::int32_t meeting) const { return (*rows_of_meeting_)[static_cast<std::size_t>(meeting)]; }

 private:
  struct limits {
    window during;
    moment on;
  };
  const network* net_;
  limits asked_;
  table_id table_;
  const paged<instant>* dates_;
  const paged<std::int32_t>* holders_;
  const paged<std::int32_t>* group_places_;
  const adjacency* rows_of_meeting_;
  const paged<std::int32_t>* persons_;
  const adjacency* serves_rows_;
  const paged<std::int32_t>* serves_places_;
  rows_in_force serves_in_force_;
};

// How often each person at home attended: participants, their attendances, and how often each count occurs.
inline term attendances_at_home(const context& asked, std::size_t participants, std::size_t attendances, bool keep_counts) {
  const auto meetings = std::make_shared<const counted_meetings>(asked);
  const auto* homes = &asked.net->rows(node_kind::person)["home"].codes();
  const auto* rows_of_person = &asked.net->rows_by(table_id::attendances, "person", node_kind::person);
  const auto* meeting_of_row = &asked.net->rows(table_id::attendances)["meeting"].codes();
  return {node_kind::person, [=](std::size_t first, std::size_t last, counter& into) {
            for (auto i = first; i < last; ++i) {
              const auto home = (*homes)[i];
              if (home < 0) continue;
              const auto person = subject{}.with(role::person, static_cast<std::int32_t>(i)).with(role::place, home);
              std::int64_t times = 0;
              std::int32_t before = -1;
              for (const auto row : (*rows_of_person)[i]) {  // a person's rows lie by meeting
                const auto meeting = (*meeting_of_row)[static_cast<std::size_t>(row)];
                if (meeting == before || !meetings->counts(meeting)) continue;
                before = meeting;
                const auto about = meetings->about(meeting).with(role::person, person[role::person]).with(role::place, home);
                times += into.asks_for(about);
              }
              if (times == 0) continue;
              into.add(home, person, participants);
              into.add(home, person, attendances, times);
              if (keep_counts) into.put(home, person, times);
            }
          }};
}

inline plan rate(const context& asked) {
  plan made;
  made.slots = 2;
  made.terms = {attendances_at_home(asked, 0, 1, false)};
  made.needs_residents = true;
  made.finish = [](const cell_view& cell) { return per_resident(cell.sums[0], cell.residents); };
  return made;
}

inline plan intensity(const context& asked) {
  plan made;
  made.slots = 2;
  made.terms = {attendances_at_home(asked, 0, 1, false)};
  made.finish = [](const cell_view& cell) { return ratio_answer(cell.sums[1], cell.sums[0], "no participants"); };
  return made;
}

// Gini of counts with multiplicities, zeros included: Σ (2i − n − 1) xᵢ / (n Σ x), x ascending, i from 1.
inline std::optional<double> gini_of(std::span<const seen> values, std::int64_t zeros) {
  std::int64_t n = zeros;
  std::int64_t sum = 0;
  for (const auto& v : values) {
    n += v.times;
    sum += v.value * v.times;
  }
  if (n <= 0 || sum <= 0) return std::nullopt;
  __extension__ using wide = __int128;
  wide weighted = 0;
  std::int64_t before = zeros;
  for (const auto& v : values) {
    const wide ranks = wide{2} * before + v.times + 1 - (n + 1);  // the mean of 2i − n − 1 over the run
    weighted += ranks * v.value * v.times;
    before += v.times;
  }
  return static_cast<double>(weighted) / (static_cast<double>(n) * static_cast<double>(sum));
}

inline plan attendance_gini(const context& asked) {
  const bool all_residents = asked.word("among", "participants") == "residents";
  plan made;
  made.slots = 2;
  made.terms = {attendances_at_home(asked, 0, 1, true)};
  made.needs_residents = all_residents;
  made.finish = [all_residents](const cell_view& cell) {
    answer found;
    std::int64_t zeros = 0;
    if (all_residents) {
      found.basis = cell.residents.from_population ? basis::mixed : basis::rows;
      if (!cell.residents.count) return answer{std::nullopt, std::nullopt, std::nullopt, cell.residents.note, found.basis};
      zeros = std::max<std::int64_t>(0, *cell.residents.count - cell.sums[0]);
    }
    found.value = gini_of(cell.values, zeros);
    if (!found.value) found.note = "no participants";
    return found;
  };
  return made;
}

inline plan top_share(const context& asked) {
  plan made;
  made.slots = 2;
  made.terms = {attendances_at_home(asked, 0, 1, true)};
  made.finish = [q = asked.number("q", 0.1)](const cell_view& cell) {
    auto left = static_cast<std::int64_t>(std::ceil(q * static_cast<double>(cell.sums[0]) - 1e-9));
    std::int64_t top = 0;
    for (std::size_t k = cell.values.size(); k-- > 0 && left > 0;) {
      const auto taken = std::min(left, cell.values[k].times);
      top += taken * cell.values[k].value;
      left -= taken;
    }
    return ratio_answer(top, cell.sums[1], "no participants");
  };
  return made;
}

inline plan meetings(const context& asked) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  plan made;
  made.terms.push_back({node_kind::meeting, [held](std::size_t first, std::size_t last, counter& into) {
    for (auto m = first; m < last; ++m) {
      const auto meeting = static_cast<std::int32_t>(m);
      if (!held->counts(meeting)) continue;
      const auto about = held->about(meeting);
      if (!into.asks_for(about)) continue;
      held->for_each_place(meeting, [&](std::int32_t place) { into.collect(place, about, 0); });
      into.flush();
    }
  }});
  made.finish = [](const cell_view& cell) { return count_answer(cell.sums[0]); };
  return made;
}

// Attendances at the group: names where they were kept, else the count. A resident's attendance
// counts where the home lies in the place of the cell.
inline term attendances_at_group(const context& asked, std::size_t by_name, std::size_t by_count, std::size_t recorded) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  const bool residents_only = asked.word("who", "all") == "residents";
  const auto* homes = &asked.net->rows(node_kind::person)["home"].codes();
  const auto* totals = &asked.net->rows(node_kind::meeting)[residents_only ? "residents_attended" : "attended"].integers();
  return {node_kind::meeting, [=](std::size_t first, std::size_t last, counter& into) {
            for (auto m = first; m < last; ++m) {
              const auto meeting = static_cast<std::int32_t>(m);
              if (!held->counts(meeting)) continue;
              const auto about = held->about(meeting);
              const auto total = (*totals)[m];
              const bool named = held->has_names(meeting);
              if (!named && total == null_integer) continue;
              const auto everywhere = [&](const subject& s, std::size_t slot, std::int64_t amount) {
                held->for_each_place(meeting, [&](std::int32_t place) { into.collect(place, s, slot); });
                into.flush(amount);
              };
              if (into.asks_for(about)) everywhere(about, recorded, 1);
              if (!named) {
                if (into.asks_for(about)) everywhere(about, by_count, total);
                continue;
              }
              held->for_each_person(meeting, [&](std::int32_t person, std::int32_t) {
                const auto attendance = about.with(role::person, person);
                if (!into.asks_for(attendance)) return;
                if (!residents_only) return everywhere(attendance, by_name, 1);
                const auto home = (*homes)[static_cast<std::size_t>(person)];
                if (home < 0) return;
                held->for_each_place(meeting, [&](std::int32_t place) {
                  for (const auto cell : into.cells().places().of(place))
                    if (into.cells().places().has(home, cell)) into.collect_cell(static_cast<std::size_t>(cell), attendance, by_name);
                });
                into.flush();
              });
            }
          }};
}

inline plan attendances(const context& asked) {
  plan made;
  made.slots = 3;
  made.terms = {attendances_at_group(asked, 0, 1, 2)};
  made.finish = [](const cell_view& cell) {
    auto found = count_answer(cell.sums[0] + cell.sums[1]);
    found.basis = basis_of(cell.sums[0], cell.sums[1]);
    return found;
  };
  return made;
}

inline plan attendance_per_meeting(const context& asked) {
  plan made;
  made.slots = 3;
  made.terms = {attendances_at_group(asked, 0, 1, 2)};
  made.finish = [](const cell_view& cell) {
    auto found = ratio_answer(cell.sums[0] + cell.sums[1], cell.sums[2], "no recorded meetings");
    found.basis = basis_of(cell.sums[0], cell.sums[1]);
    return found;
  };
  return made;
}

// The kind for which a person came: of the scheme, else the table of the group, else none.
inline plan kinds_per_meeting(const context& asked) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  const auto* as_groups = &asked.net->rows(table_id::attendances)["as_group"].codes();
  plan made;
  made.slots = 2;
  made.terms.push_back({node_kind::meeting, [=, kinds = asked.kinds, net = asked.net](std::size_t first, std::size_t last, counter& into) {
    std::vector<std::int32_t> present;
    for (auto m = first; m < last; ++m) {
      const auto meeting = static_cast<std::int32_t>(m);
      if (!held->counts(meeting) || !held->has_names(meeting)) continue;
      const auto about = held->about(meeting);
      if (!into.asks_for(about)) continue;
      present.clear();
      for (const auto row : held->rows(meeting)) {
        const auto group = (*as_groups)[static_cast<std::size_t>(row)];
        const auto kind = group < 0 ? -1 : (*kinds)[static_cast<std::size_t>(group)];
        present.push_back(kind >= 0 ? kind : group < 0 ? -1 : -2 - static_cast<std::int32_t>(net->table_of_group(group)));
      }
      std::sort(present.begin(), present.end());
      const auto distinct = std::unique(present.begin(), present.end()) - present.begin();
      held->for_each_place(meeting, [&](std::int32_t place) { into.collect(place, about, 0); });
      into.flush(distinct);
      held->for_each_place(meeting, [&](std::int32_t place) { into.collect(place, about, 1); });
      into.flush();
    }
  }});
  made.finish = [](const cell_view& cell) { return ratio_answer(cell.sums[0], cell.sums[1], "no meetings with names"); };
  return made;
}

// Distinct persons with a role in force in a forum that serves the place.
inline plan representatives(const context& asked) {
  const auto who = std::make_shared<const roster>(*asked.net, asked.stock);
  const auto served = std::make_shared<const served_places>(*asked.net, asked.stock);
  const auto& roles = asked.net->rows(table_id::memberships)["role"];
  const auto wanted = roles.words().find(asked.word("role", "fixed_representative"));
  plan made;
  made.terms.push_back({node_kind::person, [=, net = asked.net, codes = &roles.codes()](std::size_t first, std::size_t last, counter& into) {
    const auto& group_places = net->rows(node_kind::group)["place"].codes();
    for (auto i = first; i < last; ++i) {
      const auto person = static_cast<std::int32_t>(i);
      who->for_each_group(person, [&](std::int32_t group, std::int32_t row) {
        if (wanted < 0 || (*codes)[static_cast<std::size_t>(row)] != wanted || net->table_of_group(group) != table_id::forums) return;
        const auto about = subject{}.with(role::person, person).with(role::group, group)
                               .with(role::place, group_places[static_cast<std::size_t>(group)]);
        if (!into.asks_for(about)) return;
        served->for_each(group, [&](std::int32_t place) { into.collect(place, about, 0); });
      });
      into.flush();
    }
  }});
  made.finish = [](const cell_view& cell) { return count_answer(cell.sums[0]); };
  return made;
}

}  // namespace linli::detail
