// SPDX-License-Identifier: Apache-2.0
// One column of an Arrow stream on its way in: the arrays of its chunks, end to end.
#pragma once

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <linli/core/column.hpp>
#include <linli/core/diagnostic.hpp>
#include <linli/core/text.hpp>
#include <linli/io/detail/arrow_abi.hpp>
#include <linli/io/detail/text_cells.hpp>

namespace linli::io::detail {

inline bool bit_at(const void* bits, std::int64_t i) {
  return (static_cast<const std::uint8_t*>(bits)[i / 8] >> (i % 8)) & 1U;
}

// Rows of one array, seen from a first one.
class arrow_rows {
 public:
  arrow_rows(const ArrowArray& array, std::int64_t skipped, std::int64_t count)
      : array_(&array),
        first_(array.offset + skipped),
        count_(count),
        validity_(array.n_buffers > 0 && array.null_count != 0 ? array.buffers[0] : nullptr) {}

  std::int64_t count() const { return count_; }
  bool is_null(std::int64_t i) const { return validity_ && !bit_at(validity_, first_ + i); }
  bool flag(std::int64_t i) const { return bit_at(array_->buffers[1], first_ + i); }
  template <class T>
  T value(std::int64_t i) const {  // copied, for a buffer need not be aligned
    T out;
    std::memcpy(&out,
                static_cast<const char*>(array_->buffers[1]) + (first_ + i) * static_cast<std::int64_t>(sizeof(T)),
                sizeof(T));
    return out;
  }
  template <class Offset>
  std::string_view text(std::int64_t i) const {
    const auto begin = value<Offset>(i);
    return {static_cast<const char*>(array_->buffers[2]) + begin,
            static_cast<std::size_t>(value<Offset>(i + 1) - begin)};
  }
  // A view is 16 bytes: a length, then up to 12 bytes of text, or a prefix, a buffer and an offset.
  std::string_view text_of_view(std::int64_t i) const {
    const auto* view = static_cast<const char*>(array_->buffers[1]) + 16 * (first_ + i);
    std::int32_t parts[4];
    std::memcpy(parts, view, sizeof parts);
    const auto size = static_cast<std::size_t>(parts[0]);
    if (size <= 12) return {view + 4, size};
    return {static_cast<const char*>(array_->buffers[2 + parts[2]]) + parts[3], size};
  }

 private:
  const ArrowArray* array_;
  std::int64_t first_;
  std::int64_t count_;
  const void* validity_;
};

inline double number_of_half(std::uint16_t half) {
  const int exponent = (half >> 10) & 0x1F;
  const double fraction = half & 0x3FF;
  const double size = exponent == 0    ? std::ldexp(fraction, -24)
                      : exponent == 31 ? (fraction == 0 ? std::numeric_limits<double>::infinity() : std::nan(""))
                                       : std::ldexp(fraction + 1024, exponent - 25);
  return half & 0x8000 ? -size : size;
}

struct int128_words {
  std::uint64_t low;
  std::uint64_t high;
};
static_assert(std::endian::native == std::endian::little, "decimals are read as little-endian words");

// A decimal without a fraction, digit by digit: an id may have more digits than any number holds.
inline std::string digits_of_decimal(int128_words words) {
  const bool negative = words.high >> 63;
  if (negative) words = {~words.low + 1, ~words.high + (words.low == 0 ? 1 : 0)};
  std::string digits;
  while (words.low != 0 || words.high != 0) {
    // Divides by ten, 32 bits at a time.
    std::uint64_t rest = 0;
    std::uint64_t quotient[4];
    const std::uint64_t parts[4] = {words.high >> 32, words.high & 0xFFFFFFFFU, words.low >> 32,
                                    words.low & 0xFFFFFFFFU};
    for (int k = 0; k < 4; ++k) {
      const auto part = (rest << 32) | parts[k];
      quotient[k] = part / 10;
      rest = part % 10;
    }
    digits.insert(digits.begin(), static_cast<char>('0' + rest));
    words = {(quotient[2] << 32) | quotient[3], (quotient[0] << 32) | quotient[1]};
  }
  return digits.empty() ? "0" : (negative ? "-" : "") + digits;
}

// Exact up to 2^53 unscaled, which a double can hold; beyond that, the nearest but for a last bit.
inline double number_of_decimal(int128_words words, double divisor) {
  const bool negative = words.high >> 63;
  if (negative) words = {~words.low + 1, ~words.high + (words.low == 0 ? 1 : 0)};
  const double size = (std::ldexp(static_cast<double>(words.high), 64) + static_cast<double>(words.low)) / divisor;
  return negative ? -size : size;
}

constexpr std::int64_t floor_divided(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

class column_import {
 public:
  column_import(const ArrowSchema& schema, std::string table, int zone_minutes)
      : table_(std::move(table)),
        name_(schema.name ? schema.name : ""),
        format_(schema.format),
        zone_minutes_(zone_minutes) {
    if (schema.dictionary) {
      words_ = schema.dictionary;
      cells_ = column_import(*words_, table_, zone_minutes_, name_).cells_;
    } else {
      prepare();
    }
  }

  const std::string& name() const { return name_; }

  void append(const ArrowArray& array, std::int64_t skipped, std::int64_t count) {
    const auto rows = arrow_rows(array, skipped, count);
    if (words_)
      append_coded(rows, *array.dictionary);
    else
      append_plain(rows);
    rows_ += count;
  }

  column finish() {
    if (auto* texts = std::get_if<text_cells>(&cells_))
      return is_whole_ ? integers_or(texts->finish()) : texts->finish();
    if (auto* instants = std::get_if<std::vector<instant>>(&cells_)) {
      bring_to_days(*instants);
      return column::of(std::move(*instants));
    }
    return std::visit([](auto& values) { return to_column(values); }, cells_);
  }

 private:
  static constexpr std::int64_t most_days = 50'000'000;  // either way from 1970, a hundred thousand years

  using cells = std::variant<text_cells, std::vector<std::int64_t>, std::vector<double>, std::vector<std::int8_t>,
                             std::vector<instant>>;

  column_import(const ArrowSchema& schema, std::string table, int zone_minutes, std::string name)
      : column_import(schema, std::move(table), zone_minutes) {
    name_ = std::move(name);
  }

  static column to_column(text_cells& texts) { return texts.finish(); }
  template <class T>
  static column to_column(std::vector<T>& values) {
    return column::of(std::move(values));
  }

  // Whole decimals as integers, where all of them fit.
  static column integers_or(column texts) {
    auto values = std::vector<std::optional<std::int64_t>>(texts.words().size());
    for (std::size_t w = 0; w < values.size(); ++w) {
      values[w] = parse_plain_integer(texts.words()[static_cast<std::int32_t>(w)]);
      if (!values[w]) return texts;
    }
    auto out = std::vector<std::int64_t>(texts.size(), null_integer);
    for (std::size_t i = 0; i < out.size(); ++i)
      if (!texts.is_null(i)) out[i] = *values[static_cast<std::size_t>(texts.codes()[i])];
    return column::of(std::move(out));
  }

  bool is(std::string_view format) const { return format_ == format; }

  [[noreturn]] void fail_unknown() const {
    throw schema_error("column '" + name_ + "' of the table " + table_ + " has the Arrow format '" + format_ +
                       "', which is not read; give it as integers, numbers, booleans, texts, dates or times");
  }
  [[noreturn]] void fail_too_large(std::int64_t row, const std::string& value) const {
    diagnostics found;
    found.add({table_, rows_ + row, name_, "too_large", value, "'" + value + "' is beyond what linli holds",
               severity::error});
    throw data_error(std::move(found));
  }

  // Sets the type of the column, and what the format says beside.
  void prepare() {
    if (is("n") || is("u") || is("U") || is("vu")) return;
    if (is("b"))
      cells_ = std::vector<std::int8_t>{};
    else if (format_.size() == 1 && std::string_view("cCsSiIlL").find(format_[0]) != std::string_view::npos)
      cells_ = std::vector<std::int64_t>{};
    else if (is("e") || is("f") || is("g"))
      cells_ = std::vector<double>{};
    else if (format_.starts_with("d:"))
      prepare_decimal();
    else if (is("tdD") || is("tdm"))
      cells_ = std::vector<instant>{};
    else if (format_.starts_with("ts"))
      prepare_timestamp();
    else
      fail_unknown();
  }
  // "d:precision,scale" or "d:precision,scale,bits".
  void prepare_decimal() {
    const auto text = std::string_view(format_).substr(2);
    const auto first = text.find(',');
    const auto second = text.find(',', first + 1);
    if (first == std::string_view::npos || (second != std::string_view::npos && text.substr(second + 1) != "128"))
      fail_unknown();
    int scale = 0;
    std::from_chars(text.data() + first + 1, text.data() + text.size(), scale);
    divisor_ = std::pow(10.0, scale);
    is_whole_ = scale == 0;
    if (!is_whole_) cells_ = std::vector<double>{};
  }
  // "tsu:" or "tsu:Asia/Shanghai". With a zone, whatever its name, the values are instants of UTC.
  void prepare_timestamp() {
    if (format_.size() < 4 || format_[3] != ':') fail_unknown();
    switch (format_[2]) {
      case 's': per_unit_ = 1'000'000; break;
      case 'm': per_unit_ = 1'000; break;
      case 'u': break;
      case 'n': units_per_ = 1'000; break;
      default: fail_unknown();
    }
    has_zone_ = format_.size() > 4;
    cells_ = std::vector<instant>{};
  }

  // A value that is null, or stands for null among us, becomes null.
  template <class T, class Get>
  void put(const arrow_rows& rows, T null, Get get) {
    auto& values = std::get<std::vector<T>>(cells_);
    for (std::int64_t i = 0; i < rows.count(); ++i) values.push_back(rows.is_null(i) ? null : get(i));
  }
  template <class Get>
  void put_texts(const arrow_rows& rows, Get get) {
    auto& texts = std::get<text_cells>(cells_);
    for (std::int64_t i = 0; i < rows.count(); ++i) {
      if (rows.is_null(i))
        texts.add_null();
      else
        texts.add(get(i));
    }
  }
  template <class T>
  void put_integers(const arrow_rows& rows) {
    put(rows, null_integer, [&](std::int64_t i) {
      const auto value = rows.value<T>(i);
      if constexpr (std::is_same_v<T, std::uint64_t>)
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
          fail_too_large(i, std::to_string(value));
      if constexpr (std::is_same_v<T, std::int64_t>)
        if (value == null_integer) fail_too_large(i, std::to_string(value));
      return static_cast<std::int64_t>(value);
    });
  }

  void append_plain(const arrow_rows& rows) {
    switch (format_[0]) {
      case 'n': return put_texts_null(rows.count());
      case 'u': return put_texts(rows, [&](std::int64_t i) { return rows.text<std::int32_t>(i); });
      case 'U': return put_texts(rows, [&](std::int64_t i) { return rows.text<std::int64_t>(i); });
      case 'v': return put_texts(rows, [&](std::int64_t i) { return rows.text_of_view(i); });
      case 'b': return put(rows, null_boolean, [&](std::int64_t i) { return static_cast<std::int8_t>(rows.flag(i)); });
      case 'c': return put_integers<std::int8_t>(rows);
      case 'C': return put_integers<std::uint8_t>(rows);
      case 's': return put_integers<std::int16_t>(rows);
      case 'S': return put_integers<std::uint16_t>(rows);
      case 'i': return put_integers<std::int32_t>(rows);
      case 'I': return put_integers<std::uint32_t>(rows);
      case 'l': return put_integers<std::int64_t>(rows);
      case 'L': return put_integers<std::uint64_t>(rows);
      case 'e':
        return put(rows, std::nan(""), [&](std::int64_t i) { return number_of_half(rows.value<std::uint16_t>(i)); });
      case 'f':
        return put(rows, std::nan(""), [&](std::int64_t i) { return static_cast<double>(rows.value<float>(i)); });
      case 'g': return put(rows, std::nan(""), [&](std::int64_t i) { return rows.value<double>(i); });
      case 'd':
        if (is_whole_)
          return put_texts(rows, [&](std::int64_t i) { return digits_of_decimal(rows.value<int128_words>(i)); });
        return put(rows, std::nan(""),
                   [&](std::int64_t i) { return number_of_decimal(rows.value<int128_words>(i), divisor_); });
      default: return append_times(rows);
    }
  }
  void put_texts_null(std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) std::get<text_cells>(cells_).add_null();
  }
  void append_times(const arrow_rows& rows) {
    if (is("tdD"))
      return put(rows, instant{}, [&](std::int64_t i) { return day_at(i, rows.value<std::int32_t>(i), 1); });
    if (is("tdm"))
      return put(rows, instant{}, [&](std::int64_t i) { return day_at(i, rows.value<std::int64_t>(i), 86'400'000); });
    put(rows, instant{}, [&](std::int64_t i) { return moment_at(i, rows.value<std::int64_t>(i)); });
  }
  instant day_at(std::int64_t row, std::int64_t value, std::int64_t units_a_day) const {
    const auto day = floor_divided(value, units_a_day);
    if (std::abs(day) > most_days) fail_too_large(row, std::to_string(value));
    return instant::of_day(day);
  }
  instant moment_at(std::int64_t row, std::int64_t value) const {
    if (value < -most_days * microseconds_a_day / per_unit_ || value > most_days * microseconds_a_day / per_unit_)
      fail_too_large(row, std::to_string(value));
    const std::int64_t shift = has_zone_ ? zone_minutes_ * 60'000'000LL : 0;
    return instant::of_moment(floor_divided(value * per_unit_, units_per_) + shift);
  }

  // Frames that know no bare dates (pandas) hold midnights for them. A column of times without a
  // zone in which every one is midnight is such a column of dates.
  void bring_to_days(std::vector<instant>& values) const {
    if (has_zone_ || is("tdD") || is("tdm")) return;
    for (const auto at : values)
      if (!at.is_null() && at.microseconds() % microseconds_a_day != 0) return;
    for (auto& at : values)
      if (!at.is_null()) at = instant::of_day(at.day());
  }

  void append_coded(const arrow_rows& rows, const ArrowArray& dictionary_array) {
    auto words = column_import(*words_, table_, zone_minutes_, name_);
    words.append(dictionary_array, 0, dictionary_array.length);
    const auto values = words.finish();
    for (std::int64_t i = 0; i < rows.count(); ++i) put_cell(values, rows.is_null(i) ? -1 : code_at(rows, i));
  }
  std::int64_t code_at(const arrow_rows& rows, std::int64_t i) const {
    switch (format_[0]) {
      case 'c': return rows.value<std::int8_t>(i);
      case 'C': return rows.value<std::uint8_t>(i);
      case 's': return rows.value<std::int16_t>(i);
      case 'S': return rows.value<std::uint16_t>(i);
      case 'i': return rows.value<std::int32_t>(i);
      case 'I': return rows.value<std::uint32_t>(i);
      case 'l': return rows.value<std::int64_t>(i);
      case 'L': return static_cast<std::int64_t>(rows.value<std::uint64_t>(i));
      default: fail_unknown();
    }
  }
  void put_cell(const column& values, std::int64_t code) {
    const auto i = static_cast<std::size_t>(code);
    if (code >= 0 && i >= values.size())
      throw schema_error("column '" + name_ + "' of the table " + table_ + " has a code beyond its dictionary");
    const bool null = code < 0 || values.is_null(i);
    switch (values.type()) {
      case value_type::integer: return push(null ? null_integer : values.integers()[i]);
      case value_type::number: return push(null ? std::nan("") : values.numbers()[i]);
      case value_type::boolean: return push(null ? null_boolean : values.booleans()[i]);
      case value_type::instant: return push(null ? instant{} : values.instants()[i]);
      default:
        if (null)
          std::get<text_cells>(cells_).add_null();
        else
          std::get<text_cells>(cells_).add(values.words()[values.codes()[i]]);
    }
  }
  template <class T>
  void push(T value) {
    std::get<std::vector<T>>(cells_).push_back(value);
  }

  std::string table_;
  std::string name_;
  std::string format_;
  int zone_minutes_;
  const ArrowSchema* words_ = nullptr;  // of a column of codes: the schema of its dictionary
  double divisor_ = 1;                  // of decimals
  bool is_whole_ = false;               // decimals without a fraction
  std::int64_t per_unit_ = 1;           // of timestamps: microseconds a unit, or units a microsecond
  std::int64_t units_per_ = 1;
  bool has_zone_ = false;
  std::int64_t rows_ = 0;
  cells cells_;
};

}  // namespace linli::io::detail
