#include "audit/bias/checks/arm_means.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

#include "audit/bias/counts/dividing_columns.h"
#include "audit/suggest.h"
#include "base/sort_doubles.h"
#include "base/whole_number.h"
#include "base/word_list.h"

namespace klarsicht::bias {

namespace {

constexpr std::size_t most_amounts = 4;
/// Means of fewer people are not compared: the normal approximation does not hold.
constexpr std::uint64_t least_people = 30;
/// Of so many people the highest hundredth is five.
constexpr std::uint64_t least_for_top = 100 * least_people_shown;

bool says(std::string_view list, std::string_view name) {
    return std::ranges::any_of(word_list("bias", list),
                               [&](std::string_view word) { return name_matches(plain_name(name), word); });
}

/// A number that may be what came of something, by its kind and roles.
bool may_be_result(const AuditContext& context, std::size_t c) {
    constexpr std::array allowed = {Role::attribute, Role::price, Role::outcome};
    const Interpretation& data = context.interpretation(c);
    if (!is_numeric(data.kind) || data.distinct <= 2 || context.personal(c)) { return false; }
    const auto roles = context.plan.roles.find(context.name(c));
    if (roles == context.plan.roles.end()) { return false; }
    if (context.plan.has_role(context.name(c), Role::outcome) && !is_amount(context, c)) { return false; }
    return std::ranges::all_of(roles->second,
                               [&](Role role) { return std::ranges::find(allowed, role) != allowed.end(); });
}

/// Value below which this share of them lies. @param values ascending
double at_share(std::span<const double> values, double share) {
    const auto place = whole_number<std::size_t>(std::floor(share * static_cast<double>(values.size() - 1)));
    return values[place];
}

stats::Mean mean_of(std::span<const double> values, double cap) {
    stats::Mean mean{.n = values.size()};
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) { sum += std::min(value, cap); }
    mean.mean = sum / n;
    double squares = 0;
    for (const double value : values) {
        const double off = std::min(value, cap) - mean.mean;
        squares += off * off;
    }
    mean.variance = squares / (n - 1);
    return mean;
}

/// @param values ascending @param cap where the highest hundredth of everybody begins
ArmMean described(std::span<const double> values, double cap) {
    ArmMean arm;
    arm.all.n = values.size();
    if (values.size() < least_people) { return arm; }
    arm.all = mean_of(values, values.back());
    arm.capped = mean_of(values, cap);
    arm.median = (at_share(values, 0.5) + values[values.size() / 2]) / 2;
    const auto n = static_cast<double>(values.size());
    double cubes = 0, sum = 0, top = 0;
    const std::size_t first_of_top = values.size() - values.size() / 100;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double off = values[i] - arm.all.mean;
        cubes += off * off * off;
        sum += values[i];
        top += i >= first_of_top ? values[i] : 0;
    }
    const double spread = std::sqrt(arm.all.variance);
    if (spread > 0) { arm.skewness = cubes / n / (spread * spread * spread); }
    if (values.size() >= least_for_top && sum > 0 && values.front() >= 0) { arm.share_of_top = top / sum; }
    return arm;
}

/// Amounts of each part, ascending, and where the highest hundredth of all that are not 0 begins.
struct Amounts {
    std::vector<std::vector<double>> parts;
    double cap = stats::undefined;

    /// Most may have spent nothing at all: a hundredth of those who did.
    void sort() {
        std::vector<double> all;
        for (std::vector<double>& part : parts) {
            radix_sort(part, order_key);
            std::ranges::copy_if(part, std::back_inserter(all), [](double value) { return value != 0; });
        }
        radix_sort(all, order_key);
        if (!all.empty()) { cap = at_share(all, 0.99); }
    }
};

double amount_at(const AuditContext& context, std::size_t column, std::size_t row) {
    const std::uint32_t code = context.table.columns[column].codes[row];
    const Interpretation& data = context.interpretation(column);
    return data.valid(code) ? data.values[code] : stats::undefined;
}

MeanEffect counted(const AuditContext& context, const Arms& arms, std::size_t amount) {
    MeanEffect effect{.amount = amount, .arms = {}, .pairs = {}};
    Amounts amounts{.parts = std::vector<std::vector<double>>(arms.groups.labels.size())};
    const std::vector<std::uint32_t>& arm_codes = context.table.columns[arms.column].codes;
    std::uint64_t without_arm = 0;
    for (std::size_t row = 0; row < arm_codes.size(); ++row) {
        const std::uint32_t group = arms.groups.group[arm_codes[row]];
        const double value = amount_at(context, amount, row);
        const bool known = std::isfinite(value);
        if (group == Grouping::none || !known) {
            ++effect.left_out;
            without_arm += known ? 1 : 0;
            continue;
        }
        amounts.parts[group].push_back(value);
    }
    amounts.sort();
    std::vector<std::uint64_t> people;
    for (const std::vector<double>& part : amounts.parts) {
        effect.arms.push_back(described(part, amounts.cap));
        people.push_back(part.size());
    }
    const std::vector<std::uint8_t> hidden = hidden_arms(context, people, without_arm);
    for (std::size_t i = 0; i < effect.arms.size(); ++i) {
        effect.arms[i].hidden = hidden[i] != 0 || people[i] < least_people;
    }
    return effect;
}

/// Where people have several rows, people are the evidence: as many fewer rows.
stats::Mean as_evidence(stats::Mean mean, double independent) {
    const auto n = static_cast<double>(mean.n) * independent;
    mean.n = std::max<std::uint64_t>(1, whole_number<std::uint64_t>(std::round(n)));
    return mean;
}

MeanVersus versus(const std::vector<ArmMean>& arms, ArmPair pair, double independent) {
    const ArmMean &one = arms[pair.arm], &other = arms[pair.against];
    return {.pair = pair,
            .gap = stats::welch(as_evidence(one.all, independent), as_evidence(other.all, independent)),
            .capped = stats::welch(as_evidence(one.capped, independent), as_evidence(other.capped, independent))};
}

/// What the arms say together about one amount.
struct Told {
    const MeanVersus* versus = nullptr;
    std::string_view effect = "few";
    bool heavy_tailed = false;

    /// What a test brought is told in full, also where all is well.
    Status status() const { return effect == "less" ? Status::warn : Status::info; }
};

Told told_of(const MeanEffect& effect, double log10_alpha) {
    Told told;
    // Where a few high amounts make the means, evidence that goes when these are cut down is none.
    const auto evident = [&](const MeanVersus& one) {
        const bool heavy = effect.arms[one.pair.arm].heavy_tailed() || effect.arms[one.pair.against].heavy_tailed();
        const bool holds = one.capped.t.log10_p < std::log10(0.05) && one.capped.difference * one.gap.difference > 0;
        return one.log10_p_holm < log10_alpha && (!heavy || holds);
    };
    const auto graver = [&](const MeanVersus& one) {
        if (told.versus == nullptr) { return true; }
        const bool own = evident(one), theirs = evident(*told.versus);
        if (own != theirs) { return own; }
        const bool less = one.gap.difference < 0;
        if (own && less != (told.versus->gap.difference < 0)) { return less; }
        return std::fabs(one.gap.difference) > std::fabs(told.versus->gap.difference);
    };
    for (const MeanVersus& one : effect.pairs) {
        if (!std::isnan(one.gap.difference) && graver(one)) { told.versus = &one; }
    }
    if (told.versus == nullptr) { return told; }
    told.heavy_tailed =
        effect.arms[told.versus->pair.arm].heavy_tailed() || effect.arms[told.versus->pair.against].heavy_tailed();
    told.effect = !evident(*told.versus) ? "none" : told.versus->gap.difference < 0 ? "less" : "more";
    return told;
}

/// A mean, its difference and interval, all with as many digits as the mean is told with.
void say(Message& text, std::string_view name, double value, double largest) {
    if (std::isnan(value) || std::fabs(largest) < 1000) {
        text.number(name, value);
    } else {
        text.integer(name, whole_number<std::int64_t>(std::round(value)));
    }
}

void fill(Message& text, const Arms& arms, const MeanEffect& effect, const MeanVersus& one) {
    const ArmMean &own = effect.arms[one.pair.arm], &other = effect.arms[one.pair.against];
    const double largest = std::max(std::fabs(own.all.mean), std::fabs(other.all.mean));
    text.group("group", arms.groups.labels[one.pair.arm], arms.groups.binned)
        .group("control", arms.groups.labels[one.pair.against], arms.groups.binned)
        .count("n", own.all.n)
        .count("control_n", other.all.n)
        .number("share_of_top", std::max(own.share_of_top, other.share_of_top))
        .number("p", one.log10_p_holm);
    say(text, "mean", own.all.mean, largest);
    say(text, "control_mean", other.all.mean, largest);
    say(text, "difference", one.gap.difference, largest);
    say(text, "low", one.gap.ci95.low, largest);
    say(text, "high", one.gap.ci95.high, largest);
    say(text, "capped", one.capped.difference, largest);
    say(text, "capped_low", one.capped.ci95.low, largest);
    say(text, "capped_high", one.capped.ci95.high, largest);
}

stats::Interval mean_interval(const stats::Mean& mean) {
    const double half = stats::student_t95(static_cast<double>(mean.n - 1)) * std::sqrt(mean.squared_error());
    return {mean.mean - half, mean.mean + half};
}

Group group_of(const Arms& arms, const MeanEffect& effect, std::uint32_t place) {
    const ArmMean& arm = effect.arms[place];
    const bool is_control = place == arms.control;
    Group group;
    group.people = arm.all.n;
    group.hidden = arm.hidden;
    Figures& figures = group.figures;
    figures.label("group", arms.groups.labels[place]);
    figures.size("n", arm.all.n);
    figures.number("mean", arm.all.mean).with(mean_interval(arm.all));
    figures.number("median", arm.median);
    figures.share("share_of_top_percent", arm.share_of_top);
    figures.flag("reference", is_control).opened();
    const auto against_control = [&](const MeanVersus& one) {
        return one.pair.arm == place && one.pair.against == arms.control;
    };
    const auto found = std::ranges::find_if(effect.pairs, against_control);
    if (is_control || found == effect.pairs.end()) { return group; }
    figures.number("mean_difference", found->gap.difference).with(found->gap.ci95);
    figures.number("winsorized_mean_difference", found->capped.difference).with(found->capped.ci95);
    figures.p_value("p", found->gap.t.p);
    figures.log10_p("log10_p_holm", found->log10_p_holm);
    return group;
}

Chart chart_of(const AuditContext& context, const Arms& arms, const MeanEffect& effect) {
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message("bias.uplift.chart.mean").text("outcome", context.name(effect.amount));
    chart.axis = Message("bias.amounts.axis").text("column", context.name(effect.amount));
    chart.unit = Unit::number;
    for (std::uint32_t g = 0; g < effect.arms.size(); ++g) {
        const ArmMean& arm = effect.arms[g];
        if (arm.hidden) { continue; }
        ChartRow& row = chart.rows.emplace_back();
        row.label = arms.groups.labels[g];
        row.label_term = spoken_label(row.label, arms.groups.binned);
        row.value = arm.all.mean;
        row.ci95 = mean_interval(arm.all);
        row.n = row.people = arm.all.n;
        row.reference = g == arms.control;
    }
    return chart.rows.size() < 2 ? Chart{} : chart;
}

}  // namespace

bool ArmMean::heavy_tailed() const { return static_cast<double>(all.n) < 355 * skewness * skewness; }

double MeanVersus::as_compared() const { return std::isnan(gap.t.log10_p) ? 0 : gap.t.log10_p; }

std::vector<std::size_t> result_amounts(const AuditContext& context, const Arms& arms) {
    std::vector<std::size_t> found;
    const std::size_t columns = context.table.columns.size();
    // What happened lies together: an amount beside it, and behind the treatment, belongs to it.
    const auto happened = [&](std::size_t c) {
        return c < columns &&
               (context.plan.has_role(context.name(c), Role::outcome) || std::ranges::find(found, c) != found.end());
    };
    for (std::size_t c = 0; c < columns && found.size() < most_amounts; ++c) {
        const std::string& name = context.name(c);
        if (c == arms.column || !may_be_result(context, c)) { continue; }
        const bool outcome = context.plan.has_role(name, Role::outcome);
        const bool beside = c > arms.column && (happened(c + 1) || (c > arms.column + 1 && happened(c - 1)));
        if (outcome || (!says("before", name) && (beside || says("results", name)))) { found.push_back(c); }
    }
    return found;
}

std::vector<MeanEffect> mean_effects(const AuditContext& context, const Arms& arms) {
    std::vector<MeanEffect> effects;
    const double independent = people_per_row(context);
    for (const std::size_t amount : result_amounts(context, arms)) {
        MeanEffect effect = counted(context, arms, amount);
        for (ArmPair pair : arms.pairs) {
            const ArmMean &one = effect.arms[pair.arm], &other = effect.arms[pair.against];
            if (one.hidden || other.hidden) { continue; }
            // Of two of which neither is the control the higher is told against the other.
            if (pair.against != arms.control && one.all.mean < other.all.mean) { std::swap(pair.arm, pair.against); }
            effect.pairs.push_back(versus(effect.arms, pair, independent));
        }
        effects.push_back(std::move(effect));
    }
    return effects;
}

Outcome mean_finding(const CheckInfo& info, const AuditContext& context, const Arms& arms, const MeanEffect& effect,
                     double log10_alpha) {
    const Told told = told_of(effect, log10_alpha);
    const Status status = told.status();
    const std::string& name = context.name(effect.amount);
    OutcomeBuilder builder(info, status, status == Status::warn ? Severity::low : Severity::none,
                           {context.name(arms.column), name});
    const std::string& control = arms.groups.labels[arms.control];
    builder.values.text("outcome", name).count("least", least_people);
    if (told.versus != nullptr) {
        fill(builder.values, arms, effect, *told.versus);
        builder.headline("mean").headline_note("mean");
    } else {
        builder.values.text("control", control);
    }
    builder.title("mean." + std::string(told.effect));
    builder.summary("mean." + std::string(told.effect));
    builder.remedy(arms.control_known || told.versus == nullptr ? "overall" : "overall.pair").why("mean");
    Outcome outcome = builder.make();
    outcome.limits = Message(std::string(info.id) + ".limits.mean");
    const auto note = [&](std::string_view id, std::string_view key, const MeanVersus& one) {
        Message text(std::string(info.id) + std::string(key));
        fill(text.text("outcome", name), arms, effect, one);
        outcome.notes.push_back({.id = std::string(id), .text = std::move(text), .help = {}});
    };
    if (told.heavy_tailed) {
        const bool share = std::isfinite(effect.arms[told.versus->pair.arm].share_of_top) &&
                           std::isfinite(effect.arms[told.versus->pair.against].share_of_top);
        note("heavy_tailed", share ? ".heavy_tailed.share" : ".heavy_tailed", *told.versus);
    }
    for (const MeanVersus& one : effect.pairs) {
        if (&one != told.versus) { note("arm", ".other.mean", one); }
    }
    outcome.metrics.text("treatment", context.name(arms.column));
    outcome.metrics.text("outcome", name);
    outcome.metrics.text("control", control);
    outcome.metrics.flag("heavy_tailed", told.heavy_tailed);
    outcome.metrics.size("rows_left_out", effect.left_out);
    outcome.binned = arms.groups.binned;
    for (std::uint32_t g = 0; g < effect.arms.size(); ++g) { outcome.groups.push_back(group_of(arms, effect, g)); }
    outcome.chart = chart_of(context, arms, effect);
    return outcome;
}

}  // namespace klarsicht::bias
