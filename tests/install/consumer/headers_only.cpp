// SPDX-License-Identifier: Apache-2.0
// Uses the header library alone.
#include <iostream>
#include <linli/linli.hpp>
#include <linli/version.hpp>

int main() { std::cout << linli::version << '\n'; }
