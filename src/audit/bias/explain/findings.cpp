#include "audit/bias/explain/findings.h"

#include "audit/bias/explain/parts.h"

namespace klarsicht::bias {

namespace {

/// A distance of each group to the favoured one: the largest.
void add_distance(Outcome& outcome, std::string_view figure) {
    const Ends found = ends(outcome, figure);
    if (found.high == nullptr) { return; }
    Message text = opened(figure);
    name_group(text, "group", outcome, *found.high);
    text.group("favoured", outcome.metrics.text_of("favoured"), outcome.binned);
    add(outcome, figure, std::move(text), found.high->number_of(figure), "index",
        found.high->figures.interval_of(figure));
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
    const Figures& metrics = outcome.metrics;
    // The row that the finding tells of.
    for (const Group& row : outcome.groups) {
        const bool told = row.text_of("column") == metrics.text_of("column") && row.label() == metrics.text_of("group");
        if (!told || !tells(row, "difference")) { continue; }
        const auto fill = [&](std::string_view figure) {
            Message text = opened(figure);
            name_group(text.text("column", row.text_of("column")), "group", outcome, row);
            return text.group("favoured", metrics.text_of("favoured"), outcome.binned);
        };
        Message difference = fill("conditional_difference");
        difference.number("raw", row.number_of("raw_difference")).number("strata", row.number_of("strata"));
        add(outcome, "conditional_difference", std::move(difference), row.number_of("difference"), "points",
            row.figures.interval_of("difference"));
        Message disparity = fill("conditional_demographic_disparity");
        disparity.number("raw", row.number_of("demographic_disparity"));
        add(outcome, "conditional_demographic_disparity", std::move(disparity),
            row.number_of("conditional_demographic_disparity"), "index");
        return;
    }
}

void explain_proxies(Outcome& outcome) {
    const std::string column = outcome.subject.empty() ? std::string() : outcome.subject.front();
    const Ends found = ends(outcome, "theils_u");
    if (found.high != nullptr) {
        Message text = opened("theils_u");
        text.text("column", found.high->text_of("column")).text("protected", column);
        add(outcome, "theils_u", std::move(text), found.high->number_of("theils_u"), "share",
            found.high->figures.interval_of("theils_u"));
    }
    Message text = opened("joint_auc");
    text.text("protected", column).number("rows", outcome.metrics.number_of("joint_rows"));
    add(outcome, "joint_auc", std::move(text), outcome.metrics.number_of("joint_auc"), "index",
        outcome.metrics.interval_of("joint_auc"));
}

void explain_uplift(Outcome& outcome) {
    const Ends found = ends(outcome, "uplift");
    if (found.low == nullptr) { return; }
    Message text = opened("uplift");
    for (const auto& [end, group] : {std::pair<std::string, const Group*>{"low", found.low}, {"high", found.high}}) {
        name_group(text, end + "_group", outcome, *group).number(end, group->number_of("uplift"));
        text.number(end + "_treated", group->number_of("rate_treated"));
        text.number(end + "_control", group->number_of("rate_control"));
    }
    add(outcome, "uplift", std::move(text), found.high->number_of("uplift") - found.low->number_of("uplift"), "uplift");
}

}  // namespace klarsicht::bias
