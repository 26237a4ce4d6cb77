// SPDX-License-Identifier: Apache-2.0
// What is asked: a measure with its parameters, and the question around it, as data and as text.
#pragma once

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/core/error.hpp>
#include <linli/core/text.hpp>
#include <linli/model/scheme.hpp>

namespace linli {

// A value of a parameter as it is written; a list separates its words by '|'.
class argument {
 public:
  argument() = default;
  argument(std::string text) : text_(std::move(text)) {}                          // NOLINT: values are written plainly
  argument(const char* text) : text_(text) {}                                     // NOLINT
  argument(std::int64_t value) : text_(std::to_string(value)) {}                  // NOLINT
  argument(int value) : text_(std::to_string(value)) {}                           // NOLINT
  argument(double value) : text_(text_of_number(value)) {}                        // NOLINT
  argument(bool value) : text_(value ? "true" : "false") {}                       // NOLINT
  argument(const std::vector<std::string>& words) : text_(joined(words, "|")) {}  // NOLINT

  const std::string& text() const { return text_; }
  std::vector<std::string> words() const {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text_.size();) {
      const auto end = std::min(text_.find('|', at), text_.size());
      found.push_back(text_.substr(at, end - at));
      at = end + 1;
    }
    return found;
  }
  friend bool operator==(const argument&, const argument&) = default;

 private:
  std::string text_;
};

// What an attribute must be: one of some words, or in a range closed below and open above.
struct condition {
  std::vector<std::string> any_of{};
  std::string low{};
  std::string high{};
  bool is_range = false;

  static condition words(std::vector<std::string> allowed) { return {std::move(allowed), {}, {}, false}; }
  static condition range(std::string low, std::string high) { return {{}, std::move(low), std::move(high), true}; }
  std::string text() const { return is_range ? low + ".." + high : joined(any_of, "|"); }
  friend bool operator==(const condition&, const condition&) = default;
};

using filter = std::map<std::string, condition>;

struct measure_spec {
  std::string name;
  std::map<std::string, argument> arguments{};
  filter where{};
  std::string residents{};  // "persons" or "population" forces the denominator
  std::optional<linli::scheme> scheme{};
};

// The question around a measure. Empty means: the whole tree, the network's own day, all time.
struct question {
  std::vector<std::string> by{};
  std::string within{};
  std::string on{};
  std::string during{};
  filter where{};
  double level = 0;        // of confidence: 0.95 asks for 95% intervals; 0 for none
  bool empty_too = false;  // also rows of null keys where nothing lies
};

struct asked {
  measure_spec measure;
  question around;
};

namespace detail {

class spec_parser {
 public:
  explicit spec_parser(std::string_view text) : whole_(text), rest_(text) {}

  asked parse() {
    asked found;
    found.measure.name = word("a measure's name");
    if (skip('(')) parse_arguments(found.measure);
    std::vector<std::string> said;
    while (!at_end()) {
      const auto clause = word("by, within, where, on, during or level");
      if (std::find(said.begin(), said.end(), clause) != said.end()) fail("it says '" + clause + "' twice");
      said.push_back(clause);
      if (clause == "by")
        found.around.by = list();
      else if (clause == "within")
        found.around.within = word("a place");
      else if (clause == "on")
        found.around.on = word("a date");
      else if (clause == "during")
        found.around.during = word("a period");
      else if (clause == "where")
        parse_where(found.around.where);
      else if (clause == "level")
        found.around.level = number("a level such as 0.95");
      else
        fail("'" + clause + "' is not by, within, where, on, during or level");
    }
    return found;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw measure_error(
        "cannot read '" + std::string(whole_) + "': " + why +
        "; a measure reads like coverage.reach(min_kinds=3) by community where sex=F, age=18.. on 2024-06-30");
  }
  void skip_spaces() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t' || rest_.front() == '\n'))
      rest_.remove_prefix(1);
  }
  bool at_end() {
    skip_spaces();
    return rest_.empty();
  }
  bool skip(char c) {
    skip_spaces();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // A bare word, with parentheses only where they close again (a dimension's cuts), or a quoted text.
  std::string word(const char* what) {
    skip_spaces();
    if (!rest_.empty() && rest_.front() == '"') return quoted();
    std::size_t length = 0;
    int depth = 0;
    for (; length < rest_.size(); ++length) {
      const char c = rest_[length];
      if (depth == 0 && (c == ' ' || c == '\t' || c == '\n' || c == '=' || c == ',' || c == ')')) break;
      if (c == '(' && !(depth > 0 || rest_.substr(0, length) == "age_band")) break;
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    if (length == 0) fail(std::string("here stands no ") + what);
    const auto found = std::string(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return found;
  }
  std::string quoted() {
    std::string found;
    rest_.remove_prefix(1);
    for (;;) {
      const auto end = rest_.find('"');
      if (end == std::string_view::npos) fail("a quote is not closed");
      found += rest_.substr(0, end);
      rest_.remove_prefix(end + 1);
      if (!rest_.starts_with('"')) return found;
      found += '"';  // within, a quote is written twice
      rest_.remove_prefix(1);
    }
  }
  double number(const char* what) {
    const auto text = word(what);
    const auto read = parse_number(text);
    if (!read) fail("'" + text + "' is not " + what);
    return *read;
  }
  std::vector<std::string> list() {
    std::vector<std::string> found{word("a dimension")};
    while (skip(',')) found.push_back(word("a dimension"));
    return found;
  }
  void parse_arguments(measure_spec& spec) {
    if (skip(')')) return;
    do {
      const auto name = word("a parameter's name");
      if (!skip('=')) fail("the parameter " + name + " has no value");
      auto value = word("a value");
      if (spec.arguments.contains(name)) fail("the parameter " + name + " is given twice");
      if (name == "residents")
        spec.residents = std::move(value);
      else if (name == "scheme")
        spec.scheme = scheme_called(value);
      else
        spec.arguments[name] = std::move(value);
    } while (skip(','));
    if (!skip(')')) fail("a ')' is missing");
  }
  scheme scheme_called(const std::string& value) const {
    try {
      return scheme_named(value);
    } catch (const schema_error& fault) {
      fail(std::string(fault.what()) + " (no other can be read from a text)");
    }
  }
  void parse_where(filter& where) {
    do {
      const auto name = word("an attribute's name");
      if (!skip('=')) fail("the attribute " + name + " has no value");
      if (where.contains(name))
        fail("the attribute " + name + " is named twice; one of several values is " + name + "=a|b");
      where[name] = parse_condition(word("a value"));
    } while (skip(','));
  }
  static condition parse_condition(const std::string& text) {
    if (const auto dots = text.find(".."); dots != std::string::npos)
      return condition::range(text.substr(0, dots), text.substr(dots + 2));
    return condition::words(argument(text).words());
  }

  std::string_view whole_;
  std::string_view rest_;
};

inline std::string quoted_if_needed(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_of(" \t\n=,()\"") == std::string::npos;
  if (plain) return text;
  std::string doubled;
  for (const char c : text) doubled += std::string(c == '"' ? 2 : 1, c);
  return "\"" + doubled + "\"";
}

}  // namespace detail

// coverage.reach(min_kinds=3) by community where sex=F, age=18.. within d1 on 2024-06-30 during 2024-H1
inline asked parse_measure(std::string_view text) { return detail::spec_parser(text).parse(); }

// A measure as the results name it: with the arguments given, in the order of their names.
inline std::string text_of(const measure_spec& spec) {
  std::string text = spec.name;
  std::string inside;
  const auto add = [&](const std::string& name, const std::string& value) {
    inside += (inside.empty() ? "" : ", ") + name + "=" + detail::quoted_if_needed(value);
  };
  for (const auto& [name, value] : spec.arguments) add(name, value.text());
  if (!spec.residents.empty()) add("residents", spec.residents);
  if (spec.scheme) add("scheme", spec.scheme->name);
  if (!inside.empty()) text += "(" + inside + ")";
  if (spec.where.empty()) return text;
  text += " where ";
  bool first = true;
  for (const auto& [name, wanted] : spec.where) {
    const bool cuts = name.starts_with("age_band(");
    text += (first ? "" : ", ") + (cuts ? name : detail::quoted_if_needed(name)) + "=" +
            detail::quoted_if_needed(wanted.text());
    first = false;
  }
  return text;
}

}  // namespace linli
