#include "audit/bias/explain/parts.h"

#include <cmath>

namespace klarsicht::bias {

bool tells(const Group& group, std::string_view figure) {
    const Figure* found = group.figures.find(figure);
    if (found == nullptr || std::isnan(found->number()) || group.few()) { return false; }
    return !found->people || *found->people >= least_people_shown;
}

Message& name_group(Message& text, std::string_view name, const Outcome& outcome, const Group& group) {
    return text.group(name, group.label(), outcome.binned);
}

Ends ends(const Outcome& outcome, std::string_view figure, std::string_view counted) {
    Ends found;
    for (const Group& group : outcome.groups) {
        // Rows about columns count nobody: then nothing is compared with the number.
        if (!tells(group, figure) || group.number_of(counted) < static_cast<double>(least_people_shown)) { continue; }
        const double value = group.number_of(figure);
        ++found.known;
        if (found.low == nullptr || value < found.low->number_of(figure)) { found.low = &group; }
        if (found.high == nullptr || value > found.high->number_of(figure)) { found.high = &group; }
    }
    return found;
}

Message opened(std::string_view figure) { return Message("bias.explain." + std::string(figure)); }

void add(Outcome& outcome, std::string_view figure, Message text, double value, std::string_view shown,
         const stats::Interval& ci95) {
    if (std::isnan(value)) { return; }
    text.number("value", value);
    OpenedFigure one{.figure = std::string(figure),
                     .value = value,
                     .ci95 = {},
                     .text = std::move(text),
                     .shown = {},
                     .interval = {}};
    one.shown = one.text;
    one.shown.key = "bias.explain.shown." + std::string(shown);
    if (!std::isnan(ci95.low)) {
        one.ci95 = ci95;
        one.interval = Message("bias.explain.ci." + std::string(shown));
        one.interval.number("low", ci95.low).number("high", ci95.high);
    }
    outcome.explanations.push_back(std::move(one));
}

void add_pair(Outcome& outcome, std::string_view figure, std::string_view shown) {
    const Ends found = ends(outcome, figure);
    if (found.known < 2) { return; }
    const double low = found.low->number_of(figure);
    const double high = found.high->number_of(figure);
    Message text = opened(figure);
    name_group(text, "low_group", outcome, *found.low).number("low", low);
    name_group(text, "high_group", outcome, *found.high).number("high", high);
    add(outcome, figure, std::move(text), high - low, shown);
}

}  // namespace klarsicht::bias
