#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "audit/privacy/checks.h"
#include "audit/privacy/personal_card.h"
#include "audit/privacy/quasi.h"
#include "base/whole_number.h"

namespace klarsicht::privacy {

namespace {

constexpr std::array<Role, 5> analysis_roles = {Role::decision, Role::outcome, Role::score, Role::treatment,
                                                Role::model_version};
constexpr std::array<Role, 3> sending_roles = {Role::copy, Role::campaign, Role::channel};
constexpr std::string_view most_identifiers = "privacy.data_minimisation.identifiers";
constexpr std::array limits = {most_identifiers};

bool has_any(const AuditContext& context, auto roles) {
    return std::ranges::any_of(roles, [&](Role role) { return context.first_with(role).has_value(); });
}

enum class Telling : std::uint8_t {
    nobody,
    key,    ///< a number by which a person or a device is recognised again
    person  ///< who somebody is
};

Telling telling_of(const AuditContext& context, std::size_t column) {
    const std::string_view meaning = context.meaning(column);
    // A birthday or a place belongs to the attributes; whether these are too exact is another check's question.
    if (is_of_staff(context, column) || meaning == "birth_date" || meaning == "gps" || meaning == "income") {
        return Telling::nobody;
    }
    switch (class_of(meaning)) {
        case PersonalClass::direct:
            return meaning == "customer_id" ? Telling::key : Telling::person;
        case PersonalClass::financial:
            return Telling::person;
        case PersonalClass::online:
            return meaning == "url_pii" ? Telling::person : Telling::key;
        default:
            return Telling::nobody;
    }
}

class DataMinimisation final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "privacy.data_minimisation", .area = Area::privacy, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<std::string> identifying = columns_telling(context, Telling::person);
        std::vector<std::string> keys = columns_telling(context, Telling::key);
        // A number without meaning outside the company is the key that an analysis needs.
        const bool key_kept = !keys.empty();
        if (key_kept) { keys.erase(keys.begin()); }
        const std::vector<std::string> ages = columns_of_age(context);
        const auto limit = whole_number<std::size_t>(context.limit(most_identifiers));
        std::string_view variant = "none";
        Status status = Status::pass;
        Severity severity = Severity::none;
        std::vector<std::string> subject;
        if (!identifying.empty() && has_any(context, analysis_roles)) {
            // Whoever computes with people need not know who they are. That they are named is told with the personal
            // data; a warning of its own is in how many ways.
            const bool many = identifying.size() > limit;
            variant = "analysis";
            status = many ? Status::warn : Status::info;
            severity = many ? Severity::medium : Severity::low;
            subject = identifying;
        } else if (identifying.size() > limit) {
            variant = has_any(context, sending_roles) ? "sending" : "many";
            status = Status::warn;
            severity = Severity::low;
            subject = identifying;
        } else if ((!keys.empty() && has_any(context, analysis_roles)) || keys.size() > limit) {
            variant = "keys";
            status = Status::warn;
            severity = Severity::low;
            subject = keys;
        } else if (ages.size() > 1) {
            variant = "twice";
            status = Status::info;
            severity = Severity::low;
            subject = ages;
        }
        OutcomeBuilder finding(info(), status, severity, subject);
        finding.values.count("count", subject.size())
            .text("columns", joined(subject, 8))
            .count("of", context.table.columns.size());
        finding.say(variant);
        if (variant != "none") { finding.headline("found").headline_note("found").remedy(variant); }
        Outcome outcome = finding.make();
        outcome.metrics.count("identifying_columns", identifying.size() + keys.size());
        outcome.metrics.flag("key_column", key_kept);
        outcome.metrics.count("columns", context.table.columns.size());
        return {std::move(outcome)};
    }

private:
    static std::vector<std::string> columns_telling(const AuditContext& context, Telling telling) {
        std::vector<std::string> columns;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            const bool ignored = context.plan.has_role(context.name(column), Role::ignore);
            if (!ignored && telling_of(context, column) == telling) { columns.push_back(context.name(column)); }
        }
        return columns;
    }

    /// Age, year of birth and date of birth say the same, more or less exactly; one is enough.
    static std::vector<std::string> columns_of_age(const AuditContext& context) {
        std::vector<std::string> columns;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            const std::string_view meaning = context.meaning(column);
            if (meaning == "age" || meaning == "birth_year" || meaning == "birth_date") {
                columns.push_back(context.name(column));
            }
        }
        return columns;
    }
};

}  // namespace

const Check& data_minimisation() {
    static const DataMinimisation check;
    return check;
}

}  // namespace klarsicht::privacy
