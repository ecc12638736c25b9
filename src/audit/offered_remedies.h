#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "audit/remedy_step.h"

namespace klarsicht {

struct Report;

/// One answer to what a remedy asks, and the fields of the step that it sets.
struct RemedyOption {
    std::string id;  ///< of a column its name, else key `remedy.<id>`
    std::vector<RemedyField> sets;
};

/// Something a person chooses about a remedy.
struct RemedyParameter {
    std::string_view id;   ///< by, parity, columns, level: key `remedy.<id>`
    bool columns = false;  ///< the options are columns of the file
    bool several =
        false;  ///< one option or more are chosen, none to begin with; else exactly one, first of all the first
    std::vector<RemedyOption> options;  ///< at least one
};

/// A remedy that a file allows: what a plan's step begins with, and what is to be chosen for the rest of it.
struct RemedyOffer {
    RemedyStep step;                          ///< its kind names the remedy: keys `remedy.<kind>`, `remedy.<kind>.text`
    std::string_view law;                     ///< what the law asks first: key `remedy.law.<law>`
    std::vector<RemedyParameter> parameters;  ///< in the order in which they are asked
};

/// The remedies against unequal treatment that a report's file allows, in the order in which they are offered: weights
/// need an outcome, thresholds a score besides, columns made anew numbers that are no group; all need a protected
/// column. None: empty.
std::vector<RemedyOffer> offered_remedies(const Report& report);

/// Sets the fields that a chosen option stands for; lists of one field are joined.
void set_fields(RemedyStep& step, const std::vector<RemedyField>& fields);

}  // namespace klarsicht
