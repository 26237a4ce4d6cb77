// SPDX-License-Identifier: Apache-2.0
// Reads the installed preset that it is given the name of, and prints its targets, one a line.
#include <iostream>
#include <linli/io/targets.hpp>
#include <string>

#ifndef PRESETS
#define PRESETS ""
#endif

int main(int, char** arguments) {
  for (const auto& of : linli::io::read_targets(std::string(PRESETS) + arguments[1] + ".toml"))
    std::cout << of.title() << '|' << of.measure << '|' << of.at_least.value_or(-1) << '|' << of.valid_from << '\n';
}
