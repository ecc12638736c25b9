#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "audit/privacy/checks.h"
#include "audit/privacy/disclosure.h"
#include "audit/privacy/quasi.h"

namespace klarsicht::privacy {

namespace {

constexpr std::array needs = {Role::quasi_identifier, Role::sensitive};
constexpr std::array<std::string_view, 1> limits = {"privacy.attribute_disclosure.records_learned"};
constexpr std::uint64_t least_records = 20;

json number_or_null(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

/// Places of the values in ascending order, by value id; empty unless the column holds numbers or dates.
std::vector<std::uint32_t> ranks(const Interpretation& data, const ValueIds& ids) {
    if (data.values.empty()) { return {}; }
    std::vector<double> value(ids.count, INFINITY);  // missing and unreadable ones at the end
    for (std::uint32_t code = 0; code < ids.of_code.size(); ++code) {
        if (data.valid(code)) { value[ids.of_code[code]] = data.values[code]; }
    }
    std::vector<std::uint32_t> order(ids.count);
    for (std::uint32_t i = 0; i < ids.count; ++i) { order[i] = i; }
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return value[a] != value[b] ? value[a] < value[b] : a < b; });
    std::vector<std::uint32_t> rank(ids.count);
    for (std::uint32_t place = 0; place < ids.count; ++place) { rank[order[place]] = place; }
    return rank;
}

class AttributeDisclosure final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "privacy.attribute_disclosure", .area = Area::privacy, .needs = needs, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const QuasiIdentifiers quasi = quasi_identifiers(context);
        const std::vector<std::size_t> sensitive = context.columns_with(Role::sensitive);
        if (quasi.columns.empty() || sensitive.empty() || context.table.rows() == 0) {
            return {not_assessed_for_want_of(info(), !quasi.columns.empty(), "privacy.attribute_disclosure.needs.quasi", !sensitive.empty(),
                                             "privacy.attribute_disclosure.needs.sensitive")};
        }
        const Classes all = classes_of(context, quasi);
        std::vector<Outcome> outcomes;
        for (const std::size_t column : sensitive) {
            if (context.interpretation(column).kind == Kind::empty) { continue; }
            if (std::ranges::find(quasi.columns, column) == quasi.columns.end()) {
                outcomes.push_back(outcome_for(context, quasi, all, column));
                continue;
            }
            // A column cannot guard its own secret: it is left out of the set.
            QuasiIdentifiers others;
            for (std::size_t i = 0; i < quasi.columns.size(); ++i) {
                if (quasi.columns[i] == column) { continue; }
                others.columns.push_back(quasi.columns[i]);
                others.values.push_back(quasi.values[i]);
                others.names.push_back(quasi.names[i]);
            }
            if (others.columns.empty()) { continue; }
            outcomes.push_back(outcome_for(context, others, classes_of(context, others), column));
        }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        return outcomes;
    }

private:
    Outcome outcome_for(const AuditContext& context, const QuasiIdentifiers& quasi, const Classes& classes, std::size_t column) const {
        const Interpretation& data = context.interpretation(column);
        const ValueIds ids = value_ids(context.table.columns[column], data);
        const Disclosure d = disclosure_of(classes, row_values(context.table.columns[column], ids), ranks(data, ids));
        const std::uint64_t records = context.table.rows();
        const double learned = static_cast<double>(d.records_learned) / static_cast<double>(records);
        const bool few = records < least_records;
        // Whoever is one of a kind is told of by the check on re-identification already; here it counts what a crowd gives away.
        const std::uint64_t shared = d.records_learned - d.records_learned_alone;
        const double shared_share = static_cast<double>(shared) / static_cast<double>(records);
        const bool many = shared_share > context.limit(limits[0]);
        const bool some = d.records_learned > 0;
        const std::string variant = few ? "few" : many ? "many" : shared > 0 ? "some" : some ? "alone" : "none";
        std::vector<std::string> subject = quasi.names;
        subject.push_back(context.name(column));
        Outcome outcome = outcome_of(info(),
                                     few    ? Status::info
                                     : many ? Status::fail
                                     : some ? Status::warn
                                            : Status::pass,
                                     few || !some ? Severity::none
                                     : many       ? Severity::high
                                                  : Severity::medium,
                                     std::move(subject));
        outcome.title = Message(outcome.id + ".title." + variant).text("column", context.name(column));
        outcome.summary = Message(outcome.id + ".summary." +
                                  (few          ? "few"
                                   : shared > 0 ? "found"
                                   : some       ? "alone"
                                                : "none"))
                              .text("column", context.name(column))
                              .text("columns", joined(quasi.names))
                              .count("learned", d.records_learned)
                              .count("shared", shared)
                              .count("alone", d.records_learned_alone)
                              .count("records", records)
                              .number("share", learned);
        if (some && !few) {
            outcome.headline = Message(outcome.id + ".headline.found").number("share", learned);
            outcome.headline_note = Message(outcome.id + ".headline_note.found").count("learned", d.records_learned).count("records", records);
        }
        json& m = outcome.metrics;
        m["records"] = records;
        m["values"] = d.values;
        m["alpha"] = d.alpha;
        m["l_distinct"] = d.l_distinct;
        m["l_entropy"] = d.l_entropy;
        m["recursive_c"] = json::object();
        for (const auto& [l, c] : d.recursive_c) { m["recursive_c"][std::to_string(l)] = number_or_null(c); }
        m["t_equal"] = d.t_equal;
        m["t_ordered"] = number_or_null(d.t_ordered);
        m["beta_basic"] = number_or_null(d.beta_basic);
        m["beta_enhanced"] = number_or_null(d.beta_enhanced);
        m["beta_enhanced_pycanon"] = number_or_null(d.beta_enhanced_pycanon);
        m["delta_disclosure"] = d.delta_disclosure;
        m["delta_disclosure_strict"] = number_or_null(d.delta_disclosure_strict);
        m["homogeneous_classes"] = d.homogeneous_classes;
        m["homogeneous_records"] = d.homogeneous_records;
        m["records_learned"] = d.records_learned;
        m["records_learned_share"] = learned;
        m["records_learned_alone"] = d.records_learned_alone;
        return outcome;
    }
};

}  // namespace

const Check& attribute_disclosure() {
    static const AttributeDisclosure check;
    return check;
}

}  // namespace klarsicht::privacy
