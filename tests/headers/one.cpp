// SPDX-License-Identifier: Apache-2.0
// Every header, in the first of two files of one program: a definition that is not inline would
// not link.
#include "everything.hpp"

#include <gtest/gtest.h>

const void* version_in_the_other_file();

TEST(headers, two_files_with_everything_share_one_definition) {
  EXPECT_EQ(version_in_the_other_file(), static_cast<const void*>(&linli::version));
}
