// SPDX-License-Identifier: Apache-2.0
// What the totals of places and services imply beside each other: strata of residents, people
// served.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <linli/measure/bound_row.hpp>
#include <linli/measure/reported.hpp>
#include <linli/measure/spec.hpp>
#include <linli/model/totals.hpp>

namespace linli::detail {

inline bool same_cells(const store& rows, std::size_t a, std::size_t b, std::string_view column) {
  return rows[column].text(a) == rows[column].text(b);
}

// Each stratum of a population as a share of the whole count beside it: a part by construction.
inline void add_strata(const network& net, std::vector<bound_row>& out) {
  const auto& rows = net.rows(table_id::population);
  const auto strata = strata_of(rows);
  const auto stratum_of = [&](std::size_t i) {
    std::string text;
    for (const auto name : strata)
      if (!rows[name].is_null(i)) text = joined_by(std::move(text), ", ", std::string(name) + "=" + rows[name].text(i));
    return text;
  };
  for (std::size_t i = 0; i < rows.rows; ++i) {
    const auto stratum = stratum_of(i);
    if (stratum.empty()) continue;
    for (std::size_t w = 0; w < rows.rows; ++w) {
      const bool beside = rows["place"].codes()[i] == rows["place"].codes()[w] && same_cells(rows, i, w, "unit") &&
                          same_cells(rows, i, w, "basis") && same_cells(rows, i, w, "as_of") && stratum_of(w).empty();
      if (!beside) continue;
      const auto part = static_cast<double>(rows["count"].integers()[i]);
      const auto whole = static_cast<double>(rows["count"].integers()[w]);
      const bool households = is_of_unit(rows, i, population_unit::households);
      bound_row row;
      row.measure = std::string(households ? "counts.households" : "counts.residents") + " where " + stratum;
      row.place = rows["place"].codes()[i];
      row.subject = stratum + " / " + (households ? "households" : "residents");
      row.range = bound_rules::part_share({part, part}, {whole, whole});
      row.unit = households ? "share of households" : "share of residents";
      row.argument =
          number_text(part) + " of " + number_text(whole) + (row.range ? " = " + percent_text(row.range->low, 2) : "");
      row.source = "population";
      out.push_back(settled(std::move(row)));
    }
  }
}

// The counts of services: beside the residents or households of the place, and attendances beside
// sessions.
class service_bounds {
 public:
  // `loose`: also what holds without an assumption, which is the same high end.
  service_bounds(const network& net, instant on, bool loose, std::vector<bound_row>& out)
      : net_(&net),
        rows_(&net.rows(table_id::service_counts)),
        loose_(loose),
        out_(&out),
        reported_(reported_figures(net)),
        persons_(population_by_place(net, population_unit::persons, on)),
        households_(population_by_place(net, population_unit::households, on)) {}

  void add_all() const {
    for (std::size_t i = 0; i < rows_->rows; ++i) {
      const auto unit = (*rows_)["unit"].text(i);
      if (unit == "persons") add_share(i, persons_, "residents");
      if (unit == "households") add_share(i, households_, "households");
      if (unit == "attendances") add_per_session(i);
    }
  }

 private:
  std::int32_t service(std::size_t i) const { return (*rows_)["service"].codes()[i]; }
  std::int32_t place(std::size_t i) const {
    return net_->rows(node_kind::group)["place"].codes()[static_cast<std::size_t>(service(i))];
  }
  double count(std::size_t i) const { return static_cast<double>((*rows_)["count"].integers()[i]); }
  std::string label(std::size_t i) const {
    auto words = (*rows_)["outcome"].is_null(i) ? (*rows_)["unit"].text(i) + " served" : (*rows_)["outcome"].text(i);
    for (auto& c : words) c = c == '_' ? ' ' : c;
    return words;
  }
  bound_row start(std::size_t i, std::string measure, std::string subject, std::string unit) const {
    bound_row row;
    row.measure = std::move(measure);
    row.place = place(i);
    row.subject = std::move(subject);
    row.unit = std::move(unit);
    row.source = "service_counts of " + net_->id_of({node_kind::group, service(i)});
    return row;
  }

  std::string helped(std::size_t i) const {
    auto spec = measure_spec{"counts.helped"};
    if (const auto outcome = (*rows_)["outcome"].text(i); !outcome.empty()) spec.arguments["outcome"] = outcome;
    if (const auto unit = (*rows_)["unit"].text(i); unit != "persons") spec.arguments["unit"] = unit;
    return text_of(spec);
  }

  // The numbers that a count may be: where the same count was published with a qualifier ("over 120"),
  // those that it allows, else the count alone.
  struct published {
    whole_range range;
    std::string text;
  };
  published as_published(std::size_t i) const {
    for (const auto& figure : reported_) {
      if (!figure.printed || figure.place != place(i) || figure.measure != helped(i)) continue;
      const auto range = whole_numbers(*figure.printed, figure.how);
      if (count(i) >= range.low && count(i) <= range.high) return {range, text_of(*figure.printed, figure.how)};
    }
    return {{count(i), count(i)}, number_text(count(i))};
  }

  void add_share(std::size_t i, const std::vector<std::int64_t>& of_place, const std::string& unit) const {
    if (place(i) < 0 || of_place[static_cast<std::size_t>(place(i))] < 0) return;
    const auto whole = static_cast<double>(of_place[static_cast<std::size_t>(place(i))]);
    const auto [part, said] = as_published(i);
    auto row = start(i, helped(i), label(i) + " / " + unit, "share of " + unit);
    auto loose = row;
    row.range = bound_rules::part_share(part, {whole, whole});
    row.assumption = "if all " + said + " live in " + name_of_place(*net_, place(i)) +
                     " and each is counted once; a flow over " + period(i) + " beside a stock";
    row.argument = said + " of " + number_text(whole) + (row.range ? " = " + percents_text(*row.range) : "");
    out_->push_back(settled(std::move(row)));
    if (!loose_) return;
    loose.range = bound_rules::loose_share(part, {whole, whole});
    loose.argument = "without that assumption: at most " + percent_text(loose.range ? loose.range->high : 1);
    out_->push_back(settled(std::move(loose)));
  }
  std::string period(std::size_t i) const {
    const auto from = (*rows_)["since"].text(i);
    const auto until = (*rows_)["until"].text(i);
    return from.empty() && until.empty() ? "an unstated period" : from + ".." + until;
  }

  // Sessions of the same service over the same period.
  void add_per_session(std::size_t i) const {
    for (std::size_t s = 0; s < rows_->rows; ++s) {
      const bool beside = service(s) == service(i) && (*rows_)["unit"].text(s) == "sessions" &&
                          same_cells(*rows_, i, s, "since") && same_cells(*rows_, i, s, "until") &&
                          same_cells(*rows_, i, s, "outcome");
      if (!beside) continue;
      const auto entries = whole_range{count(i), count(i)};
      const auto lists = whole_range{count(s), count(s)};
      const auto parts = number_text(count(i)) + " / " + number_text(count(s));
      auto mean = start(i, "counts.sessions", "attendances / sessions", "attendances / sessions");
      mean.range = bound_rules::ratio(entries, lists);
      mean.argument = parts + (mean.range ? " = " + quotient_text(mean.range->low) : "");
      out_->push_back(settled(std::move(mean)));
      auto persons = start(i, "counts.sessions", "distinct persons behind the attendances", "persons");
      persons.range = bound_rules::distinct_entries(entries, lists);
      persons.assumption = "if nobody is counted twice in one session";
      persons.argument =
          parts + ": at least as many as an average session has, if the same come again; at most one each";
      out_->push_back(settled(std::move(persons)));
    }
  }

  const network* net_;
  const store* rows_;
  bool loose_;
  std::vector<bound_row>* out_;
  std::vector<reported_figure> reported_;
  std::vector<std::int64_t> persons_;
  std::vector<std::int64_t> households_;
};

}  // namespace linli::detail
