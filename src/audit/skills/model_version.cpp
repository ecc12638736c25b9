#include <algorithm>
#include <array>

#include "audit/groups.h"
#include "audit/hidden_groups.h"
#include "audit/skills/checks.h"
#include "base/sort_few.h"
#include "stats/confusion.h"

namespace klarsicht::skills {

namespace {

constexpr std::array<Role, 2> needs = {Role::decision, Role::model_version};
constexpr std::size_t most_chart_rows = 12;

/// Decisions of which nobody can say later what made them.
class ModelVersion final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "skills.model_version", .area = Area::skills, .needs = needs, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::optional<std::size_t> decision = context.first_with(Role::decision);
        const std::optional<std::size_t> version = context.first_with(Role::model_version);
        if (!decision || !version) {
            return {not_assessed_for_want_of(info(), decision.has_value(), "skills.needs.decision", version.has_value(),
                                             "skills.model_version.needs.version")};
        }
        Versions versions = count(context, *decision, *version);
        std::vector<std::string> subject = {context.name(*decision), context.name(*version)};
        if (versions.known == 0) { return {not_assessed(info(), std::move(subject))}; }
        const auto used = static_cast<std::uint64_t>(
            std::ranges::count_if(versions.selected, [](const stats::Fraction& fraction) { return fraction.n > 0; }));
        const bool missing = versions.without.count > 0;
        const Status status = missing ? Status::warn : used > 1 ? Status::info : Status::pass;
        const double share = stats::rate(versions.without.count, versions.known);
        OutcomeBuilder finding(info(), status, missing ? Severity::low : Severity::none, std::move(subject));
        finding.values.count("rows", versions.without.count)
            .count("of", versions.known)
            .number("share", share)
            .count("versions", used);
        finding.say(missing ? "missing" : used > 1 ? "mixed" : "one");
        if (missing) { finding.headline().headline_note(); }
        Outcome outcome = finding.make();
        outcome.metrics.count("decisions", versions.known);
        outcome.metrics.count("without_version", versions.without.count);
        outcome.metrics.share("without_version_share", share);
        outcome.metrics.count("versions", used);
        if (used > 1) { outcome.chart = chart_of(context, *version, versions, outcome.id); }
        outcome.rows = std::move(versions.without);
        return {std::move(outcome)};
    }

private:
    struct Versions {
        std::vector<std::string> labels;
        std::vector<stats::Fraction> selected;  ///< [labels]
        std::uint64_t known = 0;                ///< decisions
        RowSet without;                         ///< decisions without a version
    };

    static Versions count(const AuditContext& context, std::size_t decision, std::size_t version) {
        const Column& decisions = context.table.columns[decision];
        const Column& column = context.table.columns[version];
        const std::vector<std::uint8_t> decided = positive_codes(context, decision);
        CodeGroups groups = groups_of(context, version);
        Versions versions;
        versions.labels = std::move(groups.labels);
        versions.selected.assign(versions.labels.size(), stats::Fraction{0, 0});
        for (std::size_t row = 0; row < decisions.codes.size(); ++row) {
            const std::uint8_t state = decided[decisions.codes[row]];
            if (state == 2) { continue; }
            ++versions.known;
            const std::uint32_t group = groups.group[column.codes[row]];
            if (group == Grouping::none) {
                versions.without.add(row);
            } else {
                ++versions.selected[group].n;
                versions.selected[group].k += state;
            }
        }
        return versions;
    }

    /// Selection by version, the most used first; of versions that decided about hardly anybody nothing is told.
    static Chart chart_of(const AuditContext& context, std::size_t version, const Versions& versions,
                          const std::string& id) {
        std::vector<std::uint64_t> people;
        for (const stats::Fraction& fraction : versions.selected) { people.push_back(fraction.n); }
        const std::vector<std::uint8_t> hidden = hidden_groups(context, people, versions.without.count);
        std::vector<std::size_t> order;
        for (std::size_t v = 0; v < people.size(); ++v) {
            if (people[v] > 0 && hidden[v] == 0) { order.push_back(v); }
        }
        if (order.empty()) { return {}; }
        sort_few(order, std::ranges::greater{}, [&](std::size_t v) { return people[v]; });
        if (order.size() > most_chart_rows) { order.resize(most_chart_rows); }
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart");
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        for (const std::size_t v : order) {
            const std::string label = context.personal(version) ? "•••" : versions.labels[v];
            chart.rows.push_back(ChartRow::of(label, false, versions.selected[v]));
        }
        return chart;
    }
};

}  // namespace

const Check& model_version() {
    static const ModelVersion check;
    return check;
}

}  // namespace klarsicht::skills
