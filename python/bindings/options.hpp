// SPDX-License-Identifier: Apache-2.0
// Options, measures, questions and edits from Python dicts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <linli/io/settings.hpp>
#include <linli/measure/spec.hpp>
#include <linli/model/edits.hpp>

#include "bindings.hpp"

namespace linli_python {

// Values of Python as those of a settings file; None is left out.
linli::io::setting::table settings_of(const py::dict& values);

// What `scheme` says among the values: the name of one, or a table of kinds.
std::optional<linli::scheme> scheme_of(const py::dict& values);

// The keys of network.toml, and beside them zone_minutes and strict.
linli::io::folder_options options_of(const py::dict& options);

std::vector<linli::measure_spec> specs_of(const py::list& specs);
linli::question question_of(const py::dict& question);
std::vector<linli::edit> edits_of(const py::list& edits);

py::dict dict_of(const linli::measure_spec& spec);
py::dict dict_of(const linli::question& asked);
py::dict dict_of(const linli::scheme& scheme);

}  // namespace linli_python
