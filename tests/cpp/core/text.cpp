// SPDX-License-Identifier: Apache-2.0
// Numbers, code points, and the nearest of some words.
#include <linli/core/text.hpp>

#include <limits>

#include <gtest/gtest.h>

#include <linli/core/detail/number_by_strtod.hpp>

namespace linli::testing {
namespace {

using words = std::vector<std::string>;

TEST(parse_plain_integer, reads_integers_as_people_write_ids) {
  EXPECT_EQ(parse_plain_integer("0"), 0);
  EXPECT_EQ(parse_plain_integer("7"), 7);
  EXPECT_EQ(parse_plain_integer("-7"), -7);
  EXPECT_EQ(parse_plain_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
}

TEST(parse_plain_integer, leaves_codes_and_other_texts_alone) {
  for (const auto* text : {"", "-", "007", "-07", "-0", "00", "+7", "7.0", "7 ", " 7", "1e3", "0x1", "七",
                           "9223372036854775808", "420200198001011234567"})
    EXPECT_FALSE(parse_plain_integer(text)) << "'" << text << "'";
}

TEST(parse_number, reads_decimals_and_exponents) {
  EXPECT_EQ(parse_number("0.1"), 0.1);
  EXPECT_EQ(parse_number("-2"), -2.0);
  EXPECT_EQ(parse_number("1e3"), 1000.0);
  EXPECT_EQ(parse_number("007"), 7.0);
}

TEST(parse_number, refuses_what_is_not_one_number) {
  for (const auto* text : {"", "nan", "NaN", "1,000", "1.2.3", "3 4", "约30", "0.1x", "--1"})
    EXPECT_FALSE(parse_number(text)) << "'" << text << "'";
}

TEST(parse_number, reads_the_same_where_the_library_has_no_from_chars) {
  for (const auto* text : {"0.1",   "-2",   "1e3",  "1e+3",  "1E-3",     "007",   "5e-324", "1.",    ".5",  "-.5",
                           "inf",   "-inf", "INF",  "nan",   "infinity", "1e400", "",       "-",     "+7",  "+",
                           " 7",    "7 ",   "\t7",  "1,000", "1.2.3",    "3 4",   "约30",   "0.1x",  "--1", "-+1",
                           "0x1p3", "0xe",  "-0x1", "1e",    "1e 3",     "1e0x3", "e5",     "1e5e5", ".",   "1e--5"}) {
    double one = 0;
    double other = 0;
    const bool read = detail::read_whole(text, one);
    EXPECT_EQ(detail::number_by_strtod(text, other), read) << "'" << text << "'";
    if (read && one == one) {
      EXPECT_EQ(one, other) << "'" << text << "'";
    }
  }
}

TEST(text_of_number, is_the_shortest_that_reads_back) {
  EXPECT_EQ(text_of_number(0.1), "0.1");
  EXPECT_EQ(text_of_number(3), "3");
  EXPECT_EQ(text_of_number(-0.5), "-0.5");
  for (const auto x : {1.0 / 3, 1e300, 5e-324, 0.1 + 0.2, 123456789.123}) EXPECT_EQ(parse_number(text_of_number(x)), x);
}

TEST(without_prefix, cuts_it_off_where_it_stands) {
  EXPECT_EQ(without_prefix("person.sex", "person."), "sex");
  EXPECT_EQ(without_prefix("sex", "person."), "sex");
  EXPECT_EQ(without_prefix("home.person.", "person."), "home.person.");
  EXPECT_EQ(without_prefix("person.", "person."), "");
}

TEST(joined_by, separates_two_texts_and_leaves_one_alone) {
  EXPECT_EQ(joined_by("甲", "; ", "乙"), "甲; 乙");
  EXPECT_EQ(joined_by("", "; ", "乙"), "乙");
  EXPECT_EQ(joined_by("甲", "; ", ""), "甲");
  EXPECT_EQ(joined_by("", "; ", ""), "");
}

TEST(code_points, count_letters_and_not_bytes) {
  EXPECT_EQ(code_points("").size(), 0U);
  EXPECT_EQ(code_points("abc").size(), 3U);
  EXPECT_EQ(code_points("西塞山"), (std::vector<char32_t>{U'西', U'塞', U'山'}));
  EXPECT_EQ(code_points("é𠮷a"), (std::vector<char32_t>{U'é', U'𠮷', U'a'}));
}

TEST(code_points, let_a_byte_that_is_not_utf8_stand_for_itself) {
  EXPECT_EQ(code_points("\x80"
                        "a"),
            (std::vector<char32_t>{0x80, U'a'}));
  EXPECT_EQ(code_points("\xff"
                        "ab"),
            (std::vector<char32_t>{0xff, U'a', U'b'}));
  EXPECT_EQ(code_points("\xe8"
                        "ab"),
            (std::vector<char32_t>{0xe8, U'a', U'b'}));
}

TEST(edit_distance, counts_letters_to_change) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("sitting", "kitten"), 3U);
  EXPECT_EQ(edit_distance("楚街社区", "楚街区"), 1U);
  EXPECT_EQ(edit_distance("甲社区", "乙社区"), 1U);
}

TEST(nearest_word, is_one_that_may_have_been_meant) {
  EXPECT_EQ(nearest_word("comunity", words{"city", "community", "grid"}), "community");
  EXPECT_EQ(nearest_word("楚接社区", words{"楚街社区", "澄月社区"}), "楚街社区");
  EXPECT_EQ(nearest_word("c7", words{"c07", "d99"}), "c07");
  EXPECT_EQ(nearest_word("subdistrict", words{"district"}), "district") << "3 of 11 letters off";
}

TEST(nearest_word, is_none_where_all_are_far) {
  EXPECT_EQ(nearest_word("village", words{"city", "community"}), "");
  EXPECT_EQ(nearest_word("anything", words{}), "");
  EXPECT_EQ(nearest_word("abcdefghijklmnop", words{"efghijklmnop"}), "") << "at most 3 letters off";
}

TEST(nearest_word, is_the_first_of_equals) { EXPECT_EQ(nearest_word("cat", words{"bat", "hat"}), "bat"); }

TEST(joined, puts_a_separator_between_words) {
  EXPECT_EQ(joined(words{}), "");
  EXPECT_EQ(joined(words{"a"}), "a");
  EXPECT_EQ(joined(words{"a", "b", "c"}, " or "), "a or b or c");
}

}  // namespace
}  // namespace linli::testing
