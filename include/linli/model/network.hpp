// SPDX-License-Identifier: Apache-2.0
// The network: a frozen value of tables, the place tree, and indices both ways.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/adjacency.hpp>
#include <linli/core/column.hpp>
#include <linli/core/diagnostic.hpp>
#include <linli/core/kept.hpp>
#include <linli/model/frame.hpp>
#include <linli/model/id_index.hpp>
#include <linli/model/options.hpp>
#include <linli/model/place_tree.hpp>
#include <linli/model/schema.hpp>

namespace linli {

// Where rows are kept: one store a node kind (the five group tables share one), one a relation.
using store_id = std::size_t;
constexpr store_id store_of(node_kind kind) { return static_cast<store_id>(kind); }
constexpr store_id store_of(table_id table) {
  const auto kind = node_kind_of(table);
  return kind ? store_of(*kind)
              : node_kinds + static_cast<store_id>(table) - static_cast<store_id>(table_id::memberships);
}
constexpr store_id store_count = node_kinds + table_count - static_cast<store_id>(table_id::memberships);

// A home outside every place of the network.
constexpr std::int32_t outside = -2;

struct store {
  std::vector<named_column> columns;  // those of the schema first, then attributes
  std::size_t rows = 0;
  paged<std::int32_t> source;  // where each row stood in the user's table

  const column* find(std::string_view name) const {
    for (const auto& c : columns)
      if (c.name == name) return &c.values;
    return nullptr;
  }
  const column& operator[](std::string_view name) const {
    if (const auto* found = find(name)) return *found;
    throw schema_error("no column '" + std::string(name) + "'");
  }
};

// Rows that name a node, by reference column: who is in this group, which meetings it held.
struct index_key {
  store_id store;
  std::string_view column;
  node_kind kind;
  friend auto operator<=>(const index_key&, const index_key&) = default;
};

struct set_aside {  // a row that a lenient reading left out
  diagnostic reason;
  std::string cells;
};

struct refused_column {  // sensitive, and not allowed
  std::string table;
  std::string column;
};

// All that a network holds. Shared by its copies and never changed once shared.
struct network_state {
  std::array<store, store_count> stores;
  table_set given;  // tables that the user gave, if only empty
  place_tree places;
  std::shared_ptr<const dictionary> levels;  // words of places.level
  paged<std::int32_t> group_tables;          // table_id of each group row
  std::array<std::shared_ptr<const id_index>, table_count> ids;
  std::map<index_key, adjacency> indices;
  linli::scheme scheme;
  linli::persons_are persons_are = linli::persons_are::all_residents;
  linli::origin origin = linli::origin::observed;
  instant as_of;  // null: nothing in the data is dated
  int zone_minutes = 0;
  diagnostics warnings;
  std::vector<set_aside> rejected;
  std::vector<refused_column> refused;
};

// Which places an answer has: those of a level within a place, at an instant (in ticks) if zones come and go.
struct places_asked {
  std::string level;
  std::int32_t within;
  std::int64_t ticks;
  friend bool operator==(const places_asked&, const places_asked&) = default;
};
class place_cells;

class network {
 public:
  explicit network(network_state state) : state_(std::make_shared<const network_state>(std::move(state))) {}

  const network_state& state() const { return *state_; }
  const store& rows(node_kind kind) const { return state_->stores[store_of(kind)]; }
  const store& rows(table_id table) const { return state_->stores[store_of(table)]; }
  const place_tree& places() const { return state_->places; }
  const linli::scheme& scheme() const { return state_->scheme; }
  linli::persons_are persons_are() const { return state_->persons_are; }
  linli::origin origin() const { return state_->origin; }
  instant as_of() const { return state_->as_of; }

  // The rows of `table` whose `column` names each node of the kind.
  const adjacency& rows_by(table_id table, std::string_view column, node_kind kind) const {
    return state_->indices.at({store_of(table), column, kind});
  }

  table_id table_of_group(std::int32_t group) const {
    return static_cast<table_id>(state_->group_tables[static_cast<std::size_t>(group)]);
  }
  table_id table_of(node_ref node) const {
    switch (node.kind) {
      case node_kind::place: return table_id::places;
      case node_kind::person: return table_id::persons;
      case node_kind::meeting: return table_id::meetings;
      case node_kind::issue: return table_id::issues;
      case node_kind::group: break;
    }
    return table_of_group(node.row);
  }

  // The row of a node by the user's id, or -1. Among groups the rows of the five tables share one range.
  std::int32_t find(table_id table, std::string_view id) const {
    const auto& index = state_->ids[static_cast<std::size_t>(table)];
    return index ? index->find(id) : -1;
  }
  std::string id_of(node_ref node) const { return rows(node.kind)["id"].text(static_cast<std::size_t>(node.row)); }
  bool has_integer_ids(table_id table) const {
    const auto& index = state_->ids[static_cast<std::size_t>(table)];
    return index && index->holds_integers();
  }

  // A table that was not given says nothing; one that was given empty says that there is nothing.
  bool was_given(table_id table) const { return state_->given.has(table); }

  // What was made of the places for the questions asked last.
  const kept<places_asked, place_cells>& kept_places() const { return kept_places_; }

  // The number of rows of one table; of a group table, its share of the groups.
  std::size_t row_count(table_id table) const {
    if (!is_group_table(table)) return rows(table).rows;
    std::size_t count = 0;
    for (std::size_t group = 0; group < rows(table).rows; ++group)
      count += state_->group_tables[group] == static_cast<std::int32_t>(table);
    return count;
  }

 private:
  std::shared_ptr<const network_state> state_;
  kept<places_asked, place_cells> kept_places_;
};

// How an attribute of a table is kept: the group tables share a store, so theirs bear the table's name.
inline std::string attribute_name(table_id table, std::string_view name) {
  return is_group_table(table) ? std::string(name_of(table)) + "." + std::string(name) : std::string(name);
}

}  // namespace linli
