// Opens what the checks on amounts, classes, contacts, advertisements, balance, subgroups, circles, lots and thresholds found.
#include <cmath>
#include <map>

#include "audit/bias/explain_findings.h"
#include "audit/bias/explain_parts.h"
#include "audit/groups.h"

namespace klarsicht::bias {

namespace {

bool enough(const json& group) { return number_of(group, "n") >= static_cast<double>(least_people_shown); }

/// The group whose figure is farthest from 0; nullptr where none is known.
const json* widest(const Outcome& outcome, std::string_view figure) {
    const json* found = nullptr;
    for (const json& group : outcome.groups) {
        const double value = number_of(group, figure);
        if (std::isnan(value) || !enough(group)) { continue; }
        if (found == nullptr || std::fabs(value) > std::fabs(number_of(*found, figure))) { found = &group; }
    }
    return found;
}

const json* reference_of(const Outcome& outcome) {
    for (const json& group : outcome.groups) {
        const json* is = member(group, "reference");
        if (is != nullptr && is->is_boolean() && is->get<bool>()) { return &group; }
    }
    return nullptr;
}

Message group_of(Message text, const Outcome& outcome, const json& group) { return text.group("group", text_of(group, "group"), outcome.binned); }

/// Mean of the group farthest from the favoured one minus the favoured one's.
void add_mean_difference(Outcome& outcome, std::string_view figure, std::string_view shown) {
    const json* own = widest(outcome, "mean_difference");
    const json* favoured = reference_of(outcome);
    if (own == nullptr || favoured == nullptr) { return; }
    Message text = group_of(opened(figure), outcome, *own).group("favoured", text_of(*favoured, "group"), outcome.binned);
    text.text("column", text_of(outcome.metrics, "amount")).number("mean", number_of(*own, "mean")).number("favoured_mean", number_of(*favoured, "mean"));
    text.number("contacts", number_of(*own, "contacts")).number("people", number_of(*own, "n"));
    text.number("favoured_contacts", number_of(*favoured, "contacts")).number("favoured_people", number_of(*favoured, "n"));
    add(outcome, figure, std::move(text), number_of(*own, "mean_difference"), shown, member(*own, "mean_difference_ci95"));
}

/// Ratio of two sums, lowest and highest: over ÷ under.
void add_sums(Outcome& outcome, std::string_view figure, std::string_view over, std::string_view under, std::string_view shown) {
    const Ends found = ends(outcome, figure, "impressions");
    if (found.known < 2) { return; }
    Message text = opened(figure);
    for (const auto& [end, group] : {std::pair<std::string, const json*>{"low", found.low}, {"high", found.high}}) {
        text.group(end + "_group", text_of(*group, "group"), outcome.binned).number(end, number_of(*group, figure));
        text.number(end + "_over", number_of(*group, over)).number(end + "_under", number_of(*group, under));
        text.number(end + "_thousand", 1000 * number_of(*group, figure));  // click rates are small
    }
    add(outcome, figure, std::move(text), number_of(*found.high, figure) - number_of(*found.low, figure), shown);
}

/// "column=value & column=value" as the charts say it.
std::string items_of(const json& group) {
    std::string said;
    for (const json& item : group.at("items")) {
        std::string one = item.get<std::string>();
        if (const std::size_t at = one.find('='); at != std::string::npos) { one.replace(at, 1, ": "); }
        said += (said.empty() ? "" : " & ") + one;
    }
    return said;
}

}  // namespace

void explain_amounts(Outcome& outcome) {
    add_mean_difference(outcome, "mean_difference", "number");
    if (const json* own = widest(outcome, "mean_difference_adjusted")) {
        Message text = group_of(opened("mean_difference_adjusted"), outcome, *own).group("favoured", text_of(outcome.metrics, "favoured"), outcome.binned);
        text.text("column", text_of(outcome.metrics, "amount")).number("raw", number_of(*own, "mean_difference"));
        add(outcome, "mean_difference_adjusted", std::move(text), number_of(*own, "mean_difference_adjusted"), "number");
    }
    add_pair(outcome, "median", "n", "pair_number");
}

void explain_contacts(Outcome& outcome) { add_mean_difference(outcome, "contacts_difference", "ratio"); }

void explain_classes(Outcome& outcome) {
    std::map<std::string, const json*> references;  // by class
    for (const json& group : outcome.groups) {
        if (member(group, "reference")->get<bool>()) { references.emplace(text_of(group, "class"), &group); }
    }
    const auto reference_for = [&](const json& own) -> const json* {
        const auto found = references.find(text_of(own, "class"));
        return found == references.end() ? nullptr : found->second;
    };
    const auto add_widest = [&](std::string_view figure, std::string_view share, const char* interval) {
        const json* own = nullptr;
        const auto gap = [&](const json& group) {
            const json* favoured = reference_for(group);
            return favoured == nullptr || favoured == &group ? unknown : number_of(group, share) - number_of(*favoured, share);
        };
        for (const json& group : outcome.groups) {
            if (!std::isnan(gap(group)) && (own == nullptr || std::fabs(gap(group)) > std::fabs(gap(*own)))) { own = &group; }
        }
        if (own == nullptr) { return; }
        const json& favoured = *reference_for(*own);
        Message text = group_of(opened(figure), outcome, *own).group("favoured", text_of(favoured, "group"), outcome.binned);
        text.text("class", text_of(*own, "class")).text("column", text_of(outcome.metrics, "column"));
        text.number("k", number_of(*own, "k")).number("n", number_of(*own, "n")).number("share", number_of(*own, share));
        text.number("favoured_k", number_of(favoured, "k")).number("favoured_n", number_of(favoured, "n")).number("favoured_share", number_of(favoured, share));
        add(outcome, figure, std::move(text), gap(*own), "points", interval == nullptr ? nullptr : member(*own, interval));
    };
    add_widest("class_share_difference", "share", "difference_ci95");
    add_widest("class_tpr_difference", "tpr", nullptr);
}

void explain_delivery(Outcome& outcome) {
    const Ends shares = ends(outcome, "share_of_impressions", "impressions");
    if (shares.high != nullptr) {
        const json* own = nullptr;  // the group that gets least of what it would get by its size; without a population the largest
        for (const json& group : outcome.groups) {
            const auto served = [](const json& of) { return number_of(of, "share_of_impressions") / number_of(of, "population_share"); };
            if (!std::isnan(served(group)) && (own == nullptr || served(group) < served(*own))) { own = &group; }
        }
        const std::string_view figure = own != nullptr ? "delivery_ratio" : "share_of_impressions";
        if (own == nullptr) { own = shares.high; }
        Message text = group_of(opened(figure), outcome, *own).number("impressions", number_of(*own, "impressions")).number("all", number_of(outcome.metrics, "impressions"));
        const double share = number_of(*own, "share_of_impressions"), population = number_of(*own, "population_share");
        text.number("share", share).number("population", population);
        const bool compared = figure == "delivery_ratio";
        json interval = own->value("share_of_impressions_ci95", json::array());
        for (json& end : interval) {
            if (compared && end.is_number()) { end = end.get<double>() / population; }
        }
        add(outcome, figure, std::move(text), compared ? share / population : share, compared ? "ratio" : "share", &interval);
    }
    add_sums(outcome, "ctr", "clicks", "impressions", "per_thousand");
    add_sums(outcome, "cvr", "conversions", "clicks", "range");
    add_sums(outcome, "cpm", "spent", "impressions", "pair_number");
}

void explain_balance(Outcome& outcome) {
    const double all = number_of(outcome.metrics, "rows_with_group");
    const json* lowest = nullptr;
    for (const json& group : outcome.groups) {
        if (!enough(group) || std::isnan(number_of(group, "representation_ratio"))) { continue; }
        if (lowest == nullptr || number_of(group, "representation_ratio") < number_of(*lowest, "representation_ratio")) { lowest = &group; }
    }
    if (lowest != nullptr) {
        Message text = group_of(opened("representation_ratio"), outcome, *lowest).number("n", number_of(*lowest, "n")).number("all", all);
        text.number("share", number_of(*lowest, "share")).number("population", number_of(*lowest, "population_share"));
        add(outcome, "representation_ratio", std::move(text), number_of(*lowest, "representation_ratio"), "ratio", member(*lowest, "representation_ratio_ci95"));
    }
    if (const double groups = number_of(outcome.metrics, "effective_groups"); groups > 0) {
        add(outcome, "effective_groups", opened("effective_groups").number("groups", number_of(outcome.metrics, "groups")), groups, "ratio");
    }
    for (const auto& [figure, rate] : {std::pair<std::string_view, std::string_view>{"npmi_decision", "selection_rate"}, {"npmi_outcome", "base_rate"}}) {
        const json* own = widest(outcome, figure);
        if (own == nullptr) { continue; }
        Message text = group_of(opened(figure), outcome, *own).number("share", number_of(*own, "share")).number("rate", number_of(*own, rate));
        add(outcome, figure, std::move(text), number_of(*own, figure), "index", member(*own, std::string(figure) + "_ci95"));
    }
    const double unknown_rows = number_of(outcome.metrics, "rows_without_group");
    if (!(unknown_rows >= static_cast<double>(least_people_shown))) { return; }
    const json* open = nullptr;
    const auto width = [](const json& group) { return number_of(group, "difference_at_most") - number_of(group, "difference_at_least"); };
    for (const json& group : outcome.groups) {
        if (enough(group) && !std::isnan(width(group)) && (open == nullptr || width(group) > width(*open))) { open = &group; }
    }
    if (open != nullptr) {
        Message text = group_of(opened("difference_bounds"), outcome, *open).number("unknown", unknown_rows);
        text.number("low", number_of(*open, "difference_at_least")).number("high", number_of(*open, "difference_at_most"));
        add(outcome, "difference_bounds", std::move(text), width(*open), "uplift");
    }
}

void explain_subgroups(Outcome& outcome) {
    if (outcome.groups.empty() || !enough(outcome.groups.front())) { return; }
    const json& first = outcome.groups.front();
    const auto fill = [&](std::string_view figure) {
        Message text = opened(figure).group("items", items_of(first), true);
        text.number("k", number_of(first, "selected")).number("n", number_of(first, "n")).number("rate", number_of(first, "selection_rate"));
        return text.number("overall", number_of(outcome.metrics, "selection_rate"));
    };
    add(outcome, "divergence", fill("divergence"), number_of(first, "d_selection_rate"), "points", member(first, "d_selection_rate_ci95"));
    add(outcome, "divergence_t", fill("divergence_t"), number_of(first, "t_selection_rate"), "ratio");
    // The value that pulls hardest in the divergence's own direction.
    const json& shapley = first.at("shapley");
    const json& items = first.at("items");
    const double divergence = number_of(first, "d_selection_rate");
    const auto contribution = [&](std::size_t i) { return i < shapley.size() && shapley[i].is_number() ? shapley[i].get<double>() : unknown; };
    std::size_t strongest = 0;
    for (std::size_t i = 1; i < items.size(); ++i) {
        if (std::copysign(1.0, divergence) * (contribution(i) - contribution(strongest)) > 0) { strongest = i; }
    }
    if (items.size() > 1) {
        Message text = fill("shapley").group("item", items_of({{"items", json::array({items[strongest]})}}), true).number("divergence", divergence);
        add(outcome, "shapley", std::move(text), contribution(strongest), "points");
    }
}

void explain_unknown_groups(Outcome& outcome) {
    if (outcome.groups.empty() || !enough(outcome.groups.front())) { return; }
    const json& first = outcome.groups.front();
    const double rate = number_of(first, "error_rate"), others = number_of(first, "error_rate_others");
    Message text = opened("cluster_error_difference").group("items", items_of(first), true).number("rate", rate).number("others", others);
    text.number("rows", number_of(outcome.metrics, "rows_tested")).number("clusters", number_of(outcome.metrics, "clusters"));
    add(outcome, "cluster_error_difference", std::move(text), rate - others, "points", member(first, "error_rate_difference_ci95"));
}

void explain_false_alarms(Outcome& outcome) {
    const auto fill = [&](std::string_view figure) {
        Message text = opened(figure).number("alarms", number_of(outcome.metrics, "false_alarms")).number("naive", number_of(outcome.metrics, "four_fifths_alarms"));
        return text.number("shuffles", number_of(outcome.metrics, "shuffles")).number("alpha", number_of(outcome.metrics, "alpha"));
    };
    for (const std::string_view figure : {"false_alarm_rate", "four_fifths_alarm_rate"}) { add(outcome, figure, fill(figure), number_of(outcome.metrics, figure), "share", member(outcome.intervals, figure)); }
}

void explain_mitigation(Outcome& outcome) {
    const json& options = outcome.metrics.at("options");
    const json& costs = outcome.metrics.at("costs");
    for (const json& option : options) {
        const std::string name = text_of(option, "option");
        if (name != "common_threshold" && name != "demographic_parity") { continue; }
        Message text = opened("value_per_person." + name);
        double people = 0;
        for (const std::string_view cell : {"tp", "fp", "tn", "fn"}) {
            text.number(std::string(cell), number_of(option, cell)).number("value_" + std::string(cell), number_of(costs, cell));
            people += number_of(option, cell);
        }
        text.number("n", people).number("gap", number_of(option, "selection_rate_difference"));
        add(outcome, "value_per_person." + name, std::move(text), number_of(option, "value_per_person"), "index");
    }
    // The group whose own threshold lies farthest from the common one.
    const json* farthest = nullptr;
    const auto moved = [](const json& group) { return number_of(group, "threshold_demographic_parity") - number_of(group, "threshold_common_threshold"); };
    for (const json& group : outcome.groups) {
        if (enough(group) && !std::isnan(moved(group)) && (farthest == nullptr || std::fabs(moved(group)) > std::fabs(moved(*farthest)))) { farthest = &group; }
    }
    if (farthest == nullptr) { return; }
    Message text = group_of(opened("parity_threshold"), outcome, *farthest).number("common", number_of(*farthest, "threshold_common_threshold")).number("own", number_of(*farthest, "threshold_demographic_parity"));
    text.number("rate_before", number_of(*farthest, "selection_rate_common_threshold")).number("rate_after", number_of(*farthest, "selection_rate_demographic_parity"));
    add(outcome, "parity_threshold", std::move(text), number_of(*farthest, "threshold_demographic_parity"), "index");
}

}  // namespace klarsicht::bias
