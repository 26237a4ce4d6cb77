// SPDX-License-Identifier: Apache-2.0
// From a roster to the persons, teams, organisations and memberships that it lists.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/model/append.hpp>
#include <linli/model/draft.hpp>
#include <linli/model/roster_table.hpp>

namespace linli::detail {

// The text in a column of a frame; empty where there is none.
inline std::string text_in(const frame& table, std::string_view column, std::size_t row) {
  const auto* values = table.find(column);
  return values ? values->text(row) : "";
}

// Who is already known stays who it is: a person by id, a team by its place and kind, a unit by its id or its name.
// Others are new: the team `place/kind`, and an organisation of the kind `unit`.
class roster_rows {
 public:
  // What the tables given beside the roster hold; any of them may be null.
  roster_rows(const frame& roster, const frame* persons, const frame* teams, const frame* organisations)
      : roster_(&roster) {
    for (std::size_t i = 0; persons && i < persons->rows; ++i) persons_.emplace(text_in(*persons, "id", i), known);
    for (std::size_t i = 0; teams && i < teams->rows; ++i)
      teams_[{text_in(*teams, "place", i), text_in(*teams, "kind", i)}].push_back(text_in(*teams, "id", i));
    for (std::size_t i = 0; organisations && i < organisations->rows; ++i) {
      const auto id = text_in(*organisations, "id", i);
      units_.insert(id);
      unit_names_[text_in(*organisations, "name", i)].push_back(id);
    }
  }

  // Tables to be put behind those given.
  std::vector<frame> read(notary& notes) {
    auto in = draft{&roster_rule, roster_, {}, std::vector<std::uint8_t>(roster_->rows, 0)};
    for (const auto& rule : roster_rule.columns)
      if (rule.required && !roster_->find(rule.name)) {
        notes.missing_column(*roster_, rule.name);
        return {};
      }
    for (const auto& rule : roster_rule.columns)
      if (rule.required) check_required(in, rule, *roster_->find(rule.name), notes);
    for (std::size_t i = 0; i < roster_->rows; ++i)
      if (!in.bad[i]) take(in, i, notes);
    return {new_persons(), new_teams(), new_units(), memberships()};
  }

 private:
  static constexpr std::int64_t known = -1;  // else the row of the roster that speaks first of the person
  static constexpr std::string_view of_person[] = {"home", "birth_date", "age", "sex"};

  void take(draft& in, std::size_t i, notary& notes) {
    const auto key = std::pair(text_in(*roster_, "place", i), text_in(*roster_, "kind", i));
    auto& teams = teams_[key];
    if (teams.size() > 1)
      return notes.fault(
          in, i, "kind", "ambiguous_reference",
          "'" + key.first + "' has several teams of the kind '" + key.second + "'; say which in memberships");
    if (teams.empty()) {
      teams.push_back(key.first + "/" + key.second);
      team_rows_.push_back(static_cast<std::int32_t>(i));
    }
    const auto unit = unit_of(in, i, notes);
    if (in.bad[i]) return;
    take_person(in, i, notes);
    rows_.push_back(static_cast<std::int32_t>(i));
    groups_.push_back(teams.front());
    on_behalf_.push_back(unit);
  }

  std::string unit_of(draft& in, std::size_t i, notary& notes) {
    const auto unit = text_in(*roster_, "unit", i);
    if (unit.empty() || units_.contains(unit)) return unit;
    const auto named = unit_names_.find(unit);
    if (named == unit_names_.end()) {
      units_.insert(unit);
      unit_rows_.push_back(static_cast<std::int32_t>(i));
      return unit;
    }
    if (named->second.size() > 1)
      notes.fault(in, i, "unit", "ambiguous_reference", "'" + unit + "' is the name of several organisations");
    return named->second.front();
  }

  void take_person(draft& in, std::size_t i, notary& notes) {
    const auto [at, is_new] = persons_.emplace(text_in(*roster_, "person", i), static_cast<std::int64_t>(i));
    if (is_new) return person_rows_.push_back(static_cast<std::int32_t>(i));
    for (const auto name : of_person) {
      const auto said = text_in(*roster_, name, i);
      if (said.empty()) continue;
      if (at->second == known)
        notes.warn(in, i, name, "unused_value", "persons says it of this person, and the roster's is not used");
      else if (said != text_in(*roster_, name, static_cast<std::size_t>(at->second)))
        notes.warn(in, i, name, "unused_value", "an earlier row says otherwise of this person, and is used");
    }
  }

  frame part(std::string_view name, const row_order& rows) const {
    auto made = with_rows(*roster_, rows);
    if (made.parts.empty()) made.parts.push_back({0, roster_->title()});
    made.name = name;
    made.columns.clear();
    return made;
  }
  void copy(frame& to, std::string_view name, std::string_view from, const row_order& rows) const {
    const auto* there = roster_->named(from);
    if (there) to.columns.push_back({std::string(name), gathered(there->values, rows), there->shown()});
  }

  frame new_persons() const {
    auto made = part("persons", person_rows_);
    copy(made, "id", "person", person_rows_);
    for (const auto name : of_person) copy(made, name, name, person_rows_);
    return made;
  }
  frame new_teams() const {
    auto made = part("teams", team_rows_);
    std::vector<std::string> ids;
    for (const auto row : team_rows_)
      ids.push_back(text_in(*roster_, "place", static_cast<std::size_t>(row)) + "/" +
                    text_in(*roster_, "kind", static_cast<std::size_t>(row)));
    made.columns.push_back({"id", texts_of(ids)});
    copy(made, "kind", "kind", team_rows_);
    copy(made, "place", "place", team_rows_);
    return made;
  }
  frame new_units() const {
    auto made = part("organisations", unit_rows_);
    copy(made, "id", "unit", unit_rows_);
    copy(made, "name", "unit", unit_rows_);
    if (!made.columns.empty())
      made.columns.push_back({"kind", texts_of(std::vector<std::string>(unit_rows_.size(), "unit"))});
    return made;
  }
  frame memberships() const {
    auto made = part("memberships", rows_);
    copy(made, "member", "person", rows_);
    made.columns.push_back({"member_kind", texts_of(std::vector<std::string>(rows_.size(), "persons"))});
    made.columns.push_back({"group", texts_of(groups_)});
    made.columns.push_back({"group_kind", texts_of(std::vector<std::string>(rows_.size(), "teams"))});
    made.columns.push_back({"on_behalf_of", texts_of(on_behalf_)});
    for (const auto& c : roster_->columns) {
      const bool is_taken =
          column_named(roster_rule, c.name) && c.name != "role" && c.name != "since" && c.name != "until";
      if (!is_taken) copy(made, c.name, c.name, rows_);
    }
    return made;
  }

  const frame* roster_;
  std::map<std::string, std::int64_t> persons_;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> teams_;
  std::set<std::string> units_;
  std::map<std::string, std::vector<std::string>> unit_names_;
  row_order person_rows_;
  row_order team_rows_;
  row_order unit_rows_;
  row_order rows_;
  std::vector<std::string> groups_;
  std::vector<std::string> on_behalf_;
};

}  // namespace linli::detail
