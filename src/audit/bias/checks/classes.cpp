// Who gets which: decisions with more than two values, and channels, campaigns and products, by group.
#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/findings.h"
#include "stats/contingency.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::string_view least_difference = "bias.classes.difference";
constexpr std::string_view least_ratio = "bias.selection_rate.ratio";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array limit_names = {least_difference, least_ratio, alpha};
constexpr std::size_t most_classes = 12;
constexpr std::size_t most_group_count = 50;

/// A column whose values are what people get.
struct ClassColumn {
    std::size_t column = 0;
    bool decided = false;  ///< a decision; otherwise a channel or a product, which people may have chosen themselves
    CodeGroups classes;
};

/// How many of a group got a class.
struct Share {
    stats::Fraction got{0, 0};    ///< people (or rows) of the group with the class, of all of the group
    stats::Fraction right{0, 0};  ///< those for whom the class is what really happened, and who got it
    double difference = stats::undefined;
    stats::Interval difference_ci95;
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    bool found = false;
};

struct Compared {
    std::size_t subject = 0;
    std::size_t column = 0;     ///< place in the list of class columns
    bool people = false;        ///< counted by person, not by row
    std::vector<Share> shares;  ///< [groups * classes]
    stats::Association association;
};

/// Who got which: people (or rows) of a group with a class, and all of it.
struct Counts {
    stats::Contingency got;            ///< groups × classes
    std::vector<std::uint64_t> sizes;  ///< [groups]
};

std::vector<ClassColumn> class_columns(const AuditContext& context) {
    std::vector<ClassColumn> found;
    const auto add = [&](Role role, std::size_t least) {
        for (const std::size_t column : context.columns_with(role)) {
            const std::string& name = context.name(column);
            const auto is = [&](Role other) { return context.plan.has_role(name, other); };
            if (is(Role::ignore) || is(Role::protected_)) { continue; }
            if (std::ranges::count(found, column, &ClassColumn::column) > 0) { continue; }
            // Values of a personal column are not shown, and without them nothing could be said.
            const bool masked = context.personal(column) && !context.options.show_values;
            if (context.table.columns[column].counts.size() > 1000 || masked) { continue; }
            CodeGroups classes = groups_of(context, column);
            if (classes.labels.size() >= least && classes.labels.size() <= most_classes) {
                found.push_back({column, role == Role::decision, std::move(classes)});
            }
        }
    };
    add(Role::decision, 3);
    for (const Role role : {Role::channel, Role::campaign, Role::product}) { add(role, 2); }
    return found;
}

/// Where the same people have several rows, a person has a class if one of their rows has it, and belongs to the group
/// of their first row.
std::optional<std::size_t> repeated_person(const AuditContext& context) {
    const auto column = context.first_with(Role::person);
    if (!column) { return std::nullopt; }
    const Interpretation& interpretation = context.interpretation(*column);
    const std::uint64_t rows = context.table.rows() - interpretation.missing;
    return static_cast<double>(rows) > 1.05 * static_cast<double>(interpretation.distinct) ? column : std::nullopt;
}

Counts count_people(const AuditContext& context, const ClassColumn& column, const Grouping& grouping,
                    std::size_t person) {
    const std::size_t classes = column.classes.labels.size();
    Counts counts{.got = stats::Contingency(grouping.labels.size(), classes),
                  .sizes = std::vector<std::uint64_t>(grouping.labels.size(), 0)};
    const std::vector<std::uint32_t>& codes = context.table.columns[column.column].codes;
    const std::vector<std::uint32_t>& people = context.table.columns[person].codes;
    const Interpretation& known = context.interpretation(person);
    std::vector<std::uint16_t> got(context.table.columns[person].counts.size(), 0);  // a bit a class
    std::vector<std::uint32_t> group(got.size(), Grouping::none);
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint32_t value = column.classes.group[codes[row]];
        const std::uint32_t who = people[row];
        if (grouping.group[row] == Grouping::none || value == Grouping::none || !known.valid(who)) { continue; }
        if (group[who] == Grouping::none) { group[who] = grouping.group[row]; }
        got[who] = static_cast<std::uint16_t>(got[who] | (1u << value));
    }
    for (std::size_t p = 0; p < got.size(); ++p) {
        if (group[p] == Grouping::none) { continue; }
        ++counts.sizes[group[p]];
        for (std::size_t c = 0; c < classes; ++c) { counts.got.add(group[p], c, (got[p] >> c) & 1u); }
    }
    return counts;
}

Counts count_rows(const AuditContext& context, const ClassColumn& column, const Grouping& grouping) {
    Counts counts{.got = stats::Contingency(grouping.labels.size(), column.classes.labels.size()),
                  .sizes = std::vector<std::uint64_t>(grouping.labels.size(), 0)};
    const std::vector<std::uint32_t>& codes = context.table.columns[column.column].codes;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint32_t value = column.classes.group[codes[row]];
        if (grouping.group[row] == Grouping::none || value == Grouping::none) { continue; }
        ++counts.sizes[grouping.group[row]];
        counts.got.add(grouping.group[row], value);
    }
    return counts;
}

/// Of the groups about which it may be told: with the others in it, the figures less what is shown would tell of them.
stats::Association association_of(const AuditContext& context, const Counts& counts) {
    stats::Contingency told(counts.got.rows(), counts.got.columns());
    for (std::size_t g = 0; g < counts.got.rows(); ++g) {
        if (!context.shows(counts.sizes[g])) { continue; }
        for (std::size_t c = 0; c < counts.got.columns(); ++c) { told.add(g, c, counts.got.at(g, c)); }
    }
    return stats::association(told);
}

class Classes final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.classes",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        const std::vector<ClassColumn> columns = class_columns(context);
        std::vector<Compared> all;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const Grouping& groups = measured[s].grouping;
            const std::size_t count = groups.labels.size();
            if (subjects[s].crossed || count < 2 || count > most_group_count || !groups.favoured) { continue; }
            const Grouping rows = group_rows(context, subjects[s].columns);
            for (std::size_t c = 0; c < columns.size(); ++c) {
                all.push_back(compare(context, s, c, columns[c], rows));
            }
        }
        if (all.empty()) { return {not_assessed(info())}; }
        judge(context, measured, columns, all);
        std::vector<Outcome> outcomes;
        for (const Compared& one : all) {
            const Subject& subject = measured[one.subject];
            const ClassColumn& column = columns[one.column];
            const std::size_t favoured = *subject.grouping.favoured;
            if (context.shows(one.shares[favoured * column.classes.labels.size()].got.n)) {
                outcomes.push_back(finding(context, subject, column, one));
                continue;
            }
            outcomes.push_back(not_assessed(info(), {subject.names.front(), context.name(column.column)}));
            outcomes.back().needs = needs_of("favoured_small");
        }
        return outcomes;
    }

private:
    static Compared compare(const AuditContext& context, std::size_t subject, std::size_t place,
                            const ClassColumn& column, const Grouping& grouping) {
        const std::size_t classes = column.classes.labels.size();
        const auto person = repeated_person(context);
        const Counts counts =
            person ? count_people(context, column, grouping, *person) : count_rows(context, column, grouping);
        Compared result{.subject = subject,
                        .column = place,
                        .people = person.has_value(),
                        .shares = std::vector<Share>(grouping.labels.size() * classes),
                        .association = {}};
        if (!person) {
            result.association = association_of(context, counts);
            if (column.decided) { add_right(context, column, grouping, result); }
        }
        const std::size_t favoured = *grouping.favoured;
        for (std::size_t at = 0; at < result.shares.size(); ++at) {
            Share& share = result.shares[at];
            const std::size_t g = at / classes;
            const std::size_t c = at % classes;
            share.got = {counts.got.at(g, c), counts.sizes[g]};
            if (g == favoured) { continue; }
            const stats::Fraction& own = share.got;
            const stats::Fraction theirs{counts.got.at(favoured, c), counts.sizes[favoured]};
            share.difference = own.value() - theirs.value();
            share.difference_ci95 = stats::newcombe_difference(own.k, own.n, theirs.k, theirs.n);
            const bool exact = stats::smallest_expected(own.k, own.n, theirs.k, theirs.n) < 5;
            const auto test = exact ? stats::fisher_exact : stats::two_proportion_z;
            share.log10_p = test(own.k, own.n, theirs.k, theirs.n).log10_p;
        }
        return result;
    }

    /// Where the file says for everybody which class was the right one: how often those for whom it was got it.
    static void add_right(const AuditContext& context, const ClassColumn& column, const Grouping& grouping,
                          Compared& result) {
        const auto outcome = context.first_with(Role::outcome);
        if (!outcome || context.table.columns[*outcome].counts.size() > 1000) { return; }
        const CodeGroups really = groups_of(context, *outcome);
        if (really.labels.size() < 3 || really.labels.size() > most_classes) { return; }
        std::vector<std::uint32_t> same;  // [outcome's classes]
        for (const std::string& label : really.labels) {
            same.push_back(column.classes.find(label).value_or(Grouping::none));
        }
        if (std::ranges::count(same, Grouping::none) > 0) { return; }  // other classes than those that are decided on
        const std::size_t classes = column.classes.labels.size();
        const std::vector<std::uint32_t>& decided = context.table.columns[column.column].codes;
        const std::vector<std::uint32_t>& happened = context.table.columns[*outcome].codes;
        for (std::size_t row = 0; row < decided.size(); ++row) {
            const std::uint32_t group = grouping.group[row];
            const std::uint32_t what = column.classes.group[decided[row]];
            const std::uint32_t truth = really.group[happened[row]];
            if (group == Grouping::none || what == Grouping::none || truth == Grouping::none) { continue; }
            stats::Fraction& right = result.shares[group * classes + same[truth]].right;
            ++right.n;
            right.k += what == same[truth] ? 1 : 0;
        }
    }

    static void judge(const AuditContext& context, const std::vector<Subject>& measured,
                      const std::vector<ClassColumn>& columns, std::vector<Compared>& all) {
        std::vector<double> evidence;
        for (const Compared& one : all) {
            const std::size_t classes = columns[one.column].classes.labels.size();
            const std::size_t reference = *measured[one.subject].grouping.favoured;
            for (std::size_t at = 0; at < one.shares.size(); ++at) {
                const Share& share = one.shares[at];
                const std::uint64_t theirs =
                    at / classes == reference ? 0 : one.shares[reference * classes + at % classes].got.n;
                evidence.push_back(stats::as_compared(share.log10_p, share.got.n, theirs));
            }
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const double chance = std::log10(context.limit(alpha));
        const double least = context.limit(least_difference);
        const double ratio = context.limit(least_ratio);
        std::size_t i = 0;
        for (Compared& one : all) {
            const std::size_t classes = columns[one.column].classes.labels.size();
            const std::size_t favoured = *measured[one.subject].grouping.favoured;
            for (std::size_t at = 0; at < one.shares.size(); ++at) {
                Share& share = one.shares[at];
                share.log10_p_holm = holm[i++];
                const double theirs = one.shares[favoured * classes + at % classes].got.value();
                const double own = share.got.value();
                const bool far = std::min(own, theirs) < ratio * std::max(own, theirs);
                share.found = share.log10_p_holm < chance && std::fabs(share.difference) >= least && far;
            }
        }
    }

    /// The widest gap that was found, of groups about which it may be told.
    static std::optional<std::size_t> widest_of(const AuditContext& context, const Compared& one) {
        std::optional<std::size_t> widest;
        for (std::size_t at = 0; at < one.shares.size(); ++at) {
            const Share& share = one.shares[at];
            if (!share.found || !context.shows(share.got.n)) { continue; }
            if (!widest || std::fabs(share.difference) > std::fabs(one.shares[*widest].difference)) { widest = at; }
        }
        return widest;
    }

    Outcome finding(const AuditContext& context, const Subject& subject, const ClassColumn& column,
                    const Compared& one) const {
        const Grouping& grouping = subject.grouping;
        const std::size_t classes = column.classes.labels.size();
        const std::size_t favoured = *grouping.favoured;
        const std::optional<std::size_t> widest = widest_of(context, one);
        // Which channel or product somebody has may be their own choice: told, but no warning.
        const Status status = !widest ? Status::pass : column.decided ? Status::warn : Status::info;
        OutcomeBuilder texts(info(), status, status == Status::warn ? Severity::medium : Severity::none,
                             {subject.names.front(), context.name(column.column)});
        texts.values.text("column", context.name(column.column)).count("classes", classes);
        texts.values.group("favoured", grouping.labels[favoured], grouping.binned);
        if (!widest) {
            texts.say("none");
        } else {
            const Share& share = one.shares[*widest];
            const stats::Fraction& theirs = one.shares[favoured * classes + *widest % classes].got;
            texts.values.group("group", grouping.labels[*widest / classes], grouping.binned)
                .text("class", column.classes.labels[*widest % classes])
                .count("k", share.got.k)
                .count("n", share.got.n)
                .number("share", share.got.value())
                .count("favoured_k", theirs.k)
                .count("favoured_n", theirs.n)
                .number("favoured_share", theirs.value())
                .number("p", share.log10_p_holm)
                .number("low", share.difference_ci95.low)
                .number("high", share.difference_ci95.high);
            const std::string variant = share.got.k == 0 ? "never" : share.difference < 0 ? "less" : "more";
            texts.title(variant).summary(variant + (one.people ? "" : ".rows")).headline().headline_note();
        }
        Outcome outcome = texts.make();
        outcome.metrics = metrics_of(context, grouping, column, one);
        outcome.binned = grouping.binned;
        for (std::size_t at = 0; at < one.shares.size(); ++at) {
            if (!context.shows(one.shares[at].got.n)) { continue; }
            const std::string& what = column.classes.labels[at % classes];
            const bool reference = at / classes == favoured;
            outcome.groups.push_back(row_of(context, grouping.labels[at / classes], what, one.shares[at], reference));
        }
        explain_classes(outcome);
        outcome.chart = chart(context, outcome.id, subject, column, one);
        return outcome;
    }

    static Figures metrics_of(const AuditContext& context, const Grouping& grouping, const ClassColumn& column,
                              const Compared& one) {
        const auto found = std::ranges::count_if(
            one.shares, [&](const Share& share) { return share.found && context.shows(share.got.n); });
        Figures metrics;
        metrics.text("column", context.name(column.column));
        metrics.label("favoured", grouping.labels[*grouping.favoured]);
        metrics.count("classes", column.classes.labels.size());
        metrics.word("counted", one.people ? "people" : "rows");
        metrics.count("groups_found", static_cast<std::uint64_t>(found));
        if (one.people) { return metrics; }  // who may have several classes: not one table of independent counts
        metrics.number("chi2", one.association.chi2);
        metrics.number("chi2_dof", one.association.dof);
        metrics.log10_p("log10_p", one.association.log10_p);
        metrics.number("cramers_v_bias_corrected", one.association.cramers_v_bias_corrected);
        return metrics;
    }

    static Group row_of(const AuditContext& context, const std::string& label, const std::string& what,
                        const Share& share, bool reference) {
        Group row;
        row.people = share.got.n;
        Figures& figures = row.figures;
        figures.label("group", label);
        figures.text("class", what);
        figures.size("n", share.got.n);
        figures.count("k", share.got.k);
        figures.share("share", share.got);
        figures.points("difference", share.difference).with(share.difference_ci95);
        figures.log10_p("log10_p_holm", share.log10_p_holm);
        figures.flag("reference", reference).opened();
        figures.word("verdict", reference ? "reference" : share.found ? "disparity" : "no_evidence");
        if (context.shows(share.right.n) && share.right.n > 0) { figures.share("tpr", share.right); }
        return row;
    }

    /// A section a class, a row a group.
    static Chart chart(const AuditContext& context, const std::string& id, const Subject& subject,
                       const ClassColumn& column, const Compared& one) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").text("column", context.name(column.column));
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        const Grouping& grouping = subject.grouping;
        const std::size_t classes = column.classes.labels.size();
        for (std::size_t c = 0; c < classes; ++c) {
            for (std::size_t g = 0; g < grouping.labels.size(); ++g) {
                const Share& share = one.shares[g * classes + c];
                if (!context.shows(share.got.n)) { continue; }
                ChartRow row = ChartRow::of(grouping.labels[g], grouping.binned, share.got);
                row.section = column.classes.labels[c];
                row.reference = g == *grouping.favoured;
                row.status = share.found && column.decided ? Status::warn : Status::info;
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
