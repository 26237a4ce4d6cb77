// SPDX-License-Identifier: Apache-2.0
// What network.toml says, whoever parsed it: toml++ here, tomllib in Python.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <linli/io/csv.hpp>
#include <linli/model/options.hpp>

namespace linli::io {

// One value of a settings file. Dates are texts.
struct setting {
  struct entry;
  using list = std::vector<setting>;
  using table = std::vector<entry>;
  std::variant<std::string, std::int64_t, double, bool, list, table> value;
};

struct setting::entry {
  std::string key;
  setting value;
};

struct folder_options {
  network_options network;
  csv_options files;
};

// `wanted` with what it leaves open taken from the file's settings:
//   persons_are, origin, as_of, encoding: texts
//   zone: an offset such as "+08:00"
//   strict: true or false; allow: a list of columns
//   scheme: the name of one built in; or a table with `name` and `kinds`, a list of tables with
//     `key` and, if wanted, label_zh, label_en, table, kind (of its groups there), order
//   until: exclusive (default), or inclusive where it names the last day in force
//   empty_tables: given (default: nothing happened), or not_given where a template was not filled in
//   names: what the user's own words mean, as in `linli::naming`; or keys of their own beside these
// An unknown key, or a value of a wrong type, is a schema_error.
folder_options options_from(setting::table settings, network_options wanted = {});

// TOML with its keys in quotes where they are Chinese, as people write them: 居住地 = "persons.home".
std::string with_quoted_keys(std::string_view toml);

// The settings in a TOML file, or in the text of one that comes from `where`. A file_error where this library was
// built without toml++.
setting::table read_toml(const std::filesystem::path& file);
setting::table parse_toml(std::string_view text, const std::string& where);

// A zone as minutes east of Greenwich, from an offset such as "+08:00" or "Z", and back.
int zone_minutes_of(std::string_view offset);
std::string text_of_zone(int minutes);

}  // namespace linli::io
