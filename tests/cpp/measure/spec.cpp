// SPDX-License-Identifier: Apache-2.0
// A measure as text: every clause, quotes, lists, ranges, what cannot be read, and back.
#include <linli/measure/spec.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using words = std::vector<std::string>;

std::string refusal_of(std::string_view text) {
  try {
    parse_measure(text);
  } catch (const measure_error& e) {
    return e.what();
  }
  return "";
}
void expect_refused(std::string_view text, const std::string& why) {
  EXPECT_NE(refusal_of(text).find(why), std::string::npos) << text << " -> " << refusal_of(text);
}

// What comes back must ask the same: the conditions of a measure become those of the question.
void expect_round_trip(measure_spec spec) {
  const auto read = parse_measure(text_of(spec));
  EXPECT_EQ(read.measure.name, spec.name);
  EXPECT_EQ(read.measure.arguments, spec.arguments) << text_of(spec);
  EXPECT_EQ(read.measure.residents, spec.residents) << text_of(spec);
  EXPECT_EQ(read.measure.scheme ? read.measure.scheme->name : "", spec.scheme ? spec.scheme->name : "");
  EXPECT_EQ(read.around.where, spec.where) << text_of(spec);
}

TEST(spec, a_name_alone_asks_about_the_whole) {
  const auto read = parse_measure("coverage.breadth");
  EXPECT_EQ(read.measure.name, "coverage.breadth");
  EXPECT_TRUE(read.measure.arguments.empty());
  EXPECT_TRUE(read.around.by.empty());
  EXPECT_EQ(read.around.within + read.around.on + read.around.during, "");
  EXPECT_TRUE(read.around.where.empty());
}

TEST(spec, reads_every_clause_in_any_order) {
  for (const auto* text : {"coverage.reach(min_kinds=3) by community, sex where sex=F within d1 on "
                           "2024-06-30 during 2024-H1",
                           "coverage.reach( min_kinds = 3 )during 2024-H1 on 2024-06-30\n within d1 "
                           "where sex = F by community ,sex"}) {
    const auto read = parse_measure(text);
    EXPECT_EQ(read.measure.arguments.at("min_kinds").text(), "3");
    EXPECT_EQ(read.around.by, (words{"community", "sex"}));
    EXPECT_EQ(read.around.where, (filter{{"sex", condition::words({"F"})}}));
    EXPECT_EQ(read.around.within, "d1");
    EXPECT_EQ(read.around.on, "2024-06-30");
    EXPECT_EQ(read.around.during, "2024-H1");
  }
}

TEST(spec, empty_parentheses_are_as_good_as_none) {
  EXPECT_TRUE(parse_measure("counts.places()").measure.arguments.empty());
  EXPECT_EQ(parse_measure("counts.places() by city").around.by, words{"city"});
}

TEST(spec, a_list_separates_its_words_by_bars) {
  const auto read = parse_measure("coverage.reach(kinds=volunteers|social_work) where tenure=rent|own");
  EXPECT_EQ(read.measure.arguments.at("kinds").words(), (words{"volunteers", "social_work"}));
  EXPECT_EQ(read.around.where.at("tenure"), condition::words({"rent", "own"}));
}

TEST(spec, a_range_is_two_dots_with_either_end_open) {
  const auto where = parse_measure(
                         "counts.residents where age=18.., a=..18, b=18..35, c=-1.5..0, "
                         "moved_in=2001-01-01..2002-01-01")
                         .around.where;
  EXPECT_EQ(where.at("age"), condition::range("18", ""));
  EXPECT_EQ(where.at("a"), condition::range("", "18"));
  EXPECT_EQ(where.at("b"), condition::range("18", "35"));
  EXPECT_EQ(where.at("c"), condition::range("-1.5", "0"));
  EXPECT_EQ(where.at("moved_in"), condition::range("2001-01-01", "2002-01-01"));
}

TEST(spec, quotes_hold_what_a_bare_word_cannot) {
  const auto read = parse_measure(R"(counts.groups(kind="mutual aid, (old)=x") within "east side" )"
                                  R"(where "moved in"="a b|c")");
  EXPECT_EQ(read.measure.arguments.at("kind").text(), "mutual aid, (old)=x");
  EXPECT_EQ(read.around.within, "east side");
  EXPECT_EQ(read.around.where.at("moved in"), condition::words({"a b", "c"}));
}

TEST(spec, words_may_be_of_any_script) {
  const auto read = parse_measure("counts.groups(kind=志愿者) within 西塞山");
  EXPECT_EQ(read.measure.arguments.at("kind").text(), "志愿者");
  EXPECT_EQ(read.around.within, "西塞山");
}

TEST(spec, age_bands_keep_the_parentheses_of_their_cuts) {
  const auto read = parse_measure("participation.rate by age_band(15,65), sex where age_band(15,65)=15–64");
  EXPECT_EQ(read.around.by, (words{"age_band(15,65)", "sex"}));
  EXPECT_EQ(read.around.where.at("age_band(15,65)"), condition::words({"15–64"}));
  EXPECT_EQ(parse_measure("participation.rate by age_band").around.by, words{"age_band"});
}

TEST(spec, says_what_it_could_not_read) {
  expect_refused("", "here stands no a measure's name");
  expect_refused("a b", "'b' is not by, within, where, on, during or level");
  expect_refused("a by", "a dimension");
  expect_refused("a by community,", "a dimension");
  expect_refused("a on", "a date");
  expect_refused("a during", "a period");
  expect_refused("a within", "a place");
  expect_refused("a where sex", "the attribute sex has no value");
  expect_refused("a where sex=", "a value");
  expect_refused("a(q)", "the parameter q has no value");
  expect_refused("a(q=)", "a value");
  expect_refused("a(q=1", "a ')' is missing");
  expect_refused("a(q=1 r=2)", "a ')' is missing");
  expect_refused("a within \"east", "a quote is not closed");
  expect_refused("a(x=b(c))", "a ')' is missing");
  expect_refused("a by x by y", "it says 'by' twice");
  expect_refused("a where sex=F, sex=M", "the attribute sex is named twice");
  expect_refused("a(q=1, q=2)", "the parameter q is given twice");
}

TEST(spec, repeats_what_was_asked_beside_what_is_wrong) {
  expect_refused("rate um sex", "cannot read 'rate um sex'");
  expect_refused("rate um sex", "by community");
}

TEST(spec, arguments_are_written_as_they_are_read) {
  EXPECT_EQ(argument(3).text(), "3");
  EXPECT_EQ(argument(std::int64_t{-7}).text(), "-7");
  EXPECT_EQ(argument(0.1).text(), "0.1");
  EXPECT_EQ(argument(true).text(), "true");
  EXPECT_EQ(argument(words{"a", "b"}).text(), "a|b");
  EXPECT_EQ(argument("a|b").words(), (words{"a", "b"}));
  EXPECT_TRUE(argument().words().empty());
}

TEST(spec, is_named_with_its_arguments_in_the_order_of_their_names) {
  EXPECT_EQ(text_of(measure_spec{"coverage.breadth"}), "coverage.breadth");
  EXPECT_EQ(text_of(measure_spec{"coverage.reach", {{"up_to", "grid"}, {"min_kinds", 3}}}),
            "coverage.reach(min_kinds=3, up_to=grid)");
  EXPECT_EQ(text_of(measure_spec{"m", {}, {{"sex", condition::words({"F"})}, {"age", condition::range("18", "")}}}),
            "m where age=18.., sex=F");
}

TEST(spec, comes_back_from_its_text) {
  expect_round_trip({"coverage.breadth"});
  expect_round_trip({"coverage.reach", {{"kinds", words{"a b", "c"}}, {"min_kinds", 2}}});
  expect_round_trip({"counts.groups", {{"kind", "aid (old), new=x"}}});
  expect_round_trip({"counts.groups", {{"kind", ""}}});
  expect_round_trip({"m", {}, {{"sex", condition::words({"F", "M"})}, {"age", condition::range("", "18")}}});
  expect_round_trip({"m", {}, {{"age_band(15,65)", condition::words({"15–64"})}}});
}

TEST(spec, comes_back_with_the_denominator_it_forces) { expect_round_trip({"coverage.depth", {}, {}, "persons"}); }

TEST(spec, comes_back_with_a_scheme_that_is_built_in) {
  expect_round_trip({"coverage.depth", {{"kind", "volunteers"}}, {}, "persons", xisaishan_scheme()});
  EXPECT_EQ(parse_measure("coverage.breadth(scheme=xisaishan)").measure.scheme->keys(), xisaishan_scheme().keys());
  EXPECT_TRUE(parse_measure("coverage.breadth(scheme=xisaishan)").measure.arguments.empty());
  expect_refused("coverage.breadth(scheme=own)", "no scheme is called 'own'; built in: xisaishan");
}

TEST(spec, comes_back_with_attributes_that_need_quotes) {
  expect_round_trip({"m", {}, {{"moved in", condition::words({"x"})}}});
}

TEST(spec, comes_back_with_quotes_in_a_word) { expect_round_trip({"counts.groups", {{"kind", "the \"old\" ones"}}}); }

TEST(spec, reads_a_level_of_confidence) {
  EXPECT_EQ(parse_measure("participation.rate level 0.95").around.level, 0.95);
  EXPECT_EQ(parse_measure("participation.rate").around.level, 0);
  expect_refused("participation.rate level high", "'high' is not a level such as 0.95");
  expect_refused("participation.rate level", "here stands no a level such as 0.95");
}

TEST(spec, reads_a_measure_within_a_measure) {
  const auto read = parse_measure(
      "inequality.gini(of=\"coverage.reach(min_kinds=3) where sex=F\", across=community, weight=residents) by "
      "district");
  EXPECT_EQ(read.measure.arguments.at("of").text(), "coverage.reach(min_kinds=3) where sex=F");
  EXPECT_EQ(read.measure.arguments.at("weight").text(), "residents");
  EXPECT_EQ(read.around.by, words{"district"});
  expect_round_trip(read.measure);
}

TEST(spec, a_list_within_parentheses_is_one_argument) {
  const auto read = parse_measure("inequality.gap(of=participation.rate, between=\"home.estate_age|old|new\")");
  EXPECT_EQ(read.measure.arguments.at("between").words(), (words{"home.estate_age", "old", "new"}));
  EXPECT_EQ(parse_measure("inequality.gap(between=sex|F|M)").measure.arguments.at("between").words(),
            (words{"sex", "F", "M"}));
  EXPECT_TRUE(parse_measure("inequality.gap(between=\"\")").measure.arguments.at("between").words().empty());
}

}  // namespace
}  // namespace linli::testing
