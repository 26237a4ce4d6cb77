// SPDX-License-Identifier: Apache-2.0
// The catalogue says of every measure what it is, in both languages, and has one for every type.
#include <linli/measure/catalogue.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <linli/measure/measures.hpp>

namespace linli::testing {
namespace {

TEST(catalogue, names_each_measure_once) {
  std::set<std::string_view> names;
  for (const auto& known : catalogue()) EXPECT_TRUE(names.insert(known.name).second) << known.name;
  EXPECT_EQ(names.size(), catalogue().size());
}

TEST(catalogue, defines_every_measure_in_both_languages) {
  for (const auto& known : catalogue()) {
    for (const auto text : {known.name, known.name_zh, known.unit, known.key, known.meaning, known.meaning_zh})
      EXPECT_FALSE(text.empty()) << known.name;
    const bool of_measures = known.name.starts_with("inequality.");  // it reads what the measure asked reads
    EXPECT_EQ(known.tables.empty(), of_measures) << known.name;
    EXPECT_EQ(known.make == nullptr, of_measures) << known.name;
    EXPECT_EQ(known.of_units != nullptr, of_measures && known.name != "inequality.gap") << known.name;
    EXPECT_TRUE(std::any_of(known.name_zh.begin(), known.name_zh.end(), [](char c) {
      return static_cast<unsigned char>(c) > 127;
    })) << known.name;
    EXPECT_TRUE(std::any_of(known.meaning_zh.begin(), known.meaning_zh.end(), [](char c) {
      return static_cast<unsigned char>(c) > 127;
    })) << known.name;
  }
}

TEST(catalogue, names_belong_to_a_family) {
  for (const auto& known : catalogue()) {
    const auto family = known.name.substr(0, known.name.find('.'));
    EXPECT_TRUE(family == "counts" || family == "coverage" || family == "participation" || family == "deliberation" ||
                family == "inequality")
        << known.name;
  }
}

TEST(catalogue, explains_every_parameter_and_gives_defaults_of_its_type) {
  for (const auto& known : catalogue()) {
    std::set<std::string_view> names;
    for (const auto& p : known.parameters) {
      EXPECT_TRUE(names.insert(p.name).second) << known.name << " " << p.name;
      EXPECT_FALSE(p.meaning.empty()) << known.name << " " << p.name;
      if (p.otherwise.empty()) continue;
      if (p.type == argument_type::integer) {
        EXPECT_TRUE(parse_plain_integer(p.otherwise)) << known.name;
      }
      if (p.type == argument_type::number) {
        EXPECT_TRUE(parse_number(p.otherwise)) << known.name;
      }
      if (p.type == argument_type::group_table) {
        EXPECT_TRUE(table_named(p.otherwise) && is_group_table(*table_named(p.otherwise))) << known.name;
      }
    }
  }
}

TEST(catalogue, names_the_tables_that_each_reads) {
  for (const auto& known : catalogue()) {
    for (std::size_t at = 0; at < known.tables.size();) {
      const auto end = std::min(known.tables.find(' ', at), known.tables.size());
      const auto word = known.tables.substr(at, end - at);
      const bool of_parameter =
          word.starts_with('{') && std::any_of(known.parameters.begin(), known.parameters.end(), [&](const auto& p) {
            return p.name == word.substr(1, word.size() - 2) &&
                   (p.type == argument_type::group_table || known.name == "coverage.place_share");
          });
      const auto choices = argument(std::string(word)).words();
      const bool tables = std::all_of(choices.begin(), choices.end(), [](const auto& one) { return table_named(one); });
      EXPECT_TRUE(of_parameter || tables) << known.name << " reads " << word;
      at = end + 1;
    }
  }
}

// Every type of measures.hpp with all its parameters set, so that all of their names are written.
std::vector<measure_spec> every_type() {
  return {counts::places{"x"},
          counts::residents{},
          counts::households{},
          counts::total{"x"},
          counts::share{"x", "y"},
          counts::groups{"x", "x"},
          counts::kinds{"x"},
          counts::members{"x", "x", "x"},
          counts::sessions{},
          counts::helped{"x", "x"},
          coverage::presence{9, "x"},
          coverage::breadth{9, "x"},
          coverage::complete{"x", 9, "x"},
          coverage::members{"x"},
          coverage::memberships{"x"},
          coverage::multiplicity{"x"},
          coverage::depth{"x"},
          coverage::teams{"x"},
          coverage::organisations{"x", "x"},
          coverage::reach{9, {"x"}, "x", 9, "x"},
          coverage::member_shortfall{9, "x"},
          participation::rate{"x"},
          participation::intensity{"x"},
          participation::gini{"x", "x"},
          participation::top_share{0.9, "x"},
          participation::meetings{"x"},
          participation::attendances{"x", "x"},
          participation::attendance_per_meeting{"x"},
          participation::kinds_per_meeting{"x"},
          participation::representatives{"x"},
          deliberation::raised{},
          deliberation::reached{"x", true},
          deliberation::funnel{true},
          deliberation::closure_rate{},
          deliberation::open{},
          deliberation::time_to{"x", 0.9},
          deliberation::dwell{"x", 0.9},
          deliberation::escalation_rate{},
          coverage::member_organisations{"x"},
          coverage::active_members{9, "x"},
          coverage::place_share{"x", "x"},
          coverage::service_share{"x", "x", true},
          participation::never_share{"x"},
          participation::newcomer_share{"x"},
          participation::retention{"x"},
          participation::representation{{"x"}, "x"},
          participation::dissimilarity{"x", "x"},
          participation::membership_rate{"x"},
          participation::recorded_share{"x"},
          participation::co_presence{"x"},
          participation::representatives_per_forum{"x"},
          participation::forums_without_representative{"x"},
          deliberation::age_of_open{0.9},
          deliberation::survival{9, "x"},
          deliberation::return_rate{},
          deliberation::reopen_rate{},
          deliberation::on_time_rate{},
          deliberation::response_rate{},
          deliberation::satisfaction_rate{},
          deliberation::issues_per_meeting{"x"},
          deliberation::meetings_per_forum{},
          deliberation::idle_forums{}};
}

TEST(catalogue, has_every_type_with_the_same_parameters_and_a_type_for_every_measure) {
  std::set<std::string_view> typed;
  for (const auto& spec : every_type()) {
    const auto& known = definition_of(spec.name);
    typed.insert(known.name);
    EXPECT_EQ(spec.arguments.size(), known.parameters.size()) << spec.name;
    for (const auto& p : known.parameters)
      EXPECT_TRUE(spec.arguments.contains(std::string(p.name))) << spec.name << " " << p.name;
  }
  for (const auto& known : catalogue()) {
    EXPECT_TRUE(typed.contains(known.name) || !known.make) << known.name << " has no type";
  }
}

// Types whose first parameter has no default would not do without it.
TEST(catalogue, types_leave_out_what_is_as_the_catalogue_has_it) {
  for (const auto& spec : std::vector<measure_spec>{counts::places{},
                                                    counts::groups{},
                                                    counts::kinds{},
                                                    counts::members{},
                                                    counts::helped{},
                                                    coverage::presence{},
                                                    coverage::breadth{},
                                                    coverage::members{},
                                                    coverage::organisations{},
                                                    coverage::reach{},
                                                    coverage::member_shortfall{},
                                                    participation::rate{},
                                                    participation::gini{},
                                                    participation::top_share{},
                                                    participation::attendances{},
                                                    participation::representatives{},
                                                    deliberation::reached{},
                                                    deliberation::funnel{},
                                                    deliberation::time_to{},
                                                    deliberation::dwell{},
                                                    coverage::active_members{},
                                                    coverage::service_share{},
                                                    participation::never_share{},
                                                    participation::representation{},
                                                    participation::forums_without_representative{},
                                                    deliberation::age_of_open{},
                                                    deliberation::issues_per_meeting{}})
    EXPECT_TRUE(spec.arguments.empty()) << text_of(spec);
}

// What a type says is its default is the one that the catalogue says: setting it writes nothing.
TEST(catalogue, defaults_of_types_are_those_of_the_catalogue) {
  for (const auto& known : catalogue())
    for (const auto& p : known.parameters) {
      if (p.name == "min_members") {
        EXPECT_EQ(p.otherwise, known.name == "coverage.reach" ? "0" : "1");
      }
      if (p.name == "held_by") {
        EXPECT_EQ(p.otherwise, participation::rate{}.held_by);
      }
      if (p.name == "table") {
        EXPECT_EQ(p.otherwise, counts::groups{}.table);
      }
      if (p.name == "state" && known.name != "deliberation.dwell") {
        EXPECT_EQ(p.otherwise, deliberation::time_to{}.state);
      }
      if (p.name == "q") {
        EXPECT_EQ(parse_number(p.otherwise),
                  known.name == "participation.top_share" ? participation::top_share{}.q : deliberation::time_to{}.q);
      }
    }
}

TEST(catalogue, a_wrong_name_brings_the_nearest_and_all_names) {
  try {
    definition_of("coverage.bredth");
    FAIL();
  } catch (const measure_error& e) {
    const std::string text = e.what();
    EXPECT_NE(text.find("no measure is called 'coverage.bredth'"), std::string::npos);
    EXPECT_NE(text.find("did you mean coverage.breadth?"), std::string::npos);
    for (const auto& known : catalogue()) EXPECT_NE(text.find(known.name), std::string::npos) << known.name;
  }
}

}  // namespace
}  // namespace linli::testing
