#include <algorithm>
#include <array>
#include <cmath>

#include "audit/ethics/checks.h"
#include "audit/ethics/contact_log.h"
#include "base/whole_number.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<Role, 2> needs = {Role::person, Role::timestamp};
constexpr std::string_view contacts_per_week = "ethics.contact_pressure.contacts_per_week";
constexpr std::string_view people_share = "ethics.contact_pressure.people_share";
constexpr std::array limits = {contacts_per_week, people_share};
/// Weeks begin on Monday: 1970-01-01 was a Thursday.
constexpr double days_to_monday = 3;
constexpr std::uint64_t most_shown = 15;

struct Pressure {
    std::vector<std::uint32_t> busiest_week;  ///< [people] contacts in the person's busiest calendar week
    std::uint64_t undated = 0;                ///< rows without a time
};

Pressure measure(const AuditContext& context, const ContactColumns& columns) {
    const Column& person = context.table.columns[*columns.person];
    const Column& sent = context.table.columns[*columns.timestamp];
    const Interpretation& people = context.interpretation(*columns.person);
    const Interpretation& dates = context.interpretation(*columns.timestamp);
    Pressure pressure;
    // (person, week) as one number; sorting brings each pair's contacts together.
    std::vector<std::uint64_t> pairs;
    pairs.reserve(person.codes.size());
    constexpr double first_week = 100'000;  // keeps weeks before 1970 positive
    for (std::size_t row = 0; row < person.codes.size(); ++row) {
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
    std::ranges::copy_if(busiest, std::back_inserter(pressure.busiest_week),
                         [](std::uint32_t contacts) { return contacts > 0; });
    return pressure;
}

Chart chart_of(const std::vector<std::uint32_t>& busiest, double limit) {
    Chart chart;
    chart.kind = Chart::Kind::histogram;
    chart.title = Message("ethics.contact_pressure.chart");
    chart.axis = Message("ethics.contact_pressure.axis");
    chart.unit = Unit::count;
    chart.limit_high = limit;
    chart.limit_note = Message("ethics.contact_pressure.limit_note").number("limit", limit);
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
        if (!columns.person || !columns.timestamp) {
            return {not_assessed_for_want_of(info(), columns.person.has_value(), "ethics.contact_pressure.needs.person",
                                             columns.timestamp.has_value(), "ethics.contact_pressure.needs.timestamp")};
        }
        std::vector<std::string> subject = {context.name(*columns.person), context.name(*columns.timestamp)};
        const Pressure pressure = measure(context, columns);
        const auto people = static_cast<std::uint64_t>(pressure.busiest_week.size());
        if (people == 0) { return {not_assessed(info(), std::move(subject))}; }
        if (!context.shows(people)) { return {too_few_people(info(), std::move(subject))}; }
        return {outcome_for(context, pressure, people, std::move(subject))};
    }

private:
    Outcome outcome_for(const AuditContext& context, const Pressure& pressure, std::uint64_t people,
                        std::vector<std::string> subject) const {
        const double limit = context.limit(contacts_per_week);
        const auto above = [&](std::uint32_t contacts) { return static_cast<double>(contacts) > limit; };
        const auto pressed = static_cast<std::uint64_t>(std::ranges::count_if(pressure.busiest_week, above));
        const std::uint32_t most = *std::ranges::max_element(pressure.busiest_week);
        const double share = stats::rate(pressed, people);
        const bool many = share > context.limit(people_share);
        const Severity severity = many ? Severity::medium : Severity::low;
        OutcomeBuilder finding(info(), pressed == 0 ? Status::pass : Status::warn,
                               pressed == 0 ? Severity::none : severity, std::move(subject));
        finding.values.count("people", pressed)
            .count("of", people)
            .number("share", share)
            .number("limit", limit)
            .count("most", most);
        finding.title(pressed == 0 ? "none" : many ? "many" : "few").summary(pressed == 0 ? "none" : "found");
        Outcome outcome = finding.headline().headline_note().make();
        outcome.metrics.size("people", people);
        outcome.metrics.count("people_above_limit", pressed).of(people);
        outcome.metrics.share("share_above_limit", share).of(people);
        outcome.metrics.number("contacts_per_week_limit", limit);
        outcome.metrics.count("contacts_per_week_max", most).of(people);
        outcome.metrics.count("contacts_without_time", pressure.undated);
        outcome.chart = chart_of(pressure.busiest_week, limit);
        return outcome;
    }
};

}  // namespace

const Check& contact_pressure() {
    static const ContactPressure check;
    return check;
}

}  // namespace klarsicht::ethics
