// SPDX-License-Identifier: Apache-2.0
// What was counted of one measure in one slice of time, and the answers that it gives.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <linli/measure/asking.hpp>
#include <linli/measure/intervals.hpp>
#include <linli/measure/plan.hpp>
#include <linli/measure/residents.hpp>
#include <linli/model/edits.hpp>

namespace linli::detail {

// One measure for one slice of time, with all that was counted for it.
struct counted {
  std::shared_ptr<const measure_spec> spec;
  const definition* what = nullptr;
  question_reader::slice slice;
  context asked;
  plan ready;
  tally sums;
  std::optional<residents_plan> people;
  tally people_sums;

  std::string_view unit() const { return ready.unit.empty() ? what->unit : std::string_view(ready.unit); }
};

// Whether it tells persons apart by age, which changes from day to day.
inline bool looks_at_ages(const context& asked) {
  const auto is_age = [](std::string_view name) {
    name = without_prefix(name, "person.");
    return name == "age" || name.starts_with("age_band");
  };
  const auto& dimensions = asked.cube.dimensions();
  return std::any_of(dimensions.begin(), dimensions.end(), [&](const auto& d) { return is_age(d.name); }) ||
         std::any_of(asked.where.begin(), asked.where.end(), [&](const auto& test) { return is_age(test.first); });
}

// The instants at which some stock may change: where intervals begin or end, populations are counted, and
// issues move.
inline std::vector<std::int64_t> changes_of(const network& net) {
  std::vector<std::int64_t> found;
  for (const auto& rule : schema) {
    for (const auto& column : rule.columns) {
      if (column.type != cell::instant || (is_group_table(rule.id) && rule.id != table_id::teams)) continue;
      if (column.name == "birth_date" || column.name == "due_at") continue;
      const auto* values = net.rows(rule.id).find(column.name);
      for (std::size_t i = 0; values && i < values->size(); ++i)
        if (const auto at = values->instants()[i]; !at.is_null()) found.push_back(at.microseconds());
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// Takes the contributions of some keys out of a tally, or puts them in.
inline void count_keys(const plan& p, const cube& cells, std::span<const row_test> tests, const touched& keys,
                       std::int64_t sign, tally& into) {
  auto writer = counter(cells, tests, into, sign);
  for (const auto& term : p.terms) {
    const auto* rows = term.key == node_kind::person    ? &keys.persons
                       : term.key == node_kind::group   ? &keys.groups
                       : term.key == node_kind::meeting ? &keys.meetings
                                                        : nullptr;
    if (!rows) continue;
    for (const auto row : *rows) term.count(static_cast<std::size_t>(row), static_cast<std::size_t>(row) + 1, writer);
  }
  into.compact();
}

// The same people stand under every category that does not split persons.
inline residents residents_of(const counted& part, const tally& people, std::size_t place_cell, std::size_t category) {
  std::size_t mine = 0;
  const auto& cube = part.asked.cube;
  for (std::size_t d = 0; d < cube.dimensions().size(); ++d)
    if (cube.dimensions()[d].of == role::person)
      mine = mine * (cube.dimensions()[d].labels.size() + 1) + cube.code_in(category, d);
  return part.people->finish(part.people->cube.cell(place_cell, mine), people);
}

// The cells of what was counted, or of other sums of the same plan.
inline cells_of_answer cells_of(const counted& part, const tally& sums, const tally& people) {
  cells_of_answer cells{&part.asked.cube, &sums};
  if (part.people)
    cells.people = [&part, &people](std::size_t place_cell, std::size_t category) {
      return residents_of(part, people, place_cell, category);
    };
  return cells;
}
inline cells_of_answer cells_of(const counted& part) { return cells_of(part, part.sums, part.people_sums); }

// Where all are on record nobody was sampled: an interval then says how far chance alone might move the value.
inline void label_interval(answer& found, const network& net) {
  if (!found.low || net.persons_are() != persons_are::all_residents) return;
  found.remark("interval of a chance model, not of sampling");
}

// The answer of a cell, with Wilson's interval where one is asked of a part of like things.
inline answer finished(const counted& part, const cell_view& cell) {
  auto found = part.ready.finish(cell);
  if (part.asked.z == 0) return found;
  if (part.what->is_proportion && found.value && found.numerator && found.denominator)
    if (const auto range = wilson(*found.numerator, *found.denominator, part.asked.z)) {
      found.low = range->low;
      found.high = range->high;
    }
  label_interval(found, *part.asked.net);
  return found;
}

}  // namespace linli::detail
