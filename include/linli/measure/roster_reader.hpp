// SPDX-License-Identifier: Apache-2.0
// The teams that count, as rosters by place and kind: who is named, and how many are not.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/cell_question.hpp>
#include <linli/measure/group_selection.hpp>
#include <linli/measure/roster_rules.hpp>

namespace linli::detail {

// What some teams hold together.
struct roster_cell {
  roster_totals members;
  std::vector<std::int32_t> nameless{};  // the teams of `members.heads`, in order
  double pairs = 0;                      // memberships: a person once a team
  std::int64_t teams = 0;
  std::int64_t listless = 0;              // teams of which neither names nor a head count are given
  std::vector<std::int32_t> elsewhere{};  // persons named who are not among the residents of the place
};

class roster_reader {
 public:
  // `split` keeps the kinds apart.
  roster_reader(const cell_question& asked, bool split)
      : asked_(&asked),
        groups_(groups_of_scheme(asked.context())),
        homes_(&asked.net().rows(node_kind::person)["home"].codes()),
        lives_(asked.net().rows(node_kind::person), asked.context().stock),
        split_(split),
        cells_(asked.cells() * kinds()) {
    for (std::size_t g = 0; g < asked.net().rows(node_kind::group).rows; ++g)
      if (groups_->counts(static_cast<std::int32_t>(g))) take(static_cast<std::int32_t>(g));
    for (std::size_t cell = 0; cell < asked.cells(); ++cell)
      for (std::size_t kind = 0; kind < kinds(); ++kind) finish(cell, cells_[cell * kinds() + kind]);
  }

  std::size_t kinds() const { return split_ ? asked_->context().scheme.kinds.size() : 1; }
  std::string kind_name(std::size_t kind) const {
    return split_ ? asked_->context().scheme.kinds[kind].key : std::string();
  }
  const roster_cell& at(std::size_t cell, std::size_t kind) const { return cells_[cell * kinds() + kind]; }

 private:
  template <class T>
  static void make_distinct(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }

  void take(std::int32_t group) {
    const auto kind = split_ ? static_cast<std::size_t>(groups_->kind(group)) : 0;
    std::vector<std::int32_t> cells;
    groups_->for_each_place(group, [&](std::int32_t place) {
      const auto own = asked_->places().of(place);
      cells.insert(cells.end(), own.begin(), own.end());
    });
    make_distinct(cells);
    const auto persons = persons_of(group);
    for (const auto cell : cells) add(group, persons, cells_[static_cast<std::size_t>(cell) * kinds() + kind]);
  }
  std::vector<std::int32_t> persons_of(std::int32_t group) const {
    std::vector<std::int32_t> persons;
    groups_->members().for_each_member(group, [&](std::int32_t member, std::int32_t) {
      const auto person = members_.row_if(member, node_kind::person);
      if (person >= 0) persons.push_back(person);
    });
    make_distinct(persons);
    return persons;
  }
  void add(std::int32_t group, const std::vector<std::int32_t>& persons, roster_cell& into) const {
    const auto heads = groups_->head_count(group);
    const auto& counts = asked_->net().rows(node_kind::group)["head_count"].integers();
    ++into.teams;
    into.pairs += static_cast<double>(heads) + static_cast<double>(persons.size());
    into.listless +=
        !groups_->members().has_rows(group) && counts[static_cast<std::size_t>(group)] == null_integer ? 1 : 0;
    if (heads > 0) {
      into.members.heads.push_back(heads);
      into.nameless.push_back(group);
    }
    into.members.named.insert(into.members.named.end(), persons.begin(), persons.end());
  }

  void finish(std::size_t cell, roster_cell& of) const {
    make_distinct(of.members.named);
    std::copy_if(of.members.named.begin(), of.members.named.end(), std::back_inserter(of.elsewhere),
                 [&](auto person) { return lives_elsewhere(cell, person); });
  }
  // A person whose home nobody knows is none of the residents, where persons are all of them.
  bool lives_elsewhere(std::size_t cell, std::int32_t person) const {
    const auto home = (*homes_)[static_cast<std::size_t>(person)];
    if (home >= 0) return !lives_(person) || !asked_->places().has(home, static_cast<std::int32_t>(cell));
    return home == outside || asked_->net().persons_are() == persons_are::all_residents;
  }

  const cell_question* asked_;
  selection groups_;
  const paged<std::int32_t>* homes_;
  rows_in_force lives_;
  reference_kinds members_ = kinds_of(*column_named(rule_of(table_id::memberships), "member"));
  bool split_;
  std::vector<roster_cell> cells_;
};

}  // namespace linli::detail
