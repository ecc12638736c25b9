#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "audit/privacy/checks.h"
#include "audit/privacy/disclosure.h"
#include "audit/quasi.h"

namespace klarsicht::privacy {

namespace {

constexpr std::array needs = {Role::quasi_identifier, Role::sensitive};
constexpr std::string_view learned_limit = "privacy.attribute_disclosure.records_learned";
constexpr std::array limits = {learned_limit};
constexpr std::uint64_t least_records = 20;

/// Places of the values in ascending order, by value id; empty unless the column holds numbers or dates.
std::vector<std::uint32_t> ranks(const Interpretation& data, const ValueIds& ids) {
    if (data.values.empty()) { return {}; }
    // Missing and unreadable ones at the end.
    std::vector<double> value(ids.count, std::numeric_limits<double>::infinity());
    for (std::uint32_t code = 0; code < ids.of_code.size(); ++code) {
        if (data.valid(code)) { value[ids.of_code[code]] = data.values[code]; }
    }
    std::vector<std::uint32_t> order(ids.count);
    for (std::uint32_t i = 0; i < ids.count; ++i) { order[i] = i; }
    std::ranges::sort(order, {}, [&](std::uint32_t id) { return std::pair(value[id], id); });
    std::vector<std::uint32_t> rank(ids.count);
    for (std::uint32_t place = 0; place < ids.count; ++place) { rank[order[place]] = place; }
    return rank;
}

class AttributeDisclosure final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "privacy.attribute_disclosure",
                                     .area = Area::privacy,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const QuasiIdentifiers quasi = quasi_identifiers(context);
        const std::vector<std::size_t> sensitive = context.columns_with(Role::sensitive);
        if (quasi.columns.empty() || sensitive.empty() || context.table.rows() == 0) {
            return {not_assessed_for_want_of(info(), !quasi.columns.empty(), "privacy.attribute_disclosure.needs.quasi",
                                             !sensitive.empty(), "privacy.attribute_disclosure.needs.sensitive")};
        }
        const EquivalenceClasses all = classes_of(context, quasi);
        std::vector<Outcome> outcomes;
        for (const std::size_t column : sensitive) {
            if (context.interpretation(column).kind == Kind::empty) { continue; }
            if (std::ranges::find(quasi.columns, column) == quasi.columns.end()) {
                outcomes.push_back(outcome_for(context, quasi, all, column));
                continue;
            }
            // A column cannot guard its own secret: it is left out of the set.
            const QuasiIdentifiers others = without(quasi, column);
            if (others.columns.empty()) { continue; }
            outcomes.push_back(outcome_for(context, others, classes_of(context, others), column));
        }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        return outcomes;
    }

private:
    static QuasiIdentifiers without(const QuasiIdentifiers& quasi, std::size_t column) {
        QuasiIdentifiers others;
        for (std::size_t i = 0; i < quasi.columns.size(); ++i) {
            if (quasi.columns[i] == column) { continue; }
            others.columns.push_back(quasi.columns[i]);
            others.values.push_back(quasi.values[i]);
            others.names.push_back(quasi.names[i]);
        }
        return others;
    }

    Outcome outcome_for(const AuditContext& context, const QuasiIdentifiers& quasi, const EquivalenceClasses& classes,
                        std::size_t column) const {
        const Interpretation& data = context.interpretation(column);
        const ValueIds ids = value_ids(context.table.columns[column], data);
        const RowValues values = row_values(context.table.columns[column], ids);
        const Disclosure d = disclosure_of(classes, values, ranks(data, ids));
        const std::uint64_t records = context.table.rows();
        const double learned = stats::rate(d.records_learned, records);
        const bool few = records < least_records;
        // Whoever is one of a kind is told of by the check on re-identification already; here it counts what a crowd
        // gives away.
        const std::uint64_t shared = d.records_learned - d.records_learned_alone;
        const bool many = stats::rate(shared, records) > context.limit(learned_limit);
        const bool some = d.records_learned > 0;
        std::vector<std::string> subject = quasi.names;
        subject.push_back(context.name(column));
        const Status status = few ? Status::info : many ? Status::fail : some ? Status::warn : Status::pass;
        const Severity severity = few || !some ? Severity::none : many ? Severity::high : Severity::medium;
        OutcomeBuilder finding(info(), status, severity, std::move(subject));
        finding.values.text("column", context.name(column))
            .text("columns", joined(quasi.names))
            .count("learned", d.records_learned)
            .count("shared", shared)
            .count("alone", d.records_learned_alone)
            .count("records", records)
            .number("share", learned);
        const bool told_of_many = many || (shared > 0 && learned > context.limit(learned_limit));
        finding.title(few ? "few" : told_of_many ? "many" : shared > 0 ? "some" : some ? "alone" : "none");
        finding.summary(few ? "few" : shared > 0 ? "found" : some ? "alone" : "none");
        if (some && !few) { finding.headline("found").headline_note("found"); }
        Outcome outcome = finding.make();
        outcome.metrics = figures_of(d, records);
        return outcome;
    }

    /// Of a list of fewer than five people nothing is told: these figures come from what is to stay secret.
    static Figures figures_of(const Disclosure& d, std::uint64_t records) {
        Figures figures;
        figures.size("records", records);
        figures.count("values", d.values);
        figures.number("alpha", d.alpha);
        figures.count("l_distinct", d.l_distinct);
        figures.number("l_entropy", d.l_entropy);
        Figures recursive;
        for (const auto& [l, c] : d.recursive_c) { recursive.number(std::to_string(l), c); }
        figures.part("recursive_c", std::move(recursive));
        figures.number("t_equal", d.t_equal);
        figures.number("t_ordered", d.t_ordered);
        figures.number("beta_basic", d.beta_basic);
        figures.number("beta_enhanced", d.beta_enhanced);
        figures.number("beta_enhanced_pycanon", d.beta_enhanced_pycanon);
        figures.number("delta_disclosure", d.delta_disclosure);
        figures.number("delta_disclosure_strict", d.delta_disclosure_strict);
        figures.count("homogeneous_classes", d.homogeneous_classes);
        figures.count("homogeneous_records", d.homogeneous_records);
        figures.count("records_learned", d.records_learned);
        figures.share("records_learned_share", stats::rate(d.records_learned, records));
        figures.count("records_learned_alone", d.records_learned_alone);
        for (Figure& figure : figures) { figure.of(records); }
        return figures;
    }
};

}  // namespace

const Check& attribute_disclosure() {
    static const AttributeDisclosure check;
    return check;
}

}  // namespace klarsicht::privacy
