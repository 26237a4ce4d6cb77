// SPDX-License-Identifier: Apache-2.0
// A network as a folder of tables.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <linli/model/network.hpp>

namespace linli::io {

// Makes a folder ready for the tables of a network in one format, ".csv" or ".parquet": makes it if need be, writes
// network.toml, and where the data are not observed ORIGIN.txt, which says so. A folder that holds a table which would
// be read with the new ones is refused: one that the network lacks, or one in another format.
void prepare_folder(const network& net, const std::filesystem::path& folder, std::string_view extension);

// Writes one CSV file a table that has rows, and what goes beside; reading the folder gives the same network.
void write(const network& net, const std::filesystem::path& folder);

// The content of network.toml.
std::string settings_text(const network& net);

}  // namespace linli::io
