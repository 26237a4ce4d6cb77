// SPDX-License-Identifier: Apache-2.0
// A folder becomes a network.
#include <linli/io/read.hpp>

#include <gtest/gtest.h>

#include "io/temporary_folder.hpp"
#include "model/text_frame.hpp"

namespace linli::testing {
namespace {

using cells = std::vector<std::string>;

bool reads_toml(const temporary_folder& folder) {
  try {
    io::read_toml(folder.file("probe.toml", "x = 1\n"));
    return true;
  } catch (const file_error&) {
    return false;
  }
}

std::string refusal(const std::filesystem::path& folder) {
  try {
    io::read(folder);
  } catch (const error& wrong) {
    return wrong.what();
  }
  return "";
}

TEST(read, takes_the_tables_of_a_folder) {
  const temporary_folder folder;
  folder.file("places.csv", "id,level\n1,district\n");
  folder.file("persons.csv", "id,home\np1,1\np2,1\n");
  const auto net = io::read(folder.path());
  EXPECT_EQ(net.row_count(table_id::persons), 2U);
  EXPECT_TRUE(net.has_integer_ids(table_id::places));
}

TEST(read, gives_frames_in_the_order_of_the_schema_and_warns_of_other_files) {
  const temporary_folder folder;
  folder.file("teams.csv", "id,kind\n");
  folder.file("places.csv", "id,level\n");
  folder.file("person.csv", "id\n");
  folder.file("notes.txt", "");
  diagnostics found;
  const auto frames = io::read_frames(folder.path(), {}, found);
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[0].name, "places");
  EXPECT_EQ(frames[1].name, "teams");
  ASSERT_EQ(found.rows().size(), 1U);
  EXPECT_EQ(found.rows()[0].rule, "unknown_table");
  EXPECT_EQ(found.rows()[0].severity, severity::warning);
  EXPECT_NE(found.rows()[0].message.find("did you mean persons?"), std::string::npos);
}

TEST(read, takes_tables_that_others_read_from_parquet_and_warns_of_those_that_nobody_did) {
  const temporary_folder folder;
  folder.file("places.csv", "id,level\n1,district\n");
  folder.file("teams.parquet", "");
  folder.file("persons.parquet", "");
  folder.file("meeting.parquet", "");
  diagnostics found;
  const auto frames =
      io::read_frames(folder.path(), {}, found, {text_frame("teams", {{"id", {"t"}}, {"kind", {"k"}}})});
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[1].name, "teams");
  EXPECT_EQ(frames[1].rows, 1U);
  ASSERT_EQ(found.rows().size(), 2U);
  EXPECT_EQ(found.rows()[0].rule, "unknown_table");
  EXPECT_NE(found.rows()[0].message.find("meeting.parquet is not read"), std::string::npos);
  EXPECT_EQ(found.rows()[1].rule, "unread_table");
  EXPECT_EQ(found.rows()[1].message, "persons.parquet is not read: this reader takes CSV");
  EXPECT_THROW(io::read_frames(folder.path(), {}, found, {text_frame("places", {{"id", {"1"}}})}), file_error);
}

TEST(parse_tables, takes_contents_by_name_in_the_order_of_the_schema) {
  diagnostics found;
  const auto frames = io::parse_tables(
      {{"teams", "id,kind\nt,k\n"}, {"Sheet1", "x\n"}, {"places", "id,level\n1,district\n"}}, {}, found);
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[0].name, "places");
  EXPECT_EQ(frames[1].name, "teams");
  ASSERT_EQ(found.rows().size(), 1U);
  EXPECT_EQ(found.rows()[0].rule, "unknown_table");
  EXPECT_EQ(found.rows()[0].table, "Sheet1");
  EXPECT_THROW(io::parse_tables({{"Sheet1", "x\n"}}, {}, found), file_error);
  EXPECT_THROW(io::parse_tables({}, {}, found), file_error);
}

TEST(read, says_what_it_looked_for) {
  const temporary_folder folder;
  EXPECT_NE(refusal(folder.path() / "nowhere").find("nowhere"), std::string::npos);
  folder.file("person.csv", "id\n");
  const auto said = refusal(folder.path());
  EXPECT_NE(said.find("places.csv"), std::string::npos);
  EXPECT_NE(said.find("found person.csv"), std::string::npos);
}

TEST(read, raises_the_problems_of_files_and_of_tables_at_once) {
  const temporary_folder folder;
  folder.file("places.csv", "id,level\n1,district\n2\n");
  folder.file("persons.csv", "id,home\n\np1,7\n");
  try {
    io::read(folder.path());
    FAIL() << "nothing was raised";
  } catch (const data_error& wrong) {
    ASSERT_EQ(wrong.problems.errors(), 2);
    EXPECT_EQ(wrong.problems.rows()[0].rule, "ragged_row");
    EXPECT_EQ(wrong.problems.rows()[1].rule, "dangling_reference");
    EXPECT_EQ(wrong.problems.rows()[1].row, 3);
  }
}

TEST(read, reads_on_where_it_is_asked_to_be_lenient) {
  const temporary_folder folder;
  folder.file("places.csv", "id,level\n1,district\n2\n3,community\n");
  network_options lenient;
  lenient.strict = false;
  const auto net = io::read(folder.path(), lenient);
  EXPECT_EQ(net.row_count(table_id::places), 2U);
  EXPECT_EQ(net.state().warnings.errors(), 1);
}

TEST(read, obeys_network_toml_but_obeys_the_options_first) {
  const temporary_folder folder;
  if (!reads_toml(folder)) GTEST_SKIP() << "built without toml++";
  folder.file("places.csv", "id,level\n1,district\n");
  folder.file("network.toml",
              "persons_are = \"listed_only\"\norigin = \"synthetic\"\nas_of = 2018-12-31\nzone = "
              "\"+00:00\"\n"
              "[scheme]\nname = \"ours\"\n[[scheme.kinds]]\nkey = \"volunteers\"\nlabel_zh = \"志愿者\"\n");
  network_options options;
  options.origin = origin::mixed;
  const auto net = io::read(folder.path(), options);
  EXPECT_EQ(net.persons_are(), persons_are::listed_only);
  EXPECT_EQ(net.origin(), origin::mixed);
  EXPECT_EQ(text_of(net.as_of()), "2018-12-31");
  EXPECT_EQ(net.state().zone_minutes, 0);
  EXPECT_EQ(net.scheme().name, "ours");
  EXPECT_EQ(net.scheme().kinds.at(0).label_zh, "志愿者");
}

TEST(read, says_where_network_toml_is_wrong) {
  const temporary_folder folder;
  folder.file("places.csv", "id,level\n1,district\n");
  folder.file("network.toml", "origin = \"synthetic\"\nzone = \n");
  const auto said = refusal(folder.path());
  EXPECT_NE(said.find(reads_toml(folder) ? "line 2" : "toml++"), std::string::npos) << said;
}

}  // namespace
}  // namespace linli::testing
