// How often people are contacted, by group: from a log with several rows a person.
#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subjects.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::person};
constexpr std::array<std::string_view, 2> limit_names = {"bias.contacts.gap", "bias.group_gaps.alpha"};
constexpr std::size_t most_chart_rows = 12;
/// Means of fewer people are not compared: the normal approximation does not hold.
constexpr std::uint64_t least_people = 30;

struct Group {
    std::uint64_t people = 0, contacts = 0;
    double squares = 0;  ///< of the contacts of each person
    std::uint64_t most = 0;
    double difference = stats::undefined;
    stats::Interval difference_ci95;
    double log10_p = stats::undefined, log10_p_holm = stats::undefined;
    bool found = false;

    double mean() const { return people > 0 ? static_cast<double>(contacts) / static_cast<double>(people) : stats::undefined; }
    double standard_error() const {
        if (people < 2) { return stats::undefined; }
        const auto n = static_cast<double>(people);
        return std::sqrt(std::max(0.0, squares - n * mean() * mean()) / (n - 1) / n);
    }
};

struct Compared {
    std::size_t subject = 0;
    std::vector<Group> groups;
};

class Contacts final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.contacts", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const auto person = context.first_with(Role::person);
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        if (!person || subjects.empty()) { return {not_assessed(info())}; }
        const Interpretation& known = context.interpretation(*person);
        const auto each = static_cast<double>(context.table.rows() - known.missing) / static_cast<double>(std::max<std::uint64_t>(1, known.distinct));
        if (each < 1.05) {  // a row a person is no log of contacts
            Outcome outcome = not_assessed(info());
            outcome.needs = needs_of("one_row_a_person");
            return {outcome};
        }
        std::vector<Compared> all;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].crossed || measured[s].grouping.labels.size() < 2 || !measured[s].grouping.favoured) { continue; }
            all.push_back(compare(context, s, *person, group_rows(context, subjects[s].columns)));
        }
        if (all.empty()) { return {not_assessed(info())}; }
        judge(context, measured, all);
        std::vector<Outcome> outcomes;
        for (const Compared& one : all) {
            if (std::ranges::count_if(one.groups, [](const Group& group) { return group.people >= least_people; }) < 2) {
                outcomes.push_back(not_assessed(info(), measured[one.subject].names));
                outcomes.back().needs = needs_of("few_contacted");
                continue;
            }
            outcomes.push_back(finding(context, measured[one.subject], one));
        }
        return outcomes;
    }

private:
    /// A person belongs to the group of their first row that has one.
    static Compared compare(const AuditContext& context, std::size_t subject, std::size_t person, const Grouping& grouping) {
        Compared result{.subject = subject, .groups = std::vector<Group>(grouping.labels.size())};
        const Column& people = context.table.columns[person];
        const Interpretation& known = context.interpretation(person);
        std::vector<std::uint32_t> group(people.counts.size(), Grouping::none);
        std::vector<std::uint64_t> contacts(people.counts.size(), 0);
        for (std::size_t row = 0; row < people.codes.size(); ++row) {
            const std::uint32_t who = people.codes[row];
            if (!known.valid(who)) { continue; }
            ++contacts[who];
            if (group[who] == Grouping::none) { group[who] = grouping.group[row]; }
        }
        for (std::size_t who = 0; who < contacts.size(); ++who) {
            if (group[who] == Grouping::none) { continue; }
            Group& to = result.groups[group[who]];
            ++to.people;
            to.contacts += contacts[who];
            to.squares += static_cast<double>(contacts[who]) * static_cast<double>(contacts[who]);
            to.most = std::max(to.most, contacts[who]);
        }
        const Group& favoured = result.groups[*grouping.favoured];
        for (Group& to : result.groups) {
            if (&to == &favoured || to.people < least_people || favoured.people < least_people) { continue; }
            to.difference = to.mean() - favoured.mean();
            const double error = std::hypot(to.standard_error(), favoured.standard_error());
            to.difference_ci95 = {to.difference - stats::z95 * error, to.difference + stats::z95 * error};
            if (error > 0) { to.log10_p = stats::chi_squared_log10_p(to.difference * to.difference / (error * error), 1); }
        }
        return result;
    }

    static void judge(const AuditContext& context, const std::vector<Subject>& measured, std::vector<Compared>& all) {
        std::vector<double> evidence;
        for (const Compared& one : all) {
            for (const Group& group : one.groups) { evidence.push_back(group.log10_p); }
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        const double least = context.limit("bias.contacts.gap");
        std::size_t i = 0;
        for (Compared& one : all) {
            const double base = one.groups[*measured[one.subject].grouping.favoured].mean();
            for (Group& group : one.groups) {
                group.log10_p_holm = holm[i++];
                group.found = group.log10_p_holm < alpha && std::fabs(group.difference) >= least * base;
            }
        }
    }

    Outcome finding(const AuditContext& context, const Subject& subject, const Compared& one) const {
        const std::size_t reference = *subject.grouping.favoured;
        const Group& favoured = one.groups[reference];
        const Group* widest = nullptr;
        for (const Group& group : one.groups) {
            if (group.found && (widest == nullptr || std::fabs(group.difference) > std::fabs(widest->difference))) { widest = &group; }
        }
        Outcome outcome = outcome_of(info(), widest != nullptr ? Status::warn : Status::pass, widest != nullptr ? Severity::medium : Severity::none, subject.names);
        const std::string variant = widest == nullptr ? "none" : widest->difference > 0 ? "more" : "less";
        const auto fill = [&](Message message) {
            message.group("favoured", subject.grouping.labels[reference], subject.grouping.binned).number("favoured_mean", favoured.mean());
            if (widest != nullptr) {
                message.group("group", subject.grouping.labels[static_cast<std::size_t>(widest - one.groups.data())], subject.grouping.binned);
                message.number("mean", widest->mean()).count("people", widest->people).count("contacts", widest->contacts).number("share", std::fabs(widest->difference) / favoured.mean());
                message.number("low", widest->difference_ci95.low).number("high", widest->difference_ci95.high).number("p", widest->log10_p_holm);
            }
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (widest != nullptr) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        outcome.metrics = {{"favoured", subject.grouping.labels[reference]}, {"groups_found", std::ranges::count_if(one.groups, &Group::found)}};
        outcome.binned = subject.grouping.binned;
        outcome.chart.kind = Chart::Kind::intervals;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::number;
        const double least = context.limit("bias.contacts.gap");
        outcome.chart.limit_low = favoured.mean() * (1 - least);
        outcome.chart.limit_high = favoured.mean() * (1 + least);
        outcome.chart.limit_note = Message(outcome.id + ".limit_note").number("limit", least);
        for (std::size_t g = 0; g < one.groups.size(); ++g) {
            const Group& group = one.groups[g];
            if (group.people < least_people_shown) { continue; }
            const double half = stats::z95 * group.standard_error();
            outcome.groups.push_back({{"group", subject.grouping.labels[g]},
                                      {"n", group.people},
                                      {"contacts", group.contacts},
                                      {"mean", group.mean()},
                                      {"mean_ci95", json::array({group.mean() - half, group.mean() + half})},
                                      {"most_contacts", group.most},
                                      {"mean_difference", group.difference},
                                      {"mean_difference_ci95", json::array({group.difference_ci95.low, group.difference_ci95.high})},
                                      {"log10_p_holm", group.log10_p_holm},
                                      {"reference", g == reference},
                                      {"verdict", g == reference ? "reference" : group.found ? "disparity" : std::isnan(group.log10_p) ? "too_few" : "no_evidence"}});
            if (outcome.chart.rows.size() == most_chart_rows) { continue; }
            ChartRow row;
            row.label = subject.grouping.labels[g];
            row.label_term = spoken_label(row.label, subject.grouping.binned);
            row.value = group.mean();
            row.low = group.mean() - half;
            row.high = group.mean() + half;
            row.n = group.people;
            row.reference = g == reference;
            row.status = group.found ? Status::warn : Status::info;
            outcome.chart.rows.push_back(std::move(row));
        }
        explain_contacts(outcome);
        return outcome;
    }
};

}  // namespace

const Check& contacts() {
    static const Contacts check;
    return check;
}

}  // namespace klarsicht::bias
