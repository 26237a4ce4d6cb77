// SPDX-License-Identifier: Apache-2.0
// A user's own words for tables, columns and values, and what they mean in the schema.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/model/chinese.hpp>
#include <linli/model/column_rows.hpp>
#include <linli/model/frame.hpp>
#include <linli/model/roster_table.hpp>

namespace linli {

// A word is a heading, a table's name or a value; `table.heading` where a heading means different things in different
// tables. A meaning is `persons`, `persons.home` or `persons.sex.F`; `issue_events.dispatched` is a column of `issues`
// that holds when they entered that state. Chinese names of the schema need no entry.
struct naming {
  std::vector<std::pair<std::string, std::string>> words{};
  bool until_is_last_day = false;   // `until` names the last day in force, where it is a bare date
  bool empty_is_not_given = false;  // a table without rows, as in a template, was not filled in: it is not known
};

// A meaning taken apart. `column` and `value` may be empty.
struct named_thing {
  std::string table;
  std::string column{};
  std::string value{};

  static named_thing of(std::string_view text) {
    const auto dot = text.find('.');
    auto found = named_thing{std::string(text.substr(0, dot))};
    if (found.table != roster_rule.name && !table_named(found.table)) return {};
    if (dot == std::string_view::npos) return found;
    const auto rest = text.substr(dot + 1);
    const auto second = rest.find('.');
    found.column = rest.substr(0, second);
    if (second != std::string_view::npos) found.value = rest.substr(second + 1);
    return found.column.empty() ? named_thing{} : found;
  }
  bool exists() const { return !table.empty(); }
};

namespace detail {

// The state of which a column of `issues` holds the times, or nothing.
inline std::string state_in(const named_thing& meaning) {
  if (meaning.table != name_of(table_id::issue_events) || !meaning.value.empty()) return "";
  const bool is_state = std::find(issue_states.begin(), issue_states.end(), meaning.column) != issue_states.end();
  return is_state ? meaning.column : "";
}

class translator {
 public:
  explicit translator(const naming& names) {
    for (const auto& [word, meaning] : names.words) {
      auto thing = named_thing::of(meaning);
      if (!thing.exists())
        throw schema_error("'" + word + "' is to mean '" + meaning + "', but that is no table, and no column of one");
      known_.push_back({word, std::move(thing)});
    }
  }

  // The name of a table in the schema, or nothing.
  std::string table(std::string_view given) const {
    if (given == roster_rule.name || table_named(given)) return std::string(given);
    for (const auto& [word, meaning] : known_)
      if (word == given && meaning.column.empty()) return meaning.table;
    if (given == roster_rule.label_zh) return std::string(roster_rule.name);
    for (const auto& rule : schema)
      if (rule.label_zh == given) return std::string(rule.name);
    return "";
  }

  // Gives a table, its columns and the words in them the names of the schema.
  void translate(frame& table) const {
    const auto title = table.title();
    const auto name = this->table(title);
    if (name != title) {
      if (table.parts.empty()) table.parts.push_back({0, title});
      table.name = name;
    }
    for (auto& c : table.columns) {
      if (auto known = column_in(table, c.name); known != c.name) {
        c.given = std::move(c.name);
        c.name = std::move(known);
      }
      translate_words(table, c);
    }
  }

  // The state of which a column of a table of issues holds the times.
  std::string state_of(const frame& table, std::string_view heading) const {
    for (const auto& [word, meaning] : known_)
      if (is(word, table, heading))
        if (auto state = state_in(meaning); !state.empty()) return state;
    return "";
  }

 private:
  static bool is(std::string_view word, const frame& table, std::string_view heading) {
    if (word == heading) return true;
    const auto& title = table.title();
    return word.size() == title.size() + 1 + heading.size() && word.starts_with(title) && word[title.size()] == '.' &&
           word.ends_with(heading);
  }

  std::string column_in(const frame& table, const std::string& heading) const {
    for (const auto& [word, meaning] : known_)
      if (meaning.table == table.name && !meaning.column.empty() && meaning.value.empty() && is(word, table, heading))
        return meaning.column;
    const auto& rule = rule_named(table.name);
    if (column_named(rule, heading)) return heading;
    for (const auto& column : rule.columns) {
      if (chinese::column_label(rule.name, column.name) == heading) return std::string(column.name);
      const auto kind = std::string(column.name) + "_kind";
      if (column.type == cell::reference && chinese::column_label(rule.name, kind) == heading) return kind;
    }
    return heading;
  }

  void translate_words(const frame& table, named_column& c) const {
    const bool own = std::any_of(known_.begin(), known_.end(), [&](const auto& k) { return names_value(k, table, c); });
    const bool closed = chinese::is_vocabulary(c.name) && is_of_schema(table, c.name);
    if (!own && (!closed || c.values.type() != value_type::text)) return;
    const auto texts = to_texts(c.values);
    std::vector<std::string> meanings;
    bool changed = false;
    for (std::size_t w = 0; w < texts.words().size(); ++w) {
      const auto word = texts.words()[static_cast<std::int32_t>(w)];
      meanings.push_back(word_in(table, c, word, closed));
      changed = changed || meanings.back() != word;
    }
    if (changed) c.values = with_words(texts, meanings);
  }

  template <class Known>
  static bool names_value(const Known& known, const frame& table, const named_column& c) {
    return known.second.table == table.name && known.second.column == c.name && !known.second.value.empty();
  }

  std::string word_in(const frame& table, const named_column& c, std::string_view word, bool closed) const {
    for (const auto& known : known_)
      if (names_value(known, table, c) && known.first == word) return known.second.value;
    if (const auto meaning = closed ? chinese::meaning_of(c.name, word) : std::nullopt) return std::string(*meaning);
    return std::string(word);
  }

  static bool is_of_schema(const frame& table, std::string_view column) {
    const auto& rule = rule_named(table.name);
    return column_named(rule, column) ||
           (column.ends_with("_kind") && column.size() > 5 && column_named(rule, column.substr(0, column.size() - 5)));
  }

  std::vector<std::pair<std::string, named_thing>> known_;
};

}  // namespace detail
}  // namespace linli
