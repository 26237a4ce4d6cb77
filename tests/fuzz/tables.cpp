// SPDX-License-Identifier: Apache-2.0
// Any bytes as the sheets of a workbook, `=name` before each: a network, or an error of linli's. What is read strictly
// without an error is read leniently as the same; its tables give the same network.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <linli/io/read.hpp>
#include <linli/model/builder.hpp>
#include <linli/model/fingerprint.hpp>
#include <linli/model/tables.hpp>

namespace {

std::vector<std::pair<std::string, std::string>> sheets_in(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> sheets;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (line.starts_with("="))
      sheets.emplace_back(line.substr(1), "");
    else if (!sheets.empty())
      sheets.back().second += line + "\n";
  }
  return sheets;
}

linli::network network_of(const std::string& text, bool strict) {
  linli::io::folder_options options;
  options.network.strict = strict;
  options.network.names.words = {{"住址", "persons.home"}, {"派遣", "issue_events.dispatched"}};
  linli::diagnostics found;
  auto frames = linli::io::parse_tables(sheets_in(text), options, found);
  auto maker = linli::builder(options.network);
  maker.note(found);
  for (auto& table : frames) maker.add(std::move(table));
  return maker.build();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = std::string(reinterpret_cast<const char*>(data), size);
  try {
    network_of(text, false);
    const auto net = network_of(text, true);
    auto options = linli::network_options{net.scheme(), net.persons_are(), net.origin()};
    auto again = linli::builder(std::move(options));
    for (auto& table : linli::to_frames(net)) again.add(std::move(table));
    if (linli::fingerprint(again.build()) != linli::fingerprint(net)) std::abort();
  } catch (const linli::error&) {
  }
  return 0;
}
