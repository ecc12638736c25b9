#include <algorithm>
#include <array>
#include <cmath>

#include "audit/ethics/checks.h"
#include "audit/ethics/contact_log.h"
#include "audit/hidden_groups.h"
#include "audit/truth.h"
#include "base/sort_few.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<Role, 1> needs = {Role::consent};

struct Counts {
    std::uint64_t without = 0;  ///< rows whose consent is no
    std::uint64_t unknown = 0;  ///< rows whose consent is missing or unreadable
    std::uint64_t before = 0;   ///< rows with a contact before the day of the consent
    RowSet rows;
};

/// Rows without consent, per channel; of channels that reached hardly anybody nothing is told.
Chart chart_of(const AuditContext& context, const ContactColumns& columns, const std::vector<std::uint64_t>& without) {
    const std::size_t channel = *columns.channel;
    const Column& column = context.table.columns[channel];
    std::vector<std::uint64_t> people = people_per_value(context, columns, channel);
    for (std::size_t code = 0; code < people.size(); ++code) {
        // Of five and more people the rows say which channel is the larger one.
        if (people[code] == least_people_shown) { people[code] = column.counts[code]; }
    }
    const std::vector<std::uint8_t> hidden = hidden_groups(context, people);
    Chart chart;
    chart.kind = Chart::Kind::bars;
    chart.title = Message("ethics.contact_without_consent.chart");
    chart.axis = Message("ethics.contact_without_consent.axis");
    chart.unit = Unit::share;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        if (!context.interpretation(channel).valid(code) || hidden[code] != 0) { continue; }
        ChartRow bar;
        bar.label = context.shown(channel, code);
        bar.value = stats::rate(without[code], column.counts[code]);
        bar.n = column.counts[code];
        bar.people = people[code];
        bar.status = without[code] > 0 ? Status::fail : Status::pass;
        chart.rows.push_back(std::move(bar));
    }
    sort_few(chart.rows, std::ranges::greater{}, [](const ChartRow& bar) { return bar.n.value_or(0); });
    constexpr std::size_t most_bars = 12;
    if (chart.rows.size() > most_bars) { chart.rows.resize(most_bars); }
    return chart.rows.empty() ? Chart() : chart;
}

class ContactWithoutConsent final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "ethics.contact_without_consent", .area = Area::ethics, .needs = needs, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const ContactColumns columns = contact_columns(context);
        if (!columns.consent) { return {not_assessed(info())}; }
        if (!context.shows(people_in(context, columns))) {
            return {too_few_people(info(), {context.name(*columns.consent)})};
        }
        const std::vector<std::uint32_t>* channel =
            columns.channel ? &context.table.columns[*columns.channel].codes : nullptr;
        std::vector<std::uint64_t> by_channel(channel ? context.table.columns[*columns.channel].dictionary.size() : 0);
        DistinctPeople people(context, columns.person);
        const Counts counts = count(context, columns, [&](std::size_t row) {
            people.add(row);
            if (channel != nullptr) { ++by_channel[(*channel)[row]]; }
        });
        return {outcome_for(context, columns, counts, people.count(), by_channel)};
    }

private:
    /// @param bad called with every row that has no consent, or not yet
    static Counts count(const AuditContext& context, const ContactColumns& columns, const auto& bad) {
        const Column& consent = context.table.columns[*columns.consent];
        const Interpretation& consent_dates = context.interpretation(*columns.consent);
        const bool has_dates = consent_dates.kind == Kind::date || consent_dates.kind == Kind::datetime;
        const std::vector<std::uint8_t> codes = truth_codes(context, *columns.consent);
        // Only a whole day earlier is certain where one of the two has no time of day.
        const auto early = [&](std::size_t row) {
            const Interpretation& sent = context.interpretation(*columns.timestamp);
            const double contact = day_of(sent, context.table.columns[*columns.timestamp].codes[row]);
            return std::floor(contact) < std::floor(day_of(consent_dates, consent.codes[row]));
        };
        Counts counts;
        for (std::size_t row = 0; row < consent.codes.size(); ++row) {
            const std::uint8_t agreed = codes[consent.codes[row]];
            const bool before = agreed == 1 && has_dates && columns.timestamp && early(row);
            counts.unknown += agreed == 2 ? 1 : 0;
            counts.without += agreed == 0 ? 1 : 0;
            counts.before += before ? 1 : 0;
            if (agreed != 0 && !before) { continue; }
            add_row(counts.rows, row);
            bad(row);
        }
        return counts;
    }

    Outcome outcome_for(const AuditContext& context, const ContactColumns& columns, const Counts& counts,
                        std::optional<std::uint64_t> people, const std::vector<std::uint64_t>& by_channel) const {
        const bool found = counts.rows.count > 0;
        const bool unknown = !found && counts.unknown > 0;
        // A list of people with a column of consent is no fault: it shows whom to leave out. A log of contacts is.
        const bool contacted = found && columns.contacts;
        const Status status = contacted ? Status::fail : found ? Status::info : unknown ? Status::warn : Status::pass;
        const Severity severity = contacted ? Severity::high : unknown ? Severity::medium : Severity::none;
        const double share = stats::rate(counts.rows.count, context.table.rows());
        OutcomeBuilder finding(info(), status, severity, {context.name(*columns.consent)});
        finding.values.count("rows", counts.rows.count)
            .count("of", context.table.rows())
            .number("share", share)
            .count("unknown", counts.unknown)
            .count("people", people.value_or(0));
        finding.say(contacted ? "contacted" : found ? "listed" : unknown ? "unknown" : "none");
        if (contacted && people) { finding.summary("contacted_people"); }
        if (found) { finding.headline().headline_note(); }
        Outcome outcome = finding.make();
        outcome.metrics.size("rows", context.table.rows());
        outcome.metrics.count("without_consent", counts.without);
        outcome.metrics.count("before_consent", counts.before);
        outcome.metrics.count("consent_unknown", counts.unknown);
        outcome.metrics.share("share", share);
        put_people(outcome.metrics, "people", people);
        if (contacted && columns.channel) { outcome.chart = chart_of(context, columns, by_channel); }
        outcome.rows = counts.rows;
        return outcome;
    }
};

}  // namespace

const Check& contact_without_consent() {
    static const ContactWithoutConsent check;
    return check;
}

}  // namespace klarsicht::ethics
