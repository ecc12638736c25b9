#include <algorithm>
#include <cmath>

#include "audit/groups.h"
#include "audit/suggest.h"
#include "audit/suggest_names.h"
#include "base/round_number.h"
#include "base/word_list.h"
#include "profile/distribution.h"

namespace klarsicht {

namespace {

bool is_in(std::string_view list, std::string_view plain) {
    const std::vector<std::string>& words = word_list("values", list);
    return std::ranges::find(words, plain) != words.end();
}

bool is_positive(std::string_view plain) { return is_in("positive", plain) || is_in("granted", plain); }
bool is_negative(std::string_view plain) { return is_in("negative", plain) || is_in("refused", plain); }

bool starts_with_no(std::string_view plain) {
    return std::ranges::any_of(word_list("values", "control_beginnings"),
                               [&](std::string_view start) { return plain.starts_with(start); });
}

bool names_control_group(std::string_view plain) {
    return std::ranges::any_of(word_list("values", "control"),
                               [&](std::string_view word) { return name_matches(plain, word); }) ||
           starts_with_no(plain);
}

/// Where a column's name is that of a refusal and its values are yes and no, the good of it is the no.
std::optional<std::string> who_was_not_refused(const Column& column, const CodeGroups& groups) {
    if (event_rank(plain_name(column.name), "refusal") < 0 || groups.labels.size() > 2) { return std::nullopt; }
    std::optional<std::string> spared;
    for (const std::string& label : groups.labels) {
        const std::string plain = plain_name(label);
        if (is_in("no", plain)) { spared = label; }
        if (!is_in("no", plain) && !is_in("yes", plain)) { return std::nullopt; }
    }
    return spared;
}

bool names_age(std::string_view plain) {
    return std::ranges::any_of(word_list("roles", "age_names"),
                               [&](std::string_view word) { return name_matches(plain, word); });
}

bool numeric(Kind kind) { return kind == Kind::integer || kind == Kind::number; }

/// Labels that differ in one number or letter (gate_30 and gate_40, A and B): their stem, else nothing.
std::optional<std::string> stem_of(std::string_view label) {
    const std::string plain = plain_name(label);
    std::size_t end = plain.size();
    while (end > 0 && plain[end - 1] >= '0' && plain[end - 1] <= '9') { --end; }
    if (end < plain.size()) { return plain.substr(0, end); }
    if (plain.size() == 1 || (plain.size() > 1 && plain[plain.size() - 2] == '_')) {
        return plain.substr(0, plain.size() - 1);
    }
    return std::nullopt;
}

/// The arms of a test by their values: two to four of similar size whose labels have one stem, in a column whose name
/// says that it is a test. The first in order is taken as the control.
std::optional<std::string> arms_of_one_stem(const Column& column, const CodeGroups& groups) {
    const std::size_t arms = groups.labels.size();
    if (arms < 2 || arms > 4 || head_rank(plain_name(column.name), "arm") < 0) { return std::nullopt; }
    const auto [least, most] = std::ranges::minmax(groups.sizes);
    if (least * 2 < most) { return std::nullopt; }
    const std::optional<std::string> stem = stem_of(groups.labels[0]);
    for (const std::string& label : groups.labels) {
        if (!stem || stem_of(label) != stem) { return std::nullopt; }
    }
    return *std::ranges::min_element(groups.labels, [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
}

}  // namespace

std::optional<std::string> control_value(const Column& column, const Interpretation& interpretation) {
    const CodeGroups groups = group_codes(column, interpretation, {}, 0);
    for (const std::string& label : groups.labels) {
        if (names_control_group(plain_name(label))) { return label; }
    }
    if (groups.labels.size() == 2) {
        // A column that says who was in the control group says it with its yes.
        const bool flag = head_rank(plain_name(column.name), "control_flag") >= 0;
        for (const std::string& label : groups.labels) {
            const std::string plain = plain_name(label);
            if (flag ? is_in("yes", plain) : is_negative(plain)) { return label; }
        }
    }
    return arms_of_one_stem(column, groups);
}

Positive suggest_positive(const Column& column, const ColumnProfile& profile) {
    Positive positive;
    const Interpretation& data = profile.interpretation;
    if (numeric(data.kind) && data.distinct > 2 && profile.min) {
        if (*profile.min == 0) {
            // 0, 5, 10 percent off: whoever gets anything at all.
            const Distribution distribution(column, data);
            positive.at_least = distribution.entries()[1].value;
        } else {
            positive.at_least = profile.quantiles[2].value_or(*profile.min);
        }
        return positive;
    }
    const CodeGroups groups = group_codes(column, data, {}, 0);
    if (auto spared = who_was_not_refused(column, groups)) {
        positive.equals = std::move(*spared);
        return positive;
    }
    std::string rarest;
    std::uint64_t rarest_rows = 0;
    for (std::size_t g = 0; g < groups.labels.size(); ++g) {
        const std::string plain = plain_name(groups.labels[g]);
        if (is_positive(plain)) {
            positive.equals = groups.labels[g];
            return positive;
        }
        if (is_negative(plain) || starts_with_no(plain)) { continue; }
        const bool better = groups.labels.size() == 2 ? groups.sizes[g] < rarest_rows : groups.sizes[g] > rarest_rows;
        if (rarest_rows == 0 || better) {
            rarest = groups.labels[g];
            rarest_rows = groups.sizes[g];
        }
    }
    // Of two values the rarer one is what happened; of several the most frequent one that is not a refusal.
    if (rarest_rows > 0) {
        positive.equals = rarest;
    } else if (!groups.labels.empty()) {
        positive.equals = data.kind == Kind::boolean ? "true" : "1";  // only refusals in the file: nothing is positive
    } else {
        positive.equals = "1";
    }
    return positive;
}

bool positive_is_told(const Column& column, const ColumnProfile& profile) {
    if (profile.interpretation.kind == Kind::boolean || numeric(profile.interpretation.kind)) { return true; }
    const CodeGroups groups = group_codes(column, profile.interpretation, {}, 0);
    if (who_was_not_refused(column, groups)) { return true; }
    return std::ranges::any_of(groups.labels, [](const std::string& label) {
        const std::string plain = plain_name(label);
        return is_positive(plain) || is_negative(plain) || starts_with_no(plain);
    });
}

bool grants_or_refuses(const Column& column, const Interpretation& interpretation) {
    if (interpretation.distinct < 2 || interpretation.distinct > 6) { return false; }
    bool granted = false, refused = false;
    for (const std::string& label : group_codes(column, interpretation, {}, 0).labels) {
        const std::string plain = plain_name(label);
        granted |= is_in("granted", plain);
        refused |= is_in("refused", plain);
    }
    return granted && refused;
}

bool control_is_told(std::string_view label) {
    const std::string plain = plain_name(label);
    return names_control_group(plain) || is_negative(plain) || is_in("yes", plain);
}

std::vector<double> suggest_bins(const Column& column, const ColumnProfile& profile, std::string_view meaning,
                                 double as_of) {
    const Interpretation& data = profile.interpretation;
    const bool dates = data.kind == Kind::date || data.kind == Kind::datetime;
    if (dates) { return {25, 40, 60}; }
    if (!numeric(data.kind) || data.distinct <= 10 || !profile.min) { return {}; }
    std::vector<double> wanted;
    if (meaning == "birth_year") {
        const double year = 1970 + std::floor(as_of / 365.2425);
        wanted = {year - 60, year - 40, year - 25};
    } else if (meaning == "child_age") {
        wanted = {7, 14, 18};
    } else if (meaning == "age" || names_age(plain_name(column.name))) {
        wanted = {25, 40, 60};
    } else {
        wanted = round_edges({*profile.quantiles[1], *profile.quantiles[2], *profile.quantiles[3]},
                             data.kind == Kind::integer);
    }
    std::vector<double> bins;
    for (const double edge : wanted) {
        if (edge > *profile.min && edge <= *profile.max && (bins.empty() || edge > bins.back())) {
            bins.push_back(edge);
        }
    }
    return bins;
}

}  // namespace klarsicht
