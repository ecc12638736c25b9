#include <algorithm>
#include <array>
#include <cmath>

#include "audit/groups.h"
#include "audit/quality/checks.h"
#include "audit/quality/copies.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "base/sort_few.h"
#include "base/word_list.h"
#include "stats/ranking.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view certain_auc = "quality.leakage.auc";
constexpr std::string_view afterwards_auc = "quality.leakage.after_the_fact_auc";
constexpr std::array limits = {certain_auc, afterwards_auc};
constexpr std::size_t most_chart_rows = 10;
constexpr std::array<Role, 2> needs = {Role::decision, Role::outcome};
constexpr std::uint64_t most_rows = 200'000;  ///< looked at: evenly spread over the file
constexpr std::uint64_t fewest_cases = 30;    ///< of each kind

/// Figures that only exist once it is known how the case ended.
bool known_afterwards(std::string_view name) {
    static const std::vector<std::string>& words = word_list("quality", "known_afterwards");
    const std::string plain = plain_name(name);
    return std::ranges::any_of(words, [&](const std::string& word) { return name_matches(plain, word); });
}

/// The rows that are looked at, with their half (fold) and what happened in them.
struct Sample {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint8_t> positive;  ///< [rows]
    std::uint64_t positives = 0;
};

Sample sample_of(const AuditContext& context, std::size_t target) {
    const std::vector<std::uint8_t> positive = positive_codes(context, target);
    const std::vector<std::uint32_t>& codes = context.table.columns[target].codes;
    const std::size_t step = std::max<std::size_t>(1, codes.size() / static_cast<std::size_t>(most_rows));
    Sample sample;
    for (std::size_t row = 0; row < codes.size(); row += step) {
        const std::uint8_t kind = positive[codes[row]];
        if (kind == 2) { continue; }
        sample.rows.push_back(static_cast<std::uint32_t>(row));
        sample.positive.push_back(kind);
        sample.positives += kind;
    }
    return sample;
}

/// Counts of one value in the two halves of the sample.
struct Halves {
    std::array<std::uint32_t, 2> positives{};
    std::array<std::uint32_t, 2> negatives{};
};

/// Area under the ROC curve of scores in any order.
double auc_of(std::vector<stats::ScoreCount> scores) {
    std::ranges::sort(scores, {}, &stats::ScoreCount::score);
    std::vector<stats::ScoreCount> merged;
    for (const stats::ScoreCount& score : scores) {
        if (!merged.empty() && merged.back().score == score.score) {
            merged.back().positives += score.positives;
            merged.back().negatives += score.negatives;
        } else {
            merged.push_back(score);
        }
    }
    return stats::auc(merged);
}

/// How well a column's value alone ranks the rows, where each half is judged by what the other half says about the
/// value: a column of distinct values (a name, a number) then predicts nothing, however well it "explains" its own
/// rows.
double held_out_auc(const std::vector<Halves>& values, double base_rate) {
    std::vector<stats::ScoreCount> scores;
    for (const Halves& value : values) {
        for (std::size_t half = 0; half < 2; ++half) {
            if (value.positives[half] + value.negatives[half] == 0) { continue; }
            const auto positives = static_cast<double>(value.positives[1 - half]);
            const double n = positives + static_cast<double>(value.negatives[1 - half]);
            scores.push_back({(positives + base_rate) / (n + 1), value.positives[half], value.negatives[half]});
        }
    }
    return auc_of(std::move(scores));
}

/// How well the numbers of a column rank by themselves, whichever way round; NaN where a tenth of the rows has none.
double direct_auc(const Interpretation& data, const std::vector<Halves>& values, std::size_t rows) {
    std::vector<stats::ScoreCount> scores;
    std::uint64_t ranked = 0;
    for (std::uint32_t code = 0; code < values.size(); ++code) {
        const std::uint64_t positives = std::uint64_t{values[code].positives[0]} + values[code].positives[1];
        const std::uint64_t negatives = std::uint64_t{values[code].negatives[0]} + values[code].negatives[1];
        if (!data.valid(code) || positives + negatives == 0) { continue; }
        scores.push_back({data.values[code], positives, negatives});
        ranked += positives + negatives;
    }
    if (ranked * 10 < rows * 9) { return stats::undefined; }
    const double auc = auc_of(std::move(scores));
    return std::isnan(auc) ? auc : std::max(auc, 1 - auc);
}

struct Prediction {
    double auc = 0.5;
    double low = 0.5;  ///< lower end of the 95 % interval (Hanley & McNeil 1982)
};

/// An area under the curve with the lower end of its interval.
Prediction with_interval(double auc, double positives, double negatives) {
    const double q1 = auc / (2 - auc);
    const double q2 = 2 * auc * auc / (1 + auc);
    const double spread = auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc);
    const double variance = spread / (positives * negatives);
    return {auc, auc - stats::z95 * std::sqrt(std::max(0.0, variance))};
}

Prediction prediction_of(const AuditContext& context, std::size_t c, const Sample& sample) {
    const Column& column = context.table.columns[c];
    const Interpretation& data = context.interpretation(c);
    const auto positives = static_cast<double>(sample.positives);
    const auto rows = static_cast<double>(sample.rows.size());
    std::vector<Halves> values(column.counts.size());
    std::uint64_t state = 0x2545F4914F6CDD1DU;
    for (std::size_t i = 0; i < sample.rows.size(); ++i) {
        // A fixed sequence of halves: the same for every run, and without regard to any order in the file.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        Halves& value = values[column.codes[sample.rows[i]]];
        ++(sample.positive[i] != 0 ? value.positives : value.negatives)[state >> 63];
    }
    double auc = held_out_auc(values, positives / rows);
    if (!data.values.empty() && data.distinct > 20) {
        const double direct = direct_auc(data, values, sample.rows.size());
        if (!std::isnan(direct)) { auc = std::max(auc, direct); }
    }
    return std::isnan(auc) ? Prediction() : with_interval(auc, positives, rows - positives);
}

/// Whether a number is above 0 exactly where something happened: what was spent says who bought.
bool tells_by_zero(const AuditContext& context, std::size_t amount, const std::vector<std::uint32_t>& codes,
                   const std::vector<std::uint8_t>& positive) {
    const Interpretation& data = context.interpretation(amount);
    const Column& column = context.table.columns[amount];
    std::vector<std::uint8_t> above(column.counts.size(), 2);
    for (std::uint32_t code = 0; code < above.size(); ++code) {
        if (data.valid(code)) { above[code] = data.values[code] > 0 ? 1 : 0; }
    }
    std::array<std::uint64_t, 2> cases{};
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint8_t kind = positive[codes[row]];
        if (kind == 2) { continue; }
        if (above[column.codes[row]] != kind) { return false; }
        ++cases[kind];
    }
    return cases[0] >= fewest_cases && cases[1] >= fewest_cases;
}

std::vector<std::size_t> amounts_of(const AuditContext& context, std::size_t target) {
    std::vector<std::size_t> amounts;
    const std::vector<std::uint8_t> positive = positive_codes(context, target);
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        const ColumnProfile& profile = context.profile.columns[c];
        const Interpretation& data = profile.interpretation;
        if (c == target || ignored(context, c) || !is_numeric(data.kind) || data.distinct < 3 || profile.min != 0.0) {
            continue;
        }
        if (tells_by_zero(context, c, context.table.columns[target].codes, positive)) { amounts.push_back(c); }
    }
    return amounts;
}

class Leakage final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "quality.leakage", .area = Area::quality, .needs = needs, .any = true, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const auto decision = context.first_with(Role::decision);
        const auto outcome_column = context.first_with(Role::outcome);
        std::vector<Outcome> outcomes;
        const auto target = outcome_column ? outcome_column : decision;
        std::vector<std::size_t> told;  // copies of the target: that they give it away needs no second finding
        for (const auto& [first, again] : copied_columns(context)) {
            outcomes.push_back(copy(context, first, again, target));
            if (target == first || target == again) { told.push_back(target == first ? again : first); }
        }
        const std::vector<SumOfColumns> sums = sums_of_columns(context);
        for (const SumOfColumns& sum : sums) { outcomes.push_back(added(context, sum)); }
        for (const std::size_t c : context.columns_with(Role::outcome)) {
            for (const std::size_t amount : amounts_of(context, c)) {
                // Of what is looked at anyway, more can be said.
                if (target == c && !left_out(context, amount, c, sums)) { continue; }
                outcomes.push_back(above_zero(context, amount, c));
                if (target == c) { told.push_back(amount); }
            }
        }
        if (!decision && !outcome_column) {
            if (outcomes.empty()) { outcomes.push_back(not_assessed(info())); }
            sort_by_severity(outcomes);
            return outcomes;
        }
        // What happened is what a model learns; a decision is looked at only where nothing says what happened.
        look_at(context, *target, sums, told, outcomes);
        sort_by_severity(outcomes);
        return outcomes;
    }

private:
    /// A score may well follow the decision that it makes; targets are not held against each other.
    static bool left_out(const AuditContext& context, std::size_t c, std::size_t target,
                         const std::vector<SumOfColumns>& sums) {
        const std::string& name = context.name(c);
        // What makes up the target does not explain it.
        const bool part = std::ranges::any_of(sums, [&](const SumOfColumns& sum) {
            return sum.total == target && std::ranges::find(sum.parts, c) != sum.parts.end();
        });
        if (part) { return true; }
        if (c == target || ignored(context, c) || context.interpretation(c).distinct < 2) { return true; }
        for (const Role role : {Role::decision, Role::outcome, Role::identifier}) {
            if (context.plan.has_role(name, role)) { return true; }
        }
        const bool decides = context.plan.has_role(context.name(target), Role::decision);
        return decides && context.plan.has_role(name, Role::score);
    }

    void look_at(const AuditContext& context, std::size_t target, const std::vector<SumOfColumns>& sums,
                 const std::vector<std::size_t>& told, std::vector<Outcome>& outcomes) const {
        const Sample sample = sample_of(context, target);
        const std::string& target_name = context.name(target);
        if (sample.positives < fewest_cases || sample.rows.size() - sample.positives < fewest_cases) {
            Outcome outcome = not_assessed(info(), {target_name});
            outcome.needs =
                Message(outcome.id + ".needs.cases").text("target", target_name).count("cases", fewest_cases);
            outcomes.push_back(std::move(outcome));
            return;
        }
        std::vector<Ranked> ranking;
        bool found = !told.empty();
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (left_out(context, c, target, sums) || std::ranges::find(told, c) != told.end()) { continue; }
            const Prediction prediction = prediction_of(context, c, sample);
            ranking.push_back({prediction.auc, c});
            const bool certain = prediction.low >= context.limit(certain_auc);
            const bool afterwards =
                known_afterwards(context.name(c)) && prediction.low >= context.limit(afterwards_auc);
            if (!certain && !afterwards) { continue; }
            found = true;
            outcomes.push_back(leak(context, c, target_name, prediction, sample, certain));
        }
        if (found) { return; }
        if (ranking.empty()) {
            outcomes.push_back(not_assessed(info(), {target_name}));
            return;
        }
        sort_few(ranking,
                 [](const Ranked& a, const Ranked& b) { return a.auc != b.auc ? a.auc > b.auc : a.column < b.column; });
        outcomes.push_back(none(context, target_name, sample, ranking));
    }

    Outcome copy(const AuditContext& context, std::size_t first, std::size_t again,
                 std::optional<std::size_t> target) const {
        const bool leaks = target == first || target == again;
        if (target == again) { std::swap(first, again); }
        OutcomeBuilder finding(info(), Status::warn, leaks ? Severity::medium : Severity::low,
                               {context.name(again), context.name(first)});
        finding.values.text("column", context.name(again))
            .text("other", context.name(first))
            .count("unnamed", has_no_name(context, again) ? 1 : 0)
            .count("number", again + 1)
            .count("rows", context.table.rows());
        finding.title("copy").summary(leaks ? "copy_target" : "copy").remedy("copy");
        Outcome outcome = (leaks ? finding : finding.why("copy")).make();
        outcome.metrics.size("rows", context.table.rows());
        return outcome;
    }

    Outcome added(const AuditContext& context, const SumOfColumns& sum) const {
        std::vector<std::string> names;
        for (const std::size_t part : sum.parts) { names.push_back(context.name(part)); }
        std::vector<std::string> subject = names;
        subject.insert(subject.begin(), context.name(sum.total));
        // A sum is a sum. It matters where it is wrong, or where what is to be predicted can be computed from it.
        const auto target = std::ranges::find_if(subject, [&](const std::string& name) {
            return context.plan.has_role(name, Role::outcome) || context.plan.has_role(name, Role::decision);
        });
        const bool leaks = target != subject.end();
        const bool wrong = sum.exceptions.count > 0;
        const std::string predicted = leaks ? *target : "";
        OutcomeBuilder finding(info(), leaks || wrong ? Status::warn : Status::info,
                               leaks   ? Severity::medium
                               : wrong ? Severity::low
                                       : Severity::none,
                               std::move(subject));
        finding.values.text("column", context.name(sum.total))
            .text("names", listed(names))
            .text("target", predicted)
            .count("rows", sum.compared)
            .count("exceptions", sum.exceptions.count);
        finding.title(wrong ? "sum_exceptions" : "sum");
        finding.summary(leaks ? "sum_target" : wrong ? "sum_exceptions" : "sum");
        Outcome outcome = (leaks ? finding.remedy("copy") : finding.remedy("sum").why("copy")).make();
        outcome.metrics.size("rows", sum.compared);
        outcome.metrics.count("exceptions", sum.exceptions.count);
        outcome.rows = sum.exceptions;
        return outcome;
    }

    Outcome above_zero(const AuditContext& context, std::size_t amount, std::size_t target) const {
        OutcomeBuilder finding(info(), Status::warn, Severity::medium, {context.name(amount), context.name(target)});
        finding.values.text("column", context.name(amount))
            .text("target", context.name(target))
            .count("rows", context.table.rows());
        Outcome outcome = finding.title("certain").summary("amount").make();
        outcome.metrics.size("rows", context.table.rows());
        return outcome;
    }

    struct Ranked {
        double auc;
        std::size_t column;
    };

    Outcome leak(const AuditContext& context, std::size_t c, const std::string& target, const Prediction& prediction,
                 const Sample& sample, bool certain) const {
        // A rule decides by its column and that is no fault; what happened cannot be known from one column beforehand.
        const bool is_decision = !context.plan.has_role(target, Role::outcome);
        // Grave where something predicts in this file; a table of what happened may hold what came of it.
        const bool predicts = context.first_with(Role::score) || context.first_with(Role::decision);
        const bool grave = certain && !is_decision && predicts;
        OutcomeBuilder finding(info(), grave ? Status::fail : Status::warn, grave ? Severity::high : Severity::medium,
                               {context.name(c), target});
        finding.values.text("column", context.name(c))
            .text("target", target)
            .number("auc", prediction.auc)
            .number("low", prediction.low)
            .count("rows", sample.rows.size());
        finding.say(!certain ? "afterwards" : is_decision ? "rule" : "certain");
        Outcome outcome = finding.headline().headline_note().make();
        outcome.metrics.number("auc", prediction.auc);
        outcome.metrics.number("auc_low", prediction.low);
        outcome.metrics.size("rows", sample.rows.size());
        outcome.metrics.count("positives", sample.positives);
        return outcome;
    }

    Outcome none(const AuditContext& context, const std::string& target, const Sample& sample,
                 const std::vector<Ranked>& ranking) const {
        OutcomeBuilder finding(info(), Status::pass, Severity::none, {target});
        finding.values.text("target", target)
            .count("columns", ranking.size())
            .text("column", context.name(ranking[0].column))
            .number("auc", ranking[0].auc);
        Outcome outcome = finding.say("none").make();
        outcome.metrics.number("auc", ranking[0].auc);
        outcome.metrics.size("rows", sample.rows.size());
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = Message(outcome.id + ".chart").text("target", target);
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::number;
        outcome.chart.limit_high = context.limit(certain_auc);
        outcome.chart.limit_note = Message(outcome.id + ".limit_note").number("limit", context.limit(certain_auc));
        for (const Ranked& one : ranking) {
            Group& group = outcome.groups.emplace_back();
            group.figures.text("column", context.name(one.column));
            group.figures.number("auc", one.auc);
            if (outcome.chart.rows.size() == most_chart_rows) { continue; }
            ChartRow bar;
            bar.label = context.name(one.column);
            bar.value = one.auc;
            bar.n = sample.rows.size();
            outcome.chart.rows.push_back(std::move(bar));
        }
        return outcome;
    }
};

}  // namespace

const Check& leakage() {
    static const Leakage check;
    return check;
}

}  // namespace klarsicht::quality
