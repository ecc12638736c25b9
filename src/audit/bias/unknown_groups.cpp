#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subgroup_search.h"
#include "base/spread.h"
#include "stats/clusters.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::decision, Role::outcome};
constexpr std::array<std::string_view, 2> limit_names = {"bias.unknown_groups.gap", "bias.group_gaps.alpha"};
constexpr std::size_t most_columns = 20;
constexpr std::size_t most_values = 50;
/// Rows from which clusters are found, and on which they are tried.
constexpr std::size_t most_learning_rows = 4000;
constexpr std::size_t most_testing_rows = 20'000;
constexpr std::size_t least_rows = 400;

struct Feature {
    std::size_t column = 0;
    std::vector<std::string> labels;
};

/// The protected group that is most common in a cluster, compared with everybody.
struct Composition {
    std::size_t column = 0;
    std::string group;
    bool binned = false;
    double share = stats::undefined;
    double overall = stats::undefined;
};

struct Cluster {
    stats::Fraction own{0, 0};     ///< wrong decisions, on the rows it was not found on
    stats::Fraction others{0, 0};
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    bool worse = false;
    std::vector<std::string> items;  ///< what its people have in common, `column=value`
    std::string label;               ///< the same to be said: `column: value & column: value`
    std::vector<double> shares;      ///< of the items, in the cluster
    std::vector<double> overall;
    std::optional<Composition> composition;

    double gap() const { return own.value() - others.value(); }
};

bool is_feature(const AuditContext& context, std::size_t column) {
    return context.plan.has_role(context.name(column), Role::attribute) && !context.plan.has_role(context.name(column), Role::protected_) &&
           !context.plan.has_role(context.name(column), Role::decision) && !context.plan.has_role(context.name(column), Role::outcome);
}

/// Groups that nobody named: people who are alike and about whom the decision is wrong more often.
class UnknownGroups final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.unknown_groups", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || !columns.outcome || *columns.decision == *columns.outcome) { return {not_assessed(info())}; }
        std::vector<std::size_t> rows;
        std::vector<std::uint8_t> wrong;
        const std::vector<std::uint8_t> decided = positive_codes(context, *columns.decision);
        const std::vector<std::uint8_t> happened = positive_codes(context, *columns.outcome);
        for (std::size_t row = 0; row < context.table.rows(); ++row) {
            const std::uint8_t d = decided[context.table.columns[*columns.decision].codes[row]];
            const std::uint8_t h = happened[context.table.columns[*columns.outcome].codes[row]];
            if (d < 2 && h < 2) { rows.push_back(row); }
        }
        thin_out(rows);
        for (const std::size_t row : rows) {
            wrong.push_back(decided[context.table.columns[*columns.decision].codes[row]] != happened[context.table.columns[*columns.outcome].codes[row]] ? 1 : 0);
        }
        std::vector<Feature> features;
        const stats::MixedData data = features_of(context, rows, features);
        if (features.empty() || rows.size() < least_rows) {
            Outcome outcome = not_assessed(info());
            outcome.needs = needs_of(features.empty() ? "no_columns" : "few_rows");
            return {outcome};
        }
        return {finding(context, rows, wrong, data, features)};
    }

private:
    /// As many rows as are needed, spread evenly over the file.
    static void thin_out(std::vector<std::size_t>& rows) {
        constexpr std::size_t most = most_learning_rows + most_testing_rows;
        if (rows.size() <= most) { return; }
        std::vector<std::size_t> some;
        for (std::size_t i = 0; i < most; ++i) { some.push_back(rows[spread_place(i, most, rows.size())]); }
        rows = std::move(some);
    }

    /// Numbers taken by value: neighbouring groups are neighbouring numbers.
    static void put_in_order(const Interpretation& interpretation, CodeGroups& groups) {
        std::vector<std::pair<double, std::uint32_t>> order(groups.labels.size());
        for (std::uint32_t code = 0; code < groups.group.size(); ++code) {
            if (groups.group[code] != Grouping::none) { order[groups.group[code]] = {interpretation.values[code], groups.group[code]}; }
        }
        std::ranges::sort(order);
        std::vector<std::uint32_t> place(order.size());
        std::vector<std::string> labels;
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            place[order[i].second] = i;
            labels.push_back(groups.labels[order[i].second]);
        }
        groups.labels = std::move(labels);
        for (std::uint32_t& group : groups.group) {
            if (group != Grouping::none) { group = place[group]; }
        }
    }

    static stats::MixedData features_of(const AuditContext& context, const std::vector<std::size_t>& rows, std::vector<Feature>& features) {
        stats::MixedData data;
        for (std::size_t c = 0; c < context.table.columns.size() && features.size() < most_columns; ++c) {
            if (!is_feature(context, c)) { continue; }
            CodeGroups groups = searched_groups(context, c);
            if (groups.labels.size() < 2 || groups.labels.size() > most_values) { continue; }
            const bool numbers = !context.interpretation(c).values.empty();
            if (numbers && !groups.binned) { put_in_order(context.interpretation(c), groups); }
            const bool hidden = context.personal(c) && !context.options.show_values && !groups.binned;
            Feature feature{.column = c};
            for (const std::string& label : groups.labels) { feature.labels.push_back(hidden ? "•••" : label); }
            std::vector<std::uint8_t>& values = data.columns.emplace_back();
            for (const std::size_t row : rows) {
                const std::uint32_t group = groups.group[context.table.columns[c].codes[row]];
                values.push_back(group == Grouping::none ? stats::MixedData::missing : static_cast<std::uint8_t>(group));
            }
            data.sizes.push_back(static_cast<std::uint8_t>(groups.labels.size()));
            data.ordinal.push_back(groups.binned || numbers ? 1 : 0);
            features.push_back(std::move(feature));
        }
        return data;
    }

    Outcome finding(const AuditContext& context, const std::vector<std::size_t>& rows, const std::vector<std::uint8_t>& wrong, const stats::MixedData& data, const std::vector<Feature>& features) const {
        // Every so many rows one to learn from; all others try what was learned.
        const std::size_t step = std::max<std::size_t>(2, rows.size() / most_learning_rows);
        std::vector<std::size_t> learning;
        std::vector<std::size_t> testing;
        for (std::size_t i = 0; i < rows.size(); ++i) { (i % step == 0 ? learning : testing).push_back(i); }
        const stats::Clusters clusters(data, learning, wrong, {});
        std::vector<std::size_t> cluster_of(rows.size(), clusters.size());
        std::vector<Cluster> found(clusters.size());
        stats::Fraction all{0, 0};
        for (const std::size_t i : testing) {
            cluster_of[i] = clusters.of(data, i);
            ++found[cluster_of[i]].own.n;
            found[cluster_of[i]].own.k += wrong[i];
            ++all.n;
            all.k += wrong[i];
        }
        std::vector<double> evidence;
        for (Cluster& cluster : found) {
            cluster.others = {all.k - cluster.own.k, all.n - cluster.own.n};
            cluster.log10_p = stats::two_proportion_z(cluster.own.k, cluster.own.n, cluster.others.k, cluster.others.n).log10_p;
            evidence.push_back(cluster.log10_p);
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        for (std::size_t k = 0; k < found.size(); ++k) {
            found[k].log10_p_holm = holm[k];
            found[k].worse = holm[k] < alpha && found[k].gap() >= context.limit("bias.unknown_groups.gap");
            describe(context, rows, testing, cluster_of, k, data, features, found[k]);
        }
        std::ranges::stable_sort(found, [](const Cluster& a, const Cluster& b) { return a.worse != b.worse ? a.worse : a.gap() > b.gap(); });
        const auto worse = static_cast<std::size_t>(std::ranges::count_if(found, &Cluster::worse));
        const Cluster& worst = found.front();
        const Status status = worse > 0 ? Status::warn : Status::pass;
        Outcome outcome = outcome_of(info(), status, worse > 0 ? Severity::medium : Severity::none);
        const std::string variant = worse == 0 ? "none" : worst.composition ? "found_protected" : "found";
        const auto fill = [&](Message message) {
            message.count("clusters", found.size())
                .count("found", worse)
                .count("rows", testing.size())
                .group("items", worst.label, true)
                .count("k", worst.own.k)
                .count("n", worst.own.n)
                .number("rate", worst.own.value())
                .number("others", worst.others.value())
                .number("p", worst.log10_p_holm);
            if (worst.composition) {
                message.text("column", context.name(worst.composition->column)).group("group", worst.composition->group, worst.composition->binned).number("share", worst.composition->share).number("overall", worst.composition->overall);
            }
            return message;
        };
        outcome.title = fill(Message(outcome.id + (worse > 0 ? ".title.found" : ".title.none")));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (worse > 0) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        outcome.metrics = {{"clusters", found.size()},
                           {"clusters_worse", worse},
                           {"rows_learned_from", learning.size()},
                           {"rows_tested", testing.size()},
                           {"columns_used", features.size()},
                           {"error_rate", all.value()}};
        outcome.chart.kind = Chart::Kind::intervals;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::share;
        outcome.chart.limit_low = 0;
        outcome.chart.limit_high = all.value() + context.limit("bias.unknown_groups.gap");
        outcome.chart.limit_note = Message(outcome.id + ".limit_note").number("limit", context.limit("bias.unknown_groups.gap"));
        for (const Cluster& cluster : found) {
            outcome.groups.push_back(to_json(context, cluster));
            if (cluster.own.n < least_people_shown) { continue; }
            ChartRow row;
            row.label = cluster.label;
            row.label_term = spoken_label(row.label, true);
            row.value = cluster.own.value();
            row.low = cluster.own.ci95().low;
            row.high = cluster.own.ci95().high;
            row.n = cluster.own.n;
            row.status = cluster.worse ? Status::warn : Status::info;
            outcome.chart.rows.push_back(std::move(row));
        }
        explain_unknown_groups(outcome);
        return outcome;
    }

    /// The three values that set a cluster apart most, and the protected group that is most common in it.
    static void describe(const AuditContext& context, const std::vector<std::size_t>& rows, const std::vector<std::size_t>& testing, const std::vector<std::size_t>& cluster_of, std::size_t number,
                         const stats::MixedData& data, const std::vector<Feature>& features, Cluster& cluster) {
        struct Mark {
            std::size_t feature;
            std::size_t value;
            double share;
            double overall;
        };
        std::vector<Mark> marks;
        for (std::size_t f = 0; f < features.size(); ++f) {
            std::vector<double> own(data.sizes[f], 0);
            std::vector<double> all(data.sizes[f], 0);
            for (const std::size_t i : testing) {
                const std::uint8_t value = data.columns[f][i];
                if (value == stats::MixedData::missing) { continue; }
                ++all[value];
                if (cluster_of[i] == number) { ++own[value]; }
            }
            Mark best{.feature = f, .value = 0, .share = 0, .overall = 0};
            for (std::size_t v = 0; v < own.size(); ++v) {
                const double share = cluster.own.n > 0 ? own[v] / static_cast<double>(cluster.own.n) : 0;
                const double overall = all[v] / static_cast<double>(testing.size());
                if (share - overall > best.share - best.overall) { best = {f, v, share, overall}; }
            }
            if (best.share > best.overall) { marks.push_back(best); }
        }
        std::ranges::stable_sort(marks, [](const Mark& a, const Mark& b) { return a.share - a.overall > b.share - b.overall; });
        for (std::size_t i = 0; i < marks.size() && i < 3; ++i) {
            const Feature& feature = features[marks[i].feature];
            cluster.items.push_back(context.name(feature.column) + "=" + feature.labels[marks[i].value]);
            cluster.label += (cluster.label.empty() ? "" : " & ") + context.name(feature.column) + ": " + feature.labels[marks[i].value];
            cluster.shares.push_back(marks[i].share);
            cluster.overall.push_back(marks[i].overall);
        }
        double widest = 0.1;  // less tells nothing worth saying
        for (const std::size_t column : context.columns_with(Role::protected_)) {
            const CodeGroups groups = groups_of(context, column);
            if (groups.labels.size() < 2 || groups.labels.size() > most_groups) { continue; }
            std::vector<double> own(groups.labels.size(), 0);
            std::vector<double> all(groups.labels.size(), 0);
            double own_n = 0;
            double all_n = 0;
            for (const std::size_t i : testing) {
                const std::uint32_t group = groups.group[context.table.columns[column].codes[rows[i]]];
                if (group == Grouping::none) { continue; }
                ++all[group];
                ++all_n;
                if (cluster_of[i] != number) { continue; }
                ++own[group];
                ++own_n;
            }
            for (std::size_t g = 0; g < own.size() && own_n > 0; ++g) {
                const double share = own[g] / own_n;
                const double overall = all[g] / all_n;
                if (share - overall > widest) {
                    widest = share - overall;
                    cluster.composition = Composition{.column = column, .group = groups.labels[g], .binned = groups.binned, .share = share, .overall = overall};
                }
            }
        }
    }

    static json to_json(const AuditContext& context, const Cluster& cluster) {
        const stats::Interval apart = stats::newcombe_difference(cluster.own.k, cluster.own.n, cluster.others.k, cluster.others.n);
        json group = {{"items", cluster.items},
                      {"item_shares", cluster.shares},
                      {"item_shares_overall", cluster.overall},
                      {"n", cluster.own.n},
                      {"error_rate", cluster.own.value()},
                      {"error_rate_ci95", json::array({cluster.own.ci95().low, cluster.own.ci95().high})},
                      {"error_rate_others", cluster.others.value()},
                      {"error_rate_difference", cluster.own.value() - cluster.others.value()},
                      {"error_rate_difference_ci95", json::array({apart.low, apart.high})},
                      {"log10_p_holm", cluster.log10_p_holm},
                      {"verdict", cluster.worse ? "worse" : "no_evidence"}};
        if (cluster.composition) {
            group["protected_column"] = context.name(cluster.composition->column);
            group["protected_group"] = cluster.composition->group;
            group["protected_share"] = cluster.composition->share;
            group["protected_share_overall"] = cluster.composition->overall;
        }
        return group;
    }
};

}  // namespace

const Check& unknown_groups() {
    static const UnknownGroups check;
    return check;
}

}  // namespace klarsicht::bias
