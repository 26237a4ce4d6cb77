// SPDX-License-Identifier: Apache-2.0
// Writes a network as CSV files and network.toml.
#include <linli/io/write.hpp>

#include <cstdio>
#include <fstream>

#include <linli/io/csv.hpp>
#include <linli/io/settings.hpp>
#include <linli/model/tables.hpp>

namespace linli::io {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04X", static_cast<unsigned>(c));
      out += code;
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string line(std::string_view key, std::string_view value) {
  return std::string(key) + " = " + quoted(value) + "\n";
}

std::string scheme_text(const scheme& s) {
  std::string text = "\n[scheme]\n" + line("name", s.name);
  if (s.kinds.empty()) text += "kinds = []\n";
  for (const auto& kind : s.kinds)
    text += "\n[[scheme.kinds]]\n" + line("key", kind.key) + line("label_zh", kind.label_zh) +
            line("label_en", kind.label_en) + line("table", name_of(kind.table)) + line("kind", kind.found_as);
  return text;
}

void refuse_other_tables(const network& net, const std::filesystem::path& folder, std::string_view extension) {
  for (const auto& rule : schema)
    for (const std::string_view ending : {".csv", ".parquet", ""}) {
      const auto path = folder / (std::string(rule.name) + std::string(ending));
      const bool written_over = ending == extension && net.row_count(rule.id) > 0;
      const bool is_there = ending.empty() ? std::filesystem::is_directory(path) : std::filesystem::exists(path);
      if (is_there && !written_over)
        throw file_error(path.string() + " is in the way: it would be read with the tables of this network; " +
                         "write to another folder");
    }
}

void write_text(const std::filesystem::path& file, const std::string& text) {
  auto stream = std::ofstream(file, std::ios::binary);
  stream << text << std::flush;
  if (!stream) throw file_error("the file " + file.string() + " could not be written");
}

}  // namespace

std::string settings_text(const network& net) {
  std::string text = "# Written by linli: what the tables beside do not say themselves.\n";
  text += line("persons_are", text_of(net.persons_are())) + line("origin", text_of(net.origin()));
  if (!net.as_of().is_null()) text += line("as_of", text_of(net.as_of()));
  return text + line("zone", text_of_zone(net.state().zone_minutes)) + scheme_text(net.scheme());
}

void prepare_folder(const network& net, const std::filesystem::path& folder, std::string_view extension) {
  refuse_other_tables(net, folder, extension);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw file_error("the folder " + folder.string() + " could not be made: " + failed.message());
  write_text(folder / "network.toml", settings_text(net));
  // A single table taken out of the folder does not show it: so the folder does, in plain sight.
  if (net.origin() != origin::observed)
    write_text(folder / "ORIGIN.txt",
               "These data are " + std::string(text_of(net.origin())) +
                   ": they describe no real community.\n本数据为合成数据,不代表任何真实社区。\n");
}

void write(const network& net, const std::filesystem::path& folder) {
  prepare_folder(net, folder, ".csv");
  for (const auto& table : to_frames(net)) write_csv(table, folder / (table.name + ".csv"));
}

}  // namespace linli::io
