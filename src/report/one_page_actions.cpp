#include "report/one_page_actions.h"

#include <algorithm>
#include <cmath>

#include "base/whole_number.h"

namespace klarsicht {

namespace {

/// A group as far as the report tells of it.
struct Side {
    std::string label;
    double n = 0, selected = 0;
    double hits = stats::undefined;  ///< share of the chosen who had the outcome
    bool evident = false;            ///< the gap to the favoured group is more than chance
    bool favoured = false;

    double rate() const { return selected / n; }
};

/// Of those chosen of a group, the share with the outcome, where the file knows it.
double hits_of(const Report& report, const Outcome& gaps, std::string_view label) {
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.id != "bias.group_rates" || outcome.subject != gaps.subject) { continue; }
        const auto found = std::ranges::find(outcome.groups, label, &Group::label);
        return found == outcome.groups.end() ? stats::undefined : found->number_of("ppv");
    }
    return stats::undefined;
}

bool is_evidence(std::string_view verdict) { return verdict == "disparity_large" || verdict == "disparity"; }

std::string_view verdict_of(const Group& group) {
    const Figure* figure = group.figures.find("verdict");
    return figure == nullptr ? std::string_view() : figure->word();
}

std::vector<Side> sides_of(const Report& report, const Outcome& gaps) {
    std::vector<Side> sides;
    const auto add = [&](std::string_view label, double n, double selected) -> Side* {
        if (!(n >= static_cast<double>(least_people_shown)) || !std::isfinite(selected)) { return nullptr; }
        Side& side = sides.emplace_back();
        side.label = label;
        side.n = n;
        side.selected = selected;
        side.hits = hits_of(report, gaps, label);
        return &side;
    };
    if (Side* favoured = add(gaps.metrics.text_of("favoured"), gaps.metrics.number_of("favoured_n"),
                             gaps.metrics.number_of("favoured_selected"))) {
        favoured->favoured = true;
    }
    for (const Group& group : gaps.groups) {
        if (Side* side = add(group.label(), group.number_of("n"), group.number_of("selected"))) {
            side->evident = is_evidence(verdict_of(group));
        }
    }
    return sides;
}

/// Where the group that the others are held against is itself behind.
bool swapped(const Outcome& gaps) { return gaps.metrics.text_of("gravest_group") == gaps.metrics.text_of("favoured"); }

/// How many more or fewer of each group are chosen, and what that brings.
struct Shift {
    std::uint64_t more = 0, fewer = 0;
    double contacts = 0;  ///< more people reached
    double sales = 0;     ///< more people with the outcome, if those chosen now are like those chosen so far
    const Side* most = nullptr;
    const Side* least = nullptr;

    void add(const Side& side, double to_rate) {
        const double change = std::round(to_rate * side.n - side.selected);
        if (change > 0) { more += whole_number<std::uint64_t>(change); }
        if (change < 0) { fewer += whole_number<std::uint64_t>(-change); }
        contacts += change;
        sales += change == 0 ? 0 : change * side.hits;
        const auto distance = [&](const Side* one) {
            return one == nullptr ? 0 : std::round(to_rate * one->n - one->selected);
        };
        if (change > distance(most)) { most = &side; }
        if (change < distance(least)) { least = &side; }
    }

    Message money(const OnePageAmounts& amounts) const {
        if (!amounts.contact && !amounts.sale) { return {}; }
        const double cost = -contacts * amounts.contact.value_or(0);
        if (!amounts.sale || !std::isfinite(sales)) {
            return amounts.contact
                       ? std::move(Message(amounts.sale ? "one_page.money.no_outcome" : "one_page.money.contacts")
                                       .number("amount", std::round(cost)))
                       : Message("one_page.money.unknown");
        }
        return std::move(Message("one_page.money").number("amount", std::round(cost + sales * *amounts.sale)));
    }
};

PageAction raised(const std::vector<Side>& sides, bool is_swapped, bool binned, const OnePageAmounts& amounts) {
    // The rate of those who are ahead.
    double target = 0;
    for (const Side& side : sides) {
        if (is_swapped ? side.evident : side.favoured) { target = std::max(target, side.rate()); }
    }
    Shift shift;
    for (const Side& side : sides) {
        const bool behind = is_swapped ? side.favoured : side.evident;
        if (behind && side.rate() < target) { shift.add(side, target); }
    }
    PageAction action{Message("one_page.action.raise"), Message("one_page.people.more").count("n", shift.more),
                      shift.money(amounts)};
    action.what.number("rate", target);
    action.people.group("group", shift.most == nullptr ? std::string() : shift.most->label, binned);
    return action;
}

PageAction levelled(const std::vector<Side>& sides, bool binned, const OnePageAmounts& amounts) {
    double n = 0;
    double selected = 0;
    for (const Side& side : sides) {
        n += side.n;
        selected += side.selected;
    }
    Shift shift;
    for (const Side& side : sides) { shift.add(side, selected / n); }
    PageAction action{Message("one_page.action.level"), Message("one_page.people.both"), shift.money(amounts)};
    action.what.number("rate", selected / n);
    action.people.count("more", shift.more).count("fewer", shift.fewer);
    action.people.group("gains", shift.most == nullptr ? std::string() : shift.most->label, binned)
        .group("loses", shift.least == nullptr ? std::string() : shift.least->label, binned);
    return action;
}

}  // namespace

GapAnswer gap_answer(const Outcome& gaps) {
    GapAnswer answer;
    answer.verdict = "few";
    if (const Figure* verdict = gaps.metrics.find("gravest_verdict"); verdict != nullptr && !verdict->text.empty()) {
        answer.verdict = verdict->word();
    }
    if (!is_evidence(answer.verdict)) { return answer; }
    double log10_p = 0;
    for (const Group& group : gaps.groups) {
        if (!is_evidence(verdict_of(group))) { continue; }
        const double own = group.number_of("log10_p_holm");
        if (std::isfinite(own)) { log10_p = std::min(log10_p, own); }
    }
    answer.certainty = log10_p < -6   ? "one_page.certainty.almost"
                       : log10_p < -3 ? "one_page.certainty.very"
                                      : "one_page.certainty.likely";
    return answer;
}

std::vector<PageAction> gap_actions(const Report& report, const Outcome& gaps, const OnePageAmounts& amounts) {
    const std::vector<Side> sides = sides_of(report, gaps);
    std::vector<PageAction> actions;
    if (sides.size() > 1) {
        actions.push_back(raised(sides, swapped(gaps), gaps.binned, amounts));
        actions.push_back(levelled(sides, gaps.binned, amounts));
    }
    actions.push_back({Message("one_page.action.cause"), Message("one_page.people.nobody"), {}});
    return actions;
}

}  // namespace klarsicht
