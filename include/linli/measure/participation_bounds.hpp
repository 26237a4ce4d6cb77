// SPDX-License-Identifier: Apache-2.0
// How many distinct people took part, where some meetings named who came and others only counted.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/attendance_reader.hpp>
#include <linli/measure/silent_places.hpp>

namespace linli::detail {

// The rows of one measure of participants: one a place, and one more where an assumption narrows it.
class participation_bounds {
 public:
  static bool takes(std::string_view name) {
    static constexpr std::array<std::string_view, 3> names{"participation.rate", "participation.never_share",
                                                           "participation.intensity"};
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  participation_bounds(const cell_question& asked, std::vector<bound_row>& out)
      : asked_(&asked),
        spec_(asked.context().spec),
        attendances_(asked),
        silent_(asked.net(), {"meetings", "attendances"}, asked.context(), true),
        out_(&out) {}

  void add_all() const {
    for (std::size_t cell = 0; cell < asked_->cells(); ++cell)
      if (!asked_->is_rest(cell) || has_people(cell)) add(cell);
  }

 private:
  bool has_people(std::size_t cell) const {
    return attendances_.at(cell, false).participants > 0 || asked_->residents(cell).value_or(0) > 0;
  }
  bool is_intensity() const { return spec_->name == "participation.intensity"; }

  void add(std::size_t cell) const {
    bound_row row;
    row.measure = text_of(*spec_);
    row.place = asked_->place(cell);
    row.subject = is_intensity() ? "attendances a participant" : "participants / residents";
    if (spec_->name == "participation.never_share") row.subject = "never came / residents";
    row.unit = definition_of(spec_->name).unit;
    row.source = "attendances and counts of meetings";
    row.argument = asked_->unknown(cell);
    const auto people = asked_->residents(cell);
    if (row.argument.empty() && !is_intensity() && people.value_or(0) <= 0)
      row.argument = people ? "no denominator: no residents" : asked_->no_residents(cell);
    if (!row.argument.empty()) return out_->push_back(std::move(row));
    add_readings(cell, std::move(row));
  }

  // As far as totals go in any case, and if people go to meetings near their homes.
  void add_readings(std::size_t cell, bound_row row) const {
    const auto anywhere = attendances_.at(cell, false);
    const auto where_held = attendances_.at(cell, true);
    if (silent_.any(cell)) put_open(cell, row, anywhere);
    row.assumption = condition(cell);
    const auto free = value_of(cell, anywhere);
    put(row, free, cell, anywhere);
    const auto narrow = value_of(cell, where_held);
    const bool is_same = narrow && free && narrow->low == free->low && narrow->high == free->high;
    if (is_same || (!narrow && !free)) return;
    row.assumption =
        joined_by("if residents at meetings without names live where the holders of these serve", "; ", row.assumption);
    put(row, narrow, cell, where_held);
  }
  // Where something did not report, anyone there may have come, as often as may be.
  void put_open(std::size_t cell, const bound_row& row, const attendance_totals& of) const {
    auto open = row;
    auto more = of;
    more.unnamed.push_back({0, bound_rules::anyone});
    open.argument = "not reported: " + silent_.text(cell);
    open.range = is_intensity() ? std::nullopt : value_of(cell, more);
    if (is_intensity())
      out_->push_back(std::move(open));
    else
      out_->push_back(settled(std::move(open)));
  }
  std::string condition(std::size_t cell) const {
    const auto none = attendances_.unrecorded();
    auto text = none == 0 ? std::string()
                          : "as if nobody came to " + std::to_string(none) + " meeting(s) of which nothing was recorded";
    if (silent_.any(cell))
      text = joined_by(std::move(text), "; ", "as if nobody came to meetings of what did not report: " +
                                                  silent_.text(cell));
    return text;
  }

  std::optional<extent> value_of(std::size_t cell, const attendance_totals& of) const {
    const auto people = asked_->residents(cell).value_or(bound_rules::anyone);
    if (is_intensity()) return bound_rules::attendances_each(of, people);
    const auto persons = bound_rules::distinct_participants(of, people);
    if (!persons) return std::nullopt;
    const auto share = extent{persons->low / people, persons->high / people};
    return spec_->name == "participation.rate" ? share : extent{1 - share.high, 1 - share.low};
  }

  void put(bound_row row, std::optional<extent> range, std::size_t cell, const attendance_totals& of) const {
    const auto people = asked_->residents(cell);
    const auto persons = bound_rules::distinct_participants(of, people.value_or(bound_rules::anyone));
    if (persons && persons->high <= 0 && is_intensity()) {
      row.argument = "no participants";
      return out_->push_back(std::move(row));
    }
    row.range = range;
    row.argument = lists_text(of);
    if (persons) row.argument += "; participants: " + range_text({persons->low, persons->high});
    if (people) row.argument += " of " + number_text(*people) + " residents";
    out_->push_back(settled(std::move(row)));
  }
  static std::string lists_text(const attendance_totals& of) {
    auto text = "named at home: " + number_text(of.participants) + ", with attendances " + number_text(of.attendances);
    if (!of.unnamed.empty())
      text += "; meetings without names: " + std::to_string(of.unnamed.size()) + ", with " +
              range_text({of.least(), of.most()}) + " of them";
    return text;
  }

  const cell_question* asked_;
  const measure_spec* spec_;
  attendance_reader attendances_;
  silent_places silent_;
  std::vector<bound_row>* out_;
};

}  // namespace linli::detail
