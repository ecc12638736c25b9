#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/remedy_step.h"
#include "base/error.h"
#include "base/message.h"

namespace klarsicht {

/// What a column is for in the audit (CONTRACT.md, "Roles"); `name_of` gives the contract's names.
enum class Role : std::uint8_t {
    identifier,
    quasi_identifier,
    sensitive,
    protected_,
    attribute,
    outcome,
    decision,
    score,
    weight,
    treatment,
    timestamp,
    person,
    consent,
    opt_out,
    channel,
    campaign,
    copy,
    price,
    product,
    reviewer,
    model_version,
    ai_flag,
    label_flag,
    ignore,
};
std::string_view name_of(Role role);
std::optional<Role> role_named(std::string_view name);

/// Which values of a decision or outcome column count as positive (selected, approved, happened). Exactly one is set.
struct Positive {
    std::optional<std::string> equals;
    std::optional<double> at_least;
    std::optional<double> at_most;

    bool operator==(const Positive&) const = default;
};

struct Treatment {
    std::string column;
    std::string control;

    bool operator==(const Treatment&) const = default;
};

/// How the person says that the file is to be read; what is left out is recognised.
struct ReadingChoice {
    std::optional<char> delimiter;
    std::optional<bool> header;
    std::optional<std::string> encoding;
    std::optional<std::string> sheet;

    bool operator==(const ReadingChoice&) const = default;
};

/// What is audited and how; CONTRACT.md, "The plan". Columns are named, not numbered.
struct Plan {
    std::map<std::string, std::vector<Role>, std::less<>> roles;
    std::map<std::string, std::string, std::less<>> meaning;
    std::map<std::string, Positive, std::less<>> positive;
    std::map<std::string, std::vector<double>, std::less<>> bins;
    std::map<std::string, std::string, std::less<>> favoured;
    std::vector<std::vector<std::string>> crossed;
    bool crossed_given = false;  ///< an empty `crossed` was meant: nothing is suggested
    /// Shares of the groups in the population the file stands for (customers of the market, inhabitants); they need not
    /// add up to 1.
    std::map<std::string, std::map<std::string, double, std::less<>>, std::less<>> population;
    std::optional<Treatment> treatment;
    std::optional<std::vector<std::string>> missing_tokens;
    std::map<std::string, double, std::less<>> limits;
    /// Columns of which the person says that they name nobody: their values may leave the screen.
    std::vector<std::string> harmless;
    std::optional<std::string> as_of;   ///< ISO date; absent: today
    std::optional<std::string> market;  ///< ISO 3166 country
    /// How 03/04/2025 is read where no row proves it: "dmy" or "mdy"; absent: the day first, and it is asked.
    std::optional<std::string> date_order;
    std::vector<RemedyStep> remedies;
    ReadingChoice reading;
    /// Columns whose roles were suggested, not chosen, once the plan was completed. Not part of the plan's JSON.
    std::vector<std::string> suggested;
    /// Columns whose positive value was suggested; whether the control group was. Not part of the plan's JSON.
    std::vector<std::string> suggested_positive;
    bool suggested_control = false;
    std::vector<std::string> suggested_favoured;  ///< columns whose favoured group was suggested; as these
    /// [columns] What speaks for the roles, once the plan was completed. Not part of the plan's JSON.
    std::vector<std::vector<Message>> why;
    /// The table's columns in their order once the plan was completed; empty before. Not part of the plan's JSON.
    std::vector<std::string> column_order;

    bool has_role(std::string_view column, Role role) const;
    /// Columns with that role, in the table's order when the plan was completed against a table, else by name.
    std::vector<std::string> columns_with(Role role) const;
    bool operator==(const Plan&) const = default;
};

/// Days since 1970-01-01 of an ISO date (2026-11-01); empty if there is no such day.
std::optional<double> days_of_iso_date(std::string_view text);
/// The day as YYYY-MM-DD. @param days since 1970-01-01
std::string iso_date(double days);
/// The date the audit is made for, as days since 1970-01-01: the plan's `as_of`, else today.
Result<double> as_of_days(const Plan& plan);

}  // namespace klarsicht
