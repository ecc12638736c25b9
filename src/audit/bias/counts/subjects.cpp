#include "audit/bias/counts/subjects.h"

#include <algorithm>
#include <map>

#include "audit/small_cells.h"
#include "audit/withhold.h"

namespace klarsicht::bias {

namespace {

const std::vector<double>* bins_of(const AuditContext& context, std::size_t column) {
    const auto found = context.plan.bins.find(context.name(column));
    return found == context.plan.bins.end() || found->second.empty() ? nullptr : &found->second;
}

bool numeric(Kind kind) {
    return kind == Kind::integer || kind == Kind::number || kind == Kind::date || kind == Kind::datetime;
}

/// Tells without looking at the rows whether a column has too many values to be divided into groups.
std::string_view problem_of(const AuditContext& context, std::size_t column) {
    const Interpretation& interpretation = context.interpretation(column);
    if (bins_of(context, column) != nullptr && numeric(interpretation.kind)) { return {}; }
    if (interpretation.distinct <= most_groups) { return {}; }
    return numeric(interpretation.kind) ? "needs_bins" : "too_many_groups";
}

}  // namespace

DecisionColumns decision_columns(const AuditContext& context) {
    return {context.first_with(Role::decision), context.first_with(Role::outcome)};
}

std::vector<std::string> names_of(const AuditContext& context, const std::vector<std::size_t>& columns) {
    std::vector<std::string> names;
    for (const std::size_t column : columns) { names.push_back(context.name(column)); }
    return names;
}

std::vector<SubjectColumns> subjects_of(const AuditContext& context, const DecisionColumns& columns) {
    std::vector<SubjectColumns> subjects;
    const auto decides = [&](std::size_t column) { return column == columns.decision || column == columns.outcome; };
    const auto add = [&](std::vector<std::size_t> chosen, bool crossed) {
        const bool repeated =
            std::ranges::any_of(subjects, [&](const SubjectColumns& other) { return other.columns == chosen; });
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
    Outcome outcome = not_assessed_for_want_of(info, columns.decision.has_value(), "bias.groups.needs.decision", groups,
                                               "bias.groups.needs.protected");
    // Files made for learning hold what happened and no decision yet.
    if (groups && !columns.decision && columns.outcome) {
        outcome.needs =
            Message("bias.groups.needs.decision_beside_outcome").text("outcome", context.name(*columns.outcome));
    }
    return outcome;
}

std::vector<std::size_t> shown_groups(const Subject& subject) {
    std::vector<std::size_t> shown;
    for (std::size_t g = 0; g < subject.hidden.size(); ++g) {
        if (subject.hidden[g] == 0) { shown.push_back(g); }
    }
    return shown;
}

void quieten_crossed(std::vector<Outcome>& outcomes) {
    for (Outcome& crossed : outcomes) {
        if (crossed.subject.size() < 2 || crossed.severity == Severity::none) { continue; }
        for (const Outcome& single : outcomes) {
            const bool part = single.subject.size() == 1 &&
                              std::ranges::find(crossed.subject, single.subject.front()) != crossed.subject.end();
            if (part && single.severity >= crossed.severity) {
                crossed.severity = crossed.severity == Severity::high ? Severity::medium : Severity::low;
                break;
            }
        }
    }
}

Message needs_of(std::string_view problem) {
    return Message("bias.groups.needs." + std::string(problem))
        .count("most", problem == "too_many_crossed" ? most_crossed_groups : most_groups);
}

namespace {

/// More cells than this are not counted together; every subject is then counted on its own.
constexpr std::size_t most_joint_cells = 50'000;

Cube::Decisions decisions_of(const AuditContext& context, const DecisionColumns& columns) {
    return {columns.decision, columns.outcome, context.first_with(Role::weight)};
}

/// Columns that a cube can be counted by.
bool countable(const AuditContext& context, const SubjectColumns& subject) {
    return !subject.holds_decision && std::ranges::all_of(subject.columns, [&](std::size_t column) {
        return problem_of(context, column).empty();
    });
}

/// Turns a cube of the subject's columns into groups; rows without a value in one of the columns are left out.
void fill(Subject& subject, const AuditContext& context, Cube cube) {
    std::vector<Cube::Cell> cells = cube.cells();
    const bool binned = std::ranges::any_of(cube.parts(), [](const Cube::Part& part) { return part.groups.binned; });
    // Groups between bins have an order of their own; others come as they appear in the file.
    if (binned) { std::ranges::sort(cells, {}, &Cube::Cell::members); }
    std::vector<std::uint32_t> favoured;
    for (const Cube::Part& part : cube.parts()) {
        subject.grouping.columns.push_back(part.column);
        if (const auto group = favoured_group(context, part.column, part.groups)) { favoured.push_back(*group); }
    }
    subject.grouping.binned = binned;
    std::vector<const Cube::Cell*> groups;
    for (const Cube::Cell& cell : cells) {
        if (std::ranges::find(cell.members, Grouping::none) != cell.members.end()) {
            subject.grouping.left_out += cell.n();
            continue;
        }
        std::string label;
        for (std::size_t p = 0; p < cell.members.size(); ++p) {
            if (p > 0) { label += " & "; }
            label += cube.parts()[p].groups.labels[cell.members[p]];
        }
        if (cell.members == favoured) { subject.grouping.favoured = static_cast<std::uint32_t>(groups.size()); }
        subject.grouping.labels.push_back(std::move(label));
        subject.grouping.sizes.push_back(cell.n());
        subject.members.push_back(cell.members);
        groups.push_back(&cell);
    }
    if (cube.weighted()) {
        for (const Cube::Cell* cell : groups) {
            WeightedSelection sum;
            for (std::size_t outcome = 0; outcome < 3; ++outcome) {
                for (std::size_t decision = 0; decision < 2; ++decision) {
                    sum.weight += cell->weight[outcome * 3 + decision];
                    sum.squares += cell->squared_weight[outcome * 3 + decision];
                    sum.selected += decision == 1 ? cell->weight[outcome * 3 + decision] : 0;
                }
            }
            subject.weighted.push_back(sum);
        }
    }
    subject.cube = stats::DecisionCube(groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (std::uint8_t outcome = 0; outcome < 3; ++outcome) {
            for (std::uint8_t decision = 0; decision < 3; ++decision) {
                subject.cube.add(g, outcome, decision, groups[g]->rows[outcome * 3u + decision]);
            }
        }
    }
}

/// Sets of the subject's columns that are divided into groups elsewhere in the report, so that their sums are told:
/// each column, and every crossed set of some of them. By their places among the subject's columns.
std::vector<std::vector<std::size_t>> told_margins(const std::vector<SubjectColumns>& all,
                                                   const SubjectColumns& subject) {
    std::vector<std::vector<std::size_t>> margins;
    for (const SubjectColumns& other : all) {
        std::vector<std::size_t> places;
        for (const std::size_t column : other.columns) {
            const auto found = std::ranges::find(subject.columns, column);
            if (found == subject.columns.end()) { break; }
            places.push_back(static_cast<std::size_t>(found - subject.columns.begin()));
        }
        if (places.size() == other.columns.size() && places.size() < subject.columns.size()) {
            margins.push_back(std::move(places));
        }
    }
    return margins;
}

/// Calls `take(row, group)` for these rows, as far as they are in a group.
void each_group_of(const Subject& subject, const AuditContext& context, const auto& take) {
    std::map<std::vector<std::uint32_t>, std::size_t> number;
    for (std::size_t g = 0; g < subject.members.size(); ++g) { number[subject.members[g]] = g; }
    std::vector<CodeGroups> groups;
    for (const std::size_t column : subject.grouping.columns) { groups.push_back(groups_of(context, column)); }
    std::vector<std::uint32_t> members(groups.size());
    for (std::size_t row = 0; row < context.table.rows(); ++row) {
        for (std::size_t c = 0; c < groups.size(); ++c) {
            members[c] = groups[c].group[context.table.columns[subject.grouping.columns[c]].codes[row]];
        }
        if (const auto found = number.find(members); found != number.end()) { take(row, found->second); }
    }
}

void hide_small(Subject& subject, const AuditContext& context, const std::vector<std::vector<std::size_t>>& margins) {
    subject.hidden.assign(subject.grouping.labels.size(), 0);
    subject.withheld.assign(subject.grouping.labels.size(), 0);
    if (context.options.show_values) { return; }
    std::vector<std::uint64_t> decided;
    for (std::size_t g = 0; g < subject.hidden.size(); ++g) { decided.push_back(subject.cube.selection(g).n); }
    subject.hidden = hidden_cells(subject.members, decided, margins);
    if (context.withheld == nullptr) { return; }
    each_group_of(subject, context,
                  [&](std::size_t row, std::size_t g) { subject.withheld[g] += (*context.withheld)[row]; });
    for (std::size_t g = 0; g < decided.size(); ++g) {
        if (decided[g] == 0 && subject.withheld[g] > 0) { subject.hidden[g] = cell_hidden; }
    }
}

std::optional<Cube> cube_of(const AuditContext& context, const DecisionColumns& columns,
                            const std::vector<std::size_t>& chosen, const std::optional<Cube>& joint) {
    if (!joint) { return Cube::count(context, chosen, decisions_of(context, columns), 2 * most_crossed_groups); }
    std::vector<std::size_t> places;
    for (const std::size_t column : chosen) {
        places.push_back(static_cast<std::size_t>(std::ranges::find(joint->parts(), column, &Cube::Part::column) -
                                                  joint->parts().begin()));
    }
    return joint->by(places);
}

Subject measure(const AuditContext& context, const DecisionColumns& columns, const SubjectColumns& subject_columns,
                const std::vector<SubjectColumns>& all, const std::optional<Cube>& joint) {
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
    std::optional<Cube> cube = cube_of(context, columns, subject_columns.columns, joint);
    if (cube) {
        fill(subject, context, std::move(*cube));
        hide_small(subject, context, told_margins(all, subject_columns));
    }
    const std::size_t groups = subject.grouping.labels.size();
    if (!cube || groups > most_crossed_groups) {
        subject.grouping = {};
        subject.cube = {};
        subject.hidden = {};
        subject.withheld = {};
        subject.problem = subject.crossed ? "too_many_crossed" : "too_many_groups";
        return subject;
    }
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

constexpr MemoKey<std::optional<Cube>> cube_key{"bias.cube"};
constexpr MemoKey<std::vector<Subject>> subjects_key{"bias.subjects"};

}  // namespace

const std::optional<Cube>& joint_cube(const AuditContext& context) {
    return context.memo->get(cube_key, [&]() -> std::optional<Cube> {
        const DecisionColumns columns = decision_columns(context);
        std::vector<std::size_t> together;
        for (const SubjectColumns& subject : subjects_of(context, columns)) {
            if (!countable(context, subject)) { continue; }
            for (const std::size_t column : subject.columns) {
                if (std::ranges::find(together, column) == together.end()) { together.push_back(column); }
            }
        }
        if (together.empty()) { return std::nullopt; }
        return Cube::count(context, together, decisions_of(context, columns), most_joint_cells);
    });
}

std::optional<Cube> cube_by(const AuditContext& context, std::size_t column) {
    return cube_of(context, decision_columns(context), {column}, joint_cube(context));
}

const std::vector<Subject>& measured_subjects(const AuditContext& context) {
    return context.memo->get(subjects_key, [&] {
        const DecisionColumns columns = decision_columns(context);
        const std::optional<Cube>& joint = joint_cube(context);
        std::vector<Subject> subjects;
        const std::vector<SubjectColumns> all = subjects_of(context, columns);
        for (const SubjectColumns& subject : all) {
            subjects.push_back(measure(context, columns, subject, all, joint));
        }
        return subjects;
    });
}

}  // namespace klarsicht::bias

namespace klarsicht {

std::vector<std::uint8_t> exposed_rows(const AuditContext& context) {
    std::vector<std::uint8_t> rows;
    if (!bias::decision_columns(context).decision) { return rows; }
    for (const bias::Subject& subject : bias::measured_subjects(context)) {
        if (std::ranges::find(subject.hidden, cell_exposed) == subject.hidden.end()) { continue; }
        rows.resize(context.table.rows());
        bias::each_group_of(subject, context, [&](std::size_t row, std::size_t g) {
            rows[row] |= subject.hidden[g] == cell_exposed ? 1 : 0;
        });
    }
    return rows;
}

}  // namespace klarsicht
