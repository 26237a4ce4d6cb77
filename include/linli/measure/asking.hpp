// SPDX-License-Identifier: Apache-2.0
// From a question in words to one that can be counted: names checked, days read, dimensions found.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/quantiles.hpp>
#include <linli/measure/arguments.hpp>
#include <linli/measure/catalogue.hpp>
#include <linli/measure/own_dimensions.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// The dimensions of `by`, sorted into what each is.
struct grouping {
  std::vector<std::string> names;   // as asked, in order
  std::vector<std::string> levels;  // place levels among them, the lowest first
  std::optional<linli::bucket> time;
  std::vector<std::string> categories;  // the others, in order
};

inline std::optional<bucket> bucket_named(std::string_view name) {
  if (name == "year") return bucket::year;
  if (name == "quarter") return bucket::quarter;
  if (name == "month") return bucket::month;
  return std::nullopt;
}

inline std::uint32_t facet_of(role r) {
  switch (r) {
    case role::person: return by_person;
    case role::group: return by_group;
    case role::meeting: return by_meeting;
    case role::issue: return by_issue;
    case role::place: return by_place;
    case role::actor: return by_actor;
    case role::state: return by_state;
    case role::first_kind:
    case role::second_kind: return by_kind;
  }
  return 0;
}

class question_reader {
 public:
  question_reader(const network& net, const question& asked) : net_(&net), asked_(&asked), finder_(net) {
    on_ = moment{asked.on.empty() ? net.as_of() : read_instant(asked.on)};
    if (!asked.during.empty()) {
      const auto read = parse_window(asked.during, net.state().zone_minutes);
      if (!read)
        throw measure_error("'" + asked.during +
                            "' is not a period like 2024, 2024-H1, 2024-Q3, 2024-06 or 2024-01-01..2024-07-01");
      during_ = *read;
      if (!during_.from.is_null() && !during_.until.is_null() && during_.until < during_.from)
        throw measure_error("during='" + asked.during + "' ends before it starts");
    }
    if (!asked.within.empty()) {
      within_ = net.find(table_id::places, asked.within);
      if (within_ < 0) throw measure_error("within='" + asked.within + "' is no place of the network");
    }
    if (asked.level != 0 && !(asked.level > 0 && asked.level < 1))
      throw measure_error("level=" + text_of_number(asked.level) +
                          " of the intervals is not between 0 and 1, like 0.95");
    sort_dimensions();
  }

  const grouping& dimensions() const { return grouping_; }
  std::int32_t within() const { return within_; }
  moment on() const { return on_; }
  window during() const { return during_; }

  // The buckets of time, each with its label, its window and the day on which stocks are read.
  struct slice {
    std::string label;
    window during;
    moment stock;
    std::optional<window> bucket{};  // the whole bucket, whatever the window cuts off
    std::optional<window> next{};    // the whole one after it, where that is over
  };
  std::vector<slice> slices() const {
    if (!grouping_.time) return {{"", during_, on_, {}, {}}};
    const auto size = *grouping_.time;
    const auto days = covered_days();
    std::vector<slice> found;
    if (!days) return found;
    if (bucket_number(size, days->second) - bucket_number(size, days->first) > 2400)
      throw measure_error("from " + text_of_day(days->first) + " to " + text_of_day(days->second) +
                          " there are too many buckets of time; say during which time");
    for (auto n = bucket_number(size, days->first); n <= bucket_number(size, days->second); ++n) {
      const auto whole = bucket_window(size, n);
      const auto last_day = instant::of_day(whole.until.day() - 1);
      window cut = whole;
      if (!during_.from.is_null()) cut.from = std::max(cut.from, during_.from);
      if (!during_.until.is_null()) cut.until = std::min(cut.until, during_.until);
      const auto after = bucket_window(size, n + 1);
      const bool is_over = !on_.on.is_null() && after.until.microseconds() <= on_.end();
      found.push_back({bucket_label(size, n), cut, last_day < on_.on ? moment{last_day} : on_, whole,
                       is_over ? std::optional(after) : std::nullopt});
    }
    return found;
  }

  // All that one measure must know, for one slice of time.
  context make_context(const measure_spec& spec, const definition& what, const slice& time,
                       std::shared_ptr<const place_cells> places) const {
    context made;
    made.net = net_;
    made.spec = &spec;
    made.on = on_;
    made.stock = time.stock;
    made.during = time.during;
    made.bucket = time.bucket;
    made.next = time.next;
    made.scale = what.scale;
    made.z = asked_->level > 0 ? z_of_level(asked_->level) : 0;
    made.scheme = spec.scheme.value_or(net_->scheme());
    made.kinds = std::make_shared<const std::vector<std::int32_t>>(kinds_by_scheme(*net_, made.scheme));
    argument_checker(*net_, what, made.scheme).check(spec);
    made.where = asked_->where;
    for (const auto& [name, wanted] : spec.where)
      if (const auto [at, is_new] = made.where.emplace(name, wanted); !is_new && !(at->second == wanted))
        throw measure_error(spec.name + " where " + name + "=" + wanted.text() + " is asked where " + name + "=" +
                            at->second.text() + ": one filter of a name, please");
    for (const auto& [name, wanted] : made.where) made.tests.push_back(test_named(what, made, name, wanted));
    std::vector<dimension> dimensions;
    for (const auto& name : grouping_.categories) dimensions.push_back(dimension_named(what, made, name));
    for (const auto& name : words_in(what.adds)) dimensions.push_back(added_dimension(made, name));
    if (!what.folds.empty()) dimensions.push_back(folded_dimension(what, made));
    made.cube = cube(std::move(places), std::move(dimensions));
    return made;
  }

 private:
  instant read_instant(const std::string& text) const {
    const auto read = parse_instant(text, net_->state().zone_minutes);
    if (!read) throw measure_error("'" + text + "' is not a date like 2024-06-30");
    return *read;
  }

  // The days of the data that the window and `on` leave.
  std::optional<std::pair<std::int64_t, std::int64_t>> covered_days() const {
    const bool bounded = !during_.from.is_null() && !during_.until.is_null();
    if (on_.on.is_null() && !bounded) return std::nullopt;
    std::int64_t first = on_.on.is_null() ? 0 : on_.on.day();
    const auto look = [&](table_id table, std::string_view column) {
      const auto& dates = net_->rows(table)[column].instants();
      for (std::size_t i = 0; i < dates.size(); ++i)
        if (!dates[i].is_null()) first = std::min(first, dates[i].day());
    };
    if (during_.from.is_null()) {
      look(table_id::meetings, "date");
      look(table_id::issues, "raised_at");
      look(table_id::issue_events, "at");
      look(table_id::activities, "date");
      look(table_id::service_counts, "since");
    } else {
      first = during_.from.day();
    }
    std::int64_t last = on_.on.is_null() ? std::numeric_limits<std::int64_t>::max() : on_.on.day();
    if (!during_.until.is_null()) {
      const auto until = during_.until;
      const auto last_in_window =
          until.microseconds() == until.day() * microseconds_a_day ? until.day() - 1 : until.day();
      last = std::min(last, last_in_window);
    }
    return first <= last ? std::optional(std::pair(first, last)) : std::nullopt;
  }

  void sort_dimensions() {
    for (const auto& name : asked_->by) {
      if (std::count(asked_->by.begin(), asked_->by.end(), name) > 1)
        throw measure_error("by names '" + name + "' twice");
      static constexpr std::array<std::string_view, 13> taken{
          "measure", "value", "numerator", "denominator", "unit",   "basis", "note",
          "low",     "high",  "expected",  "z",           "kind_a", "kind_b"};
      if (std::find(taken.begin(), taken.end(), name) != taken.end())
        throw measure_error("'" + name + "' is a column of every result; ask for person." + name);
      grouping_.names.push_back(name);
      if (const auto size = bucket_named(name)) {
        if (grouping_.time) throw measure_error("by names two buckets of time");
        grouping_.time = size;
      } else if (is_level(name)) {
        auto& levels = grouping_.levels;
        const auto higher =
            std::find_if(levels.begin(), levels.end(), [&](const auto& other) { return is_lower(name, other); });
        levels.insert(higher, name);
      } else {
        grouping_.categories.push_back(name);
      }
    }
  }
  bool is_level(std::string_view name) const { return has_level(*net_, name); }
  // What lies in a place of another level is lower; where neither lies in the other, the order of levels tells.
  bool is_lower(const std::string& a, const std::string& b) const {
    return lies_in(a, b) || (!lies_in(b, a) && lowness(a) > lowness(b));
  }
  bool lies_in(const std::string& inner, const std::string& outer) const {
    const auto& tree = net_->places();
    const auto code = net_->state().levels->find(inner);
    const auto above = tree.ancestors_at(net_->state().levels->find(outer));
    for (std::size_t p = 0; p < tree.size(); ++p)
      if (tree.level(static_cast<std::int32_t>(p)) == code && above[p] >= 0) return true;
    return false;
  }
  // How low a level lies: by the usual order of levels, or, for a name of one's own, by its depth.
  double lowness(const std::string& level) const {
    if (const auto known = level_rank(level)) return *known;
    const auto& tree = net_->places();
    const auto code = net_->state().levels->find(level);
    double deepest = 0;
    for (std::size_t p = 0; p < tree.size(); ++p) {
      if (tree.level(static_cast<std::int32_t>(p)) != code) continue;
      double depth = 1;
      for (auto above = tree.parent(static_cast<std::int32_t>(p)); above >= 0; above = tree.parent(above)) ++depth;
      deepest = std::max(deepest, depth);
    }
    return deepest;
  }

  row_test test_named(const definition& what, const context& made, const std::string& name,
                      const condition& wanted) const {
    if (name == "age" || name == "person.age") {
      if ((what.filters & by_person) != 0) return age_test(*net_, made.stock.on, wanted);
    } else if (const auto cuts = age_cuts(name)) {
      if ((what.filters & by_person) != 0)
        return label_test(age_band_dimension(*net_, made.stock.on, name, *cuts), wanted);
    } else if (const auto found = finder_.find(name)) {
      if ((what.filters & facet_of(found->of)) != 0)
        return attribute_test(name, *found, wanted, net_->state().zone_minutes);
    } else {
      throw measure_error("where: there is no attribute '" + name + "'; " + allowed(what.filters));
    }
    throw measure_error(std::string(what.name) + " cannot filter on '" + name + "'; " + allowed(what.filters));
  }
  // One of the labels of a dimension.
  static row_test label_test(const dimension& d, const condition& wanted) {
    if (wanted.is_range) throw measure_error("where: " + d.name + " takes its labels, " + joined(d.labels));
    for (const auto& label : wanted.any_of)
      if (std::find(d.labels.begin(), d.labels.end(), label) == d.labels.end())
        throw measure_error("where: " + d.name + "='" + label + "' is none of " + joined(d.labels));
    auto passing = std::vector<bool>(d.labels.size());
    for (std::size_t k = 0; k < passing.size(); ++k)
      passing[k] = std::find(wanted.any_of.begin(), wanted.any_of.end(), d.labels[k]) != wanted.any_of.end();
    return {d.of, [code = d.code, passing](std::int32_t row) {
              const auto at = code(row);
              return at >= 0 && passing[static_cast<std::size_t>(at)];
            }};
  }

  dimension dimension_named(const definition& what, const context& made, const std::string& name) const {
    const auto refuse = [&]() -> dimension {
      throw measure_error(std::string(what.name) + " cannot be split by '" + name + "'; " + allowed(what.splits) +
                          ", the levels " + joined(level_names(*net_)) + ", and year, quarter, month");
    };
    if (name == "kind") return (what.splits & by_kind) != 0 ? kind_dimension(what, made) : refuse();
    if (name == "state")
      return (what.splits & by_state) != 0 ? state_dimension(what.is_flow ? state_set::any : state_set::not_final)
                                           : refuse();
    if (name == "outcome") return (what.splits & by_outcome) != 0 ? outcome_dimension(*net_) : refuse();
    if (name == "actor") return (what.splits & by_actor) != 0 ? actor_dimension(*net_) : refuse();
    if (name == "age" || name == "person.age")
      return (what.splits & by_person) != 0 ? age_dimension(*net_, made.stock.on, name, stock_days()) : refuse();
    if (const auto cuts = age_cuts(name))
      return (what.splits & by_person) != 0 ? age_band_dimension(*net_, made.stock.on, name, *cuts) : refuse();
    const auto found = finder_.find(name);
    if (!found || (what.splits & facet_of(found->of)) == 0) return refuse();
    return attribute_dimension(name, *found, population_words(name, *found));
  }

  std::vector<instant> stock_days() const {
    std::vector<instant> days;
    for (const auto& each : slices()) days.push_back(each.stock.on);
    return days;
  }

  // A dimension that a measure adds unasked.
  dimension added_dimension(const context& made, const std::string& name) const {
    if (name == "state") return state_dimension(state_set::in_order);
    return kind_present_dimension(made, name, name == "kind_a" ? role::first_kind : role::second_kind);
  }

  // The attribute of persons over whose categories a measure adds up itself.
  dimension folded_dimension(const definition& what, const context& made) const {
    const auto name = made.word(std::string(what.folds), "");
    const auto& asked = grouping_.categories;
    if (std::find(asked.begin(), asked.end(), name) != asked.end())
      throw measure_error(std::string(what.name) + " adds up over " + name + " itself");
    auto found = dimension_named(what, made, name);
    if (found.of != role::person)
      throw measure_error(std::string(what.name) + ": " + std::string(what.folds) + "='" + name +
                          "' is no attribute of persons");
    return found;
  }

  // Categories that only the strata of `population` name.
  std::vector<std::string> population_words(const std::string& name, const attribute& source) const {
    std::vector<std::string> words;
    if (source.of != role::person) return words;
    const auto* stratum = net_->rows(table_id::population).find(without_prefix(name, "person."));
    for (std::size_t i = 0; stratum && i < stratum->size(); ++i)
      if (!stratum->is_null(i)) words.push_back(stratum->text(i));
    return words;
  }

  static std::string allowed(std::uint32_t facets) {
    std::vector<std::string_view> names;
    if (facets & by_kind) names.push_back("kind");
    if (facets & by_person) names.push_back("a column of persons, age_band, home.<column>");
    if (facets & by_group) names.push_back("team.<column>, forum.<column> and so on");
    if (facets & by_meeting) names.push_back("meeting.<column>");
    if (facets & by_issue) names.push_back("issue.<column>");
    if (facets & by_place) names.push_back("place.<column>");
    if (facets & by_actor) names.push_back("actor, actor.<column>");
    if (facets & by_state) names.push_back("state");
    if (facets & by_outcome) names.push_back("outcome");
    return names.empty() ? "nothing beside places is allowed" : "allowed are " + joined(names);
  }

  const network* net_;
  const question* asked_;
  attribute_finder finder_;
  moment on_;
  window during_;
  std::int32_t within_ = -1;
  grouping grouping_;
};

}  // namespace linli::detail
