// SPDX-License-Identifier: Apache-2.0
// Counts: places, residents, households, groups and their members, sessions and people helped.
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
#include <linli/measure/upward_sum.hpp>

namespace linli::detail {

inline plan places(const context& asked) {
  const auto& net = *asked.net;
  const auto level = asked.has("of_level") ? net.state().levels->find(asked.word("of_level", "")) : -1;
  const auto in_force = rows_in_force(net.rows(node_kind::place), asked.stock);
  plan made;
  made.terms.push_back({node_kind::place, [=, any = !asked.has("of_level"), &tree = net.places()](
                                              std::size_t first, std::size_t last, counter& into) {
                          for_runs_in_cells(into, first, last, [&](std::int32_t from, std::int32_t to) {
                            const auto about = subject{}.with(role::place, from);
                            if (!into.asks_for(about)) return;
                            std::int64_t count = 0;
                            for (auto place = from; place < to; ++place)
                              count += (any || tree.level(place) == level) && in_force(place);
                            into.add(from, about, 0, count);
                          });
                        }});
  made.finish = [](const cell_view& cell) { return count_answer(cell.sums[0]); };
  return made;
}

inline plan count_residents(const context&) {
  plan made;
  made.needs_residents = true;
  made.finish = [](const cell_view& cell) {
    answer found{std::nullopt, std::nullopt, std::nullopt, cell.residents.note, basis::rows};
    if (cell.residents.from_population) found.basis = cell.residents.from_persons ? basis::mixed : basis::totals;
    if (cell.residents.count) found.value = found.numerator = static_cast<double>(*cell.residents.count);
    return found;
  };
  return made;
}

inline plan households(const context& asked) {
  const auto counts = population_by_place(*asked.net, population_unit::households, asked.stock.on);
  auto given = std::vector<double>(counts.size(), std::nan(""));
  for (std::size_t p = 0; p < counts.size(); ++p)
    if (counts[p] >= 0) given[p] = static_cast<double>(counts[p]);
  return upward_sum(asked, given_numbers(asked, std::move(given)), true).make();
}

// The numeric column of places that a parameter names.
inline std::vector<double> column_asked(const context& asked, const std::string& parameter) {
  const auto& places = asked.net->rows(node_kind::place);
  const auto name = asked.word(parameter, "");
  const auto* values = places.find(name);
  if (!values || (values->type() != value_type::integer && values->type() != value_type::number))
    throw measure_error(asked.spec->name + ": " + parameter + "='" + name + "' is no numeric column of places");
  auto given = std::vector<double>(places.rows);
  for (std::size_t p = 0; p < given.size(); ++p) given[p] = values->number(p);
  return given;
}

inline plan total(const context& asked) {
  return upward_sum(asked, given_numbers(asked, column_asked(asked, "column")), false).make();
}

// One numeric column of places over another, each added up as a total is.
inline plan share(const context& asked) {
  const auto given = given_numbers(asked, column_asked(asked, "column"));
  auto of = column_asked(asked, "of");
  const auto part = upward_sum(asked, given, false).make();
  const auto whole =
      upward_sum(asked, given.gives_like(of) ? given.with(std::move(of)) : given_numbers(asked, std::move(of)), false)
          .make();
  plan made;
  made.slots = part.slots + whole.slots;
  for (const auto& each : {part, whole}) made.scales.insert(made.scales.end(), each.scales.begin(), each.scales.end());
  for (const auto* name : {"part", "whole"})
    made.parts.insert(made.parts.end(), {name, std::string("places that give the ") + name, ""});
  made.terms.push_back({node_kind::place, [part, whole](std::size_t first, std::size_t last, counter& into) {
                          part.terms.front().count(first, last, into);
                          auto second = into.from_slot(part.slots);
                          whole.terms.front().count(first, last, second);
                        }});
  made.finish = [part, whole](const cell_view& cell) {
    auto upper = cell;
    auto lower = cell;
    upper.sums = cell.sums.first(part.slots);
    lower.sums = cell.sums.subspan(part.slots);
    lower.first_slot = part.slots;
    const auto numerator = part.finish(upper);
    const auto denominator = whole.finish(lower);
    answer found{std::nullopt, numerator.value, denominator.value, numerator.value ? denominator.note : numerator.note,
                 basis::rows};
    if (numerator.value && denominator.value) found.value = ratio(*numerator.value, *denominator.value);
    if (!found.value && found.note.empty()) found.note = "the whole is 0";
    return found;
  };
  return made;
}

// The groups that `table` and `kind` name.
inline selection groups_asked(const context& asked) {
  return groups_of_table(asked, *table_named(asked.word("table", "teams")), asked.word("kind", ""));
}

inline plan groups(const context& asked) {
  plan made;
  made.terms = {counted_groups(groups_asked(asked), one_slot{})};
  made.finish = first_count;
  return made;
}

inline plan kinds(const context& asked) {
  const auto groups = groups_asked(asked);
  plan made;
  made.slots = std::max<std::size_t>(1, asked.net->rows(node_kind::group)["kind"].words().size());
  made.terms = {counted_groups(groups, slot_of_kind{groups})};
  made.finish = [](const cell_view& cell) {
    return count_answer(std::count_if(cell.sums.begin(), cell.sums.end(), [](auto n) { return n > 0; }));
  };
  return made;
}

// Distinct persons in force in such groups, in a role if asked.
inline plan group_members(const context& asked) {
  const auto groups = groups_asked(asked);
  plan made;
  made.slots = 2;
  made.parts = {"members", "teams without names"};
  made.terms = {distinct_members(asked, groups, one_slot{}, asked.word("role", "")),
                head_counts(groups, one_slot{}, 1)};
  made.finish = count_unless_nameless;
  return made;
}

// What services count without naming anybody, of one unit, in a window.
class service_totals {
 public:
  service_totals(const context& asked, std::string_view unit)
      : rows_(&asked.net->rows(table_id::service_counts)),
        of_service_(&asked.net->rows_by(table_id::service_counts, "service", node_kind::group)),
        unit_((*rows_)["unit"].words().find(unit)),
        during_(asked.during),
        on_(asked.on) {
    any_outcome_ = !asked.has("outcome");
    if (!any_outcome_) outcome_ = (*rows_)["outcome"].words().find(asked.word("outcome", ""));
  }
  bool has_outcome(std::int32_t row) const { return !(*rows_)["outcome"].is_null(static_cast<std::size_t>(row)); }
  // Calls f(count, row) for each count of the service in the window.
  template <class F>
  void for_each(std::int32_t service, F f) const {
    for (const auto row : (*of_service_)[static_cast<std::size_t>(service)]) {
      const auto i = static_cast<std::size_t>(row);
      const auto outcome = (*rows_)["outcome"].codes()[i];
      if (unit_ < 0 || (*rows_)["unit"].codes()[i] != unit_ || !lies_in_window(i)) continue;
      if (any_outcome_ || (outcome_ >= 0 && outcome == outcome_)) f((*rows_)["count"].integers()[i], row);
    }
  }

 private:
  // A count over a period belongs to a window that holds all of it; without a period to any.
  bool lies_in_window(std::size_t i) const {
    const auto since = (*rows_)["since"].instants()[i];
    const auto until = (*rows_)["until"].instants()[i];
    if (!since.is_null() && !on_.has_reached(since)) return false;
    if (during_.is_unbounded()) return true;
    const bool from = during_.from.is_null() || (!since.is_null() && since >= during_.from);
    const bool to = during_.until.is_null() || (!until.is_null() && until <= during_.until);
    return from && to;
  }
  const store* rows_;
  const adjacency* of_service_;
  std::int32_t unit_;
  window during_;
  moment on_;
  bool any_outcome_ = true;
  std::int32_t outcome_ = -1;
};

// Calls work(service, subject, add) for each service asked for; add(subject, slot, amount) counts at
// the places that it serves, whether or not it still is in force.
template <class Work>
term services_term(const context& asked, Work work) {
  const auto served = std::make_shared<const served_places>(*asked.net, asked.stock);
  return {node_kind::group, [served, work, net = asked.net](std::size_t first, std::size_t last, counter& into) {
            const auto& own = net->rows(node_kind::group)["place"].codes();
            for (auto g = first; g < last; ++g) {
              const auto group = static_cast<std::int32_t>(g);
              if (net->table_of_group(group) != table_id::services) continue;
              const auto about = subject{}.with(role::group, group).with(role::place, own[g]);
              if (!into.asks_for(about)) continue;
              const auto add = [&](const subject& s, std::size_t slot, std::int64_t amount) {
                served->for_each_ever(group, [&](std::int32_t place) { into.collect(place, s, slot); });
                into.flush(amount);
              };
              work(group, about, add);
            }
          }};
}

// Sessions of services: their meetings where these are listed, else their counts.
inline plan sessions(const context& asked) {
  const auto totals = std::make_shared<const service_totals>(asked, "sessions");
  const auto* meetings_of = &asked.net->rows_by(table_id::meetings, "held_by", node_kind::group);
  const auto* dates = &asked.net->rows(node_kind::meeting)["date"].instants();
  const auto during = asked.during;
  const auto on = asked.on;
  plan made;
  made.slots = 2;
  made.parts = {"sessions by meetings", "sessions by counts"};
  made.terms = {services_term(asked, [=](std::int32_t group, const subject& about, const auto& add) {
    const auto meetings = (*meetings_of)[static_cast<std::size_t>(group)];
    std::int64_t held = 0;
    for (const auto meeting : meetings) {
      const auto at = (*dates)[static_cast<std::size_t>(meeting)];
      held += during.contains(at) && on.has_reached(at);
    }
    if (!meetings.empty()) return add(about, 0, held);
    totals->for_each(group, [&](std::int64_t count, std::int32_t) { add(about, 1, count); });
  })};
  made.finish = [](const cell_view& cell) {
    auto found = count_answer(cell.sums[0] + cell.sums[1]);
    found.basis = basis_of(cell.sums[0], cell.sums[1]);
    return found;
  };
  return made;
}

// People (or families) helped, of one outcome or of counts that name none: outcomes are never added.
inline plan helped(const context& asked) {
  const auto totals = std::make_shared<const service_totals>(asked, asked.word("unit", "persons"));
  const bool by_outcome = asked.has("outcome");
  const bool each_outcome = asked.splits_by("outcome");
  plan made;
  made.slots = 2;
  made.unit = asked.word("unit", "persons");
  made.parts = {"helped", "counts"};
  made.terms = {services_term(asked, [=](std::int32_t group, const subject& about, const auto& add) {
    totals->for_each(group, [&](std::int64_t count, std::int32_t row) {
      if (!by_outcome && !each_outcome && totals->has_outcome(row)) return;
      const auto counted = about.with(role::state, row);
      add(counted, 0, count);
      add(counted, 1, 1);
    });
  })};
  made.finish = [](const cell_view& cell) {
    if (cell.sums[1] == 0)
      return answer{std::nullopt, std::nullopt, std::nullopt, "no such count is given", basis::totals};
    auto found = count_answer(cell.sums[0]);
    found.basis = basis::totals;
    return found;
  };
  return made;
}

}  // namespace linli::detail
