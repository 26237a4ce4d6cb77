// SPDX-License-Identifier: Apache-2.0
// Published figures beside those that the tables give: do they agree, and in words how.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <linli/measure/frame_columns.hpp>
#include <linli/measure/one_value.hpp>
#include <linli/measure/reported.hpp>

namespace linli {

namespace detail {

struct reconciled {
  reported_figure reported;
  std::optional<double> computed;
  std::string status = "not_computable";
  std::string how;
};

inline std::string agreement(const network& net) { return net.origin() == origin::synthetic ? "fitted" : "agrees"; }

// What is not seen from the number alone: what it was made of, and what was assumed.
inline std::string with_remarks(std::string how, const single_value& computed) {
  if (computed.basis == basis::totals) how += "; computed from totals, not from rows";
  if (computed.basis == basis::mixed) how += "; computed from rows and totals";
  return joined_by(std::move(how), "; ", computed.note);
}

inline void compare_with_measure(const network& net, reconciled& row) {
  const auto& of = row.reported;
  const auto computed = one_value(net, of.measure, question_of(net, of), of.per);
  row.computed = computed.value;
  if (!computed.value) {
    row.how = computed.note.empty() ? "the measure has no value" : computed.note;
    return;
  }
  const auto found = compare(*of.printed, of.how, *computed.value);
  row.status = found.agrees ? agreement(net) : "disagrees";
  row.how = with_remarks(found.how, computed);
}

inline reconciled reconcile_row(const network& net, reported_figure of) {
  reconciled row;
  row.reported = std::move(of);
  if (row.reported.measure.empty()) {
    row.how = "no measure is named";
  } else if (!row.reported.printed) {
    row.how = "'" + row.reported.text + "' is not a number";
  } else
    try {
      compare_with_measure(net, row);
    } catch (const interrupted&) {
      throw;
    } catch (const error& fault) {  // one bad measure must not hide the other figures
      row.how = fault.what();
    }
  return row;
}

}  // namespace detail

// One row a figure of `reported`, in its order.
inline frame reconcile(const network& net) {
  std::vector<detail::reconciled> rows;
  for (auto& figure : reported_figures(net)) rows.push_back(detail::reconcile_row(net, std::move(figure)));
  using row = detail::reconciled;
  const auto texts = [&](auto get) { return detail::text_column(rows, get); };
  frame out{"reconcile", rows.size(), {}};
  out.columns = {{"indicator", texts([](const row& r) { return r.reported.indicator; })},
                 {"place", detail::place_column(net, rows, [](const row& r) { return r.reported.place; })},
                 {"qualifier", texts([](const row& r) {
                    return std::string(qualifier_words[static_cast<std::size_t>(r.reported.how)]);
                  })},
                 {"reported", texts([](const row& r) { return r.reported.text; })},
                 {"computed", detail::number_column(rows, [](const row& r) { return r.computed; })},
                 {"status", texts([](const row& r) { return r.status; })},
                 {"how", texts([](const row& r) { return r.how; })},
                 {"measure", texts([](const row& r) { return r.reported.measure; })},
                 {"source", texts([](const row& r) { return r.reported.source; })}};
  return out;
}

}  // namespace linli
