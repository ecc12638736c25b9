#include "report/message_format.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::metrics_of;
using test::outcome_of_check;
using test::outcomes_of;

constexpr std::string_view pressure = "ethics.contact_pressure";
constexpr std::string_view consent = "ethics.contact_without_consent";
constexpr std::string_view objection = "ethics.contact_after_opt_out";

std::string address(int i) { return "p" + std::to_string(i) + "@example.org"; }
std::string day(int i) { return "2026-10-" + std::to_string(10 + i % 19); }

std::string file(std::string_view header, const auto& row, int rows = 60) {
    std::string csv = std::string(header) + "\n";
    for (int i = 0; i < rows; ++i) { csv += row(i) + "\n"; }
    return csv;
}

TEST(ContactsOnly, LoginsAndOrdersPressNobody) {
    for (const std::string_view header : {"user_id,login_at", "Kundennummer,Bestelldatum", "email,Connected On"}) {
        const Report report = audit_of(file(header, [](int i) { return "U" + std::to_string(i / 10) + "," + day(i); }));
        const Outcome& outcome = outcome_of_check(report, pressure);
        EXPECT_EQ(outcome.status, Status::not_assessed) << header;
        EXPECT_FALSE(outcome.needs.empty());
    }
}

TEST(ContactsOnly, TheLastContactSaysNothingAboutAllOfThem) {
    const auto row = [](int i) { return "C" + std::to_string(i / 2) + "," + day(i); };
    const Outcome outcome = outcome_of_check(audit_of(file("customer_id,last_email_sent", row)), pressure);
    EXPECT_EQ(outcome.status, Status::not_assessed);
    EXPECT_EQ(outcome.needs.key, "ethics.contact_pressure.needs.each");
}

TEST(ContactsOnly, CallsOfACampaignAreCountedPerPerson) {
    const auto row = [](int i) { return std::to_string(100 + i) + "," + std::to_string(i < 3 ? 63 : 2) + ",failure"; };
    const Outcome outcome =
        outcome_of_check(audit_of(file("customer_id,campaign,poutcome", row, 100), R"({"version": 1})"), pressure);
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.subject, std::vector<std::string>{"campaign"});
    EXPECT_EQ(metrics_of(outcome)["contacts_per_campaign_limit"], 10);
    EXPECT_EQ(outcome.remedy.key, "ethics.contact_pressure.remedy.campaign") << "no cap a week";
    const auto few = [](int i) { return std::to_string(100 + i) + "," + std::to_string(1 + i % 4) + ",failure"; };
    EXPECT_EQ(outcome_of_check(audit_of(file("customer_id,campaign,poutcome", few, 100)), pressure).status,
              Status::pass);
}

TEST(ContactsOnly, AListWithoutAColumnOfConsentListsNoRows) {
    const auto row = [](int i) { return std::to_string(100 + i) + "," + address(i) + ",new"; };
    const Outcome outcome = outcome_of_check(audit_of(file("lead_id,email,lead_status", row)), consent);
    EXPECT_EQ(outcome.title.key, "ethics.contact_without_consent.title.no_column");
    EXPECT_EQ(outcome.remedy.key, "ethics.contact_without_consent.remedy.no_column");
}

/// A week between messages; person i % 20 opens each, or none.
std::string digest(bool opened) {
    std::string csv = "user_id,occurred_at,action\n";
    for (int person = 0; person < 20; ++person) {
        for (int week = 0; week < 12; ++week) {
            const std::string date = "2026-0" + std::to_string(1 + week / 4) + "-" + std::to_string(10 + week % 4 * 5);
            csv += "u" + std::to_string(person) + "," + date + " 09:00,sent_weekly_digest\n";
            if (opened || person >= 8) { csv += "u" + std::to_string(person) + "," + date + " 10:00,email_open\n"; }
        }
    }
    return csv;
}

TEST(ContactsOnly, MessageAfterMessageWithoutAReactionIsPressure) {
    const Outcome outcome = outcome_of_check(audit_of(digest(false)), pressure);
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "ethics.contact_pressure.title.unanswered");
    EXPECT_EQ(outcome.why.key, "ethics.contact_pressure.why.unanswered") << "these do not respond most";
    EXPECT_EQ(metrics_of(outcome)["people_above_limit"], 8);
    EXPECT_EQ(metrics_of(outcome)["unanswered_max"], 12);
    // Whoever opens a message is not contacted by that.
    const Outcome calm = outcome_of_check(audit_of(digest(true)), pressure);
    EXPECT_EQ(calm.status, Status::pass);
    EXPECT_EQ(metrics_of(calm)["contacts_per_week_max"], 2);
}

TEST(ContactsOnly, SignUpsWithACampaignWereWrittenToByNobody) {
    const auto row = [](int i) { return address(i) + (i % 2 == 0 ? ",spring" : ",autumn") + (i % 3 ? ",yes" : ",no"); };
    for (const std::string_view header :
         {"email,first_touch_utm_campaign,marketing_consent", "email,signup_campaign,opt_in"}) {
        EXPECT_EQ(outcome_of_check(audit_of(file(header, row)), consent).status, Status::info) << header;
    }
    const auto excluded = [](int i) { return address(i) + (i % 3 ? ",nein,nein" : ",ja,ja"); };
    const Report report = audit_of(file("E-Mail,Werbewiderspruch,von Kampagne ausgeschlossen", excluded));
    EXPECT_EQ(outcome_of_check(report, objection).status, Status::info);
}

TEST(ContactsOnly, AContactListWithoutAWordOfConsentIsAFinding) {
    const auto lead = [](int i) { return std::to_string(i) + "," + address(i) + ",new"; };
    EXPECT_EQ(outcome_of_check(audit_of(file("Lead ID,Email,Lead Status", lead)), consent).status, Status::warn);
    EXPECT_EQ(
        outcome_of_check(audit_of(file("Nr,E-Mail,Letzter Versand",
                                       [](int i) { return std::to_string(i) + "," + address(i) + "," + day(i); })),
                         consent)
            .status,
        Status::warn);
    // Customers may have to be written to about what they bought.
    EXPECT_EQ(outcome_of_check(audit_of(file("Nr,E-Mail,Ort", lead)), consent).status, Status::info);
    EXPECT_EQ(outcome_of_check(audit_of(file("Nr,Ort,Stufe", lead)), consent).status, Status::info);
    EXPECT_EQ(outcome_of_check(audit_of("sex,age\nf,30\nm,40\nf,31\n"), consent).status, Status::not_assessed);
}

TEST(ContactsOnly, WhoUnsubscribedAndHasADayOfSendingIsAnObjection) {
    const auto row = [](int i) {
        constexpr std::array states = {"subscribed", "subscribed", "unsubscribed", "cleaned"};
        return address(i) + "," + states[static_cast<std::size_t>(i % 4)] + "," + day(i);
    };
    const Report report = audit_of(file("email,status,last_campaign_sent", row));
    const Outcome& outcome = outcome_of_check(report, objection);
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(metrics_of(outcome)["rows_opted_out"], 15);
    // Said once, and addresses that bounced are no missing consent.
    EXPECT_EQ(outcome_of_check(report, consent).status, Status::info);
    EXPECT_EQ(metrics_of(outcome_of_check(report, consent))["consent_unknown"], 0);
}

TEST(ContactsOnly, AStatusOfTheListIsNoEventOfAMessage) {
    const auto row = [](int i) {
        constexpr std::array states = {"Active", "Unsubscribed", "Bounced", "Unconfirmed"};
        return address(i) + "," + states[static_cast<std::size_t>(i % 4)] + "," + day(i);
    };
    const Report report = audit_of(file("Email,List Status,Last Sent Date", row));
    EXPECT_EQ(outcome_of_check(report, objection).status, Status::warn);
    EXPECT_EQ(outcome_of_check(report, consent).status, Status::fail);
    EXPECT_EQ(metrics_of(outcome_of_check(report, consent))["without_consent"], 15);
}

TEST(ContactsOnly, AnObjectionToCallsSaysNothingAboutMail) {
    const auto row = [](int i) { return address(i) + (i % 2 ? ",ja" : ",nein") + (i % 3 ? ",N," : ",J,") + day(i); };
    const Report report = audit_of(file("E-Mail,Kontaktverbot Telefon,Robinsonliste,Letzter Versand", row));
    for (const Outcome* outcome : outcomes_of(report, objection)) {
        const bool calls = outcome->subject[0] == "Kontaktverbot Telefon";
        EXPECT_EQ(outcome->status, calls ? Status::info : Status::warn) << outcome->subject[0];
    }
    EXPECT_EQ(outcomes_of(report, objection).size(), 2u);
}

TEST(ContactsOnly, AFewPeopleAreNotMany) {
    const auto title = [](int pressed) {
        std::string csv = "Kundennr,Versanddatum\n";
        for (int i = 0; i < 200; ++i) {
            for (int j = 0; j < (i < pressed ? 6 : 1); ++j) { csv += "K" + std::to_string(i) + ",2026-10-12\n"; }
        }
        return outcome_of_check(audit_of(csv), pressure).title.key;
    };
    EXPECT_EQ(title(1), "ethics.contact_pressure.title.few");
    EXPECT_EQ(title(6), "ethics.contact_pressure.title.some");
    EXPECT_EQ(title(60), "ethics.contact_pressure.title.many");
}

TEST(ContactsOnly, PeopleAreCountedBesideRows) {
    const auto log = [](int i) { return "K" + std::to_string(i % 20) + "," + day(i) + (i % 20 < 4 ? ",nein" : ",ja"); };
    const Outcome contacted = outcome_of_check(audit_of(file("Kundennr,Versanddatum,Einwilligung", log)), consent);
    EXPECT_EQ(contacted.summary.key, "ethics.contact_without_consent.summary.contacted_people");
    EXPECT_EQ(metrics_of(contacted)["people"], 4);
    const auto list = [](int i) { return "K" + std::to_string(i % 20) + "," + (i % 20 < 4 ? "nein" : "ja"); };
    const Outcome listed = outcome_of_check(audit_of(file("Kundennr,Einwilligung", list)), consent);
    EXPECT_EQ(listed.summary.key, "ethics.contact_without_consent.summary.listed_people");
    const auto nobody = [](int i) { return std::string(i % 2 ? "Wien" : "Graz") + (i % 20 < 4 ? ",nein" : ",ja"); };
    EXPECT_EQ(outcome_of_check(audit_of(file("Ort,Einwilligung", nobody)), consent).summary.key,
              "ethics.contact_without_consent.summary.listed_rows");
}

TEST(ContactsOnly, PeopleWhoObjectedAreCountedNotTheirContacts) {
    const auto log = [](int i) { return "K" + std::to_string(i % 20) + "," + day(i) + (i % 20 < 6 ? ",ja" : ",nein"); };
    const Outcome outcome = outcome_of_check(audit_of(file("Kundennr,Versanddatum,Werbesperre", log)), objection);
    EXPECT_EQ(outcome.summary.key, "ethics.contact_after_opt_out.summary.flagged_people");
    EXPECT_EQ(metrics_of(outcome)["people_opted_out"], 6);
    EXPECT_EQ(outcome.rows.count, 18u);
}

std::string said(const Outcome& outcome) { return Texts::of(Language::en).format(outcome.summary); }

TEST(ContactsOnly, WhatIsNothingIsNotSaid) {
    const auto ages = [](int gaps) {
        const auto row = [&](int i) {
            return "K" + std::to_string(i) + "," + (i < gaps ? "" : std::to_string(20 + i));
        };
        return said(outcome_of_check(audit_of(file("Kundennr,Alter", row)), "ethics.minors"));
    };
    EXPECT_EQ(ages(0).find("no age"), std::string::npos);
    EXPECT_NE(ages(1).find("1 entry gives no age"), std::string::npos);
    EXPECT_NE(ages(7).find("7 entries give no age"), std::string::npos);
    const auto list = [](std::string_view other) {
        const auto row = [&](int i) { return address(i) + "," + (i % 2 ? "ja" : i % 4 ? "nein" : std::string(other)); };
        return said(outcome_of_check(audit_of(file("email,Einwilligung", row)), consent));
    };
    EXPECT_EQ(list("nein").find("Not recorded"), std::string::npos);
    EXPECT_NE(list("nicht gefragt").find("Not recorded: 15."), std::string::npos);
}

TEST(ContactsOnly, OrdersAreNotWarnedOfMissingConsent) {
    const auto order = [](int i) { return std::to_string(i) + "," + address(i) + "," + day(i) + ",Herbst"; };
    for (const std::string_view header :
         {"Bestellnr,E-Mail,Bestelldatum,Kampagne", "order_id,email,paid_at,campaign"}) {
        EXPECT_EQ(outcome_of_check(audit_of(file(header, order)), consent).status, Status::info) << header;
    }
    const auto unanswered = [](int i) {
        return std::to_string(i) + "," + address(i) + "," + day(i) + (i % 3 ? ",yes" : ",not applicable");
    };
    EXPECT_EQ(outcome_of_check(audit_of(file("order_id,email,paid_at,accepts_marketing", unanswered)), consent).status,
              Status::info);
    EXPECT_EQ(outcome_of_check(audit_of(file("lead,email,born,accepts_marketing", unanswered)), consent).status,
              Status::warn);
}

TEST(ContactsOnly, ABlankBesideMarksOfConsentIsNone) {
    for (const std::string_view mark : {"X", "ja", "2026-03-01"}) {
        const auto row = [&](int i) { return address(i) + "," + (i % 3 ? std::string(mark) : "") + ",x"; };
        const Outcome listed = outcome_of_check(audit_of(file("email,Werbeeinwilligung,Ort", row)), consent);
        EXPECT_EQ(listed.status, Status::info) << mark;
        EXPECT_EQ(metrics_of(listed)["without_consent"], 20) << mark;
    }
    // In a log of contacts it is a gap in the proof.
    const auto log = [](int i) { return address(i) + "," + day(i) + (i % 3 ? ",X" : ","); };
    const Outcome contacted = outcome_of_check(audit_of(file("email,sent_at,Werbeeinwilligung", log)), consent);
    EXPECT_EQ(contacted.status, Status::warn);
    EXPECT_EQ(metrics_of(contacted)["consent_unknown"], 20);
}

TEST(ContactsOnly, AListTellsOfThoseWhoLeftOnce) {
    const auto row = [](int i) { return address(i) + (i % 4 ? ",SUBSCRIBED" : ",UNSUBSCRIBED"); };
    const Report report = audit_of(file("email,Email Marketing Consent", row));
    EXPECT_EQ(outcome_of_check(report, consent).status, Status::info);
    EXPECT_EQ(outcome_of_check(report, objection).status, Status::not_assessed);
}

TEST(ContactsOnly, WhoUnsubscribesInALogOfEventsIsLeftAlone) {
    const auto log = [](std::string_view after) {
        std::string csv = "user_id,event,timestamp\n";
        for (int i = 0; i < 20; ++i) {
            const std::string user = "u" + std::to_string(i);
            csv += user + ",sent,2026-09-01 10:00\n" + user + ",open,2026-09-01 12:00\n";
            csv += user + ",unsubscribe,2026-09-02 10:00\n" + user + "," + std::string(after) + ",2026-09-20 10:00\n";
        }
        return audit_of(csv);
    };
    const Outcome late = outcome_of_check(log("sent"), objection);
    EXPECT_EQ(late.status, Status::fail);
    EXPECT_EQ(metrics_of(late)["contacts_after_opt_out"], 20);
    EXPECT_EQ(metrics_of(late)["contacts"], 40);
    EXPECT_EQ(outcome_of_check(log("open"), objection).status, Status::pass);
}

TEST(ContactsOnly, NobodyObjectedIsSaidOnlyOfValuesThatWereUnderstood) {
    const auto row = [](int i) { return address(i) + (i % 2 ? ",Q7" : ",Q9"); };
    const Outcome outcome = outcome_of_check(audit_of(file("email,opt_out", row)), objection);
    EXPECT_EQ(outcome.status, Status::not_assessed);
    EXPECT_EQ(outcome.needs.key, "ethics.contact_after_opt_out.needs.values");
}

}  // namespace
}  // namespace klarsicht
