#include "audit/ethics/unanswered.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace klarsicht::ethics {

namespace {

struct Event {
    std::uint32_t person;
    double day;
    bool reaction;  ///< after the contacts of the same moment
    auto key() const { return std::tuple(person, day, reaction); }
};

std::vector<Event> events_of(const AuditContext& context, const ContactColumns& columns) {
    const ContactEvidence& contact = columns.contact;
    const Column& person = context.table.columns[*columns.person];
    const Interpretation& people = context.interpretation(*columns.person);
    const Column& time = context.table.columns[*contact.sent];
    const Interpretation& times = context.interpretation(*contact.sent);
    const std::vector<std::uint32_t>& what = context.table.columns[*contact.column].codes;
    std::vector<Event> events;
    for (std::size_t row = 0; row < what.size(); ++row) {
        const bool reaction = contact.reactions[what[row]] != 0;
        const double day = day_of(times, time.codes[row]);
        const bool known = people.states[person.codes[row]] != CellState::missing && !std::isnan(day);
        if (known && (reaction || contact.is_contact(context.table, row))) {
            events.push_back({person.codes[row], day, reaction});
        }
    }
    std::ranges::sort(events, {}, &Event::key);
    return events;
}

}  // namespace

std::vector<std::uint32_t> unanswered_in_a_row(const AuditContext& context, const ContactColumns& columns) {
    const std::vector<std::uint8_t>& reactions = columns.contact.reactions;
    std::vector<std::uint32_t> longest;
    if (std::ranges::find(reactions, 1) == reactions.end()) { return longest; }
    const std::vector<Event> events = events_of(context, columns);
    for (std::size_t begin = 0; begin < events.size();) {
        std::size_t end = begin;
        std::uint32_t row = 0;
        std::uint32_t most = 0;
        bool contacted = false;
        for (; end < events.size() && events[end].person == events[begin].person; ++end) {
            row = events[end].reaction ? 0 : row + 1;
            contacted = contacted || !events[end].reaction;
            most = std::max(most, row);
        }
        if (contacted) { longest.push_back(most); }
        begin = end;
    }
    return longest;
}

}  // namespace klarsicht::ethics
