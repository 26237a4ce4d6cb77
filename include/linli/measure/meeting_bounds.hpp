// SPDX-License-Identifier: Apache-2.0
// How many attendances, in all and a meeting, where some meetings counted only all who came or only the
// residents among them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/cell_question.hpp>
#include <linli/measure/meetings.hpp>
#include <linli/measure/roster_rules.hpp>

namespace linli::detail {

// The rows of one measure of attendances, one a place.
class meeting_bounds {
 public:
  static bool takes(std::string_view name) {
    static constexpr std::array<std::string_view, 2> names{"participation.attendances",
                                                           "participation.attendance_per_meeting"};
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  meeting_bounds(const cell_question& asked, std::vector<bound_row>& out)
      : asked_(&asked),
        spec_(asked.context().spec),
        residents_only_(asked.context().word("who", "all") == "residents"),
        held_(asked.context()),
        sums_(asked.cells()),
        people_(asked.residents_are_all() ? asked.residents_at(-1).value_or(bound_rules::anyone) : bound_rules::anyone),
        out_(&out) {
    for (std::size_t m = 0; m < asked.net().rows(node_kind::meeting).rows; ++m)
      if (held_.counts(static_cast<std::int32_t>(m))) take(static_cast<std::int32_t>(m));
  }

  void add_all() const {
    for (std::size_t cell = 0; cell < asked_->cells(); ++cell)
      if (!asked_->is_rest(cell) || sums_[cell].recorded + sums_[cell].unrecorded > 0) add(cell);
  }

 private:
  struct sums {
    whole_range attendances{0, 0};
    std::int64_t recorded = 0;
    std::int64_t unrecorded = 0;  // neither names nor numbers
    std::int64_t vague = 0;       // numbers that do not tell what is asked
  };

  void take(std::int32_t meeting) {
    const auto came = range_of(meeting);
    std::vector<std::int32_t> cells;
    held_.for_each_place(meeting, [&](std::int32_t place) {
      const auto own = asked_->places().of(place);
      cells.insert(cells.end(), own.begin(), own.end());
    });
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (const auto cell : cells) {
      auto& at = sums_[static_cast<std::size_t>(cell)];
      ++(came ? at.recorded : at.unrecorded);
      if (!came) continue;
      at.vague += !came->is_exact();
      at.attendances.low += came->low;
      at.attendances.high += came->high;
    }
  }
  // Null: nothing was recorded.
  std::optional<whole_range> range_of(std::int32_t meeting) const {
    if (held_.has_names(meeting)) {
      const auto named = named_at(meeting);
      return whole_range{named, named};
    }
    const auto& rows = asked_->net().rows(node_kind::meeting);
    const auto all = rows["attended"].integers()[static_cast<std::size_t>(meeting)];
    const auto residents = rows["residents_attended"].integers()[static_cast<std::size_t>(meeting)];
    if (all == null_integer && residents == null_integer) return std::nullopt;
    const auto exact = residents_only_ ? residents : all;
    if (exact != null_integer) return whole_range{static_cast<double>(exact), static_cast<double>(exact)};
    if (residents_only_) return whole_range{0, std::min(people_, static_cast<double>(all))};
    return whole_range{static_cast<double>(residents), bound_rules::anyone};
  }
  double named_at(std::int32_t meeting) const {
    const auto& homes = asked_->net().rows(node_kind::person)["home"].codes();
    double count = 0;
    held_.for_each_person(meeting, [&](std::int32_t person, std::int32_t) {
      count += !residents_only_ || homes[static_cast<std::size_t>(person)] >= 0;
    });
    return count;
  }

  void add(std::size_t cell) const {
    const auto& of = sums_[cell];
    const bool a_meeting = spec_->name == "participation.attendance_per_meeting";
    bound_row row;
    row.measure = text_of(*spec_);
    row.place = asked_->place(cell);
    row.subject = a_meeting ? "attendances a meeting" : "attendances";
    row.unit = definition_of(spec_->name).unit;
    row.source = "attendances and counts of meetings";
    row.argument = asked_->unknown(cell);
    if (row.argument.empty() && a_meeting && of.recorded == 0) row.argument = "no recorded meetings";
    if (!row.argument.empty()) return out_->push_back(std::move(row));
    const auto recorded = static_cast<double>(of.recorded);
    row.range = a_meeting ? bound_rules::ratio(of.attendances, {recorded, recorded})
                          : bound_rules::feasible(of.attendances.low, of.attendances.high);
    row.argument = "attendances of " + std::to_string(of.recorded) + " meeting(s): " + range_text(of.attendances);
    if (of.vague > 0)
      row.argument += "; " + std::to_string(of.vague) +
                      (residents_only_ ? " counted all who came, not the residents among them"
                                       : " counted only the residents among those who came");
    if (of.unrecorded > 0)
      row.assumption = "leaving out " + std::to_string(of.unrecorded) + " meeting(s) of which nothing was recorded";
    out_->push_back(settled(std::move(row)));
  }

  const cell_question* asked_;
  const measure_spec* spec_;
  bool residents_only_;
  counted_meetings held_;
  std::vector<sums> sums_;
  double people_;  // of one meeting there cannot be more residents than there are
  std::vector<bound_row>* out_;
};

}  // namespace linli::detail
