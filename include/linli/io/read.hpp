// SPDX-License-Identifier: Apache-2.0
// A network from a folder of tables.
#pragma once

#include <filesystem>
#include <vector>

#include <linli/io/csv.hpp>
#include <linli/io/settings.hpp>
#include <linli/model/network.hpp>

namespace linli::io {

// Every `<table>.csv` of the schema in the folder, in the order of the schema. Other CSV files give
// a warning, unknown_table. No folder, or no table in it, is a file_error.
std::vector<frame> read_frames(const std::filesystem::path& folder, const csv_options& options, diagnostics& found);

// The network of a folder: its tables, read as its network.toml says where `options` leave it open.
network read(const std::filesystem::path& folder, network_options options = {});

}  // namespace linli::io
