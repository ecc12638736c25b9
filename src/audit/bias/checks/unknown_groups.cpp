#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subgroup_search.h"
#include "audit/bias/explain/findings.h"
#include "base/sort_few.h"
#include "base/spread.h"
#include "stats/clusters.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::decision, Role::outcome};
constexpr std::string_view least_gap = "bias.unknown_groups.gap";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array limit_names = {least_gap, alpha};
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

/// The people of the file, as far as they are looked at: all lists are by the same rows.
struct People {
    std::vector<std::size_t> rows;    ///< whose decision and outcome are known, ascending
    std::vector<std::uint8_t> wrong;  ///< 1 where the decision was
    stats::MixedData data;
    std::vector<Feature> features;  ///< the columns of `data`
    // Every so many rows one to learn from; all others try what was learned. By places in the lists above.
    std::vector<std::size_t> learning;
    std::vector<std::size_t> testing;
    std::vector<std::size_t> cluster_of;
};

/// The protected group that is most common in a cluster, compared with everybody.
struct Composition {
    std::size_t column = 0;
    std::string group;
    bool binned = false;
    double share = stats::undefined;
    double overall = stats::undefined;
    std::uint64_t people = 0;  ///< of the cluster, whose group is known
};

struct Cluster {
    stats::Fraction own{0, 0};  ///< wrong decisions, on the rows it was not found on
    stats::Fraction others{0, 0};
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    bool shown = true;  ///< of enough people to be told of
    bool worse = false;
    std::vector<std::string> items;  ///< what its people have in common, `column=value`
    std::string label;               ///< the same to be said: `column: value & column: value`
    std::vector<double> shares;      ///< of the items, in the cluster
    std::vector<double> overall;
    std::optional<Composition> composition;

    double gap() const { return own.value() - others.value(); }
};

bool is_feature(const AuditContext& context, std::size_t column) {
    const auto has = [&](Role role) { return context.plan.has_role(context.name(column), role); };
    return has(Role::attribute) && !has(Role::protected_) && !has(Role::decision) && !has(Role::outcome);
}

/// As many rows as are needed, spread evenly over the file.
void thin_out(std::vector<std::size_t>& rows) {
    constexpr std::size_t most = most_learning_rows + most_testing_rows;
    if (rows.size() <= most) { return; }
    std::vector<std::size_t> some;
    for (std::size_t i = 0; i < most; ++i) { some.push_back(rows[spread_place(i, most, rows.size())]); }
    rows = std::move(some);
}

/// Numbers taken by value: neighbouring groups are neighbouring numbers.
void put_in_order(const Interpretation& interpretation, CodeGroups& groups) {
    std::vector<std::pair<double, std::uint32_t>> order(groups.labels.size());
    for (std::uint32_t code = 0; code < groups.group.size(); ++code) {
        const std::uint32_t group = groups.group[code];
        if (group != Grouping::none) { order[group] = {interpretation.values[code], group}; }
    }
    sort_few(order);
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

void add_features(const AuditContext& context, People& people) {
    stats::MixedData& data = people.data;
    for (std::size_t c = 0; c < context.table.columns.size() && people.features.size() < most_columns; ++c) {
        if (!is_feature(context, c)) { continue; }
        CodeGroups groups = searched_groups(context, c);
        if (groups.labels.size() < 2 || groups.labels.size() > most_values) { continue; }
        const bool numbers = !context.interpretation(c).values.empty();
        if (numbers && !groups.binned) { put_in_order(context.interpretation(c), groups); }
        Feature feature{.column = c, .labels = groups.labels};
        std::vector<std::uint8_t>& values = data.columns.emplace_back();
        for (const std::size_t row : people.rows) {
            const std::uint32_t group = groups.group[context.table.columns[c].codes[row]];
            const bool missing = group == Grouping::none;
            values.push_back(missing ? stats::MixedData::missing : static_cast<std::uint8_t>(group));
        }
        data.sizes.push_back(static_cast<std::uint8_t>(groups.labels.size()));
        data.ordinal.push_back(groups.binned || numbers ? 1 : 0);
        people.features.push_back(std::move(feature));
    }
}

People people_of(const AuditContext& context, std::size_t decision, std::size_t outcome) {
    const std::vector<std::uint8_t> decided = positive_codes(context, decision);
    const std::vector<std::uint8_t> happened = positive_codes(context, outcome);
    const std::vector<std::uint32_t>& decision_codes = context.table.columns[decision].codes;
    const std::vector<std::uint32_t>& outcome_codes = context.table.columns[outcome].codes;
    People people;
    for (std::size_t row = 0; row < context.table.rows(); ++row) {
        if (decided[decision_codes[row]] < 2 && happened[outcome_codes[row]] < 2) { people.rows.push_back(row); }
    }
    thin_out(people.rows);
    for (const std::size_t row : people.rows) {
        people.wrong.push_back(decided[decision_codes[row]] != happened[outcome_codes[row]] ? 1 : 0);
    }
    add_features(context, people);
    const std::size_t step = std::max<std::size_t>(2, people.rows.size() / most_learning_rows);
    for (std::size_t i = 0; i < people.rows.size(); ++i) {
        (i % step == 0 ? people.learning : people.testing).push_back(i);
    }
    return people;
}

/// How often a value or group occurs in a cluster, and among all people it is tried on.
struct Counts {
    std::vector<double> own, all;
    double own_n = 0, all_n = 0;
};

/// @param value_of the value of a person by place; anything from `values` on is none
template <class ValueOf>
Counts count(const People& people, std::size_t number, std::size_t values, ValueOf value_of) {
    Counts counts{.own = std::vector<double>(values), .all = std::vector<double>(values)};
    for (const std::size_t i : people.testing) {
        const std::size_t value = value_of(i);
        if (value >= values) { continue; }
        ++counts.all[value];
        ++counts.all_n;
        if (people.cluster_of[i] != number) { continue; }
        ++counts.own[value];
        ++counts.own_n;
    }
    return counts;
}

/// The three values that set a cluster apart most.
void describe(const AuditContext& context, const People& people, std::size_t number, Cluster& cluster) {
    struct Mark {
        std::size_t feature;
        std::size_t value;
        double share;
        double overall;
    };
    std::vector<Mark> marks;
    for (std::size_t f = 0; f < people.features.size(); ++f) {
        const std::vector<std::uint8_t>& values = people.data.columns[f];
        const Counts counts = count(people, number, people.data.sizes[f], [&](std::size_t i) { return values[i]; });
        Mark best{.feature = f, .value = 0, .share = 0, .overall = 0};
        for (std::size_t v = 0; v < counts.own.size(); ++v) {
            const double share = cluster.own.n > 0 ? counts.own[v] / static_cast<double>(cluster.own.n) : 0;
            const double overall = counts.all[v] / static_cast<double>(people.testing.size());
            if (share - overall > best.share - best.overall) { best = {f, v, share, overall}; }
        }
        if (best.share > best.overall) { marks.push_back(best); }
    }
    sort_few(marks, [](const Mark& a, const Mark& b) { return a.share - a.overall > b.share - b.overall; });
    for (std::size_t i = 0; i < marks.size() && i < 3; ++i) {
        const Feature& feature = people.features[marks[i].feature];
        const std::string& column = context.name(feature.column);
        const std::string& value = feature.labels[marks[i].value];
        std::string item = column;
        item += "=";
        item += value;
        cluster.items.push_back(std::move(item));
        if (!cluster.label.empty()) { cluster.label += " & "; }
        cluster.label += column;
        cluster.label += ": ";
        cluster.label += value;
        cluster.shares.push_back(marks[i].share);
        cluster.overall.push_back(marks[i].overall);
    }
}

/// The protected group that is more common in a cluster than elsewhere, where one is by more than a tenth of people.
std::optional<Composition> composition_of(const AuditContext& context, const People& people, std::size_t number) {
    std::optional<Composition> found;
    double widest = 0.1;  // less tells nothing worth saying
    for (const std::size_t column : context.columns_with(Role::protected_)) {
        const CodeGroups groups = groups_of(context, column);
        if (groups.labels.size() < 2 || groups.labels.size() > most_groups) { continue; }
        const std::vector<std::uint32_t>& codes = context.table.columns[column].codes;
        const Counts counts = count(people, number, groups.labels.size(),
                                    [&](std::size_t i) { return groups.group[codes[people.rows[i]]]; });
        const auto own_people = static_cast<std::uint64_t>(counts.own_n);
        for (std::size_t g = 0; g < counts.own.size() && own_people > 0; ++g) {
            if (!context.shows(own_people) || !context.shows(static_cast<std::uint64_t>(counts.all[g]))) { continue; }
            const double share = counts.own[g] / counts.own_n;
            const double overall = counts.all[g] / counts.all_n;
            if (share - overall <= widest) { continue; }
            widest = share - overall;
            found = Composition{.column = column,
                                .group = groups.labels[g],
                                .binned = groups.binned,
                                .share = share,
                                .overall = overall,
                                .people = own_people};
        }
    }
    return found;
}

/// Wrong decisions of all clusters that may be told of: with the others' in it, theirs would follow by subtraction.
stats::Fraction sum_of(const std::vector<Cluster>& clusters) {
    stats::Fraction all{0, 0};
    for (const Cluster& cluster : clusters) {
        if (!cluster.shown) { continue; }
        all.n += cluster.own.n;
        all.k += cluster.own.k;
    }
    return all;
}

/// Finds clusters and tries them; the worst first, those of too few people last and as they were found.
std::vector<Cluster> clusters_of(const AuditContext& context, People& people) {
    const stats::Clusters clusters(people.data, people.learning, people.wrong, {});
    people.cluster_of.assign(people.rows.size(), clusters.size());
    std::vector<Cluster> found(clusters.size());
    for (const std::size_t i : people.testing) {
        const std::size_t number = people.cluster_of[i] = clusters.of(people.data, i);
        ++found[number].own.n;
        found[number].own.k += people.wrong[i];
    }
    for (Cluster& cluster : found) { cluster.shown = context.shows(cluster.own.n); }
    const stats::Fraction all = sum_of(found);
    std::vector<double> evidence;
    for (Cluster& cluster : found) {
        if (cluster.shown) {
            const stats::Fraction& own = cluster.own;
            cluster.others = {all.k - own.k, all.n - own.n};
            cluster.log10_p = stats::two_proportion_z(own.k, own.n, cluster.others.k, cluster.others.n).log10_p;
        }
        evidence.push_back(
            stats::as_compared(cluster.log10_p, cluster.others.n > 0 ? cluster.own.n : 0, cluster.others.n));
    }
    const std::vector<double> holm = stats::holm_log10(evidence);
    const double log10_alpha = std::log10(context.limit(alpha));
    for (std::size_t k = 0; k < found.size(); ++k) {
        found[k].log10_p_holm = holm[k];
        found[k].worse = holm[k] < log10_alpha && found[k].gap() >= context.limit(least_gap);
        if (!found[k].shown) { continue; }
        describe(context, people, k, found[k]);
        found[k].composition = composition_of(context, people, k);
    }
    sort_few(found, [](const Cluster& a, const Cluster& b) {
        if (a.shown != b.shown) { return a.shown; }
        if (a.worse != b.worse) { return a.worse; }
        return a.shown && a.gap() > b.gap();
    });
    return found;
}

Group group_of(const AuditContext& context, const Cluster& cluster) {
    const stats::Fraction& own = cluster.own;
    const stats::Fraction& others = cluster.others;
    const std::uint64_t both = std::min(own.n, others.n);
    Group group;
    group.people = own.n;
    Figures& figures = group.figures;
    figures.labels("items", cluster.items);
    figures.numbers("item_shares", cluster.shares, Unit::share);
    figures.numbers("item_shares_overall", cluster.overall, Unit::share);
    figures.size("n", own.n);
    figures.share("error_rate", own);
    figures.share("error_rate_others", others.value()).of(others.n);
    figures.points("error_rate_difference", own.value() - others.value())
        .with(stats::newcombe_difference(own.k, own.n, others.k, others.n))
        .of(both);
    figures.log10_p("log10_p_holm", cluster.log10_p_holm).of(both);
    figures.word("verdict", cluster.worse ? "worse" : "no_evidence").of(both);
    if (cluster.composition) {
        const Composition& composition = *cluster.composition;
        figures.text("protected_column", context.name(composition.column));
        figures.label("protected_group", composition.group);
        figures.share("protected_share", composition.share).of(composition.people);
        figures.share("protected_share_overall", composition.overall);
    }
    return group;
}

Chart chart_of(const AuditContext& context, const std::string& id, const std::vector<Cluster>& clusters) {
    const double limit = context.limit(least_gap);
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart");
    chart.axis = Message(id + ".axis");
    chart.unit = Unit::share;
    chart.limit_low = 0;
    chart.limit_high = sum_of(clusters).value() + limit;
    chart.limit_note = Message(id + ".limit_note").number("limit", limit);
    for (const Cluster& cluster : clusters) {
        if (!cluster.shown || cluster.own.n == 0) { continue; }
        ChartRow row = ChartRow::of(cluster.label, true, cluster.own);
        row.status = cluster.worse ? Status::warn : Status::info;
        chart.rows.push_back(std::move(row));
    }
    return chart;
}

/// Groups that nobody named: people who are alike and about whom the decision is wrong more often.
class UnknownGroups final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.unknown_groups", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || !columns.outcome || *columns.decision == *columns.outcome) {
            return {not_assessed(info())};
        }
        People people = people_of(context, *columns.decision, *columns.outcome);
        if (people.features.empty() || people.rows.size() < least_rows) {
            Outcome outcome = not_assessed(info());
            outcome.needs = needs_of(people.features.empty() ? "no_columns" : "few_rows");
            return {outcome};
        }
        const std::vector<Cluster> clusters = clusters_of(context, people);
        return {finding(context, people, clusters)};
    }

private:
    Outcome finding(const AuditContext& context, const People& people, const std::vector<Cluster>& clusters) const {
        const auto worse = static_cast<std::size_t>(std::ranges::count_if(clusters, &Cluster::worse));
        Outcome outcome = texts(context, people, clusters, worse);
        const stats::Fraction all = sum_of(clusters);
        Figures& metrics = outcome.metrics;
        metrics.count("clusters", clusters.size());
        metrics.count("clusters_worse", worse);
        metrics.size("rows_learned_from", people.learning.size());
        metrics.size("rows_tested", people.testing.size());
        metrics.count("columns_used", people.features.size());
        metrics.share("error_rate", all.value()).of(all.n);
        outcome.chart = chart_of(context, outcome.id, clusters);
        for (const Cluster& cluster : clusters) { outcome.groups.push_back(group_of(context, cluster)); }
        explain_unknown_groups(outcome);
        return outcome;
    }

    Outcome texts(const AuditContext& context, const People& people, const std::vector<Cluster>& clusters,
                  std::size_t worse) const {
        const Cluster& worst = clusters.front();
        const bool found = worse > 0;
        OutcomeBuilder finding(info(), found ? Status::warn : Status::pass, found ? Severity::medium : Severity::none);
        finding.values.count("clusters", clusters.size())
            .count("found", worse)
            .count("rows", people.testing.size())
            .group("items", worst.label, true)
            .count("k", worst.own.k)
            .count("n", worst.own.n)
            .number("rate", worst.own.value())
            .number("others", worst.others.value())
            .number("p", worst.log10_p_holm);
        if (worst.composition) {
            finding.values.text("column", context.name(worst.composition->column))
                .group("group", worst.composition->group, worst.composition->binned)
                .number("share", worst.composition->share)
                .number("overall", worst.composition->overall);
        }
        finding.title(found ? "found" : "none");
        finding.summary(!found ? "none" : worst.composition ? "found_protected" : "found");
        if (found) { finding.headline().headline_note(); }
        return finding.make();
    }
};

}  // namespace

const Check& unknown_groups() {
    static const UnknownGroups check;
    return check;
}

}  // namespace klarsicht::bias
