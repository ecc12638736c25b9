#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/subjects.h"
#include "audit/bias/traps.h"
#include "stats/contingency.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};
constexpr std::array<std::string_view, 3> limit_names = {"bias.setup.reversed_phi", "bias.group_gaps.alpha", "quality.leakage.auc"};

/// Traps in the plan that would turn every comparison upside down.
class Setup final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.setup", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        const std::vector<SubjectColumns> subjects = columns.decision ? subjects_of(context, columns) : std::vector<SubjectColumns>{};
        if (subjects.empty()) { return {nothing_to_compare(info(), context, columns)}; }
        std::vector<Outcome> outcomes;
        for (const SubjectColumns& subject : subjects) {
            if (subject.crossed) { continue; }
            const std::size_t column = subject.columns.front();
            const auto named = context.plan.favoured.find(context.name(column));
            if (named == context.plan.favoured.end()) { continue; }
            const auto bins = context.plan.bins.find(context.name(column));
            const CodeGroups groups = group_codes(context.table.columns[column], context.interpretation(column),
                                                  bins == context.plan.bins.end() ? std::vector<double>{} : bins->second, context.as_of);
            if (!groups.labels.empty() && !favoured_group(context, column, groups)) { outcomes.push_back(favoured_absent(context, column, named->second, groups)); }
        }
        for (const Role role : {Role::decision, Role::outcome}) {
            if (const auto named = context.columns_with(role); named.size() > 1) { outcomes.push_back(role_repeated(context, role, named)); }
        }
        if (columns.outcome && *columns.outcome != *columns.decision) { reversed(context, columns, outcomes); }
        find_traps(info(), context, outcomes);
        if (outcomes.empty()) {
            Outcome outcome = outcome_of(info(), Status::pass, Severity::none);
            outcome.title = Message(outcome.id + ".title.none");
            outcome.summary = Message(outcome.id + ".summary.none");
            outcomes.push_back(std::move(outcome));
        }
        return outcomes;
    }

private:
    Outcome favoured_absent(const AuditContext& context, std::size_t column, const std::string& named, const CodeGroups& groups) const {
        constexpr std::size_t most_listed = 8;
        Outcome outcome = outcome_of(info(), Status::warn, Severity::medium, {context.name(column)});
        std::string list;
        for (std::size_t g = 0; g < groups.labels.size() && g < most_listed; ++g) { list += (g == 0 ? "" : ", ") + groups.labels[g]; }
        if (groups.labels.size() > most_listed) { list += ", …"; }
        outcome.title = Message(outcome.id + ".title.favoured_absent").text("favoured", named);
        outcome.summary = Message(outcome.id + ".summary.favoured_absent").text("favoured", named).text("column", context.name(column)).text("values", list);
        outcome.remedy = Message(outcome.id + ".remedy.favoured_absent");
        outcome.metrics = {{"problem", "favoured_absent"}, {"favoured", named}};
        return outcome;
    }

    /// One decision is compared at a time; which one is said instead of chosen in silence.
    Outcome role_repeated(const AuditContext& context, Role role, const std::vector<std::size_t>& columns) const {
        Outcome outcome = outcome_of(info(), Status::warn, Severity::medium, names_of(context, columns));
        const std::string variant = std::string(name_of(role)) + "_repeated";
        outcome.title = Message(outcome.id + ".title." + variant).count("columns", columns.size());
        outcome.summary = Message(outcome.id + ".summary." + variant).text("column", context.name(columns.front())).count("columns", columns.size());
        outcome.remedy = Message(outcome.id + ".remedy.role_repeated");
        outcome.metrics = {{"problem", variant}, {"used", context.name(columns.front())}};
        return outcome;
    }

    /// A decision that is the outcome upside down: `rejected` read as `selected`.
    void reversed(const AuditContext& context, const DecisionColumns& columns, std::vector<Outcome>& outcomes) const {
        const Column& decision = context.table.columns[*columns.decision];
        const Column& outcome_column = context.table.columns[*columns.outcome];
        const std::vector<std::uint8_t> decided = positive_codes(context, *columns.decision);
        const std::vector<std::uint8_t> happened = positive_codes(context, *columns.outcome);
        stats::DecisionCube cube(1);
        for (std::size_t row = 0; row < decision.codes.size(); ++row) { cube.add(0, happened[outcome_column.codes[row]], decided[decision.codes[row]]); }
        const stats::Confusion c = cube.confusion(0);
        stats::Contingency table(2, 2);
        table.add(0, 0, c.tn);
        table.add(0, 1, c.fp);
        table.add(1, 0, c.fn);
        table.add(1, 1, c.tp);
        const stats::Association association = stats::association(table);
        const double tpr = stats::true_positive_rate(c).value();
        const double fpr = stats::false_positive_rate(c).value();
        const bool evidence = association.log10_p < std::log10(context.limit("bias.group_gaps.alpha"));
        if (!(tpr < fpr) || !evidence || !(association.cramers_v > context.limit("bias.setup.reversed_phi"))) { return; }
        Outcome outcome = outcome_of(info(), Status::warn, Severity::medium, {context.name(*columns.decision), context.name(*columns.outcome)});
        outcome.title = Message(outcome.id + ".title.reversed").text("decision", context.name(*columns.decision));
        outcome.summary = Message(outcome.id + ".summary.reversed")
                              .text("decision", context.name(*columns.decision))
                              .text("outcome", context.name(*columns.outcome))
                              .number("tpr", tpr)
                              .number("fpr", fpr);
        outcome.headline = Message(outcome.id + ".headline.reversed").number("tpr", tpr).number("fpr", fpr);
        outcome.headline_note = Message(outcome.id + ".headline_note.reversed").text("outcome", context.name(*columns.outcome));
        outcome.remedy = Message(outcome.id + ".remedy.reversed");
        outcome.metrics = {{"problem", "reversed"}, {"tpr", tpr}, {"fpr", fpr}, {"phi", -association.cramers_v}};
        outcomes.push_back(std::move(outcome));
    }
};

}  // namespace

const Check& setup() {
    static const Setup check;
    return check;
}

}  // namespace klarsicht::bias
