// SPDX-License-Identifier: Apache-2.0
// Assemblies: meetings where they are held, how many come, and which kinds of people sit together.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/coverage.hpp>
#include <linli/measure/meetings.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// Calls work(meeting, subject, into) for each counted meeting that is asked for.
template <class Work>
term meetings_term(std::shared_ptr<const counted_meetings> held, Work work) {
  return {node_kind::meeting, [held, work](std::size_t first, std::size_t last, counter& into) {
            for (auto m = first; m < last; ++m) {
              const auto meeting = static_cast<std::int32_t>(m);
              if (!held->counts(meeting)) continue;
              if (const auto about = held->about(meeting); into.asks_for(about)) work(meeting, about, into);
            }
          }};
}

inline plan meetings(const context& asked) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  plan made;
  made.parts = {"meetings"};
  made.terms = {meetings_term(held, [held](std::int32_t meeting, const subject& about, counter& into) {
    held->collect_at(meeting, about, 0, into);
    into.flush();
  })};
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
    if (!apart_ && !residents_only_) {  // nobody need be told from another
      std::int64_t names = 0;
      held_->for_each_person(meeting, [&](std::int32_t, std::int32_t) { ++names; });
      held_->collect_at(meeting, about, by_name, into);
      return into.flush(names);
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
  made.parts = {"by name", "by count", "recorded meetings", "meetings without names"};
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

// Meetings with names or a count, of all.
inline plan recorded_share(const context& asked) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  const auto* counts = &asked.net->rows(node_kind::meeting)["attended"].integers();
  plan made;
  made.slots = 2;
  made.parts = {"recorded", "meetings"};
  made.terms = {meetings_term(held, [held, counts](std::int32_t meeting, const subject& about, counter& into) {
    const bool recorded = held->has_names(meeting) || (*counts)[static_cast<std::size_t>(meeting)] != null_integer;
    if (recorded) held->collect_at(meeting, about, 0, into);
    into.flush();
    held->collect_at(meeting, about, 1, into);
    into.flush();
  })};
  made.finish = first_over_second("no meetings");
  return made;
}

// The kind for which people come: of the scheme, else the table of the group, else unaffiliated. A team
// outside the scheme is of no kind.
class kinds_present {
 public:
  explicit kinds_present(const context& asked)
      : net_(asked.net),
        kinds_(asked.kinds),
        labels_(asked.scheme.keys()),
        of_scheme_(static_cast<std::int32_t>(labels_.size())),
        as_groups_(&asked.net->rows(table_id::attendances)["as_group"].codes()) {
    for (const auto table : {"party_organisations", "organisations", "forums", "services", "unaffiliated"})
      labels_.emplace_back(table);
  }

  // The scheme's kinds in their order, then the tables of other groups, then unaffiliated.
  const std::vector<std::string>& labels() const { return labels_; }
  std::int32_t of_scheme() const { return of_scheme_; }
  std::int32_t of_row(std::int32_t row) const {
    const auto group = (*as_groups_)[static_cast<std::size_t>(row)];
    if (group < 0) return of_scheme_ + 4;
    const auto kind = (*kinds_)[static_cast<std::size_t>(group)];
    if (kind >= 0) return kind;
    switch (net_->table_of_group(group)) {
      case table_id::party_organisations: return of_scheme_;
      case table_id::organisations: return of_scheme_ + 1;
      case table_id::forums: return of_scheme_ + 2;
      case table_id::services: return of_scheme_ + 3;
      default: return -1;
    }
  }
  // The distinct kinds at a meeting, ascending.
  void at(std::span<const std::int32_t> rows, std::vector<std::int32_t>& found) const {
    found.clear();
    for (const auto row : rows)
      if (const auto kind = of_row(row); kind >= 0) found.push_back(kind);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }

 private:
  const network* net_;
  std::shared_ptr<const std::vector<std::int32_t>> kinds_;
  std::vector<std::string> labels_;
  std::int32_t of_scheme_;
  const paged<std::int32_t>* as_groups_;
};

inline plan kinds_per_meeting(const context& asked) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  const auto present = std::make_shared<const kinds_present>(asked);
  plan made;
  made.slots = 2;
  made.parts = {"kinds", "meetings with names"};
  made.terms = {meetings_term(held, [held, present](std::int32_t meeting, const subject& about, counter& into) {
    if (!held->has_names(meeting)) return;
    std::vector<std::int32_t> kinds;
    present->at(held->rows(meeting), kinds);
    held->collect_at(meeting, about, 0, into);
    into.flush(static_cast<std::int64_t>(kinds.size()));
    held->collect_at(meeting, about, 1, into);
    into.flush();
  })};
  made.finish = first_over_second("no meetings with names");
  return made;
}

// The last two dimensions of a cube as a pair of kinds; the number of kinds stands for none.
class kind_pairs {
 public:
  explicit kind_pairs(const cube& cells) : kinds_(cells.dimensions().back().labels.size()) {}
  std::size_t kinds() const { return kinds_; }
  std::size_t first(std::size_t category) const { return category / (kinds_ + 1) % (kinds_ + 1); }
  std::size_t second(std::size_t category) const { return category % (kinds_ + 1); }
  // The category of another pair, alike in all else.
  std::size_t category(std::size_t of, std::size_t a, std::size_t b) const {
    const auto pairs = (kinds_ + 1) * (kinds_ + 1);
    return of / pairs * pairs + a * (kinds_ + 1) + b;
  }

 private:
  std::size_t kinds_;
};

// How a pair of kinds would meet by chance, were each kind's meetings drawn anew from all: the mean and the
// standard deviation of the hypergeometric distribution.
inline void add_chance(answer& found, double both, double a, double b, double all) {
  found.expected = a * b / all;
  if (all < 2) return;
  const double variance = a * b * (all - a) * (all - b) / (all * all * (all - 1));
  if (variance > 0) found.z = (both - *found.expected) / std::sqrt(variance);
}

// Meetings where both kinds of a pair were present. A pair of one kind with itself holds that kind's
// meetings, and the cell without kinds all meetings, for those beside it.
inline plan co_presence(const context& asked) {
  const auto held = std::make_shared<const counted_meetings>(asked);
  const auto present = std::make_shared<const kinds_present>(asked);
  const auto pair = std::make_shared<const kind_pairs>(asked.cube);
  plan made;
  made.parts = {"meetings with names"};
  made.terms = {meetings_term(held, [=](std::int32_t meeting, const subject& about, counter& into) {
    if (!held->has_names(meeting)) return;
    std::vector<std::int32_t> kinds;
    present->at(held->rows(meeting), kinds);
    for (std::size_t a = 0; a < kinds.size(); ++a)
      for (std::size_t b = a; b < kinds.size(); ++b)
        held->collect_at(meeting, about.with(role::first_kind, kinds[a]).with(role::second_kind, kinds[b]), 0, into);
    held->collect_at(meeting, about, 0, into);
    into.flush();
  })};
  made.is_row = [pair](std::size_t category) {
    return pair->first(category) < pair->second(category) && pair->second(category) < pair->kinds();
  };
  made.finish = [pair](const cell_view& cell) {
    const auto count = [&](std::size_t a, std::size_t b) {
      return cell.sibling(pair->category(cell.category, a, b)).sums[0];
    };
    const auto a = pair->first(cell.category);
    const auto b = pair->second(cell.category);
    const auto all = count(pair->kinds(), pair->kinds());
    auto found = ratio_answer(cell.sums[0], all, "no meetings with names");
    if (all > 0)
      add_chance(found, static_cast<double>(cell.sums[0]), static_cast<double>(count(a, a)),
                 static_cast<double>(count(b, b)), static_cast<double>(all));
    return found;
  };
  return made;
}

}  // namespace linli::detail
