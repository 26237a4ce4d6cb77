// SPDX-License-Identifier: Apache-2.0
// Where providers are named, and whom services benefit: shares of places, persons and households.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/counts.hpp>
#include <linli/measure/group_selection.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// The providers that a word names: the groups of a table, or of a kind of the scheme.
inline selection providers_named(const context& asked, const std::string& word) {
  if (const auto table = table_named(word); table && is_group_table(*table)) return groups_of_table(asked, *table);
  const auto keys = asked.scheme.keys();
  if (std::find(keys.begin(), keys.end(), word) == keys.end())
    throw measure_error(asked.spec->name + ": provider='" + word + "' is neither a group table nor a kind of " +
                        joined(keys));
  auto kinds = *asked.kinds;
  for (auto& kind : kinds)
    if (kind >= 0 && asked.scheme.kinds[static_cast<std::size_t>(kind)].key != word) kind = -1;
  return std::make_shared<const group_selection>(asked,
                                                 std::make_shared<const std::vector<std::int32_t>>(std::move(kinds)));
}

// Places of a level that a provider in force names as served: that very place, not one above or below.
inline plan place_share(const context& asked) {
  const auto& net = *asked.net;
  const auto providers = providers_named(asked, asked.word("provider", ""));
  auto served = std::make_shared<std::vector<std::uint8_t>>(net.places().size(), 0);
  for (std::size_t g = 0; g < net.rows(node_kind::group).rows; ++g) {
    const auto group = static_cast<std::int32_t>(g);
    if (!providers->counts(group)) continue;
    const auto passes = std::all_of(asked.tests.begin(), asked.tests.end(),
                                    [&](const row_test& test) { return test.of != role::group || test.passes(group); });
    if (passes)
      providers->for_each_place(group, [&](std::int32_t place) { (*served)[static_cast<std::size_t>(place)] = 1; });
  }
  const auto level = net.state().levels ? net.state().levels->find(asked.word("of_level", "")) : -1;
  const auto in_force = rows_in_force(net.rows(node_kind::place), asked.stock);
  plan made;
  made.slots = 2;
  made.parts = {"served", "places"};
  made.terms.push_back({node_kind::place, [=, &tree = net.places(), tests = asked.tests](
                                              std::size_t first, std::size_t last, counter& into) {
                          for (auto p = first; p < last; ++p) {
                            const auto place = static_cast<std::int32_t>(p);
                            if (tree.level(place) != level || !in_force(place)) continue;
                            const auto about = subject{}.with(role::place, place);
                            const bool passes = std::all_of(tests.begin(), tests.end(), [&](const row_test& test) {
                              return test.of == role::group || (about[test.of] >= 0 && test.passes(about[test.of]));
                            });
                            if (!passes) continue;
                            into.add(place, about, 0, (*served)[p]);
                            into.add(place, about, 1);
                          }
                        }});
  made.finish = first_over_second("no place of that level");
  return made;
}

// Who has a benefit in force of a service in force, of one kind if asked.
class benefit_record {
 public:
  explicit benefit_record(const context& asked)
      : services_(groups_of_table(asked, table_id::services, asked.word("kind", ""))),
        in_force_(asked.net->rows(table_id::benefits), asked.stock),
        service_of_row_(&asked.net->rows(table_id::benefits)["service"].codes()),
        of_person_(&asked.net->rows_by(table_id::benefits, "beneficiary", node_kind::person)),
        of_place_(&asked.net->rows_by(table_id::benefits, "beneficiary", node_kind::place)),
        listed_(asked.net->rows(node_kind::person).rows, 0) {
    const auto kinds = kinds_of(*column_named(rule_of(table_id::benefits), "beneficiary"));
    const auto& beneficiaries = asked.net->rows(table_id::benefits)["beneficiary"].codes();
    for (std::size_t i = 0; i < beneficiaries.size(); ++i)
      if (const auto person = kinds.row_if(beneficiaries[i], node_kind::person); person >= 0)
        listed_[static_cast<std::size_t>(person)] = 1;
  }

  bool has_person(std::int32_t person, const subject& about, const counter& into) const {
    return listed_[static_cast<std::size_t>(person)] &&
           any((*of_person_)[static_cast<std::size_t>(person)], about, into);
  }
  bool has_place(std::int32_t place, const subject& about, const counter& into) const {
    return any((*of_place_)[static_cast<std::size_t>(place)], about, into);
  }

 private:
  bool any(std::span<const std::int32_t> rows, const subject& about, const counter& into) const {
    return std::any_of(rows.begin(), rows.end(), [&](std::int32_t row) {
      const auto service = (*service_of_row_)[static_cast<std::size_t>(row)];
      return in_force_(row) && services_->counts(service) && into.asks_for(about.with(role::group, service));
    });
  }
  selection services_;
  rows_in_force in_force_;
  const paged<std::int32_t>* service_of_row_;
  const adjacency* of_person_;
  const adjacency* of_place_;
  std::vector<std::uint8_t> listed_;  // whether a person has any benefit: most have none
};

inline plan person_service_share(const context& asked, std::shared_ptr<const benefit_record> benefits) {
  plan made;
  made.unit = "share of persons";
  made.parts = {"beneficiaries"};
  made.needs_residents = true;
  made.terms.push_back({node_kind::person, [benefits, home_of = homes_in_force(*asked.net, asked.stock)](
                                               std::size_t first, std::size_t last, counter& into) {
                          for (auto i = first; i < last; ++i) {
                            const auto person = static_cast<std::int32_t>(i);
                            const auto home = home_of(person);
                            const auto who = subject{}.with(role::person, person).with(role::place, home);
                            if (home >= 0 && benefits->has_person(person, who, into)) into.add(home, who, 0);
                          }
                        }});
  made.finish = [](const cell_view& cell) { return per_resident(cell.sums[0], cell.residents); };
  return made;
}

// The places of a level: households as they are counted, of other levels those in force.
inline plan all_of_level(const context& asked, const std::string& unit) {
  if (unit == "household") return households(asked);
  auto spec = *asked.spec;
  spec.arguments = {{"of_level", unit}};
  auto inner = asked;
  inner.spec = &spec;
  return places(inner);
}

// Distinct places of a level that benefit: themselves or, rolled up, by a person at home in them.
inline plan place_service_share(const context& asked, const std::string& unit,
                                std::shared_ptr<const benefit_record> benefits) {
  const auto& tree = asked.net->places();
  const auto level = asked.net->state().levels->find(unit);
  const auto* persons_at = &asked.net->rows_by(table_id::persons, "home", node_kind::place);
  const bool roll_up = asked.flag("roll_up");
  const auto in_force = rows_in_force(asked.net->rows(node_kind::place), asked.stock);
  const auto home_of = homes_in_force(*asked.net, asked.stock);
  const auto whole = all_of_level(asked, unit);
  plan made;
  made.unit = "share of " + (unit == "household" ? "households" : "places of level " + unit);
  made.slots = 1 + whole.slots;
  made.parts = {"beneficiaries"};
  made.scales = {1};
  made.parts.insert(made.parts.end(), whole.parts.begin(), whole.parts.end());
  made.scales.insert(made.scales.end(), whole.scales.begin(), whole.scales.end());
  made.follows_edits = !roll_up;  // rolled up, a place's answer depends on who lives in it
  made.terms.push_back(
      {node_kind::place, [=, &tree](std::size_t first, std::size_t last, counter& into) {
         for (auto p = first; p < last; ++p) {
           const auto place = static_cast<std::int32_t>(p);
           if (tree.level(place) == level && in_force(place)) {
             const auto about = subject{}.with(role::place, place);
             bool benefits_here = benefits->has_place(place, about, into);
             if (roll_up && !benefits_here)
               for (const auto inside : tree.subtree(place)) {
                 const auto persons = (*persons_at)[static_cast<std::size_t>(inside)];
                 benefits_here = benefits_here || std::any_of(persons.begin(), persons.end(), [&](std::int32_t person) {
                                   return home_of(person) >= 0 && benefits->has_person(person, about, into);
                                 });
               }
             if (benefits_here) into.add(place, about, 0);
           }
         }
         auto rest = into.from_slot(1);
         for (const auto& term : whole.terms) term.count(first, last, rest);
       }});
  made.finish = [whole](const cell_view& cell) {
    auto lower = cell;
    lower.sums = cell.sums.subspan(1);
    lower.first_slot = 1;
    const auto all = whole.finish(lower);
    answer found{std::nullopt, static_cast<double>(cell.sums[0]), all.value, all.note,
                 all.basis == basis::rows ? basis::rows : basis::mixed};
    if (all.value) found.value = ratio(*found.numerator, *all.value);
    if (!found.value && found.note.empty()) found.note = "no places of that unit";
    if (found.value && *found.value > 1) found.note = "more than all of the unit: the two differ in source";
    return found;
  };
  return made;
}

inline plan service_share(const context& asked) {
  const auto unit = asked.word("unit", "persons");
  const auto benefits = std::make_shared<const benefit_record>(asked);
  if (unit == "persons") {
    if (asked.tells_apart(role::place))
      throw measure_error("coverage.service_share: persons are told apart by home.<column>, not by place.<column>");
    if (asked.flag("roll_up"))
      throw measure_error("coverage.service_share: roll_up is for a unit of places, such as unit=household");
    return person_service_share(asked, benefits);
  }
  const auto& levels = asked.net->state().levels;
  if (!levels || levels->find(unit) < 0)
    throw measure_error("coverage.service_share: unit='" + unit + "' is neither persons nor a level of the places");
  if (asked.tells_apart(role::person))
    throw measure_error("coverage.service_share: persons are told apart only where unit is persons");
  return place_service_share(asked, unit, benefits);
}

}  // namespace linli::detail
