// SPDX-License-Identifier: Apache-2.0
// How many distinct people of a place took part, or are in teams, where some lists name them and others count.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/people_at_home.hpp>
#include <linli/measure/silent_places.hpp>

namespace linli::detail {

// The rows of one measure of people at home: one a place, and one more where an assumption narrows it.
class participation_bounds {
 public:
  static bool takes(std::string_view name) {
    static constexpr std::array<std::string_view, 4> names{"participation.rate", "participation.never_share",
                                                           "participation.intensity", "participation.membership_rate"};
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  participation_bounds(const cell_question& asked, std::vector<bound_row>& out)
      : asked_(&asked),
        spec_(asked.context().spec),
        of_teams_(spec_->name == "participation.membership_rate"),
        people_(asked, of_teams_ ? people_in_teams(asked) : people_at_meetings(asked)),
        silent_(asked.net(), tables_read(), asked.context(), !of_teams_),
        out_(&out) {}

  void add_all() const {
    for (std::size_t cell = 0; cell < asked_->cells(); ++cell)
      if (!asked_->is_rest(cell) || has_people(cell)) add(cell);
  }

 private:
  bool has_people(std::size_t cell) const {
    return people_.anywhere(cell).participants > 0 || asked_->residents(cell).value_or(0) > 0;
  }
  std::vector<std::string_view> tables_read() const {
    if (of_teams_) return {"teams", "memberships"};
    return {"meetings", "attendances"};
  }
  bool is_intensity() const { return spec_->name == "participation.intensity"; }

  void add(std::size_t cell) const {
    bound_row row;
    row.measure = text_of(*spec_);
    row.place = asked_->place(cell);
    row.subject = is_intensity() ? "attendances a participant" : "participants / residents";
    if (spec_->name == "participation.never_share") row.subject = "never came / residents";
    row.unit = definition_of(spec_->name).unit;
    if (of_teams_) row.subject = "members at home / residents";
    row.source = of_teams_ ? "memberships and head counts" : "attendances and counts of meetings";
    row.argument = asked_->unknown(cell);
    const auto known = asked_->residents(cell);
    if (row.argument.empty() && !is_intensity() && known.value_or(0) <= 0)
      row.argument = known ? "no denominator: no residents" : asked_->no_residents(cell);
    if (!row.argument.empty()) return out_->push_back(std::move(row));
    add_readings(cell, std::move(row));
  }

  // As far as totals go in any case, and if people go to meetings near their homes.
  void add_readings(std::size_t cell, bound_row row) const {
    const auto anywhere = people_.anywhere(cell);
    if (silent_.any(cell)) put_open(cell, row, anywhere);
    row.assumption = condition(cell);
    put(cell, row, anywhere);
    if (!is_intensity()) add_where_held(cell, std::move(row), share_of(cell, participants(cell, anywhere)));
  }
  void add_where_held(std::size_t cell, bound_row row, std::optional<extent> free) const {
    const auto [is_known, persons] = people_.nearby(cell);
    const auto share = share_of(cell, persons);
    const bool is_same = share && free && share->low == free->low && share->high == free->high;
    if (!is_known || is_same || (!share && !free)) return;
    row.range = share;
    row.assumption =
        joined_by(of_teams_ ? "if members of teams without names live where these serve"
                            : "if residents at meetings without names live where the holders of these serve",
                  "; ", row.assumption);
    row.argument = persons ? who() + range_text({persons->low, persons->high}) + of_residents(cell) : "";
    out_->push_back(settled(std::move(row)));
  }
  // Where something did not report, anyone there may have come, as often as may be.
  void put_open(std::size_t cell, const bound_row& row, const attendance_totals& of) const {
    auto open = row;
    auto more = of;
    more.unnamed.push_back({0, bound_rules::anyone});
    open.argument = "not reported: " + silent_.text(cell);
    open.range = share_of(cell, participants(cell, more));
    if (!is_intensity()) return out_->push_back(settled(std::move(open)));
    open.range = std::nullopt;
    out_->push_back(std::move(open));
  }
  std::string condition(std::size_t cell) const {
    const auto none = std::to_string(people_.unrecorded());
    std::string text;
    if (people_.unrecorded() > 0)
      text = of_teams_ ? "as if nobody were in " + none + " team(s) that give neither names nor a head count"
                       : "as if nobody came to " + none + " meeting(s) of which nothing was recorded";
    if (silent_.any(cell))
      text = joined_by(std::move(text), "; ",
                       std::string(of_teams_ ? "as if nobody were in teams" : "as if nobody came to meetings") +
                           " of what did not report: " + silent_.text(cell));
    return text;
  }

  double people(std::size_t cell) const { return asked_->residents(cell).value_or(bound_rules::anyone); }
  std::optional<extent> participants(std::size_t cell, const attendance_totals& of) const {
    return bound_rules::distinct_participants(of, people(cell));
  }
  std::optional<extent> share_of(std::size_t cell, std::optional<extent> persons) const {
    if (!persons) return std::nullopt;
    const auto share = extent{persons->low / people(cell), persons->high / people(cell)};
    return spec_->name == "participation.never_share" ? extent{1 - share.high, 1 - share.low} : share;
  }
  std::string of_residents(std::size_t cell) const {
    const auto known = asked_->residents(cell);
    return known ? " of " + number_text(*known) + " residents" : "";
  }

  void put(std::size_t cell, bound_row row, const attendance_totals& of) const {
    const auto persons = participants(cell, of);
    row.argument = lists_text(of);
    if (persons) row.argument += "; " + who() + range_text({persons->low, persons->high}) + of_residents(cell);
    if (is_intensity() && persons && persons->high <= 0) {
      row.argument = "no participants";
      return out_->push_back(std::move(row));
    }
    row.range = is_intensity() ? bound_rules::attendances_each(of, people(cell)) : share_of(cell, persons);
    out_->push_back(settled(std::move(row)));
  }
  std::string who() const { return of_teams_ ? "members: " : "participants: "; }
  std::string lists_text(const attendance_totals& of) const {
    auto text = "named at home: " + number_text(of.participants);
    if (!of_teams_) text += ", with attendances " + number_text(of.attendances);
    if (!of.unnamed.empty())
      text += (of_teams_ ? "; teams without names: " : "; meetings without names: ") +
              std::to_string(of.unnamed.size()) + ", with " + range_text({of.least(), of.most()}) + " of them";
    return text;
  }

  const cell_question* asked_;
  const measure_spec* spec_;
  bool of_teams_;
  people_at_home people_;
  silent_places silent_;
  std::vector<bound_row>* out_;
};

}  // namespace linli::detail
