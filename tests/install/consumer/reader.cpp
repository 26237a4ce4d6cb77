// SPDX-License-Identifier: Apache-2.0
// Reads a folder of tables with the compiled readers, and prints how many places it holds.
#include <iostream>
#include <linli/io/read.hpp>

int main(int, char** arguments) {
  const auto net = linli::io::read(arguments[1]);
  std::cout << net.row_count(linli::table_id::places) << '\n';
}
