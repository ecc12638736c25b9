#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/findings.h"
#include "audit/suggest.h"
#include "base/word_list.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::string_view least_representation = "bias.balance.representation";
constexpr std::string_view least_ratio = "bias.selection_rate.ratio";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array limit_names = {least_representation, least_ratio, alpha};
constexpr std::size_t most_delivery_groups = 200;

/// The column whose name says most surely that it sums up what a list of assets/words/bias.json is about.
std::optional<std::size_t> column_named(const AuditContext& context, std::string_view what) {
    const auto usable = [&](std::size_t column) {
        const Kind kind = context.interpretation(column).kind;
        const std::string& name = context.name(column);
        return is_numeric(kind) && !context.plan.has_role(name, Role::ignore) &&
               !context.plan.has_role(name, Role::protected_);
    };
    for (const std::string& word : word_list("bias", what)) {
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (usable(c) && name_matches(plain_name(context.name(c)), word)) { return c; }
        }
    }
    return std::nullopt;
}

struct AdColumns {
    std::optional<std::size_t> impressions, clicks, conversions, spend;
};

/// Sums of two columns over rows, enough for the ratio of their sums and its error where rows, not impressions, are
/// independent. Mergeable: every member is a sum.
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

using Population = decltype(Plan::population)::mapped_type;  ///< of one column

/// What a group was shown, and what came of it.
struct GroupDelivery {
    std::string label;
    std::uint64_t ads = 0;
    double impressions = 0, clicks = 0, conversions = 0, spend = 0;
    /// Clicks per impression, conversions per click, cost per thousand, own impressions per impression of everybody.
    RatioSums ctr, cvr, cpm, share;
    double population = stats::undefined;
    double share_log10_p_holm = stats::undefined;
    double ctr_log10_p = stats::undefined;
    double ctr_log10_p_holm = stats::undefined;

    /// Share of the impressions over share of the population.
    double served() const { return share.ratio() / population; }
};

/// Impressions of everybody in a group.
double impressions_of(const std::vector<GroupDelivery>& groups) {
    double all = 0;
    for (const GroupDelivery& group : groups) { all += group.impressions; }
    return all;
}

/// What stands out.
struct Remarkable {
    const GroupDelivery* short_of = nullptr;  ///< gets least of what it would get by its size, demonstrably
    const GroupDelivery* differs = nullptr;   ///< its click rate is farthest from the favoured one's, demonstrably
    const GroupDelivery* most = nullptr;      ///< the group with the most impressions

    std::string_view variant() const { return short_of != nullptr ? "short" : differs != nullptr ? "differs" : "none"; }
    const GroupDelivery& told() const {
        return short_of != nullptr ? *short_of : differs != nullptr ? *differs : *most;
    }
};

/// Campaign figures summed over rows (an advertisement, a day): whom the money reached. Rows are no people here: no
/// group is too small to be told of.
class Delivery final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.delivery",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const AdColumns columns{column_named(context, "impressions"), column_named(context, "clicks"),
                                column_named(context, "conversions"), column_named(context, "spend")};
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        const bool compares = columns.clicks || columns.spend || columns.conversions;
        if (!columns.impressions || !compares || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<Outcome> outcomes;
        std::vector<std::vector<GroupDelivery>> all(subjects.size());
        std::vector<Grouping> groupings(subjects.size());
        std::uint64_t left_out = 0;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const std::size_t groups = measured[s].grouping.labels.size();
            if (groups == 0 || groups > most_delivery_groups) { continue; }
            groupings[s] = group_rows(context, subjects[s].columns);
            all[s] = sum(context, columns, groupings[s], left_out);
            groupings[s].group = {};
        }
        judge(context, subjects, groupings, all);
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (all[s].size() > 1 && impressions_of(all[s]) > 0) {
                outcomes.push_back(finding(context, columns, measured[s].names, groupings[s], all[s], left_out));
                continue;
            }
            const std::string_view problem = measured[s].problem;
            outcomes.push_back(not_assessed(info(), measured[s].names));
            outcomes.back().needs = needs_of(!all[s].empty()   ? "one_value"
                                             : problem.empty() ? "too_many_groups"
                                                               : problem);
        }
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    static std::vector<GroupDelivery> sum(const AuditContext& context, const AdColumns& columns,
                                          const Grouping& grouping, std::uint64_t& left_out) {
        std::vector<GroupDelivery> groups(grouping.labels.size());
        for (std::size_t g = 0; g < groups.size(); ++g) { groups[g].label = grouping.labels[g]; }
        const auto value_at = [&](const std::optional<std::size_t>& column, std::size_t row) {
            if (!column) { return 0.0; }
            return context.interpretation(*column).values[context.table.columns[*column].codes[row]];
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
            GroupDelivery& group = groups[g];
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
            groups[g].share = {.x = everybody,
                               .y = groups[g].impressions,
                               .xx = all_squares,
                               .xy = squares[g],
                               .yy = squares[g],
                               .rows = rows};
        }
        return groups;
    }

    /// Evidence that a group's share is not the population's. @param population the plan's, nullptr without one
    static double share_log10_p(GroupDelivery& group, const Population* population, double people) {
        if (population == nullptr) { return stats::undefined; }
        if (const auto own = population->find(group.label); own != population->end()) {
            group.population = own->second / people;
        }
        const double off = group.share.ratio() - group.population;
        const double variance = group.share.variance();
        return variance > 0 ? stats::chi_squared_log10_p(off * off / variance, 1) : stats::undefined;
    }

    static void judge(const AuditContext& context, const std::vector<SubjectColumns>& subjects,
                      const std::vector<Grouping>& groupings, std::vector<std::vector<GroupDelivery>>& all) {
        std::vector<double> shares;
        std::vector<double> rates;
        for (std::size_t s = 0; s < all.size(); ++s) {
            const std::vector<std::size_t>& columns = subjects[s].columns;
            const auto& given = context.plan.population;
            const auto found = columns.size() == 1 ? given.find(context.name(columns.front())) : given.end();
            const Population* population = found == given.end() ? nullptr : &found->second;
            double people = 0;
            if (population != nullptr) {
                for (const auto& [label, share] : *population) { people += share; }
            }
            for (GroupDelivery& group : all[s]) {
                shares.push_back(share_log10_p(group, population, people));
                if (groupings[s].favoured && &group != &all[s][*groupings[s].favoured]) {
                    const GroupDelivery& favoured = all[s][*groupings[s].favoured];
                    const double variance = group.ctr.variance() + favoured.ctr.variance();
                    const double off = group.ctr.ratio() - favoured.ctr.ratio();
                    if (variance > 0) { group.ctr_log10_p = stats::chi_squared_log10_p(off * off / variance, 1); }
                    rates.push_back(stats::as_compared(group.ctr_log10_p, group.ctr.rows, favoured.ctr.rows));
                } else {
                    rates.push_back(stats::undefined);
                }
            }
        }
        const std::vector<double> share_holm = stats::holm_log10(shares);
        const std::vector<double> rate_holm = stats::holm_log10(rates);
        std::size_t i = 0;
        for (std::vector<GroupDelivery>& groups : all) {
            for (GroupDelivery& group : groups) {
                group.share_log10_p_holm = share_holm[i];
                group.ctr_log10_p_holm = rate_holm[i];
                ++i;
            }
        }
    }

    static Remarkable remarkable(const AuditContext& context, const Grouping& grouping,
                                 const std::vector<GroupDelivery>& groups) {
        const double chance = std::log10(context.limit(alpha));
        const double representation = context.limit(least_representation);
        const double ratio = context.limit(least_ratio);
        const auto against = [&](const GroupDelivery& one) {
            return one.ctr.ratio() / groups[*grouping.favoured].ctr.ratio();
        };
        const auto width = [&](const GroupDelivery& one) { return std::fabs(std::log(against(one))); };
        Remarkable found;
        found.most = &*std::ranges::max_element(groups, {}, &GroupDelivery::impressions);  // of several groups
        for (const GroupDelivery& group : groups) {
            const bool few = group.share_log10_p_holm < chance && group.served() < representation;
            if (few && (found.short_of == nullptr || group.served() < found.short_of->served())) {
                found.short_of = &group;
            }
            if (!grouping.favoured || !(group.ctr_log10_p_holm < chance)) { continue; }
            const bool far = against(group) < ratio || against(group) > 1 / ratio;
            if (far && (found.differs == nullptr || width(group) > width(*found.differs))) { found.differs = &group; }
        }
        return found;
    }

    Outcome finding(const AuditContext& context, const AdColumns& columns, const std::vector<std::string>& names,
                    const Grouping& grouping, const std::vector<GroupDelivery>& groups, std::uint64_t left_out) const {
        const Remarkable found = remarkable(context, grouping, groups);
        const bool is_short = found.short_of != nullptr;
        const bool differs = found.differs != nullptr;
        const Status status = is_short ? Status::warn : differs ? Status::info : Status::pass;
        const Severity severity = is_short ? Severity::medium : differs ? Severity::low : Severity::none;
        const GroupDelivery& told = found.told();
        OutcomeBuilder texts(info(), status, severity, names);
        texts.values.group("group", told.label, grouping.binned)
            .count("groups", groups.size())
            .number("share", told.share.ratio())
            .number("population", told.population)
            .number("impressions", impressions_of(groups))
            .number("rate", told.ctr.ratio())
            .number("cpm", told.cpm.ratio())
            .count("left_out", left_out);
        if (grouping.favoured) {
            const GroupDelivery& favoured = groups[*grouping.favoured];
            texts.values.group("favoured", favoured.label, grouping.binned)
                .number("favoured_rate", favoured.ctr.ratio())
                .number("favoured_cpm", favoured.cpm.ratio())
                .number("times", told.ctr.ratio() / favoured.ctr.ratio());
        }
        texts.say(found.variant());
        if (status != Status::pass) { texts.headline(found.variant()).headline_note(found.variant()); }
        Outcome outcome = texts.make();
        outcome.metrics = metrics_of(context, columns, groups, left_out);
        outcome.binned = grouping.binned;
        for (const GroupDelivery& group : groups) { outcome.groups.push_back(row_of(columns, group)); }
        explain_delivery(outcome);
        outcome.chart = chart(outcome.id, grouping, groups, found.short_of);
        return outcome;
    }

    static Figures metrics_of(const AuditContext& context, const AdColumns& columns,
                              const std::vector<GroupDelivery>& groups, std::uint64_t left_out) {
        Figures metrics;
        const auto name = [&](std::string_view figure, const std::optional<std::size_t>& column) {
            if (column) {
                metrics.text(figure, context.name(*column));
            } else {
                metrics.none(figure);
            }
        };
        name("impressions_column", columns.impressions);
        name("clicks_column", columns.clicks);
        name("conversions_column", columns.conversions);
        name("spend_column", columns.spend);
        metrics.number("impressions", impressions_of(groups));
        metrics.count("rows_left_out", left_out);
        if (!columns.clicks) { return metrics; }
        std::vector<double> rates;
        for (const GroupDelivery& group : groups) { rates.push_back(group.ctr.ratio()); }
        const stats::Spread spread = stats::spread(rates);
        metrics.factor("ctr_ratio", spread.ratio);
        metrics.points("ctr_difference", spread.difference);
        return metrics;
    }

    static Group row_of(const AdColumns& columns, const GroupDelivery& group) {
        Group row;
        Figures& figures = row.figures;
        figures.label("group", group.label);
        figures.count("ads", group.ads);
        figures.number("impressions", group.impressions);
        figures.share("share_of_impressions", group.share.ratio()).with(group.share.ci95());
        if (!std::isnan(group.population)) { figures.share("population_share", group.population); }
        if (columns.clicks) {
            figures.number("clicks", group.clicks);
            figures.number("ctr", group.ctr.ratio()).with(group.ctr.ci95());
            figures.log10_p("ctr_log10_p_holm", group.ctr_log10_p_holm);
        }
        if (columns.conversions) { figures.number("conversions", group.conversions); }
        if (columns.conversions && columns.clicks) { figures.number("cvr", group.cvr.ratio()).with(group.cvr.ci95()); }
        if (columns.spend) {
            figures.number("spent", group.spend);
            figures.number("cpm", group.cpm.ratio()).with(group.cpm.ci95());
        }
        return row;
    }

    static Chart chart(const std::string& id, const Grouping& grouping, const std::vector<GroupDelivery>& groups,
                       const GroupDelivery* short_of) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart");
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        for (const GroupDelivery& group : groups) {
            const stats::Interval ci95 = group.share.ci95();
            ChartRow row;
            row.label = group.label;
            row.label_term = spoken_label(row.label, grouping.binned);
            row.value = group.share.ratio();
            row.ci95 = {ci95.low, std::min(1.0, ci95.high)};
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
