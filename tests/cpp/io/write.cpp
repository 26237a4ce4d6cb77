// SPDX-License-Identifier: Apache-2.0
// What is written reads back as the same network.
#include <linli/io/write.hpp>

#include <gtest/gtest.h>

#include <linli/io/read.hpp>
#include <linli/model/tables.hpp>

#include "io/temporary_folder.hpp"
#include "model/same_network.hpp"
#include "model/small_world.hpp"

namespace linli::testing {
namespace {

network_options all_said() {
  network_options options;
  options.scheme = scheme{"ours \"quoted\" \\ \x01",
                          {{"volunteers", "志愿者", "volunteers", table_id::teams, "volunteers"},
                           {"schools", "学校", "schools", table_id::organisations, "school"}}};
  options.persons_are = persons_are::listed_only;
  options.origin = origin::synthetic;
  options.as_of = "2018-12-31T12:00:00";
  options.zone_minutes = -210;
  return options;
}

network read_again(const network& net, const temporary_folder& folder) {
  io::write(net, folder.path());
  try {
    return io::read(folder.path());
  } catch (const file_error&) {  // without toml++ the options must be given by hand
    std::filesystem::remove(folder.path() / "network.toml");
    return io::read(folder.path(), options_of(net));
  }
}

TEST(write, reads_back_as_the_same_network) {
  const temporary_folder folder;
  const auto net = built(small_world(), all_said());
  expect_same(net, read_again(net, folder));
}

TEST(write, says_the_defaults_too) {
  const temporary_folder folder;
  const auto net = built(small_world());
  expect_same(net, read_again(net, folder));
  EXPECT_NE(io::settings_text(net).find("as_of = \"2018-05-02\""), std::string::npos);
}

TEST(write, leaves_out_tables_without_rows) {
  const temporary_folder folder;
  io::write(built(small_world()), folder.path() / "new" / "folder");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "new" / "folder" / "ties.csv"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new" / "folder" / "services.csv"));
}

TEST(write, refuses_a_folder_with_a_table_that_would_be_read_too) {
  const temporary_folder folder;
  folder.file("services.csv", "id,kind\ns1,lectures\n");
  EXPECT_THROW(io::write(built(small_world()), folder.path()), file_error);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "places.csv"));
}

TEST(write, refuses_a_folder_with_a_table_in_another_format) {
  const auto net = built(small_world());
  const temporary_folder with_file;
  with_file.file("places.parquet", "");
  EXPECT_THROW(io::write(net, with_file.path()), file_error);
  const temporary_folder with_parts;
  std::filesystem::create_directory(with_parts.path() / "persons");
  EXPECT_THROW(io::write(net, with_parts.path()), file_error);
  const temporary_folder with_text;
  with_text.file("places.csv", "id,level\n");
  EXPECT_THROW(io::prepare_folder(net, with_text.path(), ".parquet"), file_error);
  EXPECT_FALSE(std::filesystem::exists(with_text.path() / "network.toml"));
  io::write(net, with_text.path());  // its own format it writes over
  EXPECT_EQ(io::read(with_text.path()).row_count(table_id::places), net.row_count(table_id::places));
}

}  // namespace
}  // namespace linli::testing
