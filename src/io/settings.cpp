// SPDX-License-Identifier: Apache-2.0
// Fills options from the values of a settings file, and says what is wrong with them.
#include <linli/io/settings.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>

#include <linli/core/date.hpp>
#include <linli/core/text.hpp>

namespace linli::io {
namespace {

constexpr std::array<std::string_view, 11> file_keys{"scheme", "persons_are", "origin",      "as_of",
                                                     "zone",   "encoding",    "strict",      "allow",
                                                     "names",  "until",       "empty_tables"};
constexpr std::array<std::string_view, 2> scheme_keys{"name", "kinds"};
constexpr std::array<std::string_view, 6> kind_keys{"key", "label_zh", "label_en", "table", "kind", "order"};

// A table of settings that knows where it stands, for messages.
class reader {
 public:
  reader(const setting::table& values, std::string where, std::span<const std::string_view> keys)
      : values_(&values), where_(std::move(where)) {
    for (const auto& [key, value] : values) {
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      const auto near = nearest_word(key, keys);
      throw schema_error(where_ + " knows no '" + key + "'" +
                         (near.empty() ? "; its keys are " + joined(keys) : "; did you mean '" + near + "'?"));
    }
  }

  const setting* find(std::string_view key) const {
    for (const auto& [name, value] : *values_)
      if (name == key) return &value;
    return nullptr;
  }
  template <class T>
  const T* get(std::string_view key, std::string_view type) const {
    const auto* found = find(key);
    if (!found) return nullptr;
    if (const auto* value = std::get_if<T>(&found->value)) return value;
    throw schema_error(where_ + ": " + std::string(key) + " is " + std::string(type));
  }
  std::string text(std::string_view key, std::string fallback = "") const {
    const auto* value = get<std::string>(key, "a text");
    return value ? *value : fallback;
  }
  const std::string& where() const { return where_; }

 private:
  const setting::table* values_;
  std::string where_;
};

table_id table_of(const reader& in) {
  const auto name = in.text("table", "teams");
  const auto id = table_named(name);
  if (!id || !is_group_table(*id)) throw schema_error(in.where() + ": '" + name + "' is not a table of groups");
  return *id;
}

struct ordered_kind {
  std::int64_t order;
  scheme_kind kind;
};

ordered_kind kind_from(const setting& given, std::size_t number) {
  const auto where = "kind " + std::to_string(number + 1) + " of the scheme";
  const auto* values = std::get_if<setting::table>(&given.value);
  if (!values) throw schema_error(where + " is a table with a key");
  const auto in = reader(*values, where, kind_keys);
  const auto key = in.text("key");
  if (key.empty()) throw schema_error(where + " needs a key");
  const auto* order = in.get<std::int64_t>("order", "an integer");
  return {order ? *order : static_cast<std::int64_t>(number) + 1,
          {key, in.text("label_zh", key), in.text("label_en", key), table_of(in), in.text("kind", key)}};
}

scheme scheme_from(const setting& given) {
  if (const auto* name = std::get_if<std::string>(&given.value)) return scheme_named(*name);
  const auto* values = std::get_if<setting::table>(&given.value);
  if (!values) throw schema_error("scheme is the name of one, or a table with name and kinds");
  const auto in = reader(*values, "the scheme", scheme_keys);
  const auto* list = in.get<setting::list>("kinds", "a list of tables");
  if (!list) throw schema_error("the scheme needs a list of kinds");
  std::vector<ordered_kind> kinds;
  for (const auto& one : *list) kinds.push_back(kind_from(one, kinds.size()));
  std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.order < b.order; });
  scheme made{in.text("name", "own"), {}};
  for (auto& [order, kind] : kinds) {
    const auto keys = made.keys();
    if (std::find(keys.begin(), keys.end(), kind.key) != keys.end())
      throw schema_error("the scheme has two kinds with the key '" + kind.key + "'");
    made.kinds.push_back(std::move(kind));
  }
  return made;
}

using words = std::vector<std::pair<std::string, std::string>>;

// One word may mean several things, in several tables: then a list.
void add_meanings(words& found, const std::string& word, const setting& given) {
  if (const auto* meaning = std::get_if<std::string>(&given.value)) {
    found.emplace_back(word, *meaning);
    return;
  }
  const auto* meanings = std::get_if<setting::list>(&given.value);
  if (!meanings) throw schema_error("what '" + word + "' means is a text like \"persons.home\", or a list of such");
  for (const auto& one : *meanings) add_meanings(found, word, one);
}

// Whether a setting of no known key says what a word means: 居住地 = "persons.home".
bool is_meaning(const setting& given) {
  if (const auto* text = std::get_if<std::string>(&given.value)) return named_thing::of(*text).exists();
  const auto* list = std::get_if<setting::list>(&given.value);
  return list && !list->empty() && std::all_of(list->begin(), list->end(), is_meaning);
}

// Takes the meanings of words out of the settings, those in the table `names` and those beside it.
words meanings_in(setting::table& settings) {
  words found;
  std::erase_if(settings, [&](const auto& entry) {
    const auto& [key, value] = entry;
    if (std::find(file_keys.begin(), file_keys.end(), key) != file_keys.end() || !is_meaning(value)) return false;
    add_meanings(found, key, value);
    return true;
  });
  const auto* names = reader(settings, "network.toml", file_keys).get<setting::table>("names", "a table of words");
  for (std::size_t i = 0; names && i < names->size(); ++i) add_meanings(found, (*names)[i].key, (*names)[i].value);
  return found;
}

// A key with two values, the first of which is the default.
bool is_second(const reader& in, std::string_view key, std::string_view first, std::string_view second) {
  const auto said = in.text(key, std::string(first));
  if (said != first && said != second)
    throw schema_error(in.where() + ": " + std::string(key) + " is " + std::string(first) + " or " +
                       std::string(second) + ", not '" + said + "'");
  return said == second;
}

std::vector<std::string> columns_allowed(const reader& in) {
  std::vector<std::string> names;
  const auto* given = in.get<setting::list>("allow", "a list of column names");
  if (!given) return names;
  for (const auto& one : *given) {
    const auto* name = std::get_if<std::string>(&one.value);
    if (!name) throw schema_error(in.where() + ": allow is a list of column names");
    names.push_back(*name);
  }
  return names;
}

}  // namespace

int zone_minutes_of(std::string_view offset) {
  // The reader of moments knows offsets: midnight with one, seen from Greenwich, is that far away.
  const auto there = parse_instant("1970-01-01T00:00" + std::string(offset));
  if (offset.empty() || !there || (offset.front() != '+' && offset.front() != '-' && offset != "Z"))
    throw schema_error("a zone is an offset like +08:00, not '" + std::string(offset) + "'");
  return static_cast<int>(-there->microseconds() / 60'000'000);
}

std::string text_of_zone(int minutes) {
  char text[16];
  const int east = std::abs(minutes);
  std::snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+', east / 60 % 100, east % 60);
  return text;
}

folder_options options_from(setting::table settings, network_options wanted) {
  auto meanings = meanings_in(settings);
  const auto in = reader(settings, "network.toml", file_keys);
  folder_options filled{std::move(wanted), {}};
  auto& net = filled.network;
  if (const auto* given = in.find("scheme"); given && !net.scheme) net.scheme = scheme_from(*given);
  if (const auto who = in.text("persons_are"); !who.empty() && !net.persons_are)
    net.persons_are = persons_are_named(who);
  if (const auto from = in.text("origin"); !from.empty() && !net.origin) net.origin = origin_named(from);
  if (const auto day = in.text("as_of"); net.as_of.empty()) net.as_of = day;
  // A zone has a default and no way to leave it open: another than the default was asked for.
  const auto zone = in.text("zone");
  if (!zone.empty() && net.zone_minutes == network_options{}.zone_minutes) net.zone_minutes = zone_minutes_of(zone);
  // Likewise bad rows are errors unless someone says otherwise.
  if (const auto* strict = in.get<bool>("strict", "true or false")) net.strict = net.strict && *strict;
  if (net.allow.empty()) net.allow = columns_allowed(in);
  net.names.words.insert(net.names.words.end(), meanings.begin(), meanings.end());
  if (in.find("until")) net.names.until_is_last_day = is_second(in, "until", "exclusive", "inclusive");
  if (in.find("empty_tables")) net.names.empty_is_not_given = is_second(in, "empty_tables", "given", "not_given");
  filled.files.encoding = in.text("encoding");
  return filled;
}

}  // namespace linli::io
