#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subjects.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 3> needs = {Role::protected_, Role::outcome, Role::treatment};
constexpr std::array<std::string_view, 2> limit_names = {"bias.uplift.gap", "bias.group_gaps.alpha"};
constexpr std::size_t most_chart_rows = 12;

/// What an action did to one group: how much more often the outcome happened to those who got it than to those who, by chance, did not.
struct Uplift {
    stats::Fraction treated{0, 0};
    stats::Fraction control{0, 0};
    std::uint64_t others = 0;  ///< rows without a known outcome or treatment
    double difference = stats::undefined;
    stats::Interval ci95;
    double log10_p_harm = stats::undefined;  ///< of treated against control
    double log10_p_harm_holm = stats::undefined;
    double against_favoured = stats::undefined;  ///< own uplift less the favoured group's
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;

    double variance() const {
        const auto part = [](const stats::Fraction& f) { return f.value() * (1 - f.value()) / static_cast<double>(f.n); };
        return part(treated) + part(control);
    }
    double share_treated() const { return stats::rate(treated.n, treated.n + control.n); }
};

struct Campaign {
    std::size_t column = 0;
    std::vector<std::uint8_t> arm;  ///< [codes] 1 treated, 0 control, 2 unknown
};

std::optional<Campaign> campaign_of(const AuditContext& context) {
    if (!context.plan.treatment) { return std::nullopt; }
    const std::optional<std::size_t> column = context.table.find(context.plan.treatment->column);
    if (!column) { return std::nullopt; }
    const CodeGroups groups = groups_of(context, *column);
    const std::optional<std::uint32_t> control = groups.find(context.plan.treatment->control);
    if (!control) { return std::nullopt; }
    Campaign campaign{.column = *column};
    for (const std::uint32_t group : groups.group) { campaign.arm.push_back(group == Grouping::none ? 2 : group == *control ? 0 : 1); }
    return campaign;
}

/// The uplift of a campaign per group, from a control group that was left out by chance.
class UpliftCheck final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.uplift", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        const std::optional<Campaign> campaign = campaign_of(context);
        if (!campaign || !columns.outcome || *columns.outcome == campaign->column) { return {not_assessed(info())}; }
        const std::vector<std::uint8_t> happened = positive_codes(context, *columns.outcome);
        const std::vector<std::uint32_t>& outcome_codes = context.table.columns[*columns.outcome].codes;
        const std::vector<std::uint32_t>& arm_codes = context.table.columns[campaign->column].codes;
        const std::vector<SubjectColumns> subjects = subjects_of(context, columns);
        const std::vector<Subject>& measured = measured_subjects(context);

        std::vector<std::vector<Uplift>> uplifts(subjects.size());
        std::vector<Grouping> groupings(subjects.size());
        std::vector<std::string_view> problems(subjects.size());
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const bool itself = std::ranges::find(subjects[s].columns, campaign->column) != subjects[s].columns.end() ||
                                std::ranges::find(subjects[s].columns, *columns.outcome) != subjects[s].columns.end();
            problems[s] = itself ? "holds_decision" : measured[s].grouping.labels.empty() ? measured[s].problem : std::string_view();
            if (!problems[s].empty()) { continue; }
            groupings[s] = group_rows(context, subjects[s].columns, most_crossed_groups);
            const std::size_t groups = groupings[s].labels.size();
            uplifts[s].resize(groups);
            for (std::size_t row = 0; row < arm_codes.size(); ++row) {
                const std::uint32_t group = groupings[s].group[row];
                if (group == Grouping::none) { continue; }
                const std::uint8_t arm = campaign->arm[arm_codes[row]];
                const std::uint8_t state = happened[outcome_codes[row]];
                Uplift& uplift = uplifts[s][group];
                if (arm > 1 || state > 1) {
                    ++uplift.others;
                    continue;
                }
                stats::Fraction& part = arm == 1 ? uplift.treated : uplift.control;
                ++part.n;
                part.k += state;
            }
            groupings[s].group = {};
            if (!groupings[s].favoured) { problems[s] = "favoured_absent"; }
            const bool comparable = std::ranges::count_if(uplifts[s], [](const Uplift& u) { return u.treated.n > 0 && u.control.n > 0; }) > 0;
            if (problems[s].empty() && !comparable) { problems[s] = "no_control"; }
        }
        judge(uplifts, groupings, problems);
        std::vector<Outcome> outcomes;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (!problems[s].empty()) {
                outcomes.push_back(not_assessed(info(), measured[s].names));
                outcomes.back().needs = needs_of(problems[s]);
                continue;
            }
            outcomes.push_back(finding(context, measured[s].names, groupings[s], uplifts[s]));
        }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    static void judge(std::vector<std::vector<Uplift>>& uplifts, const std::vector<Grouping>& groupings, const std::vector<std::string_view>& problems) {
        std::vector<Uplift*> all;
        for (std::size_t s = 0; s < uplifts.size(); ++s) {
            if (!problems[s].empty()) { continue; }
            for (Uplift& uplift : uplifts[s]) {
                if (uplift.treated.n == 0 || uplift.control.n == 0) { continue; }
                uplift.difference = uplift.treated.value() - uplift.control.value();
                uplift.ci95 = stats::newcombe_difference(uplift.treated.k, uplift.treated.n, uplift.control.k, uplift.control.n);
                uplift.log10_p_harm = stats::two_proportion_z(uplift.treated.k, uplift.treated.n, uplift.control.k, uplift.control.n).log10_p;
            }
            const Uplift& favoured = uplifts[s][*groupings[s].favoured];
            for (Uplift& uplift : uplifts[s]) {
                all.push_back(&uplift);
                if (&uplift == &favoured) { continue; }
                uplift.against_favoured = uplift.difference - favoured.difference;
                const double variance = uplift.variance() + favoured.variance();
                // The normal approximation needs some of each kind in every arm.
                const auto enough = [](const Uplift& u) { return std::min({u.treated.k, u.treated.n - u.treated.k, u.control.k, u.control.n - u.control.k}) >= 5; };
                if (variance > 0 && enough(uplift) && enough(favoured)) {
                    uplift.log10_p = stats::chi_squared_log10_p(uplift.against_favoured * uplift.against_favoured / variance, 1);
                }
            }
        }
        std::vector<double> differences;
        std::vector<double> harms;
        for (const Uplift* uplift : all) {
            differences.push_back(uplift->log10_p);
            harms.push_back(uplift->log10_p_harm);
        }
        const std::vector<double> holm = stats::holm_log10(differences);
        const std::vector<double> harm_holm = stats::holm_log10(harms);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i]->log10_p_holm = holm[i];
            all[i]->log10_p_harm_holm = harm_holm[i];
        }
    }

    Outcome finding(const AuditContext& context, const std::vector<std::string>& names, const Grouping& grouping, const std::vector<Uplift>& uplifts) const {
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        const double least = context.limit("bias.uplift.gap");
        const auto harmed = [&](const Uplift& u) { return u.difference < 0 && u.log10_p_harm_holm < alpha; };
        const auto differs = [&](const Uplift& u) { return u.log10_p_holm < alpha && std::fabs(u.against_favoured) >= least; };
        const std::size_t favoured = *grouping.favoured;
        std::optional<std::size_t> harm;
        std::optional<std::size_t> gap;
        std::size_t known = 0;
        for (std::size_t g = 0; g < uplifts.size(); ++g) {
            known += std::isnan(uplifts[g].log10_p) ? 0 : 1;
            if (harmed(uplifts[g]) && (!harm || uplifts[g].difference < uplifts[*harm].difference)) { harm = g; }
            if (differs(uplifts[g]) && (!gap || std::fabs(uplifts[g].against_favoured) > std::fabs(uplifts[*gap].against_favoured))) { gap = g; }
        }
        const std::string variant = harm ? "harm" : gap ? (uplifts[*gap].against_favoured < 0 ? "less" : "more") : known > 0 ? "none" : "too_few";
        const Status status = harm ? Status::warn : gap || known == 0 ? Status::info : Status::pass;
        Outcome outcome = outcome_of(info(), status, harm ? Severity::medium : gap ? Severity::low : Severity::none, names);
        const std::size_t told = harm ? *harm : gap ? *gap : favoured;
        const auto fill = [&](Message message) {
            const Uplift& own = uplifts[told];
            return message.group("group", grouping.labels[told], grouping.binned)
                .group("favoured", grouping.labels[favoured], grouping.binned)
                .text("outcome", context.name(*context.first_with(Role::outcome)))
                .text("control", context.plan.treatment->control)
                .number("uplift", own.difference)
                .number("low", own.ci95.low)
                .number("high", own.ci95.high)
                .number("favoured_uplift", uplifts[favoured].difference)
                .number("treated", own.treated.value())
                .number("not_treated", own.control.value())
                .number("p", harm ? own.log10_p_harm_holm : own.log10_p_holm)
                .count("groups", known);
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (harm || gap) {
            outcome.headline = fill(Message(outcome.id + (harm ? ".headline.harm" : ".headline.gap")));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        outcome.metrics = {{"treatment", context.plan.treatment->column}, {"control", context.plan.treatment->control}, {"favoured", grouping.labels[favoured]}};
        outcome.binned = grouping.binned;
        for (std::size_t g = 0; g < uplifts.size(); ++g) { outcome.groups.push_back(to_json(uplifts[g], grouping.labels[g], g == favoured, harmed(uplifts[g]), differs(uplifts[g]))); }
        outcome.chart = chart(outcome.id, grouping, uplifts, favoured, harmed);
        explain_uplift(outcome);
        return outcome;
    }

    static json to_json(const Uplift& uplift, const std::string& label, bool reference, bool harmed, bool differs) {
        const double share = uplift.share_treated();
        return {{"group", label},
                {"n", uplift.treated.n + uplift.control.n},
                {"n_treated", uplift.treated.n},
                {"n_control", uplift.control.n},
                {"rate_treated", uplift.treated.value()},
                {"rate_control", uplift.control.value()},
                {"uplift", uplift.difference},
                {"uplift_ci95", json::array({uplift.ci95.low, uplift.ci95.high})},
                {"share_treated", share},
                // Per person of the group: what the action brought, what it would have brought those left out, what harm they were spared.
                {"acquired_benefit", share * std::max(0.0, uplift.difference)},
                {"missed_benefit", (1 - share) * std::max(0.0, uplift.difference)},
                {"rejected_harm", (1 - share) * std::max(0.0, -uplift.difference)},
                {"uplift_difference", uplift.against_favoured},
                {"log10_p_holm", uplift.log10_p_holm},
                {"reference", reference},
                {"verdict", harmed ? "harmed" : differs ? "differs" : std::isnan(uplift.log10_p) && !reference ? "too_few" : "no_evidence"}};
    }

    template <class Harmed>
    static Chart chart(const std::string& id, const Grouping& grouping, const std::vector<Uplift>& uplifts, std::size_t favoured, Harmed harmed) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart");
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::points;
        for (std::size_t g = 0; g < uplifts.size() && chart.rows.size() < most_chart_rows; ++g) {
            const std::uint64_t n = uplifts[g].treated.n + uplifts[g].control.n;
            if (n < least_people_shown || std::isnan(uplifts[g].difference)) { continue; }
            ChartRow row;
            row.label = grouping.labels[g];
            row.label_term = spoken_label(row.label, grouping.binned);
            row.value = uplifts[g].difference;
            row.low = uplifts[g].ci95.low;
            row.high = uplifts[g].ci95.high;
            row.n = n;
            row.reference = g == favoured;
            row.status = harmed(uplifts[g]) ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }
};

}  // namespace

const Check& uplift() {
    static const UpliftCheck check;
    return check;
}

}  // namespace klarsicht::bias
