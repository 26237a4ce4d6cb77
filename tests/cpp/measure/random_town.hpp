// SPDX-License-Identifier: Apache-2.0
// Synthetic towns from a seed, with something of everything that measures read, and edits to them.
#pragma once

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <linli/model/edits.hpp>

#include "model/small_world.hpp"

namespace linli::testing {

struct town_size {
  int persons = 60;
  int meetings = 14;
  int issues = 16;
  bool population = false;  // some places say how many live there: persons are then only a list
  bool totals = true;       // some teams give only a head count, some meetings only how many came
};

class town {
 public:
  explicit town(unsigned seed, town_size size = {}) : random_(seed), size_(size) {
    make_places();
    make_persons();
    make_groups();
    make_meetings();
    make_issues();
    make_relations();
    make_services();
    if (size_.population) make_population();
  }

  std::vector<frame> frames() const {
    std::vector<frame> all;
    for (const auto& [name, columns] : tables_) {
      text_columns cells;
      for (const auto& [column, values] : columns) cells.emplace_back(column, values);
      all.push_back(text_frame(name, cells));
    }
    return all;
  }

  // An edit of any verb. It may not fit the network: then the network refuses it.
  edit any_edit() {
    const auto person = any("n", size_.persons);
    const auto member = chance(85) ? person : any("o", 4);
    const auto when = chance(40) ? std::string() : day(chance(50) ? 5 : 7);
    switch (dice(4)) {
      case 0:
        return {verb::add_member,
                member,
                group(),
                "",
                "",
                chance(50) ? "head" : chance(50) ? "newly_named" : "",
                when,
                "",
                ""};
      case 1: return {verb::end_member, member, group(), "", "", "", when, "", ""};
      case 2: return {verb::move_member, member, group(), group(), "", "", when, "", ""};
      default: return {verb::rehome, person, "", "", home(), "", "", "", ""};
    }
  }

 private:
  int dice(int faces) { return static_cast<int>(random_() % static_cast<unsigned>(faces)); }
  bool chance(int percent) { return dice(100) < percent; }
  std::string any(const std::string& prefix, int count) { return prefix + std::to_string(dice(count)); }
  std::string maybe(int percent, const std::string& text) { return chance(percent) ? text : ""; }
  std::string group() { return chance(70) ? any("t", 10) : any("f", 4); }
  std::string home() {
    return chance(10) ? "outside" : chance(10) ? "" : chance(60) ? any("b", 8) : chance(70) ? any("c", 5) : any("d", 2);
  }
  std::string day(int month) {
    const int number = 1 + dice(28);
    return "2024-0" + std::to_string(month) + (number < 10 ? "-0" : "-") + std::to_string(number);
  }
  std::string any_time() { return day(1 + dice(6)) + maybe(40, "T" + std::to_string(10 + dice(10)) + ":30"); }

  void put(const std::string& table, const std::vector<std::pair<std::string, std::string>>& row) {
    for (const auto& [column, cell] : row) tables_[table][column].push_back(cell);
  }
  std::pair<std::string, std::string> since() { return {"since", maybe(30, day(1 + dice(5)))}; }
  std::pair<std::string, std::string> until() { return {"until", maybe(20, day(6))}; }

  void make_places() {
    const auto place = [&](const std::string& id, const char* level, const std::string& parent) {
      put("places", {{"id", id},
                     {"level", level},
                     {"parent", parent},
                     {"estate_age", maybe(40, std::to_string(5 * dice(4)))},
                     {"stock", maybe(60, std::to_string(dice(50)))},
                     {"whole", std::to_string(50 + dice(9))}});
    };
    place("city", "city", "");
    for (int i = 0; i < 2; ++i) place("d" + std::to_string(i), "district", "city");
    for (int i = 0; i < 5; ++i) place("c" + std::to_string(i), "community", i == 4 ? "city" : any("d", 2));
    for (int i = 0; i < 8; ++i) place("b" + std::to_string(i), "building", i == 7 ? "d0" : any("c", 5));
    for (int i = 0; i < 2; ++i) place("e" + std::to_string(i), "estate", "city");
    for (int i = 0; i < 5; ++i)
      put("place_in", {{"place", chance(70) ? any("b", 8) : any("c", 5)}, {"zone", any("e", 2)}, since()});
  }
  void make_persons() {
    for (int i = 0; i < size_.persons; ++i)
      put("persons", {{"id", "n" + std::to_string(i)},
                      {"home", home()},
                      {"sex", maybe(90, chance(50) ? "F" : "M")},
                      {"birth_date", maybe(50, std::to_string(1930 + dice(90)) + "-05-17")},
                      {"age", maybe(50, std::to_string(dice(90)))},
                      {"tenure", maybe(80, chance(50) ? "rent" : "own")},
                      {"since", maybe(10, day(3))},
                      {"until", maybe(10, day(6))}});
  }
  void make_groups() {
    const auto add = [&](const std::string& table, const std::string& prefix, int count, int kinds) {
      for (int i = 0; i < count; ++i)
        put(table, {{"id", prefix + std::to_string(i)},
                    {"kind", table + "_kind_" + std::to_string(dice(kinds))},
                    {"place", chance(15)   ? ""
                              : chance(40) ? any("b", 8)
                              : chance(60) ? any("c", 5)
                                           : any("d", 2)},
                    since(),
                    until()});
    };
    add("party_organisations", "x", 2, 1);
    add("teams", "t", 10, 4);
    for (int i = 0; i < 10; ++i)
      tables_["teams"]["head_count"].push_back(size_.totals && i > 7 ? std::to_string(1 + dice(9)) : "");
    add("organisations", "o", 4, 2);
    for (auto& kind : tables_["organisations"]["kind"])
      if (chance(50)) kind = "social_organisation";
    add("forums", "f", 4, 2);
    add("services", "s", 3, 2);
  }
  void make_meetings() {
    for (int i = 0; i < size_.meetings; ++i) {
      const bool nameless = size_.totals && i == 0;
      put("meetings", {{"id", "m" + std::to_string(i)},
                       {"held_by", chance(80) ? any("f", 4) : any("s", 3)},
                       {"date", any_time()},
                       {"kind", maybe(80, any("kind_", 2))},
                       {"attended", nameless ? "9" : maybe(30, "5")},
                       {"residents_attended", nameless ? "4" : ""}});
      for (int k = nameless ? 0 : dice(8); k > 0; --k)
        put("attendances", {{"meeting", "m" + std::to_string(i)},
                            {"person", any("n", size_.persons)},
                            {"as_group", maybe(60, chance(80) ? any("t", 10) : any("o", 4))}});
    }
  }
  void make_issues() {
    const std::vector<std::string> states{"accepted", "decided", "closed",   "evaluated", "escalated",
                                          "reopened", "merged",  "rejected", "returned",  "dispatched"};
    for (int i = 0; i < size_.issues; ++i) {
      const auto id = "i" + std::to_string(i);
      put("issues", {{"id", id},
                     {"place", chance(50) ? any("b", 8) : any("c", 5)},
                     {"raised_at", any_time()},
                     {"forum", maybe(70, any("f", 4))},
                     {"due_at", maybe(60, day(1 + dice(7)))},
                     {"satisfied", maybe(60, chance(60) ? "true" : "false")},
                     {"category", maybe(80, any("topic_", 3))}});
      for (int k = dice(5); k > 0; --k)
        put("issue_events", {{"issue", id},
                             {"state", states[static_cast<std::size_t>(dice(10))]},
                             {"at", any_time()},
                             {"meeting", maybe(40, any("m", size_.meetings))},
                             {"actor", maybe(60, any("t", 10))}});
    }
  }
  void make_relations() {
    for (int i = 0; i < size_.persons; ++i) {
      const auto team = chance(80) ? any("t", size_.totals ? 8 : 10) : any("f", 4);
      put("memberships", {{"member", chance(90) ? any("n", size_.persons) : any("o", 4)},
                          {"group", team},
                          {"role", maybe(50, chance(50) ? "head" : "fixed_representative")},
                          since(),
                          until()});
    }
    for (int i = 0; i < 6; ++i)
      put("serves",
          {{"group", chance(80) ? group() : any("s", 3)}, {"place", chance(50) ? any("b", 8) : any("c", 5)}, since()});
    for (int i = 0; i < 6; ++i)
      put("service_counts", {{"service", any("s", 3)},
                             {"unit", chance(50) ? "persons" : "sessions"},
                             {"count", std::to_string(dice(40))},
                             {"outcome", maybe(40, any("outcome_", 2))}});
  }
  void make_services() {
    for (int i = 0; i < size_.persons / 4; ++i)
      put("benefits", {{"service", any("s", 3)},
                       {"beneficiary", chance(80) ? any("n", size_.persons) : any("b", 8)},
                       since(),
                       until()});
    for (int i = 0; i < size_.persons / 4; ++i)
      put("activities", {{"person", any("n", size_.persons)},
                         {"group", any("t", 10)},
                         {"date", any_time()},
                         {"count", maybe(40, std::to_string(1 + dice(3)))}});
  }
  void make_population() {
    for (int i = 0; i < 5; ++i)
      put("population", {{"place", "c" + std::to_string(i)}, {"count", std::to_string(100 + dice(100))}, {"sex", ""}});
    for (const auto* sex : {"F", "M"}) put("population", {{"place", "c1"}, {"count", "50"}, {"sex", sex}});
    put("population", {{"place", "city"}, {"count", "1500"}, {"sex", ""}});
  }

  std::mt19937 random_;
  town_size size_;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> tables_;
};

}  // namespace linli::testing
