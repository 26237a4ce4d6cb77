// SPDX-License-Identifier: Apache-2.0
// Participation: who comes to meetings, how often, and who sits with whom.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/coverage.hpp>
#include <linli/measure/meetings.hpp>
#include <linli/measure/plan.hpp>
#include <linli/measure/residents.hpp>
#include <linli/measure/roster.hpp>

namespace linli::detail {

// How often each person at home attended: participants, their attendances, and how often each count occurs.
inline term attendances_at_home(const context& asked, std::size_t participants, std::size_t attendances,
                                bool keep_counts) {
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
                const auto about =
                    meetings->about(meeting).with(role::person, person[role::person]).with(role::place, home);
                times += into.asks_for(about);
              }
              if (times == 0) continue;
              into.add(home, person, participants);
              into.add(home, person, attendances, times);
              if (keep_counts) into.put(home, person, times);
            }
          }};
}

// A measure of distinct participants. Where a meeting held for the place kept no names, they have
// bounds, not a value; of meetings held elsewhere the note tells.
inline plan of_participants(const context& asked, bool keep_counts, std::function<answer(const cell_view&)> finish) {
  plan made;
  made.slots = 2;
  made.terms = {attendances_at_home(asked, 0, 1, keep_counts)};
  made.finish = [finish, nameless = count_nameless(asked)](const cell_view& cell) {
    if (const auto here = nameless.by_place_cell[cell.place_cell]; here > 0)
      return answer{std::nullopt, std::nullopt, std::nullopt,
                    std::to_string(here) + " meeting(s) kept no names: participants have bounds, not a value",
                    basis::mixed};
    auto found = finish(cell);
    if (nameless.all > 0)
      found.note +=
          (found.note.empty() ? "" : "; ") + std::to_string(nameless.all) + " meeting(s) elsewhere kept no names";
    return found;
  };
  return made;
}

inline plan rate(const context& asked) {
  auto made =
      of_participants(asked, false, [](const cell_view& cell) { return per_resident(cell.sums[0], cell.residents); });
  made.needs_residents = true;
  return made;
}

inline plan intensity(const context& asked) {
  return of_participants(
      asked, false, [](const cell_view& cell) { return ratio_answer(cell.sums[1], cell.sums[0], "no participants"); });
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
  auto made = of_participants(asked, true, [all_residents](const cell_view& cell) {
    answer found;
    std::int64_t zeros = 0;
    if (all_residents) {
      found.basis = cell.residents.from_population ? basis::mixed : basis::rows;
      if (!cell.residents.count)
        return answer{std::nullopt, std::nullopt, std::nullopt, cell.residents.note, found.basis};
      zeros = std::max<std::int64_t>(0, *cell.residents.count - cell.sums[0]);
    }
    found.value = gini_of(cell.values, zeros);
    if (!found.value) found.note = "no participants";
    return found;
  });
  made.needs_residents = all_residents;
  return made;
}

inline plan top_share(const context& asked) {
  return of_participants(asked, true, [q = asked.number("q", 0.1)](const cell_view& cell) {
    auto left = static_cast<std::int64_t>(std::ceil(q * static_cast<double>(cell.sums[0]) - 1e-9));
    std::int64_t top = 0;
    for (std::size_t k = cell.values.size(); k-- > 0 && left > 0;) {
      const auto taken = std::min(left, cell.values[k].times);
      top += taken * cell.values[k].value;
      left -= taken;
    }
    return ratio_answer(top, cell.sums[1], "no participants");
  });
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

// Attendances at the group: names where they were kept, else the count. Residents are persons with a
// home among the places. A count that cannot answer what is asked makes the cell unknown.
class attendance_slots {
 public:
  static constexpr std::size_t by_name = 0, by_count = 1, recorded = 2, unknown = 3, count = 4;

  explicit attendance_slots(const context& asked)
      : held_(std::make_shared<const counted_meetings>(asked)),
        residents_only_(asked.word("who", "all") == "residents"),
        apart_(asked.tells_persons_apart()),
        homes_(&asked.net->rows(node_kind::person)["home"].codes()),
        all_(&asked.net->rows(node_kind::meeting)["attended"].integers()),
        residents_(&asked.net->rows(node_kind::meeting)["residents_attended"].integers()) {}

  void count_meeting(std::int32_t meeting, counter& into) const {
    if (!held_->counts(meeting)) return;
    const auto about = held_->about(meeting);
    if (!into.may_ask_for(about)) return;
    const auto m = static_cast<std::size_t>(meeting);
    const auto possible = [&](std::size_t slot, std::int64_t amount) {
      held_->for_each_place(meeting, [&](std::int32_t place) { into.collect_possible(place, about, slot); });
      into.flush(amount);
    };
    const bool named = held_->has_names(meeting);
    if (named || (*all_)[m] != null_integer) possible(recorded, 1);
    if (!named) {
      const auto total = (residents_only_ ? *residents_ : *all_)[m];
      if (held_->is_nameless(meeting) && (apart_ || total == null_integer))
        possible(unknown, 1);
      else if (total != null_integer && !apart_)
        possible(by_count, total);
      return;
    }
    held_->for_each_person(meeting, [&](std::int32_t person, std::int32_t) {
      if (residents_only_ && (*homes_)[static_cast<std::size_t>(person)] < 0) return;
      const auto attendance = about.with(role::person, person);
      if (!into.asks_for(attendance)) return;
      held_->for_each_place(meeting, [&](std::int32_t place) { into.collect(place, attendance, by_name); });
      into.flush();
    });
  }

 private:
  std::shared_ptr<const counted_meetings> held_;
  bool residents_only_;
  bool apart_;
  const paged<std::int32_t>* homes_;
  const paged<std::int64_t>* all_;
  const paged<std::int64_t>* residents_;
};

inline plan of_attendances(const context& asked, std::function<answer(const cell_view&)> finish) {
  plan made;
  made.slots = attendance_slots::count;
  made.terms.push_back(
      {node_kind::meeting, [slots = attendance_slots(asked)](std::size_t first, std::size_t last, counter& into) {
         for (auto m = first; m < last; ++m) slots.count_meeting(static_cast<std::int32_t>(m), into);
       }});
  made.finish = [finish](const cell_view& cell) {
    const auto sums = cell.sums;
    if (const auto unknown = sums[attendance_slots::unknown]; unknown > 0)
      return answer{std::nullopt, std::nullopt, std::nullopt, std::to_string(unknown) + " meeting(s) kept no names",
                    basis::mixed};
    auto found = finish(cell);
    found.basis = basis_of(sums[attendance_slots::by_name], sums[attendance_slots::by_count]);
    return found;
  };
  return made;
}

inline plan attendances(const context& asked) {
  return of_attendances(asked, [](const cell_view& cell) {
    return count_answer(cell.sums[attendance_slots::by_name] + cell.sums[attendance_slots::by_count]);
  });
}

inline plan attendance_per_meeting(const context& asked) {
  return of_attendances(asked, [](const cell_view& cell) {
    return ratio_answer(cell.sums[attendance_slots::by_name] + cell.sums[attendance_slots::by_count],
                        cell.sums[attendance_slots::recorded], "no recorded meetings");
  });
}

// The kind for which a person came: of the scheme, else the table of the group, else unaffiliated.
inline plan kinds_per_meeting(const context& asked) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  const auto* as_groups = &asked.net->rows(table_id::attendances)["as_group"].codes();
  plan made;
  made.slots = 2;
  made.terms.push_back({node_kind::meeting,
                        [=, kinds = asked.kinds, net = asked.net](std::size_t first, std::size_t last, counter& into) {
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
                              // A team outside the scheme is of no kind; the meeting still counts.
                              if (kind < 0 && group >= 0 && net->table_of_group(group) == table_id::teams) continue;
                              present.push_back(kind >= 0 ? kind
                                                : group < 0
                                                    ? -1
                                                    : -2 - static_cast<std::int32_t>(net->table_of_group(group)));
                            }
                            std::sort(present.begin(), present.end());
                            const auto distinct = std::unique(present.begin(), present.end()) - present.begin();
                            held->for_each_place(meeting, [&](std::int32_t place) { into.collect(place, about, 0); });
                            into.flush(distinct);
                            held->for_each_place(meeting, [&](std::int32_t place) { into.collect(place, about, 1); });
                            into.flush();
                          }
                        }});
  made.finish = [](const cell_view& cell) {
    return ratio_answer(cell.sums[0], cell.sums[1], "no meetings with names");
  };
  return made;
}

// Distinct persons with a role in force in a forum that serves the place.
inline plan representatives(const context& asked) {
  plan made;
  made.terms = {distinct_members(asked, groups_of_table(asked, table_id::forums), one_slot{},
                                 asked.word("role", "fixed_representative"))};
  made.finish = first_count;
  return made;
}

}  // namespace linli::detail
