#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/proxy_counts.h"
#include "audit/bias/subjects.h"
#include "base/spread.h"
#include "stats/association_intervals.h"
#include "stats/joint_prediction.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::array<std::string_view, 4> limit_names = {"bias.proxies.theils_u", "bias.proxies.decision_cramers_v", "bias.proxies.alpha", "bias.proxies.joint_auc"};
constexpr std::size_t most_chart_rows = 10;
/// Rows from which the columns together learn the group and are tried; evenly spread over the file.
constexpr std::size_t most_joint_rows = 10'000;
constexpr std::size_t most_joint_columns = 30;

/// Columns that are no features: what was decided and what came of it, who checked, what is left out.
bool is_feature(const AuditContext& context, std::size_t column) {
    // A person's own number stands for the person, not for a group: it "reveals" everything that is constant per person.
    constexpr std::array others = {Role::protected_, Role::decision, Role::outcome, Role::score,    Role::weight,        Role::treatment, Role::ignore,    Role::person,
                                   Role::consent,    Role::opt_out,  Role::reviewer, Role::model_version, Role::ai_flag, Role::label_flag, Role::timestamp};
    return std::ranges::none_of(others, [&](Role role) { return context.plan.has_role(context.name(column), role); });
}

/// Values of fewer rows are no example to show.
constexpr std::uint64_t least_telling_rows = 20;

/// One column held against one protected column.
struct Link {
    std::size_t column = 0;
    bool feature = false;
    bool numeric = false;             ///< told apart by deciles
    stats::Association protected_;    ///< U(protected | column)
    stats::Association decision;
    stats::AssociationIntervals intervals;  ///< of `protected_`
    stats::Interval decision_ci95;          ///< of the decision's Cramér's V
    std::uint64_t groups = 0;
    double correlation_ratio = stats::undefined;
    double guessed = stats::undefined;  ///< share of rows whose group is guessed right by who knows the column
    double guessed_blind = stats::undefined;
    std::string telling_value;  ///< value that tells most about the group; empty where it has no name to be shown
    std::string telling_group;
    stats::Fraction telling{0, 0};  ///< rows of that group among the rows of that value
    double telling_overall = stats::undefined;
    double log10_p_holm = stats::undefined;
    double decision_log10_p_holm = stats::undefined;
    bool reveals = false;
    double joint_auc_without = stats::undefined;  ///< how well all other columns together tell the group
    bool linked = false;  ///< goes together with the decision, or there is no decision to go together with
};

/// Share of rows guessed right by always naming the commonest group, knowing the column's bin and not knowing it.
void guess(const stats::Contingency& table, Link& link) {
    std::uint64_t right = 0;
    for (std::size_t r = 0; r < table.rows(); ++r) { right += std::ranges::max(table.row(r)); }
    const std::vector<std::uint64_t> totals = table.column_totals();
    const std::uint64_t n = table.total();
    link.guessed = stats::rate(right, n);
    link.guessed_blind = stats::rate(std::ranges::max(totals), n);
}

/// The value and the group that go together most: the largest share of G = 2 Σ n ln(n / expected). The largest group is passed over:
/// that many values belong to the majority tells nobody anything.
void find_telling(const AuditContext& context, const stats::Contingency& table, const std::vector<std::string>& labels, const ColumnBins& bins, Link& link) {
    const std::vector<std::uint64_t> rows = table.row_totals();
    const std::vector<std::uint64_t> groups = table.column_totals();
    const auto n = static_cast<double>(table.total());
    const auto largest = static_cast<std::size_t>(std::ranges::max_element(groups) - groups.begin());
    double most = 0;
    std::size_t best = table.rows();
    for (std::size_t r = 0; r < table.rows(); ++r) {
        if (rows[r] < least_telling_rows) { continue; }
        for (std::size_t g = 0; g < table.columns(); ++g) {
            if (g == largest) { continue; }
            const auto count = static_cast<double>(table.at(r, g));
            const double expected = static_cast<double>(rows[r]) * static_cast<double>(groups[g]) / n;
            const double part = count > expected ? count * std::log(count / expected) : 0;
            if (part > most) {
                most = part;
                best = r;
                link.telling = {table.at(r, g), rows[r]};
                link.telling_group = labels[g];
                link.telling_overall = static_cast<double>(groups[g]) / n;
            }
        }
    }
    const bool hidden = bins.numeric || (context.personal(link.column) && !context.options.show_values);
    if (best == table.rows() || hidden) { return; }
    for (std::uint32_t code = 0; code < bins.bin_of_code.size(); ++code) {
        if (bins.bin_of_code[code] == best) {
            link.telling_value = context.shown(link.column, code);
            return;
        }
    }
}

/// Bins of the features for some rows of the file.
struct Sample {
    std::vector<std::size_t> rows;
    std::vector<std::size_t> columns;
    std::vector<std::vector<std::uint32_t>> bins;  ///< [columns][rows]
    std::vector<std::uint32_t> sizes;

    explicit Sample(std::size_t all) {
        const std::size_t n = std::min(all, most_joint_rows);
        for (std::size_t i = 0; i < n; ++i) { rows.push_back(spread_place(i, n, all)); }
    }
    void add(std::size_t column, const Column& data, const ColumnBins& column_bins) {
        if (columns.size() == most_joint_columns) { return; }
        columns.push_back(column);
        sizes.push_back(static_cast<std::uint32_t>(column_bins.bins));
        std::vector<std::uint32_t>& own = bins.emplace_back();
        for (const std::size_t row : rows) { own.push_back(column_bins.bin_of_code[data.codes[row]]); }
    }
};

/// How well all features together tell the protected column, and without each of them.
stats::JointPrediction predict(const AuditContext& context, std::size_t column, const Sample& sample, std::vector<Link>& links) {
    const CodeGroups groups = groups_of(context, column);
    std::vector<std::uint32_t> group;
    for (const std::size_t row : sample.rows) { group.push_back(groups.group[context.table.columns[column].codes[row]]); }
    // A feature that is the protected column itself would tell everything.
    Sample others = sample;
    if (const auto own = std::ranges::find(others.columns, column); own != others.columns.end()) {
        const auto place = own - others.columns.begin();
        others.columns.erase(own);
        others.bins.erase(others.bins.begin() + place);
        others.sizes.erase(others.sizes.begin() + place);
    }
    const stats::JointPrediction joint = stats::predict_jointly(others.bins, others.sizes, group, groups.labels.size());
    for (Link& link : links) {
        const auto place = std::ranges::find(others.columns, link.column) - others.columns.begin();
        if (static_cast<std::size_t>(place) < others.columns.size()) { link.joint_auc_without = joint.auc_without[static_cast<std::size_t>(place)]; }
    }
    return joint;
}

class Proxies final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.proxies", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        std::vector<SubjectColumns> subjects = subjects_of(context, columns);
        std::erase_if(subjects, [](const SubjectColumns& subject) { return subject.crossed; });
        if (subjects.empty()) { return {not_assessed(info())}; }

        Targets targets;
        std::vector<std::string_view> problems(subjects.size());
        std::vector<std::size_t> target_of(subjects.size());
        std::vector<std::vector<std::string>> labels(subjects.size());
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].holds_decision) {
                problems[s] = "holds_decision";
                continue;
            }
            const std::size_t column = subjects[s].columns.front();
            const Interpretation& data = context.interpretation(column);
            const bool binned = context.plan.bins.contains(context.name(column));
            if (data.distinct > most_groups && !binned) {
                problems[s] = data.values.empty() ? "too_many_groups" : "needs_bins";
                continue;
            }
            const Grouping grouping = group_rows(context, subjects[s].columns, most_crossed_groups);
            if (grouping.labels.size() < 2 || grouping.too_many) {
                problems[s] = grouping.too_many ? "too_many_groups" : "one_value";
                continue;
            }
            target_of[s] = targets.size();
            targets.add(grouping.group, grouping.labels.size());
            labels[s] = grouping.labels;
        }
        std::optional<std::size_t> decision_target;
        if (columns.decision && targets.size() > 0) {
            const std::vector<std::uint8_t> decided = positive_codes(context, *columns.decision);
            const std::vector<std::uint32_t>& codes = context.table.columns[*columns.decision].codes;
            std::vector<std::uint32_t> group(codes.size());
            for (std::size_t row = 0; row < codes.size(); ++row) { group[row] = decided[codes[row]]; }
            decision_target = targets.size();
            targets.add(group, 2);
        }

        Sample sample(context.table.rows());
        std::vector<std::vector<Link>> links(subjects.size());
        for (std::size_t c = 0; c < context.table.columns.size() && targets.size() > 0; ++c) {
            if (context.plan.has_role(context.name(c), Role::ignore) || context.interpretation(c).distinct < 2) { continue; }
            const Interpretation& data = context.interpretation(c);
            const bool numbers = data.kind == Kind::integer || data.kind == Kind::number;
            ColumnBins bins = bin_column(context, c);
            if (bins.too_fine && !numbers) { continue; }
            if (!bins.too_fine && is_feature(context, c)) { sample.add(c, context.table.columns[c], bins); }
            const Targets::Counts counts = targets.count(context.table.columns[c], bins, numbers ? std::span(data.values) : std::span<const double>());
            for (std::size_t s = 0; s < subjects.size(); ++s) {
                if (!problems[s].empty() || c == subjects[s].columns.front()) { continue; }
                Link link;
                link.column = c;
                link.feature = is_feature(context, c);
                link.numeric = bins.numeric;
                link.correlation_ratio = counts.correlation_ratio[target_of[s]];
                if (!bins.too_fine) {
                    const stats::Contingency& own = counts.tables[target_of[s]];
                    link.protected_ = stats::association(own);
                    link.intervals = stats::association_intervals(own);
                    link.groups = own.columns();
                    if (decision_target) {
                        link.decision = stats::association(counts.tables[*decision_target]);
                        link.decision_ci95 = stats::association_intervals(counts.tables[*decision_target]).cramers_v_bias_corrected;
                    }
                    guess(counts.tables[target_of[s]], link);
                    find_telling(context, counts.tables[target_of[s]], labels[s], bins, link);
                }
                links[s].push_back(std::move(link));
            }
        }
        judge(context, links, decision_target.has_value());
        std::vector<stats::JointPrediction> joint(subjects.size());
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (problems[s].empty()) { joint[s] = predict(context, subjects[s].columns.front(), sample, links[s]); }
        }

        std::vector<Outcome> outcomes;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const std::size_t column = subjects[s].columns.front();
            const bool anything = std::ranges::any_of(links[s], [](const Link& link) { return link.feature && !std::isnan(link.protected_.theils_u); });
            if (problems[s].empty() && anything) {
                outcomes.push_back(finding(context, column, std::move(links[s]), decision_target.has_value(), joint[s]));
                continue;
            }
            outcomes.push_back(not_assessed(info(), {context.name(column)}));
            const std::string_view problem = problems[s].empty() ? "no_columns" : problems[s];
            outcomes.back().needs = needs_of(problem);
        }
        return outcomes;
    }

private:
    /// Marks the columns that tell more about the group than the limit, more than chance, and that go together with the decision.
    static void judge(const AuditContext& context, std::vector<std::vector<Link>>& links, bool with_decision) {
        const double alpha = std::log10(context.limit("bias.proxies.alpha"));
        const double least_u = context.limit("bias.proxies.theils_u");
        const double least_v = context.limit("bias.proxies.decision_cramers_v");
        std::vector<Link*> judged;
        for (std::vector<Link>& of_subject : links) {
            for (Link& link : of_subject) {
                if (link.feature) { judged.push_back(&link); }
            }
        }
        std::vector<double> evidence;
        std::vector<double> decision_evidence;
        for (const Link* link : judged) {
            evidence.push_back(link->protected_.log10_p);
            decision_evidence.push_back(link->decision.log10_p);
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const std::vector<double> decision_holm = stats::holm_log10(decision_evidence);
        for (std::size_t i = 0; i < judged.size(); ++i) {
            Link& link = *judged[i];
            link.log10_p_holm = holm[i];
            link.decision_log10_p_holm = decision_holm[i];
            // Without a value of enough rows there is no example, and nothing to say that a person could check.
            link.reveals = holm[i] < alpha && link.protected_.theils_u_adjusted >= least_u && !link.telling_group.empty();
            link.linked = !with_decision || (decision_holm[i] < alpha && link.decision.cramers_v_bias_corrected >= least_v);
        }
    }

    Outcome finding(const AuditContext& context, std::size_t column, std::vector<Link> links, bool with_decision, const stats::JointPrediction& joint) const {
        std::ranges::stable_sort(links, [](const Link& a, const Link& b) {
            const auto key = [](const Link& link) { return std::isnan(link.protected_.theils_u_adjusted) ? -1 : link.protected_.theils_u_adjusted; };
            return key(a) > key(b);
        });
        std::vector<const Link*> revealing;
        std::vector<const Link*> acting;
        const Link* strongest = nullptr;
        for (const Link& link : links) {
            if (!link.feature) { continue; }
            if (strongest == nullptr) { strongest = &link; }
            if (link.reveals) { revealing.push_back(&link); }
            if (link.reveals && link.linked) { acting.push_back(&link); }
        }
        // No single column need tell much for all together to tell it.
        const bool together = joint.auc_ci95.low > context.limit("bias.proxies.joint_auc");
        const Status status = !acting.empty() ? Status::warn : !revealing.empty() || together ? Status::info : Status::pass;
        const Link& shown = !acting.empty() ? *acting.front() : !revealing.empty() ? *revealing.front() : *strongest;
        const Severity severity = status != Status::warn ? Severity::none : with_decision ? Severity::medium : Severity::low;
        Outcome outcome = outcome_of(info(), status, severity, {context.name(column)});
        const std::string variant = status == Status::warn ? (with_decision ? "acting" : "revealing") : !revealing.empty() ? "unused" : together ? "together" : "none";
        const std::vector<const Link*>& named = status == Status::warn ? acting : revealing;
        const auto fill = [&](Message message) {
            constexpr std::size_t most_named = 4;
            std::string list;
            for (std::size_t i = 0; i < named.size() && i < most_named; ++i) { list += (i == 0 ? "" : ", ") + context.name(named[i]->column); }
            if (named.size() > most_named) { list += ", …"; }
            message.text("protected", context.name(column))
                .text("column", context.name(shown.column))
                .text("columns", list)
                .count("count", named.size())
                .text("value", shown.telling_value)
                .group("group", shown.telling_group, context.plan.bins.contains(context.name(column)))
                .number("told", shown.telling.value())
                .number("overall", shown.telling_overall)
                .number("auc", joint.auc)
                .count("judged", static_cast<std::uint64_t>(std::ranges::count_if(links, &Link::feature)))
                .number("limit", context.limit("bias.proxies.theils_u"));
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        const std::string_view example = status == Status::pass || variant == "together" ? "" : shown.telling_value.empty() ? ".some" : ".value";
        outcome.summary = fill(Message(outcome.id + ".summary." + variant + std::string(example)));
        if (status != Status::pass) {
            outcome.headline = fill(Message(outcome.id + (variant == "together" ? ".headline.together" : ".headline")));
            outcome.headline_note = fill(Message(outcome.id + (variant == "together" ? ".headline_note.together" : ".headline_note")));
        }
        if (!std::isnan(joint.auc)) { outcome.intervals["joint_auc"] = json::array({joint.auc_ci95.low, joint.auc_ci95.high}); }
        outcome.metrics = {{"columns_judged", std::ranges::count_if(links, &Link::feature)},
                           {"columns_revealing", revealing.size()},
                           {"columns_acting", with_decision ? json(acting.size()) : json(nullptr)},
                           {"strongest_column", context.name(shown.column)},
                           {"theils_u", shown.protected_.theils_u},
                           {"theils_u_adjusted", shown.protected_.theils_u_adjusted},
                           {"cramers_v_bias_corrected", shown.protected_.cramers_v_bias_corrected},
                           {"joint_auc", joint.auc},
                           {"joint_rows", joint.rows}};
        for (const Link& link : links) { outcome.groups.push_back(link_to_json(context, link, with_decision)); }
        outcome.chart = chart(context, outcome.id, column, links);
        explain_proxies(outcome);
        return outcome;
    }

    static json link_to_json(const AuditContext& context, const Link& link, bool with_decision) {
        const std::string_view verdict = !link.feature ? "not_judged" : !link.reveals ? "no_evidence" : link.linked ? "proxy" : "unused";
        return {{"column", context.name(link.column)},
                {"kind", link.numeric ? "numeric" : "categorical"},
                {"n", link.protected_.n},
                {"theils_u", link.protected_.theils_u},
                {"theils_u_ci95", pair(link.intervals.theils_u)},
                {"theils_u_adjusted", link.protected_.theils_u_adjusted},
                {"mutual_information", link.protected_.mutual_information},
                {"cramers_v_bias_corrected", link.protected_.cramers_v_bias_corrected},
                {"cramers_v_bias_corrected_ci95", pair(link.intervals.cramers_v_bias_corrected)},
                {"cramers_v", link.protected_.cramers_v},
                {"correlation_ratio", link.correlation_ratio},
                {"correlation_ratio_ci95", pair(stats::correlation_ratio_ci95(link.correlation_ratio, link.protected_.n, link.groups))},
                {"chi2", link.protected_.chi2},
                {"log10_p", link.protected_.log10_p},
                {"log10_p_holm", link.log10_p_holm},
                {"guessed_share", link.guessed},
                {"guessed_share_without", link.guessed_blind},
                {"decision_cramers_v_bias_corrected", with_decision ? json(link.decision.cramers_v_bias_corrected) : json(nullptr)},
                {"decision_cramers_v_bias_corrected_ci95", with_decision ? pair(link.decision_ci95) : json(nullptr)},
                {"decision_log10_p_holm", with_decision ? json(link.decision_log10_p_holm) : json(nullptr)},
                {"joint_auc_without", link.joint_auc_without},
                {"verdict", verdict}};
    }

    static Chart chart(const AuditContext& context, const std::string& id, std::size_t column, const std::vector<Link>& links) {
        Chart chart;
        chart.kind = Chart::Kind::bars;
        chart.title = Message(id + ".chart").text("protected", context.name(column));
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        chart.limit_high = context.limit("bias.proxies.theils_u");
        chart.limit_note = Message(id + ".limit_note").number("limit", *chart.limit_high);
        for (const Link& link : links) {
            if (!link.feature || std::isnan(link.protected_.theils_u)) { continue; }
            if (chart.rows.size() == most_chart_rows) { break; }
            ChartRow row;
            row.label = context.name(link.column);
            row.value = link.protected_.theils_u_adjusted;
            row.n = link.protected_.n;
            row.status = link.reveals && link.linked ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }
};

}  // namespace

const Check& proxies() {
    static const Proxies check;
    return check;
}

}  // namespace klarsicht::bias
