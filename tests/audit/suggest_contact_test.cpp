#include "audit/suggest_contact.h"

#include <functional>

#include "support/audit.h"

namespace klarsicht {
namespace {

using Source = ContactEvidence::Source;
using Cells = std::function<std::string(int)>;

std::string day(int i) { return "2026-10-" + std::to_string(10 + i % 19); }
std::string person(int i) { return "P" + std::to_string(1000 + i / 5); }

test::World world_of_rows(std::string_view header, const Cells& cells) {
    std::string csv = std::string(header) + "\n";
    for (int i = 0; i < 100; ++i) { csv += cells(i) + "\n"; }
    return test::world_of(test::table_of(csv));
}

ContactEvidence evidence_of(std::string_view header, const Cells& cells) {
    const test::World world = world_of_rows(header, cells);
    return contact_evidence(world.table, world.profile, world.plan);
}

TEST(SuggestContact, SaysByWhatARowIsAContact) {
    const std::vector<std::pair<std::string_view, Source>> times = {
        {"person_id,last_email_sent", Source::sent_time}, {"Kunden-ID,Letzter Versand", Source::sent_time},
        {"user_id,impression_time", Source::sent_time},   {"person_id,angerufen_am", Source::sent_time},
        {"client_id,dernier_envoi", Source::sent_time},
    };
    for (const auto& [header, source] : times) {
        const ContactEvidence found = evidence_of(header, [](int i) { return person(i) + "," + day(i); });
        EXPECT_EQ(found.source, source) << header;
        EXPECT_EQ(found.sent, 1u) << header;
    }
    EXPECT_TRUE(evidence_of("id,last_contacted", [](int i) { return std::to_string(i) + "," + day(i); }).last_only);
    const auto by_channel = [](int i) { return person(i) + "," + day(i) + (i % 2 == 0 ? ",E-Mail" : ",SMS"); };
    EXPECT_EQ(evidence_of("person_id,zeitpunkt,kanal", by_channel).source, Source::channel);
    const auto flag = [](int i) { return person(i) + (i % 3 == 0 ? ",0" : ",1"); };
    EXPECT_EQ(evidence_of("customer_id,email_sent", flag).source, Source::flag);
}

TEST(SuggestContact, TimesOfCallsAndMailingsAreOfContacts) {
    for (const std::string_view header :
         {"Kundennr,Anrufzeit", "Kunden-ID,Kontaktzeit", "contact_id,call_started_at", "Kundennummer,Gesprächsbeginn",
          "id_client,date_appel", "Debitor,Anrufversuch am", "lead_id,attempt_time", "Client,Date de relance",
          "Code client,Heure de l'appel", "Kundennr,Postauflieferung", "user_id,notified_at", "id,last_mail_date",
          "Kundennr,Letzte Werbemail", "client_id,Dernière relance", "id,Most recent campaign"}) {
        const ContactEvidence found = evidence_of(header, [](int i) { return person(i) + "," + day(i) + " 10:15"; });
        EXPECT_EQ(found.source, Source::sent_time) << header;
    }
    for (const std::string_view header : {"user_id,last_seen_at", "user_id,last_email_opened", "Kundennr,Geboren am",
                                          "Kundennr,Termin", "Kunden-Nr,Zahlungsdatum", "Belegnummer,Kontaktiert am"}) {
        EXPECT_FALSE(evidence_of(header, [](int i) { return person(i) + "," + day(i); }).any()) << header;
    }
}

TEST(SuggestContact, WhoCallsACompanyWasNotCalledByIt) {
    const auto calls = [](std::string_view one, std::string_view other) {
        const auto cells = [&](int i) {
            return person(i) + "," + day(i) + "," + std::string(i % 2 == 0 ? one : other);
        };
        const test::World world = world_of_rows("customer_id,call_started_at,Richtung", cells);
        const ContactEvidence found = contact_evidence(world.table, world.profile, world.plan);
        return std::pair{found.is_contact(world.table, 0), found.is_contact(world.table, 1)};
    };
    EXPECT_EQ(calls("ausgehend", "ausgehend"), std::pair(true, true));
    EXPECT_EQ(calls("outbound", "inbound"), std::pair(true, false));
    EXPECT_EQ(calls("eingehend", "eingehend"), std::pair(false, false));
    EXPECT_EQ(calls("international", "roaming"), std::pair(false, false)) << "what customers telephone";
    const auto any_time = [](int i) { return person(i) + "," + day(i) + (i % 2 == 0 ? ",OUTBOUND" : ",INBOUND"); };
    const test::World world = world_of_rows("Contact ID,Activity date,Call direction", any_time);
    EXPECT_TRUE(contact_evidence(world.table, world.profile, world.plan).is_contact(world.table, 0));
    EXPECT_FALSE(contact_evidence(world.table, world.profile, world.plan).is_contact(world.table, 1));
}

TEST(SuggestContact, EventsOfOtherToolsAndLanguages) {
    const auto contacts = [](std::string_view header, std::vector<std::string> values) {
        const auto cells = [&](int i) {
            return person(i) + "," + values[static_cast<std::size_t>(i) % values.size()] + "," + day(i);
        };
        const test::World world = world_of_rows(header, cells);
        const ContactEvidence found = contact_evidence(world.table, world.profile, world.plan);
        return std::pair{found.source, found.sent};
    };
    const std::pair event(Source::event, std::optional<std::size_t>(2));
    EXPECT_EQ(contacts("profile_id,metric,datetime", {"Received Email", "Opened Email", "Placed Order"}), event);
    EXPECT_EQ(contacts("Kundennr,Ereignis,Datum", {"Versand", "Öffnung", "Klick"}), event);
    EXPECT_EQ(contacts("id_client,Evénement,Date de l'événement", {"envoyé", "ouvert", "cliqué"}), event);
    EXPECT_EQ(contacts("userId,eventName,createdAt", {"emailSend", "emailOpen"}), event);
    EXPECT_EQ(contacts("user_id,event,day_of_it", {"Campaign Sent", "Campaign Opened"}), event) << "the only time";
    EXPECT_EQ(contacts("ticket_id,event,date", {"Message read", "Reply sent"}).first, Source::none) << "an answer";
    EXPECT_EQ(contacts("customer_id,contract_status,date", {"sent", "signed"}).first, Source::none);
    EXPECT_EQ(contacts("order_id,status,date", {"Versand", "Zustellung"}).first, Source::none) << "a parcel";
}

TEST(SuggestContact, ValuesTellWhateverTheColumnIsCalled) {
    const auto source = [](std::string_view header, std::vector<std::string> values) {
        const auto cells = [&](int i) {
            return person(i) + "," + day(i) + "," + values[static_cast<std::size_t>(i) % values.size()];
        };
        return evidence_of(header, cells).source;
    };
    EXPECT_EQ(source("Kunde,Datum,Ergebnis", {"besetzt", "kein Interesse", "Mailbox"}), Source::channel);
    EXPECT_EQ(source("customer_id,on_day,dispo", {"Busy", "Voicemail", "Not interested"}), Source::channel);
    EXPECT_EQ(source("id_client,le,resultat", {"répondeur", "pas intéressé", "RDV pris"}), Source::channel);
    EXPECT_EQ(source("subscriber_id,when,what", {"sent", "opened", "clicked"}), Source::event);
    EXPECT_EQ(source("Kundennr,Zeit,Art", {"versendet", "geöffnet", "geklickt"}), Source::event);
    for (const std::vector<std::string>& values : {std::vector<std::string>{"answered", "abandoned", "transferred"},
                                                   {"gelöst", "offen", "weitergeleitet"},
                                                   {"open", "edit", "share"},
                                                   {"right", "wrong"}}) {
        EXPECT_EQ(source("customer_id,when,result", values), Source::none) << values.front();
    }
    EXPECT_EQ(source("customer_id,order_date,result", {"sent", "opened", "clicked"}), Source::none);
}

TEST(SuggestContact, AReportOfAdsHasNobodyInIt) {
    const auto ads = [](int i) {
        return day(i) + (i % 2 == 0 ? ",Herbst" : ",Winter") + (i % 3 == 0 ? ",18-24" : ",25-34") + "," +
               std::to_string(900 + i * 7) + "," + std::to_string(20 + i);
    };
    EXPECT_FALSE(evidence_of("Datum,Kampagne,Altersgruppe,Impressionen,Reichweite", ads).any());
    EXPECT_FALSE(evidence_of("Tag,Kampagne,Altersbereich,Impressionen,Klicks (alle)", ads).any());
}

TEST(SuggestContact, OfEventsOnlySendingIsAContact) {
    const auto cells = [](int i) {
        constexpr std::array events = {"sent_weekly_digest", "email_open", "email_clickthrough"};
        return person(i) + "," + day(i) + "," + events[static_cast<std::size_t>(i % 3)];
    };
    const test::World world = world_of_rows("user_id,occurred_at,action", cells);
    const ContactEvidence found = contact_evidence(world.table, world.profile, world.plan);
    EXPECT_EQ(found.source, Source::event);
    EXPECT_EQ(found.sent, 1u);
    EXPECT_TRUE(found.is_contact(world.table, 0));
    EXPECT_FALSE(found.is_contact(world.table, 1));
    EXPECT_EQ(found.reactions, (std::vector<std::uint8_t>{0, 1, 1}));
}

TEST(SuggestContact, WhatPeopleDoThemselvesIsNone) {
    for (const std::string_view header :
         {"user_id,login_at", "Kundennummer,Bestelldatum", "email,Connected On", "Contact Owner,Create Date",
          "user_id,signup_date", "user_id,timestamp", "customer_id,ticket_created_at"}) {
        EXPECT_FALSE(evidence_of(header, [](int i) { return person(i) + "," + day(i); }).any()) << header;
    }
    const auto shipped = [](int i) { return std::to_string(i) + "," + person(i) + "," + day(i) + "," + day(i + 1); };
    EXPECT_FALSE(evidence_of("order_id,customer_id,order_date,Versanddatum", shipped).any());
    const auto status = [](int i) { return person(i) + "," + day(i) + (i % 2 == 0 ? ",shipped" : ",delivered"); };
    EXPECT_FALSE(evidence_of("customer_id,timestamp,status", status).any());
    const auto ticket = [](int i) { return std::to_string(i) + "," + person(i) + "," + day(i) + ",email"; };
    EXPECT_FALSE(evidence_of("ticket_id,customer_id,timestamp,channel", ticket).any());
    const auto visit = [](int i) { return person(i) + "," + day(i) + (i % 2 == 0 ? ",spring" : ",autumn"); };
    EXPECT_FALSE(evidence_of("visitor_id,timestamp,utm_campaign", visit).any());
    EXPECT_FALSE(evidence_of("customer_id,registered_at,campaign", visit).any());
}

TEST(SuggestContact, ANumberOfCallsCountsOnlyInACampaign) {
    const auto calls = [](int i) {
        return std::to_string(100 + i) + "," + std::to_string(1 + i % 7) + (i % 2 == 0 ? ",yes" : ",no");
    };
    EXPECT_EQ(evidence_of("customer_id,campaign,previous", calls).source, Source::count);
    EXPECT_EQ(evidence_of("Kundennummer,Anzahl Anrufe,Kampagne", calls).source, Source::count);
    EXPECT_EQ(evidence_of("customer_id,contact_attempts,bought", calls).source, Source::count);
    EXPECT_FALSE(evidence_of("customer_id,customer service calls,churn", calls).any());
    EXPECT_FALSE(evidence_of("customer_id,Anzahl Anrufe,Tarif", calls).any());
    EXPECT_FALSE(evidence_of("customer_id,campaign,bought", calls).any());
}

TEST(SuggestContact, AListOfContactsHoldsAddressesOfMany) {
    const auto lead = [](int i) { return "L" + std::to_string(i) + ",p" + std::to_string(i) + "@example.org,new"; };
    test::World world = world_of_rows("Lead ID,Email,Lead Status", lead);
    EXPECT_TRUE(contact_list(world.table, world.profile, world.plan).for_contacting);
    EXPECT_EQ(contact_list(world.table, world.profile, world.plan).address, 1u);
    world = world_of_rows("Order Number,Email,Campaign", lead);
    EXPECT_FALSE(contact_list(world.table, world.profile, world.plan).for_contacting) << "orders ask nobody";
    world = world_of_rows("Last Order Number,Email,Campaign", lead);
    EXPECT_TRUE(contact_list(world.table, world.profile, world.plan).for_contacting);
    const auto owned = [](int i) { return std::to_string(i) + ",seller" + std::to_string(i % 3) + "@example.org,x"; };
    world = world_of_rows("nr,owner,stage", owned);
    EXPECT_EQ(contact_list(world.table, world.profile, world.plan).address, std::nullopt);
}

}  // namespace
}  // namespace klarsicht
