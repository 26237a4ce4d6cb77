// SPDX-License-Identifier: Apache-2.0
// Measures of measures: how a value differs across the places of a level, or between two categories.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/asking.hpp>
#include <linli/measure/counted.hpp>
#include <linli/measure/definitions/inequality.hpp>
#include <linli/measure/table.hpp>

namespace linli::detail {

// A table that a measure of measures needs, and the question that gives it.
struct inner_question {
  measure_spec spec;
  question asked;
};

// One measure of measures: what it asks of others, and the rows that it makes of their answers.
class derivation {
 public:
  derivation(const network& net, const measure_spec& spec, const question& asked)
      : net_(&net), spec_(&spec), what_(&definition_of(spec.name)), asked_(asked) {
    argument_checker(net, *what_, spec.scheme.value_or(net.scheme())).check(spec);
    asked_.level = 0;
    for (const auto& [name, wanted] : spec.where) asked_.where[name] = wanted;
  }

  // The measure at the places of the rows asked, then the weights, if there are any, and what lists the rows, if
  // there are several. Of a gap: the measure by its attribute.
  std::vector<inner_question> questions() const {
    auto of = parse_of();
    if (is_gap()) {
      auto inner = by_also(between().front());
      inner.empty_too = true;  // a category that nobody of a null place is in has a value, too
      return {{of, inner}};
    }
    for (const auto& name : asked_.by)
      if (name == across()) throw measure_error(spec_->name + " is across " + across() + " and cannot be split by it");
    std::vector<inner_question> found{{of, by_also(across())}};
    if (has_weights()) found.push_back({weight_spec(), weight_question()});
    if (!asked_.by.empty()) found.push_back(row_question(of));
    return found;
  }

  void write(const std::vector<table>& answers, double level, table_writer& out) const {
    if (!is_gap())
      for (const auto& each : groups_of(answers)) out.add(text_of(*spec_), each.keys, finish(each, each.units), unit());
    else
      for (const auto& rows : pairs_of(answers.front()))
        for (const bool as_ratio : {false, true})
          if (const auto found = gap_of(answers.front(), rows, as_ratio, level); stands(rows, found))
            out.add(text_of(*spec_), gap_keys(rows, as_ratio), found, unit());
  }

  // The units of one row of the answer, each with its place.
  struct group {
    std::vector<table_writer::key> keys;
    std::vector<unit_value> units{};
    std::vector<std::int32_t> places{};
    std::int64_t left_out = 0;
    bool is_row = false;  // of the measure itself, where it does not go by its units
    basis from = basis::rows;
    bool any = false;
  };
  answer finish(const group& each, std::span<const unit_value> units) const {
    auto found = what_->of_units(units, *spec_);
    found.denominator = static_cast<double>(each.units.size());
    found.basis = each.from;
    if (each.left_out > 0)
      found.remark(std::to_string(each.left_out) + " place(s) left out: no value, weight or group");
    return found;
  }

  // The rows of the two categories that a gap lies between; nothing where the answer lacks one.
  struct pair {
    std::vector<table_writer::key> keys;
    std::optional<std::size_t> first{};
    std::optional<std::size_t> second{};
  };

  // The units of each row of the answer. A row with a null key stands only where it has some.
  std::vector<group> groups_of(const std::vector<table>& answers) const {
    std::vector<group> groups;
    std::map<std::string, std::size_t> numbers;
    const auto group_of = [&](const table& answer, std::size_t row) -> group& {
      const auto [at, is_new] = numbers.try_emplace(joined_keys(answer, row, asked_.by), groups.size());
      if (is_new) groups.push_back({keys_of(answer, row)});
      return groups[at->second];
    };
    const auto& units = answers.front();
    if (asked_.by.empty())
      groups.push_back({});  // the whole, with units or without
    else
      for (std::size_t i = 0; i < answers.back().rows(); ++i) group_of(answers.back(), i).is_row = true;
    const auto weights = weights_by_key(answers);
    const auto grouping = unit_grouping();
    for (std::size_t i = 0; i < units.rows(); ++i)
      add_unit(units, i, weights, grouping, asked_.by.empty() ? groups.front() : group_of(units, i));
    std::erase_if(groups, [](const group& each) {
      const bool any_null = std::any_of(each.keys.begin(), each.keys.end(), [](const auto& key) { return !key.text; });
      return any_null && each.units.empty() && (each.left_out == 0 || !each.is_row);
    });
    return groups;
  }

  std::vector<pair> pairs_of(const table& values) const {
    const auto attribute_and_values = between();
    std::vector<pair> pairs;
    std::map<std::string, std::size_t> numbers;
    for (std::size_t i = 0; i < values.rows(); ++i) {
      const auto [at, is_new] = numbers.try_emplace(joined_keys(values, i, asked_.by), pairs.size());
      if (is_new) pairs.push_back({keys_of(values, i)});
      const auto category = key_of(values, i, attribute_and_values[0]);
      if (category.text == attribute_and_values[1]) pairs[at->second].first = i;
      if (category.text == attribute_and_values[2]) pairs[at->second].second = i;
    }
    return pairs;
  }
  answer gap_of(const table& values, const pair& rows, bool as_ratio, double level) const {
    if (!rows.first || !rows.second) return no_answer("no row of that category");
    auto found =
        gap_between(values, *rows.first, *rows.second, as_ratio, definition_of(parse_of().name).is_proportion, level);
    label_interval(found, *net_);
    return found;
  }
  // Of what is null, only what lies there.
  static bool stands(const pair& rows, const answer& found) {
    const bool any_null = std::any_of(rows.keys.begin(), rows.keys.end(), [](const auto& key) { return !key.text; });
    return !any_null || found.value.value_or(0) != 0 || found.numerator.value_or(0) != 0 ||
           found.denominator.value_or(0) != 0;
  }
  static std::vector<table_writer::key> gap_keys(const pair& rows, bool as_ratio) {
    auto keys = rows.keys;
    keys.push_back({as_ratio ? "ratio" : "difference", false});
    return keys;
  }

  bool has_weights() const { return spec_->arguments.contains("weight"); }
  bool is_gap() const { return what_->of_units == nullptr; }
  std::string across() const { return argument_named("across").text(); }
  std::string_view unit() const { return what_->unit; }

 private:
  const argument& argument_named(const std::string& name) const { return spec_->arguments.at(name); }

  // The attribute of a gap and the two of its values.
  std::vector<std::string> between() const {
    auto words = argument_named("between").words();
    if (words.size() != 3)
      throw measure_error(spec_->name + ": between is an attribute and two of its values, as in between=" +
                          "\"home.estate_age|old|new\"");
    return words;
  }

  measure_spec parse_of() const {
    const auto text = argument_named("of").text();
    const auto read = parse_measure(text);
    if (!read.around.by.empty() || !read.around.on.empty() || !read.around.during.empty() ||
        !read.around.within.empty())
      throw measure_error(spec_->name + ": of='" + text + "' is a measure alone; by, on, during and within are asked " +
                          "of the whole");
    auto found = read.measure;
    for (const auto& [name, wanted] : read.around.where) found.where[name] = wanted;
    const auto& what = definition_of(found.name);
    if (!what.make) throw measure_error(spec_->name + ": of='" + text + "' is itself a measure of measures");
    if (!what.adds.empty()) throw measure_error(spec_->name + ": of='" + text + "' has more than one value a place");
    if (!spec_->residents.empty()) found.residents = spec_->residents;
    if (spec_->scheme) found.scheme = spec_->scheme;
    return found;
  }

  // What has the rows of the answer: the measure by them, or, where places alone tell them apart, their count.
  inner_question row_question(const measure_spec& of) const {
    const auto reader = question_reader(*net_, asked_);
    const auto& by = reader.dimensions();
    if (by.time || !by.categories.empty() || !rows_hold_all_units(by.levels.front(), reader)) return {of, asked_};
    auto places = asked_;
    places.where.clear();
    return {{"counts.places"}, places};
  }
  // Whether each unit lies in a place of the level. Then the row without one has none, and does not stand.
  bool rows_hold_all_units(const std::string& level, const question_reader& reader) const {
    if (net_->rows(table_id::place_in).rows > 0) return false;
    const auto rows = places_of_answer(*net_, level, reader.within(), reader.on());
    const auto& tree = net_->places();
    const auto units = net_->state().levels->find(across());
    for (std::int32_t p = 0; p < static_cast<std::int32_t>(tree.size()); ++p)
      if (tree.level(p) == units)
        for (const auto row : rows->of(p))
          if (rows->is_rest(static_cast<std::size_t>(row))) return false;
    return true;
  }

  question by_also(const std::string& dimension) const {
    auto inner = asked_;
    inner.by.push_back(dimension);
    return inner;
  }
  measure_spec weight_spec() const {
    const auto weight = argument_named("weight").text();
    if (weight == "residents") return {"counts.residents", {}, {}, spec_->residents, spec_->scheme};
    if (weight == "households") return {"counts.households"};
    return {"counts.total", {{"column", weight}}};
  }
  // A place's own weight, whatever the measure filters or is split by.
  question weight_question() const {
    auto inner = by_also(across());
    std::erase_if(inner.by, [&](const auto& name) { return !has_level(*net_, name) && !bucket_named(name); });
    inner.where.clear();
    return inner;
  }

  static table_writer::key key_of(const table& answer, std::size_t row, const std::string& dimension) {
    const auto& column = *answer.content().find(dimension);
    if (column.is_null(row)) return {};
    return {column.text(row), column.type() == value_type::integer};
  }
  std::vector<table_writer::key> keys_of(const table& answer, std::size_t row) const {
    std::vector<table_writer::key> keys;
    for (const auto& name : asked_.by) keys.push_back(key_of(answer, row, name));
    return keys;
  }
  static std::string joined_keys(const table& answer, std::size_t row, const std::vector<std::string>& names) {
    std::string all;
    for (const auto& name : names) {
      const auto key = key_of(answer, row, name);
      all += key.text ? "=" + *key.text : "-";
      all += '\x1f';
    }
    return all;
  }

  static basis basis_of_row(const table& answer, std::size_t row) {
    const auto text = answer.content().find("basis")->text(row);
    return text == "rows" ? basis::rows : text == "totals" ? basis::totals : basis::mixed;
  }

  // The weight of each unit, by those of the dimensions that the weights have.
  struct weights_found {
    std::vector<std::string> names;
    std::map<std::string, double> of;
    std::optional<double> at(const table& values, std::size_t row) const {
      const auto found = of.find(joined_keys(values, row, names));
      return found == of.end() ? std::nullopt : std::optional(found->second);
    }
  };
  weights_found weights_by_key(const std::vector<table>& answers) const {
    weights_found found;
    if (!has_weights()) return found;
    const auto& weights = answers[1];
    found.names = weights.dimensions();
    for (std::size_t i = 0; i < weights.rows(); ++i)
      if (const auto weight = weights.value(i)) found.of[joined_keys(weights, i, found.names)] = *weight;
    return found;
  }

  // The group of each unit place: its place of a higher level, or its value of an attribute of places.
  struct unit_groups {
    bool none = true;
    std::vector<std::int32_t> of_place;
    // The group, -1 where units have none, or -2 where this one lacks its own.
    std::int32_t of(const network& net, const std::string& id) const {
      if (none) return -1;
      const auto place = net.find(table_id::places, id);
      const auto group = place < 0 ? -1 : of_place[static_cast<std::size_t>(place)];
      return group < 0 ? -2 : group;
    }
  };
  unit_groups unit_grouping() const {
    const auto at = spec_->arguments.find("grouping");
    if (at == spec_->arguments.end()) return {};
    const auto asked = at->second.text();
    if (has_level(*net_, asked)) return {false, net_->places().ancestors_at(net_->state().levels->find(asked))};
    const auto name = std::string(without_prefix(asked, "place."));
    const auto source = attribute_finder(*net_).find("place." + name);
    if (!source)
      throw measure_error(spec_->name + ": grouping='" + asked + "' is neither a level nor an attribute of places");
    const auto dimension = attribute_dimension(name, *source);
    unit_groups found{false, {}};
    for (std::size_t p = 0; p < net_->places().size(); ++p)
      found.of_place.push_back(dimension.code(static_cast<std::int32_t>(p)));
    return found;
  }

  void add_unit(const table& values, std::size_t row, const weights_found& weights, const unit_groups& grouping,
                group& into) const {
    const auto unit = key_of(values, row, across());
    if (!unit.text) return;  // what lies in no place of the level is no place
    const auto weight = has_weights() ? weights.at(values, row) : std::optional(1.0);
    const auto within = grouping.of(*net_, *unit.text);
    if (!values.value(row) || !weight || *weight == 0 || within < -1) {
      ++into.left_out;
      return;
    }
    const auto from = basis_of_row(values, row);
    into.from = !into.any || into.from == from ? from : basis::mixed;
    into.any = true;
    into.units.push_back({*values.value(row), *weight, within});
    into.places.push_back(net_->find(table_id::places, *unit.text));
  }
  static answer gap_between(const table& values, std::size_t a, std::size_t b, bool as_ratio, bool proportion,
                            double level) {
    answer found{std::nullopt, values.value(a), values.value(b)};  // these go with a ratio, not with a difference
    const auto from = basis_of_row(values, a);
    found.basis = from == basis_of_row(values, b) ? from : basis::mixed;
    if (!found.numerator || !found.denominator) {
      found.note = found.numerator ? values.note(b) : values.note(a);
      return found;
    }
    found.value =
        as_ratio ? ratio(*found.numerator, *found.denominator) : std::optional(*found.numerator - *found.denominator);
    if (!found.value) found.note = "the second category has the value 0";
    if (!as_ratio) found.numerator = found.denominator = std::nullopt;
    if (level > 0 && proportion && found.value) add_gap_interval(found, values, a, b, as_ratio, level);
    return found;
  }
  static void add_gap_interval(answer& found, const table& values, std::size_t a, std::size_t b, bool as_ratio,
                               double level) {
    const auto z = z_of_level(level);
    const auto x = *values.numerator(a);
    const auto n = *values.denominator(a);
    const auto y = *values.numerator(b);
    const auto m = *values.denominator(b);
    const auto range = as_ratio ? ratio_of_proportions(x, n, y, m, z) : difference_of_proportions(x, n, y, m, z);
    if (!range) return;
    found.low = range->low;
    found.high = range->high;
  }

  const network* net_;
  const measure_spec* spec_;
  const definition* what_;
  question asked_;
};

}  // namespace linli::detail
