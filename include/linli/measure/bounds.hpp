// SPDX-License-Identifier: Apache-2.0
// What totals imply: the sharp lowest and highest values, each with its argument and its
// assumption.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/meeting_bounds.hpp>
#include <linli/measure/participation_bounds.hpp>
#include <linli/measure/related_bounds.hpp>
#include <linli/measure/roster_bounds.hpp>
#include <linli/measure/total_bounds.hpp>

namespace linli {

namespace detail {

// Whether a measure text is of the measure asked, with the arguments, filters and scheme asked, if any.
inline bool is_of_measure(std::string_view text, const measure_spec& wanted) {
  if (text.substr(0, text.find_first_of(" (")) != wanted.name) return false;
  if (wanted.arguments.empty() && wanted.where.empty() && !wanted.scheme) return true;
  try {
    const auto read = parse_measure(text);
    const auto& where = read.around.where;
    if (wanted.scheme && (!read.measure.scheme || read.measure.scheme->name != wanted.scheme->name)) return false;
    return std::all_of(wanted.arguments.begin(), wanted.arguments.end(),
                       [&](const auto& argument) {
                         const auto at = read.measure.arguments.find(argument.first);
                         return at != read.measure.arguments.end() && at->second == argument.second;
                       }) &&
           std::all_of(wanted.where.begin(), wanted.where.end(), [&](const auto& condition) {
             const auto at = where.find(condition.first);
             return at != where.end() && at->second == condition.second;
           });
  } catch (const measure_error&) {
    return false;
  }
}
inline bool names_measure(std::string_view text, const measure_spec& wanted) {
  const auto terms = split(text, " / ");
  return std::any_of(terms.begin(), terms.end(), [&](auto term) { return is_of_measure(term, wanted); });
}

// All that can be said, or what can be said of one measure.
class bounds_maker {
 public:
  bounds_maker(const network& net, const std::optional<std::string>& measure, bool pairs)
      : net_(&net), pairs_(pairs), figures_(reported_figures(net)) {
    if (!measure) return;
    asked_ = parse_measure(*measure);
    asked_->measure.where.merge(asked_->around.where);
    asked_->around.where.clear();
    if (auto& own = asked_->measure.scheme; own && own->name == net.scheme().name && own->keys() == net.scheme().keys())
      own.reset();  // what goes without saying
    definition_of(asked_->measure.name);
  }

  std::vector<bound_row> make() {
    add_related();
    add_totals();
    if (!asked_) {
      add_unnamed();
      return std::move(rows_);
    }
    std::erase_if(rows_, [&](const auto& row) { return !is_asked(row); });
    add_published();
    add_cells_asked();
    return std::move(rows_);
  }

 private:
  void add_related() {
    auto related = related_bounds(*net_, figures_, rows_);
    for (const auto& figure : figures_) related.add(figure);
    related.add_parts_beyond_wholes();
  }

  // What a stated relation has said already is not said again.
  void add_totals() {
    std::vector<bound_row> found;
    add_strata(*net_, found);
    service_bounds(*net_, net_->as_of(), asked_.has_value(), found).add_all();
    for (auto& row : found) {
      const bool known = std::any_of(rows_.begin(), rows_.end(), [&](const auto& other) {
        return other.place == row.place && other.unit == row.unit && other.range && row.range &&
               other.range->low == row.range->low && other.range->high == row.range->high;
      });
      if (!known) rows_.push_back(std::move(row));
    }
  }

  // What follows in the whole for members and participants that are not named.
  void add_unnamed() {
    std::vector<bound_row> found;
    for (const auto* name : {"coverage.members", "participation.rate", "participation.intensity"})
      add_cells(measure_spec{name}, {}, found);
    for (auto& row : found)
      if (row.range && !row.range->is_exact()) rows_.push_back(std::move(row));
  }

  // What was published needs no rows beside it that say only that nothing else is known.
  void add_cells_asked() {
    std::vector<bound_row> found;
    const bool taken = add_cells(asked_->measure, asked_->around, found);
    const bool says_something = std::any_of(found.begin(), found.end(), [](const auto& row) { return row.range; });
    if (!taken && rows_.empty()) add_computed();
    if (says_something || rows_.empty()) rows_.insert(rows_.end(), found.begin(), found.end());
  }

  // A row for each place and kind asked; whether the measure is one of those that lists bound.
  bool add_cells(const measure_spec& spec, const question& asked, std::vector<bound_row>& out) const {
    const bool taken =
        roster_bounds::takes(spec.name) || participation_bounds::takes(spec.name) || meeting_bounds::takes(spec.name);
    if (!taken || !is_answered_by_totals(*net_, spec, asked)) return false;
    const auto cells = cell_question(*net_, spec, asked);
    if (roster_bounds::takes(spec.name)) {
      const auto rosters = roster_bounds(cells, out);
      rosters.add_all();
      if (pairs_ && spec.name == "coverage.members") rosters.add_pairs();
    } else if (participation_bounds::takes(spec.name)) {
      participation_bounds(cells, out).add_all();
    } else {
      meeting_bounds(cells, out).add_all();
    }
    return true;
  }

  bool is_asked(const bound_row& row) const {
    return names_measure(row.measure, asked_->measure) && lies_within(row.place);
  }
  bool lies_within(std::int32_t place) const {
    const auto& around = asked_->around;
    const auto& tree = net_->places();
    if (!around.within.empty()) {
      const auto within = net_->find(table_id::places, around.within);
      if (within < 0 || place < 0 || !tree.contains(within, place)) return false;
    }
    const auto is_level_here = [&](const std::string& name) {
      const auto level = net_->state().levels ? net_->state().levels->find(name) : -1;
      return place >= 0 && level >= 0 && tree.level(place) == level;
    };
    return around.by.empty() || std::any_of(around.by.begin(), around.by.end(), is_level_here);
  }

  // The figures published for the measure, as wide as their qualifiers.
  void add_published() {
    for (const auto& figure : figures_) {
      const auto printed = operand_of(figure);
      if (!printed || figure.measure.find(" / ") != std::string::npos ||
          !names_measure(figure.measure, asked_->measure) || !lies_within(figure.place))
        continue;
      bound_row row;
      row.measure = figure.measure;
      row.place = figure.place;
      row.subject = printed->label + ", as published";
      row.range = bound_rules::feasible(printed->range.low, printed->range.high);
      row.unit = definition_of(asked_->measure.name).unit;
      row.assumption = "if the figure is right and counts what the measure counts";
      row.argument = printed->printed;
      row.source = figure.source;
      rows_.push_back(settled(std::move(row)));
    }
  }

  // Nothing is left open where rows give the value itself; where they do not, nothing is known to follow.
  void add_computed() {
    const auto& question = asked_->around;
    const auto answer = linli::measure(*net_, asked_->measure, question);
    for (std::size_t i = 0; i < answer.rows(); ++i) {
      bound_row row;
      row.measure = answer.measure(i);
      row.unit = answer.unit(i);
      row.place = question.within.empty() ? -1 : net_->find(table_id::places, question.within);
      for (const auto& name : answer.dimensions()) {
        const auto key = answer.key(i, name);
        if (net_->state().levels && net_->state().levels->find(name) >= 0)
          row.place = net_->find(table_id::places, key);
        else
          row.subject = joined_by(std::move(row.subject), ", ", name + "=" + key);
      }
      row.argument = answer.note(i);
      if (const auto value = answer.value(i)) {
        row.range = extent{*value, *value};
        row.argument =
            joined_by(std::move(row.argument), "; ", "the tables give the value itself: nothing is left open");
        row = settled(std::move(row));
      } else {
        row.argument = joined_by(std::move(row.argument), "; ", "no bound is known");
      }
      rows_.push_back(std::move(row));
    }
  }

  const network* net_;
  bool pairs_;
  std::vector<reported_figure> figures_;
  std::optional<linli::asked> asked_;
  std::vector<bound_row> rows_;
};

}  // namespace detail

// Columns: measure, place, subject, low, high, value, unit, assumption, argument, source. Low, high
// and value hold under the assumption of their row; without one they hold in any case. A null end
// is open. Unasked: what the relations stated in `reported`, the strata of `population`, the counts
// of services, the head counts of teams and the counts of meetings imply. With a measure, all that bounds
// it, as `coverage.members by kind`; with `pairs` of members, also who is in two of its rows at once.
inline frame bounds(const network& net, const std::optional<std::string>& measure = std::nullopt, bool pairs = false) {
  return detail::frame_of(net, detail::bounds_maker(net, measure, pairs).make());
}

}  // namespace linli
