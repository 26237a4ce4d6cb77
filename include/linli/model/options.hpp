// SPDX-License-Identifier: Apache-2.0
// What a world's tables do not say themselves: who the persons are, where the data come from.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <linli/model/naming.hpp>
#include <linli/model/scheme.hpp>

namespace linli {

enum class persons_are { all_residents, listed_only };
enum class origin { observed, synthetic, mixed };

constexpr std::string_view text_of(persons_are who) {
  return who == persons_are::all_residents ? "all_residents" : "listed_only";
}
constexpr std::string_view text_of(origin from) {
  return from == origin::observed ? "observed" : from == origin::synthetic ? "synthetic" : "mixed";
}
inline persons_are persons_are_named(std::string_view name) {
  if (name == "all_residents") return persons_are::all_residents;
  if (name == "listed_only") return persons_are::listed_only;
  throw schema_error("persons_are is all_residents or listed_only, not '" + std::string(name) + "'");
}
inline origin origin_named(std::string_view name) {
  for (const auto from : {origin::observed, origin::synthetic, origin::mixed})
    if (text_of(from) == name) return from;
  throw schema_error("origin is observed, synthetic or mixed, not '" + std::string(name) + "'");
}

// Another id for a person's, by a key that only the caller holds: a keyed hash of a library that does it well.
using id_hash = std::function<std::string(std::string_view)>;

struct network_options {
  std::optional<linli::scheme> scheme{};            // default: the kinds found in the table of teams
  std::optional<linli::persons_are> persons_are{};  // default: all residents, unless any population is given
  std::optional<linli::origin> origin{};            // default: observed
  std::string as_of{};                              // default: the last date of meetings, issues and events
  int zone_minutes = 480;                           // times with an offset are converted to this zone (+08:00)
  std::vector<std::string> allow{};                 // sensitive columns that are wanted all the same
  bool strict = true;                               // false: set bad rows aside and read on
  linli::naming names{};                            // what the user's own words mean
  id_hash hash_ids{};  // takes the place of persons' ids, and of numbers that identify a person
};

}  // namespace linli
