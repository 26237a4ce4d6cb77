// SPDX-License-Identifier: Apache-2.0
// References on their way in: from the ids that people wrote to the rows that they mean.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/draft.hpp>

namespace linli::detail {

// Finds rows by id in the drafts. Group rows count through the five group tables.
class resolver {
 public:
  // Where a table could not be read, references into it cannot be judged. That it was not read is told already; rows
  // that name it are only spoilt where one `reads_on` without it.
  explicit resolver(const std::array<draft, table_count>& drafts, bool reads_on = true)
      : drafts_(&drafts), reads_on_(reads_on) {
    std::int32_t groups = 0;
    for (const auto& rule : schema) {
      if (!is_group_table(rule.id)) continue;
      offsets_[index(rule.id)] = groups;
      groups += static_cast<std::int32_t>(drafts[index(rule.id)].rows());
    }
  }

  void add_ids(table_id table, std::shared_ptr<const id_index> ids) { ids_[index(table)] = std::move(ids); }
  const std::shared_ptr<const id_index>& ids(table_id table) const { return ids_[index(table)]; }
  std::int32_t group_offset(table_id table) const { return offsets_[index(table)]; }

  // The column of rows that `raw` names. `kinds`, if given, says for each row which table is meant.
  column resolve(draft& in, const column_rule& rule, const column& raw, const column* kinds, notary& notes) const {
    auto out = std::vector<std::int32_t>(raw.size(), null_code);
    auto failing = failure_log{};
    const auto put = [&](std::size_t i, const found_row& found) {
      if (found.count == 1)
        out[i] = kinds_of(rule).encode(found.node);
      else
        report(in, i, rule, raw.text(i), found, failing, notes);
    };
    if (raw.type() == value_type::integer) {
      for (std::size_t i = 0; i < raw.size(); ++i)
        if (!raw.is_null(i)) put(i, find(in, i, rule, raw.integers()[i], kinds, notes));
    } else {
      const auto texts = raw.type() == value_type::text ? raw : to_ids(raw, false);
      if (texts.type() == value_type::integer) return resolve(in, rule, texts, kinds, notes);
      resolve_words(in, rule, texts, kinds, notes, put, out);
    }
    return column::of_references(std::move(out));
  }

 private:
  struct found_row {
    int count = 0;
    node_ref node{node_kind::place, -1};
    bool bad_kind = false;
  };
  using failure_log = std::map<std::string, std::string>;  // what was said of an id before

  static std::size_t index(table_id table) { return static_cast<std::size_t>(table); }

  template <class Put>
  void resolve_words(draft& in, const column_rule& rule, const column& raw, const column* kinds, notary& notes, Put put,
                     std::vector<std::int32_t>& out) const {
    auto known = std::vector<std::optional<found_row>>(raw.words().size());
    const bool may_be_outside = rule.name == "home";
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw.is_null(i)) continue;
      const auto code = raw.codes()[i];
      auto& found = known[static_cast<std::size_t>(code)];
      if (!found || kinds) found = find(in, i, rule, raw.words()[code], kinds, notes);
      if (may_be_outside && found->count == 0 && raw.words()[code] == "outside")
        out[i] = outside;
      else
        put(i, *found);
    }
  }

  // A parent is of the same table; other references may name any of the rule's tables.
  template <class Id>
  found_row find(draft& in, std::size_t row, const column_rule& rule, Id id, const column* kinds, notary& notes) const {
    auto tables = rule.targets;
    if (kinds && !kinds->is_null(row)) {
      const auto named = table_named(kinds->text(row));
      if (!named || !tables.has(*named)) {
        notes.fault(in, row, std::string(rule.name) + "_kind", "wrong_kind",
                    "'" + kinds->text(row) + "' is not a table that " + std::string(rule.name) + " can name");
        return {0, {node_kind::place, -1}, true};
      }
      tables = {*named};
    }
    found_row found;
    for (const auto& target : schema) {
      if (!tables.has(target.id) || !ids_[index(target.id)]) continue;
      const auto local = ids_[index(target.id)]->find(id);
      if (local < 0) continue;
      ++found.count;
      found.node = {*node_kind_of(target.id), local + offsets_[index(target.id)]};
    }
    return found;
  }

  void report(draft& in, std::size_t row, const column_rule& rule, const std::string& id, const found_row& found,
              failure_log& said, notary& notes) const {
    if (found.bad_kind) return;
    if (found.count > 1) {
      notes.fault(in, row, rule.name, "ambiguous_reference",
                  "'" + id + "' is an id in several tables; say which in a column " + std::string(rule.name) + "_kind");
      return;
    }
    for (const auto& other : schema) {
      if (!other.has_id || !ids_[index(other.id)] || ids_[index(other.id)]->find(std::string_view(id)) < 0) continue;
      notes.fault(in, row, rule.name, "wrong_kind",
                  "'" + id + "' is in " + std::string(other.name) + ", but " + std::string(rule.name) + " names " +
                      targets_of(rule));
      return;
    }
    if (!reads_on_ && names_unread_table(rule)) return;
    if (!said.contains(id)) said[id] = said.size() < 20 ? nearest(rule, id) : "";
    const auto& near = said[id];
    notes.fault(in, row, rule.name, "dangling_reference",
                "'" + id + "' is not in " + targets_of(rule) + (near.empty() ? "" : "; nearest is '" + near + "'"));
  }

  bool names_unread_table(const column_rule& rule) const {
    for (const auto& target : schema)
      if (rule.targets.has(target.id) && !(*drafts_)[index(target.id)].usable) return true;
    return false;
  }

  static std::string targets_of(const column_rule& rule) {
    std::vector<std::string_view> names;
    for (const auto& target : schema)
      if (rule.targets.has(target.id)) names.push_back(target.name);
    return joined(names, " or ");
  }

  std::string nearest(const column_rule& rule, const std::string& id) const {
    std::vector<std::string> candidates;
    for (const auto& target : schema) {
      if (!rule.targets.has(target.id)) continue;
      const auto* ids = (*drafts_)[index(target.id)].source ? id_column(target.id) : nullptr;
      for (std::size_t i = 0; ids && i < ids->size() && candidates.size() < 200'000; ++i)
        if (!ids->is_null(i)) candidates.push_back(ids->text(i));
    }
    return nearest_word(id, candidates);
  }
  const column* id_column(table_id table) const { return (*drafts_)[index(table)].source->find("id"); }

  const std::array<draft, table_count>* drafts_;
  bool reads_on_;
  std::array<std::shared_ptr<const id_index>, table_count> ids_{};
  std::array<std::int32_t, table_count> offsets_{};
};

}  // namespace linli::detail
