// SPDX-License-Identifier: Apache-2.0
// The published figures of a network, read from its table `reported`, and how they belong together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <linli/measure/figure.hpp>
#include <linli/measure/spec.hpp>
#include <linli/model/network.hpp>
#include <linli/model/tables.hpp>

namespace linli {

// What ties a figure to another. Three further columns of `reported` say it, each a list by '|':
// `of` (the other's indicator, or a measure text), `relation`, `assumption` (in words, under which
// condition it holds).
//   part_of       what is counted here is among what `of` counts
//   spread_over   each thing counted here belongs to one of the holders that `of` counts
//   per           so many here for each of `of`: a ratio, no more
//   same_kind_as  seemingly the same count as `of`, of a place inside the place of `of`
//   entries_in    persons entered (memberships, attendances) in so many lists (teams, meetings)
//   overlaps      two rosters of persons: who may be in both
struct figure_relation {
  std::string name;
  std::string of;
  std::string assumption;
};

struct reported_figure {
  std::string indicator;
  std::string text;               // the value as printed
  std::optional<figure> printed;  // null where it is no number
  qualifier how = qualifier::exact;
  std::int32_t place = -1;
  instant as_of;
  instant since;
  instant until;
  std::string per;
  std::string source;
  std::string measure;
  std::string note;
  std::vector<figure_relation> relations{};

  std::string label() const {  // the indicator in words
    auto words = indicator;
    for (auto& c : words) c = c == '_' ? ' ' : c;
    return words;
  }
};

// The question that a figure asks: its place, its day, its period.
inline question question_of(const network& net, const reported_figure& of) {
  question asked;
  if (of.place >= 0) asked.within = net.id_of({node_kind::place, of.place});
  asked.on = text_of(of.as_of);
  if (!of.since.is_null() || !of.until.is_null()) asked.during = text_of(of.since) + ".." + text_of(of.until);
  return asked;
}

namespace detail {

inline std::vector<figure_relation> relations_of(const std::string& of, const std::string& names,
                                                 const std::string& assumptions) {
  const auto others = argument(of).words();
  const auto relations = argument(names).words();
  const auto conditions = argument(assumptions).words();
  std::vector<figure_relation> found;
  for (std::size_t i = 0; i < relations.size(); ++i)
    found.push_back({relations[i], i < others.size() ? others[i] : "", i < conditions.size() ? conditions[i] : ""});
  return found;
}

}  // namespace detail

// In the user's order.
inline std::vector<reported_figure> reported_figures(const network& net) {
  const auto& rows = net.rows(table_id::reported);
  std::vector<reported_figure> found;
  for (const auto row : detail::rows_in_own_order(net, table_id::reported)) {
    const auto i = static_cast<std::size_t>(row);
    const auto word = [&](std::string_view name) {
      const auto* values = rows.find(name);
      return values ? values->text(i) : std::string();
    };
    const auto text = word("value");
    found.push_back({word("indicator"), text, parse_figure(text), qualifier_named(word("qualifier")),
                     rows["place"].codes()[i], rows["as_of"].instants()[i], rows["since"].instants()[i],
                     rows["until"].instants()[i], word("per"), word("source"), word("measure"), word("note"),
                     detail::relations_of(word("of"), word("relation"), word("assumption"))});
  }
  return found;
}

}  // namespace linli
