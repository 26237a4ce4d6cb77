// SPDX-License-Identifier: Apache-2.0
// A table on its way in: cells brought to the types of the schema, with every problem noted.
#pragma once

#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/core/diagnostic.hpp>
#include <linli/model/column_rows.hpp>
#include <linli/model/frame.hpp>
#include <linli/model/network.hpp>

namespace linli::detail {

struct draft {
  const table_rule* rule = nullptr;
  const frame* source = nullptr;
  std::vector<named_column> columns;  // schema columns in order, then attributes
  std::vector<std::uint8_t> bad;      // rows that must not enter
  bool usable = true;                 // no required column is missing
  std::size_t rows() const { return bad.size(); }
};

// Notes problems, and marks the rows that they spoil.
class notary {
 public:
  // Where ids are to be hashed, `hash` also hides what names a person in what is said.
  explicit notary(diagnostics& found, std::vector<set_aside>& rejected, id_hash hash = {})
      : found_(&found), rejected_(&rejected), hash_(std::move(hash)) {}

  void fault(draft& in, std::size_t row, std::string_view column, std::string_view rule, std::string message) {
    auto d = make(in, row, column, rule, std::move(message), severity::error);
    if (rejected_->size() < 100'000) rejected_->push_back({d, hash_ ? "" : in.source->row_text(row)});
    found_->add(std::move(d));
    in.bad[row] = 1;
  }
  void warn(const draft& in, std::size_t row, std::string_view column, std::string_view rule, std::string message) {
    found_->add(make(in, row, column, rule, std::move(message), severity::warning));
  }
  void table_fault(std::string_view table, std::string_view column, std::string_view rule, std::string message) {
    found_->add(
        {std::string(table), -1, std::string(column), std::string(rule), "", std::move(message), severity::error});
  }
  void table_warning(std::string_view table, std::string_view column, std::string_view rule, std::string message) {
    found_->add(
        {std::string(table), -1, std::string(column), std::string(rule), "", std::move(message), severity::warning});
  }

  void missing_column(const frame& table, std::string_view column) {
    table_fault(table.title(), column, "missing_column",
                table.title() + " needs a column " + std::string(column) + hint(table, column));
  }

 private:
  static std::string hint(const frame& given, std::string_view wanted) {
    std::vector<std::string> names;
    for (const auto& c : given.columns) names.push_back(c.shown());
    const auto near = nearest_word(wanted, names);
    return near.empty() ? "" : "; did you mean its column '" + near + "'?";
  }

  diagnostic make(const draft& in, std::size_t row, std::string_view column, std::string_view rule, std::string message,
                  severity weight) const {
    const auto* raw = in.source->named(column);
    auto value = raw ? raw->values.text(row) : "";
    if (hash_ && names_a_person(*in.rule, column)) {
      if (!value.empty()) value = hash_(value);
      message = "what it names is hidden, since ids are hashed";
    }
    return {in.source->title(row),
            in.source->row_number(row),
            raw ? raw->shown() : std::string(column),
            std::string(rule),
            std::move(value),
            std::move(message),
            weight};
  }

  static bool names_a_person(const table_rule& rule, std::string_view column) {
    const auto* known = column_named(rule, column);
    return known && (known->targets.has(table_id::persons) || (rule.id == table_id::persons && column == "id"));
  }

  diagnostics* found_;
  std::vector<set_aside>* rejected_;
  id_hash hash_;
};

// Parses each distinct word of a text column once; `parse` returns an optional value.
template <class Value, class Parse, class Fail>
std::vector<Value> parse_words(const column& raw, Value null, Parse parse, Fail fail) {
  using parsed = decltype(parse(std::string_view{}));
  auto words = std::vector<parsed>(raw.words().size());
  for (std::size_t w = 0; w < words.size(); ++w) words[w] = parse(raw.words()[static_cast<std::int32_t>(w)]);
  auto out = std::vector<Value>(raw.size(), null);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw.is_null(i)) continue;
    if (const auto& value = words[static_cast<std::size_t>(raw.codes()[i])])
      out[i] = *value;
    else
      fail(i);
  }
  return out;
}

inline column to_integers(draft& in, const named_column& raw, notary& notes) {
  const auto fail = [&](std::size_t i) {
    const auto text = raw.values.text(i);
    const bool is_whole = text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == std::string::npos;
    if (is_whole && text.size() > 18)
      notes.fault(in, i, raw.name, "too_large", "'" + text + "' is more than 1e+15");
    else
      notes.fault(in, i, raw.name, "not_a_number", "'" + text + "' is not a whole number");
  };
  const auto from_number = [](double x) -> std::optional<std::int64_t> {
    if (x != std::floor(x) || std::abs(x) > 9e15) return std::nullopt;
    return static_cast<std::int64_t>(x);
  };
  if (raw.values.type() == value_type::integer) return raw.values;
  if (raw.values.type() == value_type::text)
    return column::of(parse_words(
        raw.values, null_integer,
        [&](std::string_view text) -> std::optional<std::int64_t> {
          if (const auto plain = parse_plain_integer(text)) return plain;
          const auto number = parse_number(text);
          return number ? from_number(*number) : std::nullopt;
        },
        fail));
  auto out = std::vector<std::int64_t>(raw.values.size(), null_integer);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (raw.values.is_null(i)) continue;
    if (const auto whole = from_number(raw.values.number(i)))
      out[i] = *whole;
    else
      fail(i);
  }
  return column::of(std::move(out));
}

inline column to_numbers(draft& in, const named_column& raw, notary& notes) {
  const auto fail = [&](std::size_t i) {
    notes.fault(in, i, raw.name, "not_a_number", "'" + raw.values.text(i) + "' is not a number");
  };
  if (raw.values.type() == value_type::number) return raw.values;
  if (raw.values.type() == value_type::text)
    return column::of(parse_words(raw.values, std::nan(""), [](std::string_view t) { return parse_number(t); }, fail));
  auto out = std::vector<double>(raw.values.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = raw.values.number(i);
    if (std::isnan(out[i]) && !raw.values.is_null(i)) fail(i);
  }
  return column::of(std::move(out));
}

inline column to_instants(draft& in, const named_column& raw, int zone_minutes, notary& notes) {
  const auto fail = [&](std::size_t i) {
    notes.fault(in, i, raw.name, "not_a_date",
                "'" + raw.values.text(i) + "' is not a date like 2018-01-31 or a time like 2018-01-31T09:30");
  };
  if (raw.values.type() == value_type::instant) {
    for (std::size_t i = 0; i < raw.values.size(); ++i)
      if (!raw.values.is_null(i) && !in_calendar(raw.values.instants()[i])) fail(i);
    return raw.values;
  }
  if (raw.values.type() == value_type::text)
    return column::of(parse_words(
        raw.values, instant{}, [&](std::string_view text) { return parse_instant(text, zone_minutes); }, fail));
  auto out = std::vector<instant>(raw.values.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!raw.values.is_null(i)) fail(i);
  return column::of(std::move(out));
}

// The day after each bare date: the end of an interval whose last day was given.
inline column with_day_after(const column& dates) {
  auto out = std::vector<instant>(dates.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto last = dates.instants()[i];
    out[i] = last.is_null() || !last.is_bare() ? last : instant::of_day(last.day() + 1);
  }
  return column::of(std::move(out));
}

inline void check_words(draft& in, const column_rule& rule, const column& texts, notary& notes) {
  std::vector<std::string_view> allowed;
  for (std::size_t at = 0; at < rule.words.size();) {
    const auto end = std::min(rule.words.find(' ', at), rule.words.size());
    allowed.push_back(rule.words.substr(at, end - at));
    at = end + 1;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts.is_null(i)) continue;
    const auto word = texts.words()[texts.codes()[i]];
    if (std::find(allowed.begin(), allowed.end(), word) == allowed.end())
      notes.fault(in, i, rule.name, "unknown_word", "'" + std::string(word) + "' is not one of " + joined(allowed));
  }
}

// A category: texts, with booleans as true and false, whole numbers without a point, and the
// words checked where the vocabulary is closed.
inline column to_category(draft& in, const column_rule& rule, const column& raw, notary& notes) {
  const bool flags = rule.words == "true false";
  auto texts = to_texts(raw);
  if (flags) {
    auto words = std::make_shared<dictionary>();
    auto codes = std::vector<std::int32_t>(texts.size(), null_code);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts.is_null(i)) continue;
      const auto word = texts.text(i);
      codes[i] = words->add(word == "1" || word == "True" ? "true" : word == "0" || word == "False" ? "false" : word);
    }
    texts = column::of(std::move(codes), std::move(words));
  }
  if (!rule.words.empty()) check_words(in, rule, texts, notes);
  return texts;
}

// Texts of a file show their type: integers, numbers, booleans, dates, or else texts.
inline column inferred(const column& raw, int zone_minutes) {
  if (raw.type() != value_type::text || raw.words().size() == 0) return raw;
  const auto& words = raw.words();
  const auto all = [&](auto test) {
    for (std::size_t w = 0; w < words.size(); ++w)
      if (!test(words[static_cast<std::int32_t>(w)])) return false;
    return true;
  };
  const auto never = [](std::size_t) {};
  const auto as_integer = [](std::string_view t) { return parse_plain_integer(t); };
  if (all([&](std::string_view t) { return as_integer(t).has_value(); }))
    return column::of(parse_words(raw, null_integer, as_integer, never));
  const auto as_number = [](std::string_view t) -> std::optional<double> {
    // A leading zero, an exponent, more digits than a number holds: these make a code, not a number.
    const auto digits = t.starts_with('-') ? t.substr(1) : t;
    if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return std::nullopt;
    if (t.find_first_of("eE") != std::string_view::npos || digits.size() > 16) return std::nullopt;
    const auto n = parse_number(t);
    return n && std::isfinite(*n) ? n : std::nullopt;
  };
  if (all([&](std::string_view t) { return as_number(t).has_value(); }))
    return column::of(parse_words(raw, std::nan(""), as_number, never));
  const auto as_date = [&](std::string_view t) { return parse_instant(t, zone_minutes); };
  if (all([&](std::string_view t) { return as_date(t).has_value(); }))
    return column::of(parse_words(raw, instant{}, as_date, never));
  const auto as_boolean = [](std::string_view t) -> std::optional<std::int8_t> {
    if (t == "true") return std::int8_t{1};
    if (t == "false") return std::int8_t{0};
    return std::nullopt;
  };
  if (all([&](std::string_view t) { return as_boolean(t).has_value(); }))
    return column::of(parse_words(raw, null_boolean, as_boolean, never));
  return raw;
}

// An id column: integers if every id is one (in a file, if every id reads as one), else texts.
inline column to_ids(const column& raw, bool untyped) {
  if (raw.type() == value_type::integer) return raw;
  auto typed = raw.type() == value_type::text && untyped ? inferred(raw, 0) : raw;
  if (typed.type() == value_type::integer) return typed;
  if (raw.type() == value_type::number) {  // integers that a data frame turned into numbers for their nulls
    auto out = std::vector<std::int64_t>(raw.size(), null_integer);
    bool whole = true;
    for (std::size_t i = 0; i < raw.size() && whole; ++i) {
      if (raw.is_null(i)) continue;
      whole = raw.numbers()[i] == std::floor(raw.numbers()[i]) && std::abs(raw.numbers()[i]) < 9e15;
      if (whole) out[i] = static_cast<std::int64_t>(raw.numbers()[i]);
    }
    if (whole) return column::of(std::move(out));
  }
  return to_texts(raw);
}

// Counts are not negative, and small enough that sums of them are exact; nobody is over 150.
inline void check_range(draft& in, const column_rule& rule, const named_column& typed, notary& notes) {
  const double most = rule.name == "age" ? 150 : 1e15;
  for (std::size_t i = 0; i < typed.values.size(); ++i) {
    if (typed.values.is_null(i)) continue;
    const auto x = typed.values.number(i);
    if (x < 0) notes.fault(in, i, typed.name, "negative", "'" + typed.values.text(i) + "' is negative");
    if (x > most)
      notes.fault(in, i, typed.name, "too_large",
                  "'" + typed.values.text(i) + "' is more than " + text_of_number(most));
  }
}

inline void check_required(draft& in, const column_rule& rule, const column& values, notary& notes) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values.is_null(i))
      notes.fault(in, i, rule.name, "missing_value",
                  "a row of " + std::string(in.rule->name) + " needs " + std::string(rule.name));
}

}  // namespace linli::detail
