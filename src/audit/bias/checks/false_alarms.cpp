#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/findings.h"
#include "audit/rate_gap.h"
#include "stats/random.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};
/// Those of `gap_limits`.
constexpr std::array<std::string_view, 4> limit_names = {
    "bias.selection_rate.ratio", "bias.group_gaps.negligible_ratio", "bias.group_gaps.alpha", "bias.group_gaps.power"};
constexpr std::size_t usual_shuffles = 200;
constexpr std::size_t least_shuffles = 20;
/// Cells and comparisons that all shuffles together may take.
constexpr std::size_t most_work = 400'000;
constexpr std::uint64_t seed = 20261102;

/// A cell of the joint cube with the groups its people belong to.
struct Member {
    std::vector<std::uint32_t> group;  ///< [subjects] Grouping::none where a value is missing
};

/// The tool tried on this file with decisions that nobody made: how often would it raise an alarm where nothing is?
class FalseAlarms final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.false_alarms", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || measured_subjects(context).empty()) {
            return {nothing_to_compare(info(), context, columns)};
        }
        std::vector<const Subject*> subjects;
        for (const Subject& subject : measured_subjects(context)) {
            if (subject.problem.empty() && subject.grouping.favoured) { subjects.push_back(&subject); }
        }
        const std::optional<Cube>& cube = joint_cube(context);
        if (subjects.empty() || !cube) {
            const std::string_view problem = measured_subjects(context).front().problem;
            Outcome outcome = not_assessed(info());
            outcome.needs = needs_of(!subjects.empty() ? "too_many_crossed"
                                     : problem.empty() ? "favoured_absent"
                                                       : problem);
            return {outcome};
        }
        return {tried(context, *cube, subjects)};
    }

private:
    struct Tried {
        bool alarm = false;
        bool naive = false;  ///< the smallest rate is below four fifths of the largest
    };

    /// How often which alarm was raised.
    struct Alarms {
        std::size_t shuffles = 0;
        std::size_t comparisons = 0;
        std::uint64_t own = 0;
        std::uint64_t naive = 0;  ///< of the bare four-fifths rule

        stats::Fraction rate() const { return {own, shuffles}; }
        stats::Fraction naive_rate() const { return {naive, shuffles}; }
    };

    Outcome tried(const AuditContext& context, const Cube& cube, const std::vector<const Subject*>& subjects) const {
        const GapLimits limits = gap_limits(context);
        const Alarms alarms = shuffled(cube, subjects, limits);
        const stats::Fraction rate = alarms.rate();
        const stats::Fraction naive_rate = alarms.naive_rate();
        // More alarms than were agreed on, and not by chance: the verdicts on this file are not to be trusted.
        const bool too_many = rate.ci95().low > limits.alpha;
        OutcomeBuilder texts(info(), too_many ? Status::warn : Status::pass,
                             too_many ? Severity::medium : Severity::none);
        texts.values.count("shuffles", alarms.shuffles)
            .count("alarms", alarms.own)
            .count("naive", alarms.naive)
            .number("rate", rate.value())
            .number("naive_rate", naive_rate.value())
            .number("alpha", limits.alpha)
            .number("ratio", limits.ratio)
            .count("comparisons", alarms.comparisons);
        Outcome outcome = texts.say(too_many ? "too_many" : "held").headline().headline_note().make();
        Figures& metrics = outcome.metrics;
        metrics.count("shuffles", alarms.shuffles);
        metrics.count("false_alarms", alarms.own);
        metrics.share("false_alarm_rate", rate.value()).with(rate.ci95());
        metrics.count("four_fifths_alarms", alarms.naive);
        metrics.share("four_fifths_alarm_rate", naive_rate.value()).with(naive_rate.ci95());
        metrics.number("alpha", limits.alpha);
        metrics.count("comparisons", alarms.comparisons);
        explain_false_alarms(outcome);
        outcome.chart = chart(outcome.id, alarms, limits.alpha);
        return outcome;
    }

    /// Shows trials, not people: nothing that was decided about anybody.
    static Chart chart(const std::string& id, const Alarms& alarms, double alpha) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").count("shuffles", alarms.shuffles);
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        chart.limit_low = 0;
        chart.limit_high = alpha;
        chart.limit_note = Message(id + ".limit_note").number("alpha", alpha);
        for (const auto& [key, fraction] : {std::pair<std::string, stats::Fraction>{".row.own", alarms.rate()},
                                            {".row.four_fifths", alarms.naive_rate()}}) {
            ChartRow row;
            row.label_term = Message(id + key);
            row.value = fraction.value();
            row.ci95 = fraction.ci95();
            row.n = fraction.n;
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }

    /// The file's decisions dealt anew, again and again.
    static Alarms shuffled(const Cube& cube, const std::vector<const Subject*>& subjects, const GapLimits& limits) {
        const std::vector<Member> members = members_of(cube, subjects);
        std::vector<std::uint64_t> sizes;
        std::uint64_t selected = 0;
        for (const Cube::Cell& cell : cube.cells()) {
            std::uint64_t n = 0;
            for (std::size_t outcome = 0; outcome < 3; ++outcome) {
                n += cell.rows[outcome * 3] + cell.rows[outcome * 3 + 1];
                selected += cell.rows[outcome * 3 + 1];
            }
            sizes.push_back(n);
        }
        Alarms alarms;
        for (const Subject* subject : subjects) { alarms.comparisons += subject->grouping.labels.size() - 1; }
        const std::size_t work = sizes.size() + 4 * alarms.comparisons;
        alarms.shuffles = std::clamp(most_work / work, least_shuffles, usual_shuffles);
        stats::Random random(seed);
        std::vector<std::uint64_t> dealt(sizes.size());
        for (std::size_t s = 0; s < alarms.shuffles; ++s) {
            stats::deal(sizes, selected, random, dealt);
            const Tried result = try_once(members, sizes, dealt, subjects, limits);
            alarms.own += result.alarm ? 1 : 0;
            alarms.naive += result.naive ? 1 : 0;
        }
        return alarms;
    }

    static Tried try_once(const std::vector<Member>& members, const std::vector<std::uint64_t>& sizes,
                          const std::vector<std::uint64_t>& dealt, const std::vector<const Subject*>& subjects,
                          const GapLimits& limits) {
        Tried result;
        std::vector<Gap> gaps;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            std::vector<stats::Fraction> groups(subjects[s]->grouping.labels.size(), {0, 0});
            for (std::size_t i = 0; i < members.size(); ++i) {
                const std::uint32_t group = members[i].group[s];
                if (group == Grouping::none) { continue; }
                groups[group].k += dealt[i];
                groups[group].n += sizes[i];
            }
            const std::size_t favoured = *subjects[s]->grouping.favoured;
            double low = 1;
            double high = 0;
            for (std::size_t g = 0; g < groups.size(); ++g) {
                if (groups[g].n == 0) { continue; }
                low = std::min(low, groups[g].value());
                high = std::max(high, groups[g].value());
                if (g != favoured) { gaps.push_back(compare_rates(groups[g], groups[favoured])); }
            }
            result.naive = result.naive || low < limits.ratio * high;
        }
        judge_gaps(gaps, limits);
        result.alarm = std::ranges::any_of(gaps, [](const Gap& gap) {
            return gap.verdict == GapVerdict::disparity_large || gap.verdict == GapVerdict::disparity;
        });
        return result;
    }

    /// Which group of every subject a cell of the cube belongs to, by label.
    static std::vector<Member> members_of(const Cube& cube, const std::vector<const Subject*>& subjects) {
        std::vector<Member> members(cube.cells().size());
        for (const Subject* subject : subjects) {
            std::vector<std::size_t> places;
            for (const std::size_t column : subject->grouping.columns) {
                const auto part = std::ranges::find(cube.parts(), column, &Cube::Part::column);
                places.push_back(static_cast<std::size_t>(part - cube.parts().begin()));
            }
            std::map<std::vector<std::uint32_t>, std::uint32_t> number;
            for (std::uint32_t g = 0; g < subject->members.size(); ++g) { number.emplace(subject->members[g], g); }
            for (std::size_t i = 0; i < members.size(); ++i) {
                std::vector<std::uint32_t> own;
                for (const std::size_t place : places) { own.push_back(cube.cells()[i].members[place]); }
                const auto found = number.find(own);
                members[i].group.push_back(found == number.end() ? Grouping::none : found->second);
            }
        }
        return members;
    }
};

}  // namespace

const Check& false_alarms() {
    static const FalseAlarms check;
    return check;
}

}  // namespace klarsicht::bias
