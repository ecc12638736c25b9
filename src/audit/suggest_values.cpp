#include "audit/suggest_values.h"

#include <algorithm>
#include <cmath>

#include "audit/groups.h"
#include "audit/suggest.h"
#include "audit/suggest_events.h"
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

/// A value of several words has the word anywhere: "refer to refuse".
bool speaks(std::string_view list, std::string_view plain) {
    return std::ranges::any_of(word_list("values", list),
                               [&](std::string_view word) { return name_matches(plain, word); });
}

bool starts_with_no(std::string_view plain) {
    return std::ranges::any_of(word_list("values", "control_beginnings"),
                               [&](std::string_view start) { return plain.starts_with(start); });
}

/// Who is not blocked was granted something, and the other way round.
bool is_refused(std::string_view plain) {
    const std::string_view denied = without_negation(plain);
    return denied.empty() ? speaks("refused", plain) : speaks("granted", denied);
}
bool is_granted(std::string_view plain) {
    const std::string_view denied = without_negation(plain);
    return !is_refused(plain) && speaks(denied.empty() ? "granted" : "refused", denied.empty() ? plain : denied);
}
bool is_positive(std::string_view plain) { return is_in("positive", plain) || is_granted(plain); }
bool is_negative(std::string_view plain) { return is_in("negative", plain) || is_refused(plain); }
bool has_stayed(std::string_view plain) { return value_inflects(plain, "stayed"); }
bool has_happened(std::string_view plain) { return !has_stayed(plain) && value_inflects(plain, "happened"); }
/// Beside "won" nothing happened, beside "retained" it did.
bool is_lost(std::string_view plain) { return value_inflects(plain, "lost"); }
bool is_yes(std::string_view plain) { return is_in("flag_yes", plain); }
bool is_no(std::string_view plain) { return is_in("flag_no", plain); }

/// Where a column's name is that of a refusal and its values are yes and no, the good of it is the no.
std::optional<std::string> who_was_not_refused(const Column& column, const CodeGroups& groups) {
    if (groups.labels.size() > 2 || !names_refusal(plain_name(column.name))) { return std::nullopt; }
    std::optional<std::string> spared;
    for (const std::string& label : groups.labels) {
        const std::string plain = plain_answer(label);
        const bool no = is_no(plain) || is_in("no", plain);
        if (no) { spared = label; }
        if (!no && !is_yes(plain) && !is_in("yes", plain)) { return std::nullopt; }
    }
    return spared;
}

bool names_age(std::string_view plain) {
    return std::ranges::any_of(word_list("roles", "age_names"),
                               [&](std::string_view word) { return name_matches(plain, word); });
}

}  // namespace

std::string plain_answer(std::string_view label) {
    const bool is_float = label == "1.0" || label == "0.0" || label == "1,0" || label == "0,0";
    return plain_name(is_float ? label.substr(0, 1) : label);
}

Positive suggest_positive(const Column& column, const ColumnProfile& profile) {
    Positive positive;
    const Interpretation& data = profile.interpretation;
    if (is_numeric(data.kind) && data.distinct > 2 && profile.min) {
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
        const std::string plain = plain_answer(groups.labels[g]);
        if (is_positive(plain) || has_happened(plain)) {
            positive.equals = groups.labels[g];
            return positive;
        }
        if (is_negative(plain) || starts_with_no(plain) || has_stayed(plain)) { continue; }
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
    if (profile.interpretation.kind == Kind::boolean || is_numeric(profile.interpretation.kind)) { return true; }
    const CodeGroups groups = group_codes(column, profile.interpretation, {}, 0);
    if (who_was_not_refused(column, groups)) { return true; }
    return std::ranges::any_of(groups.labels, [](const std::string& label) {
        const std::string plain = plain_answer(label);
        return is_positive(plain) || is_negative(plain) || starts_with_no(plain) || has_happened(plain) ||
               has_stayed(plain) || is_lost(plain);
    });
}

Answers answers_of(const Column& column, const Interpretation& data) {
    Answers answers;
    answers.few = data.distinct >= 1 && data.distinct <= 10 && data.kind != Kind::date && data.kind != Kind::datetime;
    if (!answers.few) { return answers; }
    answers.told = data.kind == Kind::boolean || data.kind == Kind::integer;
    const CodeGroups groups = group_codes(column, data, {}, 0);
    std::size_t yes = 0;
    std::size_t no = 0;
    bool lost = false;
    std::size_t good = 0;
    std::size_t bad = 0;
    for (const std::string& label : groups.labels) {
        const std::string plain = plain_answer(label);
        yes += is_yes(plain) ? 1 : 0;
        no += is_no(plain) ? 1 : 0;
        answers.granted |= is_granted(plain);
        answers.refused |= is_refused(plain);
        answers.happened |= has_happened(plain);
        answers.stayed |= has_stayed(plain);
        lost |= is_lost(plain);
        good += is_in("positive", plain) ? 1 : 0;
        bad += is_in("negative", plain) ? 1 : 0;
        answers.french |= plain == "oui" || plain == "non";
        answers.told |= is_positive(plain) || is_negative(plain) || starts_with_no(plain) || label.starts_with('<') ||
                        label.starts_with('>');
    }
    const std::size_t values = groups.labels.size();
    answers.yes_or_no = data.kind == Kind::boolean || (yes == 1 && no == 1 && values == 2) ||
                        (yes == 1 && values == 1 && data.missing > 0);
    answers.stayed |= lost && answers.happened;
    answers.happened |= lost && answers.stayed;
    answers.told |= answers.yes_or_no || answers.happened || answers.stayed;
    answers.opposed = values == 2 && good == 1 && bad == 1;
    answers.values = values;
    return answers;
}

std::vector<double> suggest_bins(const Column& column, const ColumnProfile& profile, std::string_view meaning,
                                 double as_of) {
    const Interpretation& data = profile.interpretation;
    const bool dates = is_dated(data.kind);
    if (dates) { return {25, 40, 60}; }
    if (!is_numeric(data.kind) || data.distinct <= 10 || !profile.min) { return {}; }
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
