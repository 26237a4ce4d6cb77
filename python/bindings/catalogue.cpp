// SPDX-License-Identifier: Apache-2.0
// The catalogue of measures and the schema of tables, as Python sees them.
#include <pybind11/stl.h>

#include <string>
#include <vector>

#include <linli/measure/catalogue.hpp>
#include <linli/model/chinese.hpp>
#include <linli/model/roster_table.hpp>

#include "bindings.hpp"
#include "diagnostics.hpp"

namespace linli_python {

namespace {

std::string facets(std::uint32_t bits) {
  static const std::vector<std::pair<std::uint32_t, std::string>> names{
      {linli::by_kind, "kind"},       {linli::by_person, "person"}, {linli::by_group, "group"},
      {linli::by_meeting, "meeting"}, {linli::by_issue, "issue"},   {linli::by_place, "place"},
      {linli::by_actor, "actor"},     {linli::by_state, "state"},   {linli::by_outcome, "outcome"}};
  std::vector<std::string> found;
  for (const auto& [bit, name] : names)
    if ((bits & bit) != 0) found.push_back(name);
  return linli::joined(found, " ");
}

std::string type_name(linli::argument_type type) {
  using enum linli::argument_type;
  switch (type) {
    case integer: return "integer";
    case number: return "number";
    case amount: return "amount";
    case attribute: return "attribute";
    case measure: return "measure";
    case flag: return "flag";
    case word: return "word";
    case words: return "words";
    case kind: return "kind";
    case level: return "level";
    case group_table: return "group_table";
    case state: return "state";
  }
  return "";
}

std::string parameters(const linli::definition& what) {
  std::vector<std::string> found;
  for (const auto& p : what.parameters)
    found.push_back(std::string(p.name) + ": " + type_name(p.type) +
                    (p.otherwise.empty() ? "" : " = " + std::string(p.otherwise)));
  return linli::joined(found, "; ");
}

linli::frame catalogue() {
  const auto all = linli::all_definitions();
  linli::frame out;
  out.name = "measures";
  out.rows = all.size();
  const auto add = [&](const char* name, auto get) {
    std::vector<std::string> values;
    for (const auto* what : all) values.emplace_back(get(*what));
    out.columns.push_back({name, texts_of(values)});
  };
  add("name", [](const auto& d) { return d.name; });
  add("name_zh", [](const auto& d) { return d.name_zh; });
  add("unit", [](const auto& d) { return d.unit; });
  add("key", [](const auto& d) { return d.key; });
  add("reads", [](const auto& d) { return std::string(d.is_flow ? "flow" : "stock"); });
  add("splits", [](const auto& d) { return facets(d.splits); });
  add("filters", [](const auto& d) { return facets(d.filters); });
  add("parameters", [](const auto& d) { return parameters(d); });
  add("parameter_meanings", [](const auto& d) {
    std::vector<std::string> lines;
    for (const auto& p : d.parameters) lines.emplace_back(p.meaning);
    return linli::joined(lines, "\n");
  });
  add("tables", [](const auto& d) { return d.tables; });
  add("meaning", [](const auto& d) { return d.meaning; });
  add("meaning_zh", [](const auto& d) { return d.meaning_zh; });
  add("interval", [](const auto& d) { return d.interval; });
  add("scope", [](const auto& d) { return std::string(d.make ? "local" : "across places or categories"); });
  add("source", [](const auto& d) { return std::string(d.source.empty() ? "linli's own definition" : d.source); });
  return out;
}

std::string cell_name(linli::cell type) {
  using enum linli::cell;
  switch (type) {
    case id: return "id";
    case text: return "text";
    case category: return "category";
    case integer: return "integer";
    case number: return "number";
    case instant: return "date";
    case reference: return "reference";
  }
  return "";
}

// The words of a column in Chinese, by those of the schema.
py::dict words_zh(std::string_view column) {
  py::dict found;
  for (const auto& word : linli::chinese::words_of(column))
    if (const auto name = py::str(std::string(word.name)); !found.contains(name)) found[name] = std::string(word.zh);
  if (linli::chinese::names_tables(column))
    for (const auto& rule : linli::schema) found[py::str(std::string(rule.name))] = std::string(rule.label_zh);
  return found;
}

py::dict table_of(const linli::table_rule& rule) {
  py::list columns;
  for (const auto& column : rule.columns) {
    std::vector<std::string> targets;
    for (const auto& target : linli::schema)
      if (column.targets.has(target.id)) targets.emplace_back(target.name);
    py::dict entry;
    entry["name"] = std::string(column.name);
    entry["label_zh"] = linli::chinese::column_label(rule.name, column.name);
    entry["type"] = cell_name(column.type);
    entry["required"] = column.required;
    entry["targets"] = targets;
    entry["meaning"] = std::string(column.meaning);
    entry["words"] = std::string(column.words);
    entry["words_zh"] = words_zh(column.name);
    columns.append(entry);
  }
  py::dict table;
  table["table"] = std::string(rule.name);
  table["label_zh"] = std::string(rule.label_zh);
  table["meaning"] = std::string(rule.meaning);
  table["columns"] = columns;
  return table;
}

py::list schema() {
  py::list tables;
  for (const auto& rule : linli::schema) tables.append(table_of(rule));
  return tables;
}

}  // namespace

void bind_catalogue(py::module_& m) {
  m.def("catalogue", [] { return share(catalogue()); });
  m.def("schema", &schema);
  m.def("roster", [] { return table_of(linli::roster_rule); });
  m.def("column_label", &linli::chinese::column_label, py::arg("table"), py::arg("column"));
}

}  // namespace linli_python
