#include "audit/understanding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "support/audit.h"

namespace klarsicht {
namespace {

std::string rows_of(std::string header, std::string_view (*last)(int), int columns) {
    for (int i = 0; i < 120; ++i) {
        header += std::to_string(i * 37 % 900);
        for (int c = 1; c + 1 < columns; ++c) { header += "," + std::to_string((i + c) * 7 % 50); }
        header += "," + std::string(last(i)) + "\n";
    }
    return header;
}

bool says(const Understanding& understanding, std::string_view key) {
    return std::ranges::any_of(understanding.sentences, [&](const Message& m) { return m.key == key; });
}

const UnderstandingQuestion* asked(const Understanding& understanding, std::string_view id) {
    const auto found = std::ranges::find(understanding.questions, id, &UnderstandingQuestion::id);
    return found == understanding.questions.end() ? nullptr : &*found;
}

/// The plan that follows from an answer.
Plan answered(const Report& report, const UnderstandingAnswer& answer) {
    auto plan = edit_plan(Plan{}, report.plan, answer.edits);
    EXPECT_TRUE(plan.has_value());
    return *plan;
}

TEST(Understanding, OnlyThePlaceSaysThatItHappenedSoItIsAsked) {
    const std::string csv =
        rows_of("pages,month,weekday,Revenue\n", [](int i) -> std::string_view { return i % 6 ? "FALSE" : "TRUE"; }, 4);
    const Report report = test::audit_of(csv, "{}");
    EXPECT_TRUE(says(report.understanding, "understood.outcome.asked"));
    const UnderstandingQuestion* question = asked(report.understanding, "outcome");
    ASSERT_NE(question, nullptr);
    ASSERT_EQ(question->answers.size(), 2u);
    EXPECT_TRUE(answered(report, question->answers[0]).has_role("Revenue", Role::outcome));
    EXPECT_FALSE(answered(report, question->answers[1]).has_role("Revenue", Role::outcome));
    // Once it is said it is not asked again, whatever was said.
    for (const UnderstandingAnswer& answer : question->answers) {
        const Report again = test::audit_of(csv, plan_to_json(answered(report, answer)).dump());
        EXPECT_EQ(asked(again.understanding, "outcome"), nullptr);
    }
}

TEST(Understanding, OnlyTheFormOfANameSaysThatItHappenedSoItIsAsked) {
    const auto flag = [](int i) -> std::string_view { return i % 3 ? "no" : "yes"; };
    const Report report = test::audit_of(rows_of("customer_id,age,checked_in\n", flag, 3), "{}");
    const UnderstandingQuestion* question = asked(report.understanding, "outcome");
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(question->column, 2U);
}

TEST(Understanding, NothingIsJudgedByWhatIsStillAsked) {
    std::string csv = "sex,month,weekday,Haustier\n";
    for (int i = 0; i < 400; ++i) {
        csv += std::string(i % 2 ? "f" : "m") + "," + std::to_string(i % 12) + "," + std::to_string(i % 7) + "," +
               (i % 2 && i % 5 ? "ja" : "nein") + "\n";
    }
    const auto status = [&](const char* plan) {
        const Report report = test::audit_of(csv, plan);
        return std::ranges::find(report.outcomes, "bias.outcomes", &Outcome::id)->status;
    };
    EXPECT_EQ(status("{}"), Status::not_assessed);
    EXPECT_EQ(status(R"({"roles": {"Haustier": ["outcome"]}})"), Status::warn);
}

/// The effect of a test needs what happened; an ordinary column is not taken for it.
TEST(Understanding, AnEffectIsToldOnceItIsSaidWhatHappened) {
    std::string csv = "customer_id,variant,weekday,Haustier\n";
    for (int i = 0; i < 400; ++i) {
        csv += "C" + std::to_string(7000 + i) + "," + (i % 2 ? "control" : "new") + "," + std::to_string(i % 7) + "," +
               (i % 2 && i % 5 ? "ja" : "nein") + "\n";
    }
    Plan plan = test::audit_of(csv, "{}").plan;
    ASSERT_TRUE(plan.treatment.has_value());
    const auto uplift = [&](const Report& report) {
        return *std::ranges::find(report.outcomes, "bias.uplift", &Outcome::id);
    };
    const Report told = test::audit_of(csv, R"({"roles": {"Haustier": ["outcome"]}})");
    EXPECT_NE(uplift(told).status, Status::not_assessed);
    const Report without = test::audit_of(csv, R"({"roles": {"Haustier": ["attribute"]}})");
    EXPECT_EQ(uplift(without).status, Status::not_assessed);
}

TEST(Understanding, WhatPassesOnlyByASuggestedAnswerIsOpenWithTheQuestion) {
    std::string csv = "sex,Bescheid\n";
    for (int i = 0; i < 2000; ++i) { csv += std::string(i % 2 ? "f" : "m") + (i / 2 % 2 ? ",rot\n" : ",blau\n"); }
    const auto of_role = [&](const std::string& role, const std::string& more = {}) {
        const std::string plan = R"({"roles": {"sex": ["protected"], "Bescheid": [")" + role + R"("]})" + more + "}";
        return test::audit_of(csv, plan);
    };
    const auto only = [](const Report& report, std::string_view check) {
        std::vector<Outcome> found;
        std::ranges::copy_if(report.outcomes, std::back_inserter(found),
                             [&](const Outcome& outcome) { return outcome.id == check; });
        EXPECT_EQ(found.size(), 1U);
        return found.empty() ? Outcome() : found[0];
    };
    constexpr std::string_view told = R"(, "positive": {"Bescheid": {"equals": "rot"}})";

    const Report happened = of_role("outcome");
    ASSERT_NE(asked(happened.understanding, "positive_outcome"), nullptr);
    EXPECT_EQ(only(happened, "bias.outcomes").status, Status::not_assessed);
    EXPECT_EQ(only(happened, "bias.outcomes").needs.key, "ask.positive_outcome");
    EXPECT_EQ(only(happened, "bias.outcomes").subject, (std::vector<std::string>{"sex", "Bescheid"}));
    EXPECT_EQ(only(of_role("outcome", std::string(told)), "bias.outcomes").status, Status::pass);
    // By a decision nobody is judged before that, neither well nor badly.
    const Report decided = of_role("decision");
    ASSERT_NE(asked(decided.understanding, "positive_decision"), nullptr);
    EXPECT_EQ(only(decided, "bias.group_gaps").needs.key, "bias.groups.needs.asked");
    EXPECT_EQ(only(of_role("decision", std::string(told)), "bias.group_gaps").status, Status::pass);
}

TEST(Understanding, WordsThatSayWhichIsTheGoodOneAreNotAskedAbout) {
    const auto sure = [](int i) -> std::string_view { return i % 5 ? "no" : "yes"; };
    const auto unsure = [](int i) -> std::string_view { return i % 5 ? "blue form" : "red form"; };
    const Report told = test::audit_of(rows_of("spent,month,week,churn\n", sure, 4), "{}");
    EXPECT_EQ(asked(told.understanding, "positive_outcome"), nullptr);
    const Report open =
        test::audit_of(rows_of("spent,month,week,response\n", unsure, 4), R"({"harmless": ["response"]})");
    const UnderstandingQuestion* question = asked(open.understanding, "positive_outcome");
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(answered(open, question->answers[0]).positive.at("response").equals, "red form");
    const Report again =
        test::audit_of(rows_of("spent,month,week,response\n", unsure, 4),
                       R"({"harmless": ["response"], "positive": {"response": {"equals": "blue form"}}})");
    EXPECT_EQ(asked(again.understanding, "positive_outcome"), nullptr);
}

TEST(Understanding, TheControlOfATestWithoutOneIsAsked) {
    const auto arms = [](int i) -> std::string_view { return i % 2 ? "A" : "B"; };
    const auto named = [](int i) -> std::string_view { return i % 2 ? "control" : "new"; };
    const Report open = test::audit_of(rows_of("spent,month,week,variant\n", arms, 4), R"({"harmless": ["variant"]})");
    ASSERT_NE(asked(open.understanding, "control"), nullptr);
    EXPECT_EQ(answered(open, asked(open.understanding, "control")->answers[0]).treatment->control, "B");
    const Report told = test::audit_of(rows_of("spent,month,week,variant\n", named, 4), R"({"harmless": ["variant"]})");
    EXPECT_EQ(asked(told.understanding, "control"), nullptr);
}

TEST(Understanding, WhatARowIs) {
    const auto flag = [](int i) -> std::string_view { return i % 2 ? "1" : "0"; };
    const auto row_is = [&](const char* header, std::string_view key) {
        return says(test::audit_of(rows_of(header, flag, 3), "{}").understanding, key);
    };
    EXPECT_TRUE(row_is("clicks,month,paid\n", "understood.row.thing"));
    EXPECT_TRUE(row_is("spent,age,paid\n", "understood.row.unnamed"));
    const std::string ids = rows_of("customer_id,age,paid\n", flag, 3);
    EXPECT_TRUE(
        says(test::audit_of(ids + ids.substr(ids.find('\n') + 1), "{}").understanding, "understood.people.repeat"));
}

/// The kind of row that the first sentence tells.
std::string row_kind(const std::string& csv) {
    const std::string key = test::audit_of(csv, "{}").understanding.sentences.front().key;
    return key.substr(key.rfind('.') + 1);
}

/// Rows of a header's columns, each made from the row's number.
std::string made(std::string_view header, std::string (*row)(int), int rows = 200) {
    std::string csv = std::string(header) + "\n";
    for (int i = 0; i < rows; ++i) { csv += row(i) + "\n"; }
    return csv;
}
std::string number(int i) { return std::to_string(i); }
std::string person(int i) { return "K" + number(10000 + i * 7 % 40); }
std::string day(int i) { return "2025-" + number(10 + i % 3) + "-" + number(10 + i % 19); }

TEST(Understanding, ARowIsNoPersonWhereItCountsThem) {
    // By age and sex, in three languages of reports.
    const auto counted = [](int i) {
        return std::string(i % 2 ? "18-24" : "25-34") + "," + (i % 3 ? "male" : "female") + "," + number(900 + i) +
               "," + number(i * 13 % 70);
    };
    EXPECT_EQ(row_kind(made("Age,Gender,Impressions,Clicks", counted)), "group");
    EXPECT_EQ(row_kind(made("Altersgruppe,Geschlecht,Reichweite,Klicks", counted)), "group");
    EXPECT_EQ(row_kind(made("Age,Sexe,Impressions,Clics", counted)), "group");
    // Somebody's age and sex, and how often they clicked, is a person.
    EXPECT_EQ(row_kind(made("customer_id,Age,Gender,Clicks",
                            [](int i) {
                                return "C" + number(5000 + i) + "," + number(18 + i % 50) + "," +
                                       (i % 3 ? "male" : "female") + "," + number(i % 9);
                            })),
              "person");
}

TEST(Understanding, ARowIsWhatItsNumberSays) {
    const auto numbered = [](int i) { return "X" + number(70000 + i) + "," + person(i) + "," + day(i); };
    EXPECT_EQ(row_kind(made("Ticket-Nr.,Kundennummer,Datum", numbered)), "ticket");
    EXPECT_EQ(row_kind(made("Bestellnummer,Kundennummer,Datum", numbered)), "order");
    EXPECT_EQ(row_kind(made("N° de commande,Numéro client,Date", numbered)), "order");
    EXPECT_EQ(row_kind(made("review_id,customer_id,date", numbered)), "review");
    EXPECT_EQ(row_kind(made("session_id,customer_id,date", numbered)), "visit");
    EXPECT_EQ(row_kind(made("Antragsnummer,Kundennummer,Datum", numbered)), "application");
    EXPECT_EQ(row_kind(made("deal_id,customer_id,date", numbered)), "deal");
}

TEST(Understanding, WhoComesAgainHasARowForSomething) {
    const auto rows = [](int i) { return person(i) + "," + day(i) + ",a"; };
    EXPECT_EQ(row_kind(made("Kundennummer,Kaufdatum,Filiale", rows)), "order");
    EXPECT_EQ(row_kind(made("customer_id,call_date,result", rows)), "contact");
    EXPECT_EQ(row_kind(made("customer_id,occurred_at,screen", rows)), "event");
    const Report report = test::audit_of(made("customer_id,occurred_at,screen", rows), "{}");
    EXPECT_TRUE(says(report.understanding, "understood.people.repeat"));
}

TEST(Understanding, AnAddressInOtherCapitalsIsOnePerson) {
    const auto mails = [](int i) {
        return std::string(i % 2 ? "Anna" : "anna") + number(i * 3 % 50) + "@Example.org," + day(i) + "," +
               number(i % 9);
    };
    const Report report = test::audit_of(made("E-Mail,Kaufdatum,Menge", mails), "{}");
    const auto& sentences = report.understanding.sentences;
    const auto found = std::ranges::find(sentences, "understood.people.repeat", &Message::key);
    ASSERT_NE(found, sentences.end());
    EXPECT_EQ(std::ranges::find(found->args, "people", &MessageArg::name)->integer, 50);
}

TEST(Understanding, TheOrderOfDayAndMonthIsAskedAndAnswered) {
    const std::string csv = made("Datum,Kundennummer,Menge", [](int i) {
        return (i % 9 < 1 ? "10" : "0" + number(1 + i % 9)) + "/0" + number(1 + i * 5 % 9) + "/2025," + person(i) +
               "," + number(i % 5);
    });
    const Report open = test::audit_of(csv, "{}");
    const UnderstandingQuestion* question = asked(open.understanding, "date_order");
    ASSERT_NE(question, nullptr);
    ASSERT_EQ(question->answers.size(), 2u);
    for (const auto& [answer, style] : {std::pair{0, DateStyle::day_month_year}, {1, DateStyle::month_day_year}}) {
        const Plan plan = answered(open, question->answers[static_cast<std::size_t>(answer)]);
        const Report told = test::audit_of(csv, plan_to_json(plan).dump());
        EXPECT_EQ(told.columns[0].summary.interpretation.date_style, style);
        EXPECT_EQ(asked(told.understanding, "date_order"), nullptr);
    }
    // A day above 12 proves it, whatever anybody says.
    const Report proven = test::audit_of(csv + "25/03/2025,K1,1\n", R"({"date_order": "mdy"})");
    EXPECT_EQ(proven.columns[0].summary.interpretation.date_style, DateStyle::day_month_year);
}

TEST(Understanding, TwoKeysThatCountDifferentPeopleAreAsked) {
    const auto rows = [](int i) {
        return person(i) + ",m" + number(i * 7 % 30) + "@example.org," + day(i) + "," + number(i % 5);
    };
    const Report report = test::audit_of(made("Kundennummer,E-Mail,Kaufdatum,Menge", rows), "{}");
    const UnderstandingQuestion* question = asked(report.understanding, "person");
    ASSERT_NE(question, nullptr);
    ASSERT_EQ(question->answers.size(), 2u);
    const Plan plan = answered(report, question->answers[1]);
    EXPECT_TRUE(plan.has_role("E-Mail", Role::person));
    EXPECT_FALSE(plan.has_role("Kundennummer", Role::person));
    const Report again = test::audit_of(made("Kundennummer,E-Mail,Kaufdatum,Menge", rows), plan_to_json(plan).dump());
    EXPECT_EQ(asked(again.understanding, "person"), nullptr);
}

TEST(Understanding, CodesOfSexAreAskedAboutLast) {
    const auto rows = [](int i) {
        return "C" + number(9000 + i) + "," + number(1 + i % 2) + "," + (i % 3 ? "0" : "1");
    };
    const Report report = test::audit_of(made("customer_id,Geschlecht,churn", rows), "{}");
    const UnderstandingQuestion* question = asked(report.understanding, "codes");
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(question, &report.understanding.questions.back());
    const Plan plan = answered(report, question->answers[1]);
    const Report again = test::audit_of(made("customer_id,Geschlecht,churn", rows), plan_to_json(plan).dump());
    EXPECT_EQ(asked(again.understanding, "codes"), nullptr);
    const auto words = [](int i) {
        return "C" + number(9000 + i) + "," + (i % 2 ? "m" : "w") + "," + (i % 3 ? "0" : "1");
    };
    EXPECT_EQ(asked(test::audit_of(made("customer_id,Geschlecht,churn", words), "{}").understanding, "codes"), nullptr);
}

TEST(Understanding, NobodyIsJudgedBeforeItIsSaidWhatIsGoodForThem) {
    const auto rows = [](int i) {
        return "C" + number(9000 + i) + "," + (i % 2 ? "m" : "w") + "," + (i % 2 && i % 5 ? "Stufe A" : "Stufe B");
    };
    const std::string csv = made("customer_id,Geschlecht,Entscheidung", rows, 400);
    const Report open = test::audit_of(csv, R"({"harmless": ["Entscheidung"]})");
    const UnderstandingQuestion* question = asked(open.understanding, "positive_decision");
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(question, &open.understanding.questions.front());
    const auto gaps = [](const Report& report) {
        return *std::ranges::find(report.outcomes, "bias.group_gaps", &Outcome::id);
    };
    EXPECT_EQ(gaps(open).status, Status::not_assessed);
    EXPECT_EQ(gaps(open).needs.key, "bias.groups.needs.asked");
    const Report told = test::audit_of(csv, plan_to_json(answered(open, question->answers[0])).dump());
    EXPECT_EQ(gaps(told).status, Status::fail);
}

TEST(Understanding, WhereNobodyIsComparedOneSentenceSaysSo) {
    const auto rows = [](int i) {
        return "C" + number(9000 + i) + "," + number(i * 7 % 90) + "," + (i % 3 ? "no" : "yes");
    };
    EXPECT_TRUE(
        says(test::audit_of(made("customer_id,spent,churned", rows), "{}").understanding, "understood.groups.none"));
    EXPECT_TRUE(says(test::audit_of(made("customer_id,spent,newsletter", rows), "{}").understanding,
                     "understood.groups.nothing"));
    EXPECT_TRUE(
        says(test::audit_of(made("customer_id,age,newsletter", rows), "{}").understanding, "understood.groups.idle"));
}

TEST(Understanding, OfEventsItIsNotSaidThatNothingHappened) {
    const auto sent = [](int i) {
        return "C" + number(9000 + i / 4) + ",2025-03-" + number(10 + i % 18) + "," + (i % 4 ? "open" : "sent");
    };
    const auto paid = [](int i) {
        return "C" + number(9000 + i) + ",2025-03-" + number(10 + i % 18) + "," + number(i * 7 % 90);
    };
    EXPECT_TRUE(
        says(test::audit_of(made("user_id,timestamp,event", sent), "{}").understanding, "understood.groups.events"));
    EXPECT_TRUE(says(test::audit_of(made("Kundennummer,Zeitstempel,Ereignis", sent), "{}").understanding,
                     "understood.groups.events"));
    EXPECT_TRUE(says(test::audit_of(made("customer_id,customer_since,amount", paid), "{}").understanding,
                     "understood.groups.nothing"));
}

TEST(Understanding, GroupsAreComparedOnlyOnceItIsSaidWhatHappened) {
    const auto rows = [](int i) {
        return number(i * 7 % 90) + "," + number(1 + i % 12) + "," + (i % 2 ? "m" : "f") + "," +
               (i % 6 ? "FALSE" : "TRUE");
    };
    const Report open = test::audit_of(made("pages,month,sex,Revenue", rows), "{}");
    ASSERT_NE(asked(open.understanding, "outcome"), nullptr);
    EXPECT_TRUE(says(open.understanding, "understood.groups.waiting"));
    EXPECT_FALSE(says(open.understanding, "understood.groups"));
    const UnderstandingAnswer& yes = asked(open.understanding, "outcome")->answers[0];
    const Report told = test::audit_of(made("pages,month,sex,Revenue", rows), plan_to_json(answered(open, yes)).dump());
    EXPECT_TRUE(says(told.understanding, "understood.groups"));
}

TEST(Understanding, WhatIsMissingIsSaidAsItStandsThere) {
    const auto with = [](std::string_view gap) {
        std::string csv = "customer_id,job,spent\n";
        for (int i = 0; i < 120; ++i) {
            csv += "C" + number(9000 + i) + "," + (i % 9 ? "cook" : std::string(gap)) + "," + number(i) + "\n";
        }
        return test::audit_of(csv, "{}").understanding;
    };
    EXPECT_TRUE(says(with(""), "understood.missing.empty"));
    EXPECT_TRUE(says(with("unknown"), "understood.missing.spoken"));
    EXPECT_TRUE(says(with("unbekannt"), "understood.missing.spoken"));
    EXPECT_TRUE(says(with("baker"), "understood.complete"));
}

TEST(Understanding, AScoreMayBeATraitOfThePerson) {
    const auto rows = [](int i) {
        return "C" + number(9000 + i) + "," + number(400 + i * 7 % 400) + ",0." + number(10 + i * 7 % 90) + "," +
               (i % 3 ? "no" : "yes");
    };
    const std::string csv = made("customer_id,credit_score,churn_score,approved", rows);
    const Understanding credit = test::audit_of(csv, R"({"roles": {"churn_score": []}})").understanding;
    EXPECT_TRUE(says(credit, "understood.score.guess"));
    EXPECT_FALSE(says(credit, "understood.score"));
    const Understanding churn = test::audit_of(csv, R"({"roles": {"credit_score": []}})").understanding;
    EXPECT_TRUE(says(churn, "understood.score"));
    EXPECT_FALSE(says(churn, "understood.score.guess"));
    // Who chose it knows.
    EXPECT_TRUE(
        says(test::audit_of(csv, R"({"roles": {"credit_score": ["score"]}})").understanding, "understood.score"));
}

}  // namespace
}  // namespace klarsicht
