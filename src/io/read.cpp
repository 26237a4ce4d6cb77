// SPDX-License-Identifier: Apache-2.0
// Reads the tables of a folder, and builds their network.
#include <linli/io/read.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <linli/core/text.hpp>
#include <linli/model/builder.hpp>

namespace linli::io {
namespace {

std::vector<std::string_view> table_names() {
  std::vector<std::string_view> names;
  for (const auto& rule : schema) names.push_back(rule.name);
  names.push_back(roster_rule.name);
  return names;
}

// The names of the files of a format, in an order that no file system decides.
std::vector<std::string> files_in(const std::filesystem::path& folder, std::string_view extension) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == extension && !entry.is_directory()) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

void warn_of_unknown(const std::string& name, const std::string& extension, diagnostics& found) {
  const auto near = nearest_word(name, table_names());
  found.add({name, -1, "", "unknown_table", "",
             name + extension + " is not read, for no table is called that" +
                 (near.empty() ? "" : "; did you mean " + near + "?"),
             severity::warning});
}

std::string nothing_found(const std::string& where, const std::vector<std::string>& names,
                          const std::string& ending = "") {
  return where + "; looked for " + joined(table_names(), ending + ", ") + ending +
         (names.empty() ? "" : ", found " + joined(names, ending + ", ") + ending);
}

std::string twice(const std::filesystem::path& folder, const std::string& table, const std::string& in) {
  return "the folder " + folder.string() + " holds " + table + " twice, once in " + in;
}

}  // namespace

std::vector<frame> read_frames(const std::filesystem::path& folder, const folder_options& options, diagnostics& found,
                               std::vector<frame> from_parquet) {
  if (!std::filesystem::is_directory(folder)) throw file_error("there is no folder " + folder.string());
  const auto names = detail::translator(options.network.names);
  const auto in_csv = files_in(folder, ".csv");
  const auto in_parquet = files_in(folder, ".parquet");
  std::map<std::string, std::string> file_of;  // of each table that is in CSV
  for (const auto& file : in_csv) {
    const auto table = names.table(file);
    if (table.empty())
      warn_of_unknown(file, ".csv", found);
    else if (!file_of.emplace(table, file + ".csv").second)
      throw file_error(twice(folder, table, file + ".csv"));
  }
  std::map<std::string, frame> brought;
  for (auto& given : from_parquet) {
    const auto table = names.table(given.name);
    if (file_of.contains(table)) throw file_error(twice(folder, table, file_of[table]));
    if (!brought.emplace(table, std::move(given)).second) throw file_error(twice(folder, table, "Parquet"));
  }
  for (const auto& file : in_parquet) {
    const auto table = names.table(file);
    if (table.empty())
      warn_of_unknown(file, ".parquet", found);
    else if (!brought.contains(table) && !file_of.contains(table))
      found.add(
          {file, -1, "", "unread_table", "", file + ".parquet is not read: this reader takes CSV", severity::warning});
  }
  std::vector<frame> frames;
  for (const auto& table : table_names()) {
    const auto name = std::string(table);
    if (const auto given = brought.find(name); given != brought.end())
      frames.push_back(std::move(given->second));
    else if (file_of.contains(name))
      frames.push_back(read_csv(folder / file_of[name], options.files, found));
  }
  if (frames.empty())
    throw file_error(nothing_found("the folder " + folder.string() + " holds no table", in_csv, ".csv"));
  return frames;
}

std::vector<frame> parse_tables(std::vector<std::pair<std::string, std::string>> contents,
                                const folder_options& options, diagnostics& found) {
  const auto names = detail::translator(options.network.names);
  std::vector<std::string> titles;
  for (const auto& [title, content] : contents) {
    titles.push_back(title);
    if (names.table(title).empty()) warn_of_unknown(title, "", found);
  }
  std::vector<frame> frames;
  for (const auto& table : table_names())
    for (auto& [title, content] : contents)
      if (names.table(title) == table) frames.push_back(parse_csv(std::move(content), title, options.files, found));
  if (frames.empty()) throw file_error(nothing_found("there is no table", titles));
  return frames;
}

network read(const std::filesystem::path& folder, network_options options) {
  const auto file = folder / "network.toml";
  const auto settings = std::filesystem::exists(file) ? read_toml(file) : setting::table{};
  auto all = options_from(settings, std::move(options));
  diagnostics found;
  auto frames = read_frames(folder, all, found);
  auto maker = builder(std::move(all.network));
  maker.note(found);
  for (auto& table : frames) maker.add(std::move(table));
  return maker.build();
}

}  // namespace linli::io
