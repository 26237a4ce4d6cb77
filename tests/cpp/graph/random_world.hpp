// SPDX-License-Identifier: Apache-2.0
// Random synthetic worlds as plain tables, and their edges read from the tables row by row.
#pragma once

#include <array>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "model/small_world.hpp"

namespace linli::testing {

// Table to column to cells. Ids are unique over all tables; "" is null.
using world = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

inline network built(const world& tables) {
  std::vector<frame> frames;
  for (const auto& [name, columns] : tables)
    frames.push_back(text_frame(name, text_columns(columns.begin(), columns.end())));
  return built(std::move(frames));
}

inline std::string day_text(int day) {
  return day == 0 ? "" : (day < 10 ? "2024-01-0" : "2024-01-") + std::to_string(day);
}
inline int day_number_of(const std::string& text) { return text.empty() ? 0 : std::stoi(text.substr(8)); }

class world_maker {
 public:
  explicit world_maker(unsigned seed) : random_(seed) {}

  world make() {
    add_nodes("places", "p", {"level", "parent"}, 7);
    for (std::size_t i = 0; i < 7; ++i) {
      of("places", "level").push_back("level_" + std::to_string(i));
      of("places", "parent").push_back(i > 0 && chance(80) ? "p" + std::to_string(dice(static_cast<int>(i))) : "");
    }
    add_interval("places", 7);
    add_nodes("persons", "n", {}, 9);
    add_groups("party_organisations", "b", 3);
    add_groups("teams", "t", 5);
    add_groups("organisations", "o", 3);
    add_groups("forums", "f", 2);
    add_groups("services", "s", 2);
    add_column("teams", "fielded_by", 5, {"o"}, {3}, 50);
    add_column("services", "provider", 2, {"t", "o"}, {5, 3}, 50);
    add_nodes("meetings", "m", {}, 6);
    add_column("meetings", "held_by", 6, {"f", "s"}, {2, 2}, 100);
    add_dates("meetings", "date", 6);
    add_nodes("issues", "i", {}, 6);
    add_column("issues", "place", 6, {"p"}, {7}, 100);
    add_column("issues", "raised_by", 6, {"n", "t"}, {9, 5}, 60);
    add_dates("issues", "raised_at", 6);
    add_relations();
    return std::move(tables_);
  }

 private:
  int dice(int faces) { return static_cast<int>(random_() % static_cast<unsigned>(faces)); }
  bool chance(int percent) { return dice(100) < percent; }
  std::vector<std::string>& of(const std::string& table, const std::string& column) { return tables_[table][column]; }

  void add_relations() {
    add_column("memberships", "member", 20, {"n", "o"}, {9, 3}, 100);
    add_column("memberships", "group", 20, {"t", "f", "b"}, {5, 2, 3}, 100);
    add_interval("memberships", 20);
    add_column("serves", "group", 6, {"t", "s"}, {5, 2}, 100);
    add_column("serves", "place", 6, {"p"}, {7}, 100);
    add_interval("serves", 6);
    add_column("place_in", "place", 3, {"p"}, {7}, 100);
    add_column("place_in", "zone", 3, {"p"}, {7}, 100);
    add_interval("place_in", 3);
    add_column("partnerships", "organisation", 3, {"o"}, {3}, 100);
    add_column("partnerships", "place", 3, {"p"}, {7}, 100);
    of("partnerships", "kind").assign(3, "co_building");
    add_interval("partnerships", 3);
    add_column("attendances", "meeting", 15, {"m"}, {6}, 100);
    add_column("attendances", "person", 15, {"n"}, {9}, 100);
    add_column("issue_events", "issue", 12, {"i"}, {6}, 100);
    add_column("issue_events", "meeting", 12, {"m"}, {6}, 60);
    add_column("issue_events", "actor", 12, {"t", "f", "o"}, {5, 2, 3}, 60);
    add_dates("issue_events", "at", 12);
    of("issue_events", "state").assign(12, "accepted");
    add_column("ties", "source", 8, {"n"}, {9}, 100);
    add_column("ties", "target", 8, {"n"}, {9}, 100);
    number_rows();
  }
  // Rows that say the same count once in a network; a column of our own keeps them apart.
  void number_rows() {
    for (const auto* table :
         {"memberships", "serves", "place_in", "partnerships", "attendances", "issue_events", "ties"})
      for (std::size_t i = 0, n = tables_[table].begin()->second.size(); i < n; ++i)
        of(table, "line").push_back(std::to_string(i));
  }
  void add_nodes(const std::string& table, const std::string& prefix, const std::vector<std::string>& columns,
                 int count) {
    for (int i = 0; i < count; ++i) of(table, "id").push_back(prefix + std::to_string(i));
    for (const auto& column : columns) of(table, column);
  }
  void add_groups(const std::string& table, const std::string& prefix, int count) {
    add_nodes(table, prefix, {}, count);
    for (int i = 0; i < count; ++i) {
      of(table, "kind").push_back("kind_" + std::to_string(dice(3)));
      of(table, "parent").push_back(i > 0 && chance(40) ? prefix + std::to_string(dice(i)) : "");
    }
    add_column(table, "place", count, {"p"}, {7}, 70);
    add_column(table, "led_by", count, {"b"}, {3}, 40);
    add_interval(table, count);
  }
  // References to nodes of the given prefixes, or null.
  void add_column(const std::string& table, const std::string& column, int rows,
                  const std::vector<std::string>& prefixes, const std::vector<int>& counts, int percent_known) {
    for (int i = 0; i < rows; ++i) {
      const auto which = static_cast<std::size_t>(dice(static_cast<int>(prefixes.size())));
      of(table, column).push_back(chance(percent_known) ? prefixes[which] + std::to_string(dice(counts[which])) : "");
    }
  }
  void add_interval(const std::string& table, int rows) {
    for (int i = 0; i < rows; ++i) {
      const int since = chance(50) ? 1 + dice(20) : 0;
      of(table, "since").push_back(day_text(since));
      of(table, "until").push_back(chance(30) ? day_text(since + 1 + dice(8)) : "");
    }
  }
  void add_dates(const std::string& table, const std::string& column, int rows) {
    for (int i = 0; i < rows; ++i) of(table, column).push_back(day_text(1 + dice(28)));
  }

  std::mt19937 random_;
  world tables_;
};

inline world random_world(unsigned seed) { return world_maker(seed).make(); }

// An edge as the tables say it.
struct plain_edge {
  std::string relation;
  std::string table;
  std::size_t line;
  std::string from;
  std::string to;
  friend auto operator<=>(const plain_edge&, const plain_edge&) = default;
};

inline const std::vector<std::string> group_tables{"party_organisations", "teams", "organisations", "forums",
                                                   "services"};

inline void read_edges(const world& tables, const std::string& relation, const std::string& table,
                       const std::string& from, const std::string& to, std::vector<plain_edge>& out) {
  const auto& columns = tables.at(table);
  if (!columns.contains(from) || !columns.contains(to)) return;
  for (std::size_t i = 0; i < columns.at(to).size(); ++i)
    if (!columns.at(from)[i].empty() && !columns.at(to)[i].empty())
      out.push_back({relation, table, i, columns.at(from)[i], columns.at(to)[i]});
}

inline std::vector<plain_edge> plain_edges(const world& tables, bool observed, bool designed) {
  std::vector<plain_edge> out;
  if (observed) {
    read_edges(tables, "tie", "ties", "source", "target", out);
    read_edges(tables, "attends", "attendances", "person", "meeting", out);
    read_edges(tables, "discussed", "issue_events", "issue", "meeting", out);
    read_edges(tables, "acted", "issue_events", "actor", "issue", out);
    read_edges(tables, "raised_by", "issues", "id", "raised_by", out);
    read_edges(tables, "held_by", "meetings", "id", "held_by", out);
  }
  if (!designed) return out;
  read_edges(tables, "member_of", "memberships", "member", "group", out);
  const std::array<std::array<std::string, 2>, 5> columns_of_groups{{{"led_by", "led_by"},
                                                                     {"superior", "parent"},
                                                                     {"fielded_by", "fielded_by"},
                                                                     {"provided_by", "provider"},
                                                                     {"serves", "place"}}};
  for (const auto& table : group_tables)
    for (const auto& [relation, column] : columns_of_groups) read_edges(tables, relation, table, "id", column, out);
  read_edges(tables, "serves", "serves", "group", "place", out);
  read_edges(tables, "part_of", "places", "id", "parent", out);
  read_edges(tables, "part_of", "place_in", "place", "zone", out);
  read_edges(tables, "partnership", "partnerships", "organisation", "place", out);
  return out;
}

inline bool row_holds_on(const world& tables, const std::string& table, std::size_t line, int day) {
  const auto& columns = tables.at(table);
  if (!columns.contains("since")) return true;
  const int since = day_number_of(columns.at("since")[line]);
  const int until = day_number_of(columns.at("until")[line]);
  return since <= day && (until == 0 || until > day);
}
inline bool group_holds_on(const world& tables, const std::string& id, int day) {
  for (const auto& table : group_tables)
    for (std::size_t i = 0; i < tables.at(table).at("id").size(); ++i)
      if (tables.at(table).at("id")[i] == id) return row_holds_on(tables, table, i, day);
  return true;  // no group
}
inline int meeting_day(const world& tables, const std::string& id) {
  return day_number_of(tables.at("meetings").at("date")[std::stoul(id.substr(1))]);
}

// Whether an edge counts on a day of January 2024.
inline bool counts_on(const world& tables, const plain_edge& e, int day) {
  if (e.relation == "tie") return true;
  if (e.relation == "attends") return meeting_day(tables, e.to) <= day;
  if (e.relation == "held_by") return meeting_day(tables, e.from) <= day;
  if (e.relation == "raised_by") return day_number_of(tables.at("issues").at("raised_at")[e.line]) <= day;
  if (e.table == "issue_events") return day_number_of(tables.at("issue_events").at("at")[e.line]) <= day;
  const bool from_holds = e.relation == "member_of" || group_holds_on(tables, e.from, day);
  return row_holds_on(tables, e.table, e.line, day) && from_holds && group_holds_on(tables, e.to, day);
}

}  // namespace linli::testing
