// SPDX-License-Identifier: Apache-2.0
// A network from a folder of tables.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <linli/io/csv.hpp>
#include <linli/io/settings.hpp>
#include <linli/model/network.hpp>

namespace linli::io {

// Every CSV file of the folder that is called as a table, in the schema's words, in Chinese or in the user's own; and
// the tables that others read there from Parquet. Other files of these two formats give a warning: unknown_table, or
// unread_table where there is such a table. No folder, no table in it, or a table given twice is a file_error.
std::vector<frame> read_frames(const std::filesystem::path& folder, const folder_options& options, diagnostics& found,
                               std::vector<frame> from_parquet = {});

// The same for tables at hand, each as the content of a CSV file: the sheets of a workbook. Other names give a warning.
std::vector<frame> parse_tables(std::vector<std::pair<std::string, std::string>> contents,
                                const folder_options& options, diagnostics& found);

// The network of a folder: its tables in CSV, read as its network.toml says where `options` leave it open.
network read(const std::filesystem::path& folder, network_options options = {});

}  // namespace linli::io
