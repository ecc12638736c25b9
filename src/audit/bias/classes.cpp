// Who gets which: decisions with more than two values, and channels, campaigns and products, by group.
#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subjects.h"
#include "stats/contingency.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::array<std::string_view, 3> limit_names = {"bias.classes.difference", "bias.selection_rate.ratio", "bias.group_gaps.alpha"};
constexpr std::size_t most_classes = 12;
constexpr std::size_t most_group_count = 50;
constexpr std::size_t most_chart_groups = 6;

/// A column whose values are what people get.
struct ClassColumn {
    std::size_t column = 0;
    bool decided = false;  ///< a decision; otherwise a channel, campaign or product, which people may have chosen themselves
    CodeGroups classes;
};

/// What a group got: [groups * classes].
struct Cell {
    stats::Fraction got{0, 0};       ///< people (or rows) of the group with the class, of all of the group
    stats::Fraction right{0, 0};     ///< those for whom the class is what really happened, and who got it
    double difference = stats::undefined;
    stats::Interval difference_ci95;
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    bool found = false;
};

struct Compared {
    std::size_t subject = 0;
    std::size_t column = 0;  ///< place in the list of class columns
    bool people = false;     ///< counted by person, not by row
    std::vector<Cell> cells;
    stats::Association association;
};

std::vector<ClassColumn> class_columns(const AuditContext& context) {
    std::vector<ClassColumn> found;
    const auto add = [&](Role role, std::size_t least) {
        for (const std::size_t column : context.columns_with(role)) {
            if (context.plan.has_role(context.name(column), Role::ignore) || context.plan.has_role(context.name(column), Role::protected_)) { continue; }
            if (std::ranges::any_of(found, [&](const ClassColumn& one) { return one.column == column; })) { continue; }
            // Values of a personal column are not shown, and without them nothing could be said.
            if (context.table.columns[column].counts.size() > 1000 || (context.personal(column) && !context.options.show_values)) { continue; }
            CodeGroups classes = groups_of(context, column);
            if (classes.labels.size() >= least && classes.labels.size() <= most_classes) { found.push_back({column, role == Role::decision, std::move(classes)}); }
        }
    };
    add(Role::decision, 3);
    for (const Role role : {Role::channel, Role::campaign, Role::product}) { add(role, 2); }
    return found;
}

/// Where the same people have several rows, a person has a class if one of their rows has it, and belongs to the group of their first row.
std::optional<std::size_t> repeated_person(const AuditContext& context) {
    const auto column = context.first_with(Role::person);
    if (!column) { return std::nullopt; }
    const Interpretation& interpretation = context.interpretation(*column);
    const std::uint64_t rows = context.table.rows() - interpretation.missing;
    return static_cast<double>(rows) > 1.05 * static_cast<double>(interpretation.distinct) ? column : std::nullopt;
}

class Classes final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.classes", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        const std::vector<ClassColumn> columns = class_columns(context);
        std::vector<Compared> all;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const Grouping& groups = measured[s].grouping;
            if (subjects[s].crossed || groups.labels.size() < 2 || groups.labels.size() > most_group_count || !groups.favoured) { continue; }
            const Grouping rows = group_rows(context, subjects[s].columns);
            for (std::size_t c = 0; c < columns.size(); ++c) { all.push_back(compare(context, s, c, columns[c], rows)); }
        }
        if (all.empty()) { return {not_assessed(info())}; }
        judge(context, measured, columns, all);
        std::vector<Outcome> outcomes;
        for (const Compared& one : all) { outcomes.push_back(finding(context, measured[one.subject], columns[one.column], one)); }
        return outcomes;
    }

private:
    static Compared compare(const AuditContext& context, std::size_t subject, std::size_t place, const ClassColumn& column, const Grouping& grouping) {
        const std::size_t classes = column.classes.labels.size();
        Compared result{.subject = subject, .column = place, .people = false, .cells = std::vector<Cell>(grouping.labels.size() * classes), .association = {}};
        stats::Contingency counts(grouping.labels.size(), classes);
        std::vector<std::uint64_t> sizes(grouping.labels.size(), 0);
        const std::vector<std::uint32_t>& codes = context.table.columns[column.column].codes;
        const auto person = repeated_person(context);
        if (person) {
            result.people = true;
            const std::vector<std::uint32_t>& people = context.table.columns[*person].codes;
            const Interpretation& known = context.interpretation(*person);
            std::vector<std::uint16_t> got(context.table.columns[*person].counts.size(), 0);  // a bit a class
            std::vector<std::uint32_t> group(got.size(), Grouping::none);
            for (std::size_t row = 0; row < codes.size(); ++row) {
                const std::uint32_t value = column.classes.group[codes[row]];
                if (grouping.group[row] == Grouping::none || value == Grouping::none || !known.valid(people[row])) { continue; }
                if (group[people[row]] == Grouping::none) { group[people[row]] = grouping.group[row]; }
                got[people[row]] = static_cast<std::uint16_t>(got[people[row]] | (1u << value));
            }
            for (std::size_t p = 0; p < got.size(); ++p) {
                if (group[p] == Grouping::none) { continue; }
                ++sizes[group[p]];
                for (std::size_t c = 0; c < classes; ++c) { counts.add(group[p], c, (got[p] >> c) & 1u); }
            }
        } else {
            for (std::size_t row = 0; row < codes.size(); ++row) {
                const std::uint32_t value = column.classes.group[codes[row]];
                if (grouping.group[row] == Grouping::none || value == Grouping::none) { continue; }
                ++sizes[grouping.group[row]];
                counts.add(grouping.group[row], value);
            }
            result.association = stats::association(counts);
            if (column.decided) { add_right(context, column, grouping, result); }
        }
        const std::size_t favoured = *grouping.favoured;
        for (std::size_t g = 0; g < sizes.size(); ++g) {
            for (std::size_t c = 0; c < classes; ++c) {
                Cell& cell = result.cells[g * classes + c];
                cell.got = {counts.at(g, c), sizes[g]};
                if (g == favoured) { continue; }
                const stats::Fraction reference{counts.at(favoured, c), sizes[favoured]};
                cell.difference = cell.got.value() - reference.value();
                cell.difference_ci95 = stats::newcombe_difference(cell.got.k, cell.got.n, reference.k, reference.n);
                const bool exact = stats::smallest_expected(cell.got.k, cell.got.n, reference.k, reference.n) < 5;
                cell.log10_p = (exact ? stats::fisher_exact : stats::two_proportion_z)(cell.got.k, cell.got.n, reference.k, reference.n).log10_p;
            }
        }
        return result;
    }

    /// Where the file says for everybody which class was the right one: how often those for whom it was got it.
    static void add_right(const AuditContext& context, const ClassColumn& column, const Grouping& grouping, Compared& result) {
        const auto outcome = context.first_with(Role::outcome);
        if (!outcome || context.table.columns[*outcome].counts.size() > 1000) { return; }
        const CodeGroups really = groups_of(context, *outcome);
        if (really.labels.size() < 3 || really.labels.size() > most_classes) { return; }
        std::vector<std::uint32_t> same;  // [outcome's classes]
        for (const std::string& label : really.labels) { same.push_back(column.classes.find(label).value_or(Grouping::none)); }
        if (std::ranges::count(same, Grouping::none) > 0) { return; }  // other classes than those that are decided on
        const std::size_t classes = column.classes.labels.size();
        const std::vector<std::uint32_t>& decided = context.table.columns[column.column].codes;
        const std::vector<std::uint32_t>& happened = context.table.columns[*outcome].codes;
        for (std::size_t row = 0; row < decided.size(); ++row) {
            const std::uint32_t what = column.classes.group[decided[row]];
            const std::uint32_t truth = really.group[happened[row]];
            if (grouping.group[row] == Grouping::none || what == Grouping::none || truth == Grouping::none) { continue; }
            stats::Fraction& right = result.cells[grouping.group[row] * classes + same[truth]].right;
            ++right.n;
            right.k += what == same[truth] ? 1 : 0;
        }
    }

    static void judge(const AuditContext& context, const std::vector<Subject>& measured, const std::vector<ClassColumn>& columns, std::vector<Compared>& all) {
        std::vector<double> evidence;
        for (const Compared& one : all) {
            for (const Cell& cell : one.cells) { evidence.push_back(cell.log10_p); }
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        const double least = context.limit("bias.classes.difference");
        const double ratio = context.limit("bias.selection_rate.ratio");
        std::size_t i = 0;
        for (Compared& one : all) {
            const std::size_t classes = columns[one.column].classes.labels.size();
            const std::size_t favoured = *measured[one.subject].grouping.favoured;
            for (std::size_t at = 0; at < one.cells.size(); ++at) {
                Cell& cell = one.cells[at];
                cell.log10_p_holm = holm[i++];
                const double reference = one.cells[favoured * classes + at % classes].got.value();
                const double share = cell.got.value();
                cell.found = cell.log10_p_holm < alpha && std::fabs(cell.difference) >= least && std::min(share, reference) < ratio * std::max(share, reference);
            }
        }
    }

    Outcome finding(const AuditContext& context, const Subject& subject, const ClassColumn& column, const Compared& one) const {
        const std::size_t classes = column.classes.labels.size();
        const std::size_t favoured = *subject.grouping.favoured;
        std::optional<std::size_t> widest;
        for (std::size_t at = 0; at < one.cells.size(); ++at) {
            if (one.cells[at].found && (!widest || std::fabs(one.cells[at].difference) > std::fabs(one.cells[*widest].difference))) { widest = at; }
        }
        // Which channel or product somebody has may be their own choice: told, but no warning.
        const Status status = !widest ? Status::pass : column.decided ? Status::warn : Status::info;
        Outcome outcome = outcome_of(info(), status, status == Status::warn ? Severity::medium : Severity::none, {subject.names.front(), context.name(column.column)});
        const auto said = [&](std::size_t c) { return column.classes.labels[c]; };
        const auto fill = [&](Message message) {
            message.text("column", context.name(column.column)).count("classes", classes).group("favoured", subject.grouping.labels[favoured], subject.grouping.binned);
            if (widest) {
                const Cell& cell = one.cells[*widest];
                const Cell& reference = one.cells[favoured * classes + *widest % classes];
                message.group("group", subject.grouping.labels[*widest / classes], subject.grouping.binned).text("class", said(*widest % classes));
                message.count("k", cell.got.k).count("n", cell.got.n).number("share", cell.got.value());
                message.count("favoured_k", reference.got.k).count("favoured_n", reference.got.n).number("favoured_share", reference.got.value()).number("p", cell.log10_p_holm);
                message.number("low", cell.difference_ci95.low).number("high", cell.difference_ci95.high);
            }
            return message;
        };
        const std::string variant = !widest ? "none" : one.cells[*widest].got.k == 0 ? "never" : one.cells[*widest].difference < 0 ? "less" : "more";
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant + (!widest || one.people ? "" : ".rows")));
        if (widest) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        outcome.metrics = {{"column", context.name(column.column)},
                           {"favoured", subject.grouping.labels[favoured]},
                           {"classes", classes},
                           {"counted", one.people ? "people" : "rows"},
                           {"groups_found", std::ranges::count_if(one.cells, &Cell::found)}};
        if (!one.people) {  // a person may have several classes: then they are not one table of independent counts
            outcome.metrics["chi2"] = one.association.chi2;
            outcome.metrics["chi2_dof"] = one.association.dof;
            outcome.metrics["log10_p"] = one.association.log10_p;
            outcome.metrics["cramers_v_bias_corrected"] = one.association.cramers_v_bias_corrected;
        }
        outcome.binned = subject.grouping.binned;
        for (std::size_t at = 0; at < one.cells.size(); ++at) {
            const Cell& cell = one.cells[at];
            if (cell.got.n < least_people_shown) { continue; }
            json group = {{"group", subject.grouping.labels[at / classes]},
                          {"class", said(at % classes)},
                          {"n", cell.got.n},
                          {"k", cell.got.k},
                          {"share", cell.got.value()},
                          {"share_ci95", json::array({cell.got.ci95().low, cell.got.ci95().high})},
                          {"difference", cell.difference},
                          {"difference_ci95", json::array({cell.difference_ci95.low, cell.difference_ci95.high})},
                          {"log10_p_holm", cell.log10_p_holm},
                          {"reference", at / classes == favoured},
                          {"verdict", at / classes == favoured ? "reference" : cell.found ? "disparity" : "no_evidence"}};
            if (cell.right.n >= least_people_shown) {
                group["tpr"] = cell.right.value();
                group["tpr_ci95"] = json::array({cell.right.ci95().low, cell.right.ci95().high});
            }
            outcome.groups.push_back(std::move(group));
        }
        explain_classes(outcome);
        outcome.chart = chart(context, outcome.id, subject, column, one);
        return outcome;
    }

    /// A section a class, a row a group; the largest groups.
    static Chart chart(const AuditContext& context, const std::string& id, const Subject& subject, const ClassColumn& column, const Compared& one) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").text("column", context.name(column.column));
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        const std::size_t classes = column.classes.labels.size();
        std::vector<std::size_t> order;
        for (std::size_t g = 0; g < subject.grouping.labels.size(); ++g) { order.push_back(g); }
        std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t g) { return one.cells[g * classes].got.n; });
        order.resize(std::min(order.size(), most_chart_groups));
        std::ranges::sort(order);
        for (std::size_t c = 0; c < classes; ++c) {
            for (const std::size_t g : order) {
                const Cell& cell = one.cells[g * classes + c];
                if (cell.got.n < least_people_shown) { continue; }
                ChartRow row;
                row.section = column.classes.labels[c];
                row.label = subject.grouping.labels[g];
                row.label_term = spoken_label(row.label, subject.grouping.binned);
                row.value = cell.got.value();
                row.low = cell.got.ci95().low;
                row.high = cell.got.ci95().high;
                row.n = cell.got.n;
                row.reference = g == *subject.grouping.favoured;
                row.status = cell.found ? (column.decided ? Status::warn : Status::info) : Status::info;
                chart.rows.push_back(std::move(row));
            }
        }
        return chart.rows.empty() ? Chart{} : chart;
    }
};

}  // namespace

const Check& classes() {
    static const Classes check;
    return check;
}

}  // namespace klarsicht::bias
