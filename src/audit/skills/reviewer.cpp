#include <algorithm>
#include <array>
#include <cmath>

#include "audit/groups.h"
#include "audit/rate_gap.h"
#include "audit/skills/checks.h"
#include "audit/skills/words.h"
#include "base/whole_number.h"

namespace klarsicht::skills {

namespace {

constexpr std::array<Role, 2> needs = {Role::decision, Role::reviewer};
constexpr std::string_view share_limit = "skills.reviewer.share";
constexpr std::string_view same_limit = "skills.reviewer.same_decisions";
constexpr std::array limit_names = {share_limit, same_limit};
constexpr std::size_t most_groups = 50;
constexpr std::size_t most_chart_rows = 12;

/// Every decision with whether a human looked at it.
struct Reviews {
    std::size_t decision;
    std::size_t reviewer;
    std::vector<std::uint8_t> decided;  ///< [codes of the decision] 1, 0, 2 unknown
    std::vector<std::uint8_t> human;    ///< [codes of the reviewer]
    std::uint64_t known = 0;            ///< decisions
    std::uint64_t selected = 0;
    std::uint64_t refused_alone = 0;           ///< refusals without a human
    RowSet without;                            ///< decisions without a human
    std::vector<stats::Fraction> by_reviewer;  ///< [codes of the reviewer] selected
};

Reviews count_reviews(const AuditContext& context, std::size_t decision, std::size_t reviewer) {
    const Column& decisions = context.table.columns[decision];
    const Column& reviewers = context.table.columns[reviewer];
    Reviews reviews{.decision = decision,
                    .reviewer = reviewer,
                    .decided = positive_codes(context, decision),
                    .human = human_codes(context, reviewer),
                    .without = {},
                    .by_reviewer = std::vector<stats::Fraction>(reviewers.counts.size(), stats::Fraction{0, 0})};
    for (std::size_t row = 0; row < decisions.codes.size(); ++row) {
        const std::uint8_t state = reviews.decided[decisions.codes[row]];
        if (state == 2) { continue; }
        const std::uint32_t who = reviewers.codes[row];
        ++reviews.known;
        reviews.selected += state;
        ++reviews.by_reviewer[who].n;
        reviews.by_reviewer[who].k += state;
        if (reviews.human[who] != 0) { continue; }
        reviews.without.add(row);
        reviews.refused_alone += state == 0 ? 1 : 0;
    }
    return reviews;
}

/// The groups of one column with how many of their decisions a human saw.
struct Subject {
    std::size_t column;
    std::vector<std::string> labels;
    std::vector<stats::Fraction> reviewed;  ///< [groups]
    std::uint32_t favoured;
    bool binned;
};

std::optional<Subject> subject_of(const AuditContext& context, const Reviews& reviews, std::size_t column) {
    if (context.interpretation(column).distinct > most_groups && !context.plan.bins.contains(context.name(column))) {
        return std::nullopt;
    }
    Grouping grouping = group_rows(context, {column});
    const std::size_t groups = grouping.labels.size();
    if (groups < 2 || groups > most_groups || !grouping.favoured) { return std::nullopt; }
    Subject subject{column, std::move(grouping.labels), {}, *grouping.favoured, grouping.binned};
    subject.reviewed.assign(groups, stats::Fraction{0, 0});
    const std::vector<std::uint32_t>& decisions = context.table.columns[reviews.decision].codes;
    const std::vector<std::uint32_t>& reviewers = context.table.columns[reviews.reviewer].codes;
    for (std::size_t row = 0; row < decisions.size(); ++row) {
        const std::uint32_t group = grouping.group[row];
        if (group == Grouping::none || reviews.decided[decisions[row]] == 2) { continue; }
        ++subject.reviewed[group].n;
        subject.reviewed[group].k += reviews.human[reviewers[row]];
    }
    return subject;
}

/// Decisions that no human looked at.
class Reviewer final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "skills.reviewer",
                                     .area = Area::skills,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::optional<std::size_t> decision = context.first_with(Role::decision);
        const std::optional<std::size_t> reviewer = context.first_with(Role::reviewer);
        if (!decision || !reviewer) {
            return {not_assessed_for_want_of(info(), decision.has_value(), "skills.needs.decision",
                                             reviewer.has_value(), "skills.reviewer.needs.reviewer")};
        }
        const Reviews reviews = count_reviews(context, *decision, *reviewer);
        std::vector<std::string> subject = {context.name(*decision), context.name(*reviewer)};
        if (reviews.known == 0) { return {not_assessed(info(), std::move(subject))}; }
        if (!context.shows(reviews.known)) {
            Outcome outcome = not_assessed(info(), std::move(subject));
            outcome.needs = Message("skills.reviewer.needs.people");
            return {std::move(outcome)};
        }
        std::vector<Outcome> outcomes;
        outcomes.push_back(overall(context, reviews, std::move(subject)));
        if (reviews.without.count > 0 && reviews.without.count < reviews.known) {
            by_group(context, reviews, outcomes);
        }
        same_decisions(context, reviews, outcomes);
        return outcomes;
    }

private:
    Outcome overall(const AuditContext& context, const Reviews& reviews, std::vector<std::string> subject) const {
        const stats::Fraction share{reviews.without.count, reviews.known};
        const bool none = share.k == 0;
        const bool all = share.k == share.n;
        const Severity severity = share.value() > context.limit(share_limit) ? Severity::medium : Severity::low;
        // How many were refused without a human gives away how many with one, where the total is told elsewhere.
        const std::uint64_t people = none || all ? share.n : std::min(share.k, share.n - share.k);
        OutcomeBuilder finding(info(), none ? Status::pass : Status::warn, none ? Severity::none : severity,
                               std::move(subject));
        finding.values.number("share", share.value()).count("rows", share.k).count("of", share.n);
        if (context.shows(people)) { finding.values.count("refused", reviews.refused_alone); }
        finding.title(none ? "none" : all ? "all" : "some");
        finding.summary(none ? "none" : all ? "all" : context.shows(people) ? "some" : "some_few");
        if (!none) { finding.headline().headline_note(); }
        Outcome outcome = finding.make();
        outcome.metrics.size("decisions", share.n);
        outcome.metrics.count("without_human", share.k);
        outcome.metrics.share("without_human_share", share);
        outcome.metrics.count("negative_without_human", reviews.refused_alone).of(people);
        outcome.rows = reviews.without;
        return outcome;
    }

    /// Groups whose decisions a human sees less often.
    void by_group(const AuditContext& context, const Reviews& reviews, std::vector<Outcome>& outcomes) const {
        std::vector<Subject> subjects;
        std::vector<Gap> gaps;
        for (const std::size_t column : context.columns_with(Role::protected_)) {
            std::optional<Subject> subject = subject_of(context, reviews, column);
            if (!subject) { continue; }
            for (std::size_t g = 0; g < subject->labels.size(); ++g) {
                if (g == subject->favoured || subject->reviewed[g].n == 0) { continue; }
                gaps.push_back(compare_rates(subject->reviewed[g], subject->reviewed[subject->favoured]));
                gaps.back().subject = subjects.size();
                gaps.back().group = g;
            }
            subjects.push_back(std::move(*subject));
        }
        judge_gaps(gaps, gap_limits(context));
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const Subject& subject = subjects[s];
            const Gap* worst = nullptr;
            for (const Gap& gap : gaps) {
                if (gap.subject != s || !gap.less()) { continue; }
                if (!context.shows(gap.own.n) || !context.shows(gap.favoured.n)) { continue; }
                const bool counts = gap.verdict == GapVerdict::disparity || gap.verdict == GapVerdict::disparity_large;
                if (counts && (worst == nullptr || gap.difference < worst->difference)) { worst = &gap; }
            }
            if (worst != nullptr) { outcomes.push_back(unequal(context, reviews, subject, *worst)); }
        }
    }

    Outcome unequal(const AuditContext& context, const Reviews& reviews, const Subject& subject,
                    const Gap& worst) const {
        OutcomeBuilder finding(info(), Status::warn, Severity::medium,
                               {context.name(reviews.reviewer), context.name(subject.column)});
        finding.values.group("group", subject.labels[worst.group], subject.binned)
            .group("favoured", subject.labels[subject.favoured], subject.binned)
            .number("rate", worst.own.value())
            .number("favoured_rate", worst.favoured.value())
            .number("low", -worst.difference_ci95.high)
            .number("high", -worst.difference_ci95.low)
            .number("p", worst.log10_p_holm);
        Outcome outcome = finding.say("unequal").headline("unequal").headline_note("unequal").make();
        outcome.intervals.interval("difference", worst.difference_ci95);
        add_groups(context, subject, worst, outcome);
        return outcome;
    }

    static void add_groups(const AuditContext& context, const Subject& subject, const Gap& worst, Outcome& outcome) {
        outcome.binned = subject.binned;
        outcome.chart.kind = Chart::Kind::intervals;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::share;
        for (std::size_t g = 0; g < subject.labels.size(); ++g) {
            const stats::Fraction& reviewed = subject.reviewed[g];
            Group& group = outcome.groups.emplace_back();
            group.people = reviewed.n;
            group.figures.label("group", subject.labels[g]);
            group.figures.size("n", reviewed.n);
            group.figures.count("reviewed", reviewed.k);
            group.figures.share("reviewed_share", reviewed.value());
            if (!context.shows(reviewed.n) || reviewed.n == 0 || outcome.chart.rows.size() == most_chart_rows) {
                continue;
            }
            ChartRow row = ChartRow::of(subject.labels[g], subject.binned, reviewed);
            row.section = context.name(subject.column);
            row.reference = g == subject.favoured;
            row.status = g == worst.group ? Status::warn : Status::info;
            outcome.chart.rows.push_back(std::move(row));
        }
    }

    /// Reviewers who never say anything else. How likely that is by chance: the overall rate to the power of their
    /// decisions, for all of them.
    void same_decisions(const AuditContext& context, const Reviews& reviews, std::vector<Outcome>& outcomes) const {
        const auto least = whole_number<std::uint64_t>(std::max(1.0, context.limit(same_limit)));
        const double rate = stats::rate(reviews.selected, reviews.known);
        const std::size_t codes = reviews.by_reviewer.size();
        std::uint64_t reviewers = 0;
        for (std::size_t code = 0; code < codes; ++code) {
            reviewers += reviews.human[code] != 0 && reviews.by_reviewer[code].n > 0 ? 1 : 0;
        }
        std::uint64_t same = 0;
        std::uint64_t decisions = 0;
        for (std::size_t code = 0; code < codes; ++code) {
            const stats::Fraction& own = reviews.by_reviewer[code];
            if (reviews.human[code] == 0 || own.n < least || !context.shows(own.n)) { continue; }
            if (own.k != 0 && own.k != own.n) { continue; }
            const double log10_chance = static_cast<double>(own.n) * std::log10(own.k == 0 ? 1 - rate : rate);
            if (log10_chance + std::log10(static_cast<double>(reviewers)) >= -3) { continue; }
            ++same;
            decisions += own.n;
        }
        // A single reviewer, or a column that only says "checked", is no person with a habit.
        if (same == 0 || reviewers < 2) { return; }
        OutcomeBuilder finding(info(), Status::warn, Severity::low, {context.name(reviews.reviewer)});
        finding.values.count("reviewers", same)
            .count("of", reviewers)
            .count("decisions", decisions)
            .count("least", least);
        Outcome outcome = finding.say("same").headline("same").headline_note("same").make();
        outcome.metrics.count("reviewers", reviewers);
        outcome.metrics.count("reviewers_always_same", same);
        outcome.metrics.count("decisions", decisions);
        outcomes.push_back(std::move(outcome));
    }
};

}  // namespace

const Check& reviewer() {
    static const Reviewer check;
    return check;
}

}  // namespace klarsicht::skills
