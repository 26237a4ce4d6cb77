// SPDX-License-Identifier: Apache-2.0
// Instants, days and windows of time: ISO 8601 in, exact integers inside.
#pragma once

#include <charconv>
#include <chrono>
#include <compare>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace linli {

constexpr std::int64_t microseconds_a_day = 86'400'000'000;

// A bare date, or a moment to the microsecond; the lowest bit tells which. A bare date stands at
// the start of its day. Null is the smallest value, so that "not after" holds for it.
struct instant {
  std::int64_t ticks = std::numeric_limits<std::int64_t>::min();

  static constexpr instant of_day(std::int64_t day) { return {day * microseconds_a_day * 2}; }
  static constexpr instant of_moment(std::int64_t microseconds) { return {microseconds * 2 + 1}; }

  constexpr bool is_null() const { return ticks == std::numeric_limits<std::int64_t>::min(); }
  constexpr bool is_bare() const { return (ticks & 1) == 0; }
  constexpr std::int64_t microseconds() const { return ticks >> 1; }
  constexpr std::int64_t day() const {
    const auto us = microseconds();
    return us >= 0 ? us / microseconds_a_day : -((-us + microseconds_a_day - 1) / microseconds_a_day);
  }
  // By the moment alone: a bare date equals the midnight that it starts with.
  friend constexpr bool operator==(instant a, instant b) { return a.microseconds() == b.microseconds(); }
  friend constexpr std::strong_ordering operator<=>(instant a, instant b) {
    return a.microseconds() <=> b.microseconds();
  }
};

constexpr std::int64_t day_number(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day))
      .time_since_epoch()
      .count();
}
inline std::chrono::year_month_day calendar_of(std::int64_t day) {
  return std::chrono::sys_days(std::chrono::days(day));
}

// The years that four digits can write: 0001 to 9999.
constexpr bool in_calendar(instant at) {
  return at.day() >= day_number(1, 1, 1) && at.day() <= day_number(9999, 12, 31);
}

// Whole calendar days if either end is a bare date, else the time between; in microseconds.
constexpr std::int64_t duration_between(instant from, instant to) {
  if (from.is_bare() || to.is_bare()) return (to.day() - from.day()) * microseconds_a_day;
  return to.microseconds() - from.microseconds();
}

// Completed years from a birth date to a day; born on 29 February, one is a year older on 1 March.
inline int completed_years(instant born, std::int64_t day) {
  const auto b = calendar_of(born.day());
  const auto d = calendar_of(day);
  const int years = int(d.year()) - int(b.year());
  const bool before_birthday = d.month() < b.month() || (d.month() == b.month() && d.day() < b.day());
  return years - (before_birthday ? 1 : 0);
}

namespace detail {
// Reads fixed fields from the front of a text.
class date_scanner {
 public:
  explicit date_scanner(std::string_view text) : rest_(text) {}
  bool done() const { return rest_.empty(); }
  bool skip(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  // Digits after a decimal point, as microseconds; further digits are cut.
  std::optional<int> fraction() {
    int value = 0;
    int count = 0;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      if (count < 6) value = value * 10 + (rest_.front() - '0');
      ++count;
      rest_.remove_prefix(1);
    }
    if (count == 0) return std::nullopt;
    for (; count < 6; ++count) value *= 10;
    return value;
  }

 private:
  std::string_view rest_;
};

inline std::optional<std::int64_t> scan_day(date_scanner& in) {
  const auto year = in.digits(4);
  if (!year || !in.skip('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month || !in.skip('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day) return std::nullopt;
  const auto date = std::chrono::year(*year) / std::chrono::month(static_cast<unsigned>(*month)) /
                    std::chrono::day(static_cast<unsigned>(*day));
  if (!date.ok() || *year == 0) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

inline std::optional<int> scan_offset_minutes(date_scanner& in) {
  if (in.skip('Z')) return 0;
  const bool minus = in.skip('-');
  if (!minus && !in.skip('+')) return std::nullopt;
  const auto hours = in.digits(2);
  const bool colon = in.skip(':');
  const auto minutes = in.done() && !colon ? std::optional(0) : in.digits(2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return (*hours * 60 + *minutes) * (minus ? -1 : 1);
}
}  // namespace detail

// "2018-01-31", "2018-01-31T09:30", with seconds, fractions and an offset if wanted. A time with an
// offset is converted to the zone `zone_minutes` east of Greenwich; one without is taken as local.
inline std::optional<instant> parse_instant(std::string_view text, int zone_minutes = 0) {
  auto in = detail::date_scanner(text);
  const auto day = detail::scan_day(in);
  if (!day) return std::nullopt;
  if (in.done()) return instant::of_day(*day);
  if (!in.skip('T') && !in.skip(' ')) return std::nullopt;
  const auto hours = in.digits(2);
  if (!hours || *hours > 23 || !in.skip(':')) return std::nullopt;
  const auto minutes = in.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::int64_t us = (*hours * 60LL + *minutes) * 60'000'000LL;
  if (in.skip(':')) {
    const auto seconds = in.digits(2);
    if (!seconds || *seconds > 59) return std::nullopt;
    us += *seconds * 1'000'000LL;
    if (in.skip('.')) {
      const auto fraction = in.fraction();
      if (!fraction) return std::nullopt;
      us += *fraction;
    }
  }
  if (!in.done()) {
    const auto offset = detail::scan_offset_minutes(in);
    if (!offset) return std::nullopt;
    us += (zone_minutes - *offset) * 60'000'000LL;
  }
  if (!in.done()) return std::nullopt;
  return instant::of_moment(*day * microseconds_a_day + us);
}

inline std::string text_of_day(std::int64_t day) {
  const auto date = calendar_of(day);
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", int(date.year()), unsigned(date.month()),
                unsigned(date.day()));
  return buffer;
}

inline std::string text_of(instant at) {
  if (at.is_null()) return "";
  std::string text = text_of_day(at.day());
  if (at.is_bare()) return text;
  const auto us = at.microseconds() - at.day() * microseconds_a_day;
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d", int(us / 3'600'000'000), int(us / 60'000'000 % 60),
                int(us / 1'000'000 % 60));
  text += buffer;
  if (us % 1'000'000 != 0) {
    std::snprintf(buffer, sizeof buffer, ".%06d", int(us % 1'000'000));
    text += buffer;
  }
  return text;
}

// Half-open; a null end is unbounded.
struct window {
  instant from;
  instant until;
  constexpr bool contains(instant at) const {
    return (from.is_null() || at >= from) && (until.is_null() || at < until);
  }
  constexpr bool is_unbounded() const { return from.is_null() && until.is_null(); }
  friend constexpr bool operator==(window a, window b) { return a.from == b.from && a.until == b.until; }
};

// From where either begins to where both have ended.
constexpr window united(window a, window b) {
  return {a.from.is_null() || b.from.is_null() ? instant{} : std::min(a.from, b.from),
          a.until.is_null() || b.until.is_null() ? instant{} : std::max(a.until, b.until)};
}

enum class bucket { year, quarter, month };

constexpr int months_in(bucket size) { return size == bucket::year ? 12 : size == bucket::quarter ? 3 : 1; }

// Buckets are numbered from year 0, so that neighbours differ by one.
inline std::int64_t bucket_number(bucket size, std::int64_t day) {
  const auto date = calendar_of(day);
  const auto months = std::int64_t{int(date.year())} * 12 + (unsigned(date.month()) - 1);
  return months / months_in(size);
}
inline window bucket_window(bucket size, std::int64_t number) {
  const auto first_day = [&](std::int64_t n) {
    const auto months = n * months_in(size);
    return instant::of_day(day_number(static_cast<int>(months / 12), static_cast<unsigned>(months % 12) + 1, 1));
  };
  return {first_day(number), first_day(number + 1)};
}
inline std::string bucket_label(bucket size, std::int64_t number) {
  const auto months = number * months_in(size);
  char buffer[24];
  const auto year = static_cast<int>(months / 12);
  if (size == bucket::year) std::snprintf(buffer, sizeof buffer, "%04d", year);
  if (size == bucket::quarter) std::snprintf(buffer, sizeof buffer, "%04d-Q%d", year, int(months % 12 / 3 + 1));
  if (size == bucket::month) std::snprintf(buffer, sizeof buffer, "%04d-%02d", year, int(months % 12 + 1));
  return buffer;
}

// "2024", "2024-H1", "2024-Q3", "2024-06", or "A..B" with bare dates or moments, either end empty.
inline std::optional<window> parse_window(std::string_view text, int zone_minutes = 0) {
  if (const auto dots = text.find(".."); dots != std::string_view::npos) {
    auto ends = window{};
    const auto parse_end = [&](std::string_view part, instant& end) {
      if (part.empty()) return true;
      const auto parsed = parse_instant(part, zone_minutes);
      if (parsed) end = *parsed;
      return parsed.has_value();
    };
    if (!parse_end(text.substr(0, dots), ends.from) || !parse_end(text.substr(dots + 2), ends.until))
      return std::nullopt;
    return ends;
  }
  auto in = detail::date_scanner(text);
  const auto year = in.digits(4);
  if (!year) return std::nullopt;
  if (in.done()) return bucket_window(bucket::year, *year);
  if (!in.skip('-')) return std::nullopt;
  const auto part = [&](char mark, int most) -> std::optional<int> {
    if (mark && !in.skip(mark)) return std::nullopt;
    const auto n = in.digits(mark ? 1 : 2);
    return n && in.done() && *n >= 1 && *n <= most ? n : std::nullopt;
  };
  if (const auto half = part('H', 2)) {
    const auto quarter = *year * 4 + (*half - 1) * 2;
    return window{bucket_window(bucket::quarter, quarter).from, bucket_window(bucket::quarter, quarter + 1).until};
  }
  in = detail::date_scanner(text.substr(5));
  if (const auto quarter = part('Q', 4)) return bucket_window(bucket::quarter, *year * 4 + *quarter - 1);
  in = detail::date_scanner(text.substr(5));
  if (const auto month = part('\0', 12)) return bucket_window(bucket::month, *year * 12 + *month - 1);
  return std::nullopt;
}

}  // namespace linli
