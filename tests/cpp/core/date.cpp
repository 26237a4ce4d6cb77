// SPDX-License-Identifier: Apache-2.0
// Instants, days, and windows of time.
#include <linli/core/date.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace linli::testing {
namespace {

instant at(std::string_view text) { return parse_instant(text).value(); }
std::string written_back(std::string_view text) { return text_of(at(text)); }

TEST(instant, is_null_until_it_is_given) {
  EXPECT_TRUE(instant{}.is_null());
  EXPECT_FALSE(instant::of_day(0).is_null());
  EXPECT_EQ(text_of(instant{}), "");
}

TEST(instant, that_is_null_comes_before_every_other) {
  EXPECT_LT(instant{}, at("0001-01-01"));
  EXPECT_LT(instant{}, at("1900-01-01"));
}

TEST(instant, of_a_bare_date_equals_the_midnight_that_it_starts_with) {
  EXPECT_EQ(at("2018-01-31"), at("2018-01-31T00:00"));
  EXPECT_TRUE(at("2018-01-31").is_bare());
  EXPECT_FALSE(at("2018-01-31T00:00").is_bare());
  EXPECT_LT(at("2018-01-31"), at("2018-01-31T00:00:00.000001"));
}

TEST(instant, before_1970_lies_on_its_own_day) {
  EXPECT_EQ(at("1969-12-31").day(), -1);
  EXPECT_EQ(at("1969-12-31T23:59:59.999999").day(), -1);
  EXPECT_EQ(at("1969-12-31T00:00").day(), -1);
  EXPECT_EQ(at("1969-12-30T23:59").day(), -2);
  EXPECT_EQ(written_back("1949-10-01T15:00:00"), "1949-10-01T15:00:00");
}

TEST(parse_instant, reads_back_what_text_of_writes) {
  for (const auto* text :
       {"0001-01-01", "1900-02-28", "1969-12-31", "1970-01-01", "2018-01-31", "2100-12-31", "9999-12-31",
        "2018-01-31T09:30:00", "2018-01-31T09:30:15.000250", "1969-12-31T23:59:59.999999"})
    EXPECT_EQ(written_back(text), text);
}

TEST(parse_instant, knows_leap_days) {
  EXPECT_TRUE(parse_instant("2000-02-29"));
  EXPECT_TRUE(parse_instant("2024-02-29"));
  EXPECT_FALSE(parse_instant("1900-02-29"));
  EXPECT_FALSE(parse_instant("2100-02-29"));
  EXPECT_FALSE(parse_instant("2023-02-29"));
  EXPECT_EQ(at("1900-03-01").day() - at("1900-02-28").day(), 1);
  EXPECT_EQ(at("2000-03-01").day() - at("2000-02-28").day(), 2);
  EXPECT_EQ(at("2100-03-01").day() - at("2100-02-28").day(), 1);
}

TEST(parse_instant, counts_days_from_1970) {
  EXPECT_EQ(at("1970-01-01").day(), 0);
  EXPECT_EQ(at("1900-01-01").day(), -25567);
  EXPECT_EQ(at("2000-03-01").day(), 11017);
  EXPECT_EQ(at("2100-01-01").day(), 47482);
  EXPECT_EQ(day_number(2100, 1, 1), 47482);
}

TEST(parse_instant, reads_times_with_and_without_seconds) {
  EXPECT_EQ(written_back("2018-01-31T09:30"), "2018-01-31T09:30:00");
  EXPECT_EQ(written_back("2018-01-31 09:30"), "2018-01-31T09:30:00");
  EXPECT_EQ(written_back("2018-01-31T09:30:15"), "2018-01-31T09:30:15");
  EXPECT_EQ(written_back("2018-01-31T09:30:15.5"), "2018-01-31T09:30:15.500000");
  EXPECT_EQ(written_back("2018-01-31T09:30:15.123456789"), "2018-01-31T09:30:15.123456");
}

TEST(parse_instant, converts_times_with_an_offset_to_the_zone) {
  EXPECT_EQ(text_of(*parse_instant("2018-01-31T01:30Z", 480)), "2018-01-31T09:30:00");
  EXPECT_EQ(text_of(*parse_instant("2018-01-31T01:30:00+00:00", 480)), "2018-01-31T09:30:00");
  EXPECT_EQ(text_of(*parse_instant("2018-01-31T09:30+0800", 480)), "2018-01-31T09:30:00");
  EXPECT_EQ(text_of(*parse_instant("2018-01-31T09:30+08", 480)), "2018-01-31T09:30:00");
  EXPECT_EQ(text_of(*parse_instant("2018-12-31T20:00-05:00", 480)), "2019-01-01T09:00:00");
  EXPECT_EQ(text_of(*parse_instant("2018-01-31T09:30", 480)), "2018-01-31T09:30:00");
  EXPECT_EQ(text_of(*parse_instant("2018-01-31", 480)), "2018-01-31");
}

TEST(parse_instant, refuses_what_is_not_a_date) {
  for (const auto* text : {"",
                           "2018",
                           "2018-01",
                           "2018-1-31",
                           "2018/01/31",
                           "31-01-2018",
                           "2018-13-01",
                           "2018-00-01",
                           "2018-01-32",
                           "2018-01-00",
                           "2018-04-31",
                           "2018-01-31T",
                           "2018-01-31T9:30",
                           "2018-01-31T09",
                           "2018-01-31T24:00",
                           "2018-01-31T09:60",
                           "2018-01-31T09:30:60",
                           "2018-01-31T09:30:15.",
                           "2018-01-31T09:30+24:00",
                           "2018-01-31T09:30+08:60",
                           "2018-01-31T09:30 ",
                           " 2018-01-31",
                           "2018-01-31x",
                           "二〇一八年",
                           "2018-01-31T09:30Z1",
                           "2018-01-31T09:30+08:"})
    EXPECT_FALSE(parse_instant(text)) << "'" << text << "'";
}

TEST(completed_years, change_on_the_birthday) {
  const auto age = [](std::string_view born, std::string_view on) { return completed_years(at(born), at(on).day()); };
  EXPECT_EQ(age("1950-06-15", "2018-06-14"), 67);
  EXPECT_EQ(age("1950-06-15", "2018-06-15"), 68);
  EXPECT_EQ(age("1950-06-15", "2018-06-16"), 68);
  EXPECT_EQ(age("2018-01-31", "2018-01-31"), 0);
  EXPECT_EQ(age("1900-01-01", "2100-01-01"), 200);
}

TEST(completed_years, of_a_leap_day_birth_change_on_the_first_of_march) {
  const auto age = [](std::string_view on) { return completed_years(at("2000-02-29"), at(on).day()); };
  EXPECT_EQ(age("2001-02-28"), 0);
  EXPECT_EQ(age("2001-03-01"), 1);
  EXPECT_EQ(age("2004-02-28"), 3);
  EXPECT_EQ(age("2004-02-29"), 4);
  EXPECT_EQ(age("2100-02-28"), 99);
  EXPECT_EQ(age("2100-03-01"), 100);
}

TEST(duration_between, counts_calendar_days_if_either_end_is_a_bare_date) {
  const auto days = [](std::string_view from, std::string_view to) {
    return duration_between(at(from), at(to)) / microseconds_a_day;
  };
  EXPECT_EQ(days("2018-01-31", "2018-02-01"), 1);
  EXPECT_EQ(days("2018-01-31T23:59", "2018-02-01"), 1);
  EXPECT_EQ(days("2018-01-31", "2018-01-31T23:59"), 0);
  EXPECT_EQ(days("2018-02-01", "2018-01-31T23:59"), -1);
  EXPECT_EQ(days("2024-02-28", "2024-03-01"), 2);
  EXPECT_EQ(days("1969-12-31", "1970-01-01"), 1);
}

TEST(duration_between, two_moments_is_the_time_between_them) {
  EXPECT_EQ(duration_between(at("2018-01-31T23:59"), at("2018-02-01T00:01")), 120'000'000);
  EXPECT_EQ(duration_between(at("2018-01-31T09:31"), at("2018-01-31T09:30")), -60'000'000);
}

TEST(window, is_half_open) {
  const auto year = parse_window("2024").value();
  EXPECT_FALSE(year.contains(at("2023-12-31T23:59:59")));
  EXPECT_TRUE(year.contains(at("2024-01-01")));
  EXPECT_TRUE(year.contains(at("2024-12-31T23:59:59")));
  EXPECT_FALSE(year.contains(at("2025-01-01")));
}

TEST(window, without_ends_contains_everything) {
  EXPECT_TRUE(window{}.is_unbounded());
  EXPECT_TRUE(window{}.contains(at("1900-01-01")));
  EXPECT_FALSE(parse_window("2024")->is_unbounded());
}

TEST(parse_window, knows_years_halves_quarters_and_months) {
  const auto ends = [](std::string_view text) {
    const auto w = parse_window(text).value();
    return text_of(w.from) + ".." + text_of(w.until);
  };
  EXPECT_EQ(ends("2024"), "2024-01-01..2025-01-01");
  EXPECT_EQ(ends("2024-H1"), "2024-01-01..2024-07-01");
  EXPECT_EQ(ends("2024-H2"), "2024-07-01..2025-01-01");
  EXPECT_EQ(ends("2024-Q1"), "2024-01-01..2024-04-01");
  EXPECT_EQ(ends("2024-Q4"), "2024-10-01..2025-01-01");
  EXPECT_EQ(ends("2024-02"), "2024-02-01..2024-03-01");
  EXPECT_EQ(ends("2024-12"), "2024-12-01..2025-01-01");
  EXPECT_EQ(ends("1900-02"), "1900-02-01..1900-03-01");
  EXPECT_EQ(ends("2018-01-31..2018-02-28"), "2018-01-31..2018-02-28");
  EXPECT_EQ(ends("2018-01-31T09:30.."), "2018-01-31T09:30:00..");
  EXPECT_EQ(ends("..2018-02-28"), "..2018-02-28");
  EXPECT_EQ(ends(".."), "..");
}

TEST(parse_window, refuses_what_it_does_not_know) {
  for (const auto* text : {"", "24", "2024-", "2024-Q0", "2024-Q5", "2024-H3", "2024-H", "2024-00", "2024-13", "2024-1",
                           "2024-06-30", "2024-Q1x", "2024..2025", "x..2024-01-01", "last year"})
    EXPECT_FALSE(parse_window(text)) << "'" << text << "'";
}

TEST(bucket, follows_its_neighbour_without_a_gap) {
  for (const auto size : {bucket::year, bucket::quarter, bucket::month}) {
    for (auto day = day_number(1899, 12, 25); day < day_number(1901, 1, 5); ++day) {
      const auto number = bucket_number(size, day);
      const auto whole = bucket_window(size, number);
      ASSERT_TRUE(whole.contains(instant::of_day(day))) << text_of_day(day);
      ASSERT_EQ(whole.until, bucket_window(size, number + 1).from);
    }
  }
}

TEST(bucket, is_labelled_as_people_write_it) {
  const auto label = [](bucket size, std::string_view day) {
    return bucket_label(size, bucket_number(size, at(day).day()));
  };
  EXPECT_EQ(label(bucket::year, "2024-06-30"), "2024");
  EXPECT_EQ(label(bucket::quarter, "2024-06-30"), "2024-Q2");
  EXPECT_EQ(label(bucket::quarter, "2024-12-31"), "2024-Q4");
  EXPECT_EQ(label(bucket::month, "2024-06-30"), "2024-06");
  EXPECT_EQ(label(bucket::month, "2024-12-01"), "2024-12");
}

TEST(bucket, labels_are_windows) {
  for (const auto size : {bucket::year, bucket::quarter, bucket::month}) {
    const auto number = bucket_number(size, day_number(2024, 11, 3));
    EXPECT_EQ(parse_window(bucket_label(size, number)).value(), bucket_window(size, number));
  }
}

}  // namespace
}  // namespace linli::testing
