// SPDX-License-Identifier: Apache-2.0
// A network as a folder of tables.
#pragma once

#include <filesystem>
#include <string>

#include <linli/model/network.hpp>

namespace linli::io {

// Writes one CSV file a table that has rows, and network.toml; reading the folder gives the same
// network. The folder is made if need be; one that holds a table that the network lacks is refused,
// for it would be read with the rest.
void write(const network& net, const std::filesystem::path& folder);

// The content of network.toml.
std::string settings_text(const network& net);

}  // namespace linli::io
