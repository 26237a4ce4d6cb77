// SPDX-License-Identifier: Apache-2.0
// The rows behind a number: the keys that it counts, and what each adds to which part of it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/measure.hpp>

namespace linli {

namespace detail {

// Gathers what one key adds, by slot and by value.
class key_listener final : public listener {
 public:
  void hear_sum(std::size_t cell, std::size_t slot, std::int64_t amount, std::span<const std::int32_t>) override {
    slots[{cell, slot}] += amount;
  }
  void hear_value(std::size_t, std::int64_t value, std::int32_t) override { values.push_back(value); }

  std::map<std::pair<std::size_t, std::size_t>, std::int64_t> slots;  // by cell and slot
  std::vector<std::int64_t> values;
};

class rows_behind {
 public:
  explicit rows_behind(const network& net) : net_(&net) {}

  void add(const counted& part) {
    add_plan(part.ready, part.asked.cube, part.asked.tests, part.ready.parts, words_in(part.what->adds).size());
    if (part.people)
      add_plan(part.people->plan, part.people->cube, part.people->tests, {"residents", "residents", ""}, 0);
  }
  // The places whose finished values a measure of measures compares.
  void add(const derivation::group& each) {
    for (std::size_t k = 0; k < each.places.size(); ++k) {
      const auto node = node_ref{node_kind::place, each.places[k]};
      put(node, "value", each.units[k].value);
      if (each.units[k].weight != 1) put(node, "weight", each.units[k].weight);
    }
  }

  frame finish() {
    frame out;
    out.name = "rows";
    out.rows = amounts_.size();
    out.columns.push_back({"table", key_column(tables_)});
    out.columns.push_back({"id", key_column(ids_)});
    out.columns.push_back({"part", key_column(parts_)});
    out.columns.push_back({"amount", column::of(std::move(amounts_))});
    return out;
  }

 private:
  void add_plan(const plan& p, const cube& cells, std::span<const row_test> tests,
                const std::vector<std::string>& names, std::size_t added) {
    for (const auto& term : p.terms) {
      for (std::size_t i = 0; i < net_->rows(term.key).rows; ++i) {
        if (i % block_keys == 0) throw_if_stopped();
        auto heard = key_listener();
        auto writer = counter(cells, tests, p.slots, heard);
        term.count(i, i + 1, writer);
        std::vector<std::pair<std::string, double>> parts;  // in the order of the slots
        for (const auto& [at, amount] : heard.slots) {
          const auto slot = at.second;
          const auto name = slot < names.size() ? names[slot] : std::string("count");
          const auto scale = slot < p.scales.size() ? p.scales[slot] : 1;
          if (!name.empty() && amount != 0)
            amount_of(name_in(cells, at.first, added, name), parts) += static_cast<double>(amount) / scale;
        }
        for (const auto& [part, amount] : parts) put({term.key, static_cast<std::int32_t>(i)}, part, amount);
      }
    }
  }
  static double& amount_of(const std::string& part, std::vector<std::pair<std::string, double>>& parts) {
    for (auto& [known, amount] : parts)
      if (known == part) return amount;
    return parts.emplace_back(part, 0).second;
  }
  // The part with the categories that a measure adds unasked: "closed: reached".
  static std::string name_in(const cube& cells, std::size_t cell, std::size_t added, const std::string& part) {
    std::string found;
    const auto& dimensions = cells.dimensions();
    for (auto d = dimensions.size() - added; d < dimensions.size(); ++d) {
      const auto code = cells.code_in(cell % cells.categories(), d);
      if (code < dimensions[d].labels.size() && dimensions[d].labels[code] != found)
        found += (found.empty() ? "" : " and ") + dimensions[d].labels[code];
    }
    return found.empty() ? part : found + ": " + part;
  }
  void put(node_ref node, const std::string& part, double amount) {
    const auto table = net_->table_of(node);
    tables_.push_back({std::string(name_of(table)), false});
    ids_.push_back({net_->id_of(node), net_->has_integer_ids(table)});
    parts_.push_back({part, false});
    amounts_.push_back(amount);
  }

  const network* net_;
  std::vector<table_writer::key> tables_;
  std::vector<table_writer::key> ids_;
  std::vector<table_writer::key> parts_;
  std::vector<double> amounts_;
};

}  // namespace detail

// The rows behind a measure, of the question as a whole: table and id of each key that it counts, which part of
// the number it belongs to (its participants, say, or its residents), and the amount that it adds.
inline frame rows_behind(const network& net, measure_spec spec, question asked = {}) {
  if (!asked.by.empty()) throw measure_error("the rows behind a number are those of one number: say within= a place");
  asked.level = 0;
  const auto ready = prepared(net, {std::move(spec)}, asked);
  auto found = detail::rows_behind(ready.net());
  const auto& asked_for = ready.specs().front();
  if (const auto* derived = ready.derived_of(asked_for)) {
    const auto of = detail::derivation(ready.net(), *asked_for, ready.asked());
    if (of.is_gap()) throw measure_error("a gap lies between two numbers; ask for the rows behind each of them");
    for (const auto& each : of.groups_of(detail::answers_of(*derived))) found.add(each);
  }
  for (const auto& part : ready.parts_of(asked_for)) found.add(part);
  return found.finish();
}

}  // namespace linli
