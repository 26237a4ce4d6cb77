// SPDX-License-Identifier: Apache-2.0
// Reads TOML with toml++, where the build found it.
#include <linli/io/settings.hpp>

#include <sstream>

#ifdef LINLI_HAS_TOMLPLUSPLUS
#include <toml++/toml.h>
#endif

namespace linli::io {

#ifdef LINLI_HAS_TOMLPLUSPLUS
namespace {

setting::table table_from(const toml::table& values);

std::string text_of_moment(const auto& moment) {
  std::ostringstream text;
  text << moment;
  return text.str();
}

setting setting_from(const toml::node& node) {
  if (const auto* values = node.as_table()) return {table_from(*values)};
  if (const auto* values = node.as_array()) {
    setting::list list;
    for (const auto& one : *values) list.push_back(setting_from(one));
    return {std::move(list)};
  }
  if (const auto* text = node.as_string()) return {text->get()};
  if (const auto* number = node.as_integer()) return {number->get()};
  if (const auto* number = node.as_floating_point()) return {number->get()};
  if (const auto* flag = node.as_boolean()) return {flag->get()};
  if (const auto* day = node.as_date()) return {text_of_moment(day->get())};
  if (const auto* moment = node.as_date_time()) return {text_of_moment(moment->get())};
  return {text_of_moment(node.as_time()->get())};
}

setting::table table_from(const toml::table& values) {
  setting::table table;
  for (const auto& [key, node] : values) table.emplace_back(std::string(key.str()), setting_from(node));
  return table;
}

}  // namespace

setting::table read_toml(const std::filesystem::path& file) {
  try {
    return table_from(toml::parse_file(file.string()));
  } catch (const toml::parse_error& wrong) {
    std::ostringstream where;
    where << wrong.source().begin.line << ", column " << wrong.source().begin.column;
    throw file_error(file.string() + ", line " + where.str() + ": " + std::string(wrong.description()));
  }
}
#else
setting::table read_toml(const std::filesystem::path& file) {
  throw file_error("reading " + file.string() +
                   " needs toml++, and this library was built without it; "
                   "install its headers (toml++/toml.h) and build again, or remove the file and give options");
}
#endif

}  // namespace linli::io
