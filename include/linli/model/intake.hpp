// SPDX-License-Identifier: Apache-2.0
// The tables on their way in, whoever brings them: under the names of the schema, one of each, ready to be checked.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/draft.hpp>
#include <linli/model/naming.hpp>
#include <linli/model/protected_services.hpp>
#include <linli/model/roster_rows.hpp>

namespace linli::detail {

class intake {
 public:
  explicit intake(const naming& names) : translator_(names), empty_is_not_given_(names.empty_is_not_given) {}

  // Tables added from here on come from another folder or workbook, and continue those of the same name.
  void begin_source(std::string title) {
    source_ = std::move(title);
    seen_.clear();
  }

  void add(frame table) {
    if (translator_.table(table.title()).empty()) throw schema_error(unknown(table.title()));
    translator_.translate(table);
    if (!seen_.insert(table.name).second) throw schema_error("the table " + table.title() + " is given twice");
    if (empty_is_not_given_ && table.rows == 0) return;
    auto events = wide_events(table);
    if (!source_.empty()) {
      if (table.parts.empty()) table.parts.push_back({0, table.name});
      table.parts.front().title = source_ + "/" + table.parts.front().title;
    }
    put(std::move(table));
    if (events.rows > 0) put(std::move(events));
  }

  // What the tables say in other words is brought to the words of the schema. Once, after all were added.
  void finish(notary& notes) {
    for (auto& c : columns_twice())
      notes.table_fault(c.first, c.second, "duplicate_column", "two columns mean " + c.second);
    if (const auto roster = std::exchange(roster_, nullptr))
      for (auto& rows :
           roster_rows(*roster, find(table_id::persons), find(table_id::teams), find(table_id::organisations))
               .read(notes))
        if (rows.rows > 0) put(std::move(rows));
    protect_minors(notes);
  }

  std::unique_ptr<frame> take(table_id id) { return std::move(frames_[at(id)]); }
  // The columns of persons that were left out, each a table and a column.
  const std::vector<std::pair<std::string, std::string>>& withheld() const { return withheld_; }

 private:
  static std::size_t at(table_id id) { return static_cast<std::size_t>(id); }
  frame* find(table_id id) { return frames_[at(id)].get(); }

  static std::string unknown(const std::string& title) {
    std::vector<std::string_view> names;
    for (const auto& rule : schema) names.push_back(rule.name);
    return "no table is called '" + title + "'; the tables are " + joined(names) + ", roster";
  }

  void put(frame table) {
    auto& place = table.name == roster_rule.name ? roster_ : frames_[at(*table_named(table.name))];
    if (place)
      append(*place, std::move(table));
    else
      place = std::make_unique<frame>(std::move(table));
  }

  // The later of two columns that mean the same is cut out.
  std::vector<std::pair<std::string, std::string>> columns_twice() {
    std::vector<std::pair<std::string, std::string>> found;
    const auto look = [&](frame* table) {
      if (!table) return;
      std::set<std::string> names;
      std::erase_if(table->columns, [&](const named_column& c) {
        const bool twice = !names.insert(c.name).second;
        if (twice) found.emplace_back(table->title(), c.shown());
        return twice;
      });
    };
    for (auto& table : frames_) look(table.get());
    look(roster_.get());
    return found;
  }

  // A wide table of issues holds the times of states in columns; each becomes an event, in the order of the states.
  frame wide_events(frame& issues) {
    auto events = frame{std::string(name_of(table_id::issue_events)), 0, {}};
    if (issues.name != name_of(table_id::issues)) return events;
    std::vector<std::pair<std::size_t, std::size_t>> wide;  // the state's rank, the column
    for (std::size_t k = 0; k < issues.columns.size(); ++k) {
      const auto state = translator_.state_of(issues, issues.columns[k].shown());
      const auto rank = std::find(issue_states.begin(), issue_states.end(), state);
      if (rank != issue_states.end()) wide.emplace_back(static_cast<std::size_t>(rank - issue_states.begin()), k);
    }
    const auto* ids = issues.find("id");
    if (wide.empty() || !ids) return events;
    std::sort(wide.begin(), wide.end());
    auto at = issues.columns[wide.front().second].values;
    for (std::size_t w = 1; w < wide.size(); ++w) at = joined_columns(at, issues.columns[wide[w].second].values);
    row_order issue_rows;
    row_order cells;
    std::vector<std::string> states;
    for (std::size_t i = 0; i < issues.rows; ++i)
      for (std::size_t w = 0; w < wide.size(); ++w) {
        if (at.is_null(w * issues.rows + i)) continue;
        issue_rows.push_back(static_cast<std::int32_t>(i));
        cells.push_back(static_cast<std::int32_t>(w * issues.rows + i));
        states.emplace_back(issue_states[wide[w].first]);
      }
    std::vector<std::string> headings;
    for (const auto& [rank, k] : wide) headings.push_back(issues.columns[k].shown());
    auto rows = with_rows(issues, issue_rows);
    rows.name = events.name;
    rows.columns = {{"issue", gathered(*ids, issue_rows)},
                    {"state", texts_of(states)},
                    {"at", gathered(at, cells), joined(headings, "/")}};
    if (!source_.empty())
      for (auto& part : rows.parts) part.title = source_ + "/" + part.title;
    std::erase_if(issues.columns, [&](const named_column& c) {
      return std::find(headings.begin(), headings.end(), c.shown()) != headings.end();
    });
    return rows;
  }

  void protect_minors(notary& notes) {
    const auto services = ids_where(find(table_id::services), "protects_minors", {"true", "1", "True"});
    if (services.empty()) return;
    if (auto* benefits = find(table_id::benefits)) {
      const auto persons = ids_of(table_id::persons);
      const auto places = ids_of(table_id::places);
      auto counted = count_persons(*benefits, "service", "beneficiary", [&](std::size_t i) {
        const auto kind = text_in(*benefits, "beneficiary_kind", i);
        const auto whom = text_in(*benefits, "beneficiary", i);
        const bool is_person = kind.empty() ? persons.contains(whom) || !places.contains(whom) : kind == "persons";
        return is_person && services.contains(text_in(*benefits, "service", i));
      });
      if (withhold(counted, *benefits, "beneficiary", notes)) put(without_counted(counts_of_helped(counted.persons)));
    }
    auto* attendances = find(table_id::attendances);
    const auto meetings = meetings_of(find(table_id::meetings), services);
    if (!attendances || meetings.empty()) return;
    auto counted = count_persons(*attendances, "meeting", "person",
                                 [&](std::size_t i) { return meetings.contains(text_in(*attendances, "meeting", i)); });
    if (withhold(counted, *attendances, "person", notes)) fill_attended(*find(table_id::meetings), counted.persons);
  }

  bool withhold(counted_rows& counted, frame& table, const std::string& column, notary& notes) {
    if (counted.rows == 0) return false;
    withheld_.emplace_back(table.name, column);
    notes.table_warning(
        table.title(), column, "protected_minors",
        std::to_string(counted.rows) + " row(s) of persons whom a service protects are kept as counts only");
    table = std::move(counted.kept);
    return true;
  }

  // A service that gives its count of persons keeps it.
  frame without_counted(frame counts) {
    std::set<std::string> given;
    const auto* there = find(table_id::service_counts);
    for (std::size_t i = 0; there && i < there->rows; ++i)
      if (text_in(*there, "unit", i) == "persons") given.insert(text_in(*there, "service", i));
    row_order kept;
    for (std::size_t i = 0; i < counts.rows; ++i)
      if (!given.contains(text_in(counts, "service", i))) kept.push_back(static_cast<std::int32_t>(i));
    return with_rows(counts, kept);
  }

  std::set<std::string> ids_of(table_id id) {
    std::set<std::string> ids;
    const auto* table = find(id);
    for (std::size_t i = 0; table && i < table->rows; ++i) ids.insert(text_in(*table, "id", i));
    return ids;
  }

  translator translator_;
  bool empty_is_not_given_;
  std::string source_;
  std::set<std::string> seen_;
  std::array<std::unique_ptr<frame>, table_count> frames_{};
  std::unique_ptr<frame> roster_;
  std::vector<std::pair<std::string, std::string>> withheld_;
};

}  // namespace linli::detail
