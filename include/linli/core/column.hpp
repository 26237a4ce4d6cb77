// SPDX-License-Identifier: Apache-2.0
// One column of a frozen table: typed, paged, with nulls; texts by a shared dictionary.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <linli/core/date.hpp>
#include <linli/core/dictionary.hpp>
#include <linli/core/paged.hpp>
#include <linli/core/text.hpp>

namespace linli {

// A null slot holds the null of its type, so that a hot loop reads one array and no bitmap; the
// validity bits of the Arrow layout are made when a page leaves the library.
constexpr std::int64_t null_integer = std::numeric_limits<std::int64_t>::min();
constexpr std::int32_t null_code = -1;
constexpr std::int8_t null_boolean = -1;

enum class value_type { integer, number, boolean, instant, text, reference };

class column {
 public:
  column() = default;
  static column of(std::vector<std::int64_t> v) { return {value_type::integer, paged(std::move(v)), nullptr}; }
  static column of(std::vector<double> v) { return {value_type::number, paged(std::move(v)), nullptr}; }
  static column of(std::vector<std::int8_t> v) { return {value_type::boolean, paged(std::move(v)), nullptr}; }
  static column of(std::vector<linli::instant> v) { return {value_type::instant, paged(std::move(v)), nullptr}; }
  static column of(std::vector<std::int32_t> codes, std::shared_ptr<const dictionary> words) {
    return {value_type::text, paged(std::move(codes)), std::move(words)};
  }
  static column of_references(std::vector<std::int32_t> rows) {
    return {value_type::reference, paged(std::move(rows)), nullptr};
  }
  // A column of nulls, which costs one page whatever its length.
  static column nulls(value_type type, std::size_t size) {
    switch (type) {
      case value_type::integer: return {type, paged<std::int64_t>::repeated(size, null_integer), nullptr};
      case value_type::number: return {type, paged<double>::repeated(size, std::nan("")), nullptr};
      case value_type::boolean: return {type, paged<std::int8_t>::repeated(size, null_boolean), nullptr};
      case value_type::instant: return {type, paged<linli::instant>::repeated(size, {}), nullptr};
      case value_type::text:
        return {type, paged<std::int32_t>::repeated(size, null_code), std::make_shared<const dictionary>()};
      case value_type::reference: return {type, paged<std::int32_t>::repeated(size, null_code), nullptr};
    }
    return {};
  }

  value_type type() const { return type_; }
  std::size_t size() const {
    return std::visit([](const auto& v) { return v.size(); }, values_);
  }
  bool is_null(std::size_t i) const {
    switch (type_) {
      case value_type::integer: return integers()[i] == null_integer;
      case value_type::number: return std::isnan(numbers()[i]);
      case value_type::boolean: return booleans()[i] == null_boolean;
      case value_type::instant: return instants()[i].is_null();
      default: return codes()[i] == null_code;
    }
  }

  const paged<std::int64_t>& integers() const { return std::get<paged<std::int64_t>>(values_); }
  const paged<double>& numbers() const { return std::get<paged<double>>(values_); }
  const paged<std::int8_t>& booleans() const { return std::get<paged<std::int8_t>>(values_); }
  const paged<linli::instant>& instants() const { return std::get<paged<linli::instant>>(values_); }
  const paged<std::int32_t>& codes() const { return std::get<paged<std::int32_t>>(values_); }
  const dictionary& words() const { return *words_; }
  const std::shared_ptr<const dictionary>& shared_words() const { return words_; }

  // A number for integers, numbers and booleans; NaN for null and for everything else.
  double number(std::size_t i) const {
    switch (type_) {
      case value_type::integer:
        return integers()[i] == null_integer ? std::nan("") : static_cast<double>(integers()[i]);
      case value_type::number: return numbers()[i];
      case value_type::boolean: return booleans()[i] == null_boolean ? std::nan("") : booleans()[i];
      default: return std::nan("");
    }
  }
  // As it would stand in a file; empty for null.
  std::string text(std::size_t i) const {
    if (is_null(i)) return "";
    switch (type_) {
      case value_type::integer: return std::to_string(integers()[i]);
      case value_type::number: return text_of_number(numbers()[i]);
      case value_type::boolean: return booleans()[i] ? "true" : "false";
      case value_type::instant: return text_of(instants()[i]);
      case value_type::text: return std::string(words()[codes()[i]]);
      case value_type::reference: return std::to_string(codes()[i]);
    }
    return "";
  }

  // The edits: each copies the page that it touches.
  void set_code(std::size_t i, std::int32_t code) { std::get<paged<std::int32_t>>(values_).set(i, code); }
  void set_instant(std::size_t i, linli::instant at) { std::get<paged<linli::instant>>(values_).set(i, at); }
  void push_code(std::int32_t code) { std::get<paged<std::int32_t>>(values_).push_back(code); }
  void push_instant(linli::instant at) { std::get<paged<linli::instant>>(values_).push_back(at); }
  void push_null() {
    switch (type_) {
      case value_type::integer: return std::get<paged<std::int64_t>>(values_).push_back(null_integer);
      case value_type::number: return std::get<paged<double>>(values_).push_back(std::nan(""));
      case value_type::boolean: return std::get<paged<std::int8_t>>(values_).push_back(null_boolean);
      case value_type::instant: return push_instant({});
      default: return push_code(null_code);
    }
  }
  // The code of a word, which is added to a copy of the dictionary if it is new.
  std::int32_t code_of(std::string_view word) {
    if (const auto known = words_->find(word); known >= 0) return known;
    auto grown = std::make_shared<dictionary>(*words_);
    const auto code = grown->add(word);
    words_ = std::move(grown);
    return code;
  }

 private:
  using storage =
      std::variant<paged<std::int64_t>, paged<double>, paged<std::int8_t>, paged<linli::instant>, paged<std::int32_t>>;
  column(value_type type, storage values, std::shared_ptr<const dictionary> words)
      : type_(type), values_(std::move(values)), words_(std::move(words)) {}

  value_type type_ = value_type::integer;
  storage values_;
  std::shared_ptr<const dictionary> words_;
};

}  // namespace linli
