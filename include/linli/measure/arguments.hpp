// SPDX-License-Identifier: Apache-2.0
// The arguments of a measure, checked against its parameters; what is wrong is said with what is right.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <linli/measure/catalogue.hpp>

namespace linli::detail {

inline std::vector<std::string_view> level_names(const network& net) {
  std::vector<std::string_view> names;
  for (std::size_t w = 0; net.state().levels && w < net.state().levels->size(); ++w)
    names.push_back((*net.state().levels)[static_cast<std::int32_t>(w)]);
  return names;
}
inline bool has_level(const network& net, std::string_view name) {
  return net.state().levels && net.state().levels->find(name) >= 0;
}

class argument_checker {
 public:
  argument_checker(const network& net, const definition& what, const scheme& kinds)
      : net_(&net), what_(&what), scheme_(&kinds) {}

  void check(const measure_spec& spec) const {
    for (const auto& [name, value] : spec.arguments) check_value(parameter_named(name), value);
    for (const auto& p : what_->parameters)
      if (p.required && !spec.arguments.contains(std::string(p.name)))
        throw measure_error(std::string(what_->name) + " needs " + std::string(p.name) +
                            "=: " + std::string(p.meaning));
    if (!spec.residents.empty() && spec.residents != "persons" && spec.residents != "population")
      throw measure_error("residents= is persons or population, not '" + spec.residents + "'");
  }

 private:
  const parameter& parameter_named(const std::string& name) const {
    std::vector<std::string_view> names;
    for (const auto& p : what_->parameters) {
      if (p.name == name) return p;
      names.push_back(p.name);
    }
    throw measure_error(std::string(what_->name) + " has no parameter '" + name + "'; " +
                        (names.empty() ? "it has none" : "it has " + joined(names)));
  }

  [[noreturn]] void refuse(const parameter& p, const argument& value, const std::string& wanted) const {
    throw measure_error(std::string(what_->name) + ": " + std::string(p.name) + "='" + value.text() + "' is not " +
                        wanted);
  }
  template <class Words>
  void must_be_one_of(const parameter& p, const argument& value, const Words& allowed) const {
    if (std::find(allowed.begin(), allowed.end(), value.text()) == allowed.end())
      refuse(p, value, "one of " + joined(allowed));
  }

  void check_value(const parameter& p, const argument& value) const {
    switch (p.type) {
      case argument_type::integer:
        if (const auto n = parse_plain_integer(value.text()); !n || *n < 0) refuse(p, value, "a whole number from 0");
        break;
      case argument_type::number:
        if (const auto x = parse_number(value.text()); !x || *x < 0 || *x > 1) refuse(p, value, "a number from 0 to 1");
        break;
      case argument_type::amount:
        if (const auto x = parse_number(value.text()); !x || *x < 0) refuse(p, value, "a number from 0");
        break;
      case argument_type::flag: must_be_one_of(p, value, std::array<std::string_view, 2>{"true", "false"}); break;
      case argument_type::state: must_be_one_of(p, value, issue_states); break;
      case argument_type::level:
        if (!has_level(*net_, value.text()))
          refuse(p, value, "a level of the places; they are " + joined(level_names(*net_)));
        break;
      case argument_type::group_table: must_be_one_of(p, value, group_tables()); break;
      case argument_type::kind:
        if (const auto keys = scheme_->keys(); std::find(keys.begin(), keys.end(), value.text()) == keys.end())
          refuse(p, value, "in the scheme '" + scheme_->name + "'; its kinds are " + joined(keys));
        break;
      case argument_type::attribute:
      case argument_type::measure:
      case argument_type::words: break;  // of the table that another parameter names: checked where it is read
      case argument_type::word:
        if (!p.words.empty()) must_be_one_of(p, value, argument(std::string(p.words)).words());
        break;
    }
  }
  static std::vector<std::string_view> group_tables() {
    std::vector<std::string_view> tables;
    for (const auto& rule : schema)
      if (is_group_table(rule.id)) tables.push_back(rule.name);
    return tables;
  }

  const network* net_;
  const definition* what_;
  const scheme* scheme_;
};

}  // namespace linli::detail
