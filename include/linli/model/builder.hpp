// SPDX-License-Identifier: Apache-2.0
// From tables to a network: reads all, finds every problem, and builds nothing or everything.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/parallel.hpp>
#include <linli/model/checks.hpp>
#include <linli/model/freeze.hpp>
#include <linli/model/resolve.hpp>
#include <linli/model/sensitive.hpp>
#include <linli/model/warnings.hpp>

namespace linli {

class builder {
 public:
  explicit builder(network_options options = {}) : options_(std::move(options)) {}

  // Problems that a reader met before the tables reached us: kept with ours.
  builder& note(const diagnostics& found) {
    found_.append(found);
    for (const auto& d : found.rows())
      if (d.severity == severity::error && d.row >= 0) rejected_.push_back({d, d.value});
    return *this;
  }
  builder& add(frame table) {
    const auto id = table_named(table.name);
    if (!id) {
      std::vector<std::string_view> names;
      for (const auto& rule : schema) names.push_back(rule.name);
      throw schema_error("no table is called '" + table.name + "'; the tables are " + joined(names));
    }
    auto& place = frames_[static_cast<std::size_t>(*id)];
    if (place) throw schema_error("the table " + table.name + " is given twice");
    place = std::make_unique<frame>(std::move(table));
    return *this;
  }

  // Once: the tables are moved out of the builder.
  network build() {
    if (std::exchange(built_, true)) throw schema_error("a builder builds once");
    auto notes = detail::notary(found_, rejected_);
    start_drafts(notes);
    auto resolver = detail::resolver(drafts_);
    take_ids(resolver, notes);
    for (auto& in : drafts_) {
      throw_if_stopped();
      take_columns(in, resolver, notes);
    }
    check(resolver, notes);
    if (options_.strict && found_.errors() > 0) throw data_error(found_);
    return finish(resolver, notes);
  }

 private:
  static std::size_t at(table_id id) { return static_cast<std::size_t>(id); }

  void start_drafts(detail::notary& notes) {
    for (const auto& rule : schema) {
      auto& given = frames_[at(rule.id)];
      if (!given) given = std::make_unique<frame>(frame{std::string(rule.name), 0, {}});
      auto& in = drafts_[at(rule.id)];
      in.rule = &rule;
      in.source = given.get();
      for (const auto& column : rule.columns) {
        if (!column.required || given->columns.empty() || given->find(column.name)) continue;
        notes.table_fault(
            rule.name, column.name, "missing_column",
            std::string(rule.name) + " needs a column " + std::string(column.name) + hint(*given, column.name));
        in.usable = false;
      }
      in.bad.assign(in.usable ? given->rows : 0, 0);
    }
  }
  static std::string hint(const frame& given, std::string_view wanted) {
    std::vector<std::string> names;
    for (const auto& c : given.columns) names.push_back(c.name);
    const auto near = nearest_word(wanted, names);
    return near.empty() ? "" : "; did you mean its column '" + near + "'?";
  }

  void take_ids(detail::resolver& resolver, detail::notary& notes) {
    for (const auto& rule : schema) {
      auto& in = drafts_[at(rule.id)];
      if (!rule.has_id || in.rows() == 0) continue;
      in.columns.push_back({"id", detail::to_ids(*in.source->find("id"), in.source->untyped)});
      const auto& ids = in.columns.back().values;
      resolver.add_ids(rule.id, std::make_shared<const id_index>(ids, [&](std::size_t row) {
                         if (ids.is_null(row))
                           notes.fault(in, row, "id", "missing_value", "a row without an id");
                         else
                           notes.fault(in, row, "id", "duplicate_id", "'" + ids.text(row) + "' was used before");
                       }));
    }
  }

  void take_columns(detail::draft& in, const detail::resolver& resolver, detail::notary& notes) {
    for (const auto& rule : in.rule->columns) {
      if (in.rule->has_id && rule.name == "id") {
        if (in.rows() == 0) in.columns.push_back({"id", column::nulls(value_type::text, 0)});
        continue;
      }
      const auto* raw = in.rows() > 0 ? in.source->find(rule.name) : nullptr;
      in.columns.push_back({std::string(rule.name), raw ? typed(in, rule, *raw, resolver, notes)
                                                        : column::nulls(detail::type_of(rule.type), in.rows())});
      if (!raw) continue;
      if (rule.required) detail::check_required(in, rule, *raw, notes);
      if (rule.non_negative) detail::check_range(in, rule, in.columns.back(), notes);
    }
    for (const auto& raw : in.source->columns) {
      if (in.rows() == 0 || column_named(*in.rule, raw.name) || is_kind_of_reference(*in.rule, raw.name)) continue;
      if (refuses(in.rule->name, raw.name)) continue;
      if (in.rule->attributes)
        in.columns.push_back({attribute_name(in.rule->id, raw.name),
                              in.source->untyped ? detail::inferred(raw.values, options_.zone_minutes) : raw.values});
      else
        notes.table_warning(in.rule->name, raw.name, "unknown_column", "the column is not used");
    }
  }

  column typed(detail::draft& in, const column_rule& rule, const column& raw, const detail::resolver& resolver,
               detail::notary& notes) {
    const auto named = named_column{std::string(rule.name), raw};
    switch (rule.type) {
      case cell::integer: return detail::to_integers(in, named, notes);
      case cell::number: return detail::to_numbers(in, named, notes);
      case cell::instant: return detail::to_instants(in, named, options_.zone_minutes, notes);
      case cell::category: return detail::to_category(in, rule, raw, notes);
      case cell::reference: {
        auto own = rule;
        if (rule.name == "parent") own.targets = {in.rule->id};
        const auto* kinds = in.source->find(std::string(rule.name) + "_kind");
        const auto words = kinds ? std::optional(detail::to_texts(*kinds)) : std::nullopt;
        return resolver.resolve(in, own, raw, words ? &*words : nullptr, notes);
      }
      default: return detail::to_texts(raw);
    }
  }

  bool refuses(std::string_view table, const std::string& column) {
    const auto& allowed = options_.allow;
    if (!is_sensitive(column) || std::find(allowed.begin(), allowed.end(), column) != allowed.end()) return false;
    refused_.push_back({std::string(table), column});
    return true;
  }

  // `member_kind` and its like say which table a reference means; they are not attributes.
  static bool is_kind_of_reference(const table_rule& rule, std::string_view name) {
    if (!name.ends_with("_kind")) return false;
    const auto* column = column_named(rule, name.substr(0, name.size() - 5));
    return column && column->type == cell::reference;
  }

  void check(const detail::resolver& resolver, detail::notary& notes) {
    for (auto& in : drafts_) {
      if (in.rows() == 0) continue;
      detail::check_interval(in, notes);
      if (in.rule->id == table_id::places || is_group_table(in.rule->id))
        detail::check_cycles(in, resolver.group_offset(in.rule->id), notes);
      if (in.rule->id == table_id::places) detail::check_levels(in, notes);
    }
    auto offsets = std::array<std::int32_t, table_count>{};
    for (const auto& rule : schema) offsets[at(rule.id)] = resolver.group_offset(rule.id);
    if (!options_.strict && found_.errors() > 0) detail::spread_faults(drafts_, offsets, notes);
  }

  network finish(const detail::resolver& resolver, detail::notary& notes) {
    auto state = network_state{};
    auto freezer = detail::freezer(drafts_, state);
    freezer.run(notes);
    for (const auto& rule : schema) {
      if (!resolver.ids(rule.id)) continue;
      auto index = *resolver.ids(rule.id);
      const auto offset = static_cast<std::size_t>(resolver.group_offset(rule.id));
      const auto& moved = freezer.moved(*node_kind_of(rule.id));
      index.follow({moved.begin() + static_cast<std::ptrdiff_t>(offset),
                    moved.begin() + static_cast<std::ptrdiff_t>(offset + drafts_[at(rule.id)].rows())});
      state.ids[at(rule.id)] = std::make_shared<const id_index>(std::move(index));
    }
    for (const auto& rule : schema)
      if (!frames_[at(rule.id)]->columns.empty() && drafts_[at(rule.id)].usable) state.given.add(rule.id);
    state.zone_minutes = options_.zone_minutes;
    state.origin = options_.origin.value_or(origin::observed);
    state.scheme = options_.scheme ? *options_.scheme : kinds_of_teams(state);
    state.persons_are = options_.persons_are.value_or(default_persons_are(state));
    state.as_of = options_.as_of.empty() ? latest_date(state) : parsed_as_of();
    auto net = network(state);
    detail::reviewer(net, found_).run();
    state.warnings = std::move(found_);
    state.rejected = std::move(rejected_);
    state.refused = std::move(refused_);
    return network(std::move(state));
  }

  static scheme kinds_of_teams(const network_state& state) {
    scheme found{"teams", {}};
    const auto& groups = state.stores[store_of(table_id::teams)];
    for (std::size_t g = 0; g < groups.rows; ++g) {
      if (state.group_tables[g] != static_cast<std::int32_t>(table_id::teams)) continue;
      const auto kind = groups["kind"].text(g);
      if (std::none_of(found.kinds.begin(), found.kinds.end(), [&](const auto& k) { return k.key == kind; }))
        found.kinds.push_back(detail::team_kind(kind, kind, kind));
    }
    return found;
  }

  static linli::persons_are default_persons_are(const network_state& state) {
    const auto& places = state.stores[store_of(node_kind::place)];
    for (std::size_t p = 0; p < places.rows; ++p)
      if (!places["population"].is_null(p)) return persons_are::listed_only;
    const auto& population = state.stores[store_of(table_id::population)];
    for (std::size_t i = 0; i < population.rows; ++i)
      if (is_of_unit(population, i, population_unit::persons)) return persons_are::listed_only;
    return persons_are::all_residents;
  }

  static instant latest_date(const network_state& state) {
    instant latest;
    const auto look = [&](table_id table, std::string_view column) {
      const auto& dates = state.stores[store_of(table)][column].instants();
      for (std::size_t i = 0; i < dates.size(); ++i)
        if (!dates[i].is_null()) latest = std::max(latest, instant::of_day(dates[i].day()));
    };
    look(table_id::meetings, "date");
    look(table_id::issues, "raised_at");
    look(table_id::issue_events, "at");
    return latest;
  }

  instant parsed_as_of() const {
    const auto parsed = parse_instant(options_.as_of, options_.zone_minutes);
    if (!parsed) throw schema_error("as_of is a date like 2018-01-31, not '" + options_.as_of + "'");
    return *parsed;
  }

  network_options options_;
  std::array<std::unique_ptr<frame>, table_count> frames_{};
  std::array<detail::draft, table_count> drafts_{};
  bool built_ = false;
  diagnostics found_;
  std::vector<set_aside> rejected_;
  std::vector<refused_column> refused_;
};

}  // namespace linli
