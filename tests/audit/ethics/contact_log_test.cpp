#include "support/audit.h"
#include "training/scenario.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::metrics_of;
using test::outcome_of_check;

constexpr std::string_view log_plan =
    R"({"version": 1, "as_of": "2026-11-01", "roles": {"person": ["person"], "sent": ["timestamp"], "channel": ["channel"],
    "objected": ["opt_out"], "agreed": ["consent"], "born": ["attribute"], "subject": ["copy"]}, "meaning": {"born": "birth_year"},
    "positive": {"agreed": {"equals": "yes"}}})";

/// Enough quiet rows that kinds are clear; the caller's rows come first.
std::string log_of(std::string_view rows) {
    std::string csv = "person,sent,channel,objected,agreed,born,subject\n" + std::string(rows);
    for (int i = 0; i < 40; ++i) {
        const std::string n = std::to_string(i);
        csv += "q" + n + ",2026-0" + std::to_string(1 + i % 9) + "-11 10:00,mail,,yes,1970,New shoes " + n + "\n";
    }
    return csv;
}

TEST(ContactAfterOptOut, AppliesAnObjectionToAllRowsOfThePerson) {
    // a objected on 1 March in one row only; b was contacted on the day; c never objected.
    const std::string csv = log_of(
        "a,2026-02-01 09:00,mail,,yes,1980,x\n"
        "a,2026-03-05 09:00,mail,,yes,1980,x\n"
        "a,2026-04-05 09:00,sms,2026-03-01,yes,1980,x\n"
        "b,2026-05-01 09:00,mail,2026-05-01,yes,1980,x\n"
        "c,2026-05-02 09:00,mail,,yes,1980,x\n");
    const Report report = audit_of(csv, log_plan);
    const Outcome& outcome = outcome_of_check(report, "ethics.contact_after_opt_out");
    EXPECT_EQ(outcome.status, Status::fail);
    EXPECT_EQ(metrics_of(outcome)["contacts_after_opt_out"], 2);
    EXPECT_EQ(metrics_of(outcome)["people_contacted_after_opt_out"], 1);
    EXPECT_EQ(metrics_of(outcome)["people_opted_out"], 2);
    EXPECT_EQ(metrics_of(outcome)["contacts_on_the_day_of_opt_out"], 1);
    EXPECT_EQ(outcome.rows.first(), (std::vector<std::uint64_t>{1, 2}));
    // How late one person was contacted is told only when asked for.
    EXPECT_TRUE(metrics_of(outcome)["days_after_opt_out_max"].is_null());
    EXPECT_TRUE(metrics_of(outcome)["days_after_opt_out_median"].is_null());
    EXPECT_EQ(outcome.suppressed, (std::vector<std::string>{"days_after_opt_out_median", "days_after_opt_out_max"}));
    EXPECT_TRUE(outcome.headline_note.empty());
    EXPECT_EQ(outcome.chart.kind, Chart::Kind::none);
    const Report full = audit_of(csv, log_plan, {.show_values = true});
    const Outcome& shown = outcome_of_check(full, "ethics.contact_after_opt_out");
    EXPECT_EQ(metrics_of(shown)["days_after_opt_out_max"], 35);
    EXPECT_EQ(shown.chart.kind, Chart::Kind::histogram);
}

TEST(ContactAfterOptOut, PassesWhenContactsCameBefore) {
    const Report report = audit_of(
        log_of("a,2026-02-01 09:00,mail,2026-03-01,yes,1980,x\na,2026-01-01 09:00,mail,2026-03-01,yes,1980,x\n"),
        log_plan);
    EXPECT_EQ(outcome_of_check(report, "ethics.contact_after_opt_out").status, Status::pass);
}

TEST(ContactAfterOptOut, SaysWhatIsMissing) {
    const Report report = audit_of("sex,age\nf,30\nm,40\nf,31\n");
    EXPECT_EQ(outcome_of_check(report, "ethics.contact_after_opt_out").status, Status::not_assessed);
}

TEST(ContactWithoutConsent, CountsRowsAndPeople) {
    const std::string csv = log_of(
        "a,2026-02-01 09:00,mail,,no,1980,x\n"
        "a,2026-02-02 09:00,sms,,no,1980,x\n"
        "b,2026-02-02 09:00,sms,,,1980,x\n");
    const Report report = audit_of(csv, log_plan, {.show_values = true});
    const Outcome& outcome = outcome_of_check(report, "ethics.contact_without_consent");
    EXPECT_EQ(outcome.status, Status::fail);
    EXPECT_EQ(metrics_of(outcome)["without_consent"], 2);
    EXPECT_EQ(metrics_of(outcome)["people"], 1);
    EXPECT_EQ(metrics_of(outcome)["consent_unknown"], 1);
    ASSERT_EQ(outcome.chart.rows.size(), 2u);
    EXPECT_EQ(outcome.chart.rows[0].label, "sms");  // the worst first
    EXPECT_EQ(outcome.chart.rows[0].value, 0.5);
    // Two people got text messages: nothing is told of them, nor of the other channel, which the sum would give them
    // away by.
    const Report masked = audit_of(csv, log_plan);
    EXPECT_TRUE(outcome_of_check(masked, "ethics.contact_without_consent").chart.rows.empty());
}

TEST(ContactChecks, OfFewerThanFivePeopleNothingIsTold) {
    std::string csv = "person,sent,channel,objected,agreed,born,subject\n";
    for (int i = 0; i < 40; ++i) {
        const std::string day = std::to_string(10 + i % 19);
        csv += std::string(i % 2 == 0 ? "a" : "b") + ",2026-03-" + day + " 10:00,mail,2026-03-01,no,2012,x\n";
    }
    for (const bool show : {false, true}) {
        const Report report = audit_of(csv, log_plan, {.show_values = show});
        for (const std::string_view id : {"ethics.contact_after_opt_out", "ethics.contact_without_consent",
                                          "ethics.contact_pressure", "ethics.minors"}) {
            const Outcome& outcome = outcome_of_check(report, id);
            EXPECT_EQ(outcome.status == Status::not_assessed, !show) << id;
            if (!show) { EXPECT_EQ(outcome.needs.key, "ethics.needs.people") << id; }
        }
    }
}

TEST(ContactWithoutConsent, AListOfPeopleIsNoLogOfContacts) {
    std::string csv = "name_id,agreed\n";
    for (int i = 0; i < 50; ++i) { csv += "p" + std::to_string(i) + (i % 2 == 0 ? ",yes\n" : ",no\n"); }
    const Report report =
        audit_of(csv, R"({"version": 1, "roles": {"agreed": ["consent"], "name_id": ["identifier"]}})");
    EXPECT_EQ(outcome_of_check(report, "ethics.contact_without_consent").status, Status::info);
}

TEST(ContactPressure, CountsCalendarWeeksFromMonday) {
    // 2026-03-02 is a Monday: four contacts from Monday to Sunday are one week, the Sunday before is another.
    const Report report = audit_of(log_of("a,2026-03-01 09:00,mail,,yes,1980,x\n"
                                          "a,2026-03-02 09:00,mail,,yes,1980,x\n"
                                          "a,2026-03-04 09:00,mail,,yes,1980,x\n"
                                          "a,2026-03-06 09:00,mail,,yes,1980,x\n"
                                          "a,2026-03-08 23:00,mail,,yes,1980,x\n"),
                                   log_plan);
    const Outcome& outcome = outcome_of_check(report, "ethics.contact_pressure");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(metrics_of(outcome)["people_above_limit"], 1);
    EXPECT_EQ(metrics_of(outcome)["contacts_per_week_max"], 4);
    EXPECT_EQ(metrics_of(outcome)["people"], 41);
}

TEST(Minors, UsesTheAgeAtTheContactAndLeavesTheUnclearOpen) {
    // 2010: 15 or 16 in 2026, certainly a minor. 2008: 17 or 18. 2012: 13 or 14, under the age of consent.
    const Report report = audit_of(log_of("a,2026-02-01 09:00,mail,,yes,2010,x\n"
                                          "b,2026-02-01 09:00,mail,,yes,2008,x\n"
                                          "c,2026-02-01 09:00,mail,,yes,2012,x\n"),
                                   log_plan);
    const Outcome& outcome = outcome_of_check(report, "ethics.minors");
    EXPECT_EQ(outcome.status, Status::fail);
    EXPECT_EQ(metrics_of(outcome)["rows_minors"], 2);
    EXPECT_EQ(metrics_of(outcome)["rows_under_consent_age"], 1);
    EXPECT_EQ(metrics_of(outcome)["rows_possibly_minors"], 1);
    EXPECT_EQ(metrics_of(outcome)["people_minors"], 2);
}

TEST(ContactsScenario, EveryPlantedFaultIsFound) {
    for (const std::string_view language : {"de", "en"}) {
        std::string csv;
        ASSERT_TRUE(generate_scenario("contacts",
                                      {.rows = 20'000, .seed = 1, .settings = {{"lang", std::string(language)}}},
                                      [&](std::string_view piece) { csv += piece; })
                        .has_value());
        const Report report = audit_of(csv);
        for (const std::string_view id :
             {"ethics.contact_after_opt_out", "ethics.contact_without_consent", "ethics.minors"}) {
            EXPECT_EQ(outcome_of_check(report, id).status, Status::fail) << language << " " << id;
        }
        for (const std::string_view id : {"ethics.contact_pressure", "ethics.dark_pattern_copy"}) {
            EXPECT_EQ(outcome_of_check(report, id).status, Status::warn) << language << " " << id;
        }
    }
}

TEST(ContactsScenario, NothingIsFoundWhereNothingIsPlanted) {
    std::string csv;
    const ScenarioOptions clean{
        .rows = 5'000,
        .seed = 2,
        .settings = {{"after_opt_out", "0"}, {"without_consent", "0"}, {"minors", "0"}, {"pressed", "0"}}};
    ASSERT_TRUE(generate_scenario("contacts", clean, [&](std::string_view piece) { csv += piece; }).has_value());
    const Report report = audit_of(csv);
    for (const std::string_view id :
         {"ethics.contact_after_opt_out", "ethics.contact_without_consent", "ethics.minors"}) {
        EXPECT_EQ(outcome_of_check(report, id).status, Status::pass) << id;
    }
}

}  // namespace
}  // namespace klarsicht
