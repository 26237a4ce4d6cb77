// SPDX-License-Identifier: Apache-2.0
// Reads a folder of tables and prints which communities miss which teams.
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <linli/io/read.hpp>
#include <linli/linli.hpp>

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: missing_teams FOLDER [LEVEL]\n";
    return 2;
  }
  const std::string level = argc == 3 ? argv[2] : "community";
  try {
    const auto net = linli::io::read(argv[1]);
    const auto found = linli::measure(net, linli::coverage::presence{.min_members = 1}, {.by = {level, "kind"}});

    std::map<std::string, std::vector<std::string>> missing;
    for (std::size_t i = 0; i < found.rows(); ++i)
      if (!found.is_null(i) && *found.value(i) == 0) missing[found.key(i, level)].push_back(found.key(i, "kind"));

    if (net.origin() != linli::origin::observed)
      std::cout << "These data are " << linli::text_of(net.origin()) << ".\n";
    for (const auto& [place, kinds] : missing) {
      std::cout << place << " misses";
      for (const auto& kind : kinds) std::cout << ' ' << kind;
      std::cout << '\n';
    }
    std::cout << missing.size() << " place(s) of level " << level << " miss a team of the scheme '" << net.scheme().name
              << "'\n";
    return EXIT_SUCCESS;
  } catch (const std::exception& problem) {
    std::cerr << problem.what() << '\n';
    return EXIT_FAILURE;
  }
}
