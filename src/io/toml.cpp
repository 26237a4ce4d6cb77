// SPDX-License-Identifier: Apache-2.0
// Reads TOML with toml++, where the build found it.
#include <linli/io/settings.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

#ifdef LINLI_HAS_TOMLPLUSPLUS
#include <toml++/toml.h>
#endif

namespace linli::io {

std::string with_quoted_keys(std::string_view toml) {
  std::string out;
  while (!toml.empty()) {
    const auto line = toml.substr(0, std::min(toml.find('\n'), toml.size() - 1) + 1);
    toml.remove_prefix(line.size());
    const auto first = std::min(line.find_first_not_of(" \t"), line.size());
    const auto equals = line.find('=');
    const auto key = equals == line.npos ? std::string_view{} : line.substr(first, equals - first);
    const auto size = key.find_last_not_of(" \t") + 1;
    const bool is_bare = key.find_first_of("\"'#[]{},\\") == key.npos;
    const bool is_foreign = std::any_of(key.begin(), key.end(), [](char c) { return static_cast<signed char>(c) < 0; });
    if (!is_bare || !is_foreign) {
      out += line;
      continue;
    }
    out.append(line.substr(0, first)).append("\"").append(key.substr(0, size)).append("\"");
    out += line.substr(first + size);
  }
  return out;
}

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
  for (const auto& [key, node] : values) table.push_back({std::string(key.str()), setting_from(node)});
  return table;
}

}  // namespace

namespace {

std::string text_in(const std::filesystem::path& file) {
  auto in = std::ifstream(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw file_error("the file " + file.string() + " could not be read");
  return text.str();
}

}  // namespace

setting::table parse_toml(std::string_view text, const std::string& where) {
  try {
    return table_from(toml::parse(text));
  } catch (const toml::parse_error&) {  // perhaps for a Chinese key; else it says again what is wrong
  }
  try {
    return table_from(toml::parse(with_quoted_keys(text)));
  } catch (const toml::parse_error& wrong) {
    std::ostringstream place;
    place << wrong.source().begin.line << ", column " << wrong.source().begin.column;
    throw file_error(where + ", line " + place.str() + ": " + std::string(wrong.description()));
  }
}

setting::table read_toml(const std::filesystem::path& file) { return parse_toml(text_in(file), file.string()); }
#else
setting::table parse_toml(std::string_view, const std::string& where) {
  throw file_error("reading " + where +
                   " needs toml++, and this library was built without it; "
                   "install its headers (toml++/toml.h) and build again, or remove the file and give options");
}

setting::table read_toml(const std::filesystem::path& file) { return parse_toml("", file.string()); }
#endif

}  // namespace linli::io
