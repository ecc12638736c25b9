#include <algorithm>
#include <array>
#include <string>

#include "audit/privacy/checks.h"
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

bool names_a_person(const AuditContext& context, std::size_t column) {
    const PersonalClass personal = class_of(context.meaning(column));
    // A birthday or a place belongs to the attributes; whether these are too exact is another check's question.
    if (context.meaning(column) == "birth_date" || context.meaning(column) == "gps") { return false; }
    return personal == PersonalClass::direct || personal == PersonalClass::online ||
           (personal == PersonalClass::financial && context.meaning(column) != "income");
}

/// A number without meaning outside the company serves as the key that an analysis needs.
bool is_key(std::string_view meaning) {
    return meaning == "customer_id" || meaning == "hashed_email" || meaning == "advertising_id" ||
           meaning == "ga_client_id";
}

class DataMinimisation final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "privacy.data_minimisation", .area = Area::privacy, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        bool key_kept = false;
        const std::vector<std::string> identifying = identifying_columns(context, key_kept);
        const std::vector<std::string> ages = columns_of_age(context);
        const auto limit = whole_number<std::size_t>(context.limit(most_identifiers));
        std::string_view variant = "none";
        Status status = Status::pass;
        Severity severity = Severity::none;
        std::vector<std::string> subject;
        if (!identifying.empty() && has_any(context, analysis_roles)) {
            // Whoever computes with people need not know who they are.
            variant = "analysis";
            status = Status::warn;
            severity = Severity::medium;
            subject = identifying;
        } else if (identifying.size() > limit) {
            variant = has_any(context, sending_roles) ? "sending" : "many";
            status = Status::warn;
            severity = Severity::low;
            subject = identifying;
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
        outcome.metrics.count("identifying_columns", identifying.size());
        outcome.metrics.flag("key_column", key_kept);
        outcome.metrics.count("columns", context.table.columns.size());
        return {std::move(outcome)};
    }

private:
    /// Columns that name people. @param key_kept whether one was left out, as the key that an analysis needs
    static std::vector<std::string> identifying_columns(const AuditContext& context, bool& key_kept) {
        std::vector<std::string> identifying;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            if (!names_a_person(context, column) || context.plan.has_role(context.name(column), Role::ignore)) {
                continue;
            }
            if (!key_kept && is_key(context.meaning(column))) {
                key_kept = true;
                continue;
            }
            identifying.push_back(context.name(column));
        }
        return identifying;
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
