// What a treatment did to the means of each group.
#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/arm_means.h"
#include "audit/bias/counts/dividing_columns.h"
#include "audit/small_cells.h"

namespace klarsicht::bias {

namespace {

constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::string_view least_gap = "bias.amounts.gap";
/// As in arm_means.cpp.
constexpr std::uint64_t least_people = 30;

/// Sums of the amounts of some people, about a shift near the mean.
struct Sums {
    std::uint64_t n = 0;
    double sum = 0, squares = 0;

    void add(double value) {
        ++n;
        sum += value;
        squares += value * value;
    }
    stats::Mean mean(double shift) const {
        if (n < 2) { return {.n = n}; }
        const auto count = static_cast<double>(n);
        return {.n = n, .mean = shift + sum / count, .variance = (squares - sum * sum / count) / (count - 1)};
    }
};

struct GroupEffect {
    stats::Mean treated, control;
    stats::MeanDifference effect;
    double against_favoured = stats::undefined;
    stats::Interval against_favoured_ci95;
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    bool hidden = false;
    bool differs = false;

    bool told() const { return !hidden && std::min(treated.n, control.n) >= least_people; }
    double squared_error() const { return treated.squared_error() + control.squared_error(); }
};

/// One amount by one protected column.
struct Compared {
    const Divided* by = nullptr;
    std::size_t amount = 0;
    std::uint32_t favoured = 0;
    std::vector<GroupEffect> groups;
};

/// The middle of the file's known amounts: sums about it lose nothing.
double shift_of(const AuditContext& context, std::size_t amount) {
    double sum = 0, n = 0;
    const Interpretation& data = context.interpretation(amount);
    const std::vector<std::uint32_t>& counts = context.table.columns[amount].counts;
    for (std::uint32_t code = 0; code < counts.size(); ++code) {
        if (!data.valid(code) || !std::isfinite(data.values[code])) { continue; }
        sum += data.values[code] * counts[code];
        n += counts[code];
    }
    return n > 0 ? sum / n : 0;
}

/// Nor of another group from which, and from the sums of the groups and of the arms, a small one would follow.
void hide_small(const AuditContext& context, const std::vector<std::array<Sums, 3>>& cells,
                const std::vector<std::uint8_t>& hidden_groups, Compared& one) {
    std::vector<std::vector<std::uint32_t>> members;
    std::vector<std::uint64_t> people;
    for (std::uint32_t g = 0; g < cells.size(); ++g) {
        for (std::uint32_t arm = 0; arm < 3; ++arm) {
            members.push_back({g, arm});
            people.push_back(cells[g][arm].n);
        }
    }
    const std::vector<std::uint8_t> hidden = hidden_cells(members, people, {{0}, {1}});
    // All that a group is stands in one arm: any two others would tell it.
    const bool exposed = std::ranges::find(hidden, cell_exposed) != hidden.end();
    for (std::size_t g = 0; g < one.groups.size(); ++g) {
        const bool follows = exposed || hidden[3 * g] != 0 || hidden[3 * g + 1] != 0 || hidden_groups[g] != 0;
        one.groups[g].hidden = follows && !context.options.show_values;
    }
}

void compare(Compared& one, double independent) {
    for (GroupEffect& group : one.groups) {
        if (group.told()) { group.effect = stats::welch(group.treated, group.control); }
    }
    const GroupEffect& favoured = one.groups[one.favoured];
    for (GroupEffect& group : one.groups) {
        if (&group == &favoured || !group.told() || !favoured.told()) { continue; }
        group.against_favoured = group.effect.difference - favoured.effect.difference;
        const double error = std::sqrt((group.squared_error() + favoured.squared_error()) / independent);
        if (!(error > 0)) { continue; }
        const double half = stats::z95 * error;
        group.against_favoured_ci95 = {group.against_favoured - half, group.against_favoured + half};
        const double statistic = group.against_favoured / error;
        group.log10_p = stats::chi_squared_log10_p(statistic * statistic, 1);
    }
}

Compared counted(const AuditContext& context, const Campaign& campaign, const Divided& by,
                 const std::vector<std::uint8_t>& hidden_groups, std::size_t amount) {
    Compared one{.by = &by, .amount = amount};
    const std::size_t groups = by.groups.labels.size();
    one.groups.resize(groups);
    // Those of whom the group is not known are the last, of whom the arm is not known the third.
    std::vector<std::array<Sums, 3>> cells(groups + 1);
    const double shift = shift_of(context, amount);
    const Interpretation& data = context.interpretation(amount);
    const std::vector<std::uint32_t>& amounts = context.table.columns[amount].codes;
    const std::vector<std::uint32_t>& arms = context.table.columns[campaign.column].codes;
    const std::vector<std::uint32_t>& members = context.table.columns[by.column].codes;
    for (std::size_t row = 0; row < amounts.size(); ++row) {
        if (!data.valid(amounts[row]) || !std::isfinite(data.values[amounts[row]])) { continue; }
        const std::uint32_t group = by.groups.group[members[row]];
        cells[group == Grouping::none ? groups : group][campaign.arm[arms[row]]].add(data.values[amounts[row]] - shift);
    }
    hide_small(context, cells, hidden_groups, one);
    for (std::size_t g = 0; g < groups; ++g) {
        one.groups[g].control = cells[g][0].mean(shift);
        one.groups[g].treated = cells[g][1].mean(shift);
    }
    return one;
}

void judge(const AuditContext& context, std::vector<Compared>& all) {
    std::vector<double> evidence;
    for (const Compared& one : all) {
        for (const GroupEffect& group : one.groups) { evidence.push_back(group.log10_p); }
    }
    const std::vector<double> holm = stats::holm_log10(evidence);
    std::size_t i = 0;
    for (Compared& one : all) {
        const double least = context.limit(least_gap) * std::fabs(one.groups[one.favoured].control.mean);
        for (GroupEffect& group : one.groups) {
            group.log10_p_holm = holm[i++];
            group.differs =
                group.log10_p_holm < std::log10(context.limit(alpha)) && std::fabs(group.against_favoured) >= least;
        }
    }
}

Group row_of(const Compared& one, std::size_t place) {
    const GroupEffect& effect = one.groups[place];
    const bool reference = place == one.favoured;
    Group group;
    group.people = std::min(effect.treated.n, effect.control.n);
    group.hidden = !effect.told();
    Figures& figures = group.figures;
    figures.label("group", one.by->groups.labels[place]);
    figures.size("n_treated", effect.treated.n);
    figures.size("n_control", effect.control.n);
    figures.number("mean_treated", effect.treated.mean);
    figures.number("mean_control", effect.control.mean);
    figures.number("mean_difference", effect.effect.difference).with(effect.effect.ci95);
    figures.number("mean_difference_to_reference", effect.against_favoured).with(effect.against_favoured_ci95);
    figures.log10_p("log10_p_holm", effect.log10_p_holm);
    figures.flag("reference", reference).opened();
    figures.word("verdict", effect.differs                             ? "differs"
                            : std::isnan(effect.log10_p) && !reference ? "too_few"
                                                                       : "no_evidence");
    return group;
}

Chart chart_of(const AuditContext& context, const Compared& one) {
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message("bias.uplift.chart.mean_by").text("outcome", context.name(one.amount));
    chart.axis = Message("bias.uplift.axis.mean_by").text("outcome", context.name(one.amount));
    chart.unit = Unit::number;
    for (std::size_t g = 0; g < one.groups.size(); ++g) {
        const GroupEffect& effect = one.groups[g];
        if (!effect.told()) { continue; }
        ChartRow& row = chart.rows.emplace_back();
        row.label = one.by->groups.labels[g];
        row.label_term = spoken_label(row.label, one.by->groups.binned);
        row.value = effect.effect.difference;
        row.ci95 = effect.effect.ci95;
        row.n = effect.treated.n + effect.control.n;
        row.people = std::min(effect.treated.n, effect.control.n);
        row.reference = g == one.favoured;
    }
    return chart;
}

Outcome finding(const CheckInfo& info, const AuditContext& context, const Campaign& campaign, const Compared& one) {
    const GroupEffect* widest = nullptr;
    std::uint64_t compared = 0;
    for (const GroupEffect& group : one.groups) {
        compared += std::isnan(group.log10_p) ? 0 : 1;
        const double gap = std::fabs(group.against_favoured);
        if (group.differs && (widest == nullptr || gap > std::fabs(widest->against_favoured))) { widest = &group; }
    }
    const GroupEffect& favoured = one.groups[one.favoured];
    const CodeGroups& groups = one.by->groups;
    const Status status = widest != nullptr || compared == 0 ? Status::info : Status::pass;
    OutcomeBuilder texts(info, status, widest != nullptr ? Severity::low : Severity::none,
                         {context.name(one.by->column), context.name(one.amount)});
    texts.values.text("outcome", context.name(one.amount))
        .text("column", context.name(one.by->column))
        .text("control", context.shown(campaign.column, context.plan.treatment->control))
        .group("favoured", groups.labels[one.favoured], groups.binned)
        .number("favoured_difference", favoured.effect.difference)
        .count("groups", compared)
        .count("least", least_people);
    if (widest != nullptr) {
        const auto place = static_cast<std::size_t>(widest - one.groups.data());
        texts.values.group("group", groups.labels[place], groups.binned)
            .number("difference", widest->effect.difference)
            .number("low", widest->effect.ci95.low)
            .number("high", widest->effect.ci95.high)
            .number("p", widest->log10_p_holm);
        texts.headline("mean_by").headline_note("mean_by");
    }
    texts.say(widest != nullptr ? "mean_by.gap" : compared == 0 ? "mean_by.too_few" : "mean_by.none");
    Outcome outcome = texts.make();
    outcome.limits = Message(std::string(info.id) + ".limits.mean");
    outcome.metrics.text("treatment", context.name(campaign.column));
    outcome.metrics.label("favoured", groups.labels[one.favoured]);
    outcome.binned = groups.binned;
    for (std::size_t g = 0; g < one.groups.size(); ++g) { outcome.groups.push_back(row_of(one, g)); }
    outcome.chart = chart_of(context, one);
    return outcome;
}

}  // namespace

void add_mean_effects_by_group(const CheckInfo& info, const AuditContext& context, const Campaign& campaign,
                               std::vector<Outcome>& outcomes) {
    const std::optional<Arms> arms = arms_of(context, campaign);
    const std::vector<std::size_t> amounts = arms ? result_amounts(context, *arms) : std::vector<std::size_t>();
    if (amounts.empty()) { return; }
    std::vector<Divided> columns = dividing_columns(context);
    std::erase_if(columns, [](const Divided& one) { return !one.is_protected || !one.problem.empty(); });
    const std::vector<std::vector<std::uint8_t>> hidden = hidden_groups(context, columns);
    std::vector<Compared> all;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto favoured = favoured_group(context, columns[c].column, columns[c].groups);
        if (!favoured || columns[c].groups.labels.size() < 2 || columns[c].column == campaign.column) { continue; }
        for (const std::size_t amount : amounts) {
            all.push_back(counted(context, campaign, columns[c], hidden[c], amount));
            all.back().favoured = *favoured;
            compare(all.back(), people_per_row(context));
        }
    }
    judge(context, all);
    for (const Compared& one : all) { outcomes.push_back(finding(info, context, campaign, one)); }
}

}  // namespace klarsicht::bias
