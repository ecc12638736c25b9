#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subgroup_search.h"
#include "audit/bias/explain/findings.h"
#include "base/sort_few.h"
#include "base/whole_number.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};
constexpr std::string_view min_support = "bias.subgroups.min_support";
constexpr std::string_view max_depth = "bias.subgroups.max_depth";
constexpr std::string_view redundancy = "bias.subgroups.redundancy";
constexpr std::string_view least_ratio = "bias.selection_rate.ratio";
constexpr std::string_view alpha = "bias.group_gaps.alpha";
constexpr std::array limit_names = {min_support, max_depth, redundancy, least_ratio, alpha};
constexpr std::size_t most_chart_rows = 10;
constexpr std::size_t most_lattice_ends = 5;
/// More are not listed in a report, only counted; the most telling ones stay.
constexpr std::size_t most_listed = 1000;

double p_of(double log10_p) { return std::isnan(log10_p) ? stats::undefined : stats::from_log10(log10_p); }

/// A subgroup that stands out: what a person would want to know first.
struct Standing {
    std::size_t place;  ///< in SubgroupSearch::subgroups
    double at_most;     ///< selected as often as everybody else, times: upper end of the 95 % interval
};

stats::Fraction selection_of(const stats::Itemset& itemset) { return {itemset.selected, itemset.n}; }
stats::Fraction missed_of(const stats::Confusion& c) { return {c.fn, c.tp + c.fn}; }

/// Whether each item makes a difference by itself, more than chance: the people who also have it against those who
/// have only the others. Else the smaller subgroup is the one to tell of.
bool every_item_tells(const SubgroupSearch& search, std::size_t place, double log10_alpha) {
    const stats::Itemset& own = search.itemsets[place];
    for (const std::size_t subset : search.subsets[place]) {
        const stats::Itemset& wider = search.itemsets[subset];
        if (wider.n == own.n) { return false; }
        const stats::TestResult z =
            stats::two_proportion_z(own.selected, own.n, wider.selected - own.selected, wider.n - own.n);
        if (!(z.log10_p < log10_alpha)) { return false; }
    }
    return true;
}

/// Upper end of the interval of a subgroup's selection rate over that of all others.
double at_most(const stats::Itemset& own, const stats::Itemset& all) {
    const std::uint64_t others = all.n - own.n;
    const std::uint64_t others_selected = all.selected - own.selected;
    const stats::Interval katz = stats::katz_ratio(own.selected, own.n, others_selected, others);
    if (!std::isnan(katz.low)) { return katz.high; }
    return stats::walter_ratio(own.selected, own.n, others_selected, others).high;
}

/// What the protected values among a subgroup's contribute to its divergence.
double protected_part(const SubgroupSearch& search, std::size_t place) {
    const std::vector<double> parts = stats::shapley(search.itemsets, search.divergence, search.subsets, place);
    double sum = 0;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        if (search.columns[search.itemsets[place].items[k].column].is_protected) { sum += parts[k]; }
    }
    return sum;
}

/// Those selected so much less often than everybody that neither chance nor the values around the protected ones
/// explain it; those surest to be far behind first.
std::vector<Standing> standing_out(const AuditContext& context, const SubgroupSearch& search,
                                   const SubgroupLimits& limits) {
    const double log10_alpha = std::log10(context.limit(alpha));
    const double ratio = context.limit(least_ratio);
    const stats::Itemset& all = search.itemsets.front();
    // Whoever tries every value for an item to add will find some that seems to matter.
    const auto single = static_cast<double>(std::ranges::count_if(
        search.itemsets, [](const stats::Itemset& itemset) { return itemset.items.size() == 1; }));
    const double item_alpha = log10_alpha - std::log10(std::max(1.0, single));
    std::vector<Standing> found;
    for (std::size_t i = 1; i < search.subgroups.size(); ++i) {
        const Subgroup& subgroup = search.subgroups[i];
        const stats::Itemset& itemset = search.itemsets[i];
        // One value alone is told of by bias.group_gaps.
        if (itemset.items.size() < 2 || !subgroup.kept_selection || !(subgroup.log10_p_bh < log10_alpha)) { continue; }
        if (search.hidden[i] != 0 || itemset.n == all.n) { continue; }
        const double bound = at_most(itemset, all);
        if (!(bound < ratio) || !every_item_tells(search, i, item_alpha)) { continue; }
        if (protected_part(search, i) < -limits.redundancy) { found.push_back({i, bound}); }
    }
    sort_few(found, {}, &Standing::at_most);
    return found;
}

/// Those that stand out first, then the kept ones, then the rest; within each the widest divergence first. Last those
/// of too few people, in the search's order, which tells nothing about them.
std::vector<std::size_t> listed(const SubgroupSearch& search, const std::vector<Standing>& found) {
    constexpr std::uint8_t few = 3;
    std::vector<std::size_t> order;
    std::vector<std::uint8_t> rank(search.subgroups.size(), 2);
    for (std::size_t i = 0; i < search.subgroups.size(); ++i) {
        order.push_back(i);
        if (search.subgroups[i].kept) { rank[i] = 1; }
        if (search.hidden[i] != 0) { rank[i] = few; }
    }
    for (const Standing& one : found) { rank[one.place] = 0; }
    sort_few(order, [&](std::size_t a, std::size_t b) {
        if (rank[a] != rank[b]) { return rank[a] < rank[b]; }
        return rank[a] != few && std::fabs(search.divergence[a]) > std::fabs(search.divergence[b]);
    });
    if (order.size() > most_listed) { order.resize(most_listed); }
    return order;
}

/// `column: value`, as a person says it.
std::vector<std::string> said_items(const AuditContext& context, const SubgroupSearch& search,
                                    const stats::Itemset& itemset) {
    std::vector<std::string> said;
    for (const stats::Item& item : itemset.items) {
        const SubgroupSearch::Column& column = search.columns[item.column];
        said.push_back(context.name(column.column) + ": " + column.labels[item.value]);
    }
    return said;
}

std::string items_text(const AuditContext& context, const SubgroupSearch& search, const stats::Itemset& itemset) {
    std::string text;
    for (const std::string& item : said_items(context, search, itemset)) { text += (text.empty() ? "" : " & ") + item; }
    return text;
}

/// A rate's distance to everybody's, with its interval.
void add_divergence(Figures& figures, std::string_view name, const stats::Divergence& divergence,
                    const stats::Fraction& own, const stats::Fraction& all) {
    figures.points(name, divergence.difference).with(stats::divergence_ci95(own, all)).of(own.n);
}

Group group_of(const AuditContext& context, const SubgroupSearch& search, std::size_t place, bool stands_out) {
    const Subgroup& subgroup = search.subgroups[place];
    const stats::Itemset& own = search.itemsets[place];
    const stats::Itemset& all = search.itemsets.front();
    std::vector<std::string> items;
    for (const stats::Item& item : own.items) { items.push_back(search.item_text(item, context)); }
    Group group;
    group.people = own.n;
    group.hidden = search.hidden[place] != 0;
    Figures& figures = group.figures;
    figures.labels("items", items);
    figures.size("n", own.n);
    figures.share("support", subgroup.support).opened();
    figures.count("selected", own.selected);
    figures.share("selection_rate", selection_of(own).value());
    add_divergence(figures, "d_selection_rate", subgroup.selection_rate, selection_of(own), selection_of(all));
    const stats::Fraction alarms = stats::false_positive_rate(own.known);
    if (search.with_outcome) {
        figures.count("tp", own.known.tp);
        figures.count("fp", own.known.fp);
        figures.count("tn", own.known.tn);
        figures.count("fn", own.known.fn);
        add_divergence(figures, "d_fpr", subgroup.fpr, alarms, stats::false_positive_rate(all.known));
        add_divergence(figures, "d_fnr", subgroup.fnr, missed_of(own.known), missed_of(all.known));
        figures.number("t", subgroup.fpr.t).of(alarms.n);
    } else {
        figures.number("t", subgroup.selection_rate.t);
    }
    figures.number("t_selection_rate", subgroup.selection_rate.t);
    figures.p_value("p_bh", p_of(subgroup.log10_p_bh));
    figures.log10_p("log10_p_bh", subgroup.log10_p_bh);
    figures.numbers("shapley", stats::shapley(search.itemsets, search.divergence, search.subsets, place));
    figures.flag("kept", subgroup.kept);
    figures.flag("stands_out", stands_out);
    return group;
}

/// Everybody, the subgroups that stand out most, and all that lies between: every combination of their values, each
/// after those with one value less.
std::vector<Figure> lattice_of(const AuditContext& context, const SubgroupSearch& search,
                               const std::vector<Standing>& found) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < found.size() && i < most_lattice_ends; ++i) { places.push_back(found[i].place); }
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (const std::size_t wider : search.subsets[places[i]]) {
            if (std::ranges::find(places, wider) == places.end()) { places.push_back(wider); }
        }
    }
    sort_few(places, {}, [&](std::size_t place) { return std::pair(search.itemsets[place].items.size(), place); });
    std::vector<Figure> nodes;
    for (const std::size_t place : places) {
        const stats::Itemset& itemset = search.itemsets[place];
        std::vector<std::size_t> above;
        for (const std::size_t wider : search.subsets[place]) {
            above.push_back(static_cast<std::size_t>(std::ranges::find(places, wider) - places.begin()));
        }
        const bool stands_out = std::ranges::any_of(found, [&](const Standing& one) { return one.place == place; });
        Figures node;
        node.labels("items", said_items(context, search, itemset));
        node.size("n", itemset.n);
        node.count("selected", itemset.selected).of(itemset.n);
        node.share("selection_rate", selection_of(itemset).value()).of(itemset.n);
        node.flag("stands_out", stands_out).of(itemset.n);
        node.numbers("above", above).opened();
        nodes.push_back(Figures::part_item(std::move(node)));
    }
    return nodes;
}

Figures metrics_of(const SubgroupSearch& search, const SubgroupLimits& limits, std::size_t found) {
    const stats::Itemset& all = search.itemsets.front();
    Figures metrics;
    metrics.count("itemsets", search.itemsets.size());
    metrics.count("kept", static_cast<std::uint64_t>(std::ranges::count_if(search.subgroups, &Subgroup::kept)));
    metrics.count("subgroups_found", found);
    metrics.size("rows", search.rows);
    metrics.count("columns_searched", search.columns.size());
    metrics.texts("columns_left_out", search.left_out);
    metrics.number("min_support", limits.min_support);
    metrics.count("max_depth", limits.max_depth);
    metrics.count("depth_searched", search.depth);
    metrics.number("redundancy", limits.redundancy);
    const auto add = [&](std::string_view name, const stats::Fraction& fraction) {
        metrics.share(name, fraction.value()).of(fraction.n);
    };
    add("selection_rate", selection_of(all));
    if (search.with_outcome) {
        add("fpr", stats::false_positive_rate(all.known));
        add("fnr", missed_of(all.known));
        add("accuracy", {all.known.tp + all.known.tn, all.known.n()});
    }
    return metrics;
}

Chart chart_of(const AuditContext& context, const std::string& id, const SubgroupSearch& search,
               const std::vector<Standing>& found) {
    Chart chart;
    if (found.empty()) { return chart; }
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart");
    chart.axis = Message(id + ".axis");
    chart.unit = Unit::share;
    const double overall = selection_of(search.itemsets.front()).value();
    const double ratio = context.limit(least_ratio);
    chart.limit_low = overall * ratio;
    chart.limit_high = std::min(1.0, overall / ratio);
    chart.limit_note = Message(id + ".limit_note").number("low", ratio).number("high", 1 / ratio);
    const auto add = [&](std::size_t place) {
        const stats::Itemset& itemset = search.itemsets[place];
        ChartRow row = ChartRow::of(items_text(context, search, itemset), true, selection_of(itemset));
        row.status = place == 0 ? Status::info : Status::warn;
        if (place == 0) { row.label_term = Message(id + ".everybody"); }
        chart.rows.push_back(std::move(row));
    };
    add(0);
    for (std::size_t i = 0; i < found.size() && i < most_chart_rows; ++i) { add(found[i].place); }
    return chart;
}

/// Combinations of values whose people are selected far less often, where what is protected about them plays a part.
class Subgroups final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.subgroups", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || !context.first_with(Role::protected_)) {
            return {nothing_to_compare(info(), context, columns)};
        }
        const SubgroupLimits limits{.min_support = context.limit(min_support),
                                    .max_depth = whole_number<std::size_t>(context.limit(max_depth)),
                                    .redundancy = context.limit(redundancy)};
        const SubgroupSearch search = search_subgroups(context, columns, limits);
        const stats::Itemset& all = search.itemsets.front();
        const bool same = search.rows == 0 || all.selected == 0 || all.selected == all.n;
        if (search.columns.empty() || same) {
            Outcome outcome = not_assessed(info());
            outcome.needs = needs_of(search.rows > 0 && search.columns.empty() ? "no_columns" : "same_decisions");
            return {outcome};
        }
        return {finding(context, search, limits)};
    }

private:
    Outcome finding(const AuditContext& context, const SubgroupSearch& search, const SubgroupLimits& limits) const {
        const std::vector<Standing> found = standing_out(context, search, limits);
        Outcome outcome = texts(context, search, limits, found);
        if (search.depth < limits.max_depth) {
            outcome.limits = Message(outcome.id + ".limits.depth")
                                 .count("depth", search.depth)
                                 .count("asked", limits.max_depth)
                                 .count("left_out", search.left_out.size());
        } else if (!search.left_out.empty()) {
            outcome.limits = Message(outcome.id + ".limits.left_out").count("left_out", search.left_out.size());
        }
        outcome.metrics = metrics_of(search, limits, found.size());
        std::vector<std::uint8_t> stands(search.subgroups.size(), 0);
        for (const Standing& one : found) { stands[one.place] = 1; }
        for (const std::size_t i : listed(search, found)) {
            outcome.groups.push_back(group_of(context, search, i, stands[i] != 0));
        }
        outcome.in_pages = true;
        if (!found.empty()) { outcome.metrics.list("lattice", lattice_of(context, search, found)); }
        explain_subgroups(outcome);
        outcome.chart = chart_of(context, outcome.id, search, found);
        return outcome;
    }

    Outcome texts(const AuditContext& context, const SubgroupSearch& search, const SubgroupLimits& limits,
                  const std::vector<Standing>& found) const {
        const bool none = found.empty();
        OutcomeBuilder finding(info(), none ? Status::pass : Status::warn, none ? Severity::none : Severity::medium);
        finding.values.count("itemsets", search.itemsets.size() - 1)
            .count("columns", search.columns.size())
            .count("found", found.size())
            .count("others", none ? 0 : found.size() - 1)
            .number("support", limits.min_support)
            .number("overall", selection_of(search.itemsets.front()).value());
        finding.say(none ? "none" : found.size() == 1 ? "one" : "some");
        if (none) { return finding.make(); }
        const stats::Itemset& worst = search.itemsets[found.front().place];
        finding.values.group("items", items_text(context, search, worst), true)
            .count("k", worst.selected)
            .count("n", worst.n)
            .number("rate", selection_of(worst).value());
        return finding.headline().headline_note().make();
    }
};

}  // namespace

const Check& subgroups() {
    static const Subgroups check;
    return check;
}

}  // namespace klarsicht::bias
