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

// The names of the CSV files, in an order that no file system decides.
std::vector<std::string> csv_files_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".csv") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

void warn_of_others(const std::vector<std::string>& files, diagnostics& found) {
  for (const auto& name : files) {
    if (table_named(name)) continue;
    const auto near = nearest_word(name, table_names());
    found.add(
        {name, -1, "", "unknown_table", "",
         name + ".csv is not read, for no table is called that" + (near.empty() ? "" : "; did you mean " + near + "?"),
         severity::warning});
  }
}

}  // namespace

std::vector<frame> read_frames(const std::filesystem::path& folder, const csv_options& options, diagnostics& found) {
  if (!std::filesystem::is_directory(folder)) throw file_error("there is no folder " + folder.string());
  const auto files = csv_files_in(folder);
  warn_of_others(files, found);
  std::vector<frame> frames;
  for (const auto& rule : schema)
    if (std::binary_search(files.begin(), files.end(), rule.name))
      frames.push_back(read_csv(folder / (std::string(rule.name) + ".csv"), options, found));
  if (frames.empty())
    throw file_error("the folder " + folder.string() + " holds no table; looked for " +
                     joined(table_names(), ".csv, ") + ".csv" +
                     (files.empty() ? "" : ", found " + joined(files, ".csv, ") + ".csv"));
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
