#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/checks/traps.h"
#include "audit/bias/counts/subjects.h"
#include "stats/contingency.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};
constexpr std::string_view reversed_phi = "bias.setup.reversed_phi";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array<std::string_view, 4> limit_names = {reversed_phi, alpha, "quality.leakage.auc",
                                                         "bias.scores.auc_gap"};

/// How the decisions of the whole file met what really happened.
stats::Confusion confusion_of(const AuditContext& context, std::size_t decision, std::size_t outcome) {
    const std::vector<std::uint32_t>& decision_codes = context.table.columns[decision].codes;
    const std::vector<std::uint32_t>& outcome_codes = context.table.columns[outcome].codes;
    const std::vector<std::uint8_t> decided = positive_codes(context, decision);
    const std::vector<std::uint8_t> happened = positive_codes(context, outcome);
    stats::DecisionCube cube(1);
    for (std::size_t row = 0; row < decision_codes.size(); ++row) {
        cube.add(0, happened[outcome_codes[row]], decided[decision_codes[row]]);
    }
    return cube.confusion(0);
}

stats::Association association_of(const stats::Confusion& c) {
    stats::Contingency table(2, 2);
    table.add(0, 0, c.tn);
    table.add(0, 1, c.fp);
    table.add(1, 0, c.fn);
    table.add(1, 1, c.tp);
    return stats::association(table);
}

/// Traps in the plan that would turn every comparison upside down.
class Setup final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.setup", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        const std::vector<SubjectColumns> subjects =
            columns.decision ? subjects_of(context, columns) : std::vector<SubjectColumns>{};
        if (subjects.empty()) { return {nothing_to_compare(info(), context, columns)}; }
        std::vector<Outcome> outcomes;
        for (const SubjectColumns& subject : subjects) {
            if (!subject.crossed) { favoured_absent(context, subject.columns.front(), outcomes); }
        }
        for (const Role role : {Role::decision, Role::outcome}) {
            if (const auto named = context.columns_with(role); named.size() > 1) {
                outcomes.push_back(role_repeated(context, role, named));
            }
        }
        if (columns.outcome && *columns.outcome != *columns.decision) { reversed(context, columns, outcomes); }
        find_traps(info(), context, outcomes);
        if (outcomes.empty()) {
            outcomes.push_back(OutcomeBuilder(info(), Status::pass, Severity::none).say("none").make());
        }
        return outcomes;
    }

private:
    /// A favoured group of the plan that nobody in the file belongs to.
    void favoured_absent(const AuditContext& context, std::size_t column, std::vector<Outcome>& outcomes) const {
        constexpr std::size_t most_listed = 8;
        const auto named = context.plan.favoured.find(context.name(column));
        if (named == context.plan.favoured.end()) { return; }
        const CodeGroups groups = groups_of(context, column);
        if (groups.labels.empty() || favoured_group(context, column, groups)) { return; }
        std::string list;
        for (std::size_t g = 0; g < groups.labels.size() && g < most_listed; ++g) {
            list += (g == 0 ? "" : ", ") + groups.labels[g];
        }
        if (groups.labels.size() > most_listed) { list += ", …"; }
        OutcomeBuilder finding(info(), Status::warn, Severity::medium, {context.name(column)});
        const std::string favoured = context.shown(column, named->second);
        finding.values.text("favoured", favoured).text("column", context.name(column)).text("values", list);
        Outcome outcome = finding.say("favoured_absent").remedy("favoured_absent").make();
        outcome.metrics.text("problem", "favoured_absent");
        outcome.metrics.text("favoured", favoured);
        outcomes.push_back(std::move(outcome));
    }

    /// One decision is compared at a time; which one is said instead of chosen in silence.
    Outcome role_repeated(const AuditContext& context, Role role, const std::vector<std::size_t>& columns) const {
        const std::string variant = std::string(name_of(role)) + "_repeated";
        const std::string& used = context.name(columns.front());
        // Several things may happen to people; of two decisions one is left out of every comparison.
        const bool trap = role == Role::decision;
        OutcomeBuilder finding(info(), trap ? Status::warn : Status::info, trap ? Severity::medium : Severity::none,
                               names_of(context, columns));
        finding.values.text("column", used).count("columns", columns.size());
        Outcome outcome = finding.say(variant).remedy("role_repeated").make();
        outcome.metrics.text("problem", variant);
        outcome.metrics.text("used", used);
        return outcome;
    }

    /// A decision that is the outcome upside down: `rejected` read as `selected`.
    void reversed(const AuditContext& context, const DecisionColumns& columns, std::vector<Outcome>& outcomes) const {
        const stats::Confusion c = confusion_of(context, *columns.decision, *columns.outcome);
        const stats::Association association = association_of(c);
        const stats::Fraction tpr = stats::true_positive_rate(c);
        const stats::Fraction fpr = stats::false_positive_rate(c);
        const bool evidence = association.log10_p < std::log10(context.limit(alpha));
        if (!(tpr.value() < fpr.value()) || !evidence) { return; }
        if (!(association.cramers_v > context.limit(reversed_phi))) { return; }
        // The finding is these two rates: of so few people they are not told.
        if (!context.shows(tpr.n) || !context.shows(fpr.n)) { return; }
        const std::string& decision = context.name(*columns.decision);
        const std::string& happened = context.name(*columns.outcome);
        OutcomeBuilder finding(info(), Status::warn, Severity::medium, {decision, happened});
        finding.values.text("decision", decision).text("outcome", happened);
        finding.values.number("tpr", tpr.value()).number("fpr", fpr.value());
        finding.say("reversed").headline("reversed").headline_note("reversed").remedy("reversed");
        Outcome outcome = finding.make();
        outcome.metrics.text("problem", "reversed");
        outcome.metrics.share("tpr", tpr.value()).of(tpr.n);
        outcome.metrics.share("fpr", fpr.value()).of(fpr.n);
        outcome.metrics.number("phi", -association.cramers_v);
        outcomes.push_back(std::move(outcome));
    }
};

}  // namespace

const Check& setup() {
    static const Setup check;
    return check;
}

}  // namespace klarsicht::bias
