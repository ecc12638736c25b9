#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "audit/plan.h"
#include "base/message.h"
#include "profile/profile.h"

namespace klarsicht {

/// A column's name in small letters without accents, its words joined by `_`: "GeprüftVon" → "geprueft_von".
std::string plain_name(std::string_view name);
/// Whether the words of `pattern` stand next to each other in a plain name ("opt_out" in "email_opt_out_at"), with a
/// leading `=`, whether it is the whole name, with a leading `*`, whether a word ends so ("*preis" in "verkaufspreis").
bool name_matches(std::string_view plain, std::string_view pattern);

/// Whether a plain name ends like that of a number that names something: "kundennummer".
bool ends_like_number(std::string_view plain);

/// That a column holds what its meaning says: evidence for a role.
Message holds_meaning(std::string_view meaning);

/// Whether a column by its name holds remarks, which most rows rightly lack.
bool holds_remarks(std::string_view name);

/// A role that a column might have.
struct RoleSuggestion {
    Role role;
    int rank = 0;              ///< of several candidates for a role that one column has, the lowest wins
    std::vector<Message> why;  ///< what speaks for it, the strongest first
};

/// Roles from what the column means, how it is called and which values it holds; none of them is certain.
std::vector<RoleSuggestion> suggest_roles(const Column& column, const ColumnProfile& profile, std::string_view meaning);

/// The control group among the values of a treatment column: a value such as "control" or "No E-Mail".
std::optional<std::string> control_value(const Column& column, const Interpretation& interpretation);

/// What counts as positive in a decision or outcome column: what happened, and of a decision what is good for the
/// person. A column that by its name says who was refused ("rejected") counts those who were not.
Positive suggest_positive(const Column& column, const ColumnProfile& profile);

/// Whether the positive value follows from words: from the values ("yes", "declined") or from the name of a refusal.
/// Else the rarer of two values was taken, and the person is asked.
bool positive_is_told(const Column& column, const ColumnProfile& profile);
/// Whether a label says by itself that it is the control group: "control", "No E-Mail", "0".
bool control_is_told(std::string_view label);

/// Bins for a numeric or date column whose values are too many to be groups; empty if it needs none.
std::vector<double> suggest_bins(const Column& column, const ColumnProfile& profile, std::string_view meaning,
                                 double as_of);

}  // namespace klarsicht
