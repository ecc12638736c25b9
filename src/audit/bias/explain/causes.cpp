// Opens what the checks on amounts, classes, contacts, delivery, balance, subgroups, circles, lots and thresholds
// found.
#include <algorithm>
#include <cmath>
#include <map>

#include "audit/bias/explain/findings.h"
#include "audit/bias/explain/parts.h"

namespace klarsicht::bias {

namespace {

bool enough(const Group& group) { return group.number_of("n") >= static_cast<double>(least_people_shown); }

/// The group whose figure, of those that may be told, is farthest from 0; nullptr where there is none.
const Group* widest(const Outcome& outcome, std::string_view figure) {
    const Group* found = nullptr;
    for (const Group& group : outcome.groups) {
        if (!tells(group, figure) || !enough(group)) { continue; }
        const double value = std::fabs(group.number_of(figure));
        if (found == nullptr || value > std::fabs(found->number_of(figure))) { found = &group; }
    }
    return found;
}

bool is_reference(const Group& group) {
    const Figure* reference = group.figures.find("reference");
    return reference != nullptr && reference->kind == Figure::Kind::flag && reference->whole != 0;
}

const Group* reference_of(const Outcome& outcome) {
    const auto found = std::ranges::find_if(outcome.groups, is_reference);
    return found == outcome.groups.end() ? nullptr : &*found;
}

/// The texts of a figure with the group it is about.
Message opened_for(std::string_view figure, const Outcome& outcome, const Group& group) {
    Message text = opened(figure);
    return name_group(text, "group", outcome, group);
}

/// Mean of the group farthest from the favoured one minus the favoured one's.
void add_mean_difference(Outcome& outcome, std::string_view figure, std::string_view shown) {
    const Group* own = widest(outcome, "mean_difference");
    const Group* favoured = reference_of(outcome);
    if (own == nullptr || favoured == nullptr || favoured->few()) { return; }
    Message text = opened_for(figure, outcome, *own);
    name_group(text, "favoured", outcome, *favoured).text("column", outcome.metrics.text_of("amount"));
    text.number("mean", own->number_of("mean")).number("favoured_mean", favoured->number_of("mean"));
    text.number("contacts", own->number_of("contacts")).number("people", own->number_of("n"));
    text.number("favoured_contacts", favoured->number_of("contacts"));
    text.number("favoured_people", favoured->number_of("n"));
    add(outcome, figure, std::move(text), own->number_of("mean_difference"), shown,
        own->figures.interval_of("mean_difference"));
}

/// Ratio of two sums, lowest and highest: over ÷ under.
void add_sums(Outcome& outcome, std::string_view figure, std::string_view over, std::string_view under,
              std::string_view shown) {
    const Ends found = ends(outcome, figure, "impressions");
    if (found.known < 2) { return; }
    Message text = opened(figure);
    for (const auto& [end, group] : {std::pair<std::string, const Group*>{"low", found.low}, {"high", found.high}}) {
        name_group(text, end + "_group", outcome, *group).number(end, group->number_of(figure));
        text.number(end + "_over", group->number_of(over)).number(end + "_under", group->number_of(under));
        text.number(end + "_thousand", 1000 * group->number_of(figure));  // click rates are small
    }
    add(outcome, figure, std::move(text), found.high->number_of(figure) - found.low->number_of(figure), shown);
}

/// "column=value" as the charts say it.
std::string item_of(const Figure& item) {
    std::string one(item.word());
    if (const std::size_t at = one.find('='); at != std::string::npos) { one.replace(at, 1, ": "); }
    return one;
}

/// The items of a list, nameless.
const std::vector<Figure>& list_of(const Figures& figures, std::string_view name) {
    static const std::vector<Figure> none;
    const Figure* found = figures.find(name);
    return found == nullptr ? none : found->parts;
}

/// All items that make a group.
std::string items_of(const Group& group) {
    std::string said;
    for (const Figure& item : list_of(group.figures, "items")) { said += (said.empty() ? "" : " & ") + item_of(item); }
    return said;
}

double number_in(const Figure* part, std::string_view name) {
    const Figure* found = part == nullptr ? nullptr : part->find(name);
    return found == nullptr ? stats::undefined : found->number();
}

}  // namespace

void explain_amounts(Outcome& outcome) {
    add_mean_difference(outcome, "mean_difference", "number");
    if (const Group* own = widest(outcome, "mean_difference_adjusted")) {
        Message text = opened_for("mean_difference_adjusted", outcome, *own);
        text.group("favoured", outcome.metrics.text_of("favoured"), outcome.binned);
        text.text("column", outcome.metrics.text_of("amount")).number("raw", own->number_of("mean_difference"));
        add(outcome, "mean_difference_adjusted", std::move(text), own->number_of("mean_difference_adjusted"), "number");
    }
    add_pair(outcome, "median", "pair_number");
}

void explain_contacts(Outcome& outcome) { add_mean_difference(outcome, "contacts_difference", "ratio"); }

namespace {

/// A group's figure for one class against the favoured group's for the same class: the widest gap.
/// @param ci95_of figure of the group that has the gap's interval, or ""
void add_class_gap(Outcome& outcome, std::string_view figure, std::string_view share, std::string_view ci95_of) {
    std::map<std::string_view, const Group*> references;  // by class
    for (const Group& group : outcome.groups) {
        if (is_reference(group) && tells(group, share)) { references.emplace(group.text_of("class"), &group); }
    }
    const Group* own = nullptr;
    const Group* favoured = nullptr;
    double widest_gap = stats::undefined;
    for (const Group& group : outcome.groups) {
        const auto reference = references.find(group.text_of("class"));
        if (reference == references.end() || reference->second == &group || !tells(group, share)) { continue; }
        const double gap = group.number_of(share) - reference->second->number_of(share);
        if (own != nullptr && !(std::fabs(gap) > std::fabs(widest_gap))) { continue; }
        own = &group;
        favoured = reference->second;
        widest_gap = gap;
    }
    if (own == nullptr) { return; }
    Message text = opened_for(figure, outcome, *own);
    name_group(text, "favoured", outcome, *favoured);
    text.text("class", own->text_of("class")).text("column", outcome.metrics.text_of("column"));
    text.number("k", own->number_of("k")).number("n", own->number_of("n")).number("share", own->number_of(share));
    text.number("favoured_k", favoured->number_of("k")).number("favoured_n", favoured->number_of("n"));
    text.number("favoured_share", favoured->number_of(share));
    add(outcome, figure, std::move(text), widest_gap, "points", own->figures.interval_of(ci95_of));
}

/// The group that gets least of what it would get by its size; without a population the largest share.
void add_share_of_impressions(Outcome& outcome) {
    const Ends shares = ends(outcome, "share_of_impressions", "impressions");
    if (shares.high == nullptr) { return; }
    const auto served = [](const Group& of) {
        return of.number_of("share_of_impressions") / of.number_of("population_share");
    };
    const Group* least = nullptr;
    for (const Group& group : outcome.groups) {
        if (!std::isnan(served(group)) && (least == nullptr || served(group) < served(*least))) { least = &group; }
    }
    const bool compared = least != nullptr;
    const Group& own = compared ? *least : *shares.high;
    const std::string_view figure = compared ? "delivery_ratio" : "share_of_impressions";
    const double share = own.number_of("share_of_impressions");
    const double population = own.number_of("population_share");
    Message text = opened_for(figure, outcome, own);
    text.number("impressions", own.number_of("impressions")).number("all", outcome.metrics.number_of("impressions"));
    text.number("share", share).number("population", population);
    stats::Interval ci95 = own.figures.interval_of("share_of_impressions");
    if (compared) { ci95 = {ci95.low / population, ci95.high / population}; }
    add(outcome, figure, std::move(text), compared ? share / population : share, compared ? "ratio" : "share", ci95);
}

}  // namespace

void explain_classes(Outcome& outcome) {
    add_class_gap(outcome, "class_share_difference", "share", "difference");
    add_class_gap(outcome, "class_tpr_difference", "tpr", "");
}

void explain_delivery(Outcome& outcome) {
    add_share_of_impressions(outcome);
    add_sums(outcome, "ctr", "clicks", "impressions", "per_thousand");
    add_sums(outcome, "cvr", "conversions", "clicks", "range");
    add_sums(outcome, "cpm", "spent", "impressions", "pair_number");
}

namespace {

/// The group whose share is smallest against the population's.
void add_representation(Outcome& outcome) {
    const Group* lowest = ends(outcome, "representation_ratio").low;
    if (lowest == nullptr) { return; }
    const double ratio = lowest->number_of("representation_ratio");
    Message text = opened_for("representation_ratio", outcome, *lowest);
    text.number("n", lowest->number_of("n")).number("all", outcome.metrics.number_of("rows_with_group"));
    text.number("share", lowest->number_of("share")).number("population", lowest->number_of("population_share"));
    add(outcome, "representation_ratio", std::move(text), ratio, "ratio",
        lowest->figures.interval_of("representation_ratio"));
}

/// The gap that the people without a group leave most open.
void add_difference_bounds(Outcome& outcome) {
    const double unknown = outcome.metrics.number_of("rows_without_group");
    if (!(unknown >= static_cast<double>(least_people_shown))) { return; }
    const auto width = [](const Group& group) {
        return group.number_of("difference_at_most") - group.number_of("difference_at_least");
    };
    const Group* open = nullptr;
    for (const Group& group : outcome.groups) {
        if (!tells(group, "difference_at_most") || !tells(group, "difference_at_least") || !enough(group)) { continue; }
        if (open == nullptr || width(group) > width(*open)) { open = &group; }
    }
    if (open == nullptr) { return; }
    Message text = opened_for("difference_bounds", outcome, *open).number("unknown", unknown);
    text.number("low", open->number_of("difference_at_least")).number("high", open->number_of("difference_at_most"));
    add(outcome, "difference_bounds", std::move(text), width(*open), "uplift");
}

}  // namespace

void explain_balance(Outcome& outcome) {
    add_representation(outcome);
    if (const double groups = outcome.metrics.number_of("effective_groups"); groups > 0) {
        Message text = opened("effective_groups").number("groups", outcome.metrics.number_of("groups"));
        add(outcome, "effective_groups", std::move(text), groups, "ratio");
    }
    for (const auto& [figure, rate] : {std::pair{"npmi_decision", "selection_rate"}, {"npmi_outcome", "base_rate"}}) {
        const Group* own = widest(outcome, figure);
        if (own == nullptr) { continue; }
        Message text = opened_for(figure, outcome, *own).number("share", own->number_of("share"));
        text.number("rate", own->number_of(rate));
        add(outcome, figure, std::move(text), own->number_of(figure), "index", own->figures.interval_of(figure));
    }
    add_difference_bounds(outcome);
}

void explain_subgroups(Outcome& outcome) {
    if (outcome.groups.empty()) { return; }
    const Group& first = outcome.groups.front();
    if (!tells(first, "d_selection_rate") || !enough(first)) { return; }
    const auto fill = [&](std::string_view figure) {
        Message text = opened(figure).group("items", items_of(first), true);
        text.number("k", first.number_of("selected")).number("n", first.number_of("n"));
        text.number("rate", first.number_of("selection_rate"));
        return text.number("overall", outcome.metrics.number_of("selection_rate"));
    };
    const double divergence = first.number_of("d_selection_rate");
    add(outcome, "divergence", fill("divergence"), divergence, "points", first.figures.interval_of("d_selection_rate"));
    add(outcome, "divergence_t", fill("divergence_t"), first.number_of("t_selection_rate"), "ratio");
    // The value that pulls hardest in the divergence's own direction.
    const std::vector<Figure>& shapley = list_of(first.figures, "shapley");
    const std::vector<Figure>& items = list_of(first.figures, "items");
    const auto contribution = [&](std::size_t i) {
        return i < shapley.size() ? shapley[i].number() : stats::undefined;
    };
    std::size_t strongest = 0;
    for (std::size_t i = 1; i < items.size(); ++i) {
        if (std::copysign(1.0, divergence) * (contribution(i) - contribution(strongest)) > 0) { strongest = i; }
    }
    if (items.size() > 1) {
        Message text = fill("shapley").group("item", item_of(items[strongest]), true).number("divergence", divergence);
        add(outcome, "shapley", std::move(text), contribution(strongest), "points");
    }
}

void explain_unknown_groups(Outcome& outcome) {
    if (outcome.groups.empty()) { return; }
    const Group& first = outcome.groups.front();
    if (!tells(first, "error_rate") || !tells(first, "error_rate_others") || !enough(first)) { return; }
    const double rate = first.number_of("error_rate");
    const double others = first.number_of("error_rate_others");
    Message text = opened("cluster_error_difference").group("items", items_of(first), true);
    text.number("rate", rate).number("others", others).number("rows", outcome.metrics.number_of("rows_tested"));
    text.number("clusters", outcome.metrics.number_of("clusters"));
    add(outcome, "cluster_error_difference", std::move(text), rate - others, "points",
        first.figures.interval_of("error_rate_difference"));
}

void explain_false_alarms(Outcome& outcome) {
    const Figures& metrics = outcome.metrics;
    for (const std::string_view figure : {"false_alarm_rate", "four_fifths_alarm_rate"}) {
        Message text = opened(figure).number("alarms", metrics.number_of("false_alarms"));
        text.number("naive", metrics.number_of("four_fifths_alarms")).number("shuffles", metrics.number_of("shuffles"));
        text.number("alpha", metrics.number_of("alpha"));
        add(outcome, figure, std::move(text), metrics.number_of(figure), "share", metrics.interval_of(figure));
    }
}

namespace {

/// What one way to choose is worth a person.
void add_value_per_person(Outcome& outcome, const Figure& option, std::string_view name) {
    const Figure* costs = outcome.metrics.find("costs");
    const std::string figure = "value_per_person." + std::string(name);
    Message text = opened(figure);
    double people = 0;
    for (const std::string cell : {"tp", "fp", "tn", "fn"}) {
        text.number(cell, number_in(&option, cell)).number("value_" + cell, number_in(costs, cell));
        people += number_in(&option, cell);
    }
    text.number("n", people).number("gap", number_in(&option, "selection_rate_difference"));
    add(outcome, figure, std::move(text), number_in(&option, "value_per_person"), "index");
}

}  // namespace

void explain_mitigation(Outcome& outcome) {
    for (const Figure& option : list_of(outcome.metrics, "options")) {
        const Figure* named = option.find("option");
        const std::string_view name = named == nullptr ? std::string_view() : named->word();
        if (name != "common_threshold" && name != "demographic_parity") { continue; }
        add_value_per_person(outcome, option, name);
    }
    // The group whose own threshold lies farthest from the common one.
    constexpr std::string_view parity = "threshold_demographic_parity";
    constexpr std::string_view common = "threshold_common_threshold";
    const auto moved = [&](const Group& group) { return std::fabs(group.number_of(parity) - group.number_of(common)); };
    const Group* farthest = nullptr;
    for (const Group& group : outcome.groups) {
        if (!tells(group, parity) || !tells(group, common) || !enough(group)) { continue; }
        if (farthest == nullptr || moved(group) > moved(*farthest)) { farthest = &group; }
    }
    if (farthest == nullptr) { return; }
    Message text = opened_for("parity_threshold", outcome, *farthest);
    text.number("common", farthest->number_of(common)).number("own", farthest->number_of(parity));
    text.number("rate_before", farthest->number_of("selection_rate_common_threshold"));
    text.number("rate_after", farthest->number_of("selection_rate_demographic_parity"));
    add(outcome, "parity_threshold", std::move(text), farthest->number_of(parity), "index");
}

}  // namespace klarsicht::bias
