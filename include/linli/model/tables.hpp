// SPDX-License-Identifier: Apache-2.0
// From a network back to its tables, as the user gave them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/freeze.hpp>
#include <linli/model/network.hpp>

namespace linli {

namespace detail {

// The rows of one table in the user's order. A row that an edit appended has no place in the
// user's table: its source is negative, and as an unsigned number it comes after all others.
inline row_order rows_in_own_order(const network& net, table_id table) {
  const auto& kept = net.rows(table);
  row_order rows;
  for (std::size_t i = 0; i < kept.rows; ++i) {
    const auto row = static_cast<std::int32_t>(i);
    if (!is_group_table(table) || net.table_of_group(row) == table) rows.push_back(row);
  }
  const auto place = [&](std::int32_t row) {
    return static_cast<std::uint32_t>(kept.source[static_cast<std::size_t>(row)]);
  };
  std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return place(a) < place(b); });
  return rows;
}

inline bool holds_any(const column& values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!values.is_null(i)) return true;
  return false;
}

// The integers that texts spell; every text must spell one.
inline column integers_of(const column& texts) {
  return column::of(parse_words(
      texts, null_integer, [](std::string_view text) { return parse_plain_integer(text); }, [](std::size_t) {}));
}

// From the rows that a reference column holds back to the ids that people wrote.
class reference_writer {
 public:
  reference_writer(const network& net, const column_rule& rule, const column& stored)
      : net_(&net), kinds_(kinds_of(rule)), stored_(&stored) {
    for (const auto& target : schema)
      if (rule.targets.has(target.id) && net.row_count(target.id) > 0) targets_.push_back(target.id);
  }

  // Integers where every table that may be meant has integer ids, else texts.
  column ids() const {
    const auto texts = words_for_each([&](std::int32_t stored) -> std::string {
      return stored == outside ? "outside" : net_->id_of(kinds_.decode(stored));
    });
    const bool integers =
        std::all_of(targets_.begin(), targets_.end(), [&](table_id t) { return net_->has_integer_ids(t); });
    return integers && texts.words().find("outside") < 0 ? integers_of(texts) : texts;
  }

  // The table that is meant, where the id alone does not say it.
  column kinds() const {
    return words_for_each([&](std::int32_t stored) -> std::string {
      if (stored == outside) return "";
      const auto node = kinds_.decode(stored);
      return is_ambiguous(net_->id_of(node)) ? std::string(name_of(net_->table_of(node))) : "";
    });
  }

 private:
  bool is_ambiguous(const std::string& id) const {
    if (targets_.size() < 2) return false;
    return std::count_if(targets_.begin(), targets_.end(), [&](table_id table) { return net_->find(table, id) >= 0; }) >
           1;
  }

  // Asks for the word of each distinct reference once; an empty word is null.
  template <class WordOf>
  column words_for_each(WordOf word_of) const {
    constexpr std::int32_t unasked = -2;
    const auto& references = stored_->codes();
    auto words = std::make_shared<dictionary>();
    auto known = std::vector<std::int32_t>();
    auto codes = std::vector<std::int32_t>(references.size(), null_code);
    for (std::size_t i = 0; i < references.size(); ++i) {
      if (references[i] == null_code) continue;
      const auto slot = static_cast<std::size_t>(references[i] - outside);
      if (slot >= known.size()) known.resize(std::max(slot + 1, 2 * known.size()), unasked);
      if (known[slot] == unasked) {
        const auto word = word_of(references[i]);
        known[slot] = word.empty() ? null_code : words->add(word);
      }
      codes[i] = known[slot];
    }
    return column::of(std::move(codes), std::move(words));
  }

  const network* net_;
  reference_kinds kinds_;
  const column* stored_;
  std::vector<table_id> targets_;
};

inline void put_references(const network& net, const column_rule& rule, const column& stored, frame& out) {
  const auto writer = reference_writer(net, rule, stored);
  out.columns.push_back({std::string(rule.name), writer.ids()});
  if (auto kinds = writer.kinds(); holds_any(kinds))
    out.columns.push_back({std::string(rule.name) + "_kind", std::move(kinds)});
}

inline void put_schema_columns(const network& net, table_id table, const row_order& rows, frame& out) {
  for (const auto& rule : rule_of(table).columns) {
    const auto values = gathered(net.rows(table)[rule.name], rows);
    if (!holds_any(values)) continue;
    if (rule.type == cell::reference)
      put_references(net, rule, values, out);
    else if (rule.type == cell::id && net.has_integer_ids(table) && values.type() == value_type::text)
      out.columns.push_back({std::string(rule.name), integers_of(values)});  // groups keep ids as texts
    else
      out.columns.push_back({std::string(rule.name), values});
  }
}

inline void put_attributes(const network& net, table_id table, const row_order& rows, frame& out) {
  const auto prefix = attribute_name(table, "");
  for (const auto& kept : net.rows(table).columns) {
    const bool own =
        is_group_table(table) ? kept.name.starts_with(prefix) : column_named(rule_of(table), kept.name) == nullptr;
    if (own) out.columns.push_back({kept.name.substr(prefix.size()), gathered(kept.values, rows)});
  }
}

}  // namespace detail

// Some rows of a table, ids and references as the user wrote them, the columns of the schema that hold
// anything, then all attributes.
inline frame to_frame(const network& net, table_id table, const std::vector<std::int32_t>& rows) {
  frame out{std::string(name_of(table)), 0, {}};
  if (rows.empty()) {  // a table without rows keeps the columns that make it one
    for (const auto& rule : rule_of(table).columns)
      if (rule.required && net.was_given(table))
        out.columns.push_back(
            {std::string(rule.name),
             column::nulls(detail::type_of(rule.type == cell::reference ? cell::text : rule.type), 0)});
    return out;
  }
  out.rows = rows.size();
  detail::put_schema_columns(net, table, rows, out);
  detail::put_attributes(net, table, rows, out);
  return out;
}

// One table of a network, in the user's order.
inline frame to_frame(const network& net, table_id table) {
  return to_frame(net, table, detail::rows_in_own_order(net, table));
}

// All tables that have rows, in the order of the schema.
inline std::vector<frame> to_frames(const network& net) {
  std::vector<frame> frames;
  for (const auto& rule : schema)
    if (net.row_count(rule.id) > 0 || net.was_given(rule.id)) frames.push_back(to_frame(net, rule.id));
  return frames;
}

// Some rows of a frame in any order; a bare date stays one, whatever stands beside it.
inline frame gathered(const frame& from, const std::vector<std::int32_t>& rows) {
  frame out{from.name, rows.size(), {}};
  out.untyped = from.untyped;
  for (const auto& c : from.columns) out.columns.push_back({c.name, detail::gathered(c.values, rows)});
  return out;
}

// What must be said beside its tables to build the same network again.
inline network_options options_of(const network& net) {
  network_options options;
  options.scheme = net.scheme();
  options.persons_are = net.persons_are();
  options.origin = net.origin();
  options.as_of = text_of(net.as_of());
  options.zone_minutes = net.state().zone_minutes;
  return options;
}

}  // namespace linli
