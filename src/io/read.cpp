// SPDX-License-Identifier: Apache-2.0
// Reads the tables of a folder, and builds their network.
#include <linli/io/read.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include <linli/core/text.hpp>
#include <linli/model/builder.hpp>

namespace linli::io {
namespace {

std::vector<std::string_view> table_names() {
  std::vector<std::string_view> names;
  for (const auto& rule : schema) names.push_back(rule.name);
  return names;
}

// The names of the files of a format, in an order that no file system decides.
std::vector<std::string> files_in(const std::filesystem::path& folder, std::string_view extension) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == extension) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

void warn_of_unknown(const std::vector<std::string>& files, const std::string& extension, diagnostics& found) {
  for (const auto& name : files) {
    if (table_named(name)) continue;
    const auto near = nearest_word(name, table_names());
    found.add({name, -1, "", "unknown_table", "",
               name + extension + " is not read, for no table is called that" +
                   (near.empty() ? "" : "; did you mean " + near + "?"),
               severity::warning});
  }
}

}  // namespace

std::vector<frame> read_frames(const std::filesystem::path& folder, const csv_options& options, diagnostics& found,
                               std::vector<frame> from_parquet) {
  if (!std::filesystem::is_directory(folder)) throw file_error("there is no folder " + folder.string());
  const auto in_csv = files_in(folder, ".csv");
  const auto in_parquet = files_in(folder, ".parquet");
  warn_of_unknown(in_csv, ".csv", found);
  warn_of_unknown(in_parquet, ".parquet", found);
  std::vector<frame> frames;
  for (const auto& rule : schema) {
    const auto name = std::string(rule.name);
    const bool has_csv = std::binary_search(in_csv.begin(), in_csv.end(), name);
    const auto given =
        std::find_if(from_parquet.begin(), from_parquet.end(), [&](const auto& f) { return f.name == name; });
    if (has_csv && given != from_parquet.end())
      throw file_error("the folder " + folder.string() + " holds " + name + " twice, as CSV and as Parquet");
    if (given != from_parquet.end())
      frames.push_back(std::move(*given));
    else if (has_csv)
      frames.push_back(read_csv(folder / (name + ".csv"), options, found));
    else if (std::binary_search(in_parquet.begin(), in_parquet.end(), name))
      found.add(
          {name, -1, "", "unread_table", "", name + ".parquet is not read: this reader takes CSV", severity::warning});
  }
  if (frames.empty())
    throw file_error("the folder " + folder.string() + " holds no table; looked for " +
                     joined(table_names(), ".csv, ") + ".csv" +
                     (in_csv.empty() ? "" : ", found " + joined(in_csv, ".csv, ") + ".csv"));
  return frames;
}

std::vector<frame> parse_tables(std::vector<std::pair<std::string, std::string>> contents, const csv_options& options,
                                diagnostics& found) {
  std::vector<std::string> names;
  for (const auto& [name, content] : contents) names.push_back(name);
  warn_of_unknown(names, "", found);
  std::vector<frame> frames;
  for (const auto& rule : schema)
    for (auto& [name, content] : contents)
      if (name == rule.name) frames.push_back(parse_csv(std::move(content), name, options, found));
  if (frames.empty())
    throw file_error("there is no table; looked for " + joined(table_names()) +
                     (names.empty() ? "" : ", found " + joined(names)));
  return frames;
}

network read(const std::filesystem::path& folder, network_options options) {
  const auto file = folder / "network.toml";
  const auto settings = std::filesystem::exists(file) ? read_toml(file) : setting::table{};
  auto all = options_from(settings, std::move(options));
  diagnostics found;
  auto frames = read_frames(folder, all.files, found);
  auto maker = builder(std::move(all.network));
  maker.note(found);
  for (auto& table : frames) maker.add(std::move(table));
  return maker.build();
}

}  // namespace linli::io
