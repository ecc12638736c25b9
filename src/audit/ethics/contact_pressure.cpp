#include <algorithm>
#include <array>
#include <cmath>

#include "audit/ethics/checks.h"
#include "audit/ethics/contact_log.h"
#include "audit/ethics/unanswered.h"
#include "base/whole_number.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<Role, 2> needs = {Role::person, Role::timestamp};
constexpr std::string_view contacts_per_week = "ethics.contact_pressure.contacts_per_week";
constexpr std::string_view contacts_per_campaign = "ethics.contact_pressure.contacts_per_campaign";
constexpr std::string_view people_share = "ethics.contact_pressure.people_share";
constexpr std::string_view in_vain = "ethics.contact_pressure.unanswered";
constexpr std::array limits = {contacts_per_week, contacts_per_campaign, in_vain, people_share};
/// Weeks begin on Monday: 1970-01-01 was a Thursday.
constexpr double days_to_monday = 3;
constexpr std::uint64_t most_shown = 15;

struct Pressure {
    std::vector<std::uint32_t> most;  ///< [people] contacts in the person's busiest calendar week, or in the campaign
    std::uint64_t undated = 0;        ///< contacts without a time
    bool by_week = true;
};

/// What the file itself counts: how often each person was contacted in a campaign. One who has several rows counts with
/// the highest.
Pressure counted(const AuditContext& context, const ContactColumns& columns) {
    const std::size_t column = *columns.contact.column;
    const Column& counts = context.table.columns[column];
    const Interpretation& numbers = context.interpretation(column);
    Pressure pressure;
    pressure.by_week = false;
    const std::vector<std::uint32_t>* persons =
        columns.person ? &context.table.columns[*columns.person].codes : nullptr;
    pressure.most.assign(persons ? context.table.columns[*columns.person].dictionary.size() : counts.codes.size(), 0);
    for (std::size_t row = 0; row < counts.codes.size(); ++row) {
        if (!numbers.valid(counts.codes[row]) || numbers.values[counts.codes[row]] < 1) { continue; }
        std::uint32_t& most = pressure.most[persons ? (*persons)[row] : row];
        most = std::max(most, whole_number<std::uint32_t>(numbers.values[counts.codes[row]]));
    }
    std::erase(pressure.most, 0u);
    return pressure;
}

Pressure measure(const AuditContext& context, const ContactColumns& columns) {
    const Column& person = context.table.columns[*columns.person];
    const Column& sent = context.table.columns[*columns.contact.sent];
    const Interpretation& people = context.interpretation(*columns.person);
    const Interpretation& dates = context.interpretation(*columns.contact.sent);
    Pressure pressure;
    // (person, week) as one number; sorting brings each pair's contacts together.
    std::vector<std::uint64_t> pairs;
    pairs.reserve(person.codes.size());
    constexpr double first_week = 100'000;  // keeps weeks before 1970 positive
    for (std::size_t row = 0; row < person.codes.size(); ++row) {
        if (!columns.contact.is_contact(context.table, row)) { continue; }
        const double day = day_of(dates, sent.codes[row]);
        if (people.states[person.codes[row]] == CellState::missing) { continue; }
        if (std::isnan(day)) {
            ++pressure.undated;
            continue;
        }
        const double week = std::floor((std::floor(day) + days_to_monday) / 7) + first_week;
        pairs.push_back((static_cast<std::uint64_t>(person.codes[row]) << 32) | whole_number<std::uint32_t>(week));
    }
    std::ranges::sort(pairs);
    std::vector<std::uint32_t> busiest(person.dictionary.size(), 0);
    for (std::size_t begin = 0; begin < pairs.size();) {
        std::size_t end = begin + 1;
        while (end < pairs.size() && pairs[end] == pairs[begin]) { ++end; }
        std::uint32_t& most = busiest[static_cast<std::size_t>(pairs[begin] >> 32)];
        most = std::max(most, static_cast<std::uint32_t>(end - begin));
        begin = end;
    }
    std::ranges::copy_if(busiest, std::back_inserter(pressure.most),
                         [](std::uint32_t contacts) { return contacts > 0; });
    return pressure;
}

Chart chart_of(const Pressure& pressure, double limit) {
    const std::vector<std::uint32_t>& busiest = pressure.most;
    Chart chart;
    chart.kind = Chart::Kind::histogram;
    chart.title =
        pressure.by_week ? Message("ethics.contact_pressure.chart") : Message("ethics.contact_pressure.chart.campaign");
    chart.axis =
        pressure.by_week ? Message("ethics.contact_pressure.axis") : Message("ethics.contact_pressure.axis.campaign");
    chart.unit = Unit::count;
    chart.limit_high = limit;
    chart.limit_note = pressure.by_week ? Message("ethics.contact_pressure.limit_note")
                                        : Message("ethics.contact_pressure.limit_note.campaign");
    chart.limit_note.number("limit", limit);
    const std::uint64_t last = std::min<std::uint64_t>(most_shown, *std::ranges::max_element(busiest));
    // Bin i counts people with i + 1 contacts; the last one those with more as well.
    for (std::uint64_t contacts = 1; contacts <= last + 1; ++contacts) {
        chart.edges.push_back(static_cast<double>(contacts) - 0.5);
    }
    chart.rows.resize(static_cast<std::size_t>(last));
    for (std::size_t i = 0; i < chart.rows.size(); ++i) {
        chart.rows[i].value = 0;
        chart.rows[i].status = static_cast<double>(i + 1) > limit ? Status::warn : Status::info;
    }
    for (const std::uint32_t contacts : busiest) {
        chart.rows[static_cast<std::size_t>(std::min<std::uint64_t>(contacts, last)) - 1].value += 1;
    }
    return chart;
}

class ContactPressure final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "ethics.contact_pressure", .area = Area::ethics, .needs = needs, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const ContactColumns columns = contact_columns(context);
        const ContactEvidence& contact = columns.contact;
        const bool counts = contact.source == ContactEvidence::Source::count;
        if (!counts && (!columns.person || !contact.any() || !contact.sent || contact.last_only)) {
            return {missing(columns)};
        }
        std::vector<std::string> subject =
            counts ? std::vector{context.name(*contact.column)}
                   : std::vector{context.name(*columns.person), context.name(*contact.sent)};
        const Pressure pressure = counts ? counted(context, columns) : measure(context, columns);
        const auto people = static_cast<std::uint64_t>(pressure.most.size());
        if (people == 0) { return {not_assessed(info(), std::move(subject))}; }
        if (!context.shows(people)) { return {too_few_people(info(), std::move(subject))}; }
        std::vector<Outcome> outcomes = {outcome_for(context, pressure, people, subject)};
        if (!counts && outcomes[0].status == Status::pass) {
            const Outcome in_a_row = unanswered(context, columns, std::move(subject));
            if (in_a_row.status == Status::warn) { outcomes[0] = in_a_row; }
        }
        return outcomes;
    }

private:
    /// Few messages a week are too many for people who open none of them; a handful of such people is no finding.
    Outcome unanswered(const AuditContext& context, const ContactColumns& columns,
                       std::vector<std::string> subject) const {
        const std::vector<std::uint32_t> longest = unanswered_in_a_row(context, columns);
        const double limit = context.limit(in_vain);
        const auto reached = [&](std::uint32_t contacts) { return static_cast<double>(contacts) >= limit; };
        const auto found = static_cast<std::uint64_t>(std::ranges::count_if(longest, reached));
        const auto people = static_cast<std::uint64_t>(longest.size());
        const double share = people == 0 ? 0 : stats::rate(found, people);
        if (!context.shows(found) || share <= context.limit(people_share)) { return not_assessed(info()); }
        OutcomeBuilder finding(info(), Status::warn, Severity::low, std::move(subject));
        const std::uint32_t most = *std::ranges::max_element(longest);
        finding.values.count("people", found)
            .count("of", people)
            .number("share", share)
            .number("limit", limit)
            .count("most", most);
        finding.say("unanswered")
            .headline("unanswered")
            .headline_note("unanswered")
            .why("unanswered")
            .remedy("unanswered");
        Outcome outcome = finding.make();
        outcome.metrics.size("people", people);
        outcome.metrics.count("people_above_limit", found).of(people);
        outcome.metrics.share("share_above_limit", share).of(people);
        outcome.metrics.number("unanswered_limit", limit);
        outcome.metrics.count("unanswered_max", most).of(people);
        return outcome;
    }

    /// Says what would be needed: without rows that are contacts, a person and a time prove no contact.
    Outcome missing(const ContactColumns& columns) const {
        const bool each = columns.contact.any() && columns.contact.sent && !columns.contact.last_only;
        if (columns.person && !each) {
            Outcome outcome = not_assessed(info());
            outcome.needs = columns.contact.last_only ? Message("ethics.contact_pressure.needs.each")
                                                      : Message("ethics.contact_pressure.needs.contacts");
            return outcome;
        }
        return not_assessed_for_want_of(info(), columns.person.has_value(), "ethics.contact_pressure.needs.person",
                                        each, "ethics.contact_pressure.needs.timestamp");
    }

    Outcome outcome_for(const AuditContext& context, const Pressure& pressure, std::uint64_t people,
                        std::vector<std::string> subject) const {
        const double limit = context.limit(pressure.by_week ? contacts_per_week : contacts_per_campaign);
        const auto above = [&](std::uint32_t contacts) { return static_cast<double>(contacts) > limit; };
        const auto pressed = static_cast<std::uint64_t>(std::ranges::count_if(pressure.most, above));
        const std::uint32_t most = *std::ranges::max_element(pressure.most);
        const double share = stats::rate(pressed, people);
        const bool many = share > context.limit(people_share);
        const Severity severity = many ? Severity::medium : Severity::low;
        OutcomeBuilder finding(info(), pressed == 0 ? Status::pass : Status::warn,
                               pressed == 0 ? Severity::none : severity, std::move(subject));
        finding.values.count("people", pressed)
            .count("of", people)
            .number("share", share)
            .number("limit", limit)
            .count("undated", pressure.undated)
            .count("any_undated", pressure.undated > 0 ? 1 : 0)
            .count("most", most);
        constexpr double a_lot = 0.1;
        finding.title(pressed == 0 ? "none" : share > a_lot ? "many" : many ? "some" : "few");
        if (pressure.by_week) {
            finding.summary(pressed == 0 ? "none" : "found").headline().headline_note();
        } else {
            if (pressed == 0) { finding.title("none_in_campaign"); }
            finding.summary(pressed == 0 ? "none_in_campaign" : "found_in_campaign")
                .headline("campaign")
                .headline_note()
                .why("campaign")
                .remedy("campaign");
        }
        Outcome outcome = finding.make();
        outcome.metrics.size("people", people);
        outcome.metrics.count("people_above_limit", pressed).of(people);
        outcome.metrics.share("share_above_limit", share).of(people);
        outcome.metrics.number(pressure.by_week ? "contacts_per_week_limit" : "contacts_per_campaign_limit", limit);
        outcome.metrics.count(pressure.by_week ? "contacts_per_week_max" : "contacts_per_campaign_max", most)
            .of(people);
        if (pressure.by_week) { outcome.metrics.count("contacts_without_time", pressure.undated); }
        outcome.chart = chart_of(pressure, limit);
        return outcome;
    }
};

}  // namespace

const Check& contact_pressure() {
    static const ContactPressure check;
    return check;
}

}  // namespace klarsicht::ethics
