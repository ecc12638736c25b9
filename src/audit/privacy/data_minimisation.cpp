#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "audit/privacy/checks.h"
#include "audit/privacy/personal_card.h"
#include "audit/quasi.h"
#include "audit/understanding_row.h"
#include "base/whole_number.h"

namespace klarsicht::privacy {

namespace {

constexpr std::array<Role, 5> analysis_roles = {Role::decision, Role::outcome, Role::score, Role::treatment,
                                                Role::model_version};
constexpr std::string_view most_identifiers = "privacy.data_minimisation.identifiers";
constexpr std::array limits = {most_identifiers};

bool has_any(const AuditContext& context, auto roles) {
    return std::ranges::any_of(roles, [&](Role role) { return context.first_with(role).has_value(); });
}

/// By these a message, a call or a parcel reaches somebody.
bool is_way(std::string_view meaning) {
    return meaning == "email" || meaning == "phone" || meaning == "street_address" || meaning == "full_address";
}

struct Finding {
    std::string_view variant = "none";
    Status status = Status::pass;
    std::vector<std::string> subject;
};

class DataMinimisation final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "privacy.data_minimisation", .area = Area::privacy, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<std::string> identifying = columns_naming(context, true);
        std::vector<std::string> keys = keys_in(context);
        // A number without meaning outside the company is the key that an analysis needs.
        const bool key_kept = !keys.empty();
        if (key_kept) { keys.erase(keys.begin()); }
        const Finding found = find(context, identifying, keys);
        const Severity severity = found.status == Status::pass                                  ? Severity::none
                                  : found.status == Status::warn && found.variant == "analysis" ? Severity::medium
                                                                                                : Severity::low;
        const auto& [variant, status, subject] = found;
        OutcomeBuilder finding(info(), status, severity, subject);
        finding.values.count("count", subject.size())
            .text("columns", joined(subject, 8))
            .count("of", context.table.columns.size());
        if (variant == "rows") {
            finding.values.count("people", people_of(context)).count("rows", context.table.rows());
        }
        finding.say(variant);
        if (variant != "none") { finding.headline("found").headline_note("found").remedy(variant); }
        Outcome outcome = finding.make();
        outcome.metrics.count("identifying_columns", identifying.size() + keys.size());
        outcome.metrics.flag("key_column", key_kept);
        outcome.metrics.count("columns", context.table.columns.size());
        return {std::move(outcome)};
    }

private:
    static Finding find(const AuditContext& context, const std::vector<std::string>& identifying,
                        const std::vector<std::string>& keys) {
        const auto limit = whole_number<std::size_t>(context.limit(most_identifiers));
        const bool analysed = has_any(context, analysis_roles);
        const bool many = identifying.size() > limit;
        // Whoever computes with people need not know who they are. That they are named is told with the personal data;
        // a warning of its own is in how many ways.
        if (!identifying.empty() && analysed) { return {"analysis", many ? Status::warn : Status::info, identifying}; }
        if (many) {
            // What is too much depends on what a row is: who has many of them is named in each, and a list of people
            // need not know all the ways to each of them.
            if (people_of(context) > 0) { return {"rows", Status::warn, identifying}; }
            std::vector<std::string> ways = ways_in(context, identifying);
            if (ways.size() > 2) { return {"ways", Status::warn, std::move(ways)}; }
            return {"many", Status::info, identifying};
        }
        if ((!keys.empty() && analysed) || keys.size() > limit) { return {"keys", Status::warn, keys}; }
        const std::vector<std::string> ages = columns_of_age(context);
        if (ages.size() > 1) { return {"twice", Status::info, ages}; }
        return {};
    }

    /// How many people have several rows each; 0 where a row is a person, or nobody knows.
    static std::uint64_t people_of(const AuditContext& context) {
        const RowReading row = what_a_row_is(context);
        const bool several = row.repeats && row.people * 10 <= context.table.rows() * 9;
        return several && row.kind != "person" ? row.people : 0;
    }

    static std::vector<std::string> ways_in(const AuditContext& context, const std::vector<std::string>& identifying) {
        std::vector<std::string> ways;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            const std::string& name = context.name(column);
            if (is_way(context.meaning(column)) && std::ranges::find(identifying, name) != identifying.end()) {
                ways.push_back(name);
            }
        }
        return ways;
    }

    static std::vector<std::string> keys_in(const AuditContext& context) {
        std::vector<std::string> keys;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            const bool ignored = context.plan.has_role(context.name(column), Role::ignore);
            if (!ignored && telling_of(context, column) == Telling::key) { keys.push_back(context.name(column)); }
        }
        return keys;
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
