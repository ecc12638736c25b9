#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "audit/ethics/checks.h"
#include "audit/ethics/contact_log.h"
#include "audit/truth.h"
#include "base/whole_number.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<Role, 2> needs = {Role::opt_out, Role::timestamp};
constexpr double never = std::numeric_limits<double>::infinity();

/// Contacts held against objections that have a date.
struct Late {
    RowSet rows;
    std::vector<double> days;                ///< from the objection to each contact after it
    std::uint64_t same_day = 0;              ///< contacts on the day of the objection: which came first cannot be told
    std::uint64_t objectors = 0;             ///< people who objected; rows, where there is no column of persons
    std::optional<std::uint64_t> contacted;  ///< people among them who were contacted afterwards
    /// Whom the days are about.
    std::uint64_t people() const { return contacted.value_or(rows.count); }
};

/// Day of objection per row: the earliest one of the row's person, whichever of the person's rows holds it.
class Objections {
public:
    Objections(const AuditContext& context, const ContactColumns& columns)
        : column_(context.table.columns[*columns.opt_out]) {
        const Interpretation& dates = context.interpretation(*columns.opt_out);
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

Late find_late(const AuditContext& context, const ContactColumns& columns) {
    const Column& sent = context.table.columns[*columns.timestamp];
    const Interpretation& dates = context.interpretation(*columns.timestamp);
    const bool day_only = context.interpretation(*columns.opt_out).kind == Kind::date || dates.kind == Kind::date;
    const Objections objections(context, columns);
    DistinctPeople people(context, columns.person);
    Late late;
    late.objectors = objections.objectors();
    for (std::size_t row = 0; row < sent.codes.size(); ++row) {
        const double objected = objections.day(row);
        const double contact = day_of(dates, sent.codes[row]);
        if (objected == never || std::isnan(contact)) { continue; }
        const double gap = day_only ? std::floor(contact) - std::floor(objected) : contact - objected;
        if (day_only && gap == 0) {
            ++late.same_day;
        } else if (gap > 0) {
            add_row(late.rows, row);
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
        static const CheckInfo value{
            .id = "ethics.contact_after_opt_out", .area = Area::ethics, .needs = needs, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const ContactColumns columns = contact_columns(context);
        if (!columns.opt_out) { return {not_assessed(info())}; }
        if (!context.shows(people_in(context, columns))) {
            return {too_few_people(info(), {context.name(*columns.opt_out)})};
        }
        const Kind kind = context.interpretation(*columns.opt_out).kind;
        if (kind != Kind::date && kind != Kind::datetime) { return {flagged(context, columns)}; }
        if (!columns.timestamp) { return {not_assessed(info(), {context.name(*columns.opt_out)})}; }
        return {dated(context, columns)};
    }

private:
    /// The column says only yes or no: whether the contact came before the objection cannot be told.
    Outcome flagged(const AuditContext& context, const ContactColumns& columns) const {
        const Column& column = context.table.columns[*columns.opt_out];
        const std::vector<std::uint8_t> objected = truth_codes(context, *columns.opt_out);
        RowSet rows;
        DistinctPeople people(context, columns.person);
        for (std::size_t row = 0; row < column.codes.size(); ++row) {
            if (objected[column.codes[row]] != 1) { continue; }
            add_row(rows, row);
            people.add(row);
        }
        const bool worrying = rows.count > 0 && columns.contacts;
        const Status status = worrying ? Status::warn : rows.count > 0 ? Status::info : Status::pass;
        OutcomeBuilder finding(info(), status, worrying ? Severity::medium : Severity::none,
                               {context.name(*columns.opt_out)});
        finding.values.count("rows", rows.count).count("of", column.rows());
        finding.say(worrying ? "flagged" : rows.count > 0 ? "listed" : "none_flagged");
        if (rows.count > 0) { finding.headline(); }
        Outcome outcome = finding.make();
        outcome.metrics.count("rows_opted_out", rows.count);
        put_people(outcome.metrics, "people_opted_out", people.count());
        outcome.rows = std::move(rows);
        return outcome;
    }

    Outcome dated(const AuditContext& context, const ContactColumns& columns) const {
        const Late late = find_late(context, columns);
        const bool found = late.rows.count > 0;
        // How late is told only of five people and more; that there were contacts at all is told of anybody.
        const bool days_told = found && context.shows(late.people());
        OutcomeBuilder finding(info(), found ? Status::fail : Status::pass, found ? Severity::high : Severity::none,
                               {context.name(*columns.timestamp), context.name(*columns.opt_out)});
        finding.values.count("rows", late.rows.count)
            .count("of", context.table.rows())
            .count("objectors", late.objectors)
            .count("people", late.contacted.value_or(0))
            .count("same_day", late.same_day);
        if (days_told) { finding.values.count("days", whole_number<std::uint64_t>(std::ceil(late.days.back()))); }
        finding.title(found ? "late" : "none").summary(!found ? "none" : late.contacted ? "late_people" : "late");
        if (found) { finding.headline(); }
        if (days_told) { finding.headline_note(); }
        Outcome outcome = finding.make();
        outcome.metrics.count("contacts_after_opt_out", late.rows.count);
        outcome.metrics.count("contacts", context.table.rows());
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
