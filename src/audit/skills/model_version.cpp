#include <algorithm>
#include <array>

#include "audit/groups.h"
#include "audit/skills/checks.h"
#include "stats/confusion.h"

namespace klarsicht::skills {

namespace {

constexpr std::array<Role, 2> needs = {Role::decision, Role::model_version};
constexpr std::size_t most_chart_rows = 12;

/// Decisions of which nobody can say later what made them.
class ModelVersion final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "skills.model_version", .area = Area::skills, .needs = needs, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::optional<std::size_t> decision = context.first_with(Role::decision);
        const std::optional<std::size_t> version = context.first_with(Role::model_version);
        if (!decision || !version) {
            return {not_assessed_for_want_of(info(), decision.has_value(), "skills.needs.decision", version.has_value(), "skills.model_version.needs.version")};
        }
        const Column& decisions = context.table.columns[*decision];
        const Column& versions = context.table.columns[*version];
        const std::vector<std::uint8_t> decided = positive_codes(context, *decision);
        const CodeGroups groups = group_codes(versions, context.interpretation(*version), {}, context.as_of);
        std::vector<stats::Fraction> by_version(groups.labels.size(), stats::Fraction{0, 0});
        std::uint64_t known = 0;
        RowSet without;
        for (std::size_t row = 0; row < decisions.codes.size(); ++row) {
            const std::uint8_t state = decided[decisions.codes[row]];
            if (state == 2) { continue; }
            ++known;
            const std::uint32_t group = groups.group[versions.codes[row]];
            if (group == Grouping::none) {
                ++without.count;
                if (without.first.size() < 20) { without.first.push_back(row); }
            } else {
                ++by_version[group].n;
                by_version[group].k += state;
            }
        }
        if (known == 0) { return {not_assessed(info(), {context.name(*decision), context.name(*version)})}; }
        std::vector<std::size_t> order;
        for (std::size_t v = 0; v < by_version.size(); ++v) {
            if (by_version[v].n > 0) { order.push_back(v); }
        }
        const std::string variant = without.count > 0 ? "missing" : order.size() > 1 ? "mixed" : "one";
        const Status status = without.count > 0 ? Status::warn : order.size() > 1 ? Status::info : Status::pass;
        Outcome outcome = outcome_of(info(), status, without.count > 0 ? Severity::low : Severity::none, {context.name(*decision), context.name(*version)});
        const double share = stats::rate(without.count, known);
        const auto fill = [&](Message message) {
            message.count("rows", without.count).count("of", known).number("share", share).count("versions", order.size());
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (without.count > 0) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        outcome.metrics = {{"decisions", known}, {"without_version", without.count}, {"without_version_share", share}, {"versions", order.size()}};
        outcome.rows = std::move(without);
        if (order.size() > 1) {
            std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return by_version[a].n > by_version[b].n; });
            outcome.chart.kind = Chart::Kind::intervals;
            outcome.chart.title = Message(outcome.id + ".chart");
            outcome.chart.axis = Message(outcome.id + ".axis");
            outcome.chart.unit = Unit::share;
            for (const std::size_t v : order) {
                if (outcome.chart.rows.size() == most_chart_rows) { break; }
                ChartRow row;
                row.label = context.personal(*version) ? "•••" : groups.labels[v];
                row.value = by_version[v].value();
                row.low = by_version[v].ci95().low;
                row.high = by_version[v].ci95().high;
                row.n = by_version[v].n;
                outcome.chart.rows.push_back(std::move(row));
            }
        }
        return {std::move(outcome)};
    }
};

}  // namespace

const Check& model_version() {
    static const ModelVersion check;
    return check;
}

}  // namespace klarsicht::skills
