#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/proxy_counts.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/findings.h"
#include "base/sort_few.h"
#include "base/spread.h"
#include "stats/association_intervals.h"
#include "stats/joint_prediction.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::string_view least_u = "bias.proxies.theils_u";
constexpr std::string_view least_v = "bias.proxies.decision_cramers_v";
constexpr std::string_view alpha = "bias.proxies.alpha";
constexpr std::string_view least_joint_auc = "bias.proxies.joint_auc";
constexpr std::array limit_names = {least_u, least_v, alpha, least_joint_auc};
constexpr std::size_t most_chart_rows = 10;
/// Rows from which the columns together learn the group and are tried; evenly spread over the file.
constexpr std::size_t most_joint_rows = 10'000;
constexpr std::size_t most_joint_columns = 30;
/// Protected columns that every column of the file is held against, the first ones.
constexpr std::size_t most_protected = 30;
constexpr std::string_view too_many = "too_many";

/// Columns that are no features: what was decided and what came of it, who checked, what is left out.
bool is_feature(const AuditContext& context, std::size_t column) {
    // A person's own number stands for the person, not for a group: it "reveals" all that is constant per person.
    constexpr std::array others = {Role::protected_,    Role::decision,   Role::outcome,  Role::score,
                                   Role::weight,        Role::treatment,  Role::ignore,   Role::person,
                                   Role::consent,       Role::opt_out,    Role::reviewer, Role::ai_flag,
                                   Role::model_version, Role::label_flag, Role::timestamp};
    return std::ranges::none_of(others, [&](Role role) { return context.plan.has_role(context.name(column), role); });
}

/// Values of fewer rows are no example to show.
constexpr std::uint64_t least_telling_rows = 20;

/// One column held against one protected column.
struct Link {
    std::size_t column = 0;
    bool feature = false;
    bool numeric = false;           ///< told apart by deciles
    stats::Association protected_;  ///< U(protected | column)
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

/// The value and the group that go together most: the largest share of G = 2 Σ n ln(n / expected). The largest group
/// is passed over, because that many values belong to the majority tells nobody anything, and so is one too small to
/// tell of.
void find_telling(const AuditContext& context, const stats::Contingency& table, const std::vector<std::string>& labels,
                  const ColumnBins& bins, Link& link) {
    const std::vector<std::uint64_t> rows = table.row_totals();
    const std::vector<std::uint64_t> groups = table.column_totals();
    const auto n = static_cast<double>(table.total());
    const auto largest = static_cast<std::size_t>(std::ranges::max_element(groups) - groups.begin());
    double most = 0;
    std::size_t best = table.rows();
    for (std::size_t r = 0; r < table.rows(); ++r) {
        if (rows[r] < least_telling_rows) { continue; }
        for (std::size_t g = 0; g < table.columns(); ++g) {
            if (g == largest || !context.shows(groups[g])) { continue; }
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
    const bool hidden = bins.numeric || !context.shows_values(link.column);
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
stats::JointPrediction predict(const AuditContext& context, std::size_t column, const Sample& sample,
                               std::vector<Link>& links) {
    const CodeGroups groups = groups_of(context, column);
    std::vector<std::uint32_t> group;
    const std::vector<std::uint32_t>& codes = context.table.columns[column].codes;
    for (const std::size_t row : sample.rows) { group.push_back(groups.group[codes[row]]); }
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
        const auto own = std::ranges::find(others.columns, link.column);
        const auto place = static_cast<std::size_t>(own - others.columns.begin());
        if (own != others.columns.end()) { link.joint_auc_without = joint.auc_without[place]; }
    }
    return joint;
}

/// A protected column, and all columns held against it.
struct Revealed {
    std::size_t column = 0;
    std::string_view problem;  ///< as in Subject, or `too_many`; empty if it can be held against others
    std::size_t target = 0;    ///< place in the targets
    std::vector<std::string> labels;
    std::vector<Link> links;
    stats::JointPrediction joint;
};

/// The protected columns, with those that can be told apart added to the targets.
std::vector<Revealed> revealed_columns(const AuditContext& context, const DecisionColumns& columns, Targets& targets) {
    std::vector<Revealed> all;
    for (const SubjectColumns& subject : subjects_of(context, columns)) {
        if (subject.crossed) { continue; }
        Revealed& own = all.emplace_back();
        own.column = subject.columns.front();
        if (subject.holds_decision) {
            own.problem = "holds_decision";
            continue;
        }
        const Interpretation& data = context.interpretation(own.column);
        if (data.distinct > most_groups && !context.plan.bins.contains(context.name(own.column))) {
            own.problem = data.values.empty() ? "too_many_groups" : "needs_bins";
            continue;
        }
        const Grouping grouping = group_rows(context, subject.columns, most_crossed_groups);
        if (grouping.labels.size() < 2 || grouping.too_many) {
            own.problem = grouping.too_many ? "too_many_groups" : "one_value";
            continue;
        }
        if (targets.size() == most_protected) {
            own.problem = too_many;
            continue;
        }
        own.target = targets.size();
        targets.add(grouping.group, grouping.labels.size());
        own.labels = grouping.labels;
    }
    return all;
}

/// Adds the decision to the targets. @return its place
std::size_t add_decision(const AuditContext& context, std::size_t decision, Targets& targets) {
    const std::vector<std::uint8_t> decided = positive_codes(context, decision);
    const std::vector<std::uint32_t>& codes = context.table.columns[decision].codes;
    std::vector<std::uint32_t> group(codes.size());
    for (std::size_t row = 0; row < codes.size(); ++row) { group[row] = decided[codes[row]]; }
    targets.add(group, 2);
    return targets.size() - 1;
}

/// What a column, counted against all targets, says of a protected one and of the decision.
Link link_of(const AuditContext& context, std::size_t column, const ColumnBins& bins, const Targets::Counts& counts,
             const Revealed& revealed, std::optional<std::size_t> decision_target) {
    Link link;
    link.column = column;
    link.feature = is_feature(context, column);
    link.numeric = bins.numeric;
    link.correlation_ratio = counts.correlation_ratio[revealed.target];
    if (bins.too_fine) { return link; }
    const stats::Contingency& own = counts.tables[revealed.target];
    link.protected_ = stats::association(own);
    link.intervals = stats::association_intervals(own);
    link.groups = own.columns();
    if (decision_target) {
        const stats::Contingency& decided = counts.tables[*decision_target];
        link.decision = stats::association(decided);
        link.decision_ci95 = stats::association_intervals(decided).cramers_v_bias_corrected;
    }
    guess(own, link);
    find_telling(context, own, revealed.labels, bins, link);
    return link;
}

/// Every column of the file held against every protected one, and all together.
void link_columns(const AuditContext& context, const Targets& targets, std::optional<std::size_t> decision_target,
                  std::vector<Revealed>& revealed, Sample& sample) {
    for (std::size_t c = 0; c < context.table.columns.size() && targets.size() > 0; ++c) {
        const Interpretation& data = context.interpretation(c);
        if (context.plan.has_role(context.name(c), Role::ignore) || data.distinct < 2) { continue; }
        const bool numbers = is_numeric(data.kind);
        const ColumnBins bins = bin_column(context, c);
        if (bins.too_fine && !numbers) { continue; }
        const Column& column = context.table.columns[c];
        if (!bins.too_fine && is_feature(context, c)) { sample.add(c, column, bins); }
        const std::span<const double> values = numbers ? std::span(data.values) : std::span<const double>();
        const Targets::Counts counts = targets.count(column, bins, values);
        for (Revealed& own : revealed) {
            if (!own.problem.empty() || c == own.column) { continue; }
            own.links.push_back(link_of(context, c, bins, counts, own, decision_target));
        }
    }
}

/// Marks the columns that tell more about the group than the limit, more than chance, and that go together with the
/// decision.
void judge(const AuditContext& context, std::vector<Revealed>& revealed, bool with_decision) {
    const double log10_alpha = std::log10(context.limit(alpha));
    std::vector<Link*> judged;
    for (Revealed& own : revealed) {
        for (Link& link : own.links) {
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
        link.reveals = holm[i] < log10_alpha && link.protected_.theils_u_adjusted >= context.limit(least_u) &&
                       !link.telling_group.empty();
        link.linked = !with_decision || (decision_holm[i] < log10_alpha &&
                                         link.decision.cramers_v_bias_corrected >= context.limit(least_v));
    }
}

/// The columns worth naming, and how they are named.
struct Told {
    std::vector<const Link*> revealing;
    std::vector<const Link*> acting;
    const Link* shown = nullptr;  ///< the one to tell of
    std::uint64_t judged = 0;
    bool together = false;  ///< no single column need tell much for all together to tell it

    /// @param used whether somebody decides in the file, or a score foretells: else nothing follows from the columns
    /// yet
    Status status(bool used) const {
        if (!acting.empty() && used) { return Status::warn; }
        return !acting.empty() || !revealing.empty() || together ? Status::info : Status::pass;
    }
    std::string_view variant(bool with_decision) const {
        if (!acting.empty()) { return with_decision ? "acting" : "revealing"; }
        return !revealing.empty() ? "unused" : together ? "together" : "none";
    }
    const std::vector<const Link*>& named() const { return acting.empty() ? revealing : acting; }
};

/// @param links those that tell most first
Told told_of(const AuditContext& context, const std::vector<Link>& links, const stats::JointPrediction& joint) {
    Told told;
    for (const Link& link : links) {
        if (!link.feature) { continue; }
        ++told.judged;
        if (told.shown == nullptr) { told.shown = &link; }
        if (link.reveals) { told.revealing.push_back(&link); }
        if (link.reveals && link.linked) { told.acting.push_back(&link); }
    }
    if (!told.named().empty()) { told.shown = told.named().front(); }
    told.together = joint.auc_ci95.low > context.limit(least_joint_auc);
    return told;
}

std::string list_of(const AuditContext& context, const std::vector<const Link*>& named) {
    constexpr std::size_t most_named = 4;
    std::string list;
    for (std::size_t i = 0; i < named.size() && i < most_named; ++i) {
        list += (i == 0 ? "" : ", ") + context.name(named[i]->column);
    }
    return named.size() > most_named ? list + ", …" : list;
}

std::string_view verdict_of(const Link& link) {
    if (!link.feature) { return "not_judged"; }
    return !link.reveals ? "no_evidence" : link.linked ? "proxy" : "unused";
}

/// A row of the table: a column, not people.
Group row_of(const AuditContext& context, const Link& link, bool with_decision) {
    const stats::Association& own = link.protected_;
    Group row;
    Figures& figures = row.figures;
    figures.text("column", context.name(link.column));
    figures.word("kind", link.numeric ? "numeric" : "categorical");
    figures.size("n", own.n);
    figures.number("theils_u", own.theils_u).with(link.intervals.theils_u);
    figures.number("theils_u_adjusted", own.theils_u_adjusted);
    figures.number("mutual_information", own.mutual_information);
    figures.number("cramers_v_bias_corrected", own.cramers_v_bias_corrected)
        .with(link.intervals.cramers_v_bias_corrected);
    figures.number("cramers_v", own.cramers_v);
    figures.number("correlation_ratio", link.correlation_ratio)
        .with(stats::correlation_ratio_ci95(link.correlation_ratio, own.n, link.groups));
    figures.number("chi2", own.chi2);
    figures.log10_p("log10_p", own.log10_p);
    figures.log10_p("log10_p_holm", link.log10_p_holm);
    figures.share("guessed_share", link.guessed);
    figures.share("guessed_share_without", link.guessed_blind);
    if (with_decision) {
        figures.number("decision_cramers_v_bias_corrected", link.decision.cramers_v_bias_corrected)
            .with(link.decision_ci95);
        figures.log10_p("decision_log10_p_holm", link.decision_log10_p_holm);
    } else {
        figures.none("decision_cramers_v_bias_corrected");
        figures.none("decision_cramers_v_bias_corrected_ci95");
        figures.none("decision_log10_p_holm");
    }
    figures.number("joint_auc_without", link.joint_auc_without);
    figures.word("verdict", verdict_of(link));
    return row;
}

Chart chart_of(const AuditContext& context, const std::string& id, std::size_t column, const std::vector<Link>& links) {
    Chart chart;
    chart.kind = Chart::Kind::bars;
    chart.title = Message(id + ".chart").text("protected", context.name(column));
    chart.axis = Message(id + ".axis");
    chart.unit = Unit::share;
    chart.limit_high = context.limit(least_u);
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

/// Columns that stand in for a protected one.
class Proxies final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.proxies", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        Targets targets;
        std::vector<Revealed> revealed = revealed_columns(context, columns, targets);
        if (revealed.empty()) { return {not_assessed(info())}; }
        std::optional<std::size_t> decision_target;
        if (columns.decision && targets.size() > 0) {
            decision_target = add_decision(context, *columns.decision, targets);
        }
        Sample sample(context.table.rows());
        link_columns(context, targets, decision_target, revealed, sample);
        judge(context, revealed, decision_target.has_value());
        for (Revealed& own : revealed) {
            if (own.problem.empty()) { own.joint = predict(context, own.column, sample, own.links); }
        }
        std::vector<Outcome> outcomes;
        for (Revealed& own : revealed) {
            const bool anything = std::ranges::any_of(
                own.links, [](const Link& link) { return link.feature && !std::isnan(link.protected_.theils_u); });
            if (own.problem.empty() && anything) {
                outcomes.push_back(finding(context, own, decision_target.has_value()));
                continue;
            }
            outcomes.push_back(not_assessed(info(), {context.name(own.column)}));
            outcomes.back().needs = own.problem == too_many
                                        ? Message("bias.proxies.needs.too_many").count("most", most_protected)
                                        : needs_of(own.problem.empty() ? "no_columns" : own.problem);
        }
        return outcomes;
    }

private:
    Outcome finding(const AuditContext& context, Revealed& revealed, bool with_decision) const {
        std::vector<Link>& links = revealed.links;
        sort_few(links, std::ranges::greater(), [](const Link& link) {
            return std::isnan(link.protected_.theils_u_adjusted) ? -1 : link.protected_.theils_u_adjusted;
        });
        const Told told = told_of(context, links, revealed.joint);
        Outcome outcome = texts(context, revealed, told, with_decision);
        const Link& shown = *told.shown;
        Figures& metrics = outcome.metrics;
        metrics.count("columns_judged", told.judged);
        metrics.count("columns_revealing", told.revealing.size());
        with_decision ? metrics.count("columns_acting", told.acting.size()) : metrics.none("columns_acting");
        metrics.text("strongest_column", context.name(shown.column));
        metrics.number("theils_u", shown.protected_.theils_u);
        metrics.number("theils_u_adjusted", shown.protected_.theils_u_adjusted);
        metrics.number("cramers_v_bias_corrected", shown.protected_.cramers_v_bias_corrected);
        Figure& joint_auc = metrics.number("joint_auc", revealed.joint.auc);
        if (!std::isnan(revealed.joint.auc)) { joint_auc.with(revealed.joint.auc_ci95); }
        metrics.size("joint_rows", revealed.joint.rows);
        for (const Link& link : links) { outcome.groups.push_back(row_of(context, link, with_decision)); }
        outcome.chart = chart_of(context, outcome.id, revealed.column, links);
        explain_proxies(outcome);
        return outcome;
    }

    Outcome texts(const AuditContext& context, const Revealed& revealed, const Told& told, bool with_decision) const {
        const Status status = told.status(with_decision || context.first_with(Role::score).has_value());
        const Severity grave = with_decision ? Severity::medium : Severity::low;
        const Severity severity = status == Status::warn ? grave : Severity::none;
        const std::string& column = context.name(revealed.column);
        const Link& shown = *told.shown;
        OutcomeBuilder finding(info(), status, severity, {column});
        finding.values.text("protected", column)
            .text("column", context.name(shown.column))
            .text("columns", list_of(context, told.named()))
            .count("count", told.named().size())
            .text("value", shown.telling_value)
            .group("group", shown.telling_group, context.plan.bins.contains(column))
            .number("told", shown.telling.value())
            .number("overall", shown.telling_overall)
            .number("auc", revealed.joint.auc)
            .count("judged", told.judged)
            .number("limit", context.limit(least_u));
        const std::string variant(told.variant(with_decision));
        const bool together = variant == "together";
        const bool example = status != Status::pass && !together;
        finding.title(variant);
        finding.summary(variant + (!example ? "" : shown.telling_value.empty() ? ".some" : ".value"));
        if (status != Status::pass) {
            finding.headline(together ? "together" : "").headline_note(together ? "together" : "");
        }
        return finding.make();
    }
};

}  // namespace

const Check& proxies() {
    static const Proxies check;
    return check;
}

}  // namespace klarsicht::bias
