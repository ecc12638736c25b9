#include "audit/bias/explain_findings.h"

#include <cmath>
#include <string_view>

#include "audit/groups.h"

namespace klarsicht::bias {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double number_of(const json& from, std::string_view name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_number() ? found->get<double>() : unknown;
}

std::string text_of(const json& from, std::string_view name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The groups, or columns, with the lowest and the highest value of a figure.
struct Ends {
    const json* low = nullptr;
    const json* high = nullptr;
    std::size_t known = 0;
};
Ends ends(const Outcome& outcome, std::string_view figure) {
    Ends found;
    for (const json& group : outcome.groups) {
        const double value = number_of(group, figure);
        if (std::isnan(value) || number_of(group, "n") < static_cast<double>(least_people_shown)) { continue; }
        ++found.known;
        if (found.low == nullptr || value < number_of(*found.low, figure)) { found.low = &group; }
        if (found.high == nullptr || value > number_of(*found.high, figure)) { found.high = &group; }
    }
    return found;
}

Message opened(std::string_view figure) { return Message("bias.explain." + std::string(figure)); }

/// @param shown end of the keys `bias.explain.shown.…` and `bias.explain.ci.…`
void add(Outcome& outcome, std::string_view figure, Message text, double value, std::string_view shown, const json* interval = nullptr) {
    if (std::isnan(value)) { return; }
    text.number("value", value);
    Explanation one{.figure = std::string(figure), .value = value, .low = unknown, .high = unknown, .text = std::move(text), .shown = {}, .interval = {}};
    one.shown = one.text;
    one.shown.key = "bias.explain.shown." + std::string(shown);
    if (interval != nullptr && interval->is_array() && interval->size() == 2 && (*interval)[0].is_number() && !std::isnan((*interval)[0].get<double>())) {
        one.low = (*interval)[0].get<double>();
        one.high = (*interval)[1].get<double>();
        one.interval = Message("bias.explain.ci." + std::string(shown)).number("low", one.low).number("high", one.high);
    }
    outcome.explanations.push_back(std::move(one));
}

const json* member(const json& from, std::string_view name) {
    const auto found = from.find(name);
    return found == from.end() ? nullptr : &*found;
}

/// A figure that every group has: the lowest and the highest.
void add_pair(Outcome& outcome, std::string_view figure) {
    const Ends found = ends(outcome, figure);
    if (found.known < 2) { return; }
    Message text = opened(figure);
    text.group("low_group", text_of(*found.low, "group"), outcome.binned).number("low", number_of(*found.low, figure));
    text.group("high_group", text_of(*found.high, "group"), outcome.binned).number("high", number_of(*found.high, figure));
    add(outcome, figure, std::move(text), number_of(*found.high, figure) - number_of(*found.low, figure), "pair");
}

/// A distance of each group to the favoured one: the largest.
void add_distance(Outcome& outcome, std::string_view figure) {
    const Ends found = ends(outcome, figure);
    if (found.high == nullptr) { return; }
    Message text = opened(figure);
    text.group("group", text_of(*found.high, "group"), outcome.binned).group("favoured", text_of(outcome.metrics, "favoured"), outcome.binned);
    add(outcome, figure, std::move(text), number_of(*found.high, figure), "index");
}

}  // namespace

void explain_scores(Outcome& outcome) {
    add_pair(outcome, "auc");
    add_pair(outcome, "expected_calibration_error");
    add_distance(outcome, "abroca");
    add_distance(outcome, "kolmogorov_smirnov");
}

void explain_ranking(Outcome& outcome) { add_pair(outcome, "exposure_ratio"); }

void explain_conditional(Outcome& outcome) {
    // The row that the finding tells of.
    for (const json& row : outcome.groups) {
        if (text_of(row, "column") != text_of(outcome.metrics, "column") || text_of(row, "group") != text_of(outcome.metrics, "group") || number_of(row, "n") < static_cast<double>(least_people_shown)) { continue; }
        const auto fill = [&](Message text) {
            text.text("column", text_of(row, "column")).group("group", text_of(row, "group"), outcome.binned).group("favoured", text_of(outcome.metrics, "favoured"), outcome.binned);
            return text;
        };
        Message difference = fill(opened("conditional_difference"));
        difference.number("raw", number_of(row, "raw_difference")).number("strata", number_of(row, "strata"));
        add(outcome, "conditional_difference", std::move(difference), number_of(row, "difference"), "points", member(row, "difference_ci95"));
        Message disparity = fill(opened("conditional_demographic_disparity"));
        disparity.number("raw", number_of(row, "demographic_disparity"));
        add(outcome, "conditional_demographic_disparity", std::move(disparity), number_of(row, "conditional_demographic_disparity"), "index");
        return;
    }
}

void explain_proxies(Outcome& outcome) {
    const std::string column = outcome.subject.empty() ? std::string() : outcome.subject.front();
    const Ends found = ends(outcome, "theils_u");
    if (found.high != nullptr) {
        Message text = opened("theils_u");
        text.text("column", text_of(*found.high, "column")).text("protected", column);
        add(outcome, "theils_u", std::move(text), number_of(*found.high, "theils_u"), "share");
    }
    const double joint = number_of(outcome.metrics, "joint_auc");
    Message text = opened("joint_auc");
    text.text("protected", column).number("rows", number_of(outcome.metrics, "joint_rows"));
    add(outcome, "joint_auc", std::move(text), joint, "index");
}

void explain_uplift(Outcome& outcome) {
    const Ends found = ends(outcome, "uplift");
    if (found.low == nullptr) { return; }
    const auto fill = [&](Message text, std::string_view end, const json& group) {
        const std::string name(end);
        text.group(name + "_group", text_of(group, "group"), outcome.binned).number(name, number_of(group, "uplift"));
        text.number(name + "_treated", number_of(group, "rate_treated")).number(name + "_control", number_of(group, "rate_control"));
        return text;
    };
    add(outcome, "uplift", fill(fill(opened("uplift"), "low", *found.low), "high", *found.high), number_of(*found.high, "uplift") - number_of(*found.low, "uplift"), "uplift");
}

}  // namespace klarsicht::bias
