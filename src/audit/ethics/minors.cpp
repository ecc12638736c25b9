#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>

#include "audit/ethics/checks.h"
#include "audit/ethics/contact_log.h"
#include "base/whole_number.h"

namespace klarsicht::ethics {

namespace {

constexpr std::string_view majority = "ethics.minors.age";
constexpr std::string_view age_of_consent = "ethics.minors.consent_age";
constexpr std::array limits = {majority, age_of_consent};

enum class Source : std::uint8_t { age, birth_year, birth_date };

struct AgeColumn {
    std::size_t column;
    Source source;
};

std::optional<AgeColumn> age_column(const AuditContext& context) {
    std::optional<AgeColumn> best;
    for (std::size_t i = 0; i < context.table.columns.size(); ++i) {
        const std::string_view meaning = context.meaning(i);
        const Kind kind = context.interpretation(i).kind;
        const bool number = is_numeric(kind);
        std::optional<Source> source;
        if (meaning == "birth_date" && is_dated(kind)) { source = Source::birth_date; }
        if (meaning == "birth_year" && number) { source = Source::birth_year; }
        if (meaning == "age" && number) { source = Source::age; }
        // The more exact one counts: a birth date before a year before an age.
        if (source && (!best || *source > best->source)) { best = AgeColumn{i, *source}; }
    }
    return best;
}

double year_of(double day) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::days{whole_number<std::int32_t>(std::floor(day))}}};
    return static_cast<double>(static_cast<int>(date.year()));
}

/// Completed years on `day`; for a year of birth the lowest the person can have.
double lowest_age(Source source, double value, double day) {
    switch (source) {
        case Source::age:
            return value;
        case Source::birth_year:
            return year_of(day) - value - 1;
        case Source::birth_date:
            break;
    }
    const std::chrono::year_month_day born{
        std::chrono::sys_days{std::chrono::days{whole_number<std::int32_t>(std::floor(value))}}};
    const std::chrono::year_month_day now{
        std::chrono::sys_days{std::chrono::days{whole_number<std::int32_t>(std::floor(day))}}};
    const int years = static_cast<int>(now.year()) - static_cast<int>(born.year());
    return static_cast<double>(std::pair{now.month(), now.day()} < std::pair{born.month(), born.day()} ? years - 1
                                                                                                       : years);
}

/// Limits of age, in years.
struct Ages {
    double of_age;
    double consent;
};

struct Counts {
    RowSet rows;                          ///< certainly under the age of majority
    std::uint64_t younger = 0;            ///< of those, certainly under the age of consent
    std::uint64_t possible = 0;           ///< a year of birth that leaves open whether the birthday had come
    std::uint64_t unknown = 0;            ///< age missing
    std::optional<std::uint64_t> people;  ///< whom `rows` are about, where the file says who they are
};

class Minors final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "ethics.minors", .area = Area::ethics, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::optional<AgeColumn> age = age_column(context);
        if (!age) { return {not_assessed(info())}; }
        const ContactColumns columns = contact_columns(context);
        const Ages ages{context.limit(majority), context.limit(age_of_consent)};
        const Counts counts = count(context, columns, *age, ages);
        const std::uint64_t known = context.table.rows() - counts.unknown;
        if (known == 0) { return {not_assessed(info(), {context.name(age->column)})}; }
        if (!context.shows(std::min(known, people_in(context, columns)))) {
            return {too_few_people(info(), {context.name(age->column)})};
        }
        return {outcome_for(context, *age, counts, known, ages)};
    }

private:
    static Counts count(const AuditContext& context, const ContactColumns& columns, const AgeColumn& age,
                        const Ages& ages) {
        const Column& column = context.table.columns[age.column];
        const Interpretation& values = context.interpretation(age.column);
        // In a log of contacts the age at the contact counts, otherwise the age today. An age column is taken as it
        // stands.
        const std::optional<std::size_t> sent_at = columns.contact.sent;
        const bool at_contact = columns.contact.any() && sent_at && age.source != Source::age;
        const auto day_at = [&](std::size_t row) {
            if (!at_contact) { return context.as_of; }
            const std::uint32_t code = context.table.columns[*sent_at].codes[row];
            const double sent = day_of(context.interpretation(*sent_at), code);
            return std::isnan(sent) ? context.as_of : sent;
        };
        DistinctPeople people(context, columns.person);
        Counts counts;
        for (std::size_t row = 0; row < column.codes.size(); ++row) {
            const std::uint32_t code = column.codes[row];
            if (!values.valid(code)) {
                ++counts.unknown;
                continue;
            }
            const double value = age.source == Source::birth_date ? day_of(values, code) : values.values[code];
            const double lowest = lowest_age(age.source, value, day_at(row));
            const double highest = age.source == Source::birth_year ? lowest + 1 : lowest;
            if (lowest < 0) {
                ++counts.unknown;  // born later than contacted: a fault of the data, not a child
            } else if (highest < ages.of_age) {
                counts.rows.add(row);
                people.add(row);
                counts.younger += highest < ages.consent ? 1 : 0;
            } else if (lowest < ages.of_age) {
                ++counts.possible;
            }
        }
        counts.people = people.count();
        return counts;
    }

    static bool targets_people(const AuditContext& context) {
        for (const Role role : {Role::campaign, Role::decision, Role::channel, Role::copy, Role::score}) {
            if (context.first_with(role)) { return true; }
        }
        return false;
    }

    Outcome outcome_for(const AuditContext& context, const AgeColumn& age, const Counts& counts, std::uint64_t known,
                        const Ages& ages) const {
        const bool found = counts.rows.count > 0;
        const bool targeted = targets_people(context);
        const Status status = found                 ? (targeted && counts.younger > 0 ? Status::fail : Status::warn)
                              : counts.possible > 0 ? Status::info
                                                    : Status::pass;
        OutcomeBuilder finding(info(), status,
                               !found     ? Severity::none
                               : targeted ? Severity::high
                                          : Severity::medium,
                               {context.name(age.column)});
        finding.values.count("rows", counts.rows.count)
            .count("of", known)
            .number("share", stats::rate(counts.rows.count, known))
            .count("people", counts.people.value_or(0))
            .count("younger", counts.younger)
            .count("any_younger", counts.younger > 0 ? 1 : 0)
            .count("possible", counts.possible)
            .count("unknown", counts.unknown)
            .count("any_unknown", counts.unknown > 0 ? 1 : 0)
            .number("of_age", ages.of_age)
            .number("consent_age", ages.consent);
        finding.say(found ? "found" : counts.possible > 0 ? "possible" : "none");
        if (found) {
            finding.summary(std::string(counts.people ? "found_people" : "found") +
                            (counts.possible > 0 ? "" : "_surely"));
            finding.headline(counts.people ? "people" : "").headline_note();
        }
        Outcome outcome = finding.make();
        outcome.metrics.count("rows_with_age", known);
        outcome.metrics.count("rows_minors", counts.rows.count);
        outcome.metrics.count("rows_under_consent_age", counts.younger);
        outcome.metrics.count("rows_possibly_minors", counts.possible);
        outcome.metrics.count("rows_without_age", counts.unknown);
        put_people(outcome.metrics, "people_minors", counts.people);
        outcome.rows = counts.rows;
        return outcome;
    }
};

}  // namespace

const Check& minors() {
    static const Minors check;
    return check;
}

}  // namespace klarsicht::ethics
