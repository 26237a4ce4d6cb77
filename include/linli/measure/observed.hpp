// SPDX-License-Identifier: Apache-2.0
// Not reported is not zero: whether a table was given, and where and when it was really collected.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/catalogue.hpp>
#include <linli/measure/plan.hpp>

namespace linli::detail {

// Whether a row of `observed` speaks of a time that is asked about.
inline bool is_asked_time(const store& rows, std::size_t row, const context& asked, bool is_flow) {
  const auto since = rows["since"].instants()[row];
  const auto until = rows["until"].instants()[row];
  if (!is_flow) return asked.stock.in_force(since, until);
  const bool before_end = (asked.during.until.is_null() || since.is_null() || since < asked.during.until) &&
                          (since.is_null() || asked.on.has_reached(since));
  return before_end && (until.is_null() || asked.during.from.is_null() || until > asked.during.from);
}

// For each place whether it was collected at some time asked about. A table that `observed` does not name
// counts as collected: then the list is empty.
inline std::vector<std::uint8_t> collected_places(const network& net, std::string_view table, const context& asked,
                                                  bool is_flow) {
  const auto& rows = net.rows(table_id::observed);
  std::vector<std::uint8_t> collected;
  for (std::size_t i = 0; i < rows.rows; ++i) {
    if (rows["table"].text(i) != table) continue;
    collected.resize(net.places().size(), 0);
    if (!is_asked_time(rows, i, asked, is_flow)) continue;
    for (const auto place : net.places().subtree(rows["place"].codes()[i]))
      collected[static_cast<std::size_t>(place)] = 1;
  }
  return collected;
}

// A table of the catalogue, or the one that a parameter names: "{table}".
inline std::string table_read(const definition& what, const context& asked, std::string_view word) {
  if (!word.starts_with('{')) return std::string(word);
  const auto name = word.substr(1, word.size() - 2);
  for (const auto& p : what.parameters) {
    if (p.name != name) continue;
    const auto value = asked.word(std::string(name), std::string(p.otherwise));
    for (const auto& kind : asked.scheme.kinds)  // a kind of the scheme stands for the table that holds it
      if (kind.key == value && !table_named(value)) return std::string(name_of(kind.table));
    return value;
  }
  return std::string(word);
}

inline bool any_number(const network& net, node_kind kind, std::string_view name) {
  const auto& values = net.rows(kind)[name].integers();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] != null_integer) return true;
  return false;
}

// Whether a table, or totals that stand in for it, was given at all.
inline bool has_table(const network& net, const context& asked, std::string_view name) {
  const auto table = table_named(name);
  if (!table || net.was_given(*table)) return true;
  switch (*table) {
    case table_id::persons:
      return net.was_given(table_id::population) || any_number(net, node_kind::place, "population");
    case table_id::memberships: return any_number(net, node_kind::group, "head_count");
    case table_id::attendances:
      return any_number(net, node_kind::meeting, "attended") ||
             any_number(net, node_kind::meeting, "residents_attended");
    case table_id::meetings: return asked.spec->name == "counts.sessions" && net.was_given(table_id::service_counts);
    case table_id::teams:
      return std::any_of(asked.scheme.kinds.begin(), asked.scheme.kinds.end(),
                         [&](const auto& kind) { return net.was_given(kind.table); });
    default: return false;
  }
}

// What is true on a day, and is read as a stock also where a measure counts what happens.
inline bool is_stock(std::string_view name) {
  const auto table = table_named(name);
  return table && (is_group_table(*table) || *table == table_id::memberships || *table == table_id::persons ||
                   *table == table_id::places);
}

// The words of alternatives: "activities|attendances".
inline std::vector<std::string> alternatives(const std::string& tables) { return argument(tables).words(); }

// Where one of several tables was collected; empty where one of them counts as collected everywhere.
inline std::vector<std::uint8_t> collected_in_any(const network& net, const std::vector<std::string>& tables,
                                                  const context& asked, bool is_flow) {
  std::vector<std::uint8_t> any;
  for (const auto& table : tables) {
    if (tables.size() > 1 && !has_table(net, asked, table)) continue;
    const auto mine = collected_places(net, table, asked, is_flow && !is_stock(table));
    if (mine.empty()) return {};
    any.resize(mine.size(), 0);
    for (std::size_t p = 0; p < mine.size(); ++p) any[p] |= mine[p];
  }
  return any;
}

// How much of each place of an answer was collected: of the places in it with none below.
struct reporting {
  std::string table;
  std::vector<std::uint8_t> any{};  // empty: all was collected
  std::vector<std::uint8_t> all{};

  reporting(std::string name, const network& net, const place_cells& cells, const std::vector<std::uint8_t>& collected)
      : table(std::move(name)) {
    if (collected.empty()) return;
    any.assign(cells.size(), 0);
    all.assign(cells.size(), 1);
    for (std::size_t p = 0; p < collected.size(); ++p) {
      const auto place = static_cast<std::int32_t>(p);
      for (const auto cell : cells.of(place)) {
        any[static_cast<std::size_t>(cell)] |= collected[p];
        if (net.places().subtree(place).size() == 1) all[static_cast<std::size_t>(cell)] &= collected[p];
      }
    }
  }
  bool none_of(std::size_t cell) const { return !any.empty() && !any[cell]; }
  bool only_part_of(std::size_t cell) const { return !all.empty() && any[cell] && !all[cell]; }
};

// Where a measure cannot be told for want of a table: made once, asked for each row of the answer.
class unobserved {
 public:
  unobserved(const network& net, const definition& what, const context& asked, const plan& made) {
    const auto windows = made.reads.empty() ? std::vector{asked.during} : made.reads;
    for (const auto& word : words_in(made.tables ? std::string_view(*made.tables) : what.tables)) {
      const auto choices = alternatives(table_read(what, asked, word));
      const bool given =
          std::any_of(choices.begin(), choices.end(), [&](const auto& one) { return has_table(net, asked, one); });
      if (missing_.empty() && !given) missing_ = "needs the table " + joined(choices, " or ");
      auto around = asked;
      for (const auto& each : windows) {
        around.during = each;
        tables_.emplace_back(joined(choices, " or "), net, asked.cube.places(),
                             collected_in_any(net, choices, around, what.is_flow));
      }
    }
  }

  // Why nothing is known of a place of the answer; empty where something is.
  std::string why_unknown(std::size_t place_cell, const answer& found = {}) const {
    if (!missing_.empty()) return missing_;
    for (const auto& each : tables_)
      if (each.none_of(place_cell) && !is_needless(each, found)) return "not reported: " + each.table;
    return "";
  }
  void mark(std::size_t place_cell, answer& found) const {
    if (const auto why = why_unknown(place_cell, found); !why.empty()) {
      found = no_answer(why, found.basis);
      return;
    }
    for (const auto& each : tables_) {
      if (!each.only_part_of(place_cell) || is_needless(each, found)) continue;
      found.remark("not reported by all of it: " + each.table);
      return;
    }
  }

 private:
  // Where a population is told, persons need not be.
  static bool is_needless(const reporting& of, const answer& found) {
    return of.table == "persons" && found.value && found.basis == basis::totals;
  }

  std::string missing_;
  std::vector<reporting> tables_;
};

}  // namespace linli::detail
