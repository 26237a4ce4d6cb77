// SPDX-License-Identifier: Apache-2.0
// Every header, in the second of two files of one program.
#include "everything.hpp"

const void* version_in_the_other_file();

const void* version_in_the_other_file() { return &linli::version; }
