#include <algorithm>
#include <cmath>

#include "audit/groups.h"
#include "audit/suggest.h"
#include "base/round_number.h"
#include "base/word_list.h"
#include "profile/distribution.h"

namespace klarsicht {

namespace {

bool is_in(std::string_view list, std::string_view plain) {
    const std::vector<std::string>& words = word_list("values", list);
    return std::ranges::find(words, plain) != words.end();
}

bool names_control_group(std::string_view plain) {
    return std::ranges::any_of(word_list("values", "control"),
                               [&](std::string_view word) { return name_matches(plain, word); }) ||
           std::ranges::any_of(word_list("values", "control_beginnings"),
                               [&](std::string_view start) { return plain.starts_with(start); });
}

bool names_age(std::string_view plain) {
    return std::ranges::any_of(word_list("roles", "age_names"),
                               [&](std::string_view word) { return name_matches(plain, word); });
}

bool numeric(Kind kind) { return kind == Kind::integer || kind == Kind::number; }

}  // namespace

std::optional<std::string> control_value(const Column& column, const Interpretation& interpretation) {
    const CodeGroups groups = group_codes(column, interpretation, {}, 0);
    for (const std::string& label : groups.labels) {
        if (names_control_group(plain_name(label))) { return label; }
    }
    if (groups.labels.size() == 2) {
        for (const std::string& label : groups.labels) {
            if (is_in("negative", plain_name(label))) { return label; }
        }
    }
    return std::nullopt;
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
    std::string rarest;
    std::uint64_t rarest_rows = 0;
    for (std::size_t g = 0; g < groups.labels.size(); ++g) {
        const std::string plain = plain_name(groups.labels[g]);
        if (is_in("positive", plain)) {
            positive.equals = groups.labels[g];
            return positive;
        }
        if (is_in("negative", plain)) { continue; }
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
