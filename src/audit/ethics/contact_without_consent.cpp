#include <algorithm>
#include <array>
#include <cmath>

#include "audit/ethics/checks.h"
#include "audit/ethics/contact_log.h"
#include "audit/hidden_groups.h"
#include "base/sort_few.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<Role, 1> needs = {Role::consent};

struct Counts {
    std::uint64_t of = 0;         ///< contacts; where the file has none, all rows
    std::uint64_t without = 0;    ///< those whose consent is no
    std::uint64_t unknown = 0;    ///< those whose consent is missing or unreadable
    std::uint64_t before = 0;     ///< those before the day of the consent
    std::uint64_t withdrawn = 0;  ///< those who took it back, of whom contact_after_opt_out tells
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
    sort_few(chart.rows, std::ranges::greater{}, &ChartRow::value);
    return chart.rows.empty() ? Chart() : chart;
}

class ContactWithoutConsent final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "ethics.contact_without_consent",
                                     .area = Area::ethics,
                                     .needs = needs,
                                     .any = false,
                                     .limits = {},
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const ContactColumns columns = contact_columns(context);
        if (columns.consents.empty()) { return {without_column(context, columns)}; }
        std::vector<Outcome> outcomes;
        for (const std::size_t consent : columns.consents) { outcomes.push_back(of_column(context, columns, consent)); }
        return outcomes;
    }

private:
    /// A list made for contacting people, or a campaign's, that holds addresses and no word of who agreed.
    Outcome without_column(const AuditContext& context, const ContactColumns& columns) const {
        const ContactList list = contact_list(context.table, context.profile, context.plan);
        // A log that holds unsubscriptions says who objected.
        const std::vector<std::uint8_t>& events = columns.contact.objections;
        const bool may_contact =
            list.address && columns.opt_outs.empty() && std::ranges::find(events, 1) == events.end();
        if (!may_contact || !context.shows(people_in(context, columns))) { return not_assessed(info()); }
        const bool worrying = list.for_contacting || columns.contact.any();
        OutcomeBuilder finding(info(), worrying ? Status::warn : Status::info,
                               worrying ? Severity::medium : Severity::none, {context.name(*list.address)});
        finding.values.count("of", context.table.rows()).text("column", context.name(*list.address));
        Outcome outcome =
            finding.title(worrying ? "no_column" : "no_column_here").summary("no_column").remedy("no_column").make();
        outcome.metrics.size("rows", context.table.rows());
        return outcome;
    }

    Outcome of_column(const AuditContext& context, const ContactColumns& columns, std::size_t consent) const {
        if (!context.shows(people_in(context, columns))) { return too_few_people(info(), {context.name(consent)}); }
        const std::vector<std::uint32_t>* channel =
            columns.channel ? &context.table.columns[*columns.channel].codes : nullptr;
        std::vector<std::uint64_t> by_channel(channel ? context.table.columns[*columns.channel].dictionary.size() : 0);
        DistinctPeople people(context, columns.person);
        const Counts counts = count(context, columns, consent, [&](std::size_t row) {
            people.add(row);
            if (channel != nullptr) { ++by_channel[(*channel)[row]]; }
        });
        if (counts.of == 0) {
            Outcome outcome = not_assessed(info(), {context.name(consent)});
            outcome.needs = Message("ethics.contact_without_consent.needs.way");
            return outcome;
        }
        return outcome_for(context, columns, consent, counts, people.count(), by_channel);
    }

    /// @param bad called with every row that has no consent, or not yet
    static Counts count(const AuditContext& context, const ContactColumns& columns, std::size_t column,
                        const auto& bad) {
        const Column& consent = context.table.columns[column];
        const Interpretation& consent_dates = context.interpretation(column);
        const bool has_dates = consent_dates.kind == Kind::date || consent_dates.kind == Kind::datetime;
        const std::optional<std::size_t> sent = columns.contact.sent;
        const std::vector<ConsentState> states = wishes(context, column, Role::consent);
        const ContactsAbout is_contact(context, columns, column, columns.consents);
        // In a list with marks, or days, of those who agreed, a blank says that the others did not.
        const bool only_marks = !columns.contact.any() && std::ranges::all_of(states, [](ConsentState state) {
            return state == ConsentState::given || state == ConsentState::none;
        });
        const auto says_nothing = [&](std::uint32_t code) {
            return context.interpretation(column).states[code] == CellState::missing;
        };
        // Only a whole day earlier is certain where one of the two has no time of day.
        const auto early = [&](std::size_t row) {
            const double contact = day_of(context.interpretation(*sent), context.table.columns[*sent].codes[row]);
            return std::floor(contact) < std::floor(day_of(consent_dates, consent.codes[row]));
        };
        Counts counts;
        for (std::size_t row = 0; row < consent.codes.size(); ++row) {
            const bool contact = columns.contact.any();
            const ConsentState state = states[consent.codes[row]];
            if ((contact && !is_contact(row)) || state == ConsentState::unreachable) { continue; }
            // Whoever took it back may have been contacted before: that is for contact_after_opt_out to tell.
            const bool withdrawn = state == ConsentState::withdrawn;
            const bool blank = only_marks && state == ConsentState::none && says_nothing(consent.codes[row]);
            const bool without = state == ConsentState::refused || blank || (withdrawn && !contact);
            const bool before = state == ConsentState::given && has_dates && sent && early(row);
            ++counts.of;
            counts.withdrawn += withdrawn ? 1 : 0;
            counts.unknown += state == ConsentState::none && !blank ? 1 : 0;
            counts.without += without ? 1 : 0;
            counts.before += before ? 1 : 0;
            if (!without && !before) { continue; }
            counts.rows.add(row);
            bad(row);
        }
        return counts;
    }

    /// People who ordered or booked need not have been asked.
    static bool of_orders(const AuditContext& context, const ContactColumns& columns) {
        return !columns.contact.any() && contact_list(context.table, context.profile, context.plan).of_transactions;
    }

    Outcome outcome_for(const AuditContext& context, const ContactColumns& columns, std::size_t consent,
                        const Counts& counts, std::optional<std::uint64_t> people,
                        const std::vector<std::uint64_t>& by_channel) const {
        const bool found = counts.rows.count > 0;
        const bool unknown = !found && counts.unknown > 0;
        const bool withdrawn = !found && !unknown && counts.withdrawn > 0;
        // A list of people with a column of consent is no fault: it shows whom to leave out. A log of contacts is.
        const bool contacted = found && columns.contact.any();
        const Status status = contacted            ? Status::fail
                              : found || withdrawn ? Status::info
                              : unknown            ? (of_orders(context, columns) ? Status::info : Status::warn)
                                                   : Status::pass;
        const Severity severity = contacted                ? Severity::high
                                  : status == Status::warn ? Severity::medium
                                                           : Severity::none;
        const double share = stats::rate(counts.rows.count, counts.of);
        OutcomeBuilder finding(info(), status, severity, {context.name(consent)});
        finding.values.count("rows", counts.rows.count)
            .count("of", counts.of)
            .number("share", share)
            .count("unknown", counts.unknown)
            .count("any_unknown", counts.unknown > 0 ? 1 : 0)
            .count("withdrawn", counts.withdrawn)
            .count("people", people.value_or(0))
            .text("column", context.name(consent));
        finding.say(contacted   ? "contacted"
                    : found     ? "listed"
                    : unknown   ? "unknown"
                    : withdrawn ? "withdrawn"
                                : "none");
        if (status == Status::pass && !columns.contact.any()) { finding.title("none_listed"); }
        if (contacted && people) { finding.summary("contacted_people"); }
        const bool once_each = people && people_in(context, columns) == context.table.rows();
        if (found && !contacted && !once_each) { finding.summary(people ? "listed_people" : "listed_rows"); }
        if (found) { finding.headline(people ? "people" : "").headline_note(people ? "people" : ""); }
        Outcome outcome = finding.make();
        outcome.metrics.size("rows", counts.of);
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
