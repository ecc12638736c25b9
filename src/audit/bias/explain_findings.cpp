#include "audit/bias/explain_findings.h"

#include <cmath>

#include "audit/bias/explain_parts.h"
#include "audit/groups.h"

namespace klarsicht::bias {

namespace {

/// A distance of each group to the favoured one: the largest.
void add_distance(Outcome& outcome, std::string_view figure) {
    const Ends found = ends(outcome, figure);
    if (found.high == nullptr) { return; }
    Message text = opened(figure);
    text.group("group", text_of(*found.high, "group"), outcome.binned).group("favoured", text_of(outcome.metrics, "favoured"), outcome.binned);
    add(outcome, figure, std::move(text), number_of(*found.high, figure), "index", member(*found.high, std::string(figure) + "_ci95"));
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
        add(outcome, "theils_u", std::move(text), number_of(*found.high, "theils_u"), "share", member(*found.high, "theils_u_ci95"));
    }
    const double joint = number_of(outcome.metrics, "joint_auc");
    Message text = opened("joint_auc");
    text.text("protected", column).number("rows", number_of(outcome.metrics, "joint_rows"));
    add(outcome, "joint_auc", std::move(text), joint, "index", member(outcome.intervals, "joint_auc"));
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
