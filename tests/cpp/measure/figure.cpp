// SPDX-License-Identifier: Apache-2.0
// Published figures: their digits, what each qualifier allows, and how a computed number compares.
#include <linli/measure/figure.hpp>

#include <cmath>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

using enum qualifier;

comparison compared(const char* printed, qualifier how, double computed) {
  return compare(*parse_figure(printed), how, computed);
}
bool agrees(const char* printed, qualifier how, double computed) { return compared(printed, how, computed).agrees; }
std::pair<double, double> wholes(const char* printed, qualifier how) {
  const auto range = whole_numbers(*parse_figure(printed), how);
  return {range.low, range.high};
}

TEST(figure, is_read_with_the_digits_it_was_given) {
  const auto share = parse_figure("28.9%");
  ASSERT_TRUE(share);
  EXPECT_DOUBLE_EQ(share->value(), 0.289);
  EXPECT_EQ(share->digits, 289);
  EXPECT_DOUBLE_EQ(share->last_digit(), 0.001);
  EXPECT_EQ(share->text(), "28.9%");
  EXPECT_EQ(parse_figure("0.90")->text(), "0.90");
  EXPECT_DOUBLE_EQ(parse_figure("0.90")->last_nonzero_digit(), 0.1);
  EXPECT_DOUBLE_EQ(parse_figure("270")->last_nonzero_digit(), 10);
  EXPECT_DOUBLE_EQ(parse_figure("7000")->last_nonzero_digit(), 1000);
  EXPECT_DOUBLE_EQ(parse_figure("-3.2%")->value(), -0.032);
}

TEST(figure, may_be_written_as_people_write_numbers) {
  EXPECT_DOUBLE_EQ(parse_figure("10,803")->value(), 10803);
  EXPECT_DOUBLE_EQ(parse_figure("1,234,567")->value(), 1234567);
  EXPECT_DOUBLE_EQ(parse_figure(" 270 ")->value(), 270);
  EXPECT_DOUBLE_EQ(parse_figure("２８．９％")->value(), 0.289);
  EXPECT_DOUBLE_EQ(parse_figure("1.2万")->value(), 12000);
  EXPECT_DOUBLE_EQ(parse_figure("1.2万")->last_digit(), 1000);
  EXPECT_DOUBLE_EQ(parse_figure("3‰")->value(), 0.003);
}

TEST(figure, that_is_no_number_is_none) {
  for (const char* text :
       {"", "many", "5.", ".5", "1,00", "10,80", ",100", "1.2.3", "12 or 13", "1e3", "0x10", "%", "-"})
    EXPECT_FALSE(parse_figure(text)) << text;
}

TEST(figure, exact_is_equal_at_its_own_digits_cut_or_rounded) {
  EXPECT_EQ(compared("3354", exact, 3354).how, "equal");
  const auto cut = compared("28.9%", exact, 3128.0 / 10803);
  EXPECT_TRUE(cut.agrees);
  EXPECT_EQ(cut.how, "28.95% is cut to 28.9%, not rounded to 29.0%");
  const auto rounded = compared("29.0%", exact, 3128.0 / 10803);
  EXPECT_TRUE(rounded.agrees);
  EXPECT_EQ(rounded.how, "28.95% is rounded to 29.0%, not cut to 28.9%");
  EXPECT_EQ(compared("28.9%", exact, 0.28931).how, "28.93% is 28.9%, cut or rounded");
  EXPECT_TRUE(agrees("0.90", exact, 3354.0 / 3709));
  EXPECT_FALSE(agrees("28.9%", exact, 0.2912));
  EXPECT_FALSE(agrees("28.9%", exact, 0.2884));
  const auto missing = compared("3354", exact, 3353);
  EXPECT_FALSE(missing.agrees);
  EXPECT_EQ(missing.how, "3353 is below 3354 by 0.03%");
}

TEST(figure, about_is_within_five_percent_both_ways) {
  EXPECT_TRUE(agrees("100", about, 95));
  EXPECT_TRUE(agrees("100", about, 105));
  EXPECT_FALSE(agrees("100", about, 94.9));
  EXPECT_FALSE(agrees("100", about, 105.1));
  EXPECT_TRUE(agrees("0", about, 0));
  EXPECT_FALSE(agrees("0", about, 1));
}

TEST(figure, nearly_is_below_by_at_most_five_percent) {
  const auto near = compared("7000", nearly, 6812);
  EXPECT_TRUE(near.agrees);
  EXPECT_EQ(near.how, "6812 is below 7000 by 2.7%, within 5%");
  EXPECT_TRUE(agrees("7000", nearly, 7000));
  EXPECT_TRUE(agrees("7000", nearly, 6650));
  EXPECT_FALSE(agrees("7000", nearly, 6649));
  EXPECT_FALSE(agrees("7000", nearly, 7001));
  EXPECT_EQ(compared("7000", nearly, 7100).how, "7100 is above 7000 by 1.4%: nearly means below");
}

TEST(figure, over_reaches_to_the_next_unit_of_its_last_nonzero_digit) {
  for (const auto& [printed, first, last] : std::vector<std::tuple<const char*, int, int>>{
           {"270", 270, 279}, {"800", 800, 899}, {"20", 20, 29}, {"10", 10, 19}, {"1005", 1005, 1005}}) {
    EXPECT_FALSE(agrees(printed, over, first - 1)) << printed;
    EXPECT_TRUE(agrees(printed, over, first)) << printed;
    EXPECT_TRUE(agrees(printed, over, last)) << printed;
    EXPECT_FALSE(agrees(printed, over, last + 1)) << printed;
    EXPECT_EQ(wholes(printed, over), (std::pair<double, double>(first, last))) << printed;
  }
  EXPECT_TRUE(agrees("0.90", over, 0.99));
  EXPECT_FALSE(agrees("0.90", over, 1.0));
  EXPECT_EQ(compared("270", over, 275).how, "275 is from 270 to below 280");
}

TEST(figure, limits_are_strict_only_for_more_than) {
  EXPECT_FALSE(agrees("400", more_than, 400));
  EXPECT_TRUE(agrees("400", more_than, 401));
  EXPECT_TRUE(agrees("8", at_least, 8));
  EXPECT_FALSE(agrees("8", at_least, 7));
  EXPECT_TRUE(agrees("8", at_most, 8));
  EXPECT_FALSE(agrees("8", at_most, 9));
}

TEST(figure, allows_whole_numbers) {
  EXPECT_EQ(wholes("3354", exact), (std::pair<double, double>(3354, 3354)));
  EXPECT_EQ(wholes("0", exact), (std::pair<double, double>(0, 0)));
  EXPECT_EQ(wholes("1.2万", exact), (std::pair<double, double>(11500, 12999)));
  EXPECT_EQ(wholes("7000", nearly), (std::pair<double, double>(6650, 7000)));
  EXPECT_EQ(wholes("100", about), (std::pair<double, double>(95, 105)));
  EXPECT_EQ(wholes("8", at_most), (std::pair<double, double>(0, 8)));
  EXPECT_EQ(wholes("400", more_than).first, 401);
  EXPECT_TRUE(std::isinf(wholes("400", more_than).second));
}

// Whatever the qualifier: what agrees is what the interval holds.
TEST(figure, agrees_with_exactly_what_its_interval_holds) {
  for (const char* printed : {"0", "7", "20", "105", "400", "0.90", "28.9", "1.5"})
    for (const auto how : {exact, about, nearly, over, more_than, at_least, at_most}) {
      const auto range = interval(*parse_figure(printed), how);
      for (int tenth = 0; tenth < 5000; tenth += 7) {
        const double x = tenth / 10.0 + 0.013;  // never on an end
        EXPECT_EQ(range.contains(x), agrees(printed, how, x)) << printed << " " << static_cast<int>(how) << " " << x;
      }
      for (int x = 0; x < 450; ++x) {
        const auto whole = whole_numbers(*parse_figure(printed), how);
        EXPECT_EQ(whole.low <= x && x <= whole.high, agrees(printed, how, x))
            << printed << " " << static_cast<int>(how) << " " << x;
      }
    }
}

}  // namespace
}  // namespace linli::testing
