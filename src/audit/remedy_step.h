#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace klarsicht {

/// Numbers by name, in the order given: `{"tp": 1, "fp": -1}`.
using NamedNumbers = std::vector<std::pair<std::string, double>>;

/// What a field of a remedy holds. Which kind fits is known where the remedy is carried out.
using RemedyValue = std::variant<double, bool, std::string, std::vector<std::string>, NamedNumbers>;

struct RemedyField {
    std::string name;
    RemedyValue value;

    bool operator==(const RemedyField&) const = default;
};

/// One entry of a plan's `remedies`: `{"do": "generalise", "column": "age", "width": 10}`.
struct RemedyStep {
    std::string kind;  ///< what it does, the plan's `do`
    std::vector<RemedyField> fields;

    /// The field's value; nullptr if the step has no such field.
    const RemedyValue* find(std::string_view field) const;
    bool operator==(const RemedyStep&) const = default;
};

}  // namespace klarsicht
