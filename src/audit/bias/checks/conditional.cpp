#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <span>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/findings.h"
#include "audit/column_bins.h"
#include "base/sort_few.h"
#include "stats/stratified.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 3> needs = {Role::protected_, Role::decision, Role::attribute};
constexpr std::string_view least_gap = "bias.conditional.gap";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array limit_names = {least_gap, alpha};
constexpr std::size_t most_strata = 200;
constexpr std::size_t most_columns = 60;
constexpr std::size_t most_chart_rows = 10;
/// What explains less of a gap than this explains nothing.
constexpr double least_explained = 0.05;

/// One group held against the favoured one among people who are alike in one column.
struct Within {
    std::size_t subject = 0;
    std::size_t group = 0;
    std::size_t column = 0;
    std::uint64_t n = 0;           ///< people of the group
    std::uint64_t raw_people = 0;  ///< whose column is known, of the group or the favoured one: the fewer
    std::uint64_t people = 0;      ///< of those, in strata with people of both
    stats::StratifiedComparison comparison;
    double raw_log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    bool raw_evidence = false;  ///< the gap that ignores the column is more than chance
    bool evidence = false;      ///< the gap within is, after correction, and large enough to matter

    bool reversed() const {
        return raw_evidence && evidence && (comparison.difference > 0) != (comparison.raw_difference > 0);
    }
    bool hidden() const { return !raw_evidence && evidence; }
    double explained() const { return 1 - comparison.difference / comparison.raw_difference; }
    std::string_view verdict() const {
        if (reversed()) { return "reversed"; }
        if (hidden()) { return "hidden"; }
        return !raw_evidence ? "no_evidence" : evidence ? "stays" : "explained";
    }
};

/// What the finding tells of, of groups about which it may be told.
struct Told {
    const Within* reversal = nullptr;
    const Within* hidden = nullptr;
    const Within* gap = nullptr;  ///< the widest gap that is more than chance

    const Within* one() const { return reversal != nullptr ? reversal : hidden != nullptr ? hidden : gap; }
    std::string_view variant() const {
        if (reversal != nullptr) { return "reversed"; }
        if (hidden != nullptr) { return "hidden"; }
        if (gap == nullptr) { return "none"; }
        if (!gap->evidence) { return "explained"; }
        return gap->explained() < least_explained ? "unexplained" : "stays";
    }
};

/// Counts of selected and of all, by stratum and group; [stratum * groups + group].
struct StrataCounts {
    std::vector<std::uint32_t> selected;
    std::vector<std::uint32_t> n;
};

StrataCounts count(const AuditContext& context, std::size_t column, const ColumnBins& bins, const Grouping& grouping,
                   const std::vector<std::uint8_t>& decision) {
    const std::size_t groups = grouping.labels.size();
    StrataCounts counts{.selected = std::vector<std::uint32_t>(bins.bins * groups, 0),
                        .n = std::vector<std::uint32_t>(bins.bins * groups, 0)};
    const std::vector<std::uint32_t>& codes = context.table.columns[column].codes;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint32_t bin = bins.bin_of_code[codes[row]];
        const std::uint32_t group = grouping.group[row];
        if (bin == ColumnBins::none || group == Grouping::none || decision[row] > 1) { continue; }
        ++counts.n[bin * groups + group];
        counts.selected[bin * groups + group] += decision[row];
    }
    return counts;
}

/// The fewer of the two groups' people, in all strata or in those with people of both.
std::uint64_t fewer_people(std::span<const stats::Stratum> strata, bool of_both) {
    std::uint64_t own = 0;
    std::uint64_t favoured = 0;
    for (const stats::Stratum& stratum : strata) {
        if (of_both && (stratum.group.n == 0 || stratum.favoured.n == 0)) { continue; }
        own += stratum.group.n;
        favoured += stratum.favoured.n;
    }
    return std::min(own, favoured);
}

/// A column that people can be alike in.
struct StrataColumn {
    std::size_t column = 0;
    ColumnBins bins;
};

/// Whether a gap stays when only people are compared who are alike in something else: where it comes from.
class Conditional final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.conditional", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        const std::vector<Subject>& measured = measured_subjects(context);
        if (!columns.decision || measured.empty()) { return {nothing_to_compare(info(), context, columns)}; }
        const std::vector<std::size_t> attributes = attributes_of(context, columns);
        if (attributes.empty()) { return {not_assessed(info())}; }

        std::vector<std::uint8_t> decision;
        const std::vector<std::uint8_t> decided = positive_codes(context, *columns.decision);
        for (const std::uint32_t code : context.table.columns[*columns.decision].codes) {
            decision.push_back(decided[code]);
        }
        const std::vector<StrataColumn> strata = strata_of(context, attributes);
        const std::vector<SubjectColumns> subjects = subjects_of(context, columns);
        std::vector<Within> all;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].crossed || !problem_of(context, measured[s]).empty()) { continue; }
            const Grouping grouping = group_rows(context, subjects[s].columns);
            for (const StrataColumn& column : strata) {
                compare(context, s, measured[s], grouping, column, decision, all);
            }
        }
        judge(context, all);

        std::vector<Outcome> outcomes;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].crossed) { continue; }
            std::vector<const Within*> own;
            for (const Within& within : all) {
                if (within.subject == s) { own.push_back(&within); }
            }
            if (own.empty()) {
                const std::string_view problem = problem_of(context, measured[s]);
                outcomes.push_back(not_assessed(info(), measured[s].names));
                outcomes.back().needs = needs_of(problem.empty() ? "no_columns" : problem);
                continue;
            }
            outcomes.push_back(finding(context, measured[s], own));
        }
        return outcomes;
    }

private:
    static std::vector<std::size_t> attributes_of(const AuditContext& context, const DecisionColumns& columns) {
        std::vector<std::size_t> attributes = context.columns_with(Role::attribute);
        std::erase_if(attributes, [&](std::size_t column) {
            return column == columns.decision || column == columns.outcome ||
                   context.plan.has_role(context.name(column), Role::protected_);
        });
        if (attributes.size() > most_columns) { attributes.resize(most_columns); }
        return attributes;
    }

    static std::vector<StrataColumn> strata_of(const AuditContext& context, const std::vector<std::size_t>& columns) {
        std::vector<StrataColumn> strata;
        for (const std::size_t column : columns) {
            ColumnBins bins = bin_column(context, column);
            if (!bins.too_fine && bins.bins > 1 && bins.bins <= most_strata) {
                strata.push_back({column, std::move(bins)});
            }
        }
        return strata;
    }

    /// Why the groups cannot be compared: the end of a key for `needs_of`; empty if they can.
    static std::string_view problem_of(const AuditContext& context, const Subject& subject) {
        if (!subject.problem.empty()) { return subject.problem; }
        if (!subject.grouping.favoured) { return "favoured_absent"; }
        return context.shows(subject.cube.selection(*subject.grouping.favoured).n) ? "" : "favoured_few";
    }

    static void compare(const AuditContext& context, std::size_t subject, const Subject& measured,
                        const Grouping& grouping, const StrataColumn& column, const std::vector<std::uint8_t>& decision,
                        std::vector<Within>& all) {
        const std::size_t groups = grouping.labels.size();
        const std::size_t favoured = *grouping.favoured;
        const StrataCounts counts = count(context, column.column, column.bins, grouping, decision);
        const auto fraction = [&](std::size_t bin, std::size_t group) {
            return stats::Fraction{counts.selected[bin * groups + group], counts.n[bin * groups + group]};
        };
        const stats::Fraction theirs = measured.cube.selection(favoured);
        std::vector<stats::Stratum> strata(column.bins.bins);
        for (std::size_t g = 0; g < groups; ++g) {
            const stats::Fraction own = measured.cube.selection(g);
            if (g == favoured || !context.shows(own.n)) { continue; }
            for (std::size_t b = 0; b < strata.size(); ++b) { strata[b] = {fraction(b, g), fraction(b, favoured)}; }
            Within within{.subject = subject,
                          .group = g,
                          .column = column.column,
                          .n = own.n,
                          .raw_people = fewer_people(strata, false),
                          .people = fewer_people(strata, true),
                          .comparison = stats::compare_within(strata)};
            within.raw_log10_p = stats::two_proportion_z(own.k, own.n, theirs.k, theirs.n).log10_p;
            if (within.comparison.strata > 0) { all.push_back(within); }
        }
    }

    static void judge(const AuditContext& context, std::vector<Within>& all) {
        const double chance = std::log10(context.limit(alpha));
        const double least = context.limit(least_gap);
        std::vector<double> evidence;
        std::vector<double> raw;
        for (const Within& within : all) {
            // Whoever is in `all` was compared.
            evidence.push_back(stats::as_compared(within.comparison.cmh.log10_p, 1, 1));
            raw.push_back(stats::as_compared(within.raw_log10_p, 1, 1));
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const std::vector<double> raw_holm = stats::holm_log10(raw);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].log10_p_holm = holm[i];
            all[i].raw_evidence = raw_holm[i] < chance;
            all[i].evidence = holm[i] < chance && std::fabs(all[i].comparison.difference) >= least;
        }
    }

    /// @param all rows of one subject that may be told of
    static Told told_of(const std::vector<const Within*>& all) {
        const auto within = [](const Within* one) { return std::fabs(one->comparison.difference); };
        const auto raw = [](const Within* one) { return std::fabs(one->comparison.raw_difference); };
        Told told;
        for (const Within* one : all) {
            const auto wider = [&](const Within* than) { return than == nullptr || within(one) > within(than); };
            if (one->reversed() && wider(told.reversal)) { told.reversal = one; }
            if (one->hidden() && wider(told.hidden)) { told.hidden = one; }
            if (one->raw_evidence && (told.gap == nullptr || raw(one) > raw(told.gap))) { told.gap = one; }
        }
        // Of the widest gap's columns the one within which least of it is left.
        if (told.gap == nullptr) { return told; }
        for (const Within* one : all) {
            if (one->group == told.gap->group && within(one) < within(told.gap)) { told.gap = one; }
        }
        return told;
    }

    static std::size_t columns_of(const std::vector<const Within*>& all) {
        std::vector<std::size_t> seen;
        for (const Within* one : all) {
            if (std::ranges::find(seen, one->column) == seen.end()) { seen.push_back(one->column); }
        }
        return seen.size();
    }

    Outcome finding(const AuditContext& context, const Subject& subject, const std::vector<const Within*>& all) const {
        const Grouping& grouping = subject.grouping;
        std::vector<const Within*> shown;
        std::ranges::copy_if(all, std::back_inserter(shown),
                             [&](const Within* one) { return context.shows(std::min(one->people, one->raw_people)); });
        const Told found = told_of(shown);
        const Within* told = found.one();
        const bool finds = found.reversal != nullptr || found.hidden != nullptr;
        const Status status = finds ? Status::warn : told != nullptr ? Status::info : Status::pass;
        const std::size_t columns = columns_of(all);
        const std::string& favoured = grouping.labels[*grouping.favoured];
        OutcomeBuilder texts(info(), status, finds ? Severity::medium : Severity::none, subject.names);
        texts.values.count("columns", columns).group("favoured", favoured, grouping.binned);
        texts.say(found.variant());
        if (told != nullptr) {
            fill(context, grouping, *told, texts.values);
            texts.headline().headline_note();
        }
        Outcome outcome = texts.make();
        if (told != nullptr) {
            const stats::StratifiedComparison& c = told->comparison;
            outcome.metrics.label("group", grouping.labels[told->group]);
            outcome.metrics.label("favoured", favoured);
            outcome.metrics.text("column", context.name(told->column));
            outcome.metrics.points("raw_difference", c.raw_difference);
            outcome.metrics.points("difference", c.difference).with(c.difference_ci95);
            outcome.metrics.share("explained_share", told->explained());
        }
        outcome.metrics.count("columns_compared", columns);
        const auto reversals = std::ranges::count_if(shown, [](const Within* one) { return one->reversed(); });
        outcome.metrics.count("reversals", static_cast<std::uint64_t>(reversals));
        outcome.binned = grouping.binned;
        for (const Within* one : all) { outcome.groups.push_back(row_of(context, grouping, *one)); }
        if (told != nullptr) { outcome.chart = chart(context, outcome.id, subject, shown, *told); }
        explain_conditional(outcome);
        return outcome;
    }

    static void fill(const AuditContext& context, const Grouping& grouping, const Within& told, Message& values) {
        const stats::StratifiedComparison& c = told.comparison;
        const auto direction = [](double difference) {
            return difference < 0 ? "bias.conditional.less" : "bias.conditional.more";
        };
        values.text("column", context.name(told.column))
            .group("group", grouping.labels[told.group], grouping.binned)
            .number("raw", std::fabs(c.raw_difference))
            .number("within", std::fabs(c.difference))
            .number("explained", std::clamp(told.explained(), 0.0, 1.0))
            .number("low", c.difference_ci95.low)
            .number("high", c.difference_ci95.high)
            .term("raw_direction", direction(c.raw_difference))
            .term("direction", direction(c.difference))
            .number("p", told.log10_p_holm);
    }

    static Group row_of(const AuditContext& context, const Grouping& grouping, const Within& one) {
        const stats::StratifiedComparison& c = one.comparison;
        Group row;
        row.people = one.n;
        Figures& figures = row.figures;
        figures.text("column", context.name(one.column));
        figures.label("group", grouping.labels[one.group]);
        figures.size("n", one.n);
        figures.count("strata", c.strata).opened();
        figures.points("raw_difference", c.raw_difference).of(one.raw_people);
        figures.points("difference", c.difference).with(c.difference_ci95).of(one.people);
        figures.factor("ratio", c.ratio).with(c.ratio_ci95).of(one.people);
        figures.number("cmh", c.cmh.statistic).of(one.people);
        figures.log10_p("log10_p", c.cmh.log10_p).of(one.people);
        figures.log10_p("log10_p_holm", one.log10_p_holm).of(one.people);
        figures.number("demographic_disparity", c.demographic_disparity).of(one.raw_people);
        figures.number("conditional_demographic_disparity", c.conditional_demographic_disparity).of(one.people);
        figures.word("verdict", one.verdict()).of(std::min(one.people, one.raw_people));
        return row;
    }

    /// The gap of the group that is told of, as it is and among people who are alike in each column.
    static Chart chart(const AuditContext& context, const std::string& id, const Subject& subject,
                       const std::vector<const Within*>& shown, const Within& told) {
        Chart chart;
        const double least = context.limit(least_gap);
        const Grouping& grouping = subject.grouping;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").group("group", grouping.labels[told.group], grouping.binned);
        chart.title.group("favoured", grouping.labels[*grouping.favoured], grouping.binned);
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::points;
        chart.limit_low = -least;
        chart.limit_high = least;
        chart.limit_note = Message(id + ".limit_note").number("limit", least);
        const stats::Fraction own = subject.cube.selection(told.group);
        const stats::Fraction theirs = subject.cube.selection(*grouping.favoured);
        ChartRow raw;
        raw.label_term = Message(id + ".raw");
        raw.value = own.value() - theirs.value();
        raw.ci95 = stats::newcombe_difference(own.k, own.n, theirs.k, theirs.n);
        raw.n = own.n;
        raw.people = std::min(own.n, theirs.n);
        chart.rows.push_back(std::move(raw));
        std::vector<const Within*> rows;
        std::ranges::copy_if(shown, std::back_inserter(rows),
                             [&](const Within* one) { return one->group == told.group; });
        const auto explains = [](const Within* one) {
            return -std::fabs(one->comparison.raw_difference - one->comparison.difference);
        };
        sort_few(rows, {}, explains);
        for (const Within* one : rows) {
            if (chart.rows.size() > most_chart_rows) { break; }
            ChartRow row;
            row.label = context.name(one->column);
            row.value = one->comparison.difference;
            row.ci95 = one->comparison.difference_ci95;
            row.n = one->n;
            row.people = one->people;
            row.status = one->reversed() || one->hidden() ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }
};

}  // namespace

const Check& conditional() {
    static const Conditional check;
    return check;
}

}  // namespace klarsicht::bias
