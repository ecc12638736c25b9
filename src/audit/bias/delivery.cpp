#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subjects.h"
#include "audit/suggest.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::array<std::string_view, 3> limit_names = {"bias.balance.representation", "bias.selection_rate.ratio", "bias.group_gaps.alpha"};
constexpr std::size_t most_chart_rows = 12;
constexpr std::size_t most_delivery_groups = 200;

/// Words in a column's name that say what it sums up, the surest first; German, English, French.
constexpr std::string_view impression_words[] = {"impressions", "impression", "impr", "einblendungen", "einblendung", "sichtkontakte"};
constexpr std::string_view click_words[] = {"clicks", "click", "klicks", "klick", "clics"};
constexpr std::string_view conversion_words[] = {"approved_conversion", "approved_conversions", "conversions", "conversion", "konversionen", "kaeufe", "purchases", "orders", "bestellungen"};
constexpr std::string_view spend_words[] = {"spent", "spend", "amount_spent", "cost", "costs", "kosten", "ausgaben", "depenses"};

std::optional<std::size_t> column_named(const AuditContext& context, std::span<const std::string_view> words) {
    for (const std::string_view word : words) {
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            const Kind kind = context.interpretation(c).kind;
            const bool numbers = kind == Kind::integer || kind == Kind::number;
            if (numbers && !context.plan.has_role(context.name(c), Role::ignore) && !context.plan.has_role(context.name(c), Role::protected_) && name_matches(plain_name(context.name(c)), word)) { return c; }
        }
    }
    return std::nullopt;
}

struct AdColumns {
    std::optional<std::size_t> impressions, clicks, conversions, spend;
};

/// Sums of two columns over rows, enough for the ratio of their sums and its error where rows, not impressions, are independent.
/// Mergeable: every member is a sum.
struct RatioSums {
    double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    std::uint64_t rows = 0;

    void add(double over, double under) {
        y += over;
        x += under;
        yy += over * over;
        xy += over * under;
        xx += under * under;
        ++rows;
    }
    double ratio() const { return x > 0 ? y / x : stats::undefined; }
    /// Variance of the ratio estimator (W. G. Cochran, Sampling Techniques, ch. 6).
    double variance() const {
        const double r = ratio();
        const auto n = static_cast<double>(rows);
        if (rows < 2 || std::isnan(r)) { return stats::undefined; }
        return std::max(0.0, yy - 2 * r * xy + r * r * xx) * n / (n - 1) / (x * x);
    }
    stats::Interval ci95() const {
        const double half = stats::z95 * std::sqrt(variance());
        return std::isnan(half) ? stats::Interval{} : stats::Interval{std::max(0.0, ratio() - half), ratio() + half};
    }
};

struct Group {
    std::string label;
    std::uint64_t ads = 0;
    double impressions = 0, clicks = 0, conversions = 0, spend = 0;
    RatioSums ctr, cvr, cpm, share;  ///< clicks per impression, conversions per click, cost per thousand, own impressions per impression of everybody
    double population = stats::undefined;
    double share_log10_p_holm = stats::undefined;
    double ctr_log10_p = stats::undefined;
    double ctr_log10_p_holm = stats::undefined;
};

/// Campaign figures summed over rows (an advertisement, a day): whom the money reached.
class Delivery final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.delivery", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const AdColumns columns{column_named(context, impression_words), column_named(context, click_words), column_named(context, conversion_words), column_named(context, spend_words)};
        const DecisionColumns decisions = decision_columns(context);
        const std::vector<SubjectColumns> subjects = subjects_of(context, decisions);
        const std::vector<Subject>& measured = measured_subjects(context);
        if (!columns.impressions || (!columns.clicks && !columns.spend && !columns.conversions) || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<Outcome> outcomes;
        std::vector<std::vector<Group>> all(subjects.size());
        std::vector<Grouping> groupings(subjects.size());
        std::uint64_t left_out = 0;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (measured[s].grouping.labels.empty() || measured[s].grouping.labels.size() > most_delivery_groups) { continue; }
            groupings[s] = group_rows(context, subjects[s].columns);
            all[s] = sum(context, columns, groupings[s], left_out);
            groupings[s].group = {};
        }
        judge(context, subjects, groupings, all);
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            double impressions = 0;
            for (const Group& group : all[s]) { impressions += group.impressions; }
            if (all[s].size() < 2 || !(impressions > 0)) {
                outcomes.push_back(not_assessed(info(), measured[s].names));
                outcomes.back().needs = needs_of(all[s].empty() ? (measured[s].problem.empty() ? std::string_view("too_many_groups") : measured[s].problem) : std::string_view("one_value"));
                continue;
            }
            outcomes.push_back(finding(context, columns, measured[s].names, groupings[s], all[s], impressions, left_out));
        }
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    static std::vector<Group> sum(const AuditContext& context, const AdColumns& columns, const Grouping& grouping, std::uint64_t& left_out) {
        std::vector<Group> groups(grouping.labels.size());
        for (std::size_t g = 0; g < groups.size(); ++g) { groups[g].label = grouping.labels[g]; }
        const auto value_at = [&](const std::optional<std::size_t>& column, std::size_t row) {
            return column ? context.interpretation(*column).values[context.table.columns[*column].codes[row]] : 0.0;
        };
        double everybody = 0;
        std::uint64_t rows = 0;
        std::uint64_t bad = 0;
        std::vector<double> squares(groups.size(), 0);
        double all_squares = 0;
        for (std::size_t row = 0; row < grouping.group.size(); ++row) {
            const std::uint32_t g = grouping.group[row];
            if (g == Grouping::none) { continue; }
            const double impressions = value_at(columns.impressions, row);
            const double clicks = value_at(columns.clicks, row);
            const double conversions = value_at(columns.conversions, row);
            const double spend = value_at(columns.spend, row);
            // Written so that a missing number counts as bad too.
            if (!(impressions >= 0) || !(clicks >= 0) || !(conversions >= 0) || !(spend >= 0)) {
                ++bad;
                continue;
            }
            Group& group = groups[g];
            ++group.ads;
            group.impressions += impressions;
            group.clicks += clicks;
            group.conversions += conversions;
            group.spend += spend;
            group.ctr.add(clicks, impressions);
            group.cvr.add(conversions, clicks);
            group.cpm.add(1000 * spend, impressions);
            everybody += impressions;
            squares[g] += impressions * impressions;
            all_squares += impressions * impressions;
            ++rows;
        }
        left_out = std::max(left_out, bad);
        for (std::size_t g = 0; g < groups.size(); ++g) {
            // Over all rows, with the row's impressions as x and, where it is the group's, as y.
            groups[g].share = {.x = everybody, .y = groups[g].impressions, .xx = all_squares, .xy = squares[g], .yy = squares[g], .rows = rows};
        }
        return groups;
    }

    static void judge(const AuditContext& context, const std::vector<SubjectColumns>& subjects, const std::vector<Grouping>& groupings, std::vector<std::vector<Group>>& all) {
        std::vector<double> shares;
        std::vector<double> rates;
        for (std::size_t s = 0; s < all.size(); ++s) {
            const auto population = subjects[s].columns.size() == 1 ? context.plan.population.find(context.name(subjects[s].columns.front())) : context.plan.population.end();
            double people = 0;
            if (population != context.plan.population.end()) {
                for (const auto& [label, share] : population->second) { people += share; }
            }
            for (Group& group : all[s]) {
                double log10_p = stats::undefined;
                if (population != context.plan.population.end()) {
                    if (const auto own = population->second.find(group.label); own != population->second.end()) { group.population = own->second / people; }
                    const double off = group.share.ratio() - group.population;
                    if (group.share.variance() > 0) { log10_p = stats::chi_squared_log10_p(off * off / group.share.variance(), 1); }
                }
                shares.push_back(log10_p);
                if (groupings[s].favoured && &group != &all[s][*groupings[s].favoured]) {
                    const Group& favoured = all[s][*groupings[s].favoured];
                    const double variance = group.ctr.variance() + favoured.ctr.variance();
                    const double off = group.ctr.ratio() - favoured.ctr.ratio();
                    if (variance > 0) { group.ctr_log10_p = stats::chi_squared_log10_p(off * off / variance, 1); }
                }
                rates.push_back(group.ctr_log10_p);
            }
        }
        const std::vector<double> share_holm = stats::holm_log10(shares);
        const std::vector<double> rate_holm = stats::holm_log10(rates);
        std::size_t i = 0;
        for (std::vector<Group>& groups : all) {
            for (Group& group : groups) {
                group.share_log10_p_holm = share_holm[i];
                group.ctr_log10_p_holm = rate_holm[i];
                ++i;
            }
        }
    }

    Outcome finding(const AuditContext& context, const AdColumns& columns, const std::vector<std::string>& names, const Grouping& grouping, const std::vector<Group>& groups, double impressions, std::uint64_t left_out) const {
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        const double representation = context.limit("bias.balance.representation");
        const double ratio = context.limit("bias.selection_rate.ratio");
        const Group* short_of = nullptr;
        const Group* differs = nullptr;
        const Group* most = nullptr;
        for (const Group& group : groups) {
            const double served = group.share.ratio() / group.population;
            if (group.share_log10_p_holm < alpha && served < representation && (short_of == nullptr || served < short_of->share.ratio() / short_of->population)) { short_of = &group; }
            if (most == nullptr || group.impressions > most->impressions) { most = &group; }
            if (!grouping.favoured || !(group.ctr_log10_p_holm < alpha)) { continue; }
            const double against = group.ctr.ratio() / groups[*grouping.favoured].ctr.ratio();
            const auto width = [&](const Group& one) { return std::fabs(std::log(one.ctr.ratio() / groups[*grouping.favoured].ctr.ratio())); };
            if ((against < ratio || against > 1 / ratio) && (differs == nullptr || width(group) > width(*differs))) { differs = &group; }
        }
        const std::string variant = short_of != nullptr ? "short" : differs != nullptr ? "differs" : "none";
        const Status status = short_of != nullptr ? Status::warn : differs != nullptr ? Status::info : Status::pass;
        Outcome outcome = outcome_of(info(), status, short_of != nullptr ? Severity::medium : differs != nullptr ? Severity::low : Severity::none, names);
        const Group& told = short_of != nullptr ? *short_of : differs != nullptr ? *differs : *most;
        const auto fill = [&](Message message) {
            message.group("group", told.label, grouping.binned)
                .count("groups", groups.size())
                .number("share", told.share.ratio())
                .number("population", told.population)
                .number("impressions", impressions)
                .number("rate", told.ctr.ratio())
                .number("cpm", told.cpm.ratio())
                .count("left_out", left_out);
            if (grouping.favoured) {
                const Group& favoured = groups[*grouping.favoured];
                message.group("favoured", favoured.label, grouping.binned).number("favoured_rate", favoured.ctr.ratio()).number("favoured_cpm", favoured.cpm.ratio()).number("times", told.ctr.ratio() / favoured.ctr.ratio());
            }
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (status != Status::pass) {
            outcome.headline = fill(Message(outcome.id + ".headline." + variant));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note." + variant));
        }
        const auto spread_of = [&](const RatioSums Group::*figure) {
            std::vector<double> values;
            for (const Group& group : groups) { values.push_back((group.*figure).ratio()); }
            return stats::spread(values);
        };
        const auto name_or_null = [&](const std::optional<std::size_t>& column) { return column ? json(context.name(*column)) : json(nullptr); };
        outcome.metrics = {{"impressions_column", name_or_null(columns.impressions)},
                           {"clicks_column", name_or_null(columns.clicks)},
                           {"conversions_column", name_or_null(columns.conversions)},
                           {"spend_column", name_or_null(columns.spend)},
                           {"impressions", impressions},
                           {"rows_left_out", left_out}};
        if (columns.clicks) {
            outcome.metrics["ctr_ratio"] = spread_of(&Group::ctr).ratio;
            outcome.metrics["ctr_difference"] = spread_of(&Group::ctr).difference;
        }
        outcome.binned = grouping.binned;
        for (const Group& group : groups) { outcome.groups.push_back(to_json(columns, group)); }
        explain_delivery(outcome);
        outcome.chart = chart(outcome.id, grouping, groups, short_of);
        return outcome;
    }

    static json to_json(const AdColumns& columns, const Group& group) {
        const auto put = [](json& result, std::string_view name, const RatioSums& sums) {
            result[std::string(name)] = sums.ratio();
            result[std::string(name) + "_ci95"] = json::array({sums.ci95().low, sums.ci95().high});
        };
        json result = {{"group", group.label}, {"ads", group.ads}, {"impressions", group.impressions}};
        put(result, "share_of_impressions", group.share);
        if (!std::isnan(group.population)) { result["population_share"] = group.population; }
        if (columns.clicks) {
            result["clicks"] = group.clicks;
            put(result, "ctr", group.ctr);
            result["ctr_log10_p_holm"] = group.ctr_log10_p_holm;
        }
        if (columns.conversions) { result["conversions"] = group.conversions; }
        if (columns.conversions && columns.clicks) { put(result, "cvr", group.cvr); }
        if (columns.spend) {
            result["spent"] = group.spend;
            put(result, "cpm", group.cpm);
        }
        return result;
    }

    static Chart chart(const std::string& id, const Grouping& grouping, const std::vector<Group>& groups, const Group* short_of) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart");
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        for (const Group& group : groups) {
            if (chart.rows.size() == most_chart_rows) { break; }
            ChartRow row;
            row.label = group.label;
            row.label_term = spoken_label(row.label, grouping.binned);
            row.value = group.share.ratio();
            row.low = group.share.ci95().low;
            row.high = std::min(1.0, group.share.ci95().high);
            row.n = group.ads;
            row.status = &group == short_of ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }
};

}  // namespace

const Check& delivery() {
    static const Delivery check;
    return check;
}

}  // namespace klarsicht::bias
