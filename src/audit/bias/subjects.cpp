#include "audit/bias/subjects.h"

#include <algorithm>

namespace klarsicht::bias {

namespace {

const std::vector<double>* bins_of(const AuditContext& context, std::size_t column) {
    const auto found = context.plan.bins.find(context.name(column));
    return found == context.plan.bins.end() || found->second.empty() ? nullptr : &found->second;
}

bool numeric(Kind kind) { return kind == Kind::integer || kind == Kind::number || kind == Kind::date || kind == Kind::datetime; }

/// Tells without looking at the rows whether a column has too many values to be divided into groups.
std::string_view problem_of(const AuditContext& context, std::size_t column) {
    const Interpretation& interpretation = context.interpretation(column);
    if (bins_of(context, column) != nullptr && numeric(interpretation.kind)) { return {}; }
    if (interpretation.distinct <= most_groups) { return {}; }
    return numeric(interpretation.kind) ? "needs_bins" : "too_many_groups";
}

}  // namespace

DecisionColumns decision_columns(const AuditContext& context) { return {context.first_with(Role::decision), context.first_with(Role::outcome)}; }

std::vector<std::string> names_of(const AuditContext& context, const std::vector<std::size_t>& columns) {
    std::vector<std::string> names;
    for (const std::size_t column : columns) { names.push_back(context.name(column)); }
    return names;
}

std::vector<SubjectColumns> subjects_of(const AuditContext& context, const DecisionColumns& columns) {
    std::vector<SubjectColumns> subjects;
    const auto decides = [&](std::size_t column) { return column == columns.decision || column == columns.outcome; };
    const auto add = [&](std::vector<std::size_t> chosen, bool crossed) {
        const bool repeated = std::ranges::any_of(subjects, [&](const SubjectColumns& other) { return other.columns == chosen; });
        const bool holds_decision = std::ranges::any_of(chosen, decides);
        if (!repeated) { subjects.push_back({std::move(chosen), crossed, holds_decision}); }
    };
    for (const std::size_t column : context.columns_with(Role::protected_)) { add({column}, false); }
    for (const std::vector<std::string>& names : context.plan.crossed) {
        std::vector<std::size_t> chosen;
        for (const std::string& name : names) {
            if (const std::optional<std::size_t> column = context.table.find(name)) { chosen.push_back(*column); }
        }
        if (!chosen.empty()) { add(std::move(chosen), names.size() > 1); }
    }
    return subjects;
}

Outcome nothing_to_compare(const CheckInfo& info, const AuditContext& context, const DecisionColumns& columns) {
    const bool groups = context.first_with(Role::protected_).has_value();
    Outcome outcome = not_assessed_for_want_of(info, columns.decision.has_value(), "bias.groups.needs.decision", groups, "bias.groups.needs.protected");
    // Files made for learning hold what happened and no decision yet.
    if (groups && !columns.decision && columns.outcome) {
        outcome.needs = Message("bias.groups.needs.decision_beside_outcome").text("outcome", context.name(*columns.outcome));
    }
    return outcome;
}

Message needs_of(std::string_view problem) {
    return Message("bias.groups.needs." + std::string(problem)).count("most", problem == "too_many_crossed" ? most_crossed_groups : most_groups);
}

Subject measure(const AuditContext& context, const DecisionColumns& columns, const SubjectColumns& subject_columns) {
    using stats::DecisionCube;
    Subject subject;
    subject.names = names_of(context, subject_columns.columns);
    subject.crossed = subject_columns.crossed;
    if (subject_columns.holds_decision) {
        subject.problem = "holds_decision";
        return subject;
    }
    for (const std::size_t column : subject_columns.columns) {
        subject.problem = problem_of(context, column);
        if (!subject.problem.empty()) { return subject; }
    }
    subject.grouping = group_rows(context, subject_columns.columns, most_crossed_groups);
    const std::size_t groups = subject.grouping.labels.size();
    if (subject.grouping.too_many) {
        subject.problem = subject.crossed ? "too_many_crossed" : "too_many_groups";
        return subject;
    }

    const Column& decision = context.table.columns[*columns.decision];
    const std::vector<std::uint8_t> decided = positive_codes(context, *columns.decision);
    // Rows in no group are counted in one more group, which is dropped: no branch in the loop.
    DecisionCube cube(groups + 1);
    const auto last = static_cast<std::uint32_t>(groups);
    const std::size_t rows = decision.codes.size();
    if (columns.outcome) {
        const Column& outcome = context.table.columns[*columns.outcome];
        const std::vector<std::uint8_t> happened = positive_codes(context, *columns.outcome);
        for (std::size_t row = 0; row < rows; ++row) {
            cube.add(std::min(subject.grouping.group[row], last), happened[outcome.codes[row]], decided[decision.codes[row]]);
        }
    } else {
        for (std::size_t row = 0; row < rows; ++row) { cube.add(std::min(subject.grouping.group[row], last), DecisionCube::unknown, decided[decision.codes[row]]); }
    }
    cube.drop_last();
    subject.cube = std::move(cube);

    std::size_t with_decisions = 0;
    std::uint64_t selected = 0;
    std::uint64_t known = 0;
    for (std::size_t g = 0; g < groups; ++g) {
        const stats::Fraction fraction = subject.cube.selection(g);
        with_decisions += fraction.n > 0 ? 1 : 0;
        selected += fraction.k;
        known += fraction.n;
        subject.undecided += subject.cube.rows(g) - fraction.n;
        subject.outcome_unknown += fraction.n - subject.cube.confusion(g).n();
    }
    if (with_decisions < 2) {
        subject.problem = "one_group";
    } else if (selected == 0 || selected == known) {
        subject.problem = "same_decisions";
    }
    return subject;
}

}  // namespace klarsicht::bias
