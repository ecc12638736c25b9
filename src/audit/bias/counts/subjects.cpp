#include "audit/bias/counts/subjects.h"

#include <algorithm>
#include <map>
#include <set>

#include "audit/bias/counts/joint_sets.h"
#include "audit/small_cells.h"
#include "audit/understanding.h"
#include "base/sort_few.h"

namespace klarsicht::bias {

namespace {

constexpr MemoKey<DecisionColumns> decision_key{"bias.decision_columns"};
constexpr MemoKey<std::optional<std::size_t>> weight_key{"bias.weight_column"};

}  // namespace

DecisionColumns decision_columns(const AuditContext& context) {
    // Every subject asks, and a wide file has many.
    return context.memo->get(decision_key, [&] {
        DecisionColumns columns{context.first_with(Role::decision), std::nullopt};
        // Who is disadvantaged hangs on what is good for them: until that is answered nobody is judged.
        if (columns.decision && positive_is_asked(context, *columns.decision)) { columns.decision.reset(); }
        for (const std::size_t outcome : context.columns_with(Role::outcome)) {
            if (columns.outcome || outcome_is_asked(context, outcome)) { continue; }
            columns.outcome = outcome;
        }
        return columns;
    });
}

std::vector<std::string> names_of(const AuditContext& context, const std::vector<std::size_t>& columns) {
    std::vector<std::string> names;
    for (const std::size_t column : columns) { names.push_back(context.name(column)); }
    return names;
}

std::vector<SubjectColumns> subjects_of(const AuditContext& context, const DecisionColumns& columns) {
    std::vector<SubjectColumns> subjects;
    std::set<std::vector<std::size_t>> once;
    const auto decides = [&](std::size_t column) { return column == columns.decision || column == columns.outcome; };
    const auto add = [&](std::vector<std::size_t> chosen, bool crossed) {
        const bool holds_decision = std::ranges::any_of(chosen, decides);
        if (once.insert(chosen).second) { subjects.push_back({std::move(chosen), crossed, holds_decision}); }
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
    const auto asked = columns.decision ? std::nullopt : context.first_with(Role::decision);
    if (asked) { outcome.needs = Message("bias.groups.needs.asked").text("decision", context.name(*asked)); }
    // Files made for learning hold what happened and no decision yet.
    if (groups && !asked && !columns.decision && columns.outcome) {
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
    const auto weight = context.memo->get(weight_key, [&] { return context.first_with(Role::weight); });
    return {columns.decision, columns.outcome, weight};
}

/// Columns that a cube can be counted by.
bool countable(const AuditContext& context, const SubjectColumns& subject) {
    return !subject.holds_decision &&
           std::ranges::all_of(subject.columns, [&](std::size_t column) { return ungrouped(context, column).empty(); });
}

/// Turns a cube of the subject's columns into groups; rows without a value in one of the columns are left out.
void fill(Subject& subject, const AuditContext& context, const Cube& cube) {
    std::vector<Cube::Cell> cells = cube.cells();
    const bool binned = std::ranges::any_of(cube.parts(), [](const Cube::Part& part) { return part.groups.binned; });
    // Groups between bins have an order of their own; others come as they appear in the file.
    if (binned) { sort_few(cells, {}, &Cube::Cell::members); }
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

/// [groups] people whose decisions no check sees
std::vector<std::uint64_t> withheld_by_group(const Subject& subject, const AuditContext& context) {
    std::vector<DividedColumn> columns;
    for (const std::size_t column : subject.grouping.columns) {
        columns.push_back({column, groups_of(context, column)});
    }
    std::vector<std::uint64_t> by_group(subject.members.size(), 0);
    const std::optional<CrossedKeys> keys = CrossedKeys::of(context, columns);
    if (!keys) { return by_group; }
    std::map<std::vector<std::uint32_t>, std::size_t> number;
    for (std::size_t g = 0; g < subject.members.size(); ++g) { number[subject.members[g]] = g; }
    keys->each_row(context.withheld->size(), [&](std::size_t row, std::uint64_t key) {
        if ((*context.withheld)[row] == 0) { return true; }
        const auto found = number.find(keys->members(key));
        if (found != number.end()) { ++by_group[found->second]; }
        return true;
    });
    return by_group;
}

void hide_small(Subject& subject, const AuditContext& context, const ToldCrossings& told) {
    if (context.options.show_values) { return; }
    std::vector<std::uint64_t> decided;
    bool unchecked = false;
    for (std::size_t g = 0; g < subject.hidden.size(); ++g) {
        decided.push_back(subject.cube.selection(g).n);
        const Telling telling = told.of(subject.grouping.columns, subject.members[g]);
        subject.hidden[g] = telling == Telling::hidden ? cell_hidden : cell_shown;
        unchecked = unchecked || telling == Telling::unchecked;
    }
    if (unchecked) {
        // Too many groups to find out what all of them tell together: at least what the columns' own sums tell.
        const auto margins = all_but_one(subject.grouping.columns.size());
        const std::vector<std::uint8_t> alone = hidden_cells(subject.members, decided, margins);
        for (std::size_t g = 0; g < alone.size(); ++g) { subject.hidden[g] |= alone[g] != 0 ? cell_hidden : 0; }
    }
    if (context.withheld == nullptr) { return; }
    subject.withheld = withheld_by_group(subject, context);
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
                const std::optional<Cube>& joint) {
    Subject subject;
    subject.names = names_of(context, subject_columns.columns);
    subject.crossed = subject_columns.crossed;
    if (subject_columns.holds_decision) {
        subject.problem = "holds_decision";
        return subject;
    }
    for (const std::size_t column : subject_columns.columns) {
        subject.problem = ungrouped(context, column);
        if (!subject.problem.empty()) { return subject; }
    }
    std::optional<Cube> cube = cube_of(context, columns, subject_columns.columns, joint);
    if (cube) { fill(subject, context, *cube); }
    const std::size_t groups = subject.grouping.labels.size();
    subject.hidden.assign(groups, cell_shown);
    subject.withheld.assign(groups, 0);
    if (!cube || groups > most_crossed_groups) {
        subject.grouping = {};
        subject.cube = {};
        subject.hidden = {};
        subject.withheld = {};
        subject.members = {};
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
struct Measured {
    std::vector<Subject> subjects;
    ToldCrossings told;
};
constexpr MemoKey<Measured> measured_key{"bias.subjects"};

/// People by these columns as the cube counted them; empty where it counted by others, or its rows are not people.
std::optional<CrossedPeople> people_in(const AuditContext& context, const std::optional<Cube>& joint,
                                       const std::vector<DividedColumn>& columns) {
    if (!joint || !std::ranges::equal(joint->parts(), columns, {}, &Cube::Part::column, &DividedColumn::column) ||
        !rows_are_people(context, measured_columns(context))) {
        return std::nullopt;
    }
    CrossedPeople people;
    for (const Cube::Cell& cell : joint->cells()) {
        people.members.push_back(cell.members);
        people.rows.push_back(cell.n());
    }
    people.people.push_back(people.rows);
    return people;
}

/// Groups of single columns first, then those of the crossed sets that were asked for, then the joint sets; within a
/// set the largest first, so that it is the small ones that are hidden.
ToldCrossings crossings_of(const AuditContext& context, const std::vector<Subject>& subjects,
                           const std::optional<Cube>& joint) {
    std::vector<DividedColumn> columns;
    const auto divide = [&](std::size_t column) {
        if (std::ranges::find(columns, column, &DividedColumn::column) == columns.end()) {
            columns.push_back({column, groups_of(context, column)});
        }
    };
    for (const Subject& subject : subjects) { std::ranges::for_each(subject.grouping.columns, divide); }
    struct Candidate {
        std::size_t set;
        std::uint64_t people;
        GroupKey key;
    };
    std::vector<Candidate> candidates;
    std::size_t sets = 0;
    for (const bool crossed : {false, true}) {
        for (const Subject& subject : subjects) {
            if ((subject.grouping.columns.size() > 1) != crossed) { continue; }
            for (std::size_t g = 0; g < subject.grouping.labels.size(); ++g) {
                candidates.push_back({sets, subject.cube.selection(g).n,
                                      group_key(columns, subject.grouping.columns, subject.members[g])});
            }
            ++sets;
        }
    }
    for (const JointCounts::Set& set : joint ? joint_sets(*joint) : std::vector<JointCounts::Set>()) {
        std::vector<std::size_t> table_columns;
        for (const std::size_t place : set.columns) { table_columns.push_back(joint->parts()[place].column); }
        for (const JointCounts::Cell& cell : set.cells) {
            candidates.push_back({sets, cell.n, group_key(columns, table_columns, cell.members)});
        }
        ++sets;
    }
    sort_few(candidates, [](const Candidate& a, const Candidate& b) {
        return a.set != b.set ? a.set < b.set : a.people > b.people;
    });
    std::vector<GroupKey> keys;
    for (Candidate& candidate : candidates) { keys.push_back(std::move(candidate.key)); }
    const std::optional<CrossedPeople> counted = people_in(context, joint, columns);
    return {context, std::move(columns), std::move(keys), counted};
}

const Measured& measured(const AuditContext& context) {
    return context.memo->get(measured_key, [&] {
        const DecisionColumns columns = decision_columns(context);
        const std::optional<Cube>& joint = joint_cube(context);
        Measured result;
        for (const SubjectColumns& subject : subjects_of(context, columns)) {
            result.subjects.push_back(measure(context, columns, subject, joint));
        }
        if (!columns.decision || context.options.show_values) { return result; }
        result.told = crossings_of(context, result.subjects, joint);
        for (Subject& subject : result.subjects) { hide_small(subject, context, result.told); }
        return result;
    });
}

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

const std::vector<Subject>& measured_subjects(const AuditContext& context) { return measured(context).subjects; }

const ToldCrossings& told_crossings(const AuditContext& context) { return measured(context).told; }

}  // namespace klarsicht::bias
