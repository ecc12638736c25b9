#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "audit/ethics/checks.h"
#include "audit/ethics/contact_log.h"
#include "base/whole_number.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<Role, 2> needs = {Role::opt_out, Role::timestamp};

/// A column that holds objections, and what yes means in it.
struct Wishes {
    std::size_t column;
    Role role;
};
constexpr double never = std::numeric_limits<double>::infinity();

/// Contacts held against objections that have a date.
struct Late {
    RowSet rows;
    std::vector<double> days;                ///< from the objection to each contact after it
    std::uint64_t contacts = 0;              ///< of which the objections speak
    std::uint64_t same_day = 0;              ///< contacts on the day of the objection: which came first cannot be told
    std::uint64_t objectors = 0;             ///< people who objected; rows, where there is no column of persons
    std::optional<std::uint64_t> contacted;  ///< people among them who were contacted afterwards
    /// Whom the days are about.
    std::uint64_t people() const { return contacted.value_or(rows.count); }
};

/// Day of objection per row: the earliest one of the row's person, whichever of the person's rows holds it.
class Objections {
public:
    Objections(const AuditContext& context, const ContactColumns& columns, std::size_t column)
        : column_(context.table.columns[column]) {
        const Interpretation& dates = context.interpretation(column);
        by_code_.assign(column_.dictionary.size(), never);
        for (std::uint32_t code = 0; code < by_code_.size(); ++code) {
            const double day = day_of(dates, code);
            if (!std::isnan(day)) { by_code_[code] = day; }
        }
        if (!columns.person) { return; }
        const Column& person = context.table.columns[*columns.person];
        people_ = &person.codes;
        by_person_.assign(person.dictionary.size(), never);
        for (std::size_t row = 0; row < column_.codes.size(); ++row) {
            double& day = by_person_[person.codes[row]];
            day = std::min(day, by_code_[column_.codes[row]]);
        }
    }

    /// From a log of events, where one of them is the objection.
    Objections(const AuditContext& context, const ContactColumns& columns)
        : column_(context.table.columns[*columns.contact.column]) {
        const Column& person = context.table.columns[*columns.person];
        const Column& time = context.table.columns[*columns.contact.sent];
        people_ = &person.codes;
        by_person_.assign(person.dictionary.size(), never);
        for (std::size_t row = 0; row < column_.codes.size(); ++row) {
            const double at = day_of(context.interpretation(*columns.contact.sent), time.codes[row]);
            if (columns.contact.objections[column_.codes[row]] == 0 || std::isnan(at)) { continue; }
            double& day = by_person_[person.codes[row]];
            day = std::min(day, at);
        }
    }

    double day(std::size_t row) const {
        return people_ != nullptr ? by_person_[(*people_)[row]] : by_code_[column_.codes[row]];
    }

    std::uint64_t objectors() const {
        std::uint64_t count = 0;
        if (people_ != nullptr) {
            count =
                static_cast<std::uint64_t>(std::ranges::count_if(by_person_, [](double day) { return day != never; }));
            return count;
        }
        for (std::uint32_t code = 0; code < by_code_.size(); ++code) {
            count += by_code_[code] != never ? column_.counts[code] : 0;
        }
        return count;
    }

private:
    const Column& column_;
    const std::vector<std::uint32_t>* people_ = nullptr;
    std::vector<double> by_code_;
    std::vector<double> by_person_;
};

/// @param column that holds the objections, or the events with them
Late find_late(const AuditContext& context, const ContactColumns& columns, std::size_t column) {
    const Column& sent = context.table.columns[*columns.contact.sent];
    const Interpretation& dates = context.interpretation(*columns.contact.sent);
    const bool day_only = context.interpretation(column).kind == Kind::date || dates.kind == Kind::date;
    const Objections objections =
        column == columns.contact.column ? Objections(context, columns) : Objections(context, columns, column);
    const ContactsAbout is_contact(context, columns, column, columns.opt_outs);
    DistinctPeople people(context, columns.person);
    Late late;
    late.objectors = objections.objectors();
    for (std::size_t row = 0; row < sent.codes.size(); ++row) {
        const double objected = objections.day(row);
        const double contact = day_of(dates, sent.codes[row]);
        if (!is_contact(row)) { continue; }
        ++late.contacts;
        if (objected == never || std::isnan(contact)) { continue; }
        const double gap = day_only ? std::floor(contact) - std::floor(objected) : contact - objected;
        if (day_only && gap == 0) {
            ++late.same_day;
        } else if (gap > 0) {
            late.rows.add(row);
            late.days.push_back(gap);
            people.add(row);
        }
    }
    late.contacted = people.count();
    std::ranges::sort(late.days);
    return late;
}

Chart chart_of(const std::vector<double>& days) {
    Chart chart;
    chart.kind = Chart::Kind::histogram;
    chart.title = Message("ethics.contact_after_opt_out.chart");
    chart.axis = Message("ethics.contact_after_opt_out.axis");
    chart.unit = Unit::count;
    // Twelve or so bins of whole weeks: people think of delays in weeks.
    const double weeks = std::max(1.0, std::ceil(days.back() / 7 / 12));
    for (double edge = 0; chart.edges.empty() || chart.edges.back() < days.back(); edge += 7 * weeks) {
        chart.edges.push_back(edge);
    }
    chart.rows.resize(chart.edges.size() - 1);
    for (ChartRow& bin : chart.rows) {
        bin.value = 0;
        bin.status = Status::fail;
    }
    for (const double day : days) {
        // Bin i holds days in (edges[i], edges[i+1]]: no contact is 0 days late.
        const auto bin = std::ranges::lower_bound(chart.edges, day) - chart.edges.begin() - 1;
        chart.rows[static_cast<std::size_t>(bin)].value += 1;
    }
    return chart;
}

class ContactAfterOptOut final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "ethics.contact_after_opt_out",
                                     .area = Area::ethics,
                                     .needs = needs,
                                     .any = false,
                                     .limits = {},
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const ContactColumns columns = contact_columns(context);
        std::vector<Outcome> outcomes;
        for (const Wishes& wish : columns_with_wishes(context, columns)) {
            outcomes.push_back(of_column(context, columns, wish));
        }
        const std::vector<std::uint8_t>& events = columns.contact.objections;
        const bool logged = std::ranges::find(events, 1) != events.end() && columns.person && columns.contact.sent;
        if (logged && context.shows(people_in(context, columns))) {
            outcomes.push_back(dated(context, columns, *columns.contact.column));
        }
        if (outcomes.empty()) { outcomes.push_back(not_assessed(info())); }
        return outcomes;
    }

private:
    /// Columns of objections, and of consent that some took back (subscribed, unsubscribed).
    static std::vector<Wishes> columns_with_wishes(const AuditContext& context, const ContactColumns& columns) {
        std::vector<Wishes> found;
        for (const std::size_t column : columns.opt_outs) { found.push_back({column, Role::opt_out}); }
        // A list without contacts: the check on consent tells of them.
        if (!columns.contact.any()) { return found; }
        for (const std::size_t column : columns.consents) {
            const std::vector<ConsentState> states = wishes(context, column, Role::consent);
            if (std::ranges::find(states, ConsentState::withdrawn) != states.end()) {
                found.push_back({column, Role::consent});
            }
        }
        return found;
    }

    Outcome of_column(const AuditContext& context, const ContactColumns& columns, const Wishes& wish) const {
        if (!context.shows(people_in(context, columns))) { return too_few_people(info(), {context.name(wish.column)}); }
        const Kind kind = context.interpretation(wish.column).kind;
        const bool has_days = is_dated(kind);
        return has_days && columns.contact.any() && columns.contact.sent ? dated(context, columns, wish.column)
                                                                         : flagged(context, columns, wish);
    }

    /// The column says only whether, or the file not when it contacted: which came first cannot be told.
    Outcome flagged(const AuditContext& context, const ContactColumns& columns, const Wishes& wish) const {
        const Column& column = context.table.columns[wish.column];
        const std::vector<ConsentState> states = wishes(context, wish.column, wish.role);
        const ContactsAbout is_contact(context, columns, wish.column,
                                       wish.role == Role::opt_out ? columns.opt_outs : columns.consents);
        RowSet objections;
        RowSet contacts;  // with people who objected
        std::uint64_t of = 0;
        std::uint64_t unread = 0;
        DistinctPeople people(context, columns.person);
        DistinctPeople contacted(context, columns.person);
        for (std::size_t row = 0; row < column.codes.size(); ++row) {
            const std::uint32_t code = column.codes[row];
            const bool contact = is_contact(row);
            of += contact ? 1 : 0;
            const bool missing = context.interpretation(wish.column).states[code] == CellState::missing;
            unread += states[code] == ConsentState::none && !missing ? 1 : 0;
            if (states[code] != ConsentState::withdrawn) { continue; }
            objections.add(row);
            people.add(row);
            if (!contact) { continue; }
            contacts.add(row);
            contacted.add(row);
        }
        const bool worrying = contacts.count > 0;
        const bool listed = objections.count > 0;
        // Nobody objected only if it could be read in every row.
        if (!listed && unread > 0) { return unreadable(context, wish.column); }
        const Status status = worrying ? Status::warn : listed ? Status::info : Status::pass;
        OutcomeBuilder finding(info(), status, worrying ? Severity::medium : Severity::none,
                               {context.name(wish.column)});
        finding.values.count("rows", worrying ? contacts.count : objections.count)
            .count("of", worrying ? of : column.rows())
            .count("people", contacted.count().value_or(0));
        finding.say(worrying ? "flagged" : listed ? "listed" : "none_flagged");
        if (worrying && contacted.count()) { finding.summary("flagged_people"); }
        if (worrying) { finding.headline(); }
        if (!worrying && listed) { finding.headline("listed"); }
        Outcome outcome = finding.make();
        outcome.metrics.count("rows_opted_out", objections.count);
        put_people(outcome.metrics, "people_opted_out", people.count());
        outcome.rows = worrying ? std::move(contacts) : std::move(objections);
        return outcome;
    }

    Outcome unreadable(const AuditContext& context, std::size_t column) const {
        Outcome outcome = not_assessed(info(), {context.name(column)});
        outcome.needs = Message("ethics.contact_after_opt_out.needs.values");
        return outcome;
    }

    Outcome dated(const AuditContext& context, const ContactColumns& columns, std::size_t column) const {
        const Late late = find_late(context, columns, column);
        const bool found = late.rows.count > 0;
        // How late is told only of five people and more; that there were contacts at all is told of anybody.
        const bool days_told = found && context.shows(late.people());
        OutcomeBuilder finding(info(), found ? Status::fail : Status::pass, found ? Severity::high : Severity::none,
                               {context.name(*columns.contact.sent), context.name(column)});
        finding.values.count("rows", late.rows.count)
            .count("of", late.contacts)
            .count("objectors", late.objectors)
            .count("people", late.contacted.value_or(0))
            .count("same_day", late.same_day)
            .count("any_same_day", late.same_day > 0 ? 1 : 0);
        if (days_told) { finding.values.count("days", whole_number<std::uint64_t>(std::ceil(late.days.back()))); }
        finding.title(found ? "late" : "none").summary(!found ? "none" : late.contacted ? "late_people" : "late");
        if (found) { finding.headline(); }
        if (days_told) { finding.headline_note(); }
        Outcome outcome = finding.make();
        outcome.metrics.count("contacts_after_opt_out", late.rows.count);
        outcome.metrics.count("contacts", late.contacts);
        outcome.metrics.size("people_opted_out", late.objectors);
        put_people(outcome.metrics, "people_contacted_after_opt_out", late.contacted);
        outcome.metrics.count("contacts_on_the_day_of_opt_out", late.same_day);
        if (found) {
            const double median = late.days[(late.days.size() - 1) / 2];
            outcome.metrics.number("days_after_opt_out_median", median).of(late.people());
            outcome.metrics.number("days_after_opt_out_max", late.days.back()).of(late.people());
        }
        if (days_told) { outcome.chart = chart_of(late.days); }
        outcome.rows = late.rows;
        return outcome;
    }
};

}  // namespace

const Check& contact_after_opt_out() {
    static const ContactAfterOptOut check;
    return check;
}

}  // namespace klarsicht::ethics
