// SPDX-License-Identifier: Apache-2.0
// From tables to a network: reads all, finds every problem, and builds nothing or everything.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <linli/core/parallel.hpp>
#include <linli/model/checks.hpp>
#include <linli/model/freeze.hpp>
#include <linli/model/intake.hpp>
#include <linli/model/resolve.hpp>
#include <linli/model/sensitive.hpp>
#include <linli/model/warnings.hpp>

namespace linli {

class builder {
 public:
  explicit builder(network_options options = {}) : options_(std::move(options)), intake_(options_.names) {}

  // Problems that a reader met before the tables reached us: kept with ours.
  builder& note(const diagnostics& found) {
    const bool hidden = static_cast<bool>(options_.hash_ids);  // a line of a file shows whom it names
    const auto told = hidden ? without_values(found) : found;
    found_.append(told);
    for (const auto& d : told.rows())
      if (d.severity == severity::error && d.row >= 0) rejected_.push_back({d, d.value});
    return *this;
  }
  // A table under its name in the schema, its Chinese name, or one that the options name.
  builder& add(frame table) {
    intake_.add(std::move(table));
    return *this;
  }
  // Tables added from here on come from another source, and continue those of the same name.
  builder& begin_source(std::string title) {
    intake_.begin_source(std::move(title));
    return *this;
  }

  // Once: the tables are moved out of the builder.
  network build() {
    if (std::exchange(built_, true)) throw schema_error("a builder builds once");
    auto notes = detail::notary(found_, rejected_, options_.hash_ids);
    intake_.finish(notes);
    start_drafts(notes);
    auto resolver = detail::resolver(drafts_, !options_.strict);
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
      given = intake_.take(rule.id);
      if (!given) given = std::make_unique<frame>(frame{std::string(rule.name), 0, {}});
      auto& in = drafts_[at(rule.id)];
      in.rule = &rule;
      in.source = given.get();
      for (const auto& column : rule.columns) {
        if (!column.required || given->columns.empty() || given->find(column.name)) continue;
        notes.missing_column(*given, column.name);
        in.usable = false;
      }
      in.usable = in.usable && !given->unread;
      in.bad.assign(in.usable ? given->rows : 0, 0);
    }
  }

  void take_ids(detail::resolver& resolver, detail::notary& notes) {
    for (const auto& rule : schema) {
      auto& in = drafts_[at(rule.id)];
      if (!rule.has_id || in.rows() == 0) continue;
      in.columns.push_back({"id", detail::to_ids(*in.source->find("id"), in.source->untyped)});
      const auto& ids = in.columns.back().values;
      auto again = repeats(*in.source, ids);
      resolver.add_ids(rule.id, std::make_shared<const id_index>(ids, [&](std::size_t row) {
                         if (ids.is_null(row))
                           notes.fault(in, row, "id", "missing_value", "a row without an id");
                         else if (again.is_told_again(row)) {
                           notes.warn(in, row, "id", "told_again", "another source told the same; it counts once");
                           in.bad[row] = 1;
                         } else
                           notes.fault(in, row, "id", "duplicate_id", "'" + ids.text(row) + "' was used before");
                       }));
    }
  }

  // Rows that another source told already: the district that every community's folder holds.
  class repeats {
   public:
    repeats(const frame& table, const column& ids) : table_(&table), ids_(&ids) {
      for (std::size_t i = 0; table.parts.size() > 1 && i < table.rows; ++i) first_.emplace(ids.text(i), i);
    }
    bool is_told_again(std::size_t row) const {
      const auto first = first_.find(ids_->text(row));
      return first != first_.end() && table_->title(first->second) != table_->title(row) &&
             table_->row_text(first->second) == table_->row_text(row);
    }

   private:
    const frame* table_;
    const column* ids_;
    std::unordered_map<std::string, std::size_t> first_;
  };

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
      if (options_.hash_ids && is_identifying(raw.name)) {
        in.columns.push_back({attribute_name(in.rule->id, raw.name), hashed(raw.values)});
        continue;
      }
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
      case cell::instant: {
        auto instants = detail::to_instants(in, named, options_.zone_minutes, notes);
        const bool last_day = rule.name == "until" && options_.names.until_is_last_day;
        return last_day ? detail::with_day_after(instants) : instants;
      }
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

  // The column with each of its texts hashed, once.
  column hashed(const column& values) const {
    const auto texts = detail::to_texts(values);
    std::vector<std::string> hashes;
    for (std::size_t w = 0; w < texts.words().size(); ++w)
      hashes.push_back(options_.hash_ids(texts.words()[static_cast<std::int32_t>(w)]));
    return detail::with_words(texts, hashes);
  }

  // References hold rows by now, so that new ids reach all that name a person.
  void hash_persons(detail::resolver& resolver) {
    auto& persons = drafts_[at(table_id::persons)];
    if (!options_.hash_ids || persons.rows() == 0) return;
    auto& ids = persons.columns.front().values;
    ids = hashed(ids);
    resolver.add_ids(table_id::persons, std::make_shared<const id_index>(ids, [](std::size_t) {}));
  }

  network finish(detail::resolver& resolver, detail::notary& notes) {
    hash_persons(resolver);
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
    for (const auto& [table, column] : intake_.withheld()) refused_.push_back({table, column});
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

  // The last day on which something happened; where nothing did, the last on which something began.
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
    if (!latest.is_null()) return latest;
    for (const auto& rule : schema)
      if (column_named(rule, "since")) look(rule.id, "since");
    return latest;
  }

  instant parsed_as_of() const {
    const auto parsed = parse_instant(options_.as_of, options_.zone_minutes);
    if (!parsed) throw schema_error("as_of is a date like 2018-01-31, not '" + options_.as_of + "'");
    return *parsed;
  }

  network_options options_;
  static diagnostics without_values(const diagnostics& found) {
    auto hidden = found;
    hidden.hide_values();
    return hidden;
  }

  detail::intake intake_;
  std::array<std::unique_ptr<frame>, table_count> frames_{};
  std::array<detail::draft, table_count> drafts_{};
  bool built_ = false;
  diagnostics found_;
  std::vector<set_aside> rejected_;
  std::vector<refused_column> refused_;
};

}  // namespace linli
