// SPDX-License-Identifier: Apache-2.0
// From checked drafts to the frozen network: rows put in order of place, references moved with them.
#pragma once

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/hash.hpp>
#include <linli/model/column_rows.hpp>
#include <linli/model/draft.hpp>

namespace linli::detail {

constexpr value_type type_of(cell kind) {
  switch (kind) {
    case cell::integer: return value_type::integer;
    case cell::number: return value_type::number;
    case cell::instant: return value_type::instant;
    case cell::reference: return value_type::reference;
    default: return value_type::text;
  }
}

// A stable order of `rows` by a key of each; rows with a negative key come last. Linear.
template <class KeyOf>
row_order ordered_by(const row_order& rows, std::size_t keys, KeyOf key_of) {
  auto starts = std::vector<std::size_t>(keys + 2, 0);
  const auto slot = [&](std::int32_t row) {
    const std::int64_t key = key_of(static_cast<std::size_t>(row));
    return key < 0 ? keys : static_cast<std::size_t>(key);
  };
  for (const auto row : rows) ++starts[slot(row) + 1];
  for (std::size_t k = 0; k <= keys; ++k) starts[k + 1] += starts[k];
  auto out = row_order(rows.size());
  for (const auto row : rows) out[starts[slot(row)]++] = row;
  return out;
}

// A hash of a row's cells, equal for equal rows of one draft.
inline std::uint64_t row_hash(const std::vector<named_column>& columns, std::size_t row) {
  std::uint64_t h = 0;
  for (const auto& c : columns) {
    std::uint64_t bits = 0;
    switch (c.values.type()) {
      case value_type::integer: bits = static_cast<std::uint64_t>(c.values.integers()[row]); break;
      case value_type::number: bits = hash_of(c.values.text(row)); break;
      case value_type::boolean: bits = static_cast<std::uint64_t>(c.values.booleans()[row] + 2); break;
      case value_type::instant: bits = static_cast<std::uint64_t>(c.values.instants()[row].ticks); break;
      default: bits = static_cast<std::uint64_t>(c.values.codes()[row] + 3);
    }
    h = mix(h ^ mix(bits + 0x9e3779b97f4a7c15ULL));
  }
  return h;
}

inline bool rows_equal(const std::vector<named_column>& columns, std::size_t a, std::size_t b) {
  for (const auto& c : columns) {
    if (c.values.is_null(a) != c.values.is_null(b)) return false;
    if (!c.values.is_null(a) && c.values.text(a) != c.values.text(b)) return false;
  }
  return true;
}

// Freezes drafts into stores.
class freezer {
 public:
  freezer(std::array<draft, table_count>& drafts, network_state& state) : drafts_(&drafts), state_(&state) {}

  void run(notary& notes) {
    freeze_places();
    freeze_groups();
    sort_by_place(table_id::persons, "home", false);
    sort_by_place(table_id::meetings, "held_by", true);
    sort_by_place(table_id::issues, "place", false);
    for (const auto& rule : schema)
      if (!node_kind_of(rule.id)) freeze_relation(rule, notes);
    build_indices();
  }

  const std::vector<std::int32_t>& moved(node_kind kind) const { return moved_[static_cast<std::size_t>(kind)]; }

 private:
  draft& of(table_id table) { return (*drafts_)[static_cast<std::size_t>(table)]; }
  store& into(table_id table) { return state_->stores[store_of(table)]; }

  static row_order good_rows(const draft& in) {
    row_order rows;
    for (std::size_t i = 0; i < in.rows(); ++i)
      if (!in.bad[i]) rows.push_back(static_cast<std::int32_t>(i));
    return rows;
  }

  column moved_references(const column& c, const column_rule& rule, const row_order& order) const {
    const auto kinds = kinds_of(rule);
    auto out = gathered(c.codes(), order);
    for (auto& stored : out) {
      if (stored < 0) continue;
      auto node = kinds.decode(stored);
      node.row = moved(node.kind)[static_cast<std::size_t>(node.row)];
      stored = kinds.encode(node);
    }
    return column::of_references(std::move(out));
  }

  void note_moves(node_kind kind, std::size_t old_rows, const row_order& order) {
    auto& moves = moved_[static_cast<std::size_t>(kind)];
    moves.assign(old_rows, -1);
    for (std::size_t i = 0; i < order.size(); ++i)
      moves[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
  }

  void put(table_id table, const row_order& order) {
    const draft& in = of(table);
    store& out = into(table);
    out.rows = order.size();
    out.source = paged(order);
    for (const auto& c : in.columns) {
      const auto* rule = column_named(*in.rule, c.name);
      const bool points = c.values.type() == value_type::reference;
      out.columns.push_back({c.name, points ? moved_references(c.values, *rule, order) : gathered(c.values, order)});
    }
  }

  void freeze_places() {
    const auto& in = of(table_id::places);
    const auto order = good_rows(in);
    note_moves(node_kind::place, in.rows(), order);
    put(table_id::places, order);
    const store& places = into(table_id::places);
    const auto& parents = places["parent"].codes();
    const auto& levels = places["level"].codes();
    auto parent_rows = std::vector<std::int32_t>(places.rows);
    auto level_codes = std::vector<std::int32_t>(places.rows);
    for (std::size_t i = 0; i < places.rows; ++i) {
      parent_rows[i] = parents[i];
      level_codes[i] = levels[i];
    }
    state_->places = place_tree(std::move(parent_rows), std::move(level_codes));
    state_->levels = places["level"].shared_words();
  }

  // The five group tables end to end; a column that a table lacks is null for its rows.
  void freeze_groups() {
    std::vector<std::string> names;
    std::vector<table_id> tables;
    row_order order;
    std::vector<std::int32_t> group_tables;
    std::vector<std::int32_t> sources;
    std::int32_t offset = 0;
    for (const auto& rule : schema) {
      if (!is_group_table(rule.id)) continue;
      const auto& in = of(rule.id);
      tables.push_back(rule.id);
      for (const auto& c : in.columns)
        if (std::find(names.begin(), names.end(), c.name) == names.end()) names.push_back(c.name);
      for (const auto row : good_rows(in)) {
        order.push_back(offset + row);
        sources.push_back(row);
        group_tables.push_back(static_cast<std::int32_t>(rule.id));
      }
      offset += static_cast<std::int32_t>(in.rows());
    }
    note_moves(node_kind::group, static_cast<std::size_t>(offset), order);
    store& out = into(table_id::teams);
    out.rows = order.size();
    out.source = paged(std::move(sources));
    state_->group_tables = paged(std::move(group_tables));
    for (const auto& name : names) out.columns.push_back({name, group_column(name, tables, order)});
  }

  column group_column(const std::string& name, const std::vector<table_id>& tables, const row_order& order) {
    const column_rule* rule = nullptr;
    std::optional<value_type> type;
    for (const auto table : tables) {
      if (const auto* named = column_named(rule_of(table), name); named && !rule) rule = named;
      for (const auto& c : of(table).columns)
        if (c.name == name) type = name == "id" ? value_type::text : c.values.type();
    }
    std::vector<column> pieces;
    for (const auto table : tables) {
      const column* found = nullptr;
      for (const auto& c : of(table).columns)
        if (c.name == name) found = &c.values;
      pieces.push_back(!found ? column::nulls(*type, of(table).rows()) : name == "id" ? to_texts(*found) : *found);
    }
    const auto whole = concatenated(pieces);
    return *type == value_type::reference ? moved_references(whole, *rule, order) : gathered(whole, order);
  }

  // Sorts the rows of a table by where their place stands in the order of the place tree.
  void sort_by_place(table_id table, std::string_view column_name, bool through_group) {
    const auto& in = of(table);
    const column* refs = nullptr;
    for (const auto& c : in.columns)
      if (c.name == column_name) refs = &c.values;
    const auto& group_places = into(table_id::teams)["place"].codes();
    const auto position = [&](std::size_t row) -> std::int64_t {
      auto place = refs->codes()[row];
      if (place < 0) return -1;
      if (through_group) {
        place = moved(node_kind::group)[static_cast<std::size_t>(place)];
        place = place < 0 ? -1 : group_places[static_cast<std::size_t>(place)];
      } else {
        place = moved(node_kind::place)[static_cast<std::size_t>(place)];
      }
      return place < 0 ? -1 : state_->places.position(place);
    };
    const auto order = ordered_by(good_rows(in), state_->places.size(), position);
    note_moves(*node_kind_of(table), in.rows(), order);
    put(table, order);
  }

  void freeze_relation(const table_rule& rule, notary& notes) {
    const draft& in = of(rule.id);
    put(rule.id, distinct(in, relation_order(in), notes));
  }

  row_order relation_order(const draft& in) const {
    auto order = good_rows(in);
    const auto by = [&](std::string_view name) {
      const auto* rule = column_named(*in.rule, name);
      const auto kinds = kinds_of(*rule);
      const column* refs = nullptr;
      for (const auto& c : in.columns)
        if (c.name == name) refs = &c.values;
      const auto first_keys = moved(kinds.first).size();
      const auto second_keys = kinds.second ? moved(*kinds.second).size() : 0;
      order = ordered_by(order, first_keys + second_keys, [&](std::size_t row) -> std::int64_t {
        const auto node = kinds.decode(refs->codes()[row]);
        const std::int64_t at = moved(node.kind)[static_cast<std::size_t>(node.row)];
        return node.kind == kinds.first ? at : at + static_cast<std::int64_t>(first_keys);
      });
    };
    switch (in.rule->id) {
      case table_id::memberships: by("member"); break;
      case table_id::attendances:
        by("person");
        by("meeting");
        break;
      case table_id::activities: by("person"); break;
      case table_id::issue_events:
        sort_by_time(in, order);
        by("issue");
        break;
      default: break;
    }
    return order;
  }

  static void sort_by_time(const draft& in, row_order& order) {
    for (const auto& c : in.columns) {
      if (c.name != "at") continue;
      const auto& at = c.values.instants();
      std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return at[static_cast<std::size_t>(a)] < at[static_cast<std::size_t>(b)];
      });
    }
  }

  // A relation row that says again what another said counts once.
  row_order distinct(const draft& in, const row_order& order, notary& notes) const {
    if (!in.rule->distinct_rows || order.size() < 2) return order;
    auto by_hash = std::vector<std::pair<std::uint64_t, std::int32_t>>();
    by_hash.reserve(order.size());
    for (const auto row : order) by_hash.emplace_back(row_hash(in.columns, static_cast<std::size_t>(row)), row);
    std::sort(by_hash.begin(), by_hash.end());
    auto repeated = std::vector<std::uint8_t>(in.rows(), 0);
    for (std::size_t i = 1; i < by_hash.size(); ++i) {
      const auto first = static_cast<std::size_t>(by_hash[i - 1].second);
      const auto here = static_cast<std::size_t>(by_hash[i].second);
      if (by_hash[i].first != by_hash[i - 1].first || !rows_equal(in.columns, first, here)) continue;
      repeated[here] = 1;
      notes.warn(in, here, "", "duplicate_row", "the same row was given before; it counts once");
    }
    row_order kept;
    for (const auto row : order)
      if (!repeated[static_cast<std::size_t>(row)]) kept.push_back(row);
    return kept;
  }

  void build_indices() {
    for (const auto& rule : schema) {
      for (const auto& column : rule.columns) {
        if (column.type != cell::reference) continue;
        const auto kinds = kinds_of(column);
        add_index({store_of(rule.id), column.name, kinds.first}, kinds);
        if (kinds.second) add_index({store_of(rule.id), column.name, *kinds.second}, kinds);
      }
    }
  }

  void add_index(index_key key, reference_kinds kinds) {
    if (state_->indices.contains(key)) return;  // the group tables share their columns
    const store& rows = state_->stores[key.store];
    const auto& codes = rows[key.column].codes();
    state_->indices.emplace(key, adjacency(state_->stores[store_of(key.kind)].rows, rows.rows,
                                           [&](std::size_t row) { return kinds.row_if(codes[row], key.kind); }));
  }

  std::array<draft, table_count>* drafts_;
  network_state* state_;
  std::array<std::vector<std::int32_t>, node_kinds> moved_;
};

}  // namespace linli::detail
