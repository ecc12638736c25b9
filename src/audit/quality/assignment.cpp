#include <algorithm>
#include <array>
#include <cmath>

#include "audit/groups.h"
#include "audit/quality/checks.h"
#include "audit/quality/rows.h"
#include "stats/tests.h"

namespace klarsicht::quality {

namespace {

constexpr std::array<Role, 1> needs = {Role::treatment};
constexpr std::string_view alpha = "quality.assignment.alpha";
constexpr std::string_view least_agreement = "quality.assignment.agreement";
constexpr std::array limits = {alpha, least_agreement};
constexpr std::size_t most_arms = 12;
/// Arms further from equal parts were meant to differ, as far as the file tells.
constexpr double nearly_equal = 0.1;

struct Arms {
    std::size_t column = 0;
    CodeGroups groups;
    std::uint64_t rows() const {
        std::uint64_t sum = 0;
        for (const std::uint64_t size : groups.sizes) { sum += size; }
        return sum;
    }
    /// log10 of the probability that lots for equal parts fall as unequal as this; undefined where other parts were
    /// meant.
    double equal_log10_p() const {
        const double expected = static_cast<double>(rows()) / static_cast<double>(groups.sizes.size());
        double statistic = 0;
        for (const std::uint64_t size : groups.sizes) {
            const double off = static_cast<double>(size) - expected;
            if (std::fabs(off) > nearly_equal * expected) { return stats::undefined; }
            statistic += off * off / expected;
        }
        return stats::chi_squared_log10_p(statistic, static_cast<double>(groups.sizes.size() - 1));
    }
};

std::optional<Arms> arms_of(const AuditContext& context) {
    if (!context.plan.treatment) { return std::nullopt; }
    const std::optional<std::size_t> column = context.table.find(context.plan.treatment->column);
    if (!column) { return std::nullopt; }
    Arms arms{.column = *column, .groups = groups_of(context, *column)};
    const std::size_t count = arms.groups.labels.size();
    return count < 2 || count > most_arms ? std::nullopt : std::optional(std::move(arms));
}

/// Rows whose other column says another arm than the one they are in.
struct Mixed {
    std::size_t column = 0;
    RowSet rows;
    std::uint64_t compared = 0;
};

/// Which arm each value stands for: the one most of its rows are in, if that arm has most of its rows there too, one
/// value an arm. Empty where the column says something else than the arm.
std::vector<std::uint32_t> arm_of_values(const std::vector<std::vector<std::uint64_t>>& counts) {
    std::vector<std::uint32_t> arms;
    for (const std::vector<std::uint64_t>& value : counts) {
        const auto arm = static_cast<std::uint32_t>(std::ranges::max_element(value) - value.begin());
        const bool most = std::ranges::all_of(counts, [&](const auto& other) { return other[arm] <= value[arm]; });
        if (!most || std::ranges::find(arms, arm) != arms.end()) { return {}; }
        arms.push_back(arm);
    }
    return arms;
}

std::optional<Mixed> mixed_by(const AuditContext& context, const Arms& arms, std::size_t column, double agreement) {
    const Interpretation& data = context.interpretation(column);
    if (data.distinct < 2 || data.distinct > 4 * most_arms || data.kind == Kind::empty) { return std::nullopt; }
    const CodeGroups values = groups_of(context, column);
    if (values.labels.size() != arms.groups.labels.size()) { return std::nullopt; }
    const std::vector<std::uint32_t>& codes = context.table.columns[column].codes;
    const std::vector<std::uint32_t>& arm_codes = context.table.columns[arms.column].codes;
    const std::size_t count = values.labels.size();
    std::vector<std::vector<std::uint64_t>> counts(count, std::vector<std::uint64_t>(count, 0));
    const auto each = [&](const auto& see) {
        for (std::size_t row = 0; row < codes.size(); ++row) {
            const std::uint32_t arm = arms.groups.group[arm_codes[row]];
            const std::uint32_t value = values.group[codes[row]];
            if (arm != Grouping::none && value != Grouping::none) { see(row, arm, value); }
        }
    };
    Mixed mixed{.column = column, .rows = {}, .compared = 0};
    each([&](std::size_t, std::uint32_t arm, std::uint32_t value) {
        ++counts[value][arm];
        ++mixed.compared;
    });
    const std::vector<std::uint32_t> stands_for = arm_of_values(counts);
    if (stands_for.empty()) { return std::nullopt; }
    each([&](std::size_t row, std::uint32_t arm, std::uint32_t value) {
        if (stands_for[value] == arm) { return; }
        mixed.rows.add(row);
    });
    const bool another = share_of(mixed.rows.count, mixed.compared) > 1 - agreement;
    return another || mixed.rows.count == 0 || !context.shows(mixed.rows.count) ? std::nullopt : std::optional(mixed);
}

/// Whether those who were drawn for an arm of a test are in it: the sizes of the arms, and what other columns say.
class Assignment final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "quality.assignment", .area = Area::quality, .needs = needs, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::optional<Arms> arms = arms_of(context);
        if (!arms) { return {not_assessed(info())}; }
        std::vector<Outcome> outcomes;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            const std::string& name = context.name(c);
            const bool happened =
                context.plan.has_role(name, Role::outcome) || context.plan.has_role(name, Role::decision);
            if (c == arms->column || happened || ignored(context, c)) { continue; }
            if (const auto mixed = mixed_by(context, *arms, c, context.limit(least_agreement))) {
                outcomes.push_back(mixed_finding(context, *arms, *mixed));
            }
        }
        const double log10_p = arms->equal_log10_p();
        const bool off = log10_p < std::log10(context.limit(alpha));
        if (off || outcomes.empty()) { outcomes.push_back(split_finding(context, *arms, log10_p, off)); }
        return outcomes;
    }

private:
    Outcome mixed_finding(const AuditContext& context, const Arms& arms, const Mixed& mixed) const {
        OutcomeBuilder finding(info(), Status::warn, Severity::medium,
                               {context.name(arms.column), context.name(mixed.column)});
        finding.values.text("treatment", context.name(arms.column))
            .text("column", context.name(mixed.column))
            .count("rows", mixed.rows.count)
            .count("all", mixed.compared)
            .number("share", share_of(mixed.rows.count, mixed.compared));
        Outcome outcome = finding.say("mixed").headline("mixed").headline_note("mixed").remedy("mixed").make();
        outcome.metrics.count("rows_mixed", mixed.rows.count);
        outcome.metrics.share("share_mixed", share_of(mixed.rows.count, mixed.compared));
        outcome.rows = mixed.rows;
        return outcome;
    }

    Outcome split_finding(const AuditContext& context, const Arms& arms, double log10_p, bool off) const {
        const std::string_view variant = off ? "split" : std::isnan(log10_p) ? "unequal" : "kept";
        const std::vector<std::uint64_t>& sizes = arms.groups.sizes;
        const auto [least, most] = std::ranges::minmax_element(sizes);
        OutcomeBuilder finding(info(),
                               off                 ? Status::warn
                               : variant == "kept" ? Status::pass
                                                   : Status::info,
                               off ? Severity::low : Severity::none, {context.name(arms.column)});
        finding.values.text("treatment", context.name(arms.column))
            .count("arms", sizes.size())
            .count("least", *least)
            .count("most", *most)
            .group("smallest", arms.groups.labels[static_cast<std::size_t>(least - sizes.begin())], arms.groups.binned)
            .group("largest", arms.groups.labels[static_cast<std::size_t>(most - sizes.begin())], arms.groups.binned)
            .number("p", log10_p);
        finding.say(variant);
        if (off) { finding.headline("split").headline_note("split").remedy("split"); }
        Outcome outcome = finding.make();
        outcome.metrics.size("arms", sizes.size());
        outcome.metrics.log10_p("log10_p", log10_p);
        outcome.binned = arms.groups.binned;
        for (std::size_t g = 0; g < sizes.size(); ++g) {
            Group& group = outcome.groups.emplace_back();
            group.people = sizes[g];
            group.figures.label("group", arms.groups.labels[g]);
            group.figures.size("n", sizes[g]);
            group.figures.share("share", share_of(sizes[g], arms.rows()));
        }
        return outcome;
    }
};

}  // namespace

const Check& assignment() {
    static const Assignment check;
    return check;
}

}  // namespace klarsicht::quality
