// SPDX-License-Identifier: Apache-2.0
// Options, measures, questions and edits from Python dicts.
#include "options.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <utility>

#include <linli/core/error.hpp>

namespace linli_python {

namespace {

linli::io::setting setting_of(const py::handle& value) {
  if (py::isinstance<py::bool_>(value)) return {value.cast<bool>()};
  if (py::isinstance<py::int_>(value)) {
    int too_large = 0;
    const auto number = PyLong_AsLongLongAndOverflow(value.ptr(), &too_large);
    if (too_large == 0) return {static_cast<std::int64_t>(number)};
  }
  if (py::isinstance<py::float_>(value)) return {value.cast<double>()};
  if (py::isinstance<py::dict>(value)) return {settings_of(value.cast<py::dict>())};
  if (py::isinstance<py::list>(value) || py::isinstance<py::tuple>(value)) {
    linli::io::setting::list items;
    for (const auto& item : value) items.push_back(setting_of(item));
    return {std::move(items)};
  }
  return {std::string(py::str(value))};
}

std::string text_in(const py::dict& values, const char* key) {
  if (!values.contains(key) || values[key].is_none()) return "";
  return py::str(values[key]);
}

// A hash by a function of Python's, which takes the GIL to be called and to be let go.
linli::id_hash hash_of(py::object function) {
  auto kept = std::shared_ptr<py::object>(new py::object(std::move(function)), [](py::object* held) {
    const py::gil_scoped_acquire gil;
    delete held;
  });
  return [kept](std::string_view id) {
    const py::gil_scoped_acquire gil;
    return (*kept)(py::str(id.data(), id.size())).cast<std::string>();
  };
}

linli::argument argument_of(const py::handle& value) {
  if (py::isinstance<py::bool_>(value)) return {value.cast<bool>()};
  if (py::isinstance<py::list>(value) || py::isinstance<py::tuple>(value)) {
    std::vector<std::string> words;
    for (const auto& word : value) words.emplace_back(py::str(word));
    return {words};
  }
  return {std::string(py::str(value))};
}

linli::filter filter_of(const py::dict& where) {
  linli::filter found;
  for (const auto& [name, wanted] : where) {
    const auto condition = wanted.cast<py::dict>();
    const auto key = std::string(py::str(name));
    if (condition.contains("any_of")) {
      std::vector<std::string> words;
      for (const auto& word : condition["any_of"]) words.emplace_back(py::str(word));
      found[key] = linli::condition::words(std::move(words));
    } else {
      found[key] = linli::condition::range(text_in(condition, "low"), text_in(condition, "high"));
    }
  }
  return found;
}

py::dict dict_of(const linli::filter& where) {
  py::dict found;
  for (const auto& [name, wanted] : where) {
    py::dict condition;
    if (wanted.is_range) {
      condition["low"] = wanted.low;
      condition["high"] = wanted.high;
    } else {
      condition["any_of"] = wanted.any_of;
    }
    found[py::str(name)] = condition;
  }
  return found;
}

linli::verb verb_named(const std::string& name) {
  if (name == "add_member") return linli::verb::add_member;
  if (name == "end_member") return linli::verb::end_member;
  if (name == "move_member") return linli::verb::move_member;
  if (name == "rehome") return linli::verb::rehome;
  throw linli::edit_error("no verb is called '" + name +
                          "'; the verbs are add_member, end_member, move_member, rehome");
}

}  // namespace

linli::io::setting::table settings_of(const py::dict& values) {
  linli::io::setting::table found;
  for (const auto& [key, value] : values)
    if (!value.is_none()) found.push_back({std::string(py::str(key)), setting_of(value)});
  return found;
}

std::optional<linli::scheme> scheme_of(const py::dict& values) {
  if (!values.contains("scheme") || values["scheme"].is_none()) return std::nullopt;
  py::dict only;
  only["scheme"] = values["scheme"];
  return linli::io::options_from(settings_of(only)).network.scheme;
}

linli::io::folder_options options_of(const py::dict& options) {
  linli::network_options wanted;
  py::dict settings;
  for (const auto& [key, value] : options) {
    const auto name = std::string(py::str(key));
    if (value.is_none()) continue;
    if (name == "allow")
      for (const auto& column : value) wanted.allow.emplace_back(py::str(column));
    else if (name == "hash_ids")
      wanted.hash_ids = hash_of(py::reinterpret_borrow<py::object>(value));
    else if (name == "strict")
      wanted.strict = value.cast<bool>();
    else if (name == "zone_minutes")
      wanted.zone_minutes = value.cast<int>();
    else
      settings[key] = value;
  }
  return linli::io::options_from(settings_of(settings), wanted);
}

std::vector<linli::measure_spec> specs_of(const py::list& specs) {
  std::vector<linli::measure_spec> found;
  for (const auto& item : specs) {
    const auto values = item.cast<py::dict>();
    linli::measure_spec spec;
    spec.name = text_in(values, "name");
    if (values.contains("arguments"))
      for (const auto& [name, value] : values["arguments"].cast<py::dict>())
        spec.arguments[py::str(name)] = argument_of(value);
    if (values.contains("where")) spec.where = filter_of(values["where"].cast<py::dict>());
    spec.residents = text_in(values, "residents");
    spec.scheme = scheme_of(values);
    found.push_back(std::move(spec));
  }
  return found;
}

linli::question question_of(const py::dict& question) {
  linli::question found;
  if (question.contains("by"))
    for (const auto& name : question["by"]) found.by.emplace_back(py::str(name));
  found.within = text_in(question, "within");
  found.on = text_in(question, "on");
  found.during = text_in(question, "during");
  if (question.contains("where")) found.where = filter_of(question["where"].cast<py::dict>());
  if (question.contains("level")) found.level = question["level"].cast<double>();
  return found;
}

std::vector<linli::edit> edits_of(const py::list& edits) {
  std::vector<linli::edit> found;
  for (const auto& item : edits) {
    const auto values = item.cast<py::dict>();
    linli::edit change;
    change.verb = verb_named(text_in(values, "verb"));
    change.member = text_in(values, "member");
    change.group = text_in(values, "group");
    change.to_group = text_in(values, "to_group");
    change.place = text_in(values, "place");
    change.role = text_in(values, "role");
    change.at = text_in(values, "at");
    change.member_kind = text_in(values, "member_kind");
    change.group_kind = text_in(values, "group_kind");
    found.push_back(std::move(change));
  }
  return found;
}

py::dict dict_of(const linli::measure_spec& spec) {
  py::dict found;
  py::dict arguments;
  for (const auto& [name, value] : spec.arguments) arguments[py::str(name)] = value.text();
  found["name"] = spec.name;
  found["arguments"] = arguments;
  found["where"] = dict_of(spec.where);
  found["residents"] = spec.residents;
  if (spec.scheme) found["scheme"] = spec.scheme->name;  // a text names only what is built in
  return found;
}

py::dict dict_of(const linli::question& asked) {
  py::dict found;
  found["by"] = asked.by;
  found["within"] = asked.within;
  found["on"] = asked.on;
  found["during"] = asked.during;
  found["where"] = dict_of(asked.where);
  found["level"] = asked.level;
  return found;
}

py::dict dict_of(const linli::scheme& scheme) {
  py::list kinds;
  for (const auto& kind : scheme.kinds) {
    py::dict entry;
    entry["key"] = kind.key;
    entry["label_zh"] = kind.label_zh;
    entry["label_en"] = kind.label_en;
    entry["table"] = std::string(linli::name_of(kind.table));
    entry["found_as"] = kind.found_as;
    kinds.append(entry);
  }
  py::dict found;
  found["name"] = scheme.name;
  found["kinds"] = kinds;
  return found;
}

}  // namespace linli_python
