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
    const auto usable = [&](std::size_t column) { return column != columns.decision && column != columns.outcome; };
    for (const std::size_t column : context.columns_with(Role::protected_)) {
        if (usable(column)) { subjects.push_back({{column}, false}); }
    }
    for (const std::vector<std::string>& names : context.plan.crossed) {
        SubjectColumns subject{{}, names.size() > 1};
        for (const std::string& name : names) {
            const std::optional<std::size_t> column = context.table.find(name);
            if (column && usable(*column)) { subject.columns.push_back(*column); }
        }
        const auto same = [&](const SubjectColumns& other) { return other.columns == subject.columns; };
        if (subject.columns.size() == names.size() && !names.empty() && std::ranges::none_of(subjects, same)) { subjects.push_back(std::move(subject)); }
    }
    return subjects;
}

Subject measure(const AuditContext& context, const DecisionColumns& columns, const SubjectColumns& subject_columns) {
    using stats::DecisionCube;
    Subject subject;
    subject.names = names_of(context, subject_columns.columns);
    subject.crossed = subject_columns.crossed;
    for (const std::size_t column : subject_columns.columns) {
        subject.problem = problem_of(context, column);
        if (!subject.problem.empty()) { return subject; }
    }
    subject.grouping = group_rows(context, subject_columns.columns);
    const std::size_t groups = subject.grouping.labels.size();
    if (groups > most_crossed_groups) {
        subject.problem = "too_many_groups";
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
