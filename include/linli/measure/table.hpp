// SPDX-License-Identifier: Apache-2.0
// The answer: a tidy table that carries value, numerator, denominator, unit and what was assumed.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/measure/plan.hpp>
#include <linli/model/frame.hpp>

namespace linli {

class table {
 public:
  table() = default;
  table(frame content, std::vector<std::string> dimensions)
      : content_(std::move(content)), dimensions_(std::move(dimensions)) {}

  std::size_t rows() const { return content_.rows; }
  std::optional<double> value(std::size_t i) const { return number("value", i); }
  std::optional<double> numerator(std::size_t i) const { return number("numerator", i); }
  std::optional<double> denominator(std::size_t i) const { return number("denominator", i); }
  // The ends of the interval, where the question asked for a level.
  std::optional<double> low(std::size_t i) const { return number("low", i); }
  std::optional<double> high(std::size_t i) const { return number("high", i); }
  bool is_null(std::size_t i) const { return !value(i); }
  std::string measure(std::size_t i) const { return at("measure").text(i); }
  std::string unit(std::size_t i) const { return at("unit").text(i); }
  std::string note(std::size_t i) const { return at("note").text(i); }
  // The id or key of a row in a dimension; empty for null.
  std::string key(std::size_t i, std::string_view dimension) const { return at(dimension).text(i); }

  const std::vector<std::string>& dimensions() const { return dimensions_; }
  const frame& content() const { return content_; }

 private:
  const column& at(std::string_view name) const {
    if (const auto* found = content_.find(name)) return *found;
    throw measure_error("the result has no column '" + std::string(name) + "'");
  }
  std::optional<double> number(std::string_view name, std::size_t i) const {
    const auto x = at(name).number(i);
    return x == x ? std::optional(x) : std::nullopt;
  }
  frame content_;
  std::vector<std::string> dimensions_;
};

namespace detail {

// A key of a row, nothing for null, and whether it is an integer in the user's own type.
struct row_key {
  std::optional<std::string> text;
  bool is_integer = false;
};

inline column key_column(const std::vector<row_key>& keys) {
  bool integers = false;
  bool others = false;
  for (const auto& k : keys) (k.is_integer ? integers : others) |= k.text.has_value();
  if (integers && !others) {
    auto out = std::vector<std::int64_t>(keys.size(), null_integer);
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (keys[i].text) out[i] = *parse_plain_integer(*keys[i].text);
    return column::of(std::move(out));
  }
  auto words = std::make_shared<dictionary>();
  auto codes = std::vector<std::int32_t>(keys.size(), null_code);
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].text) codes[i] = words->add(*keys[i].text);
  return column::of(std::move(codes), std::move(words));
}

// A column of words that mostly repeat the one before; the empty word is null.
class word_column {
 public:
  void add(std::string_view word) {
    const auto before = codes_.empty() ? null_code : codes_.back();
    codes_.push_back(word.empty() ? null_code : before >= 0 && (*words_)[before] == word ? before : words_->add(word));
  }
  column finish() { return column::of(std::move(codes_), std::move(words_)); }

 private:
  std::shared_ptr<dictionary> words_ = std::make_shared<dictionary>();
  std::vector<std::int32_t> codes_;
};

// Gathers the rows of an answer column by column.
class table_writer {
 public:
  using key = row_key;

  // `intervals`: whether low and high stand in the table, `chance`: expected and z.
  table_writer(std::vector<std::string> dimensions, bool intervals, bool chance)
      : dimensions_(std::move(dimensions)), intervals_(intervals), chance_(chance), keys_(dimensions_.size()) {}

  void add(const std::string& measure, const std::vector<key>& row, const answer& found, std::string_view unit) {
    measures_.add(measure);
    for (std::size_t d = 0; d < keys_.size(); ++d) keys_[d].push_back(d < row.size() ? row[d] : key{});
    values_.push_back(found.value.value_or(std::nan("")));
    numerators_.push_back(found.numerator.value_or(std::nan("")));
    denominators_.push_back(found.denominator.value_or(std::nan("")));
    lows_.push_back(found.low.value_or(std::nan("")));
    highs_.push_back(found.high.value_or(std::nan("")));
    expected_.push_back(found.expected.value_or(std::nan("")));
    z_.push_back(found.z.value_or(std::nan("")));
    units_.add(unit);
    bases_.add(text_of(found.basis));
    notes_.add(found.note);
  }

  table finish() {
    frame out;
    out.name = "measures";
    out.rows = values_.size();
    out.columns.push_back({"measure", measures_.finish()});
    for (std::size_t d = 0; d < keys_.size(); ++d) out.columns.push_back({dimensions_[d], key_column(keys_[d])});
    out.columns.push_back({"value", column::of(std::move(values_))});
    out.columns.push_back({"numerator", column::of(std::move(numerators_))});
    out.columns.push_back({"denominator", column::of(std::move(denominators_))});
    if (intervals_) {
      out.columns.push_back({"low", column::of(std::move(lows_))});
      out.columns.push_back({"high", column::of(std::move(highs_))});
    }
    if (chance_) {
      out.columns.push_back({"expected", column::of(std::move(expected_))});
      out.columns.push_back({"z", column::of(std::move(z_))});
    }
    out.columns.push_back({"unit", units_.finish()});
    out.columns.push_back({"basis", bases_.finish()});
    out.columns.push_back({"note", notes_.finish()});
    return {std::move(out), std::move(dimensions_)};
  }

 private:
  std::vector<std::string> dimensions_;
  bool intervals_;
  bool chance_;
  std::vector<double> lows_;
  std::vector<double> highs_;
  std::vector<double> expected_;
  std::vector<double> z_;
  word_column measures_;
  std::vector<std::vector<key>> keys_;
  std::vector<double> values_;
  std::vector<double> numerators_;
  std::vector<double> denominators_;
  word_column units_;
  word_column bases_;
  word_column notes_;
};

}  // namespace detail
}  // namespace linli
