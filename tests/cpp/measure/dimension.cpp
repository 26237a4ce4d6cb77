// SPDX-License-Identifier: Apache-2.0
// What each thing is, and whether it is asked for: attributes, ages, bands, ranges.
#include <linli/measure/dimension.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/small_world.hpp"

namespace linli::testing {
namespace {

using words = std::vector<std::string>;

// Synthetic. The estate age of `a` goes for a1 in it, which gives none of its own; b gives none at
// all.
network world() {
  return built({text_frame("places", {{"id", {"city", "a", "b", "a1", "a2"}},
                                      {"level", {"city", "community", "community", "building", "building"}},
                                      {"parent", {"", "city", "city", "a", "a"}},
                                      {"estate_age", {"", "30", "", "", "5"}}}),
                text_frame("persons", {{"id", {"p1", "p2", "p3", "p4", "p5"}},
                                       {"home", {"a1", "a2", "b", "outside", ""}},
                                       {"sex", {"F", "M", "", "F", "F"}},
                                       {"birth_date", {"2000-02-29", "1958-07-01", "", "", ""}},
                                       {"age", {"99", "", "17", "", "60"}},
                                       {"rooms", {"10", "9", "", "2", "2"}},
                                       {"share", {"0.5", "1", "", "2", "0.25"}},
                                       {"moved_in", {"2001-01-01", "2002-02-02T08:00", "", "", ""}},
                                       {"alone", {"true", "false", "", "true", "false"}}}),
                text_frame("teams", {{"id", {"t1"}}, {"kind", {"aid"}}, {"place", {"a"}}, {"grade", {"good"}}}),
                text_frame("forums", {{"id", {"f1"}}, {"kind", {"hall"}}, {"place", {"b"}}, {"grade", {"poor"}}})});
}

class dimension_of_world : public ::testing::Test {
 protected:
  std::int32_t person(std::string_view id) const { return net.find(table_id::persons, id); }
  std::int32_t group(std::string_view id) const {
    for (std::int32_t g = 0; g < 2; ++g)
      if (net.id_of({node_kind::group, g}) == id) return g;
    return -1;
  }
  // The label of each person, p1 to p5; "-" for null.
  words labels(const dimension& d) const {
    words all;
    for (const auto* id : {"p1", "p2", "p3", "p4", "p5"}) {
      const auto code = d.code(person(id));
      all.push_back(code < 0 ? "-" : d.labels[static_cast<std::size_t>(code)]);
    }
    return all;
  }
  words labels(std::string_view name) const { return labels(detail::attribute_dimension("x", *finder.find(name))); }
  // The persons who pass.
  words passing(const row_test& test) const {
    words all;
    for (const auto* id : {"p1", "p2", "p3", "p4", "p5"})
      if (test.passes(person(id))) all.emplace_back(id);
    return all;
  }
  words passing(std::string_view name, const condition& wanted) const {
    return passing(detail::attribute_test(std::string(name), *finder.find(name), wanted, 0));
  }

  network net = world();
  detail::attribute_finder finder = detail::attribute_finder(net);
  instant day = *parse_instant("2018-03-01");
};

TEST_F(dimension_of_world, a_bare_name_is_a_persons) {
  EXPECT_EQ(finder.find("sex")->of, role::person);
  EXPECT_EQ(labels("sex"), (words{"F", "M", "-", "F", "F"}));
  EXPECT_EQ(labels("person.sex"), labels("sex"));
}

TEST_F(dimension_of_world, a_home_has_what_the_nearest_place_above_gives) {
  EXPECT_EQ(labels("home.estate_age"), (words{"30", "5", "-", "-", "-"}));
  const auto place = *finder.find("place.estate_age");
  EXPECT_EQ(place.of, role::place);
  EXPECT_EQ(place.at(net.find(table_id::places, "a1")), net.find(table_id::places, "a"));
  EXPECT_EQ(place.at(net.find(table_id::places, "b")), -1);
}

TEST_F(dimension_of_world, a_column_of_one_group_table_is_null_for_the_others) {
  const auto team = detail::attribute_dimension("x", *finder.find("team.grade"));
  EXPECT_EQ(team.labels, words{"good"});
  EXPECT_EQ(team.code(group("t1")), 0);
  EXPECT_EQ(team.code(group("f1")), -1);
  const auto forum_kind = detail::attribute_dimension("x", *finder.find("forum.kind"));
  EXPECT_EQ(forum_kind.labels, words{"hall"});  // not the kinds of teams
  EXPECT_EQ(forum_kind.code(group("t1")), -1);
  EXPECT_EQ(detail::attribute_dimension("x", *finder.find("group.kind")).labels, (words{"aid", "hall"}));
}

TEST_F(dimension_of_world, knows_no_column_that_is_not_there_and_no_reference) {
  for (const auto* name :
       {"shoe_size", "home.shoe_size", "team.shoe_size", "planet.size", "home", "team.place", "issue.place"})
    EXPECT_FALSE(finder.find(name)) << name;
}

TEST_F(dimension_of_world, labels_are_sorted_by_letter_and_numbers_by_size) {
  EXPECT_EQ(detail::attribute_dimension("x", *finder.find("sex")).labels, (words{"F", "M"}));
  const auto rooms = detail::attribute_dimension("x", *finder.find("rooms"));
  EXPECT_EQ(rooms.labels, (words{"2", "9", "10"}));
  EXPECT_TRUE(rooms.integer_labels);
  EXPECT_EQ(labels("rooms"), (words{"10", "9", "-", "2", "2"}));
  EXPECT_EQ(detail::attribute_dimension("x", *finder.find("share")).labels, (words{"0.25", "0.5", "1", "2"}));
  EXPECT_EQ(labels("alone"), (words{"true", "false", "-", "true", "false"}));
}

TEST_F(dimension_of_world, takes_further_words_that_no_person_has) {
  const auto sex = detail::attribute_dimension("x", *finder.find("sex"), {"X", "F"});
  EXPECT_EQ(sex.labels, (words{"F", "M", "X"}));
  EXPECT_EQ(labels(sex), (words{"F", "M", "-", "F", "F"}));
}

TEST_F(dimension_of_world, ages_are_completed_years_on_the_day_or_as_given) {
  const auto age_on = [&](const char* on, const char* id) {
    return detail::ages_on(net, *parse_instant(on))(person(id));
  };
  EXPECT_EQ(age_on("2018-02-28", "p1"), 17);  // born on 29 February: older on 1 March
  EXPECT_EQ(age_on("2018-03-01", "p1"), 18);
  EXPECT_EQ(age_on("2018-06-30", "p2"), 59);
  EXPECT_EQ(age_on("2018-07-01", "p2"), 60);
  EXPECT_EQ(age_on("2018-07-01", "p3"), 17);  // no birth date
  EXPECT_EQ(age_on("2018-07-01", "p4"), -1);
}

TEST_F(dimension_of_world, bands_of_age_end_before_the_next_begins) {
  EXPECT_EQ(labels(detail::age_band_dimension(net, day, "age_band", *detail::age_cuts("age_band"))),
            (words{"18–34", "35–59", "0–17", "-", "60+"}));
  EXPECT_EQ(labels(detail::age_band_dimension(net, day, "x", *detail::age_cuts("age_band(15,65)"))),
            (words{"15–64", "15–64", "15–64", "-", "15–64"}));
}

TEST_F(dimension_of_world, cuts_of_age_must_rise) {
  EXPECT_EQ(detail::age_cuts("age_band"), (std::vector<int>{18, 35, 60}));
  EXPECT_EQ(detail::age_cuts("age_band(15, 65)"), (std::vector<int>{15, 65}));
  EXPECT_EQ(detail::age_cuts("age_band(15|65)"), (std::vector<int>{15, 65}));
  EXPECT_EQ(detail::age_cuts("age"), std::nullopt);
  for (const auto* wrong : {"age_band(65,15)", "age_band(0)", "age_band(old)", "age_band(15,15)", "age_band(999)"})
    EXPECT_THROW(detail::age_cuts(wrong), measure_error) << wrong;
}

TEST_F(dimension_of_world, words_pass_if_they_are_asked_for_and_null_never_does) {
  EXPECT_EQ(passing("sex", condition::words({"F"})), (words{"p1", "p4", "p5"}));
  EXPECT_EQ(passing("sex", condition::words({"F", "M"})), (words{"p1", "p2", "p4", "p5"}));
  EXPECT_EQ(passing("sex", condition::words({"X"})), words{});
  EXPECT_EQ(passing("alone", condition::words({"true"})), (words{"p1", "p4"}));
  EXPECT_EQ(passing("home.estate_age", condition::words({"30"})), words{"p1"});
}

TEST_F(dimension_of_world, numbers_are_compared_as_numbers) {
  EXPECT_EQ(passing("rooms", condition::words({"2.0", "10"})), (words{"p1", "p4", "p5"}));
  EXPECT_EQ(passing("share", condition::words({"1.0"})), words{"p2"});
}

TEST_F(dimension_of_world, ranges_are_closed_below_and_open_above) {
  EXPECT_EQ(passing("rooms", condition::range("2", "9")), (words{"p4", "p5"}));
  EXPECT_EQ(passing("rooms", condition::range("9", "")), (words{"p1", "p2"}));
  EXPECT_EQ(passing("share", condition::range("", "0.5")), words{"p5"});
  EXPECT_EQ(passing("home.estate_age", condition::range("5", "30")), words{"p2"});
  EXPECT_EQ(passing("moved_in", condition::range("2001-01-01", "2002-02-02T08:00")), words{"p1"});
  EXPECT_EQ(passing("moved_in", condition::range("2002-02-02", "")), words{"p2"});
}

TEST_F(dimension_of_world, a_range_must_be_of_what_the_column_holds) {
  EXPECT_THROW(passing("rooms", condition::range("few", "")), measure_error);
  EXPECT_THROW(passing("moved_in", condition::range("", "yesterday")), measure_error);
}

TEST_F(dimension_of_world, ages_pass_as_ranges_and_as_words) {
  EXPECT_EQ(passing(detail::age_test(net, day, condition::range("18", ""))), (words{"p1", "p2", "p5"}));
  EXPECT_EQ(passing(detail::age_test(net, day, condition::range("", "18"))), words{"p3"});
  EXPECT_EQ(passing(detail::age_test(net, day, condition::words({"17", "60"}))), (words{"p3", "p5"}));
}

}  // namespace
}  // namespace linli::testing
