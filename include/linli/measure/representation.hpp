// SPDX-License-Identifier: Apache-2.0
// Representation: who the participants are, beside who the residents are.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/group_selection.hpp>
#include <linli/measure/intervals.hpp>
#include <linli/measure/participation.hpp>
#include <linli/measure/plan.hpp>
#include <linli/measure/residents.hpp>
#include <linli/measure/roster.hpp>

namespace linli::detail {

// Participants and residents of some cells, or why the latter are not known.
struct two_groups {
  std::int64_t participants = 0;
  std::int64_t residents = 0;
  std::string unknown{};

  void add(const cell_view& cell) {
    participants += cell.sums[0];
    residents += cell.residents.count.value_or(0);
    if (!cell.residents.count && unknown.empty())
      unknown = cell.residents.note.empty() ? "no denominator: residents unknown" : cell.residents.note;
  }
  std::string why_null() const {
    if (!unknown.empty()) return unknown;
    return participants == 0 ? "no participants" : residents == 0 ? "no residents" : "";
  }
};

// All categories of persons that are known, at the place of a cell.
inline two_groups known_categories(const cell_view& cell) {
  two_groups found;
  for (std::size_t category = 0; category < cell.all->cube->categories(); ++category)
    if (!cell.all->cube->has_null_person(category)) found.add(cell.sibling(category));
  return found;
}

inline answer representation_answer(const cell_view& cell, double z) {
  if (cell.all->cube->has_null_person(cell.category)) return no_answer("the attribute is not known");
  const auto whole = known_categories(cell);
  auto part = two_groups{};
  part.add(cell);
  answer found{std::nullopt, static_cast<double>(part.participants), std::nullopt, whole.why_null(),
               cell.residents.from_population ? basis::mixed : basis::rows};
  if (cell.residents.count) found.denominator = static_cast<double>(part.residents);
  if (found.note.empty() && part.residents == 0) found.note = "no residents of this category";
  if (!found.note.empty()) return found;
  const auto of = static_cast<double>(part.participants);
  const auto all = static_cast<double>(whole.participants);
  const auto residents = static_cast<double>(part.residents);
  found.value = (of / all) / (residents / static_cast<double>(whole.residents));
  if (z == 0) return found;
  const auto others = static_cast<double>(whole.residents - whole.participants);
  if (const auto range = representation_interval(of, all, residents - of, others, z)) {
    found.low = range->low;
    found.high = range->high;
  }
  return found;
}

// The persons of a panel, each once, where they are at home.
inline term panel_at_home(const context& asked, const std::vector<std::string>& ids) {
  auto chosen = std::make_shared<std::vector<std::uint8_t>>(asked.net->rows(node_kind::person).rows, 0);
  for (const auto& id : ids) {
    const auto person = asked.net->find(table_id::persons, id);
    if (person < 0) throw measure_error(asked.spec->name + ": of names '" + id + "', who is not among the persons");
    (*chosen)[static_cast<std::size_t>(person)] = 1;
  }
  return {node_kind::person, [chosen, home_of = homes_in_force(*asked.net, asked.stock)](
                                 std::size_t first, std::size_t last, counter& into) {
            for (auto i = first; i < last; ++i) {
              const auto person = static_cast<std::int32_t>(i);
              const auto home = (*chosen)[i] ? home_of(person) : -1;
              const auto who = subject{}.with(role::person, person).with(role::place, home);
              if (home >= 0 && into.asks_for(who)) into.add(home, who, 0);
            }
          }};
}

inline plan representation(const context& asked) {
  bool by_person = false;
  for (const auto& d : asked.cube.dimensions()) by_person |= d.of == role::person;
  if (!by_person)
    throw measure_error("participation.representation needs an attribute of persons in by, such as sex or age_band");
  const auto finish = [z = asked.z](const cell_view& cell) { return representation_answer(cell, z); };
  if (!asked.has("of")) {
    auto made = of_participants(asked, false, finish);
    made.needs_residents = true;
    return made;
  }
  plan made;
  made.tables = "persons";
  made.parts = {"panel"};
  made.terms = {panel_at_home(asked, asked.words("of"))};
  made.finish = finish;
  made.needs_residents = true;
  return made;
}

// Half the sum of the absolute differences of two distributions over the categories of an attribute.
inline plan dissimilarity(const context& asked) {
  auto made =
      of_participants(asked, false, [labels = asked.cube.dimensions().back().labels.size()](const cell_view& cell) {
        two_groups whole;
        for (std::size_t k = 0; k < labels; ++k) whole.add(cell.sibling(cell.category + k));
        answer found{std::nullopt, std::nullopt, std::nullopt, whole.why_null(),
                     cell.residents.from_population ? basis::mixed : basis::rows};
        if (!found.note.empty()) return found;
        double sum = 0;
        for (std::size_t k = 0; k < labels; ++k) {
          two_groups part;
          part.add(cell.sibling(cell.category + k));
          sum += std::abs(static_cast<double>(part.participants) / static_cast<double>(whole.participants) -
                          static_cast<double>(part.residents) / static_cast<double>(whole.residents));
        }
        found.value = sum / 2;
        return found;
      });
  made.needs_residents = true;
  return made;
}

// The teams that give only a head count: in all, and of those whose members may live in each place.
inline nameless_meetings count_nameless_teams(const context& asked, const group_selection& teams) {
  const auto& cells = asked.cube.places();
  nameless_meetings found{0, std::vector<std::int64_t>(cells.size(), 0)};
  auto around = cells_around(*asked.net, cells);
  for (std::size_t g = 0; g < asked.net->rows(node_kind::group).rows; ++g) {
    const auto team = static_cast<std::int32_t>(g);
    if (!teams.counts(team) || teams.head_count(team) == 0) continue;
    const bool asked_for = std::all_of(asked.tests.begin(), asked.tests.end(), [&](const row_test& test) {
      return test.of != role::group || test.passes(team);
    });
    if (!asked_for) continue;
    ++found.all;
    std::set<std::int32_t> reached;
    teams.for_each_place(team, [&](std::int32_t place) { around.add(place, reached); });
    for (const auto cell : reached) ++found.by_place_cell[static_cast<std::size_t>(cell)];
  }
  return found;
}

// Residents who are in any team.
inline plan membership_rate(const context& asked) {
  const auto teams = groups_of_table(asked, table_id::teams, asked.word("kind", ""));
  const auto home_of = homes_in_force(*asked.net, asked.stock);
  plan made;
  made.parts = {"members"};
  made.needs_residents = true;
  const auto listed = std::make_shared<const listed_persons>(*asked.net, *teams);
  made.terms.push_back({node_kind::person, [=](std::size_t first, std::size_t last, counter& into) {
                          listed->for_each(first, last, [&](std::int32_t person) {
                            const auto home = home_of(person);
                            const auto who = subject{}.with(role::person, person).with(role::place, home);
                            bool in_any = false;
                            teams->members().for_each_group(person, [&](std::int32_t group, std::int32_t) {
                              in_any = in_any || (home >= 0 && teams->counts(group) &&
                                                  into.asks_for(who.with(role::group, group)));
                            });
                            if (in_any) into.add(home, who, 0);
                          });
                        }});
  made.finish = [nameless = count_nameless_teams(asked, *teams)](const cell_view& cell) {
    if (const auto here = nameless.by_place_cell[cell.place_cell]; here > 0) return only_bounds(here);
    auto found = per_resident(cell.sums[0], cell.residents);
    if (nameless.all > 0) found.remark(std::to_string(nameless.all) + " team(s) elsewhere give only a head count");
    return found;
  };
  return made;
}

}  // namespace linli::detail
