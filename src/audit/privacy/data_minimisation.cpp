#include <algorithm>
#include <array>
#include <string>

#include "audit/privacy/checks.h"
#include "audit/privacy/quasi.h"

namespace klarsicht::privacy {

namespace {

constexpr std::array<Role, 5> analysis_roles = {Role::decision, Role::outcome, Role::score, Role::treatment, Role::model_version};
constexpr std::array<Role, 3> sending_roles = {Role::copy, Role::campaign, Role::channel};
constexpr std::array<std::string_view, 1> limits = {"privacy.data_minimisation.identifiers"};

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
    return meaning == "customer_id" || meaning == "hashed_email" || meaning == "advertising_id" || meaning == "ga_client_id";
}

class DataMinimisation final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "privacy.data_minimisation", .area = Area::privacy, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<std::size_t> identifying;
        std::vector<std::string> twice;
        bool key_kept = false;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            if (!names_a_person(context, column) || context.plan.has_role(context.name(column), Role::ignore)) { continue; }
            if (!key_kept && is_key(context.meaning(column))) {
                key_kept = true;
                continue;
            }
            identifying.push_back(column);
        }
        const bool analysis = has_any(context, analysis_roles);
        const bool sending = has_any(context, sending_roles);
        const bool age_twice = same_said_twice(context, twice);
        const auto limit = static_cast<std::size_t>(std::max(0.0, context.limit(limits[0])));

        std::string variant = "none";
        Status status = Status::pass;
        Severity severity = Severity::none;
        std::vector<std::string> subject;
        if (analysis && !identifying.empty()) {
            // Whoever computes with people need not know who they are.
            variant = "analysis";
            status = Status::warn;
            severity = Severity::medium;
        } else if (identifying.size() > limit) {
            variant = sending ? "sending" : "many";
            status = Status::warn;
            severity = Severity::low;
        } else if (age_twice) {
            variant = "twice";
            status = Status::info;
            severity = Severity::low;
        }
        if (variant == "twice") {
            subject = twice;
        } else if (variant != "none") {
            for (const std::size_t column : identifying) { subject.push_back(context.name(column)); }
        }
        Outcome outcome = outcome_of(info(), status, severity, subject);
        outcome.title = Message(outcome.id + ".title." + variant);
        outcome.summary = Message(outcome.id + ".summary." + variant).count("count", subject.size()).text("columns", joined(subject, 8));
        if (variant != "none") {
            outcome.headline = Message(outcome.id + ".headline.found").count("count", subject.size());
            outcome.headline_note = Message(outcome.id + ".headline_note.found").count("of", context.table.columns.size());
            outcome.remedy = Message(outcome.id + ".remedy." + variant).text("columns", joined(subject, 8));
        }
        outcome.metrics["identifying_columns"] = identifying.size();
        outcome.metrics["key_column"] = key_kept;
        outcome.metrics["columns"] = context.table.columns.size();
        return {outcome};
    }

private:
    /// Age, year of birth and date of birth say the same, more or less exactly; one is enough.
    static bool same_said_twice(const AuditContext& context, std::vector<std::string>& columns) {
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            const std::string_view meaning = context.meaning(column);
            if (meaning == "age" || meaning == "birth_year" || meaning == "birth_date") { columns.push_back(context.name(column)); }
        }
        return columns.size() > 1;
    }
};

}  // namespace

const Check& data_minimisation() {
    static const DataMinimisation check;
    return check;
}

}  // namespace klarsicht::privacy
