#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/plan.h"

namespace klarsicht {

/// What is known of a column where its part of the plan is edited: what a report says of it.
struct ColumnFacts {
    std::string name;
    bool number = false;              ///< holds numbers
    bool date = false;                ///< holds dates, with or without a time
    bool kept_back = false;           ///< its values leave the screen only if the person says that it names nobody
    std::uint64_t distinct = 0;       ///< how many different values
    std::vector<std::string> values;  ///< the most frequent ones first, as the report shows them
};

/// One of several values; "" if none of them is chosen.
struct ValueChoice {
    std::vector<std::string> values;
    std::string chosen;
};

/// What a person may choose for a column, and what is chosen. The same in every version of the page.
struct PlanChoices {
    std::vector<Role> roles;              ///< the column's, of `offered_roles`
    std::optional<ValueChoice> positive;  ///< of a decision or an outcome: the value that counts
    bool bound = false;                   ///< instead: the number from which on it counts
    std::optional<double> at_least;       ///< that number, if it is how the plan says it
    std::optional<ValueChoice> favoured;  ///< of a protected column: the group the others are held against
    std::string meaning;                  ///< what the person says the column is about; "" where nobody said it
    std::optional<bool> harmless;         ///< of a column that is kept back: whether the person says it names nobody
};

PlanChoices plan_choices(const Plan& plan, const ColumnFacts& column);

}  // namespace klarsicht
