// SPDX-License-Identifier: Apache-2.0
// Fills targets from the values of a file, and says what is wrong with them.
#include <linli/io/targets.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <linli/core/text.hpp>

namespace linli::io {
namespace {

constexpr std::array<std::string_view, 18> target_keys{
    "name",  "label_zh",   "measure",     "by",     "at_least", "at_most", "per",       "stat",     "share_at_least",
    "force", "valid_from", "valid_until", "source", "unit",     "scope",   "residents", "verified", "note"};

std::string word_of(const setting& value) {
  const auto* text = std::get_if<std::string>(&value.value);
  return text ? *text : "";
}

// The values of one target, which knows what it is called, for messages.
class target_reader {
 public:
  target_reader(const setting::table& values, std::size_t number) : values_(&values) {
    for (const auto* key : {"name", "measure"})
      if (const auto* given = find(key); given && title_.empty()) title_ = word_of(*given);
    if (title_.empty()) title_ = std::to_string(number);
    for (const auto& [key, value] : values)
      if (std::find(target_keys.begin(), target_keys.end(), key) == target_keys.end()) refuse_key(key);
  }

  [[noreturn]] void refuse(const std::string& why) const { throw measure_error("target '" + title_ + "': " + why); }

  std::string text(std::string_view key) const {
    const auto* value = get<std::string>(key, "a text");
    return value ? *value : "";
  }
  std::optional<double> number(std::string_view key) const {
    const auto* found = find(key);
    if (!found) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(&found->value)) return static_cast<double>(*whole);
    return *get<double>(key, "a number");
  }
  std::optional<bool> flag(std::string_view key) const {
    const auto* value = get<bool>(key, "true or false");
    return value ? std::optional(*value) : std::nullopt;
  }
  // A text is a list of one.
  std::vector<std::string> words(std::string_view key) const {
    const auto* found = find(key);
    if (!found) return {};
    if (const auto* text = std::get_if<std::string>(&found->value)) return {*text};
    std::vector<std::string> all;
    for (const auto& one : *get<setting::list>(key, "a text or a list of texts")) all.push_back(word_of(one));
    if (std::find(all.begin(), all.end(), "") != all.end()) refuse(std::string(key) + " is a text or a list of texts");
    return all;
  }
  // The position of one of some words.
  template <class Words>
  std::size_t one_of(std::string_view key, const Words& allowed) const {
    const auto given = text(key);
    if (given.empty()) return 0;
    const auto at = std::find(allowed.begin(), allowed.end(), given);
    if (at == allowed.end()) refuse(std::string(key) + " is one of " + joined(allowed) + ", not '" + given + "'");
    return static_cast<std::size_t>(at - allowed.begin());
  }

 private:
  [[noreturn]] void refuse_key(const std::string& key) const {
    const auto near = nearest_word(key, target_keys);
    refuse("there is no key '" + key + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?") + " The keys are " +
           joined(target_keys));
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
    refuse(std::string(key) + " is " + std::string(type));
  }

  const setting::table* values_;
  std::string title_;
};

}  // namespace

target_spec target_from(const setting::table& values, std::size_t number) {
  const auto in = target_reader(values, number);
  target_spec made;
  made.measure = in.text("measure");
  if (made.measure.empty()) in.refuse("it has no measure");
  made.name = in.text("name");
  made.label_zh = in.text("label_zh");
  made.by = in.words("by");
  made.at_least = in.number("at_least");
  made.at_most = in.number("at_most");
  made.per = in.number("per").value_or(1);
  made.stat = static_cast<statistic>(in.one_of("stat", statistic_words));
  made.share_at_least = in.number("share_at_least");
  made.force = static_cast<linli::force>(in.one_of("force", force_words));
  made.valid_from = in.text("valid_from");
  made.valid_until = in.text("valid_until");
  made.source = in.text("source");
  made.unit = in.text("unit");
  made.scope = in.text("scope");
  made.residents = in.text("residents");
  made.verified = in.flag("verified");
  made.note = in.text("note");
  check(made);
  return made;
}

std::vector<target_spec> targets_from(const setting::table& file) {
  std::vector<target_spec> found;
  for (const auto& [key, value] : file) {
    const auto* list = std::get_if<setting::list>(&value.value);
    if (key != "target" || !list)
      throw measure_error("a file of targets holds tables [[target]] and nothing else, not '" + key + "'");
    for (const auto& one : *list) {
      const auto* values = std::get_if<setting::table>(&one.value);
      if (!values) throw measure_error("a target is a table with a measure and a limit");
      found.push_back(target_from(*values, found.size() + 1));
    }
  }
  if (found.empty()) throw measure_error("a file of targets holds at least one table [[target]]");
  return found;
}

std::vector<target_spec> read_targets(const std::filesystem::path& file) {
  const auto values = read_toml(file);
  try {
    return targets_from(values);
  } catch (const measure_error& fault) {
    throw file_error(file.string() + ": " + fault.what());
  }
}

}  // namespace linli::io
