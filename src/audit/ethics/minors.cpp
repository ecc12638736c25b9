#include <array>
#include <chrono>
#include <cmath>
#include <optional>

#include "audit/ethics/checks.h"
#include "audit/ethics/contacts.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<std::string_view, 2> limits = {"ethics.minors.age", "ethics.minors.consent_age"};

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
        const bool number = kind == Kind::integer || kind == Kind::number;
        std::optional<Source> source;
        if (meaning == "birth_date" && (kind == Kind::date || kind == Kind::datetime)) { source = Source::birth_date; }
        if (meaning == "birth_year" && number) { source = Source::birth_year; }
        if (meaning == "age" && number) { source = Source::age; }
        // The more exact one counts: a birth date before a year before an age.
        if (source && (!best || *source > best->source)) { best = AgeColumn{i, *source}; }
    }
    return best;
}

double year_of(double day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{static_cast<std::int64_t>(std::floor(day))}}};
    return static_cast<double>(static_cast<int>(date.year()));
}

/// Completed years on `day`; for a year of birth the lowest the person can have.
double lowest_age(Source source, double value, double day) {
    switch (source) {
        case Source::age: return value;
        case Source::birth_year: return year_of(day) - value - 1;
        case Source::birth_date: break;
    }
    const std::chrono::year_month_day born{std::chrono::sys_days{std::chrono::days{static_cast<std::int64_t>(std::floor(value))}}};
    const std::chrono::year_month_day now{std::chrono::sys_days{std::chrono::days{static_cast<std::int64_t>(std::floor(day))}}};
    const int years = static_cast<int>(now.year()) - static_cast<int>(born.year());
    return static_cast<double>(std::pair{now.month(), now.day()} < std::pair{born.month(), born.day()} ? years - 1 : years);
}

struct Counts {
    RowSet rows;                    ///< certainly under the age of majority
    std::uint64_t younger = 0;      ///< of those, certainly under the age of consent
    std::uint64_t possible = 0;     ///< a year of birth that leaves open whether the birthday had come
    std::uint64_t unknown = 0;      ///< age missing
};

class Minors final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "ethics.minors", .area = Area::ethics, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::optional<AgeColumn> age = age_column(context);
        if (!age) { return {not_assessed(info())}; }
        const ContactColumns columns = contact_columns(context);
        const double of_age = context.limit(limits[0]);
        const double consent_age = context.limit(limits[1]);
        const Column& column = context.table.columns[age->column];
        const Interpretation& values = context.interpretation(age->column);
        // In a log of contacts the age at the contact counts, otherwise the age today. An age column is taken as it stands.
        const bool at_contact = columns.contacts && columns.timestamp && age->source != Source::age;
        DistinctPeople people(context, columns.person);
        Counts counts;
        for (std::size_t row = 0; row < column.codes.size(); ++row) {
            const std::uint32_t code = column.codes[row];
            if (!values.valid(code)) {
                ++counts.unknown;
                continue;
            }
            double day = context.as_of;
            if (at_contact) {
                const double sent = day_of(context.interpretation(*columns.timestamp), context.table.columns[*columns.timestamp].codes[row]);
                if (!std::isnan(sent)) { day = sent; }
            }
            const double value = age->source == Source::birth_date ? day_of(values, code) : values.values[code];
            const double lowest = lowest_age(age->source, value, day);
            const double highest = age->source == Source::birth_year ? lowest + 1 : lowest;
            if (lowest < 0) {
                ++counts.unknown;  // born later than contacted: a fault of the data, not a child
            } else if (highest < of_age) {
                add_row(counts.rows, row);
                people.add(row);
                counts.younger += highest < consent_age ? 1 : 0;
            } else if (lowest < of_age) {
                ++counts.possible;
            }
        }
        return {outcome_for(context, *age, counts, people.count(), of_age, consent_age)};
    }

private:
    Outcome outcome_for(const AuditContext& context, const AgeColumn& age, const Counts& counts, std::optional<std::uint64_t> people, double of_age,
                        double consent_age) const {
        const std::uint64_t rows = context.table.rows();
        const std::uint64_t known = rows - counts.unknown;
        const bool found = counts.rows.count > 0;
        const bool targeted = context.first_with(Role::campaign) || context.first_with(Role::decision) || context.first_with(Role::channel) ||
                              context.first_with(Role::copy) || context.first_with(Role::score);
        if (known == 0) { return not_assessed(info(), {context.name(age.column)}); }
        const std::string variant = found ? std::string(people ? "found_people" : "found") + (counts.possible > 0 ? "" : "_surely") : counts.possible > 0 ? "possible" : "none";
        const Status status = found ? (targeted && counts.younger > 0 ? Status::fail : Status::warn) : counts.possible > 0 ? Status::info : Status::pass;
        Outcome outcome = outcome_of(info(), status, !found ? Severity::none : targeted ? Severity::high : Severity::medium, {context.name(age.column)});
        outcome.title = Message(outcome.id + ".title." + (found ? "found" : variant));
        outcome.summary = Message(outcome.id + ".summary." + variant)
                              .count("rows", counts.rows.count)
                              .count("of", known)
                              .number("share", static_cast<double>(counts.rows.count) / static_cast<double>(known))
                              .count("people", people.value_or(0))
                              .count("younger", counts.younger)
                              .count("possible", counts.possible)
                              .number("of_age", of_age)
                              .number("consent_age", consent_age);
        if (found) {
            outcome.headline = people ? Message(outcome.id + ".headline_people").count("people", *people) : Message(outcome.id + ".headline").count("rows", counts.rows.count);
            outcome.headline_note = Message(outcome.id + ".headline_note").number("of_age", of_age).count("rows", counts.rows.count);
        }
        outcome.metrics["rows_with_age"] = known;
        outcome.metrics["rows_minors"] = counts.rows.count;
        outcome.metrics["rows_under_consent_age"] = counts.younger;
        outcome.metrics["rows_possibly_minors"] = counts.possible;
        outcome.metrics["rows_without_age"] = counts.unknown;
        outcome.metrics["people_minors"] = people ? json(*people) : json(nullptr);
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
