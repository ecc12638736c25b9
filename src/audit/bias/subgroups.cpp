#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subgroup_search.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};
constexpr std::array<std::string_view, 5> limit_names = {"bias.subgroups.min_support", "bias.subgroups.max_depth", "bias.subgroups.redundancy",
                                                         "bias.selection_rate.ratio", "bias.group_gaps.alpha"};
constexpr std::size_t most_chart_rows = 10;
constexpr std::size_t most_lattice_ends = 5;
/// More are not listed in a report, only counted; the most telling ones stay.
constexpr std::size_t most_listed = 1000;

double at(double log10_p) { return std::isnan(log10_p) ? stats::undefined : stats::from_log10(log10_p); }

/// A subgroup that stands out: what a person would want to know first.
struct Standing {
    std::size_t place;  ///< in SubgroupSearch::subgroups
    double at_most;     ///< selected as often as everybody else, times: upper end of the 95 % interval
};

/// Combinations of values whose people are selected far less often, where what is protected about them plays a part.
class Subgroups final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.subgroups", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || !context.first_with(Role::protected_)) { return {nothing_to_compare(info(), context, columns)}; }
        const SubgroupLimits limits{.min_support = context.limit("bias.subgroups.min_support"),
                                    .max_depth = static_cast<std::size_t>(context.limit("bias.subgroups.max_depth")),
                                    .redundancy = context.limit("bias.subgroups.redundancy")};
        const SubgroupSearch search = search_subgroups(context, columns, limits);
        if (search.rows == 0 || search.columns.empty()) {
            Outcome outcome = not_assessed(info());
            outcome.needs = needs_of(search.rows == 0 ? "same_decisions" : "no_columns");
            return {outcome};
        }
        const stats::Itemset& all = search.itemsets.front();
        if (all.selected == 0 || all.selected == all.n) {
            Outcome outcome = not_assessed(info());
            outcome.needs = needs_of("same_decisions");
            return {outcome};
        }
        return {finding(context, search, limits)};
    }

private:
    /// Whether each item makes a difference by itself, more than chance: the people who also have it against those who have only the others. Else the
    /// smaller subgroup is the one to tell of.
    static bool every_item_tells(const SubgroupSearch& search, std::size_t place, double log10_alpha) {
        const stats::Itemset& own = search.itemsets[place];
        for (const std::size_t subset : search.subsets[place]) {
            const stats::Itemset& wider = search.itemsets[subset];
            if (wider.n == own.n) { return false; }
            const stats::TestResult z = stats::two_proportion_z(own.selected, own.n, wider.selected - own.selected, wider.n - own.n);
            if (!(z.log10_p < log10_alpha)) { return false; }
        }
        return true;
    }

    /// Those selected so much less often than everybody that neither chance nor the values around the protected ones explain it; those surest to be far behind first.
    static std::vector<Standing> standing_out(const AuditContext& context, const SubgroupSearch& search, const SubgroupLimits& limits) {
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        const double ratio = context.limit("bias.selection_rate.ratio");
        const stats::Itemset& all = search.itemsets.front();
        // Whoever tries every value for an item to add will find some that seems to matter.
        const auto single = static_cast<double>(std::ranges::count_if(search.itemsets, [](const stats::Itemset& itemset) { return itemset.items.size() == 1; }));
        const double item_alpha = alpha - std::log10(std::max(1.0, single));
        std::vector<Standing> found;
        for (std::size_t i = 1; i < search.subgroups.size(); ++i) {
            const Subgroup& subgroup = search.subgroups[i];
            const stats::Itemset& itemset = search.itemsets[i];
            // One value alone is told of by bias.group_gaps.
            if (itemset.items.size() < 2 || !subgroup.kept_selection || !(subgroup.log10_p_bh < alpha) || itemset.n < least_people_shown || itemset.n == all.n) { continue; }
            const std::uint64_t others = all.n - itemset.n;
            const std::uint64_t others_selected = all.selected - itemset.selected;
            stats::Interval bounds = stats::katz_ratio(itemset.selected, itemset.n, others_selected, others);
            if (std::isnan(bounds.low)) { bounds = stats::walter_ratio(itemset.selected, itemset.n, others_selected, others); }
            if (!(bounds.high < ratio)) { continue; }
            if (!every_item_tells(search, i, item_alpha)) { continue; }
            const std::vector<double> parts = stats::shapley(search.itemsets, search.divergence, search.subsets, i);
            double protected_part = 0;
            for (std::size_t k = 0; k < parts.size(); ++k) {
                if (search.columns[itemset.items[k].column].is_protected) { protected_part += parts[k]; }
            }
            if (protected_part < -limits.redundancy) { found.push_back({i, bounds.high}); }
        }
        std::ranges::stable_sort(found, {}, &Standing::at_most);
        return found;
    }

    Outcome finding(const AuditContext& context, const SubgroupSearch& search, const SubgroupLimits& limits) const {
        const std::vector<Standing> found = standing_out(context, search, limits);
        const Status status = found.empty() ? Status::pass : Status::warn;
        Outcome outcome = outcome_of(info(), status, found.empty() ? Severity::none : Severity::medium);
        const stats::Itemset& all = search.itemsets.front();
        std::uint64_t kept = 0;
        for (const Subgroup& subgroup : search.subgroups) { kept += subgroup.kept ? 1 : 0; }
        const std::string variant = found.empty() ? "none" : found.size() == 1 ? "one" : "some";
        const auto fill = [&](Message message) {
            message.count("itemsets", search.itemsets.size() - 1)
                .count("columns", search.columns.size())
                .count("found", found.size())
                .count("others", found.empty() ? 0 : found.size() - 1)
                .number("support", limits.min_support)
                .number("overall", stats::rate(all.selected, all.n));
            if (!found.empty()) {
                const stats::Itemset& worst = search.itemsets[found.front().place];
                message.group("items", items_text(context, search, worst), true).count("k", worst.selected).count("n", worst.n).number("rate", stats::rate(worst.selected, worst.n));
            }
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (!found.empty()) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        if (!search.left_out.empty()) { outcome.limits = Message(outcome.id + ".limits.left_out").count("left_out", search.left_out.size()); }
        outcome.metrics = {{"itemsets", search.itemsets.size()},
                           {"kept", kept},
                           {"subgroups_found", found.size()},
                           {"rows", search.rows},
                           {"columns_searched", search.columns.size()},
                           {"columns_left_out", search.left_out},
                           {"min_support", limits.min_support},
                           {"max_depth", limits.max_depth},
                           {"redundancy", limits.redundancy},
                           {"selection_rate", stats::rate(all.selected, all.n)}};
        if (search.with_outcome) {
            outcome.metrics["fpr"] = stats::false_positive_rate(all.known).value();
            outcome.metrics["fnr"] = stats::rate(all.known.fn, all.known.tp + all.known.fn);
            outcome.metrics["accuracy"] = stats::rate(all.known.tp + all.known.tn, all.known.n());
        }
        std::vector<std::uint8_t> stands(search.subgroups.size(), 0);
        for (const Standing& one : found) { stands[one.place] = 1; }
        for (const std::size_t i : listed(search, found)) { outcome.groups.push_back(to_json(context, search, i, stands[i] != 0)); }
        if (!found.empty()) { outcome.metrics["lattice"] = lattice(context, search, found); }
        explain_subgroups(outcome);
        outcome.chart = chart(context, outcome.id, search, found);
        return outcome;
    }

    /// Those that stand out first, then the kept ones, then the rest; within each the widest divergence first.
    static std::vector<std::size_t> listed(const SubgroupSearch& search, const std::vector<Standing>& found) {
        std::vector<std::size_t> order;
        std::vector<std::uint8_t> rank(search.subgroups.size(), 2);
        for (std::size_t i = 0; i < search.subgroups.size(); ++i) {
            order.push_back(i);
            if (search.subgroups[i].kept) { rank[i] = 1; }
        }
        for (const Standing& one : found) { rank[one.place] = 0; }
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
            if (rank[a] != rank[b]) { return rank[a] < rank[b]; }
            return std::fabs(search.divergence[a]) > std::fabs(search.divergence[b]);
        });
        if (order.size() > most_listed) { order.resize(most_listed); }
        return order;
    }

    static std::string items_text(const AuditContext& context, const SubgroupSearch& search, const stats::Itemset& itemset) {
        std::string text;
        for (const stats::Item& item : itemset.items) {
            const SubgroupSearch::Column& column = search.columns[item.column];
            text += (text.empty() ? "" : " & ") + context.name(column.column) + ": " + column.labels[item.value];
        }
        return text;
    }

    static json to_json(const AuditContext& context, const SubgroupSearch& search, std::size_t place, bool stands_out) {
        const Subgroup& subgroup = search.subgroups[place];
        const stats::Itemset& itemset = search.itemsets[place];
        json items = json::array();
        for (const stats::Item& item : itemset.items) { items.push_back(search.item_text(item, context)); }
        json group = {{"items", std::move(items)},
                      {"n", itemset.n},
                      {"support", subgroup.support},
                      {"selected", itemset.selected},
                      {"selection_rate", stats::rate(itemset.selected, itemset.n)},
                      {"d_selection_rate", subgroup.selection_rate.difference}};
        const stats::Itemset& all = search.itemsets.front();
        const auto put_interval = [&](const char* name, const stats::Fraction& own, const stats::Fraction& of) {
            const stats::Interval found = stats::divergence_ci95(own, of);
            group[name] = json::array({found.low, found.high});
        };
        put_interval("d_selection_rate_ci95", {itemset.selected, itemset.n}, {all.selected, all.n});
        if (search.with_outcome) {
            group["tp"] = itemset.known.tp;
            group["fp"] = itemset.known.fp;
            group["tn"] = itemset.known.tn;
            group["fn"] = itemset.known.fn;
            group["d_fpr"] = subgroup.fpr.difference;
            group["d_fnr"] = subgroup.fnr.difference;
            put_interval("d_fpr_ci95", {itemset.known.fp, itemset.known.fp + itemset.known.tn}, {all.known.fp, all.known.fp + all.known.tn});
            put_interval("d_fnr_ci95", {itemset.known.fn, itemset.known.fn + itemset.known.tp}, {all.known.fn, all.known.fn + all.known.tp});
        }
        group["t"] = search.with_outcome ? subgroup.fpr.t : subgroup.selection_rate.t;
        group["t_selection_rate"] = subgroup.selection_rate.t;
        group["p_bh"] = at(subgroup.log10_p_bh);
        group["log10_p_bh"] = subgroup.log10_p_bh;
        group["shapley"] = stats::shapley(search.itemsets, search.divergence, search.subsets, place);
        group["kept"] = subgroup.kept;
        group["stands_out"] = stands_out;
        return group;
    }

    /// Everybody, the subgroups that stand out most, and all that lies between: every combination of their values, each after those with one value less.
    static json lattice(const AuditContext& context, const SubgroupSearch& search, const std::vector<Standing>& found) {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < found.size() && i < most_lattice_ends; ++i) { places.push_back(found[i].place); }
        for (std::size_t i = 0; i < places.size(); ++i) {
            for (const std::size_t wider : search.subsets[places[i]]) {
                if (std::ranges::find(places, wider) == places.end()) { places.push_back(wider); }
            }
        }
        std::ranges::sort(places, {}, [&](std::size_t place) { return std::pair(search.itemsets[place].items.size(), place); });
        json nodes = json::array();
        for (const std::size_t place : places) {
            const stats::Itemset& itemset = search.itemsets[place];
            json items = json::array();
            for (const stats::Item& item : itemset.items) { items.push_back(context.name(search.columns[item.column].column) + ": " + search.columns[item.column].labels[item.value]); }
            json above = json::array();
            for (const std::size_t wider : search.subsets[place]) { above.push_back(std::ranges::find(places, wider) - places.begin()); }
            nodes.push_back({{"items", std::move(items)},
                             {"n", itemset.n},
                             {"selected", itemset.selected},
                             {"selection_rate", stats::rate(itemset.selected, itemset.n)},
                             {"stands_out", std::ranges::any_of(found, [&](const Standing& one) { return one.place == place; })},
                             {"above", std::move(above)}});
        }
        return nodes;
    }

    static Chart chart(const AuditContext& context, const std::string& id, const SubgroupSearch& search, const std::vector<Standing>& found) {
        Chart chart;
        if (found.empty()) { return chart; }
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart");
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        const stats::Itemset& all = search.itemsets.front();
        const double overall = stats::rate(all.selected, all.n);
        const double ratio = context.limit("bias.selection_rate.ratio");
        chart.limit_low = overall * ratio;
        chart.limit_high = std::min(1.0, overall / ratio);
        chart.limit_note = Message(id + ".limit_note").number("low", ratio).number("high", 1 / ratio);
        const auto add = [&](std::size_t place) {
            const stats::Fraction fraction{search.itemsets[place].selected, search.itemsets[place].n};
            ChartRow row;
            row.label = items_text(context, search, search.itemsets[place]);
            row.value = fraction.value();
            row.low = fraction.ci95().low;
            row.high = fraction.ci95().high;
            row.n = fraction.n;
            row.status = place == 0 ? Status::info : Status::warn;
            row.label_term = place == 0 ? Message(id + ".everybody") : spoken_label(row.label, true);
            chart.rows.push_back(std::move(row));
        };
        add(0);
        for (std::size_t i = 0; i < found.size() && i < most_chart_rows; ++i) { add(found[i].place); }
        return chart;
    }
};

}  // namespace

const Check& subgroups() {
    static const Subgroups check;
    return check;
}

}  // namespace klarsicht::bias
