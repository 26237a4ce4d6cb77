// SPDX-License-Identifier: Apache-2.0
// Targets in a TOML file, one [[target]] each, whoever parsed it: toml++ here, tomllib in Python.
#pragma once

#include <filesystem>
#include <vector>

#include <linli/io/settings.hpp>
#include <linli/measure/target.hpp>

namespace linli::io {

// One target from its keys: measure and at_least, at_most or both; and, if wanted, name, label_zh,
// by (a text or a list), per, stat, share_at_least, force, valid_from, valid_until, source, unit,
// scope, residents, verified, note. What is wrong is a measure_error that names the target; one
// without name or measure is called by its number, counted from 1.
target_spec target_from(const setting::table& values, std::size_t number = 1);

// All targets of a file's settings.
std::vector<target_spec> targets_from(const setting::table& file);

// The targets in a TOML file. A file_error names the file, whatever is wrong in it, also where this
// library was built without toml++. The presets lie in share/linli/presets of an installation.
std::vector<target_spec> read_targets(const std::filesystem::path& file);

}  // namespace linli::io
