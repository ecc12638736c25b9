// How often people are contacted, by group: from a log with several rows a person.
#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/findings.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::person};
constexpr std::string_view least_gap = "bias.contacts.gap";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array limit_names = {least_gap, alpha};
/// Means of fewer people are not compared: the normal approximation does not hold.
constexpr std::uint64_t least_people = 30;

/// How often the people of a group are contacted.
struct GroupContacts {
    std::uint64_t people = 0, contacts = 0;
    double squares = 0;  ///< of the contacts of each person
    std::uint64_t most = 0;
    double difference = stats::undefined;
    stats::Interval difference_ci95;
    double log10_p = stats::undefined, log10_p_holm = stats::undefined;
    bool found = false;

    /// Contacts a person, and so no rate: one person may have many.
    double mean() const {
        return people == 0 ? stats::undefined : static_cast<double>(contacts) / static_cast<double>(people);
    }
    double standard_error() const {
        if (people < 2) { return stats::undefined; }
        const auto n = static_cast<double>(people);
        return std::sqrt(std::max(0.0, squares - n * mean() * mean()) / (n - 1) / n);
    }
    stats::Interval mean_ci95() const {
        const double half = stats::z95 * standard_error();
        return {mean() - half, mean() + half};
    }
};

struct Compared {
    std::size_t subject = 0;
    std::vector<GroupContacts> groups;
};

class Contacts final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.contacts",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const auto person = context.first_with(Role::person);
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        if (!person || subjects.empty()) { return {not_assessed(info())}; }
        const Interpretation& known = context.interpretation(*person);
        const double rows = static_cast<double>(context.table.rows() - known.missing);
        const double each = rows / static_cast<double>(std::max<std::uint64_t>(1, known.distinct));
        if (each < 1.05) {  // a row a person is no log of contacts
            Outcome outcome = not_assessed(info());
            outcome.needs = needs_of("one_row_a_person");
            return {outcome};
        }
        std::vector<Compared> all;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const Grouping& groups = measured[s].grouping;
            if (subjects[s].crossed || groups.labels.size() < 2 || !groups.favoured) { continue; }
            all.push_back(compare(context, s, *person, group_rows(context, subjects[s].columns)));
        }
        if (all.empty()) { return {not_assessed(info())}; }
        judge(context, measured, all);
        std::vector<Outcome> outcomes;
        for (const Compared& one : all) {
            const Subject& subject = measured[one.subject];
            const std::string_view problem = problem_of(context, subject, one);
            if (problem.empty()) {
                outcomes.push_back(finding(context, subject, one));
                continue;
            }
            outcomes.push_back(not_assessed(info(), subject.names));
            outcomes.back().needs = needs_of(problem);
        }
        return outcomes;
    }

private:
    /// Why there is nothing to compare: the end of a key for `needs_of`; empty if there is.
    static std::string_view problem_of(const AuditContext& context, const Subject& subject, const Compared& one) {
        const auto many = [](const GroupContacts& group) { return group.people >= least_people; };
        if (std::ranges::count_if(one.groups, many) < 2) { return "few_contacted"; }
        return context.shows(one.groups[*subject.grouping.favoured].people) ? "" : "favoured_small";
    }

    /// A person belongs to the group of their first row that has one.
    static Compared compare(const AuditContext& context, std::size_t subject, std::size_t person,
                            const Grouping& grouping) {
        Compared result{.subject = subject, .groups = std::vector<GroupContacts>(grouping.labels.size())};
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
            GroupContacts& to = result.groups[group[who]];
            ++to.people;
            to.contacts += contacts[who];
            to.squares += static_cast<double>(contacts[who]) * static_cast<double>(contacts[who]);
            to.most = std::max(to.most, contacts[who]);
        }
        const GroupContacts& favoured = result.groups[*grouping.favoured];
        for (GroupContacts& to : result.groups) {
            if (&to == &favoured || to.people < least_people || favoured.people < least_people) { continue; }
            to.difference = to.mean() - favoured.mean();
            const double error = std::hypot(to.standard_error(), favoured.standard_error());
            to.difference_ci95 = {to.difference - stats::z95 * error, to.difference + stats::z95 * error};
            if (error > 0) {
                to.log10_p = stats::chi_squared_log10_p(to.difference * to.difference / (error * error), 1);
            }
        }
        return result;
    }

    static void judge(const AuditContext& context, const std::vector<Subject>& measured, std::vector<Compared>& all) {
        std::vector<double> evidence;
        for (const Compared& one : all) {
            for (const GroupContacts& group : one.groups) { evidence.push_back(group.log10_p); }
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const double chance = std::log10(context.limit(alpha));
        const double least = context.limit(least_gap);
        std::size_t i = 0;
        for (Compared& one : all) {
            const double base = one.groups[*measured[one.subject].grouping.favoured].mean();
            for (GroupContacts& group : one.groups) {
                group.log10_p_holm = holm[i++];
                group.found = group.log10_p_holm < chance && std::fabs(group.difference) >= least * base;
            }
        }
    }

    Outcome finding(const AuditContext& context, const Subject& subject, const Compared& one) const {
        const Grouping& grouping = subject.grouping;
        const std::size_t reference = *grouping.favoured;
        const GroupContacts& favoured = one.groups[reference];
        const GroupContacts* widest = nullptr;  // of groups that were compared: none of them is small
        for (const GroupContacts& group : one.groups) {
            if (!group.found) { continue; }
            if (widest == nullptr || std::fabs(group.difference) > std::fabs(widest->difference)) { widest = &group; }
        }
        OutcomeBuilder texts(info(), widest != nullptr ? Status::warn : Status::pass,
                             widest != nullptr ? Severity::medium : Severity::none, subject.names);
        texts.values.group("favoured", grouping.labels[reference], grouping.binned);
        texts.values.number("favoured_mean", favoured.mean());
        if (widest == nullptr) {
            texts.say("none");
        } else {
            const auto place = static_cast<std::size_t>(widest - one.groups.data());
            texts.values.group("group", grouping.labels[place], grouping.binned)
                .number("mean", widest->mean())
                .count("people", widest->people)
                .count("contacts", widest->contacts)
                .number("share", std::fabs(widest->difference) / favoured.mean())
                .number("low", widest->difference_ci95.low)
                .number("high", widest->difference_ci95.high)
                .number("p", widest->log10_p_holm);
            texts.say(widest->difference > 0 ? "more" : "less").headline().headline_note();
        }
        Outcome outcome = texts.make();
        const auto found = std::ranges::count_if(one.groups, &GroupContacts::found);
        outcome.metrics.label("favoured", grouping.labels[reference]);
        outcome.metrics.count("groups_found", static_cast<std::uint64_t>(found));
        outcome.binned = grouping.binned;
        for (std::size_t g = 0; g < one.groups.size(); ++g) {
            if (!context.shows(one.groups[g].people)) { continue; }
            outcome.groups.push_back(row_of(grouping.labels[g], one.groups[g], g == reference));
        }
        outcome.chart = chart(context, outcome.id, grouping, one);
        explain_contacts(outcome);
        return outcome;
    }

    static Group row_of(const std::string& label, const GroupContacts& group, bool reference) {
        const bool few = std::isnan(group.log10_p);
        Group row;
        row.people = group.people;
        Figures& figures = row.figures;
        figures.label("group", label);
        figures.size("n", group.people);
        figures.count("contacts", group.contacts);
        figures.number("mean", group.mean()).with(group.mean_ci95());
        figures.count("most_contacts", group.most);
        figures.number("mean_difference", group.difference).with(group.difference_ci95);
        figures.log10_p("log10_p_holm", group.log10_p_holm);
        figures.flag("reference", reference).opened();
        figures.word("verdict", reference ? "reference" : group.found ? "disparity" : few ? "too_few" : "no_evidence");
        return row;
    }

    static Chart chart(const AuditContext& context, const std::string& id, const Grouping& grouping,
                       const Compared& one) {
        const std::size_t reference = *grouping.favoured;
        const double least = context.limit(least_gap);
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart");
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::number;
        chart.limit_low = one.groups[reference].mean() * (1 - least);
        chart.limit_high = one.groups[reference].mean() * (1 + least);
        chart.limit_note = Message(id + ".limit_note").number("limit", least);
        for (std::size_t g = 0; g < one.groups.size(); ++g) {
            const GroupContacts& group = one.groups[g];
            if (!context.shows(group.people)) { continue; }
            ChartRow row;
            row.label = grouping.labels[g];
            row.label_term = spoken_label(row.label, grouping.binned);
            row.value = group.mean();
            row.ci95 = group.mean_ci95();
            row.n = row.people = group.people;
            row.reference = g == reference;
            row.status = group.found ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }
};

}  // namespace

const Check& contacts() {
    static const Contacts check;
    return check;
}

}  // namespace klarsicht::bias
