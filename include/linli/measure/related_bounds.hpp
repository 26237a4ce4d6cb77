// SPDX-License-Identifier: Apache-2.0
// What two published figures imply together, by the relation that the data state between them.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <linli/measure/bound_row.hpp>
#include <linli/measure/one_value.hpp>
#include <linli/measure/operand.hpp>
#include <linli/measure/reported.hpp>

namespace linli::detail {

// The rows of one relation between a figure (`a`) and what it names (`b`).
class related_bounds {
 public:
  related_bounds(const network& net, const std::vector<reported_figure>& all, std::vector<bound_row>& out)
      : net_(&net), all_(&all), out_(&out) {}

  void add(const reported_figure& figure) {
    for (const auto& relation : figure.relations) add(figure, relation);
  }

  // Figures of one name and time: that of a place must not exceed that of a place around it.
  void add_parts_beyond_wholes() {
    for (const auto& whole : *all_)
      for (const auto& part : *all_)
        if (part.indicator == whole.indicator && lies_inside(part, whole) && difference_in_time(part, whole).empty())
          compare_inside(part, whole);
  }

 private:
  bool lies_inside(const reported_figure& part, const reported_figure& whole) const {
    return part.place >= 0 && whole.place >= 0 && part.place != whole.place &&
           net_->places().contains(whole.place, part.place);
  }
  void compare_inside(const reported_figure& part, const reported_figure& whole) {
    static const figure_relation same{"same_kind_as", "", "if both are the same kind of count, as their name says"};
    const auto a = operand_of(part);
    const auto b = operand_of(whole);
    if (!a || !b || !a->is_count || !b->is_count || a->range.low <= b->range.high) return;
    relation_ = &same;
    a_ = *a;
    b_ = *b;
    same_kind_as();
  }

  void add(const reported_figure& figure, const figure_relation& relation) {
    relation_ = &relation;
    const auto a = operand_of(figure);
    if (!a) return fail(figure, "'" + figure.text + "' is not a number");
    a_ = *a;
    try {
      if (!find_other(figure)) return;
    } catch (const interrupted&) {
      throw;
    } catch (const error& fault) {
      return fail(figure, fault.what());
    }
    if (relation.name == "per") return ratio(indicative());
    if (!a_.is_count || !b_.is_count) return fail(figure, "a " + relation.name + " relation needs two counts");
    if (relation.name == "part_of")
      part_of();
    else if (relation.name == "spread_over")
      spread_over();
    else if (relation.name == "same_kind_as")
      same_kind_as();
    else if (relation.name == "entries_in")
      entries_in();
    else if (relation.name == "overlaps")
      overlaps();
    else
      fail(figure, "'" + relation.name +
                       "' is no relation; they are part_of, spread_over, per, same_kind_as, "
                       "entries_in, overlaps");
  }

  bool find_other(const reported_figure& figure) {
    const auto& of = relation_->of;
    if (const auto* other = figure_named(*net_, *all_, figure, of)) {
      const auto found = operand_of(*other);
      if (!found) return fail(figure, "'" + other->text + "' (" + of + ") is not a number"), false;
      b_ = *found;
      return true;
    }
    if (of.find('.') == std::string::npos) return fail(figure, "no figure is called '" + of + "'"), false;
    const auto computed = one_value(*net_, of, question_of(*net_, figure));
    if (!computed.value) return fail(figure, of + ": " + computed.note), false;
    b_ = {of,
          number_text(*computed.value),
          {*computed.value, *computed.value},
          *computed.value,
          true,
          figure.place,
          of,
          "",
          nullptr};
    b_.is_count = *computed.value == std::round(*computed.value);
    return true;
  }

  void fail(const reported_figure& figure, std::string why) {
    bound_row row;
    row.measure = figure.measure;
    row.place = figure.place;
    row.subject = figure.label();
    row.argument = std::move(why);
    row.source = figure.source;
    out_->push_back(std::move(row));
  }

  bound_row start(std::string subject, std::optional<extent> range, std::string unit) const {
    bound_row row;
    row.measure = a_.measure.empty() ? b_.measure : a_.measure;
    row.place = a_.place;
    row.subject = std::move(subject);
    row.range = range;
    row.unit = std::move(unit);
    row.source = b_.source == a_.source ? a_.source : joined_by(a_.source, "; ", b_.source);
    return row;
  }
  void put(bound_row row, std::string argument) const {
    row.argument = std::move(argument);
    out_->push_back(settled(std::move(row)));
  }
  std::string condition(const std::string& otherwise) const {
    return joined_by(relation_->assumption.empty() ? otherwise : relation_->assumption, "; ", time_note());
  }
  std::string time_note() const { return a_.figure && b_.figure ? difference_in_time(*a_.figure, *b_.figure) : ""; }
  std::string indicative() const {
    const bool exact = (a_.is_exact() || !a_.is_count) && (b_.is_exact() || !b_.is_count);
    return condition(exact ? "" : "indicative only: as if the figures were exact, which they do not say");
  }
  std::string over() const { return a_.label + " / " + b_.label; }
  std::string printed_over() const { return a_.printed + " / " + b_.printed; }

  // As printed, where that lies within what the qualifiers allow.
  std::optional<double> printed_quotient(const std::optional<extent>& range) const {
    if (!range || b_.value <= 0) return std::nullopt;
    const double value = a_.value / b_.value;
    return value >= range->low && value <= range->high ? std::optional(value) : std::nullopt;
  }

  void ratio(std::string assumption) const {
    auto row = start(over(), bound_rules::ratio(a_.range, b_.as_divisor()), over());
    row.value = printed_quotient(row.range);
    row.assumption = std::move(assumption);
    auto text = printed_over() + (row.value ? " = " + quotient_text(*row.value) : "");
    if (row.range && !row.range->is_exact())
      text += "; the qualifiers allow " + quotient_text(row.range->low) +
              (std::isinf(row.range->high) ? " or more" : " to " + quotient_text(row.range->high));
    put(std::move(row), std::move(text));
  }

  void part_of() const {
    const auto assumption = condition("if the " + a_.label + " are all among the " + b_.label);
    auto share = start(over(), bound_rules::part_share(a_.range, b_.range), "share of " + b_.label);
    share.assumption = assumption;
    put(share, a_.printed + " of " + b_.printed + (share.range ? " = " + percents_text(*share.range) : ""));
    auto rest = start(b_.label + " not among " + a_.label, bound_rules::rest_of_whole(a_.range, b_.range), b_.label);
    rest.assumption = assumption;
    put(rest, b_.printed + " - " + a_.printed +
                  (rest.range ? " = " + range_text({rest.range->low, rest.range->high}) : "") +
                  "; of these the figures say nothing");
    const auto loose = bound_rules::loose_share(a_.range, b_.range);
    put(start(over(), loose, "share of " + b_.label), "without that assumption: some or all of the " + a_.label +
                                                          " may lie outside, so at most " +
                                                          percent_text(loose ? loose->high : 1));
    const auto loose_rest = bound_rules::loose_rest(a_.range, b_.range);
    put(start(b_.label + " not among " + a_.label, loose_rest, b_.label),
        "without that assumption: at least " + number_text(loose_rest ? loose_rest->low : 0) + ", at most all");
  }

  void spread_over() const {
    ratio(time_note());
    const auto assumption =
        condition("if each of the " + a_.label + " belongs to one of the " + b_.label + ", and these are all");
    const auto any = "share of " + b_.label + " with any of the " + a_.label;
    auto share = start(any, bound_rules::share_with_any(a_.range, b_.range), "share of " + b_.label);
    share.assumption = assumption;
    put(share, printed_over() + ": " + (share.range ? "at most " + percent_text(share.range->high) + " have one" : "") +
                   "; fewest if all belong to one");
    auto without =
        start(b_.label + " without any of the " + a_.label, bound_rules::holders_without(a_.range, b_.range), b_.label);
    without.assumption = assumption;
    put(without, b_.printed + " - " + a_.printed + ": " +
                     (without.range ? "at least " + number_text(without.range->low) + " have none" : ""));
    put(start(any, extent{0, 1}, "share of " + b_.label),
        "without that assumption nothing follows: one may stand for several of the " + b_.label +
            ", or for none of them");
  }

  void same_kind_as() const {
    const bool impossible = a_.range.low > b_.range.high;
    auto row = start(over(), bound_rules::part_share(a_.range, b_.range), "share of " + b_.label);
    row.assumption = condition("if both were the same kind of count");
    const auto others = places_like(a_.place, b_.place);
    auto text = a_.printed + " beside " + b_.printed + ": ";
    if (impossible) {
      text += "a part would exceed its whole, so they are not the same kind of count";
    } else {
      text += name_of_place(*net_, a_.place) + ", " +
              (others > 1 ? "one of at least " + std::to_string(others) + " such places of " : "in ") +
              name_of_place(*net_, b_.place) + ", would have " + percents_text(*row.range) + " of it";
      // One place among several with most of the whole: a difference in counting is the likelier
      // reason.
      text += row.range->low > 0.5 && others > 1 ? ", so they cannot be the same kind of count"
                                                 : ", which the figures do not rule out";
    }
    row.argument = text;
    out_->push_back(impossible ? row : settled(std::move(row)));
  }
  // Places of the level of `part` that the network names within `whole`.
  int places_like(std::int32_t part, std::int32_t whole) const {
    if (part < 0) return 0;
    const auto& tree = net_->places();
    int count = 0;
    for (const auto place : whole >= 0 ? tree.subtree(whole) : tree.order())
      count += tree.level(place) == tree.level(part);
    return count;
  }

  void entries_in() const {
    auto row =
        start("distinct persons behind the " + a_.label, bound_rules::distinct_entries(a_.range, b_.range), "persons");
    row.assumption = condition("if nobody is counted twice in one of the " + b_.label);
    put(row, printed_over() + ": " +
                 (row.range
                      ? "at least " + number_text(row.range->low) + ", if the same persons come again; at most one each"
                      : ""));
    const auto people = residents();
    if (!people || !row.range || row.range->high <= people->high) return;
    row.range = bound_rules::distinct_entries(a_.range, b_.range, people->high);
    row.assumption += "; and all of them live in " + name_of_place(*net_, a_.place);
    put(row, "no more than its residents, " + number_text(people->high));
  }

  void overlaps() const {
    const auto people = residents();
    const auto anyone = whole_range{};
    const auto among = people.value_or(anyone);
    const auto assumption =
        people ? condition("if all of them live in " + name_of_place(*net_, a_.place)) : condition("");
    const auto of = people ? "; both among " + number_text(people->high) + " residents" : "";
    auto both =
        start("in both " + a_.label + " and " + b_.label, bound_rules::in_both(a_.range, b_.range, among), "persons");
    both.assumption = assumption;
    put(both,
        a_.printed + " and " + b_.printed + of + ": at least what does not fit side by side, at most the smaller");
    auto any = start("in " + a_.label + " or " + b_.label, bound_rules::in_any(a_.range, b_.range, among), "persons");
    any.assumption = assumption;
    put(any, a_.printed + " and " + b_.printed + of + ": at least the larger, at most both added");
  }

  std::optional<whole_range> residents() const {
    if (a_.place < 0 || !a_.figure) return std::nullopt;
    const auto known = one_value(*net_, "counts.residents", question_of(*net_, *a_.figure)).value;
    if (!known || *known <= 0) return std::nullopt;
    return whole_range{*known, *known};
  }

  const network* net_;
  const std::vector<reported_figure>* all_;
  std::vector<bound_row>* out_;
  const figure_relation* relation_ = nullptr;
  operand a_;
  operand b_;
};

}  // namespace linli::detail
