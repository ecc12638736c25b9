#include <algorithm>
#include <array>
#include <cmath>

#include "audit/groups.h"
#include "audit/rate_gap.h"
#include "audit/skills/checks.h"
#include "audit/skills/words.h"
#include "stats/decision_cube.h"

namespace klarsicht::skills {

namespace {

constexpr std::array<Role, 2> needs = {Role::decision, Role::reviewer};
constexpr std::array<std::string_view, 2> limit_names = {"skills.reviewer.share", "skills.reviewer.same_decisions"};
constexpr std::size_t most_groups = 50;
constexpr std::size_t most_chart_rows = 12;

/// Decisions that no human looked at.
class Reviewer final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "skills.reviewer", .area = Area::skills, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::optional<std::size_t> decision = context.first_with(Role::decision);
        const std::optional<std::size_t> reviewer = context.first_with(Role::reviewer);
        if (!decision || !reviewer) {
            return {not_assessed_for_want_of(info(), decision.has_value(), "skills.needs.decision", reviewer.has_value(), "skills.reviewer.needs.reviewer")};
        }
        const Column& decisions = context.table.columns[*decision];
        const Column& reviewers = context.table.columns[*reviewer];
        const std::vector<std::uint8_t> decided = positive_codes(context, *decision);
        const std::vector<std::uint8_t> human = human_codes(context, *reviewer);

        std::uint64_t known = 0;
        std::uint64_t selected = 0;
        std::uint64_t refused_alone = 0;
        RowSet without;
        std::vector<stats::Fraction> by_reviewer(reviewers.counts.size(), stats::Fraction{0, 0});
        for (std::size_t row = 0; row < decisions.codes.size(); ++row) {
            const std::uint8_t state = decided[decisions.codes[row]];
            if (state == 2) { continue; }
            ++known;
            selected += state;
            stats::Fraction& own = by_reviewer[reviewers.codes[row]];
            ++own.n;
            own.k += state;
            if (human[reviewers.codes[row]] == 0) {
                ++without.count;
                refused_alone += state == 0 ? 1 : 0;
                if (without.first.size() < 20) { without.first.push_back(row); }
            }
        }
        if (known == 0) { return {not_assessed(info(), {context.name(*decision), context.name(*reviewer)})}; }

        std::vector<Outcome> outcomes;
        const stats::Fraction share{without.count, known};
        const bool many = share.value() > context.limit(limit_names[0]);
        const std::string variant = without.count == 0 ? "none" : without.count == known ? "all" : "some";
        Outcome outcome = outcome_of(info(), without.count == 0 ? Status::pass : Status::warn,
                                     without.count == 0 ? Severity::none : many ? Severity::medium : Severity::low, {context.name(*decision), context.name(*reviewer)});
        outcome.title = Message(outcome.id + ".title." + variant).number("share", share.value()).count("rows", without.count);
        outcome.summary = Message(outcome.id + ".summary." + variant)
                              .count("rows", without.count)
                              .count("of", known)
                              .number("share", share.value())
                              .count("refused", refused_alone);
        if (without.count > 0) {
            outcome.headline = Message(outcome.id + ".headline").number("share", share.value());
            outcome.headline_note = Message(outcome.id + ".headline_note").count("rows", without.count).count("of", known);
        }
        outcome.metrics = {{"decisions", known}, {"without_human", without.count}, {"without_human_share", share.value()}, {"negative_without_human", refused_alone}};
        outcome.intervals["without_human_share"] = json::array({share.ci95().low, share.ci95().high});
        outcome.rows = std::move(without);
        outcomes.push_back(std::move(outcome));
        if (share.k > 0 && share.k < known) { by_group(context, decisions, decided, reviewers, human, outcomes); }
        same_decisions(context, by_reviewer, human, stats::rate(selected, known), *reviewer, outcomes);
        return outcomes;
    }

private:
    /// Groups whose decisions a human sees less often.
    void by_group(const AuditContext& context, const Column& decisions, const std::vector<std::uint8_t>& decided, const Column& reviewers,
                  const std::vector<std::uint8_t>& human, std::vector<Outcome>& outcomes) const {
        struct Subject {
            std::size_t column;
            std::vector<std::string> labels;
            std::vector<stats::Fraction> reviewed;
            std::uint32_t favoured;
            bool binned;
        };
        std::vector<Subject> subjects;
        std::vector<Gap> gaps;
        for (const std::size_t column : context.columns_with(Role::protected_)) {
            if (context.interpretation(column).distinct > most_groups && !context.plan.bins.contains(context.name(column))) { continue; }
            const Grouping grouping = group_rows(context, {column});
            if (grouping.labels.size() < 2 || grouping.labels.size() > most_groups || !grouping.favoured) { continue; }
            Subject subject{column, grouping.labels, std::vector<stats::Fraction>(grouping.labels.size(), stats::Fraction{0, 0}), *grouping.favoured, grouping.binned};
            for (std::size_t row = 0; row < decisions.codes.size(); ++row) {
                if (grouping.group[row] == Grouping::none || decided[decisions.codes[row]] == 2) { continue; }
                ++subject.reviewed[grouping.group[row]].n;
                subject.reviewed[grouping.group[row]].k += human[reviewers.codes[row]];
            }
            for (std::size_t g = 0; g < subject.labels.size(); ++g) {
                if (g == subject.favoured || subject.reviewed[g].n == 0) { continue; }
                gaps.push_back(compare_rates(subject.reviewed[g], subject.reviewed[subject.favoured]));
                gaps.back().subject = subjects.size();
                gaps.back().group = g;
            }
            subjects.push_back(std::move(subject));
        }
        judge_gaps(gaps, gap_limits(context));
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const Gap* worst = nullptr;
            for (const Gap& gap : gaps) {
                const bool counts = gap.subject == s && gap.less() && (gap.verdict == GapVerdict::disparity || gap.verdict == GapVerdict::disparity_large);
                if (counts && (worst == nullptr || gap.difference < worst->difference)) { worst = &gap; }
            }
            if (worst != nullptr) { outcomes.push_back(unequal(context, subjects[s].column, subjects[s].labels, subjects[s].reviewed, subjects[s].favoured, subjects[s].binned, *worst)); }
        }
    }

    Outcome unequal(const AuditContext& context, std::size_t column, const std::vector<std::string>& labels, const std::vector<stats::Fraction>& reviewed,
                    std::uint32_t favoured, bool binned, const Gap& worst) const {
        Outcome outcome = outcome_of(info(), Status::warn, Severity::medium, {context.name(*context.first_with(Role::reviewer)), context.name(column)});
        const auto fill = [&](Message message) {
            message.group("group", labels[worst.group], binned)
                .group("favoured", labels[favoured], binned)
                .number("rate", worst.own.value())
                .number("favoured_rate", worst.favoured.value())
                .number("low", -worst.difference_ci95.high)
                .number("high", -worst.difference_ci95.low)
                .number("p", worst.log10_p_holm);
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title.unequal"));
        outcome.summary = fill(Message(outcome.id + ".summary.unequal"));
        outcome.headline = fill(Message(outcome.id + ".headline.unequal"));
        outcome.headline_note = fill(Message(outcome.id + ".headline_note.unequal"));
        outcome.intervals["difference"] = json::array({worst.difference_ci95.low, worst.difference_ci95.high});
        outcome.binned = binned;
        outcome.chart.kind = Chart::Kind::intervals;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::share;
        for (std::size_t g = 0; g < labels.size(); ++g) {
            outcome.groups.push_back({{"group", labels[g]}, {"n", reviewed[g].n}, {"reviewed", reviewed[g].k}, {"reviewed_share", reviewed[g].value()}});
            if (reviewed[g].n == 0 || outcome.chart.rows.size() == most_chart_rows) { continue; }
            ChartRow row;
            row.section = context.name(column);
            row.label = labels[g];
            row.label_term = spoken_label(labels[g], binned);
            row.value = reviewed[g].value();
            row.low = reviewed[g].ci95().low;
            row.high = reviewed[g].ci95().high;
            row.n = reviewed[g].n;
            row.reference = g == favoured;
            row.status = g == worst.group ? Status::warn : Status::info;
            outcome.chart.rows.push_back(std::move(row));
        }
        return outcome;
    }

    /// Reviewers who never say anything else. How likely that is by chance: the overall rate to the power of their decisions, for all of them.
    void same_decisions(const AuditContext& context, const std::vector<stats::Fraction>& by_reviewer, const std::vector<std::uint8_t>& human, double rate,
                        std::size_t reviewer, std::vector<Outcome>& outcomes) const {
        const auto least = static_cast<std::uint64_t>(std::max(1.0, context.limit(limit_names[1])));
        std::uint64_t reviewers = 0;
        for (std::size_t code = 0; code < by_reviewer.size(); ++code) { reviewers += human[code] != 0 && by_reviewer[code].n > 0 ? 1 : 0; }
        std::uint64_t same = 0;
        std::uint64_t decisions = 0;
        for (std::size_t code = 0; code < by_reviewer.size(); ++code) {
            const stats::Fraction& own = by_reviewer[code];
            if (human[code] == 0 || own.n < least || (own.k != 0 && own.k != own.n)) { continue; }
            const double log10_chance = static_cast<double>(own.n) * std::log10(own.k == 0 ? 1 - rate : rate);
            if (log10_chance + std::log10(static_cast<double>(reviewers)) < -3) {
                ++same;
                decisions += own.n;
            }
        }
        // A single reviewer, or a column that only says "checked", is no person with a habit.
        if (same == 0 || reviewers < 2) { return; }
        Outcome outcome = outcome_of(info(), Status::warn, Severity::low, {context.name(reviewer)});
        outcome.title = Message(outcome.id + ".title.same").count("reviewers", same);
        outcome.summary = Message(outcome.id + ".summary.same").count("reviewers", same).count("of", reviewers).count("decisions", decisions).count("least", least);
        outcome.headline = Message(outcome.id + ".headline.same").count("reviewers", same).count("of", reviewers);
        outcome.headline_note = Message(outcome.id + ".headline_note.same").count("decisions", decisions);
        outcome.metrics = {{"reviewers", reviewers}, {"reviewers_always_same", same}, {"decisions", decisions}};
        outcomes.push_back(std::move(outcome));
    }
};

}  // namespace

const Check& reviewer() {
    static const Reviewer check;
    return check;
}

}  // namespace klarsicht::skills
